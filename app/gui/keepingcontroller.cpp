#include "keepingcontroller.h"

#include "async/cancel.h"
#include "copying.h"
#include "erase.h"
#include "index/exchange.h"
#include "widgets/dialogs.h"
#include "widgets/noticebar.h"
#include "widgets/progresssheet.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QPushButton>

namespace docchat {

using async::Task;

namespace {

/// Tells of a copy in a sheet, whose Cancel ends it: then there is nothing.
template <class Value, class F>
Task<std::optional<Result<Value>>> copyingWithSheet(ui::MainWindow *window, QString words, F copy) {
    const auto sheet = std::make_unique<ui::ProgressSheet>(words, window);
    std::optional<Result<Value>> result;
    std::ignore = co_await async::cancellable([&](async::Scope &scope) {
        QObject::connect(sheet.get(), &QProgressDialog::canceled, sheet.get(), [&scope] { scope.cancel(); });
        return [](F what, ui::ProgressSheet *shown, std::optional<Result<Value>> *into) -> Task<void> {
            *into = co_await copying(std::move(what), [shown = QPointer(shown)](double share) {
                if (shown)
                    shown->setShare(share);
            });
        }(copy, sheet.get(), &result);
    });
    if (result && !result->ok() && result->error().kind == ErrorKind::Cancelled)
        result.reset();
    co_return result;
}

QString backupName() {
    return QStringLiteral("docchat-%1.sqlite").arg(QDate::currentDate().toString(Qt::ISODate));
}

} // namespace

KeepingController::KeepingController(Application *application, ui::MainWindow *window,
                                     async::Background *background)
    : m_application(application), m_window(window), m_background(background) {
    if (application->rescued())
        showRescued();
    if (application->viewOnly())
        showViewOnly();
    application->store().onDamaged([this] { showDamage(); });
    application->lookForDamage();
}

KeepingController::~KeepingController() {
    m_application->store().onDamaged({});
}

void KeepingController::showRescued() {
    const auto rescued = *m_application->rescued();
    auto *notice = m_window->addNotice(tr("Details"));
    notice->say(index::summary(rescued));
    connect(notice, &ui::NoticeBar::actionWanted, this, [this, rescued] {
        ui::tell(m_window, tr("The library was damaged"),
                 index::summary(rescued) + QLatin1Char('\n') + index::wherePut(rescued));
    });
    connect(notice->addButton(tr("OK")), &QPushButton::clicked, notice, &QObject::deleteLater);
}

void KeepingController::showViewOnly() {
    auto *notice = m_window->addNotice(tr("Start again"));
    notice->say(
        tr("%1. Until then documents and chats can be read and searched; nothing can be added or asked.")
            .arg(m_application->viewOnly()->text()));
    connect(notice, &ui::NoticeBar::actionWanted, this, &KeepingController::startAgainWanted);
}

void KeepingController::showDamage() {
    auto *notice = m_window->addNotice(tr("Start again"));
    notice->say(tr(
        "The library is damaged. When DocChat starts again it saves what can be read, and keeps the damaged "
        "file."));
    connect(notice, &ui::NoticeBar::actionWanted, this, &KeepingController::startAgainWanted);
}

void KeepingController::backUp() {
    m_background->spawn("back up", &KeepingController::askAndBackUp, this);
}

void KeepingController::restore() {
    m_background->spawn("restore", &KeepingController::askAndRestore, this);
}

void KeepingController::deleteAside() {
    m_background->spawn("delete what was set aside", &KeepingController::askAndDeleteAside, this);
}

void KeepingController::deleteEverything() {
    m_background->spawn("delete everything", &KeepingController::askAndDelete, this);
}

Task<void> KeepingController::askAndBackUp() {
    const auto path = co_await ui::chooseTarget(m_window, tr("Back Up"), backupName());
    if (path.isEmpty())
        co_return;
    const auto made =
        co_await copyingWithSheet<Done>(m_window, tr("Backing up to %1").arg(path),
                                        [library = m_application->store().path(),
                                         path](index::CopyProgress *progress, const std::stop_token &stop) {
                                            return index::backUpTo(library, path, true, progress, stop);
                                        });
    if (!made)
        co_return;
    ui::tell(m_window, tr("Back Up"),
             made->ok()
                 ? tr("The library was backed up to %1, with its chats, the text of its documents and the "
                      "copies of them that you keep. The settings and keys are not in it.")
                       .arg(path)
                 : made->error().text());
}

Task<void> KeepingController::askAndRestore() {
    const auto chosen =
        co_await ui::chooseFiles(m_window, tr("Restore"), tr("Backups (*.sqlite);;All files (*)"), false);
    if (chosen.isEmpty())
        co_return;
    const auto file = chosen.first();
    const auto looked = co_await copyingWithSheet<index::BackupContents>(
        m_window, tr("Looking at %1").arg(file), [file](index::CopyProgress *, const std::stop_token &stop) {
            return index::lookAtBackup(file, stop);
        });
    if (!looked)
        co_return;
    if (!looked->ok()) {
        ui::tell(m_window, tr("Restore"), looked->error().text());
        co_return;
    }
    const auto &contents = looked->value();
    const bool yes = co_await ui::confirm(
        m_window, tr("Restore"),
        tr("Restore %1 of %2, with %3?\n\nThe library as it is "
           "now is kept beside it, as "
           "library.sqlite.before-restore with the time. DocChat starts again.")
            .arg(file, QLocale().toString(contents.changed, QLocale::ShortFormat), index::summary(contents)),
        tr("Restore"));
    if (!yes)
        co_return;
    const auto ready =
        co_await copyingWithSheet<QString>(m_window, tr("Restoring %1").arg(file),
                                           [library = m_application->store().path(), file](
                                               index::CopyProgress *progress, const std::stop_token &stop) {
                                               return index::prepareRestore(library, file, progress, stop);
                                           });
    if (ready && !ready->ok())
        ui::tell(m_window, tr("Restore"), ready->error().text());
    if (ready && ready->ok())
        Q_EMIT startAgainWanted();
}

Task<void> KeepingController::askAndDeleteAside() {
    const auto files = index::filesSetAside(m_application->store().path());
    const bool yes =
        !files.isEmpty() &&
        co_await ui::confirm(m_window, tr("Delete What Was Set Aside"),
                             tr("Delete these files for good?\n\n%1\n\nThe library as it is now stays. What "
                                "could not be saved when they were set aside is nowhere else.")
                                 .arg(files.join(QLatin1Char('\n'))),
                             tr("Delete Them"));
    if (!yes)
        co_return;
    QStringList left;
    for (const auto &file : files) {
        if (!QFile::remove(file))
            left += file;
    }
    if (left.isEmpty())
        Q_EMIT asideDeleted();
    else
        ui::tell(m_window, tr("Delete What Was Set Aside"),
                 tr("%1 cannot be deleted. Give yourself permission to write in that folder, then try again.")
                     .arg(left.join(QStringLiteral(", "))));
}

Task<void> KeepingController::askAndDelete() {
    const auto &folder = m_application->options().dataFolder;
    const bool yes = co_await ui::confirm(
        m_window, tr("Delete Everything"),
        tr("Delete for good what DocChat keeps?\n\n"
           "• all chats, the text of all documents, and the copies of them that you keep\n"
           "• the settings, the model servers and their keys in the keychain\n"
           "• the logs, and the copies that DocChat kept in %1\n\n"
           "Your documents themselves stay where they are, and so do your backups. DocChat ends.")
            .arg(folder),
        tr("Delete Everything"));
    if (!yes)
        co_return;
    const auto servers = serversIn(folder);
    const auto left = co_await forgetKeysOf(m_application->options().keyStore.get(),
                                            servers.ok() ? *servers : std::vector<ProviderConfig>());
    if (!left.isEmpty() &&
        !co_await ui::confirm(m_window, tr("Delete Everything"),
                              tr("The keychain cannot be used: the key of %1 stays in it. Delete the rest?")
                                  .arg(left.join(QStringLiteral(", "))),
                              tr("Delete the Rest")))
        co_return;
    if (const auto marked = markForErasing(folder); !marked.ok())
        ui::tell(m_window, tr("Delete Everything"), marked.error().text());
    else
        Q_EMIT eraseWanted();
}

} // namespace docchat
