#include "index/tokenizer.h"

#include "index/analysis.h"
#include "index/sqlite.h"

#include <sqlite3.h>

namespace docchat::index {
namespace {

constexpr QChar tagEnd(31);         // the unit separator
constexpr qsizetype longestTag = 4; // a code of three letters and the end

using TokenSink = int (*)(void *context, int flags, const char *token, int size, int start, int end);

int create(void *, const char **, int, Fts5Tokenizer **tokenizer) {
    static char shared; // there is no state
    *tokenizer = reinterpret_cast<Fts5Tokenizer *>(&shared);
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer *) {}

/// Walks a UTF-16 text and tells the UTF-8 offset of ascending positions.
class Utf8Offsets {
public:
    explicit Utf8Offsets(const QString &text) : m_text(text) {}
    int at(qsizetype position) {
        while (m_position < position) {
            const auto unit = m_text[m_position++].unicode();
            const bool surrogate = QChar::isSurrogate(unit); // a pair makes four bytes, two a half
            m_offset += unit < 0x80 ? 1 : (unit < 0x800 || surrogate ? 2 : 3);
        }
        return m_offset;
    }

private:
    const QString &m_text;
    qsizetype m_position = 0;
    int m_offset = 0;
};

/// A text's language, and where the text begins.
struct Tag {
    Language language;
    qsizetype length;
};

Tag readTag(QStringView tagged) {
    const auto end = tagged.left(longestTag).indexOf(tagEnd);
    return end < 0 ? Tag{Language::Unknown, 0} : Tag{languageFromCode(tagged.left(end)), end + 1};
}

int tokenizeText(Fts5Tokenizer *, void *context, int, const char *bytes, int size, TokenSink sink) {
    try {
        const auto tagged = QString::fromUtf8(bytes, size);
        const auto [language, begin] = readTag(tagged);
        Utf8Offsets starts(tagged);
        Utf8Offsets ends(tagged);
        for (const auto &token : analyse(QStringView(tagged).sliced(begin), language)) {
            const auto term = token.term.toUtf8();
            const auto start = begin + token.start;
            const int result = sink(context, 0, term.constData(), int(term.size()), starts.at(start),
                                    ends.at(start + token.length));
            if (result != SQLITE_OK)
                return result;
        }
        return SQLITE_OK;
    } catch (...) { // must not travel through C
        return SQLITE_NOMEM;
    }
}

fts5_api *fts5Of(sqlite3 *database) {
    fts5_api *api = nullptr;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void *>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

} // namespace

QString tagged(QStringView text, Language language) {
    return languageCode(language) + tagEnd + text.toString();
}

void registerTokenizer(sqlite3 *database) {
    auto *api = fts5Of(database);
    if (!api)
        throw SqliteError(SQLITE_ERROR, QStringLiteral("this SQLite has no FTS5"));
    fts5_tokenizer tokenizer{create, destroy, tokenizeText};
    const int result = api->xCreateTokenizer(api, "docchat", nullptr, &tokenizer, nullptr);
    if (result != SQLITE_OK)
        throw SqliteError(result, QStringLiteral("the tokenizer could not be registered"));
}

} // namespace docchat::index
