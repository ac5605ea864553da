#pragma once

#include "collectioncontroller.h"

namespace docchat {

/// How answers are written in the open chat, in the open collection and in all chats: shown above the chat,
/// chosen in a dialog, kept.
class StyleController : public QObject {
    Q_OBJECT

public:
    StyleController(Application *application, ui::MainWindow *window, CollectionController *collections,
                    async::Background *background);

    void openChat(qint64 chat, const AnswerStyle &style);
    /// The new chat is kept from now on.
    void setChat(qint64 chat) { m_chat = chat; }
    [[nodiscard]] AnswerStyle ofChat() const { return m_style; }
    /// What an answer is written by: the chat's style over that of the collection over that of all chats.
    [[nodiscard]] AnswerStyle style() const;

    void open();

private:
    void showStyle();
    async::Task<void> choose();
    async::Task<void> keep(qint64 chat, AnswerStyle style);
    async::Task<void> savePreset(AnswerPreset preset);
    async::Task<void> removePreset(QString name);
    void tell(const Error &error);

    Application *m_application;
    ui::MainWindow *m_window;
    CollectionController *m_collections;
    async::Background *m_background;
    settings::Settings m_settings;
    qint64 m_chat = 0;
    AnswerStyle m_style;
    bool m_isOpen = false;
};

} // namespace docchat
