#pragma once

#include "index/chats.h"
#include "index/journal.h"
#include "index/messages.h"
#include "index/providers.h"
#include "index/vectors.h"

#include "indextest.h"

namespace docchat::tests {

/// A library with something of everything, closed: one file alone.
struct FilledLibrary {
    static constexpr int chats = 12;
    static constexpr int turns = 15; ///< questions with their answers, in each chat
    static constexpr int documents = 30;
    static constexpr int pages = 6; ///< of each document
    static constexpr int dimension = 16;

    QByteArray bytes;
    QHash<qint64, QString> messages; ///< by id

    FilledLibrary() {
        Library library;
        auto &database = library.database;
        database.execute("BEGIN");
        const auto model = index::modelId(database, QStringLiteral("m"), dimension);
        for (int i = 1; i <= documents; ++i) {
            QStringList texts;
            for (int page = 1; page <= pages; ++page)
                texts += textOf(QStringLiteral("document %1 page %2").arg(i).arg(page));
            library.add(QStringLiteral("file-%1.txt").arg(i), texts);
        }
        std::vector<qint64> passages;
        auto rows = database.prepare("SELECT id FROM passage");
        while (rows.step())
            passages.push_back(rows.integer(0));
        index::addEmbeddings(
            database, model, passages,
            std::vector<std::vector<float>>(passages.size(), std::vector<float>(size_t(dimension), 0.5F)));
        for (int i = 1; i <= chats; ++i)
            addChat(database, i);
        index::setDraft(database, 1, QStringLiteral("a question half written"));
        index::savePreset(database, {QStringLiteral("Terse"), {QStringLiteral("One line"), {}, {}}});
        ProviderConfig home;
        home.name = QStringLiteral("home");
        home.kind = QStringLiteral("ollama");
        home.url = QUrl(QStringLiteral("http://127.0.0.1:1"));
        index::saveProvider(database, home);
        database.execute("COMMIT");
        auto texts = database.prepare("SELECT id, text FROM message");
        while (texts.step())
            messages.insert(texts.integer(0), texts.text(1));
        bytes = bytesOf(database.path());
    }

    static QString textOf(const QString &what) {
        return QStringLiteral("The keeper of %1 wrote about the harbour, the lantern and the long winter. ")
            .arg(what)
            .repeated(10);
    }

private:
    static void addChat(index::Database &database, int number) {
        const auto chat = index::addChat(database, QStringLiteral("Chat %1").arg(number));
        index::setScope(database, chat, {number, number + 1});
        for (int turn = 1; turn <= turns; ++turn) {
            const auto name = QStringLiteral("chat %1 turn %2").arg(number).arg(turn);
            index::addMessage(database, chat, {0, Role::Question, textOf(name)});
            Message answer{0, Role::Answer, textOf(QStringLiteral("the answer in ") + name)};
            Citation citation;
            citation.number = 1;
            citation.document = number;
            citation.name = QStringLiteral("file-%1.txt").arg(number);
            citation.quote = QStringLiteral("the lantern");
            answer.citations = {citation};
            index::addMessage(database, chat, answer);
        }
    }
};

} // namespace docchat::tests
