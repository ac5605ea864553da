#include "questionset.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <stdexcept>

namespace docchat::quality {
namespace {

/// Calls `visit` with each line of a file of the folder.
template <class Visit>
void forEachLine(const QString &folder, const QString &name, Visit visit) {
    QFile file(QDir(folder).filePath(name));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(qPrintable(file.fileName() + QStringLiteral(": ") + file.errorString()));
    while (!file.atEnd())
        visit(file.readLine().trimmed());
}

QJsonObject objectOf(const QByteArray &line, const QString &folder) {
    const auto document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        throw std::runtime_error(qPrintable(folder + QStringLiteral(": a line is no JSON object")));
    return document.object();
}

QStringList stringsOf(const QJsonArray &array) {
    QStringList strings;
    for (const auto &value : array)
        strings += value.toString();
    return strings;
}

QHash<QString, QHash<QString, int>> readGrades(const QString &folder) {
    QHash<QString, QHash<QString, int>> grades;
    forEachLine(folder, QStringLiteral("qrels.tsv"), [&](const QByteArray &line) {
        const auto cells = QString::fromUtf8(line).split(u'\t');
        if (cells.size() == 3 && cells[2].toInt() > 0)
            grades[cells[0]][cells[1]] = cells[2].toInt();
    });
    return grades;
}

} // namespace

QuestionSet readQuestionSet(const QString &folder) {
    QuestionSet set{QDir(folder).dirName(), {}, {}};
    forEachLine(folder, QStringLiteral("corpus.jsonl"), [&](const QByteArray &line) {
        const auto object = objectOf(line, folder);
        set.documents.push_back({object[QLatin1StringView("id")].toString(),
                                 object[QLatin1StringView("title")].toString(),
                                 object[QLatin1StringView("text")].toString()});
    });
    const auto grades = readGrades(folder);
    forEachLine(folder, QStringLiteral("queries.jsonl"), [&](const QByteArray &line) {
        const auto object = objectOf(line, folder);
        SetQuestion question{object[QLatin1StringView("text")].toString(),
                             stringsOf(object[QLatin1StringView("answers")].toArray()),
                             grades.value(object[QLatin1StringView("id")].toString())};
        if (!question.relevant.isEmpty())
            set.questions.push_back(std::move(question));
    });
    return set;
}

QString withTypo(const QString &question, quint32 seed) {
    static const QRegularExpression longWord(QStringLiteral("\\p{L}{4,}"));
    QRandomGenerator random(seed);
    QList<QRegularExpressionMatch> words;
    for (auto matches = longWord.globalMatch(question); matches.hasNext();)
        words += matches.next();
    if (words.isEmpty())
        return question;
    const auto &word = words[random.bounded(words.size())];
    const auto at = word.capturedStart() + random.bounded(word.capturedLength() - 1);
    auto wrong = question;
    switch (random.bounded(4)) {
    case 0:
        std::swap(wrong[at], wrong[at + 1]);
        break;
    case 1:
        wrong.remove(at, 1);
        break;
    case 2:
        wrong.insert(at, wrong[at]);
        break;
    default:
        wrong[at] = question[word.capturedStart() + random.bounded(word.capturedLength())];
    }
    return wrong;
}

} // namespace docchat::quality
