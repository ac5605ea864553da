#pragma once

#include "activity/activitypane.h"
#include "chat/chatpane.h"
#include "library/librarypane.h"
#include "settings/settings.h"
#include "source/sourcepane.h"
#include "widgets/statusbar.h"

#include <QMainWindow>
#include <QPointer>

class QSplitter;

namespace docchat::ui {

class NoticeBar;

/// Arranges the panes, and nothing else: library, chat and source side by side, activity and status below.
/// Under 1200 px the source covers the chat, unless it has a window of its own.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(DocumentModel *documents, Theme *theme);
    ~MainWindow() override;

    [[nodiscard]] LibraryPane *library() { return m_library; }
    [[nodiscard]] ChatPane *chat() { return m_chat; }
    [[nodiscard]] SourcePane *source() { return m_source; }
    [[nodiscard]] ActivityPane *activity() { return m_activity; }
    [[nodiscard]] StatusBar *status() { return m_status; }
    [[nodiscard]] Theme *theme() { return m_theme; }

    /// A line above the panes, which the caller fills and takes away.
    [[nodiscard]] NoticeBar *addNotice(const QString &action);

    void showSource();
    void hideSource();
    void showChat(); ///< also where the source covers it
    [[nodiscard]] bool sourceShown() const { return m_sourceShown; }
    void toggleActivity();
    void toggleLibrary();
    void nextPane();
    void floatSource(bool floats);               ///< into a window of its own, and back
    void toggleSourceWindow();                   ///< the same, where it is shown
    [[nodiscard]] bool sourceCoversChat() const; ///< once it is shown
    [[nodiscard]] bool sourceFloats() const { return m_sourceWindow != nullptr; }

    [[nodiscard]] settings::Panes panes() const;
    void setPanes(const settings::Panes &panes); ///< before it is shown, which arranges them

Q_SIGNALS:
    void filesDropped(const QStringList &paths);
    void closing();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void arrange();
    void keepSizes();

    /// What is hidden at first joins the window when it is shown, or after the first frame (joinslater.h).
    void joinHidden();
    void joinSource();
    void dockSource(); ///< beside the chat
    void joinActivity();

    Theme *m_theme;
    QSplitter *m_panes;
    QSplitter *m_rows;
    LibraryPane *m_library;
    ChatPane *m_chat;
    SourcePane *m_source;
    ActivityPane *m_activity;
    StatusBar *m_status;
    QWidget *m_sourceWindow = nullptr; ///< while it floats
    settings::Panes m_chosen;          ///< by the person
    bool m_sourceShown = false;
    bool m_narrow = false;
    bool m_wasPainted = false;
    QPointer<QWidget> m_focusInChat; ///< while the document covers it
};

} // namespace docchat::ui
