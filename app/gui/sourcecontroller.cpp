#include "sourcecontroller.h"

#include "async/signal.h"
#include "base/paths.h"
#include "chat/changed.h"
#include "chat/quote.h"
#include "chat/surroundings.h"
#include "index/documents.h"
#include "index/headings.h"
#include "ingest/open.h"
#include "model/layout.h"
#include "source/contentspanel.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace docchat {

using async::Task;

namespace {

constexpr int mostMatches = 2'000;
constexpr qsizetype textReach =
    150'000; // characters before and after a place: a book of 150 pages is shown whole
constexpr qsizetype mostHistory = 50;
constexpr int mostSections = 5'000;

Result<document::Descriptor> openFile(std::stop_token, const QString &path) {
    return document::openRegularFile(path);
}

/// Where `text` stands in a document, case folded.
QList<Citation> occurrences(index::Database &database, DocumentId id, const QString &text) {
    QList<Citation> found;
    qsizetype start = 0;
    for (const auto &page : index::pagesOf(database, id)) {
        for (qsizetype at = page.text.indexOf(text, 0, Qt::CaseInsensitive);
             at >= 0 && found.size() <= mostMatches;
             at = page.text.indexOf(text, at + text.size(), Qt::CaseInsensitive)) {
            Citation match;
            match.document = id;
            match.page = page.number;
            match.start = start + at;
            match.end = match.start + text.size();
            match.boxes = index::boxesOf(database, id, match.start, match.end);
            found += match;
        }
        start += page.text.size() + 1;
    }
    return found;
}

} // namespace

SourceController::SourceController(Application *application, ui::MainWindow *window,
                                   ui::DocumentModel *documents, async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_background(background)
    , m_drawer(window->source()->pages(), window->source()->contents()->thumbnails(), background) {
    auto *source = window->source();
    connect(window->library(), &ui::LibraryPane::documentWanted, this, &SourceController::showDocument);
    connect(window->chat(), &ui::ChatPane::citationClicked, this, &SourceController::showCitation);
    connect(source, &ui::SourcePane::closeWanted, this, &SourceController::close);
    connect(source, &ui::SourcePane::nextCitationWanted, this, &SourceController::step);
    connect(source, &ui::SourcePane::findWanted, this, [this](DocumentId id, const QString &text) {
        m_background->spawn("find in document", &SourceController::find, this, id, text);
    });
    connect(source, &ui::SourcePane::textWanted, this, [this](DocumentId id, qsizetype position) {
        m_background->spawn("show text", &SourceController::moveText, this, id, position);
    });
    connect(m_window->chat(), &ui::ChatPane::contextWanted, this,
            [this](const Citation &citation, ui::AnswerView *answer) {
                m_background->spawn("show context", &SourceController::showContext, this, citation,
                                    QPointer<ui::AnswerView>(answer));
            });
    connect(&application->jobs(), &ingest::Jobs::jobEnded, this, &SourceController::followVersion);
    connectReading();
    connect(documents, &QAbstractItemModel::modelReset, this,
            [this, documents] { numberShownFile(*documents); });
}

/// What is done with the words of what is shown.
void SourceController::connectReading() {
    auto *source = m_window->source();
    connect(source->pages(), &ui::SelectablePages::wordsWanted, this, [this, source](int page) {
        m_background->spawn("words of a page", &SourceController::giveWords, this, source->document(), page);
    });
    connect(source, &ui::SourcePane::contentsWanted, this, [this](DocumentId id) {
        m_background->spawn("contents", &SourceController::giveContents, this, id);
    });
    auto *jobs = &m_application->jobs();
    connect(jobs, &ingest::Jobs::jobEnded, this, [jobs, source](int id) { // it has more sections now
        const auto *job = jobs->find(id);
        if (job && job->result.document != 0 && job->result.document == source->document())
            source->askForContents();
    });
    connect(source, &ui::SourcePane::copyWanted, m_window->chat(), &ui::ChatPane::copyWanted);
    connect(source, &ui::SourcePane::copyWithSourceWanted, this, [this](const Note &words) {
        m_background->spawn("copy with source", &SourceController::copyWithSource, this, words);
    });
    connect(source, &ui::SourcePane::askAboutWanted, this, &SourceController::askAboutWanted);
}

/// Where the words of a page stand, to be selected; one that is not read yet is asked for again.
Task<void> SourceController::giveWords(DocumentId id, int number) {
    const auto found = co_await m_application->store().read([id, number](index::Database &database) {
        return std::pair(index::findPage(database, id, number), index::pageStart(database, id, number));
    });
    auto *pages = m_window->source()->pages();
    if (!found.ok() || !found->first || m_window->source()->document() != id) {
        pages->setNoWords(number);
        co_return;
    }
    const auto &read = *found->first;
    pages->setWords(number, {read.text, PageLayout::decode(read.layout, read.size).value_or(PageLayout()),
                             found->second});
}

Task<void> SourceController::giveContents(DocumentId id) {
    const auto sections = co_await m_application->store().read(
        [id](index::Database &database) { return index::contentsOf(database, id, mostSections); });
    if (!sections.ok() || m_window->source()->document() != id)
        co_return;
    auto *source = m_window->source();
    source->contents()->setSections(*sections);
    source->contents()->setCurrentPage(source->pages()->currentPage());
}

/// "“…” (Lessig, Free Culture, 2004, p. 4)"
Task<void> SourceController::copyWithSource(Note words) {
    const auto &cited = words.citation;
    const auto origins = co_await m_application->store().read(
        [id = cited.document](index::Database &database) { return index::originsOf(database, {id}); });
    auto source = sourceName(origins.ok() ? origins->value(cited.document) : Origin(), cited.name);
    if (cited.page > 0)
        source += QStringLiteral(", ") + tr("p. %1").arg(cited.page);
    QGuiApplication::clipboard()->setText(QStringLiteral("%1 (%2)").arg(words.text, source));
}

/// A file that was shown before it was in the library gets its number, so that citations find it open.
void SourceController::numberShownFile(const ui::DocumentModel &documents) {
    auto *source = m_window->source();
    if (m_shownPath.isEmpty() || source->document() != 0)
        return;
    for (int row = 0; row < documents.rowCount(); ++row) {
        const auto &document = documents.at(row);
        if (document.id == 0 || !document.isSameAs(m_shownPath))
            continue;
        source->setDocument(document.id);
        for (auto &place : m_history) {
            if (place.document == 0 && place.path == m_shownPath)
                place = {document.id, {}, std::nullopt};
        }
        return;
    }
}

/// Citations on the screen are of the version that they were found in.
void SourceController::followVersion(int job) {
    const auto *ended = m_application->jobs().find(job);
    if (!ended || ended->before == 0 || ended->result.document == 0 ||
        ended->result.document == ended->before)
        return;
    m_versions.insert(ended->before, ended->result.document);
    for (auto &place : m_history) {
        if (place.document == ended->before)
            place.document = ended->result.document;
    }
}

Citation SourceController::now(Citation citation) const {
    while (m_versions.contains(citation.document))
        citation.document = m_versions.value(citation.document);
    return citation;
}

/// What stands around a quote, shown in the answer itself.
Task<void> SourceController::showContext(Citation citation, QPointer<ui::AnswerView> answer) {
    struct Context {
        chat::Surroundings surroundings;
        bool isChanged = false;
    };
    const auto found =
        co_await m_application->store().read([cited = now(citation)](index::Database &database) mutable {
            if (chat::findAgain(database, cited))
                return Context{chat::surroundingsOf(database, cited), false};
            return Context{{}, index::findDocument(database, cited.document).has_value()};
        });
    if (!answer)
        co_return;
    auto surroundings = found.ok() ? found->surroundings : chat::Surroundings();
    if (surroundings.before.isEmpty() && surroundings.after.isEmpty())
        surroundings.after =
            found.ok() && found->isChanged
                ? tr("(The document has changed since: these words are no longer in it.)")
                : tr("(Nothing stands around it, or the document is no longer in the library.)");
    answer->showContext(citation.number, surroundings);
}

void SourceController::remember(Place place) {
    m_history.resize(m_at + 1); // what was gone back from is no more
    m_history += std::move(place);
    if (m_history.size() > mostHistory)
        m_history.removeFirst();
    m_at = m_history.size() - 1;
}

void SourceController::go(Place place) {
    ++m_adding;
    remember(place);
    m_background->spawn("show source", &SourceController::show, this, std::move(place));
}

void SourceController::showDocument(DocumentId id) {
    m_answer = nullptr;
    m_window->chat()->setCurrentCitation(nullptr, 0);
    go({id, {}, std::nullopt});
}

void SourceController::restore(const settings::Shown &shown) {
    if (shown.document != 0 && !m_window->sourceCoversChat())
        m_background->spawn("show source again", &SourceController::showAgain, this, shown);
}

Task<void> SourceController::showAgain(settings::Shown shown) {
    const auto found = co_await m_application->store().read([id = shown.document](index::Database &database) {
        return index::findDocument(database, id).has_value();
    });
    if (!found.ok() || !*found || m_generation > 0) // removed, or something else is shown already
        co_return;
    const Place place{shown.document, {}, std::nullopt};
    remember(place);
    co_await show(place);
    if (m_window->source()->document() == shown.document)
        m_window->source()->pages()->showPage(shown.page);
}

settings::Shown SourceController::shownNow() const {
    auto *source = m_window->source();
    if (!m_window->sourceShown() || source->showsProblem())
        return {};
    return {source->document(), source->pages()->currentPage()};
}

void SourceController::showAdded(const QList<ingest::JobId> &jobs) {
    m_background->spawn("show what was added", &SourceController::showFirstOf, this, jobs, ++m_adding);
}

/// Pages are shown while they are read, texts when they have been.
Task<void> SourceController::showFirstOf(QList<ingest::JobId> ids, quint64 adding) {
    auto &jobs = m_application->jobs();
    const ingest::Job *job = nullptr;
    for (const auto id : ids) {
        job = jobs.find(id);
        if (job && hasPictures(ui::kindByName(job->name)) && co_await showFile(job->path, adding))
            co_return;
        while ((job = jobs.find(id)) && !job->ended() && adding == m_adding)
            co_await async::signalOf(&jobs, &ingest::Jobs::jobEnded);
        if (adding != m_adding || (job && job->state == ingest::Job::State::Cancelled))
            co_return;
        if (job && job->state == ingest::Job::State::Done && job->result.document != 0) {
            showDocument(job->result.document);
            co_return;
        }
    }
    const bool isWhyWanted = ids.size() == 1 && !m_window->source()->isVisible();
    if (isWhyWanted && job && job->state == ingest::Job::State::Failed && job->result.error) {
        showProblem(0, job->name, job->result.error->text());
        m_window->showSource();
    }
}

/// False: it cannot be shown as it lies there.
Task<bool> SourceController::showFile(QString path, quint64 adding) {
    Document document;
    document.path = path;
    document.name = shownName(path);
    auto session = co_await openSession(document);
    if (!session.ok() || adding != m_adding)
        co_return false;
    ++m_generation;
    m_answer = nullptr;
    m_window->chat()->setCurrentCitation(nullptr, 0);
    remember({0, path, std::nullopt});
    showPages(document, std::move(*session));
    m_window->source()->clearMark();
    m_window->showSource();
    Q_EMIT shown();
    co_return true;
}

void SourceController::showCitation(const Citation &citation, ui::AnswerView *answer) {
    m_answer = answer;
    m_window->chat()->setCurrentCitation(answer, citation.number);
    const auto cited = now(citation);
    go({cited.document, {}, cited, answer});
}

/// What was pinned, where its words stand now.
void SourceController::showNote(const Citation &cited) {
    auto citation = cited;
    citation.number = 1; // a quote, which is looked for
    showCitation(citation, nullptr);
}

void SourceController::back() {
    moveInHistory(-1);
}

void SourceController::forward() {
    moveInHistory(1);
}

void SourceController::moveInHistory(int by) {
    if (m_at + by < 0 || m_at + by >= m_history.size())
        return;
    ++m_adding;
    m_at += by;
    const auto &place = m_history[m_at];
    m_answer = place.answer;
    m_window->chat()->setCurrentCitation(m_answer, m_answer && place.citation ? place.citation->number : 0);
    m_background->spawn("show source", &SourceController::show, this, place);
}

void SourceController::close() {
    ++m_adding;
    ++m_generation;
    m_window->hideSource();
}

void SourceController::closeIf(DocumentId id) {
    if (m_window->source()->document() != id)
        return;
    showProblem(0, {}, {});
    m_window->hideSource();
}

/// What the answer cites of the same document, in the order of its text.
std::vector<Citation> SourceController::citedWith(const Citation &citation) const {
    std::vector<Citation> citations;
    if (!m_answer)
        return citations;
    std::ranges::copy_if(m_answer->message().citations, std::back_inserter(citations),
                         [&](const Citation &one) { return now(one).document == now(citation).document; });
    std::ranges::sort(citations, {}, [](const Citation &one) { return std::pair(one.start, one.number); });
    return citations;
}

/// Next and Previous.
void SourceController::step(int by) {
    if (m_at < 0 || !m_history[m_at].citation)
        return;
    const auto citations = citedWith(*m_history[m_at].citation);
    const auto current = std::ranges::find(citations, m_history[m_at].citation->number, &Citation::number);
    if (current == citations.end())
        return;
    const auto count = qsizetype(citations.size());
    const auto next = (qsizetype(current - citations.begin()) + by + count) % count;
    showCitation(citations[size_t(next)], m_answer);
}

Task<void> SourceController::show(Place place) {
    const auto generation = ++m_generation;
    auto *source = m_window->source();
    const bool isShown =
        place.document != 0 && source->document() == place.document && !source->showsProblem();
    if (!isShown && !co_await open(place, generation))
        co_return;
    if (generation != m_generation)
        co_return;
    m_window->showSource();
    if (place.citation)
        co_await mark(now(*place.citation), generation);
    else
        source->clearMark();
    Q_EMIT shown();
}

/// What is shown stays until the next can be shown. False: it is gone, or no longer wanted.
Task<bool> SourceController::open(Place place, quint64 generation) {
    Document document;
    document.path = place.path;
    document.name = shownName(place.path);
    document.kind = ui::kindByName(document.name);
    if (place.document != 0) {
        const auto found = co_await m_application->store().read(
            [id = place.document](index::Database &database) { return index::findDocument(database, id); });
        if (generation != m_generation || !found.ok())
            co_return false;
        if (!*found) {
            showProblem(place.document, place.citation ? place.citation->name : QString(),
                        tr("This document is no longer in the library. Its quotes stay in the chat."));
            m_window->showSource();
            co_return false;
        }
        document = **found;
        if (document.kind == DocumentKind::Unknown) // of what could not be read; its pages may be shown
            document.kind = ui::kindByName(document.name);
    }
    if (hasPictures(document.kind)) {
        auto session = co_await openSession(document);
        if (generation != m_generation)
            co_return false;
        if (session.ok()) {
            showPages(document, std::move(*session));
            co_return true;
        }
    }
    if (place.document == 0)
        co_return false;
    co_await openText(place.document, inMail(document.name, document.within),
                      place.citation ? place.citation->start : 0, generation);
    co_return true;
}

Task<void> SourceController::mark(Citation citation, quint64 generation) {
    bool isThere = true;
    auto located = co_await m_application->store().read([citation](index::Database &database) mutable {
        const bool isQuote = citation.number > 0; // not a passage that was just found
        const bool found = !isQuote || chat::findAgain(database, citation);
        if (found && citation.boxes.isEmpty())
            chat::locate(database, citation);
        return std::pair(found, citation);
    });
    if (located.ok())
        std::tie(isThere, citation) = std::move(*located);
    const auto cited = citedWith(citation); // a passage that was searched for is cited nowhere
    const auto at = std::ranges::find(cited, citation.number, &Citation::number);
    const int index = at == cited.end() ? 0 : int(at - cited.begin());
    const int count = int(cited.size());
    if (generation != m_generation)
        co_return;
    if (isThere)
        m_window->source()->mark(citation, index, count);
    else
        m_window->source()->tellChanged(count);
}

/// The file, or what is kept of it, which comes first where its drive may hang. Not hashed, as it is drawn
/// only.
Task<Result<document::Descriptor>> SourceController::openFileOf(Document document) {
    const bool mayHang = m_application->folders().isOffline(document.path);
    if (auto kept = mayHang ? co_await openKeptOf(document) : std::nullopt)
        co_return std::move(*kept);
    auto file = co_await async::runBlocking(openFile, document.path);
    if (auto kept = !file.ok() && !mayHang ? co_await openKeptOf(document) : std::nullopt)
        co_return std::move(*kept);
    co_return file;
}

Task<std::optional<document::Descriptor>> SourceController::openKeptOf(Document document) {
    const auto kept = co_await ingest::openKept(&m_application->store(), document.path);
    if (!kept.ok() || !*kept)
        co_return std::nullopt;
    co_return std::move((*kept)->descriptor);
}

Task<Result<SourceController::SharedSession>> SourceController::openSession(Document document) {
    auto file = co_await openFileOf(document);
    if (!file.ok())
        co_return file.error();
    document::OpenRequest request{document.name, {}};
    request.part = document.part;
    request.mailName = shownName(document.path);
    auto session = co_await document::Session::open(&m_application->workers(), document::WorkerRole::Render,
                                                    std::move(*file), std::move(request), {});
    if (!session.ok())
        co_return session.error();
    co_return SharedSession(std::move(*session));
}

void SourceController::showPages(const Document &document, SharedSession session) {
    const auto info = session->info();
    m_shownPath = document.id == 0 ? document.path : QString();
    m_drawer.setSession(std::move(session));
    m_window->source()->showPages(document.id, inMail(document.name, document.within), info.sizes,
                                  info.pages);
}

void SourceController::showProblem(DocumentId id, const QString &name, const QString &reason) {
    m_shownPath.clear();
    m_drawer.setSession(nullptr);
    m_window->source()->showProblem(id, name, reason);
}

Task<void> SourceController::openText(DocumentId id, QString name, qsizetype position, quint64 generation) {
    const auto part = co_await m_application->store().read([id, position](index::Database &database) {
        return index::textAround(database, id, position, textReach);
    });
    if (generation != m_generation)
        co_return;
    if (!part.ok() || part->pages.empty()) {
        showProblem(id, name, part.ok() ? tr("Nothing of it could be read.") : part.error().text());
        co_return;
    }
    m_drawer.setSession(nullptr);
    m_window->source()->showText(id, name, part->pages, part->start, part->hasEarlier, part->hasLater);
}

/// Other sections of the text that is shown.
Task<void> SourceController::moveText(DocumentId id, qsizetype position) {
    const auto generation = m_generation;
    const auto found = co_await m_application->store().read(
        [id](index::Database &database) { return index::findDocument(database, id); });
    if (generation == m_generation && found.ok() && *found)
        co_await openText(id, inMail((*found)->name, (*found)->within), position, generation);
}

Task<void> SourceController::find(DocumentId id, QString text) {
    const auto search = ++m_search;
    if (text.size() < 2) {
        m_window->source()->setFound({}, true);
        co_return;
    }
    const auto found = co_await m_application->store().read(
        [=](index::Database &database) { return occurrences(database, id, text); });
    if (search == m_search && found.ok())
        m_window->source()->setFound(found->first(std::min<qsizetype>(found->size(), mostMatches)),
                                     found->size() <= mostMatches);
}

} // namespace docchat
