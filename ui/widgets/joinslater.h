#pragma once

#include <QWidget>

namespace docchat::ui {

/// A window polishes all that is in it at its start, shown or not, so some parts join it only when they are
/// wanted. Called where their parent ends: deletes one that never did. (To let it join then is no way: Qt
/// looks through the focus chain of what is being deleted.)
inline void deleteUnjoined(QWidget *part) {
    if (!part->parentWidget())
        delete part;
}

} // namespace docchat::ui
