#pragma once

#include "index/sqlite.h"
#include "model/origin.h"
#include "model/passage.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <optional>
#include <vector>

/// What the database knows of documents. Plain functions for Store::read() and Store::write(); they throw
/// SqliteError.
namespace docchat::index {

[[nodiscard]] std::vector<Document>
allDocuments(Database &database); ///< in the order they were added, attachments below their mail; no versions
                                  ///< and nothing that is taken out of the list

/// Those of `documents` (nullopt: of all, also what is taken out of the list: documentsFor() says otherwise
/// then) that hold text.
[[nodiscard]] QSet<DocumentId> documentsWithText(Database &database,
                                                 const std::optional<QList<DocumentId>> &documents);

/// Those that are being read, or could not be read whole; in the order they were added.
[[nodiscard]] std::vector<Document> unfinishedDocuments(Database &database);

[[nodiscard]] std::optional<Document> findDocument(Database &database, DocumentId id);
[[nodiscard]] std::optional<Document> findDocument(Database &database, const QByteArray &sha256);

/// A new document in state Reading with its first location; gives it its id. An attachment lies where its
/// mail does, and in its collections.
DocumentId addDocument(Database &database, const Document &document);

/// The same in the place of what there was of the same bytes. Where that had failed, the new one keeps the
/// reason until setState().
DocumentId replaceDocument(Database &database, const Document &document);

/// The document `by` in the place of `document`, which is removed: its locations, what is attached to it and
/// what is about it (chats, their quotes, collections, the journal) are of `by` from now on.
void replaceDocument(Database &database, DocumentId document, DocumentId by);

/// What is being read is not wanted any more: it is removed with all new versions of it. One that was read
/// again because it had failed is as it was then. Nothing happens to what is whole.
void takeBackDocument(Database &database, DocumentId id);

/// Another place where the same bytes lie; a path belongs to one document only. The document joins the
/// collections that the path is to join (joinWhenRead()).
void addLocation(Database &database, DocumentId document, const QString &path);

/// What the person calls it from now on, in the list and in answers, also when it is read again; what chats
/// have quoted keeps its name.
void renameDocument(Database &database, DocumentId document, const QString &name);
/// Whose documents are; those that are not in the library are left out.
[[nodiscard]] QHash<DocumentId, Origin> originsOf(Database &database, const QList<DocumentId> &documents);
/// As the person corrected it; it stays so, also for the next versions.
void setOrigin(Database &database, DocumentId document, const Origin &origin);
/// What its file says, unless the person corrected it.
void learnOrigin(Database &database, DocumentId document, const Origin &origin);
/// Where the text of a page begins in that of its document; 0 where it is not known.
[[nodiscard]] qsizetype pageStart(Database &database, DocumentId id, int number);
/// None of its files is called as it is.
[[nodiscard]] bool isRenamed(Database &database, const Document &document);

/// Every place of every file, the one that Document::path names last.
[[nodiscard]] std::vector<std::pair<DocumentId, QString>> allLocations(Database &database);

/// A place of a document that is there becomes the one that Document::path names.
void preferLocation(Database &database, const QString &path);

/// Kind and number of pages, as soon as the reader has opened it.
void setOpened(Database &database, DocumentId id, DocumentKind kind, int pages);

/// The end of reading: the state, and code, reason and hint of `error` where there is one. Ready has the code
/// "ok" all the same.
void setState(Database &database, DocumentId id, DocumentState state, const Error *error);

/// Documents that lacked nothing but vectors are whole.
void markEmbedded(Database &database);

/// Pages with where each begins in the document's text.
void addPages(Database &database, DocumentId id, const std::vector<Page> &pages,
              const std::vector<qsizetype> &starts);

/// Passages; gives each its id. The word index follows by triggers.
void addPassages(Database &database, std::vector<Passage> &passages);

/// The document and all that is attached to it, through mails in mails; empty: there is none.
[[nodiscard]] QList<DocumentId> familyOf(Database &database, DocumentId id);

/// Takes a document with all that is attached to it out of the list, of search and of answers, or brings them
/// back; they are kept until purgeRemovedDocuments(). What is added again comes back by itself.
void markRemoved(Database &database, DocumentId id, bool removed);
[[nodiscard]] bool isMarkedRemoved(Database &database, DocumentId id);
[[nodiscard]] bool hasRemovedDocuments(Database &database);
/// Removes what was taken out of the list for good; how many documents these were, with what was attached.
int purgeRemovedDocuments(Database &database);

/// Removes a document with all that was derived from it or is attached to it, also from the journal. False:
/// there was none.
bool removeDocument(Database &database, DocumentId id);

/// Takes the words of removed documents and chats out of the word indexes and postings.bin: FTS5 keeps
/// deleted words until it is optimised. What was written before is in the -wal still: Store::scrub() ends
/// that too.
void scrubRemovedWords(Database &database);

[[nodiscard]] std::optional<Page> findPage(Database &database, DocumentId id, int number);
[[nodiscard]] std::vector<Page> pagesOf(Database &database, DocumentId id); ///< without boxes

/// Some pages of a document's text.
struct TextPart {
    std::vector<Page> pages; ///< without boxes
    qsizetype start = 0;     ///< of the first of them, in the document's text
    bool hasEarlier = false; ///< there are pages before them
    bool hasLater = false;
};

/// The pages that lie within `reach` characters of a position of the document's text, and the one it is in.
[[nodiscard]] TextPart textAround(Database &database, DocumentId id, qsizetype position, qsizetype reach);

/// The rectangles of [start, end) of a document's text, page by page.
[[nodiscard]] QList<PageRect> boxesOf(Database &database, DocumentId id, qsizetype start, qsizetype end);

/// Says for people where in documents places lie: "slide 4". For as many as are asked.
class PlaceFinder {
public:
    explicit PlaceFinder(Database &database);
    /// Where `position` of a document's text lies. Empty: there is no such page.
    [[nodiscard]] QString placeOnPage(DocumentId id, int page, qsizetype position);

private:
    Statement m_row;
};

/// Where `position` of a document's text lies.
struct PlaceInDocument {
    int page = 0; ///< 0: nowhere
    QString name; ///< for people: "slide 4"
};
[[nodiscard]] PlaceInDocument placeAt(Database &database, DocumentId id, qsizetype position);

/// The document's text from start to end, to the letter.
[[nodiscard]] QString textOf(Database &database, DocumentId id, qsizetype start, qsizetype end);

[[nodiscard]] std::optional<Passage> findPassage(Database &database, qint64 id);

/// The languages that passages are or were in, that of `question` first if it is one of them.
[[nodiscard]] QList<Language> languagesFor(Database &database, const QString &question);

/// How many words there are in all passages, and how many passages.
struct CorpusSize {
    double passages = 0;
    double words = 0;
};
[[nodiscard]] CorpusSize corpusSize(Database &database);

} // namespace docchat::index
