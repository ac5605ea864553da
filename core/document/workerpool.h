#pragma once

#include "document/worker.h"

#include <memory>
#include <vector>

namespace docchat::document {

enum class WorkerRole {
    Read,  ///< texts: two workers
    Render ///< pictures of pages for the window: one worker of its own, so that reading never delays it
};

/// The parser processes of a program. A worker is replaced after 50 documents and when it has ended. Loop
/// thread only.
class WorkerPool {
public:
    /// `program`: the path of docchat-parser. `arguments`: tests leave out fences.
    explicit WorkerPool(QString program, int readers = 2, QStringList arguments = {});

    /// The least loaded living worker for a role; starts it if needed.
    [[nodiscard]] std::shared_ptr<Worker> worker(WorkerRole role);

    /// What protects this computer from its readers, as the last one told; empty: none has started yet.
    [[nodiscard]] const QStringList &protections() const { return m_protections; }
    /// Called whenever a reader has told.
    void whenProtectionsKnown(std::function<void()> known) { m_protectionsKnown = std::move(known); }

    /// Where docchat-parser lies beside the running program.
    [[nodiscard]] static QString programBeside(const QString &applicationDir);

private:
    std::shared_ptr<Worker> fresh();

    QString m_program;
    QStringList m_arguments;
    std::vector<std::shared_ptr<Worker>> m_readers;
    std::shared_ptr<Worker> m_renderer;
    QStringList m_protections;
    std::function<void()> m_protectionsKnown = [] {};
};

} // namespace docchat::document
