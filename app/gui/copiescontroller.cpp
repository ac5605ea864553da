#include "copiescontroller.h"

#include "async/cancel.h"
#include "base/paths.h"
#include "widgets/dialogs.h"
#include "widgets/progresssheet.h"

#include <QScopeGuard>

#include <algorithm>

namespace docchat {

using async::Task;

CopiesController::CopiesController(Application *application, ui::MainWindow *window,
                                   ui::DocumentModel *documents, async::Background *background)
    : m_application(application), m_window(window), m_documents(documents), m_background(background) {
    auto *library = window->library();
    connect(library, &ui::LibraryPane::keepWanted, this, [this](const QList<DocumentId> &those, bool keeps) {
        if (keeps)
            m_background->spawn("keep copies", &CopiesController::keep, this, those);
        else
            m_background->spawn("drop copies", &CopiesController::drop, this, those);
    });
    connect(library, &ui::LibraryPane::saveCopyWanted, this, [this](DocumentId document) {
        m_background->spawn("save a copy", &CopiesController::save, this, document);
    });
}

QString CopiesController::nameOf(DocumentId document) const {
    const int row = m_documents->rowOf(document);
    return row < 0 ? QString() : m_documents->at(row).name;
}

void CopiesController::bringSoon() {
    if (m_application->viewOnly() || m_application->jobs().running() > 0)
        return;
    m_bringsAgain = true;
    if (!std::exchange(m_brings, true))
        m_background->spawn("bring copies", &CopiesController::bring, this);
}

Task<void> CopiesController::bring() {
    const auto ended = qScopeGuard([this] { m_brings = false; });
    while (std::exchange(m_bringsAgain, false)) {
        const bool came = co_await m_application->keptFiles().bring();
        Q_EMIT piecesRemoved(); // of the copies before them, or of what was cut off
        if (came)
            Q_EMIT changed();
    }
}

Task<Status> CopiesController::change(DocumentId document, bool keeps) {
    auto &kept = m_application->keptFiles();
    Status done = Done{};
    if (keeps)
        done = co_await kept.keep(document);
    else if (const auto dropped = co_await kept.drop(document); !dropped.ok())
        done = dropped.error();
    m_application->scrub();
    Q_EMIT changed();
    co_return done;
}

/// One after the other; Cancel ends all. What could not be kept is said once.
Task<void> CopiesController::keep(QList<DocumentId> documents) {
    QStringList problems;
    for (const auto document : documents) {
        const auto kept = co_await keepWithSheet(document);
        if (!kept)
            break;
        if (!kept->ok())
            problems += kept->error().text();
    }
    m_application->scrub();
    Q_EMIT changed();
    if (!problems.isEmpty())
        ui::tell(m_window, tr("Keep a copy"), problems.join(QLatin1Char('\n')));
}

/// nullopt: the person has ended it.
Task<std::optional<Status>> CopiesController::keepWithSheet(DocumentId document) {
    const auto sheet =
        std::make_unique<ui::ProgressSheet>(tr("Keeping a copy of %1").arg(nameOf(document)), m_window);
    std::optional<Status> kept;
    std::ignore = co_await async::cancellable([&](async::Scope &scope) {
        QObject::connect(sheet.get(), &QProgressDialog::canceled, sheet.get(), [&scope] { scope.cancel(); });
        return [](ingest::KeptFiles *files, DocumentId which, ui::ProgressSheet *shown,
                  std::optional<Status> *into) -> Task<void> {
            *into = co_await files->keep(which, [shown](double share) { shown->setShare(share); });
        }(&m_application->keptFiles(), document, sheet.get(), &kept);
    });
    co_return kept;
}

Task<void> CopiesController::drop(QList<DocumentId> documents) {
    const auto isLast = [this](DocumentId document) {
        const int row = m_documents->rowOf(document);
        return row >= 0 && m_documents->at(row).isLastCopy();
    };
    const auto last = std::ranges::find_if(documents, isLast);
    if (last != documents.end() &&
        !co_await ui::confirm(
            m_window, tr("Keep a copy"),
            tr("The file of %1 is not there. Without its copy only its text is left.").arg(nameOf(*last)),
            tr("Delete the copy")))
        co_return;
    QStringList problems;
    for (const auto document : documents) {
        if (const auto dropped = co_await m_application->keptFiles().drop(document); !dropped.ok())
            problems += dropped.error().text();
    }
    m_application->scrub();
    Q_EMIT changed();
    if (!problems.isEmpty())
        ui::tell(m_window, tr("Keep a copy"), problems.first());
}

Task<void> CopiesController::save(DocumentId document) {
    const int row = m_documents->rowOf(document);
    if (row < 0)
        co_return;
    const auto path =
        co_await ui::chooseTarget(m_window, tr("Save the copy"), shownName(m_documents->at(row).path));
    if (path.isEmpty())
        co_return;
    const auto saved = co_await ingest::saveKept(&m_application->store(), document, path, true);
    if (!saved.ok())
        ui::tell(m_window, tr("Save the copy"), saved.error().text());
}

} // namespace docchat
