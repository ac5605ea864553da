#pragma once

#include "settings/readingpage.h"
#include "theme.h"

#include <QDialog>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QScrollArea;
class QVBoxLayout;

namespace docchat::ui {

class SettingsGroup;

/// What the settings show when they are opened.
struct SettingsState {
    Theme::Choice theme = Theme::Choice::System;
    bool dimsPages = true;
    QString language = {};
    QString model = {}; ///< who answers, and where
    settings::Requests requests = {};
    settings::Reading reading = {};
    ReadingMeans means = {};
    bool offline = false;
    bool mayChangeOffline = true; ///< false: the program was started offline
    QString privacy = {};         ///< where text goes
    QString folder = {};          ///< of the library
    QString size = {};            ///< of it, in words
    QString aside = {};           ///< the size of the libraries that were set aside; empty: there are none
};

/// Every setting, in few sections, explained in a line and applied at once; a search finds them in all
/// sections.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    enum class Section { Models, Reading, Privacy, Appearance, Storage };

    SettingsDialog(const SettingsState &state, QWidget *parent);

    void goTo(Section section);
    void removeAside(); ///< there are no libraries any more that were set aside
    [[nodiscard]] ReadingPage *reading() { return m_reading; }
    [[nodiscard]] QListWidget *sections() { return m_sections; }
    [[nodiscard]] QLineEdit *search() { return m_search; }

Q_SIGNALS:
    void themeChosen(docchat::ui::Theme::Choice choice);
    void dimsPagesChosen(bool dims);
    void languageChosen(const QString &code);
    void readingChanged(const settings::Reading &reading);
    void requestsChanged(const settings::Requests &requests);
    void offlineChosen(bool offline);
    void modelsWanted();
    void folderWanted(); ///< to be shown
    void backUpWanted();
    void restoreWanted();
    void asideWanted(); ///< to be deleted
    void eraseWanted();

private:
    struct SectionPage {
        QWidget *page;
        QLabel *name; ///< above the page, while searching
    };

    QVBoxLayout *addSection(const QString &name, QWidget *page);
    void addModels(const SettingsState &state);
    void addPrivacy(const SettingsState &state);
    void addAppearance(const SettingsState &state);
    void addStorage(const SettingsState &state);
    void showSection(int section);
    void showFound(const QString &typed);

    QLineEdit *m_search;
    QListWidget *m_sections;
    QScrollArea *m_scroll;
    QVBoxLayout *m_pages;
    SettingsGroup *m_aside = nullptr;
    ReadingPage *m_reading;
    QLabel *m_none;
    std::vector<SectionPage> m_all;
};

} // namespace docchat::ui
