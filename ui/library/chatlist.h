#pragma once

#include "model/chat.h"
#include "theme.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace docchat::ui {

class NoticeBar;

/// The chats, newest first, or what was searched for in them. Shows what it is told and emits wishes.
class ChatList : public QWidget {
    Q_OBJECT

public:
    explicit ChatList(const Theme *theme, QWidget *parent = nullptr);

    /// Pixels in which all that is listed has its place; it scrolls in less.
    [[nodiscard]] int wholeHeight() const;
    void setChats(const std::vector<Chat> &chats, qint64 current);
    void setMatches(const std::vector<ChatMatch> &matches);
    [[nodiscard]] QString searched() const; ///< empty: all chats are listed

    /// How many chats can be brought back; 0: none.
    void setRemoved(int chats);
    void focusSearch();
    void startRenaming(qint64 chat);

Q_SIGNALS:
    void newWanted();
    void chatWanted(qint64 chat, qint64 message); ///< message 0: at its end
    void renameWanted(qint64 chat, const QString &title);
    void removalWanted(qint64 chat);
    void undoWanted();
    void markdownWanted(qint64 chat);
    void pdfWanted(qint64 chat);
    void reloadWanted(); ///< something else is searched for, or a title is not edited any more

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectSignals();
    [[nodiscard]] bool isEdited() const;
    void add(qint64 chat, qint64 message, const QString &title, const QString &line);
    void fit();
    void open(const QListWidgetItem *item);
    void keepTitle(QListWidgetItem *item);
    void showMenu(const QPoint &at);

    QLineEdit *m_search;
    QListWidget *m_list;
    QWidget *m_none;
    NoticeBar *m_removed;
    int m_rows = 0; ///< of all chats; what is found among them has no less room
    bool m_filling = false;
};

} // namespace docchat::ui
