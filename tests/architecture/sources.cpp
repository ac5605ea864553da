#include "sources.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace docchat::tests {

using namespace Qt::StringLiterals;

QString codeOnly(const QString &text) {
    // One alternative a kind of thing to blank; the leftmost wins, so a quote in a comment opens no string. A
    // ' between digits (1'000) is no quote.
    static const QRegularExpression blanked(u"//[^\\n]*"
                                            uR"re(|/\*.*?\*/)re"
                                            uR"re(|\bu?8?R"([^()\s]*)\(.*?\)\1")re"
                                            uR"re(|"(?:\\.|[^"\\\n])*")re"
                                            uR"re(|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+')re"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    QString code = text;
    auto matches = blanked.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        for (auto i = match.capturedStart(); i < match.capturedEnd(); ++i) {
            if (code[i] != u'\n')
                code[i] = u' ';
        }
    }
    return code;
}

std::vector<SourceFile> sourceFiles(const QString &root) {
    std::vector<SourceFile> files;
    const QDir base(root);
    for (const auto *folder : {"core", "ui", "app"}) {
        QDirIterator entries(base.filePath(QString::fromLatin1(folder)), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            QFile file(entries.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("%ls cannot be read", qUtf16Printable(file.fileName()));
            const auto text = QString::fromUtf8(file.readAll());
            files.push_back(
                {base.relativeFilePath(file.fileName()), text.split(u'\n'), codeOnly(text).split(u'\n')});
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

} // namespace docchat::tests
