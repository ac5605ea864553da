#include "settings/settings.h"

#include <QDir>

namespace docchat::settings {

Settings::Settings(const QString &dataFolder)
    : m_file(QDir(dataFolder).filePath(QStringLiteral("settings.ini")), QSettings::IniFormat) {}

QString Settings::theme() const {
    return m_file.value(QLatin1StringView("appearance/theme"), QStringLiteral("system")).toString();
}

void Settings::setTheme(const QString &theme) {
    m_file.setValue(QLatin1StringView("appearance/theme"), theme);
}

QByteArray Settings::geometry() const {
    return m_file.value(QLatin1StringView("window/geometry")).toByteArray();
}

void Settings::setGeometry(const QByteArray &geometry) {
    m_file.setValue(QLatin1StringView("window/geometry"), geometry);
}

} // namespace docchat::settings
