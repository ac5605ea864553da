#include "palettecontroller.h"

#include "index/chats.h"
#include "index/chatsearch.h"
#include "index/matches.h"
#include "search/resultsmodel.h"
#include "widgets/joinslater.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>
#include <iterator>

namespace docchat {

using async::Task;
using ui::PaletteEntry;

namespace {

constexpr int mostCommands = 8;
constexpr int mostDocuments = 8;
constexpr int mostNamed = 50; // documents, where nothing else is looked for
constexpr int mostChats = 5;
constexpr int mostPassages = 6;
constexpr int worstRank = 2;
constexpr int mostRecent = 4; // documents and chats, while nothing is typed

struct Found {
    std::vector<ChatMatch> chats;
    index::Matches passages;
};

/// What a menu calls it, without the mark of its key and the dots.
QString commandName(QString text) {
    text.remove(QLatin1Char('&'));
    if (text.endsWith(QChar(u'…')))
        text.chop(1);
    return text;
}

/// The best `most` of what was ranked, those of one rank in the order they came.
template <class T>
std::vector<T> best(const std::vector<std::pair<int, T>> &ranked, size_t most) {
    std::vector<T> entries;
    for (int rank = 0; rank <= worstRank; ++rank) {
        for (const auto &[its, entry] : ranked) {
            if (its == rank && entries.size() < most)
                entries.push_back(entry);
        }
    }
    return entries;
}

Found look(index::Database &database, const QString &typed, qint64 collection, const std::stop_token &stop) {
    Found found;
    if (typed.isEmpty()) {
        for (const auto &chat : index::chatsOf(database, collection))
            found.chats.push_back({chat.id, 0, chat.title, {}});
        found.chats.resize(std::min<size_t>(found.chats.size(), mostRecent));
        return found;
    }
    found.chats = index::searchChats(database, typed, mostChats, collection);
    found.passages = index::findMatches(database, typed, index::Scope({}, collection), mostPassages,
                                        [&stop] { return !stop.stop_requested(); });
    return found;
}

/// Its words from shortly before the first that was looked for, which is seen then on one line.
PaletteEntry passageEntry(const QString &kind, const index::Snippet &snippet) {
    constexpr qsizetype before = 16; // characters
    const auto mark = snippet.marks.empty() ? 0 : snippet.marks.front().start;
    const auto blank = mark > before ? snippet.text.indexOf(u' ', mark - before) : -1;
    const bool isWhole = blank < 0 || blank >= mark;
    PaletteEntry entry{kind, isWhole ? snippet.text : u'…' + snippet.text.sliced(blank + 1), {}, {}};
    for (const auto &each : snippet.marks)
        entry.marks.emplace_back(int(isWhole ? each.start : each.start - blank), int(each.length()));
    return entry;
}

} // namespace

PaletteController::PaletteController(Application *application, ui::MainWindow *window,
                                     ui::DocumentModel *documents, CollectionController *collections,
                                     async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_documents(documents)
    , m_collections(collections)
    , m_background(background)
    , m_palette(new ui::CommandPalette(window->theme(), window)) {
    connect(m_palette, &ui::CommandPalette::lookUpWanted, this, &PaletteController::lookUp);
    connect(m_palette, &ui::CommandPalette::closed, this, [this] { m_stop.request_stop(); });
    connect(collections, &CollectionController::opened, m_palette, &ui::CommandPalette::close);
    connect(window, &ui::MainWindow::closing, m_palette, &ui::CommandPalette::close);
}

PaletteController::~PaletteController() {
    ui::deleteUnjoined(m_palette);
}

void PaletteController::open() {
    m_mode = Mode::Anything;
    m_palette->open(tr("Find a document, a chat, a passage or a command"));
}

void PaletteController::nameDocument() {
    m_mode = Mode::Naming;
    m_window->chat()->composer()->focusText(); // which goes on when a document is named
    m_palette->open(tr("Name a document to ask"));
}

void PaletteController::tick(DocumentId id) {
    if (const int row = m_documents->rowOf(id); row >= 0)
        m_documents->setTicked(row, !m_documents->at(row).ticked);
}

void PaletteController::lookUp(const QString &typed) {
    m_stop.request_stop();
    m_stop = std::stop_source();
    const auto words = ui::paletteWords(typed);
    auto entries = documentsFor(words);
    if (m_mode == Mode::Naming) {
        m_palette->setEntries(std::move(entries), true);
        Q_EMIT foundAll();
        return;
    }
    const auto documents = entries.size();
    auto commands = commandsFor(words);
    entries.insert(words.isEmpty() ? entries.end() : entries.begin(),
                   std::make_move_iterator(commands.begin()), std::make_move_iterator(commands.end()));
    const auto chatsAt = words.isEmpty() ? documents : entries.size();
    m_palette->setEntries(entries, false);
    m_background->spawn("find anything", &PaletteController::find, this, words.join(QLatin1Char(' ')),
                        std::move(entries), chatsAt, m_stop.get_token());
}

/// chatsAt: where the chats go among the entries; passages come behind all.
Task<void> PaletteController::find(QString typed, Entries entries, size_t chatsAt, std::stop_token stop) {
    const auto collection = m_collections->current().id;
    const auto found =
        co_await m_application->store().read([typed, collection, stop](index::Database &database) {
            return look(database, typed, collection, stop);
        });
    if (stop.stop_requested())
        co_return;
    if (found.ok()) {
        for (const auto &chat : found->chats)
            entries.insert(entries.begin() + qptrdiff(chatsAt++),
                           {tr("Chat"), chat.title, chat.message == 0 ? QString() : chat.snippet,
                            [this, chat] { Q_EMIT chatWanted(chat.chat, chat.message); }});
        for (const auto &document : found->passages.documents) {
            for (const auto &match : document.matches) {
                auto entry = passageEntry(tr("Passage"), match.snippet);
                entry.detail = QStringLiteral("%1, %2").arg(document.name, match.place);
                entry.run = [this, passage = ui::citationOf(document, match)] {
                    Q_EMIT passageWanted(passage);
                };
                entries.push_back(std::move(entry));
            }
        }
    }
    if (!typed.isEmpty()) {
        PaletteEntry search{tr("Search"), tr("Every passage with “%1”").arg(typed), {}, [this, typed] {
                                Q_EMIT searchWanted(typed);
                            }};
        search.marks.emplace_back(int(search.text.lastIndexOf(typed)), int(typed.size()));
        entries.push_back(std::move(search));
    }
    m_palette->setEntries(std::move(entries), true);
    Q_EMIT foundAll();
}

PaletteController::Entries PaletteController::documentsFor(const QStringList &words) {
    const size_t most = m_mode == Mode::Naming ? mostNamed : words.isEmpty() ? mostRecent : mostDocuments;
    std::vector<std::pair<int, int>> ranked;                       // rows
    for (int row = m_documents->rowCount() - 1; row >= 0; --row) { // the newest first
        const auto &document = m_documents->at(row);
        const auto rank = ui::paletteRank(document.name, words);
        const bool fits = m_mode == Mode::Anything || !document.failed();
        if (rank && fits && document.id != 0 && m_documents->isShown(document))
            ranked.emplace_back(*rank, row);
        if (words.isEmpty() && ranked.size() >= most)
            break;
    }
    Entries entries;
    for (const int row : best(ranked, most))
        entries.push_back(entryOf(m_documents->at(row)));
    return entries;
}

PaletteEntry PaletteController::entryOf(const ui::DocumentRow &document) {
    const auto id = document.id;
    if (m_mode == Mode::Anything)
        return {tr("Document"), document.name, document.secondLine(),
                [this, id] { Q_EMIT documentWanted(id); }};
    return {document.ticked ? tr("✓ Ticked") : tr("Document"), document.name, document.secondLine(),
            [this, id] { tick(id); }};
}

PaletteController::Entries PaletteController::commandsFor(const QStringList &words) const {
    Entries all;
    for (const auto *top : m_window->menuBar()->actions())
        addCommands(all, top->menu(), {});
    if (words.isEmpty())
        return all;
    std::vector<std::pair<int, PaletteEntry>> ranked;
    for (auto &entry : all) {
        if (const auto rank = ui::paletteRank(entry.text, words))
            ranked.push_back({*rank, std::move(entry)});
    }
    return best(ranked, mostCommands);
}

void PaletteController::addCommands(Entries &entries, const QMenu *menu, const QString &before) const {
    for (auto *action : menu->actions()) {
        const auto name = before + commandName(action->text());
        if (action->menu())
            addCommands(entries, action->menu(), name + QStringLiteral(": "));
        else if (!action->isSeparator() && action->isEnabled() && action->isVisible())
            entries.push_back({tr("Command"), name, action->shortcut().toString(QKeySequence::NativeText),
                               [action] { action->trigger(); }});
    }
}

} // namespace docchat
