#include "placescontroller.h"

#include "async/blocking.h"
#include "base/paths.h"
#include "index/documents.h"
#include "index/keptfiles.h"

#include <QGuiApplication>

namespace docchat {

using async::Task;

PlacesController::PlacesController(Application *application, ui::DocumentModel *documents,
                                   async::Background *background)
    : m_application(application), m_documents(documents), m_background(background) {
    connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive) // files are moved and deleted while another window is in front
            lookSoon();
    });
}

void PlacesController::lookSoon() {
    m_background->spawn("look for files", &PlacesController::look, this);
}

void PlacesController::lookUnlessReading() {
    if (m_application->jobs().running() == 0)
        lookSoon();
}

/// Which documents have no file left where one was. On a drive that sleeps this takes its time: it is neither
/// the loop's, nor that of the threads that everything else needs.
Task<void> PlacesController::look() {
    m_looksAgain = true;
    if (std::exchange(m_looks, true))
        co_return; // the one that looks does so once more
    while (std::exchange(m_looksAgain, false)) {
        const auto found = co_await m_application->store().read([](index::Database &database) {
            return std::pair(index::allLocations(database), index::allKept(database));
        });
        if (!found.ok())
            break;
        const auto &places = found->first;
        Places reachable; // a drive that may hang is not asked
        ui::FilesAt files;
        files.kept = found->second;
        QHash<DocumentId, QStringList> where;
        for (const auto &[id, path] : places) {
            files.missing += id;
            if (m_application->folders().isOffline(path)) {
                files.offline += id;
                where[id] += path;
            } else {
                reachable.emplace_back(id, path);
            }
        }
        const auto there = co_await async::runBlocking(
            async::BlockingOptions{m_looking.pool(), async::OnCancel::Abandon},
            [](std::stop_token stop, Places looked) {
                std::erase_if(looked, [&stop](const auto &place) {
                    return !stop.stop_requested() && !isThere(place.second);
                });
                return looked;
            },
            reachable);
        for (const auto &[id, path] : there) {
            files.missing -= id;
            files.offline -= id;
            where[id] += path;
        }
        where.removeIf([](auto place) { return place.value().size() < 2; });
        files.several = where;
        m_documents->setFilesAt(files);
        co_await preferThere(places, there);
    }
    m_looks = false;
}

/// A document whose newest place is gone is opened, read again and shown in its folder at another.
Task<void> PlacesController::preferThere(Places all, Places there) {
    QHash<DocumentId, QString> newest;
    for (const auto &[id, path] : all)
        newest[id] = path;
    QHash<DocumentId, QString> newestThere;
    for (const auto &[id, path] : there)
        newestThere[id] = path;
    newestThere.removeIf([&](auto place) {
        const auto path = newest.value(place.key());
        return path == place.value() || m_application->folders().isOffline(path); // it comes back
    });
    if (newestThere.isEmpty() || m_application->viewOnly())
        co_return;
    const auto preferred = co_await m_application->store().write([newestThere](index::Database &database) {
        for (const auto &path : newestThere)
            index::preferLocation(database, path);
        return Done{};
    });
    if (preferred.ok())
        Q_EMIT otherPlacePreferred();
    else
        qWarning("%s", qPrintable(preferred.error().text()));
}

} // namespace docchat
