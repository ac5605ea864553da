#pragma once

#include "base/result.h"

#include <QByteArray>

/// What servers say when they do not do what they are asked, in words for people. Pure.
namespace docchat::provider {

/// Who is asked for what.
struct Asked {
    QString server;        ///< its address, without a password
    QString model = {};    ///< empty: none in particular
    QString getModel = {}; ///< what to do when the model is not there
    QByteArray key = {};   ///< never shown, though a server may repeat it
};

/// The error of an HTTP status, made clearer by what its body says.
[[nodiscard]] Error explained(Error error, const QByteArray &body, const Asked &asked);

/// An error that came inside a good answer, as {"error":…} or the like.
[[nodiscard]] Error errorInside(const QByteArray &json, const Asked &asked);

/// Whether a JSON object is an error and not an answer.
[[nodiscard]] bool isError(const QByteArray &json);

/// An answer that is not what the API promises. `lacks`: what it should hold ("vectors").
[[nodiscard]] Error unusable(const QByteArray &body, const QString &lacks, const Asked &asked);

/// The same, said of what `server` did.
[[nodiscard]] Error badAnswer(const QString &server, const QString &did);

} // namespace docchat::provider
