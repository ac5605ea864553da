#include "privacywords.h"

#include <QObject>
#include <QStringList>

namespace docchat {
namespace {

QString ofThisComputer(const Recipients &recipients) {
    if (!recipients.hasModel)
        return recipients.offline ? QObject::tr("Offline · nothing leaves this computer ✓")
                                  : QObject::tr("Nothing leaves this computer ✓");
    return recipients.offline ? QObject::tr("Offline · questions and documents stay on this computer ✓")
                              : QObject::tr("Questions and documents stay on this computer ✓");
}

QString ofModel(const Recipients &recipients) {
    const auto &[host, agreed] = recipients.model;
    if (!host.isEmpty())
        return agreed ? QObject::tr("Questions and passages go to %1").arg(host)
                      : QObject::tr("Nothing goes to %1 before you agree").arg(host);
    const bool othersGet = recipients.help.agreed || recipients.vectors.agreed;
    return othersGet ? QObject::tr("Asked on this computer") : ofThisComputer(recipients);
}

QString ofHelp(const Recipient &help) {
    return help.agreed ? QObject::tr("if the model is silent, text goes to %1").arg(help.host)
                       : QObject::tr("%1 helps out once you agree").arg(help.host);
}

} // namespace

QString privacyWords(const Recipients &recipients) {
    QStringList parts{ofModel(recipients)};
    const auto &model = recipients.model;
    const auto &help = recipients.help;
    const auto &vectors = recipients.vectors;
    if (vectors.agreed && vectors.host != model.host)
        parts += QObject::tr("for now questions go to %1").arg(vectors.host);
    if (!help.host.isEmpty() && help.host != model.host)
        parts += ofHelp(help);
    return parts.join(QStringLiteral(" · "));
}

} // namespace docchat
