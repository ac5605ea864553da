#include "ingest/beginning.h"

#include "index/documents.h"
#include "index/journal.h"
#include "index/versions.h"

namespace docchat::ingest {
namespace {

/// Is it worth keeping until another version is whole?
bool isAnswer(const Document &document) {
    return document.passages > 0;
}

bool isWhole(const Document &document) {
    return isAnswer(document) && document.state != DocumentState::Reading;
}

/// Beside the one that is there.
Beginning besides(index::Database &database, const Document &before, const Document &file,
                  BeginningWishes wishes) {
    Beginning beginning;
    beginning.before = before.id;
    beginning.keepsBefore = isWhole(before);
    beginning.isChanged = before.sha256 != file.sha256;
    const auto version = index::beginVersion(
        database, before, file, {wishes.recognise ? QByteArray("OCR") : QByteArray(), wishes.refused > 0});
    beginning.document = version.id;
    beginning.earlier.goesOn = version.isBegun;
    beginning.earlier.withVectors = index::versionsOf(database, before.id);
    beginning.earlier.withVectors.removeOne(version.id);
    beginning.earlier.withVectors += before.id;
    return beginning;
}

/// In the place of what failed or never came so far, or as a new one.
Beginning instead(index::Database &database, const Document &file) {
    const auto there = index::documentAt(database, file);
    Beginning beginning;
    beginning.document = index::replaceDocument(database, file);
    if (there)
        beginning.earlier.withVectors += there->id;
    index::replaceHomeless(database, there, beginning.document);
    return beginning;
}

/// As it can be shown on a line, whatever the file says.
Origin shown(const Origin &origin) {
    constexpr qsizetype longest = 300;
    constexpr int lastYear = 9999;
    const auto cleaned = [](const QString &said) {
        auto words = said.simplified();
        words.removeIf([](QChar c) { // of what would turn a line around, and what nobody sees
            return c.category() == QChar::Other_Control || (c >= QChar(0x202A) && c <= QChar(0x202E)) ||
                   (c >= QChar(0x2066) && c <= QChar(0x2069));
        });
        return words.left(longest);
    };
    const bool isYear = origin.year > 0 && origin.year <= lastYear;
    return {cleaned(origin.title), cleaned(origin.author), isYear ? origin.year : 0};
}

} // namespace

Beginning begin(index::Database &database, const Document &file, const document::OpenedReply &info,
                BeginningWishes wishes) {
    const auto before = index::documentBefore(database, file);
    if (before)
        index::markRemoved(database, before->id, false); // it is wanted again
    Beginning beginning;
    if (before && before->sha256 == file.sha256 && before->state == DocumentState::Reading &&
        wishes.refused == 0) {
        beginning.document = before->id;
        beginning.earlier.goesOn = true;
        beginning.earlier.withVectors = index::versionsOf(database, before->id);
    } else if (before && isAnswer(*before)) {
        beginning = besides(database, *before, file, wishes);
    } else {
        beginning = instead(database, file);
    }
    index::setOpened(database, beginning.document, info.kind, info.pages);
    index::learnOrigin(database, beginning.document, shown(info.origin));
    index::setJournalled(database, file.path, file.part, beginning.shown());
    beginning.earlier.journalled = beginning.shown();
    return beginning;
}

DocumentId staysIfFailed(index::Database &database, const Document &file) {
    const auto before = index::documentBefore(database, file);
    return before && isWhole(*before) ? before->id : 0;
}

void takeBack(index::Database &database, const Document &file, const Beginning &beginning, bool isCancelled) {
    if (!isCancelled)
        index::setJournalled(database, file.path, file.part, 0);
    if (beginning.keepsBefore) {
        index::removeDocument(database, beginning.document);
        return;
    }
    index::takeBackDocument(database, beginning.document);
    if (beginning.before != 0) // it was never whole, and the new version is removed with it
        index::takeBackDocument(database, beginning.before);
}

} // namespace docchat::ingest
