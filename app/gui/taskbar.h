#pragma once

#include <QString>

namespace docchat {

/// The progress that the desktop shows on the program's icon, where it has a place for it (KDE, Ubuntu's dock
/// and others that know com.canonical.Unity.LauncherEntry). Loop thread.
class Taskbar {
public:
    /// share: 0 to 1; negative: nothing runs.
    void show(double share);

private:
    int m_percent = -1; ///< that was told last
};

} // namespace docchat
