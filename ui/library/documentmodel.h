#pragma once

#include "ingest/jobs.h"
#include "model/document.h"

#include <QAbstractListModel>
#include <QSet>

#include <optional>

namespace docchat::ui {

/// One row of the library: a document that is there, or one that is being read or could not be.
struct DocumentRow : ingest::Source {
    DocumentId id = 0;     ///< 0: nothing of it is in the library (yet)
    ingest::JobId job = 0; ///< 0: nothing runs
    QString line = {};     ///< its state in words
    QString problem = {};  ///< why it failed; empty otherwise
    QString code = {};     ///< of the problem
    DocumentKind kind = DocumentKind::Unknown;
    double progress = -1; ///< 0 to 1 while it is read; -1 otherwise
    bool cancelling = false;
    bool paused = false;   ///< by the person, while it was read
    bool hasScans = false; ///< it is ready, but some pages are pictures without text
    bool ticked = false;
    QString hint = {};       ///< what helps against the problem
    QDateTime addedAt = {};  ///< invalid: it is being added
    bool isMissing = false;  ///< its file is not where it was; its text stays
    bool isOffline = false;  ///< the same, as its folder cannot be reached
    QStringList places = {}; ///< the paths of its files; empty: there is `path` alone
    KeptCopy copy = KeptCopy::None;

    [[nodiscard]] bool failed() const { return !problem.isEmpty(); }
    [[nodiscard]] bool isKept() const { return copy != KeptCopy::None; }
    [[nodiscard]] bool hasCopy() const { return copy == KeptCopy::Earlier || copy == KeptCopy::Whole; }
    /// Its file is nowhere else that is known.
    [[nodiscard]] bool isLastCopy() const { return isMissing && hasCopy(); }
    [[nodiscard]] bool canBeTicked() const { return id != 0 && !failed(); }
    /// The one useful button: "Unlock…", "Read it…" or "Retry"; empty: none.
    [[nodiscard]] QString action() const;
    /// The line below the name: its state, or its problem in few words, and the mail that it is attached to.
    [[nodiscard]] QString secondLine() const;
};

/// Where the documents' files lie.
struct FilesAt {
    QSet<DocumentId> missing;               ///< no file of theirs is where it was
    QSet<DocumentId> offline;               ///< the same, as a folder cannot be reached
    QHash<DocumentId, QStringList> several; ///< the paths of those that lie in more than one place
    QHash<DocumentId, KeptCopy> kept;       ///< those of which a copy is kept, or to come
};

/// What of the library belongs to the open collection: documents, and files that join it when they are read.
struct ShownDocuments {
    QSet<DocumentId> documents;
    QSet<QString> paths;
};

/// The documents of the library and the jobs that read more, newest last; attachments right below their mail.
class DocumentModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Roles { RowRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;

    /// What the library's documents are listed as; takes its time for ten thousand of them. Any thread.
    [[nodiscard]] static std::vector<DocumentRow> rowsOf(const std::vector<Document> &documents);
    /// Replaces what is in the library; rows of jobs stay.
    void setRows(std::vector<DocumentRow> rows);
    /// Whether there are any: not before they were given once, or one is being read.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    /// A job began, moved on, or ended.
    void setJob(const ingest::Job &job);
    void removeJob(ingest::JobId job);
    /// The row of a file of which nothing is in the library.
    void removeFailed(const ingest::Source &source);
    void setFilesAt(FilesAt files);
    /// The job has ended with a document: the row waits for setRows().
    void letGoOfJob(const ingest::Job &job);

    [[nodiscard]] const DocumentRow &at(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] int rowOf(DocumentId id) const; ///< -1: not there
    [[nodiscard]] QList<DocumentId> ticked() const;
    void setTicked(int row, bool ticked);
    /// The same of several documents in one go; those that cannot be asked get none.
    void setTicked(const QList<DocumentId> &documents, bool ticked);
    void clearTicks();
    /// Ticks these and no others; those that are not there yet as soon as they come.
    void setTicks(const QList<DocumentId> &documents);
    [[nodiscard]] int documents() const; ///< that are in the library

    /// Only these belong to the open collection; nullopt: all do. Others are neither listed nor ticked.
    void setShown(std::optional<ShownDocuments> shown);
    void addShownPaths(const QSet<QString> &paths); ///< they belong to it too
    [[nodiscard]] bool isShown(const DocumentRow &row) const;
    [[nodiscard]] int shownRows() const; ///< with those that are being read

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    /// The ids of documents, as documentsIn() reads them, and their files for other programs.
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] static QList<DocumentId> documentsIn(const QMimeData *dragged);

Q_SIGNALS:
    void ticksChanged();
    void ticksChosen(); ///< the same, by the person
    void shownChanged();

private:
    [[nodiscard]] int rowOfJob(ingest::JobId job) const;
    bool place(DocumentRow &row) const;
    int insert(DocumentRow row);
    void removeAt(int row);
    void touch(int row);
    void touchAll();

    std::vector<DocumentRow> m_rows;
    bool m_isKnown = false;
    QSet<DocumentId> m_ticksToCome;
    FilesAt m_files;
    std::optional<ShownDocuments> m_shown;
};

/// A kind in the few letters of its mark: "PDF".
[[nodiscard]] QString markOf(DocumentKind kind);

/// Until the reader has told the kind.
[[nodiscard]] DocumentKind kindByName(const QString &name);

/// How far a job is, 0 to 1, and in a few words ("Reading 57 %").
[[nodiscard]] double progressOf(const ingest::Job &job);
[[nodiscard]] QString progressWords(const ingest::Job &job);
/// "4 s left", from the pace so far; empty when it cannot be told yet. `done`: 0 to 1.
[[nodiscard]] QString timeLeft(double done, async::Clock::time_point begun);

/// "212 pages", "18 sections", "3 parts".
[[nodiscard]] QString sizeWords(DocumentKind kind, int pages);

} // namespace docchat::ui
