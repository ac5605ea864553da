#include "chat/export.h"

#include "base/words.h"

#include <QLocale>
#include <QMap>
#include <QSaveFile>

namespace docchat::chat {
namespace {

constexpr qsizetype longestName = 80;

QString dateWords(const QDateTime &at) {
    return QLocale::c().toString(at, QStringLiteral("d MMMM yyyy, HH:mm"));
}

/// Plain text that Markdown shows as it is, on one line.
QString plain(const QString &text) {
    QString result;
    for (const QChar c : text.simplified()) {
        if (QStringView(u"\\`*_{}[]<>#|~!&").contains(c))
            result += QLatin1Char('\\');
        result += c;
    }
    return result;
}

/// A model's Markdown without pictures and HTML, which would fetch something where it is read.
QString withoutEmbeds(const QString &markdown) {
    QStringList lines;
    bool isCode = false;
    for (auto line : markdown.split(QLatin1Char('\n'))) {
        if (line.trimmed().startsWith(QLatin1StringView("```")))
            isCode = !isCode;
        else if (!isCode)
            line.replace(QLatin1Char('<'), QStringLiteral("\\<"))
                .replace(QStringLiteral("!["), QStringLiteral("\\!["));
        lines += line;
    }
    if (isCode) // or it would swallow all that follows
        lines += QStringLiteral("```");
    return lines.join(QLatin1Char('\n')).trimmed();
}

/// A question: its first line as a heading, the others as they are below it.
QString questionOf(const Message &question) {
    const auto lines = question.text.trimmed().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QString text = QStringLiteral("## %1\n\n").arg(plain(lines.value(0)));
    for (const auto &line : lines.mid(1))
        text += plain(line) + QStringLiteral("\n\n");
    return text;
}

QString citationLine(const Citation &citation) {
    auto line =
        QStringLiteral("- \\[%1\\] %2: “%3”")
            .arg(QString::number(citation.number), plain(citation.nameAndPlace()), plain(citation.quote));
    return citation.verified ? line : line + Words::tr(" (not found in source)");
}

QString writerOf(const Message &answer) {
    auto words = answer.model.isEmpty() ? Words::tr("Quoted from the documents")
                                        : Words::tr("Written by %1").arg(plain(answer.model));
    words += QStringLiteral(", %1").arg(dateWords(answer.at));
    if (answer.state == AnswerState::Interrupted)
        words += Words::tr(", interrupted");
    if (!answer.note.isEmpty())
        words += QStringLiteral(". ") + plain(answer.note);
    return QStringLiteral("*%1*\n\n").arg(words);
}

QString answerOf(const Message &answer) {
    auto text = withoutEmbeds(answer.text);
    text += text.isEmpty() ? QString() : QStringLiteral("\n\n");
    if (!answer.citations.empty() && answer.state == AnswerState::NotFound)
        text += Words::tr("The closest passages:\n\n");
    for (const auto &citation : answer.citations)
        text += citationLine(citation) + QLatin1Char('\n');
    text += answer.citations.empty() ? QString() : QStringLiteral("\n");
    return text + writerOf(answer);
}

/// Every document once, with the places that were cited.
QString sourcesOf(const std::vector<Message> &messages) {
    QStringList names;
    QMap<QString, QStringList> places;
    for (const auto &message : messages) {
        for (const auto &citation : message.citations) {
            const auto name = inMail(citation.name, citation.within);
            if (!places.contains(name))
                names += name;
            if (auto &known = places[name]; !known.contains(citation.where()))
                known += citation.where();
        }
    }
    if (names.isEmpty())
        return {};
    auto text = Words::tr("## Sources\n\n");
    for (const auto &name : names)
        text += QStringLiteral("- %1: %2\n").arg(plain(name), plain(places[name].join(QStringLiteral("; "))));
    return text;
}

} // namespace

QString toMarkdown(const Chat &chat, const std::vector<Message> &messages) {
    auto text = QStringLiteral("# %1\n\n").arg(plain(chat.title));
    text += QStringLiteral("%1\n\n").arg(dateWords(chat.changedAt));
    for (const auto &message : messages)
        text += message.role == Role::Question ? questionOf(message) : answerOf(message);
    return text + sourcesOf(messages);
}

Status writeWhole(const QString &path, const QByteArray &bytes) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return Done{};
    return Error{ErrorKind::Disk, Words::tr("%1 could not be written: %2").arg(path, file.errorString()),
                 Words::tr("Choose another folder, or make room there")};
}

QString fileNameFor(const QString &title, const QString &ending) {
    QString name;
    for (const QChar c : title.simplified().left(longestName))
        name += c.isPrint() && !QStringView(u"/\\:*?\"<>|").contains(c) ? c : QLatin1Char(' ');
    name = name.simplified();
    while (name.startsWith(QLatin1Char('.')))
        name = name.mid(1).trimmed();
    return (name.isEmpty() ? QStringLiteral("Chat") : name) + QLatin1Char('.') + ending;
}

} // namespace docchat::chat
