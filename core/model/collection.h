#pragma once

#include "model/chat.h"

namespace docchat {

/// Documents under a name, with chats and a style of their own.
struct Collection {
    qint64 id = 0; ///< 0: all documents
    QString name = {};
    int documents = 0; ///< that are in it
    int chats = 0;     ///< of its own, without the removed ones
    AnswerStyle style = {};
};

} // namespace docchat
