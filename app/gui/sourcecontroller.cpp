#include "sourcecontroller.h"

#include "chat/quote.h"
#include "chat/surroundings.h"
#include "index/documents.h"
#include "ingest/open.h"

#include <QFileInfo>

namespace docchat {

using async::Task;

namespace {

constexpr int mostMatches = 500;
constexpr qsizetype textReach =
    150'000; // characters before and after a place: a book of 150 pages is shown whole
constexpr qsizetype mostHistory = 50;

Result<document::Descriptor> openFile(std::stop_token, const QString &path) {
    return document::openRegularFile(path);
}

/// Where `text` stands in a document, case folded.
QList<Citation> occurrences(index::Database &database, DocumentId id, const QString &text) {
    QList<Citation> found;
    qsizetype start = 0;
    for (const auto &page : index::pagesOf(database, id)) {
        for (qsizetype at = page.text.indexOf(text, 0, Qt::CaseInsensitive);
             at >= 0 && found.size() < mostMatches;
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
    : m_application(application), m_window(window), m_background(background) {
    auto *source = window->source();
    connect(window->library(), &ui::LibraryPane::documentWanted, this, &SourceController::showDocument);
    connect(window->chat(), &ui::ChatPane::citationClicked, this, &SourceController::showCitation);
    connect(source, &ui::SourcePane::nextCitationWanted, this, &SourceController::step);
    connect(source, &ui::SourcePane::findWanted, this, [this](DocumentId id, const QString &text) {
        m_background->spawn("find in document", &SourceController::find, this, id, text);
    });
    connect(source, &ui::SourcePane::textWanted, this, [this](DocumentId id, qsizetype position) {
        m_background->spawn("show text", &SourceController::moveText, this, id, position);
    });
    connect(source->pages(), &ui::PageView::pictureWanted, this, [this](int page, const QSize &pixels) {
        m_background->spawn("draw page", &SourceController::draw, this, m_session, page, pixels);
    });
    connect(m_window->chat(), &ui::ChatPane::contextWanted, this,
            [this](const Citation &citation, ui::AnswerView *answer) {
                m_background->spawn("show context", &SourceController::showContext, this, citation,
                                    QPointer<ui::AnswerView>(answer));
            });
    connect(documents, &QAbstractItemModel::modelReset, this, [this, source, documents] {
        // A file that was shown before it was in the library gets its number, so that citations find it open.
        for (int row = 0; source->document() == 0 && row < documents->rowCount(); ++row) {
            if (!m_shownPath.isEmpty() && documents->at(row).isSameAs(m_shownPath))
                source->setDocument(documents->at(row).id);
        }
    });
}

/// What stands around a quote, shown in the answer itself.
Task<void> SourceController::showContext(Citation citation, QPointer<ui::AnswerView> answer) {
    const auto found = co_await m_application->store().read(
        [citation](index::Database &database) { return chat::surroundingsOf(database, citation); });
    if (!answer)
        co_return;
    auto surroundings = found.ok() ? *found : chat::Surroundings();
    if (surroundings.before.isEmpty() && surroundings.after.isEmpty())
        surroundings.after = tr("(Nothing stands around it, or the document is no longer in the library.)");
    answer->showContext(citation.number, surroundings);
}

void SourceController::go(Place place) {
    m_history += place;
    if (m_history.size() > mostHistory)
        m_history.removeFirst();
    m_background->spawn("show source", &SourceController::show, this, std::move(place));
}

void SourceController::showDocument(DocumentId id) {
    m_answer = nullptr;
    m_window->chat()->setCurrentCitation(nullptr, 0);
    go({id, {}, std::nullopt});
}

void SourceController::showFile(const QString &path) {
    go({0, path, std::nullopt});
}

void SourceController::showCitation(const Citation &citation, ui::AnswerView *answer) {
    m_answer = answer;
    m_window->chat()->setCurrentCitation(answer, citation.number);
    go({citation.document, {}, citation});
}

void SourceController::back() {
    if (m_history.size() < 2)
        return;
    m_history.removeLast();
    m_background->spawn("show source", &SourceController::show, this, m_history.last());
}

void SourceController::closeIf(DocumentId id) {
    if (m_window->source()->document() != id)
        return;
    m_session.reset();
    m_window->source()->showProblem(0, {}, {});
    m_window->hideSource();
}

/// Next and Previous: the citations of the same answer, in their order.
void SourceController::step(int by) {
    if (!m_answer || m_history.isEmpty() || !m_history.last().citation)
        return;
    const auto &citations = m_answer->message().citations;
    const auto current = std::find_if(citations.begin(), citations.end(), [this](const Citation &citation) {
        return citation.number == m_history.last().citation->number;
    });
    if (current == citations.end())
        return;
    const auto count = qsizetype(citations.size());
    const auto next = (qsizetype(current - citations.begin()) + by + count) % count;
    showCitation(citations[size_t(next)], m_answer);
}

Task<void> SourceController::show(Place place) {
    const auto generation = ++m_generation;
    auto *source = m_window->source();
    if (source->document() != place.document || place.document == 0) {
        Document document;
        document.path = place.path;
        document.name = QFileInfo(place.path).fileName();
        document.kind = place.path.endsWith(QLatin1StringView(".pdf"), Qt::CaseInsensitive)
                            ? DocumentKind::Pdf
                            : DocumentKind::Text;
        if (place.document != 0) {
            const auto found =
                co_await m_application->store().read([id = place.document](index::Database &database) {
                    return index::findDocument(database, id);
                });
            if (generation != m_generation || !found.ok())
                co_return;
            if (!*found) {
                source->showProblem(
                    place.document, place.citation ? place.citation->name : QString(),
                    tr("This document is no longer in the library. Its quotes stay in the chat."));
                m_window->showSource();
                co_return;
            }
            document = **found;
        }
        m_session.reset();
        m_shownPath = document.path;
        const bool asPages = hasPictures(document.kind) && co_await openPages(document);
        if (generation != m_generation)
            co_return;
        if (!asPages && place.document != 0)
            co_await openText(place.document, inMail(document.name, document.within),
                              place.citation ? place.citation->start : 0);
        else if (!asPages) {
            m_shownPath.clear();
            co_return; // a text that is not read yet: it is shown from the library once it is
        }
    }
    if (generation != m_generation)
        co_return;
    m_window->showSource();
    if (place.citation) {
        auto citation = *place.citation;
        if (citation.boxes.isEmpty()) {
            auto located =
                co_await m_application->store().read([citation](index::Database &database) mutable {
                    chat::locate(database, citation);
                    return citation;
                });
            if (located.ok())
                citation = std::move(*located);
        }
        int index = 0;
        int count = 0; // a passage that was searched for is cited nowhere
        if (m_answer) {
            count = int(m_answer->message().citations.size());
            for (int i = 0; i < count; ++i) {
                if (m_answer->message().citations[size_t(i)].number == citation.number)
                    index = i;
            }
        }
        if (generation == m_generation)
            source->mark(citation, index, count);
    } else {
        source->clearMark();
    }
    Q_EMIT shown();
}

/// False: it cannot be shown as pages.
Task<bool> SourceController::openPages(Document document) {
    auto file = co_await async::runBlocking(openFile, document.path);
    if (!file.ok())
        co_return false;
    document::OpenRequest request{document.name, {}};
    request.part = document.part;
    request.mailName = QFileInfo(document.path).fileName();
    auto session = co_await document::Session::open(&m_application->workers(), document::WorkerRole::Render,
                                                    std::move(*file), std::move(request), {});
    if (!session.ok()) {
        if (document.id == 0)
            m_window->source()->showProblem(0, document.name, session.error().text());
        co_return document.id == 0;
    }
    m_session = std::move(*session);
    m_window->source()->showPages(document.id, inMail(document.name, document.within),
                                  m_session->info().sizes, m_session->info().pages);
    co_return true;
}

Task<void> SourceController::openText(DocumentId id, QString name, qsizetype position) {
    const auto part = co_await m_application->store().read([id, position](index::Database &database) {
        return index::textAround(database, id, position, textReach);
    });
    if (!part.ok() || part->pages.empty())
        m_window->source()->showProblem(id, name,
                                        part.ok() ? tr("Nothing of it could be read.") : part.error().text());
    else
        m_window->source()->showText(id, name, part->pages, part->start, part->hasEarlier, part->hasLater);
}

/// Other sections of the text that is shown.
Task<void> SourceController::moveText(DocumentId id, qsizetype position) {
    const auto generation = m_generation;
    const auto found = co_await m_application->store().read(
        [id](index::Database &database) { return index::findDocument(database, id); });
    if (generation == m_generation && found.ok() && *found)
        co_await openText(id, inMail((*found)->name, (*found)->within), position);
}

Task<void> SourceController::draw(std::shared_ptr<document::Session> session, int page, QSize pixels) {
    const auto permit = co_await m_drawing.acquire();
    if (!session || session != m_session)
        co_return;
    const auto picture = co_await session->render(page, pixels.width(), pixels.height());
    if (session != m_session)
        co_return;
    if (!picture.ok()) {
        m_window->source()->pages()->setPictureFailed(page, picture.error().message);
        co_return;
    }
    const auto image = co_await async::runBlocking(
        [](std::stop_token, document::Picture drawn) {
            return QImage(reinterpret_cast<const uchar *>(drawn.pixels.constData()), drawn.width,
                          drawn.height, QImage::Format_RGB32)
                .copy();
        },
        *picture);
    if (session == m_session)
        m_window->source()->pages()->setPicture(page, image);
}

Task<void> SourceController::find(DocumentId id, QString text) {
    const auto search = ++m_search;
    if (text.size() < 2) {
        m_window->source()->setFound({});
        co_return;
    }
    const auto found = co_await m_application->store().read(
        [=](index::Database &database) { return occurrences(database, id, text); });
    if (search == m_search && found.ok())
        m_window->source()->setFound(*found);
}

} // namespace docchat
