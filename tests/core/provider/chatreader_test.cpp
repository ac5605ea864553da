#include "provider/chatreader.h"

#include "testmain.h"

using namespace docchat;
using namespace docchat::provider;
using namespace Qt::StringLiterals;

namespace {

/// What a whole stream says; pieces that say nothing do not count.
struct Heard {
    QString text = {};
    QString reasoning = {};
    QString end = {};   ///< "stop", "length", "filtered" or nothing
    QString usage = {}; ///< "prompt+answer"
    QString error = {};
    bool finished = false;

    bool operator==(const Heard &) const = default;
};

QString wordFor(Finish finish) {
    switch (finish) {
    case Finish::Stop:
        return u"stop"_s;
    case Finish::Length:
        return u"length"_s;
    case Finish::Filtered:
        return u"filtered"_s;
    }
    return {};
}

/// True: no more is to be read.
bool hear(const std::vector<ChatDelta> &deltas, Heard &heard) {
    for (const auto &delta : deltas) {
        heard.text += delta.piece.text;
        heard.reasoning += delta.piece.reasoning;
        heard.finished = heard.finished || delta.finished;
        if (delta.piece.finish)
            heard.end = wordFor(*delta.piece.finish);
        if (delta.piece.usage)
            heard.usage = u"%1+%2"_s.arg(delta.piece.usage->prompt).arg(delta.piece.usage->answer);
        if (delta.error)
            heard.error = delta.error->message;
        if (delta.error || delta.ended)
            return true;
    }
    return false;
}

template <class Reader>
Heard heardBy(const QByteArrayList &pieces) {
    Reader reader({u"http://a"_s, u"m"_s});
    Heard heard;
    for (const auto &piece : pieces) {
        if (hear(reader.feed(piece), heard))
            return heard;
    }
    hear(reader.finish(), heard);
    return heard;
}

using Read = Heard (*)(const QByteArrayList &pieces);
constexpr Read sse = heardBy<OpenAiChatReader>;
constexpr Read ndjson = heardBy<OllamaChatReader>;

QByteArray delta(const QByteArray &fields) {
    return R"(data: {"choices":[{"index":0,"delta":{)" + fields + "}}]}\n\n";
}

QByteArray word(const QByteArray &text) {
    return delta(R"("content":")" + text + '"');
}

const QByteArray stop = R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
                        "\n\n";
const QByteArray done = "data: [DONE]\n\n";

QByteArray crlf(QByteArray stream) {
    return stream.replace("\n", "\r\n");
}

QByteArray line(const QByteArray &message) {
    return R"({"message":{)" + message +
           R"(},"done":false})"
           "\n";
}

const QByteArray ollamaEnd =
    R"({"message":{"content":""},"done":true,"done_reason":"stop","prompt_eval_count":7,"eval_count":2})"
    "\n";

struct Stream {
    const char *name;
    Read read;
    QByteArray bytes;
    Heard heard;
};

std::vector<Stream> openAiStreams() {
    const auto answer = word("St\xC3\xA4hle \xE9\x8B\xBC ") + word("\xF0\x9F\x98\x80.");
    const auto text = u"Stähle 鋼 😀."_s;
    return {
        {"OpenAI",
         sse,
         delta(R"("role":"assistant","content":"")") + answer + stop +
             R"(data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":3}})"
             "\n\n" +
             done,
         {text, {}, u"stop"_s, u"9+3"_s, {}, true}},
        {"CRLF", sse, crlf(answer + stop + done), {text, {}, u"stop"_s, {}, {}, true}},
        {"a byte order mark", sse, "\xEF\xBB\xBF" + answer + done, {text, {}, {}, {}, {}, true}},
        {"signs of life",
         sse,
         ": OPENROUTER PROCESSING\n\n:\n\n" + answer + ": ping\n\n" + stop + done,
         {text, {}, u"stop"_s, {}, {}, true}},
        {"no [DONE]", sse, answer + stop, {text, {}, u"stop"_s, {}, {}, true}},
        {"cut", sse, answer + "data: {\"choices\":[{\"del", {text, {}, {}, {}, {}, false}},
        {"nothing after [DONE] counts", sse, answer + done + word("more"), {text, {}, {}, {}, {}, true}},
        {"usage with the end",
         sse,
         answer + R"(data: {"choices":[{"delta":{"content":"!"},"finish_reason":"length"}],)"
                  R"("usage":{"prompt_tokens":1,"completion_tokens":2}})"
                  "\n\n",
         {text + u'!', {}, u"length"_s, u"1+2"_s, {}, true}},
        {"filtered",
         sse,
         R"(data: {"choices":[{"delta":{"content":"A"},"finish_reason":"content_filter"}]})"
         "\n\n",
         {u"A"_s, {}, u"filtered"_s, {}, {}, true}},
        {"an error in the middle",
         sse,
         word("A") + "data: {\"error\":{\"message\":\"n\xC3\xB6\",\"code\":502}}\n\n" + word("B") + done,
         {u"A"_s, {}, {}, {}, u"http://a stopped with: nö"_s, false}},
        {"an error as vLLM says it",
         sse,
         word("A") + R"(data: {"object":"error","message":"no","code":400})"
                     "\n\n",
         {u"A"_s, {}, {}, {}, u"http://a stopped with: no"_s, false}},
        {"an error in a field of its own",
         sse,
         word("A") + R"(error: {"code":500,"message":"no"})"
                     "\n\n",
         {u"A"_s, {}, {}, {}, u"http://a stopped with: no"_s, false}},
        {"an error of its own type",
         sse,
         word("A") + "event: error\ndata: {\"message\":\"no\"}\n\n",
         {u"A"_s, {}, {}, {}, u"http://a stopped with: no"_s, false}},
        {"a broken event",
         sse,
         word("A") + "data: {\"choices\":[\n\n" + word("B") + done,
         {u"A"_s, {}, {}, {}, u"http://a sent a piece of the answer that is no JSON"_s, false}},
        {"tools and null",
         sse,
         delta(R"("content":null,"tool_calls":[{"index":0,"function":{"name":"f","arguments":"{}"}}])") +
             word("A") + delta(R"("content":null,"refusal":null,"audio":{"data":"x"})") + stop,
         {u"A"_s, {}, u"stop"_s, {}, {}, true}},
        {"reasoning by three names",
         sse,
         delta(R"("reasoning_content":"a")") +
             delta(R"("reasoning":"b","reasoning_details":[{"text":"b"}])") +
             delta(R"("thinking":"ä","content":null)") + word("A") + stop,
         {u"A"_s, u"abä"_s, u"stop"_s, {}, {}, true}},
        {"reasoning inline",
         sse,
         word("\\n<thi") + word("nk>Was? \xC3\xBC < b</t") + word("hink>\\n\\nA <think>B</think>") + stop,
         {u"A <think>B</think>"_s, u"Was? ü < b"_s, u"stop"_s, {}, {}, true}},
        {"reasoning without end", sse, word("<think>a </thi") + done, {{}, u"a </thi"_s, {}, {}, {}, true}},
        {"half a tag is text", sse, word("<thi") + done, {u"<thi"_s, {}, {}, {}, {}, true}},
        {"Mistral's parts",
         sse,
         delta(R"("content":[{"type":"thinking","thinking":[{"type":"text","text":"a"}]}])") +
             delta(R"("content":[{"type":"text","text":"A"},{"type":"text","text":"B"}])") + stop,
         {u"AB"_s, u"a"_s, u"stop"_s, {}, {}, true}},
        {"not streamed",
         sse,
         "{\n \"choices\":[{\"message\":{\"content\":\"<think>x</think>A\"},\"finish_reason\":\"stop\"}],\n"
         " \"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n",
         {u"A"_s, u"x"_s, u"stop"_s, u"1+2"_s, {}, true}},
        {"an error not streamed",
         sse,
         R"({"error":{"message":"no"}})",
         {{}, {}, {}, {}, u"http://a stopped with: no"_s, false}},
        {"a web page",
         sse,
         "<!doctype html>\n<title>a: b</title>\n\n",
         {{}, {}, {}, {}, u"http://a answers with a web page, not with text"_s, false}},
        {"nothing", sse, "", {}},
        {"only signs of life", sse, ": a\n\n: b\n\n", {}},
    };
}

std::vector<Stream> ollamaStreams() {
    const auto answer = line("\"content\":\"St\xC3\xA4hle \"") + line("\"content\":\"\xF0\x9F\x98\x80.\"");
    const auto text = u"Stähle 😀."_s;
    return {
        {"Ollama", ndjson, answer + ollamaEnd, {text, {}, u"stop"_s, u"7+2"_s, {}, true}},
        {"Ollama, CRLF and empty lines",
         ndjson,
         crlf("\n" + answer + "\n\n" + ollamaEnd),
         {text, {}, u"stop"_s, u"7+2"_s, {}, true}},
        {"Ollama, no last line end",
         ndjson,
         answer + ollamaEnd.trimmed(),
         {text, {}, u"stop"_s, u"7+2"_s, {}, true}},
        {"Ollama, the length",
         ndjson,
         answer + R"({"message":{"content":"!"},"done":true,"done_reason":"length"})"
                  "\n",
         {text + u'!', {}, u"length"_s, {}, {}, true}},
        {"Ollama, cut", ndjson, answer + "{\"message\":{\"cont", {text, {}, {}, {}, {}, false}},
        {"Ollama thinks",
         ndjson,
         line(R"("content":"","thinking":"Hm ")") + line("\"thinking\":\"\xC3\xBC\",\"content\":\"\"") +
             answer + ollamaEnd,
         {text, u"Hm ü"_s, u"stop"_s, u"7+2"_s, {}, true}},
        {"Ollama thinks inline",
         ndjson,
         line(R"("content":"<think>")") + line(R"("content":"Hm</th")") + line(R"("content":"ink>\n")") +
             answer + ollamaEnd,
         {text, u"Hm"_s, u"stop"_s, u"7+2"_s, {}, true}},
        {"Ollama, an error in the middle",
         ndjson,
         answer + "{\"error\":\"no memory\"}\n" + answer,
         {text, {}, {}, {}, u"http://a stopped with: no memory"_s, false}},
        {"Ollama, tools",
         ndjson,
         line(R"("content":"","tool_calls":[{"function":{"name":"f"}}])") + answer + ollamaEnd,
         {text, {}, u"stop"_s, u"7+2"_s, {}, true}},
        {"Ollama, a web page",
         ndjson,
         "<html>\n</html>",
         {{}, {}, {}, {}, u"http://a answers with a web page, not with text"_s, false}},
        {"Ollama, a broken line",
         ndjson,
         answer + "{\"message\":\n" + ollamaEnd,
         {text, {}, {}, {}, u"http://a sent an answer that holds no text"_s, false}},
        {"Ollama, nothing", ndjson, "", {}},
    };
}

const std::vector<Stream> &streams() {
    static const auto all = [] {
        auto both = openAiStreams();
        for (auto &stream : ollamaStreams())
            both.push_back(std::move(stream));
        return both;
    }();
    return all;
}

QByteArray shown(const Heard &heard) {
    return QStringList{heard.text, heard.reasoning, heard.end, heard.usage, heard.error}.join(u'|').toUtf8();
}

constexpr qsizetype shortStream = 250; // bytes: 31,000 pairs of splits

} // namespace

/// Whatever the network does to a stream, it says the same.
class ChatReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySplitSaysTheSame_data();
    void everySplitSaysTheSame();
    void textIsNotHeldBack();
    void aLineWithoutEndIsAnError();
};

void ChatReaderTest::everySplitSaysTheSame_data() {
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < streams().size(); ++i)
        QTest::newRow(streams()[i].name) << int(i);
}

void ChatReaderTest::everySplitSaysTheSame() {
    QFETCH(int, index);
    const auto &[name, read, bytes, heard] = streams()[size_t(index)];
    const auto whole = read({bytes});
    QVERIFY2(whole == heard, shown(whole));
    const auto step = bytes.size() <= shortStream ? 1 : bytes.size() + 1; // long ones are cut once only
    for (qsizetype first = 0; first <= bytes.size(); ++first) {
        for (qsizetype second = first; second <= bytes.size(); second += step) {
            const auto cut = read({bytes.left(first), bytes.mid(first, second - first), bytes.mid(second)});
            if (cut != heard)
                QFAIL(shown(cut) + " when cut at " + QByteArray::number(first) + " and " +
                      QByteArray::number(second));
        }
    }
    QByteArrayList single;
    for (const char c : bytes)
        single += QByteArray(1, c);
    QVERIFY2(read(single) == heard, "byte by byte");
}

void ChatReaderTest::textIsNotHeldBack() {
    OpenAiChatReader reader({u"http://a"_s, u"m"_s});
    QCOMPARE(reader.feed(word("A")).front().piece.text, u"A"_s);
    OllamaChatReader other({u"http://a"_s, u"m"_s});
    QCOMPARE(other.feed(line(R"("content":"A")")).front().piece.text, u"A"_s);
}

void ChatReaderTest::aLineWithoutEndIsAnError() {
    for (const auto read : {sse, ndjson}) {
        const auto heard = read({"data: {" + QByteArray(2'000'000, 'x')});
        QCOMPARE(heard.error, u"http://a sent a line without end"_s);
    }
}

DOCCHAT_TEST(ChatReaderTest)

#include "chatreader_test.moc"
