#pragma once

#include "chat/ask.h"

#include "async/cancel.h"
#include "index/documents.h"
#include "provider/openai.h"

#include "../ingest/ingesttest.h"
#include "streams.h"

#include <QRegularExpression>

namespace docchat::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const QString completions = u"/v1/chat/completions"_s;

/// All events of an answer.
struct Answer {
    QString text = {};
    std::vector<Citation> citations = {};
    chat::AnswerEnd end = {};
    int ends = 0;
    bool afterEnd = false;
    QString asked = {};       ///< what was looked up, where that is not what was typed
    QString model = {};       ///< who says that it writes
    int waits = 0;            ///< how often the server asked for patience
    QStringList uncited = {}; ///< marks that came before their citation, or without one

    void take(const chat::AnswerEvent &event) {
        afterEnd = afterEnd || ends > 0;
        if (const auto *words = std::get_if<chat::AnswerText>(&event)) {
            text += words->text;
            static const QRegularExpression mark(u"\\[(\\d+)\\]"_s);
            for (auto marks = mark.globalMatch(words->text); marks.hasNext();) {
                const auto number = marks.next().captured(1);
                auto isIt = [&](const Citation &citation) { return citation.number == number.toInt(); };
                if (std::none_of(citations.begin(), citations.end(), isIt))
                    uncited += number;
            }
        } else if (const auto *citation = std::get_if<chat::AnswerCitation>(&event)) {
            citations.push_back(citation->citation);
        } else if (const auto *whole = std::get_if<chat::AnswerAsked>(&event)) {
            asked = whole->question;
        } else if (const auto *writer = std::get_if<chat::AnswerWriter>(&event)) {
            model = writer->model;
        } else if (std::holds_alternative<chat::AnswerWait>(event)) {
            ++waits;
        } else {
            end = std::get<chat::AnswerEnd>(event);
            ++ends;
        }
    }
};

inline async::Task<Answer> answered(chat::AskTools tools, chat::Question question) {
    Answer answer;
    auto events = chat::ask(tools, std::move(question));
    while (const auto event = co_await events.next())
        answer.take(*event);
    co_return answer;
}

inline async::Task<QString> firstWords(chat::AskTools tools, chat::Question question) {
    auto events = chat::ask(tools, std::move(question));
    while (const auto event = co_await events.next()) {
        if (const auto *words = std::get_if<chat::AnswerText>(&*event))
            co_return words->text; // and abandons the rest
    }
    co_return QString();
}

inline async::Task<void> askedUntilCancelled(chat::AskTools tools, chat::Question question) {
    std::ignore = co_await answered(tools, std::move(question));
}

inline const QString meltingQuestion = u"At how many degrees does steel melt?"_s;

/// A desk with three documents, and a model that writes.
struct Room : Desk {
    std::unique_ptr<provider::OpenAiServer> model;
    DocumentId metals = 0;
    DocumentId wood = 0;

    Room() {
        ProviderConfig config;
        config.url = server.url();
        config.chatModel = u"scripted-chat"_s;
        model = std::make_unique<provider::OpenAiServer>(config);
    }

    void fill(const ingest::Tools &tools) {
        metals = read(tools,
                      write(u"metals.txt"_s, "Steel is an alloy of iron and carbon that builders use.\n\n"
                                             "Steel melts at 1500 degrees in the furnace of the works.\n\n" +
                                                 textOf(2, "copper wires and brass bells")))
                     .document;
        wood = read(tools, write(u"wood.md"_s,
                                 "# On wood\n\nOak burns slowly for many hours in an open fireplace.\n\n" +
                                     textOf(2, "pine trees and oak beams")))
                   .document;
        read(tools, write(u"bread.txt"_s, textOf(3, "bread and flour in the bakery")));
    }

    [[nodiscard]] chat::AskTools quoting() { return {store.get(), nullptr, nullptr}; }
    [[nodiscard]] chat::AskTools writing() { return {store.get(), nullptr, model.get()}; }

    Answer askFor(const chat::AskTools &tools, const QString &text, const QList<DocumentId> &documents = {}) {
        return really([&] { return async::withTimeout(60s, answered(tools, {text, documents})); });
    }

    /// Sets a column of a document by hand.
    void set(DocumentId document, const QByteArray &columns) {
        const auto done = really([&] {
            return store->write([&](index::Database &database) {
                database.execute(
                    ("UPDATE document SET " + columns + " WHERE id=" + QByteArray::number(document))
                        .constData());
                return Done{};
            });
        });
        if (!done.ok())
            qFatal("%s", qPrintable(done.error().text()));
    }

    QString textAt(const Citation &citation) {
        return ask([&](index::Database &database) {
            return index::textOf(database, citation.document, citation.start, citation.end);
        });
    }
};

} // namespace docchat::tests
