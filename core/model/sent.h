#pragma once

#include <QDateTime>
#include <QString>

#include <functional>
#include <vector>

namespace docchat {

/// A part of what was sent, word for word.
struct SentTurn {
    QString speaker; ///< "system", "user", "assistant"; "text": to be made a vector of
    QString text;
};

/// Something that went to a model server on the way to an answer.
struct Sent {
    enum class Purpose {
        Write, ///< to be answered, or a question to be made whole
        Find   ///< to find passages by their meaning
    };

    QDateTime at = {};
    QString host = {};
    bool local = false; ///< it did not leave this computer
    Purpose purpose = Purpose::Write;
    QString model = {};
    std::vector<SentTurn> turns = {};
};

/// Called right before something is sent.
using OnSent = std::function<void(Sent)>;

[[nodiscard]] QString purposeName(Sent::Purpose purpose); ///< "write" or "find"
[[nodiscard]] Sent::Purpose purposeFromName(QStringView name);

} // namespace docchat
