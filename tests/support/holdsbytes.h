#pragma once

#include <QDirIterator>
#include <QFile>

namespace docchat::tests {

/// Does any file of a folder, or below it, hold these bytes?
inline bool holdsBytes(const QString &folder, const QByteArray &bytes) {
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return true;
    }
    return false;
}

} // namespace docchat::tests
