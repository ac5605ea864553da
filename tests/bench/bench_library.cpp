#include "bench_library.h"

#include "index/documents.h"
#include "index/schema.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <random>

namespace docchat::bench {

using index::Database;

namespace {

constexpr int passagesADocument = 200;
constexpr int documentsAtOnce = 20; // a transaction
constexpr int leastWords = 60;
constexpr int mostWords = 140;
constexpr size_t vocabulary = 500'000;
constexpr size_t stopWords = 60; // of each text most are these: no question has them

/// The word of a rank: different for each, pronounceable, and left alone by the stemmer.
QString wordOf(size_t rank) {
    static const QString consonants = QStringLiteral("bdfgklmnprtvz");
    static const QString vowels = QStringLiteral("aou");
    QString word;
    for (auto left = rank + 1; left > 0; left /= 39)
        word += QString(consonants[qsizetype(left % 13)]) + vowels[qsizetype(left % 39 / 13)];
    return word + QLatin1Char('k');
}

/// Draws ranks by Zipf's law, as Mandelbrot put it: 1 ÷ (rank + 2.7)^1.07.
class Ranks {
public:
    Ranks() {
        double sum = 0;
        for (size_t rank = 0; rank < vocabulary; ++rank) {
            sum += 1 / std::pow(double(rank) + 2.7, 1.07);
            m_sums.push_back(sum);
        }
    }
    size_t draw(std::mt19937_64 &random) const {
        const auto share = double(random() >> 11U) / double(1ULL << 53U);
        return size_t(std::ranges::upper_bound(m_sums, share * m_sums.back()) - m_sums.begin());
    }

private:
    std::vector<double> m_sums;
};

class Words {
public:
    Words() {
        for (size_t rank = 0; rank < vocabulary; ++rank)
            m_words.push_back(wordOf(rank));
    }

    /// The ranks of a passage: its number is the seed.
    [[nodiscard]] std::vector<size_t> ranksOf(int passage) const {
        std::mt19937_64 random(quint64(passage) + 1);
        std::vector<size_t> ranks(leastWords + random() % (mostWords - leastWords));
        for (auto &rank : ranks)
            rank = m_ranks.draw(random);
        return ranks;
    }

    [[nodiscard]] QString passage(int number) const {
        QString text;
        int inSentence = 0;
        for (const auto rank : ranksOf(number)) {
            const auto &word = m_words[rank];
            text += inSentence == 0 ? QString(word[0].toUpper()) + word.mid(1) : word;
            inSentence = (inSentence + 1) % 15;
            text += inSentence == 0 ? QStringLiteral(". ") : QStringLiteral(" ");
        }
        return text;
    }

    [[nodiscard]] const QString &word(size_t rank) const { return m_words[rank]; }

private:
    Ranks m_ranks;
    std::vector<QString> m_words;
};

const Words &words() {
    static const Words all;
    return all;
}

/// A document with that many passages from number `first` on.
std::vector<Passage> addMadeDocument(Database &database, int first, int count) {
    Document document;
    document.name = QStringLiteral("document %1").arg(first);
    document.sha256 = document.name.toUtf8();
    document.path = QLatin1Char('/') + document.name;
    document.addedAt = QDateTime::fromMSecsSinceEpoch(1'000);
    const auto id = index::addDocument(database, document);
    index::setOpened(database, id, DocumentKind::Text, 1);
    index::addPages(database, id, {{1, QStringLiteral("1"), {}, {}, {}}}, {0});
    std::vector<Passage> passages;
    qsizetype start = 0;
    for (int number = first; number < first + count; ++number) {
        auto text = words().passage(number);
        const auto end = start + text.size();
        passages.push_back({0, id, 1, 1, start, end, {}, std::move(text)});
        start = end + 1;
    }
    index::addPassages(database, passages);
    index::setState(database, id, DocumentState::Ready, nullptr);
    return passages;
}

} // namespace

MadeLibrary::MadeLibrary(const QString &folder, int passages)
    : m_folder(QStringLiteral("%1/%2").arg(folder).arg(passages))
    , m_path(m_folder + QStringLiteral("/library.sqlite"))
    , m_plainPath(m_folder + QStringLiteral("/plain.sqlite"))
    , m_passages(passages) {
    const auto whole = m_folder + QStringLiteral("/whole");
    if (QFile::exists(whole))
        return;
    QDir(m_folder).removeRecursively();
    QDir().mkpath(m_folder);
    make();
    QFile mark(whole);
    std::ignore = mark.open(QIODevice::WriteOnly);
}

void MadeLibrary::make() {
    Database database(m_path, Database::Mode::ReadWrite);
    Database plain(m_plainPath, Database::Mode::ReadWrite);
    for (auto *each : {&database, &plain})
        each->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF");
    index::migrate(database);
    index::followWords(database);
    plain.execute("CREATE VIRTUAL TABLE plain USING fts5(text, content='', tokenize='unicode61')");
    auto insert = plain.prepare("INSERT INTO plain(rowid, text) VALUES (?1, ?2)");
    for (int first = 0; first < m_passages;) {
        index::Transaction transaction(database);
        index::Transaction plainTransaction(plain);
        for (int i = 0; i < documentsAtOnce && first < m_passages; ++i) {
            const auto count = std::min(passagesADocument, m_passages - first);
            for (const auto &passage : addMadeDocument(database, first, count))
                insert.bind(passage.id, passage.text).run();
            first += count;
        }
        transaction.commit();
        plainTransaction.commit();
    }
}

QStringList MadeLibrary::questions(int count) const {
    QStringList questions;
    std::mt19937_64 random(7);
    while (questions.size() < count) {
        auto ranks = words().ranksOf(int(random() % quint64(m_passages)));
        std::erase_if(ranks, [](size_t rank) { return rank < stopWords; });
        const auto size = 3 + random() % 6;
        QStringList asked;
        for (quint64 i = 0; i < size && !ranks.empty(); ++i)
            asked += words().word(ranks[random() % ranks.size()]);
        questions += asked.join(QLatin1Char(' ')) + QLatin1Char('?');
    }
    return questions;
}

} // namespace docchat::bench
