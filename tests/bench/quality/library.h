#pragma once

#include "measures.h"
#include "questionset.h"

#include "application.h"

#include <QTemporaryDir>

namespace docchat::quality {

/// How the documents of a set become files.
enum class FileForm { Html, Text, TitledText };

/// A set's documents in a real library: each written to a file and read by the worker, as if a person had
/// added it.
class Library {
public:
    explicit Library(FileForm form);
    ~Library();

    /// Adds documents of a set; throws std::runtime_error when one cannot be read.
    void add(const std::vector<SetDocument> &documents);

    /// Removes those of a title, and says which they were.
    std::vector<SetDocument> removeTitle(const std::vector<SetDocument> &documents, const QString &title);

    /// Asks as docchat-cli does, in this thread.
    [[nodiscard]] Answered ask(const QString &question);

private:
    async::Task<void> addAll(std::vector<SetDocument> documents);

    FileForm m_form;
    QTemporaryDir m_folder;
    std::unique_ptr<Application> m_application;
    QHash<QString, DocumentId> m_documents; ///< by id of the set
    QHash<DocumentId, QString> m_ids;
};

/// What plain FTS5 (unicode61, every word, its own BM25) finds: the documents.
class PlainFts {
public:
    explicit PlainFts(const std::vector<SetDocument> &documents);
    [[nodiscard]] Answered ask(const QString &question);

private:
    QTemporaryDir m_folder;
    index::Database m_database;
};

} // namespace docchat::quality
