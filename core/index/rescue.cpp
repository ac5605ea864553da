#include "index/rescue.h"

#include "base/words.h"
#include "index/exchange.h"
#include "index/firstpage.h"
#include "index/health.h"

#include <QFileInfo>

#include <sqlite3.h>

#include <memory>

namespace docchat::index {
namespace {

constexpr qint64 bytesOfMegabyte = 1'000'000;

/// Null: nothing can be read of it.
std::unique_ptr<Database> openedDamaged(const QString &library) {
    try {
        return std::make_unique<Database>(library, Database::Mode::Salvage);
    } catch (const SqliteError &) {
        return nullptr;
    }
}

/// How many of the most needed tables the schema still tells of.
int tablesKnown(Database *database) {
    int known = 0;
    for (const auto *sql : {"SELECT id FROM chat", "SELECT id FROM message", "SELECT id FROM document"}) {
        try {
            if (database)
                std::ignore = database->prepare(sql);
            known += database ? 1 : 0;
        } catch (const SqliteError &) {
        }
    }
    return known;
}

/// A copy for the case that the first page is gone; it goes with this.
class Mended {
public:
    explicit Mended(const QString &library, QString copy) : m_copy(std::move(copy)) {
        removeWithJournals(m_copy);
        if (copyWithNewFirstPage(library, m_copy))
            m_database = openedDamaged(m_copy);
    }
    ~Mended() {
        m_database.reset();
        removeWithJournals(m_copy);
    }
    Mended(const Mended &) = delete;
    Mended &operator=(const Mended &) = delete;

    [[nodiscard]] Database *database() const { return m_database.get(); }

private:
    QString m_copy;
    std::unique_ptr<Database> m_database;
};

Salvaged salvageInto(const QString &part, const QString &library, const std::stop_token &stop) {
    Database made(part, Database::Mode::ReadWrite);
    QFile::setPermissions(part, QFile::ReadOwner | QFile::WriteOwner);
    const auto damaged = openedDamaged(library);
    const int known = tablesKnown(damaged.get());
    if (known == 3)
        return salvage(damaged.get(), made, stop);
    const Mended mended(library, part + QStringLiteral("-mended"));
    const bool isBetter = tablesKnown(mended.database()) > known;
    return salvage(isBetter ? mended.database() : damaged.get(), made, stop);
}

Error notSaved(const QString &library, const SqliteError &error) {
    if ((error.code & 0xFF) == SQLITE_FULL || error.code == SQLITE_IOERR_WRITE)
        return {ErrorKind::Disk,
                Words::tr("%1 is damaged, and there is no room to save what can be read of it; nothing was "
                          "changed")
                    .arg(library),
                Words::tr("Free %1 MB on its disk, then start again")
                    .arg(QFileInfo(library).size() / bytesOfMegabyte + 1)};
    return {ErrorKind::Disk,
            Words::tr("%1 is damaged, and what can be read of it cannot be saved (%2); nothing was changed")
                .arg(library, QString::fromUtf8(error.what())),
            Words::tr("Check the disk, then start again")};
}

} // namespace

Result<Rescued> rescue(const QString &library, const std::stop_token &stop) {
    const auto exchange = newExchange(library, QStringLiteral("damaged"));
    Rescued rescued{exchange.aside, {}};
    removeWithJournals(exchange.part);
    try {
        rescued.saved = salvageInto(exchange.part, library, stop);
    } catch (const SqliteError &error) {
        removeWithJournals(exchange.part);
        return notSaved(library, error);
    } catch (const Stopped &) {
        removeWithJournals(exchange.part);
        return Error{ErrorKind::Cancelled, Words::tr("The library is damaged; nothing was changed yet"),
                     Words::tr("The next start saves what can be read of it")};
    }
    if (const auto ready = makeReady(exchange); !ready.ok())
        return ready.error();
    if (const auto finished = finishExchange(library); !finished.ok())
        return finished.error();
    return rescued;
}

Result<std::optional<Rescued>> rescueIfDamaged(const QString &library, const Rescuer &how) {
    if (const auto finished = finishExchange(library); !finished.ok())
        return finished.error();
    if (!isDamaged(library))
        return std::optional<Rescued>();
    auto rescued = how(library);
    if (!rescued.ok())
        return rescued.error();
    return std::optional(std::move(*rescued));
}

QString summary(const Rescued &rescued) {
    const auto &saved = rescued.saved;
    auto words = Words::tr("The library was damaged. %1 and %2 were saved")
                     .arg(Words::chats(saved.chats), Words::documents(saved.documents));
    if (saved.again > 0)
        words += (saved.again == 1 ? Words::tr("; %1 is read anew") : Words::tr("; %1 are read anew"))
                     .arg(Words::documents(saved.again));
    if (saved.lost > 0)
        words += Words::tr("; %1 must be added again").arg(Words::documents(saved.lost));
    return words + QLatin1Char('.');
}

QString wherePut(const Rescued &rescued) {
    return Words::tr("The damaged file lies at %1; DocChat does not touch it again.").arg(rescued.aside);
}

} // namespace docchat::index
