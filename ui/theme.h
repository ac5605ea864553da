#pragma once

#include <QColor>
#include <QObject>

#include <QDBusVariant>

class QApplication;

namespace docchat::ui {

/// The colours of one theme, from design/UI.md; one accent, contrast at least 4.5:1.
struct Colours {
    QColor window, panes, cards, lines, text, dim, faint, accent, onAccent, accentText, weak, mark, warning,
        warningBack;
    QColor desk, paper, bubble;
    bool dark = false;
};

[[nodiscard]] const Colours &lightColours();
[[nodiscard]] const Colours &darkColours();

/// The icons and translations lie in a static library, which would not load them by itself.
void loadResources();

/// The system's fonts take as long to find as Qt takes to start: so they are looked for meanwhile, on a
/// thread of the pool, before there is a QApplication.
void beginFindingFonts();

/// Light or dark for the whole program: follows the system, or what the person chose.
class Theme : public QObject {
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };

    explicit Theme(QApplication *application, Choice choice = Choice::System);

    [[nodiscard]] const Colours &colours() const { return m_dark ? darkColours() : lightColours(); }
    /// Are white pages dimmed in the dark theme?
    [[nodiscard]] bool dimsPages() const { return m_dimsPages; }
    void setDimsPages(bool dims);
    [[nodiscard]] Choice choice() const { return m_choice; }
    void choose(Choice choice);

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void followPortal(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void apply();
    [[nodiscard]] static bool isDark(Choice choice);
    [[nodiscard]] static bool systemIsDark();

    QApplication *m_application;
    Choice m_choice = Choice::System;
    bool m_dark = false;
    bool m_dimsPages = true;
};

} // namespace docchat::ui
