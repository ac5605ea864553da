#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace docchat::settings {

// Where the limits of reading end; each begins at 1.
constexpr int mostTextMiB = 1024;
constexpr int mostSecondsWithoutFrame = 3600;
constexpr int mostMinutesInAll = 1440;

/// How documents are read.
struct Reading {
    bool alwaysRecognise = false; ///< the text of scanned pages, without asking
    QString ocrLanguages = {};    ///< "deu+eng"; empty: what this computer's language suggests
    bool unfenced = false;        ///< also where nothing fences off the reader
    bool libreOffice = false;     ///< .doc, .xls and .ppt, by LibreOffice
    int textMiB = 64;             ///< of one document, at most
    int zipRatio = 100;
    int xmlDepth = 100;
    int nesting = 10;
    int secondsWithoutFrame = 30;
    int minutesInAll = 10;
};

/// What the person chose, in settings.ini of the data folder. Never a key or a document's text. Loop thread.
class Settings {
public:
    explicit Settings(const QString &dataFolder);

    [[nodiscard]] QString theme() const; ///< "system", "light" or "dark"
    void setTheme(const QString &theme);
    [[nodiscard]] Reading reading() const;
    void setReading(const Reading &reading);
    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);

private:
    QSettings m_file;
};

} // namespace docchat::settings
