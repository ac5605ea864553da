#pragma once

#include "index/analysis.h"
#include "index/postingsview.h"

#include <QMap>
#include <QSet>

#include <cmath>
#include <random>

namespace docchat::tests {

/// Texts of a few hundred different words, the common ones in most of them; the same for a seed.
class MadeTexts {
public:
    explicit MadeTexts(quint64 seed) : m_random(seed) {}

    QString text(int words) {
        QStringList text;
        for (int i = 0; i < words; ++i)
            text += word();
        return text.join(QLatin1Char(' '));
    }

    QStringList texts(int count) {
        QStringList texts;
        for (int i = 0; i < count; ++i)
            texts += text(1 + below(30));
        return texts;
    }

    int below(int bound) { return int(m_random() % quint64(bound)); }

private:
    QString word() {
        const auto share = double(m_random() % 10'000) / 10'000;
        return QStringLiteral("w%1x").arg(int(std::pow(400.0, share)));
    }

    std::mt19937_64 m_random;
};

/// What best() must find, by looking at every text.
class BruteForce {
public:
    void add(qint64 passage, DocumentId document, const QString &text) {
        m_passages.insert(passage, {document, {}});
        for (const auto &token : index::analyse(text))
            ++m_passages[passage].counts[token.term];
    }
    /// It is not found any more, but counts.
    void hide(DocumentId document) { m_hidden.insert(document); }
    /// It counts no more.
    void forget(DocumentId document) {
        m_passages.removeIf([document](auto entry) { return entry.value().document == document; });
    }

    /// How `found` differs from the best `count` of `documents`; empty: it does not.
    [[nodiscard]] QString differenceOf(const std::vector<index::ScoredPassage> &found,
                                       const QStringList &stems, const QList<DocumentId> &documents,
                                       int count) const {
        auto left = scores(stems, documents);
        if (qsizetype(found.size()) != std::min<qsizetype>(count, left.size()))
            return QStringLiteral("%1 of %2 found").arg(found.size()).arg(left.size());
        for (size_t i = 0; i < found.size(); ++i) {
            const auto id = found[i].passage;
            if (!left.contains(id) || std::abs(left.take(id) - found[i].score) > tolerance)
                return QStringLiteral("passage %1 has another score").arg(id);
            if (m_passages[id].document != found[i].document)
                return QStringLiteral("passage %1 is of another document").arg(id);
            if (i > 0 && (found[i - 1].score < found[i].score ||
                          (found[i - 1].score == found[i].score && found[i - 1].passage > id)))
                return QStringLiteral("passage %1 is not in its place").arg(id);
        }
        for (const auto score : left) {
            if (!found.empty() && score > found.back().score + tolerance)
                return QStringLiteral("a better one was not found");
        }
        return {};
    }

private:
    struct Counted {
        DocumentId document = 0;
        QMap<QString, int> counts = {};
    };
    static constexpr double tolerance = 1e-4;

    [[nodiscard]] QMap<qint64, double> scores(const QStringList &stems,
                                              const QList<DocumentId> &documents) const {
        double words = 0;
        for (const auto &passage : m_passages)
            words += lengthOf(passage);
        QMap<qint64, double> scores;
        for (const auto &stem : stems) {
            const auto with = double(std::ranges::count_if(
                m_passages, [&](const Counted &passage) { return passage.counts.contains(stem); }));
            const auto all = double(m_passages.size());
            for (auto passage = m_passages.begin(); passage != m_passages.end(); ++passage) {
                const auto times = double(passage->counts.value(stem));
                if (times == 0 || m_hidden.contains(passage->document) ||
                    (!documents.isEmpty() && !documents.contains(passage->document)))
                    continue;
                scores[passage.key()] += std::log(1 + (all - with + .5) / (with + .5)) * times /
                                         (times + .9 * (.4 + .6 * lengthOf(*passage) / (words / all)));
            }
        }
        return scores;
    }

    static double lengthOf(const Counted &passage) {
        double sum = 0;
        for (const auto count : passage.counts)
            sum += count;
        return sum;
    }

    QMap<qint64, Counted> m_passages;
    QSet<DocumentId> m_hidden;
};

} // namespace docchat::tests
