#include "index/headings.h"

#include <QRegularExpression>

#include <algorithm>

namespace docchat::index {
namespace {

constexpr int passagesRead = 200; // of one document
constexpr int newestDocuments = 20;
constexpr qsizetype shortest = 4; // characters
constexpr qsizetype longest = 60;

/// "3.1 Deposits" without its number; empty: it tells nothing.
QString topicOf(const QString &heading) {
    static const QRegularExpression number(QStringLiteral("^[\\d.)§\\s]+"));
    static const QRegularExpression word(QStringLiteral("\\p{L}{3}"));
    auto topic = heading.simplified().remove(number);
    const bool tells = topic.size() >= shortest && topic.size() <= longest && word.match(topic).hasMatch();
    return tells ? topic : QString();
}

QStringList topicsOf(Database &database, qint64 document, int most) {
    auto rows = database.prepare("SELECT heading FROM (SELECT heading, start FROM passage"
                                 " WHERE document=?1 AND heading<>'' ORDER BY start LIMIT ?2)"
                                 " GROUP BY heading ORDER BY min(start)");
    rows.bind(document, passagesRead);
    QStringList topics;
    while (topics.size() < most && rows.step()) {
        const auto topic = topicOf(rows.text(0));
        if (!topic.isEmpty() && !topics.contains(topic, Qt::CaseInsensitive))
            topics += topic;
    }
    return topics;
}

} // namespace

QStringList newestHeadings(Database &database, int most, qint64 collection) {
    auto newest =
        database.prepare("SELECT id FROM document WHERE state<>'failed'"
                         " AND id NOT IN (SELECT document FROM removed_document) AND (?2=0 OR EXISTS"
                         " (SELECT 1 FROM collection_document WHERE collection=?2 AND document=id))"
                         " ORDER BY id DESC LIMIT ?1");
    newest.bind(newestDocuments, collection);
    QList<QStringList> ofDocuments;
    while (ofDocuments.size() < most && newest.step()) {
        auto topics = topicsOf(database, newest.integer(0), most);
        if (!topics.isEmpty())
            ofDocuments += std::move(topics);
    }
    QStringList headings;
    for (int turn = 0; turn < most; ++turn) {
        for (const auto &topics : std::as_const(ofDocuments)) {
            if (turn < topics.size() && headings.size() < most && !headings.contains(topics[turn]))
                headings += topics[turn];
        }
    }
    return headings;
}

} // namespace docchat::index
