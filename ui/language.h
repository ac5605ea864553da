#pragma once

#include <QList>
#include <QString>
#include <QTranslator>

class QGuiApplication;

namespace docchat::ui {

/// A language that the window can speak.
struct Language {
    QString code; ///< ISO 639-1; empty: that of the system
    QString name; ///< in itself
};

[[nodiscard]] QList<Language> languages();

/// The window's words in a language, with its way of writing numbers and its direction. Holds for what is
/// made from then on. Lives as long as the program.
class Translations {
public:
    explicit Translations(QGuiApplication *application) : m_application(application) {}
    ~Translations();

    /// Empty or unknown: the system's language where it is one of ours, else English.
    void use(const QString &code);

private:
    void letGo();

    QGuiApplication *m_application;
    QTranslator m_own;
    QTranslator m_qt; ///< the buttons of its dialogs
};

} // namespace docchat::ui
