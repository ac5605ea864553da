#include "document/workerpool.h"

#include <QDir>
#include <QFile>

namespace docchat::document {
namespace {

constexpr int documentsAWorker = 50;

bool usable(const std::shared_ptr<Worker> &worker) {
    return worker && worker->alive() && !worker->doubtful() && worker->opened() < documentsAWorker;
}

} // namespace

WorkerPool::WorkerPool(QString program, int readers, QStringList arguments)
    : m_program(std::move(program)), m_arguments(std::move(arguments)), m_readers(size_t(readers)) {}

QString WorkerPool::programBeside(const QString &applicationDir) {
    const auto beside = QDir(applicationDir).filePath(QStringLiteral("docchat-parser"));
    const auto installed =
        QDir(applicationDir).filePath(QStringLiteral("../libexec/docchat/docchat-parser"));
    return QFile::exists(beside) || !QFile::exists(installed) ? beside : QDir::cleanPath(installed);
}

std::shared_ptr<Worker> WorkerPool::fresh() {
    auto worker = std::make_shared<Worker>(m_program, m_arguments);
    worker->whenReady([this, started = worker.get()] {
        m_protections = started->protections();
        m_protectionsKnown();
    });
    return worker;
}

std::shared_ptr<Worker> WorkerPool::worker(WorkerRole role) {
    if (role == WorkerRole::Render) {
        if (!usable(m_renderer))
            m_renderer = fresh();
        return m_renderer;
    }
    std::shared_ptr<Worker> *least = nullptr;
    for (auto &reader : m_readers) {
        if (!usable(reader)) {
            reader = fresh();
            return reader;
        }
        if (!least || reader->jobs() < (*least)->jobs())
            least = &reader;
    }
    return *least;
}

} // namespace docchat::document
