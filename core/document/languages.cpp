#include "document/languages.h"

#include <QDir>
#include <QLocale>

namespace docchat::document {
namespace {

const auto ending = QStringLiteral(".traineddata");

} // namespace

QStringList installedOcrLanguages() {
    QStringList languages;
    const QDir versions(QStringLiteral("/usr/share/tesseract-ocr"));
    for (const auto &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir models(versions.filePath(version) + QStringLiteral("/tessdata"));
        for (const auto &file : models.entryList({QLatin1Char('*') + ending}, QDir::Files, QDir::Name))
            languages += file.chopped(ending.size());
    }
    languages.removeAll(QStringLiteral("osd")); // which way up a page stands is no language
    languages.removeDuplicates();
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
