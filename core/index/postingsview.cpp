#include "index/postingsview.h"

#include "index/bm25.h"

#include <algorithm>
#include <utility>

namespace docchat::index {
namespace {

constexpr size_t enoughFound = 20'000;
constexpr double commonShare = 0.1;

/// How one list is added up. allowed: null for all.
struct Adding {
    float weight = 0;
    quint32 base = 0;
    const Segment *segment = nullptr;
    const float *saturation = nullptr;
    const quint8 *allowed = nullptr;
};

template <bool filtered, bool onlyFound>
void addList(std::span<const quint8> list, const Adding &adding, Scoreboards::Board &board) {
    auto *scores = board.scores.data() + adding.base;
    const auto *lengths = adding.segment->lengths.data();
    const auto *documents = adding.segment->documentOf.data();
    forEachPosting(list, [&](quint32 number, quint32 count) {
        auto &score = scores[number];
        if (score == 0) {
            if (onlyFound || (filtered && adding.allowed[documents[number]] == 0))
                return;
            board.touched.push_back(adding.base + number);
        }
        const auto times = float(count);
        score += adding.weight * times / (times + adding.saturation[lengths[number]]);
    });
}

/// The best of the board, best first; equal ones by number. Leaves the board at 0.
std::vector<std::pair<float, quint32>> takeBest(Scoreboards::Board &board, size_t count) {
    using Scored = std::pair<float, quint32>;
    const auto better = [](const Scored &a, const Scored &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    };
    std::vector<Scored> best; // a heap with the worst in front
    for (const auto number : board.touched) {
        const Scored scored{std::exchange(board.scores[number], 0.0F), number};
        if (best.size() == count && (count == 0 || !better(scored, best.front())))
            continue;
        if (best.size() == count) {
            std::ranges::pop_heap(best, better);
            best.pop_back();
        }
        best.push_back(scored);
        std::ranges::push_heap(best, better);
    }
    board.touched.clear();
    std::ranges::sort_heap(best, better);
    return best;
}

} // namespace

// ---- Scoreboards ----

std::unique_ptr<Scoreboards::Board> Scoreboards::take(size_t passages) {
    std::unique_ptr<Board> board;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_boards.empty()) {
            board = std::move(m_boards.back());
            m_boards.pop_back();
        }
    }
    if (!board)
        board = std::make_unique<Board>();
    board->scores.resize(passages);
    return board;
}

void Scoreboards::giveBack(std::unique_ptr<Board> board) {
    const std::lock_guard lock(m_mutex);
    m_boards.push_back(std::move(board));
}

// ---- PostingsView ----

/// A stem of the question and where its lists are, by part.
struct PostingsView::Term {
    std::vector<std::optional<size_t>> places;
    quint64 frequency = 0;
    float weight = 0;
    size_t asked = 0; ///< its place in the question
};

PostingsView::PostingsView(std::vector<SegmentPtr> segments, const std::vector<DocumentId> &searched,
                           bool whole, std::shared_ptr<Scoreboards> boards)
    : m_whole(whole), m_boards(std::move(boards)) {
    double words = 0;
    for (auto &segment : segments) {
        Part part{std::move(segment), quint32(m_passages), {}, true};
        for (const auto document : part.segment->documents) {
            part.searched.push_back(std::ranges::binary_search(searched, document) ? 1 : 0);
            part.all = part.all && part.searched.back() != 0;
        }
        m_passages += part.segment->passages.size();
        words += double(part.segment->words);
        m_parts.push_back(std::move(part));
    }
    const auto average = words > 0 ? words / double(m_passages) : 1;
    m_saturation.resize(0x1'0000);
    for (size_t length = 0; length < m_saturation.size(); ++length)
        m_saturation[length] = float(.9 * (.4 + .6 * double(length) / average));
}

qint64 PostingsView::lastPassage() const {
    return m_parts.empty() ? 0 : m_parts.back().segment->lastPassage;
}

size_t PostingsView::bytes() const {
    auto sum = m_saturation.capacity() * sizeof(float);
    for (const auto &part : m_parts)
        sum += part.segment->bytes() + part.searched.capacity();
    return sum;
}

double PostingsView::frequency(const QString &stem) const {
    const auto term = stem.toStdString();
    double sum = 0;
    for (const auto &part : m_parts) {
        if (const auto place = part.segment->find(term))
            sum += part.segment->frequencies[*place];
    }
    return sum;
}

/// Rare ones first, those of no passage left out.
std::vector<PostingsView::Term> PostingsView::termsOf(const QStringList &stems) const {
    Corpus corpus;
    corpus.passages = double(m_passages);
    std::vector<Term> terms;
    for (const auto &stem : stems) {
        const auto bytes = stem.toStdString();
        Term term;
        term.asked = terms.size();
        for (const auto &part : m_parts) {
            term.places.push_back(part.segment->find(bytes));
            term.frequency += term.places.back() ? part.segment->frequencies[*term.places.back()] : 0;
        }
        term.weight = float(rarity(double(term.frequency), corpus));
        if (term.frequency > 0)
            terms.push_back(std::move(term));
    }
    std::ranges::sort(terms, {}, [](const Term &term) { return std::pair(term.frequency, term.asked); });
    return terms;
}

/// By part and document, whether it is asked; empty where all are.
std::vector<std::vector<quint8>> PostingsView::allowed(const QList<DocumentId> &documents) const {
    auto asked = documents;
    std::ranges::sort(asked);
    std::vector<std::vector<quint8>> allowed;
    for (const auto &part : m_parts) {
        allowed.push_back(part.all && asked.isEmpty() ? std::vector<quint8>() : part.searched);
        for (size_t i = 0; !asked.isEmpty() && i < allowed.back().size(); ++i) {
            if (!std::ranges::binary_search(asked, part.segment->documents[i]))
                allowed.back()[i] = 0;
        }
    }
    return allowed;
}

void PostingsView::addScores(const Term &term, const std::vector<std::vector<quint8>> &allowed,
                             bool onlyFound, Scoreboards::Board &board) const {
    for (size_t i = 0; i < m_parts.size(); ++i) {
        if (!term.places[i])
            continue;
        const auto &part = m_parts[i];
        const auto list = part.segment->list(*term.places[i]);
        const Adding adding{term.weight, part.base, part.segment.get(), m_saturation.data(),
                            allowed[i].data()};
        if (onlyFound)
            addList<false, true>(list, adding, board);
        else if (allowed[i].empty())
            addList<false, false>(list, adding, board);
        else
            addList<true, false>(list, adding, board);
    }
}

ScoredPassage PostingsView::passageAt(quint32 number, float score) const {
    const auto after = std::ranges::upper_bound(m_parts, number, {}, &Part::base);
    const auto &part = *(after - 1);
    const auto index = number - part.base;
    return {part.segment->passages[index], part.segment->documents[part.segment->documentOf[index]],
            double(score)};
}

std::vector<ScoredPassage> PostingsView::best(const QStringList &stems, const QList<DocumentId> &documents,
                                              int count, bool exact) const {
    const auto areAllowed = allowed(documents);
    auto board = m_boards->take(m_passages);
    for (const auto &term : termsOf(stems)) {
        const bool onlyFound = !exact && board->touched.size() > enoughFound &&
                               double(term.frequency) > commonShare * double(m_passages);
        addScores(term, areAllowed, onlyFound, *board);
    }
    std::vector<ScoredPassage> found;
    for (const auto &[score, number] : takeBest(*board, size_t(std::max(count, 0))))
        found.push_back(passageAt(number, score));
    m_boards->giveBack(std::move(board));
    return found;
}

} // namespace docchat::index
