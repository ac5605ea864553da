#pragma once

#include "application.h"
#include "mainwindow.h"

#include <QTimer>

namespace docchat {

/// Keeps what is typed and not sent, by chat, soon after it was typed.
class DraftKeeper : public QObject {
    Q_OBJECT

public:
    DraftKeeper(Application *application, ui::MainWindow *window, async::Background *background);

    /// Another chat will be opened: what is written now belongs to the one that is left, and what is typed
    /// until then goes with the other one. Before the first chat is open, all of it does.
    void beginLeaving();
    /// The same, and keeps what belongs to the one that is left.
    async::Task<void> leave();
    /// It will not be opened after all.
    void stay();
    /// Another chat is open, with this draft; 0, or index::newChatOf() a collection: a new one.
    void openChat(qint64 chat, const QString &draft);
    /// The new chat is kept from now on, without a draft.
    void setChat(qint64 chat);

    /// Puts the draft aside, for another text to be written meanwhile; false: brings it back.
    void setAside(bool aside);
    /// At once, when there is something new.
    async::Task<void> save();

private:
    struct Written {
        QString text;
        bool isDraft = true; ///< neither a search nor an earlier question that is edited
    };
    [[nodiscard]] Written written() const;

    Application *m_application;
    ui::Composer *m_composer;
    qint64 m_chat = 0;
    QString m_saved;
    std::optional<QString> m_aside;
    std::optional<Written> m_left = Written(); ///< when the chat was left; none: it is open
    QTimer m_saveSoon;
};

} // namespace docchat
