#include "foldercontroller.h"

#include "async/blocking.h"
#include "base/paths.h"
#include "ingest/foldertree.h"
#include "showinfolder.h"
#include "widgets/activate.h"
#include "widgets/dialogs.h"
#include "widgets/noticebar.h"

#include <QLocale>
#include <QPushButton>

namespace docchat {

using async::Task;
using ingest::Folders;

namespace {

QString nameOf(const QString &path) {
    const auto name = shownName(path);
    return name.isEmpty() ? shownPath(path) : name; // the root of a drive
}

QString stateWords(const Folders::Followed &folder) {
    const auto files = QLocale().toString(folder.files);
    switch (folder.state) {
    case Folders::State::Looking:
        return FolderController::tr("Being looked through…");
    case Folders::State::Offline:
        return FolderController::tr("%1. Since %2 it is looked for; nothing was removed.")
            .arg(folder.reason, QLocale().toString(folder.offlineSince, QLocale::ShortFormat));
    case Folders::State::Following:
        break;
    }
    QStringList words{folder.files == 1 ? FolderController::tr("1 document")
                                        : FolderController::tr("%1 documents").arg(files)};
    words += folder.isPolled ? FolderController::tr("looked through regularly")
                             : FolderController::tr("changes are seen at once");
    if (!folder.unreadable.isEmpty())
        words +=
            FolderController::tr("not all of it may be read: %1").arg(shownPath(folder.unreadable.first()));
    return words.join(QStringLiteral(" · "));
}

} // namespace

FolderController::FolderController(Application *application, ui::MainWindow *window,
                                   LibraryController *library, CollectionController *collections,
                                   async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_library(library)
    , m_collections(collections)
    , m_background(background)
    , m_offline(window->addNotice(tr("Watched folders")))
    , m_offered(window->addNotice(tr("Watch"))) {
    connectSignals();
}

void FolderController::connectSignals() {
    auto *folders = &m_application->folders();
    connect(m_library, &LibraryController::goingOn, this,
            [this] { m_background->spawn("follow folders", &FolderController::start, this); });
    connect(m_library, &LibraryController::foldersAdded, this, &FolderController::offer);
    connect(folders, &Folders::changed, this, &FolderController::show);
    connect(folders, &Folders::reading, m_library, &LibraryController::takeFollowed);
    connect(folders, &Folders::reading, m_collections, &CollectionController::reload);
    connect(folders, &Folders::filesGone, m_library, &LibraryController::forgetFiles);
    connect(m_offline, &ui::NoticeBar::actionWanted, this, &FolderController::open);
    connect(m_offline->addButton(tr("Not now")), &QPushButton::clicked, m_offline,
            [this] { m_offline->say({}); });
    connect(m_offered, &ui::NoticeBar::actionWanted, this, [this] {
        m_offered->say({});
        m_background->spawn("follow added folders", &FolderController::followAll, this,
                            std::exchange(m_offeredFolders, {}));
    });
    connect(m_offered->addButton(tr("Not now")), &QPushButton::clicked, m_offered, [this] {
        m_offered->say({});
        m_offeredFolders.clear();
    });
}

Task<void> FolderController::start() {
    const auto started = co_await m_application->folders().start();
    if (!started.ok())
        ui::tell(m_window, tr("Watched folders"), started.error().text());
}

void FolderController::open() {
    m_offline->say({});
    if (!m_dialog)
        connectDialog();
    show();
    ui::bringToFront(m_dialog);
}

void FolderController::connectDialog() {
    m_dialog = new ui::FoldersDialog(m_window);
    connect(m_dialog, &ui::FoldersDialog::followWanted, this, &FolderController::chooseAndFollow);
    connect(m_dialog, &ui::FoldersDialog::unfollowWanted, this, [this](qint64 id) {
        m_background->spawn("follow a folder no more", &FolderController::unfollow, this, id);
    });
    connect(m_dialog, &ui::FoldersDialog::lookWanted, &m_application->folders(), &Folders::lookNow);
    connect(m_dialog, &ui::FoldersDialog::showWanted, this, &showInFolder);
}

void FolderController::show() {
    std::vector<ui::FolderLine> lines;
    QStringList offline;
    for (const auto &folder : m_application->folders().all()) {
        const bool isOffline = folder.state == Folders::State::Offline;
        lines.push_back({folder.folder.id, nameOf(folder.folder.path), folder.folder.path, stateWords(folder),
                         isOffline});
        if (isOffline)
            offline += nameOf(folder.folder.path);
    }
    if (m_dialog)
        m_dialog->setFolders(lines);
    if (std::exchange(m_toldOffline, offline) == offline)
        return;
    m_offline->say(offline.isEmpty() ? QString()
                   : offline.size() == 1
                       ? tr("The folder “%1” cannot be reached. Its documents stay, and can be "
                            "asked.")
                             .arg(offline.first())
                       : tr("The folders “%1” cannot be reached. Their documents stay, and can "
                            "be asked.")
                             .arg(offline.join(tr("”, “"))));
    Q_EMIT reachChanged();
}

/// What was added is there as it is now; whether more is to come is the person's choice.
void FolderController::offer(const QStringList &folders) {
    m_offeredFolders += folders;
    m_offeredFolders.removeDuplicates();
    m_offeredFolders.removeIf(
        [this](const QString &path) { return m_application->folders().isFollowed(path); });
    if (m_offeredFolders.isEmpty())
        m_offered->say({});
    else if (m_offeredFolders.size() == 1)
        m_offered->say(tr("“%1” is added as it is now. Watch it, so that what comes later is read by itself?")
                           .arg(nameOf(m_offeredFolders.first())));
    else
        m_offered->say(tr("%1 folders are added as they are now. Watch them, so that what comes later is "
                          "read by itself?")
                           .arg(m_offeredFolders.size()));
}

void FolderController::chooseAndFollow() {
    if (const auto &viewOnly = m_application->viewOnly()) {
        ui::tell(m_window, tr("Watch a folder"), viewOnly->text());
        return;
    }
    m_background->spawn("choose a folder", &FolderController::choose, this);
}

Task<void> FolderController::choose() {
    auto *parent = m_dialog && m_dialog->isVisible() ? static_cast<QWidget *>(m_dialog) : m_window;
    const auto chosen = co_await ui::chooseFiles(parent, tr("Watch a folder"), {}, true);
    if (chosen.isEmpty())
        co_return;
    const auto tree = co_await async::runBlocking(
        async::BlockingOptions{m_looking.pool(), async::OnCancel::Abandon},
        [](std::stop_token stop, const QString &path) { return ingest::lookThrough(stop, path); },
        chosen.first());
    if (tree.ok() && tree->files.size() > askAbove) {
        const bool yes = co_await ui::confirm(
            parent, tr("Watch a folder"),
            tr("Watch “%1”? Its %2 documents are read now, and what comes later by itself.")
                .arg(nameOf(chosen.first()), QLocale().toString(tree->files.size())),
            tr("Watch"));
        if (!yes)
            co_return;
    }
    co_await follow(chosen.first());
}

Task<void> FolderController::follow(QString path) {
    const auto followed = co_await m_application->folders().follow(path, m_collections->current().id);
    if (!followed.ok())
        ui::tell(m_window, tr("Watch a folder"), followed.error().text());
}

Task<void> FolderController::followAll(QStringList paths) {
    for (const auto &path : paths)
        co_await follow(path);
}

Task<void> FolderController::unfollow(qint64 id) {
    const auto done = co_await m_application->folders().unfollow(id);
    if (!done.ok())
        ui::tell(m_window, tr("Watched folders"), done.error().text());
}

} // namespace docchat
