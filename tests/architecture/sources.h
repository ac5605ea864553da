#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace docchat::tests {

/// One C++ file of the tree: its path from the root, its lines as written, and the same lines with comments
/// and what stands between quotes blanked out.
struct SourceFile {
    QString path;
    QStringList lines;
    QStringList code;
};

/// The *.h and *.cpp files under core/, ui/ and app/, sorted by path.
[[nodiscard]] std::vector<SourceFile> sourceFiles(const QString &root);

/// `text` with comments, string and character literals turned into spaces; line ends stay. Pure.
[[nodiscard]] QString codeOnly(const QString &text);

} // namespace docchat::tests
