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

std::vector<ContentsEntry> contentsOf(Database &database, DocumentId document, int most) {
    // Sections of a text are named; what else there is, of printed pages too, the passages know.
    auto rows = database.prepare(
        "WITH named(heading, page, start) AS"
        " (SELECT label, number, start FROM page WHERE document=?1 AND width=0"
        "  UNION SELECT heading, first_page, start FROM passage WHERE document=?1)"
        " SELECT heading, page, start FROM (SELECT *, lag(heading, 1, '') OVER (ORDER BY start) AS before"
        " FROM named WHERE heading<>'') WHERE heading<>before ORDER BY start LIMIT ?2");
    rows.bind(document, most);
    std::vector<ContentsEntry> contents;
    while (rows.step())
        contents.push_back({rows.text(0), int(rows.integer(1)), qsizetype(rows.integer(2))});
    return contents;
}

} // namespace docchat::index
