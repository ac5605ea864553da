#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace docchat::settings {

/// What the person chose, in settings.ini of the data folder. Never a key or a document's text. Loop thread.
class Settings {
public:
    explicit Settings(const QString &dataFolder);

    [[nodiscard]] QString theme() const; ///< "system", "light" or "dark"
    void setTheme(const QString &theme);
    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);

private:
    QSettings m_file;
};

} // namespace docchat::settings
