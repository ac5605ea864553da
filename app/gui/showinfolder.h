#pragma once

#include <QString>

namespace docchat {

/// Opens the folder of a file in the desktop's file manager, with the file chosen in it where that can be
/// done (org.freedesktop.FileManager1); comes back at once. Linux: elsewhere the folder alone is opened.
void showInFolder(const QString &path);

} // namespace docchat
