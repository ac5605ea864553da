#include "document/languages.h"

#include <QDir>
#include <QLocale>

namespace docchat::document {
namespace {

const auto ending = QStringLiteral(".traineddata");

} // namespace

QString ocrModelFolder() {
    const QDir versions(QStringLiteral("/usr/share/tesseract-ocr"));
    const auto names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const auto &name : names) {
        const auto folder = versions.filePath(name + QStringLiteral("/tessdata"));
        if (QDir(folder).exists())
            return folder;
    }
    return QStringLiteral("/usr/share/tessdata");
}

QStringList installedOcrLanguages() {
    QStringList languages;
    const QDir models(ocrModelFolder());
    for (const auto &file : models.entryList({QLatin1Char('*') + ending}, QDir::Files, QDir::Name)) {
        const auto name = file.chopped(ending.size());
        // They find the orientation and formulas.
        if (name != QLatin1StringView("osd") && name != QLatin1StringView("equ"))
            languages += name;
    }
    return languages;
}

QString likelyOcrLanguages() {
    const auto installed = installedOcrLanguages();
    QStringList likely;
    for (const auto &language : {QLocale::languageToCode(QLocale::system().language(), QLocale::ISO639Part2T),
                                 QStringLiteral("eng")}) {
        if (installed.contains(language) && !likely.contains(language))
            likely += language;
    }
    return likely.isEmpty() ? installed.value(0) : likely.join(QLatin1Char('+'));
}

} // namespace docchat::document
