// The control of the fault tests, preloaded: SQLite without transactions, as if DocChat had forgotten them.
// What BEGIN, COMMIT and ROLLBACK hold together is then written statement by statement.

#include <cstring>
#include <dlfcn.h>
#include <initializer_list>
#include <sqlite3.h>

namespace {

bool isOfTransactions(const char *sql) {
    for (const char *word : {"BEGIN", "COMMIT", "ROLLBACK"}) {
        if (std::strncmp(sql, word, std::strlen(word)) == 0)
            return true;
    }
    return false;
}

} // namespace

extern "C" int sqlite3_exec(sqlite3 *database, const char *sql,
                            int (*callback)(void *, int, char **, char **), void *argument, char **error) {
    static const auto real = reinterpret_cast<decltype(&sqlite3_exec)>(::dlsym(RTLD_NEXT, "sqlite3_exec"));
    return isOfTransactions(sql) ? SQLITE_OK : real(database, sql, callback, argument, error);
}
