#include "language.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>

#include <algorithm>

namespace docchat::ui {
namespace {

const QString english = QStringLiteral("en");

bool isOurs(const QString &code) {
    return std::ranges::any_of(
        languages(), [&](const Language &language) { return !code.isEmpty() && language.code == code; });
}

QString systemLanguage() {
    const auto wanted = QLocale::system().uiLanguages();
    const auto ours = std::ranges::find_if(
        wanted, [](const QString &name) { return isOurs(name.section(QLatin1Char('-'), 0, 0)); });
    return ours == wanted.end() ? english : ours->section(QLatin1Char('-'), 0, 0);
}

/// How numbers and times are written: as the system does where it speaks the language.
QLocale localeOf(const QString &code) {
    const auto system = QLocale::system();
    if (code == systemLanguage())
        return system;
    // Latin digits, as the words around them have.
    return code == QLatin1StringView("ar") ? QLocale(QLocale::Arabic, QLocale::UnitedArabEmirates)
                                           : QLocale(code);
}

} // namespace

QList<Language> languages() {
    return {{{}, QCoreApplication::translate("Language", "Like the system")},
            {english, QStringLiteral("English")},
            {QStringLiteral("de"), QStringLiteral("Deutsch")},
            {QStringLiteral("ar"), QStringLiteral("العربية")}};
}

Translations::~Translations() {
    letGo();
}

void Translations::letGo() {
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

void Translations::use(const QString &code) {
    letGo();
    const auto language = isOurs(code) ? code : systemLanguage();
    QLocale::setDefault(localeOf(language));
    if (language != english && m_own.load(QStringLiteral(":/translations/docchat_%1.qm").arg(language)))
        QCoreApplication::installTranslator(&m_own);
    if (m_qt.load(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    m_application->setLayoutDirection(QLocale(language).textDirection());
}

} // namespace docchat::ui
