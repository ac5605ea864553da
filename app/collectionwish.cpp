#include "collectionwish.h"

#include "index/collections.h"
#include "index/documents.h"

#include <QJsonArray>

namespace docchat {
namespace {

Error noCollection(const QString &name) {
    return {ErrorKind::Usage, QStringLiteral("There is no collection “%1”").arg(name),
            QStringLiteral("docchat-cli collection list shows what there is")};
}

Result<QList<DocumentId>> idsIn(index::Database &database, const QJsonObject &wish) {
    QList<DocumentId> ids;
    for (const auto &id : wish.value(QLatin1StringView("ids")).toArray()) {
        ids += id.toInteger();
        if (!index::findDocument(database, ids.last()))
            return Error{ErrorKind::Usage, QStringLiteral("There is no document %1").arg(ids.last()),
                         QStringLiteral("docchat-cli list shows what there is")};
    }
    return ids;
}

/// What is wished of a collection that is there.
Status change(index::Database &database, const Collection &collection, const QString &action,
              const QJsonObject &wish) {
    if (action == QLatin1StringView("rename"))
        return index::renameCollection(database, collection.id,
                                       wish.value(QLatin1StringView("new_name")).toString());
    if (action == QLatin1StringView("remove")) {
        index::removeCollection(database, collection.id);
        return Done{};
    }
    const auto ids = idsIn(database, wish);
    if (!ids.ok())
        return ids.error();
    if (action == QLatin1StringView("add"))
        index::addToCollection(database, collection.id, *ids);
    else if (action == QLatin1StringView("take"))
        index::takeFromCollection(database, collection.id, *ids);
    else
        return Error{ErrorKind::Usage, QStringLiteral("%1 cannot be done to a collection").arg(action),
                     QStringLiteral("docchat-cli --help shows what can")};
    return Done{};
}

} // namespace

QJsonObject collectionToJson(const Collection &collection) {
    return {{QStringLiteral("id"), collection.id},
            {QStringLiteral("name"), collection.name},
            {QStringLiteral("documents"), collection.documents},
            {QStringLiteral("chats"), collection.chats}};
}

Result<Collection> carryOut(index::Database &database, const QJsonObject &wish) {
    const auto action = wish.value(QLatin1StringView("action")).toString();
    const auto name = wish.value(QLatin1StringView("name")).toString();
    if (action == QLatin1StringView("create")) {
        const auto id = index::createCollection(database, name);
        if (!id.ok())
            return id.error();
        return *index::findCollection(database, *id);
    }
    const auto collection = index::collectionNamed(database, name);
    if (!collection)
        return noCollection(name);
    if (const auto changed = change(database, *collection, action, wish); !changed.ok())
        return changed.error();
    return index::findCollection(database, collection->id).value_or(*collection);
}

} // namespace docchat
