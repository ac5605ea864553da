#pragma once

#include "index/sqlite.h"

#include <QHash>
#include <QSet>

#include <stop_token>
#include <vector>

namespace docchat::index {

/// The rows of a damaged library, as far as they can be read. What cannot is passed over, never thrown. Text
/// that is no UTF-8 was overwritten: of what a person wrote the rest is kept, a page or passage counts as one
/// that cannot be read.
class DamagedRows {
public:
    /// Rows are copied into `made`, whose tables are empty and of the same version.
    DamagedRows(Database &damaged, Database &made, std::stop_token stop);

    /// Copies what can be read of a table, with its ids. Throws SqliteError of `made`, and Stopped.
    void copy(const QByteArray &table);

    /// Of a table whose rows belong to others (pages to documents): whose could not all be read.
    [[nodiscard]] QSet<qint64> tornOwners(const QByteArray &table) const { return m_torn.value(table); }

    /// The bytes of a vector by its id; empty where there is none.
    [[nodiscard]] QByteArray vector(qint64 id);

    /// The highest id that each table has ever had.
    [[nodiscard]] std::vector<std::pair<QString, qint64>> lastIds();

private:
    struct Table {
        QByteArray name;
        bool hasIds = true; ///< else it is sorted by its key
        QByteArrayList columns = {};
        QByteArrayList key = {}; ///< without ids
        QByteArray owners = {};  ///< without ids: the table that the first column of its key refers to
    };
    /// How far a run over rows came.
    struct Run {
        qint64 last = 0; ///< id of the last row that was read
        int rows = 0;
        bool ended = false;
    };

    [[nodiscard]] Table tableNamed(const QByteArray &name);
    void copyByIds(const Table &table);
    void copyByOwners(const Table &table);
    void copyByKey(const Table &table);
    Run take(Statement &from, Statement &into, const Table &table, qint64 after, bool ascending);
    [[nodiscard]] qint64 lastIdOf(const QByteArray &table);
    [[nodiscard]] qint64 lastCopied(const QByteArray &table);
    [[nodiscard]] std::vector<std::pair<qint64, qint64>> gapsIn(const QByteArray &table, qint64 last);
    [[nodiscard]] Statement inserting(const Table &table);

    Database &m_damaged;
    Database &m_made;
    std::stop_token m_stop;
    QHash<QByteArray, QSet<qint64>> m_torn;
    std::optional<Statement> m_vector;
};

} // namespace docchat::index
