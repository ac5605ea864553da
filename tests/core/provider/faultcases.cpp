#include "faultcases.h"

using namespace Qt::StringLiterals;

namespace docchat::tests {
namespace {

using Fault = ScriptedServer::Fault;

const QList<Call> withModel{Call::Chat, Call::Embed};

QByteArray openAiError(const QByteArray &message, const QByteArray &code = "null") {
    return R"({"error":{"message":")" + message + R"(","type":"t","code":)" + code + "}}";
}

/// As each API says an error.
QByteArray errorOf(bool ollama, const QByteArray &message) {
    return ollama ? R"({"error":")" + message + "\"}" : openAiError(message);
}

Outcome of(ServerFault fault, const QString &says = {}, const QString &hints = {}) {
    return {.fault = fault, .says = says, .hints = hints};
}

Outcome passing(const QString &says, ServerFault fault = ServerFault::None) {
    return {.fault = fault, .transient = true, .says = says};
}

Outcome lasting(const QString &says) {
    return {.says = says};
}

QList<FaultCase> refusals(bool ollama) {
    return {
        {u"401"_s, {.status = 401}, of(ServerFault::Key, u"401"_s, u"key"_s)},
        {u"401 that repeats the key"_s,
         {.status = 401, .body = errorOf(ollama, "bad key sk-canary")},
         of(ServerFault::Key, u"bad key …"_s)},
        {u"403"_s, {.status = 403}, of(ServerFault::Key, u"403"_s)},
        {u"403 with words"_s,
         {.status = 403, .body = errorOf(ollama, "not here")},
         of(ServerFault::Key, u"not here"_s)},
        {u"404"_s, {.status = 404}, of(ServerFault::Model, u"“MODEL”"_s), withModel},
        {u"404 with words"_s,
         {.status = 404, .body = errorOf(ollama, "no such thing")},
         of(ServerFault::Model, u"no such thing"_s),
         withModel},
        {u"404 of the list"_s, {.status = 404}, lasting(u"404"_s), {Call::List}},
        {u"400 context length"_s,
         {.status = 400,
          .body = ollama ? errorOf(true, "the input length exceeds the context length")
                         : openAiError("too long", R"("context_length_exceeded")")},
         of(ServerFault::TooLong, u"MODEL"_s),
         withModel},
        {u"400 context, as llama-server says it"_s,
         {.status = 400,
          .body =
              R"({"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}})"},
         of(ServerFault::TooLong, u"longer than"_s),
         withModel},
        {u"400 context, as vLLM says it"_s,
         {.status = 400,
          .body =
              R"({"object":"error","message":"This model's maximum context length is 4096 tokens","code":400})"},
         of(ServerFault::TooLong, u"4096"_s),
         withModel},
        {u"400"_s, {.status = 400, .body = errorOf(ollama, "what?")}, lasting(u"what?"_s)},
        {u"422 of fields"_s,
         {.status = 422, .body = R"({"detail":[{"loc":["body"],"msg":"field required"}]})"},
         lasting(u"field required"_s)},
        {u"402"_s, {.status = 402}, of(ServerFault::Quota, u"402"_s, u"credit"_s)},
        {u"429 insufficient_quota"_s,
         {.status = 429,
          .headers = {{"Retry-After", "0"}},
          .body = openAiError("pay", R"("insufficient_quota")")},
         of(ServerFault::Quota, u"quota"_s)},
        {u"403 without credit"_s,
         {.status = 403, .body = errorOf(ollama, "Insufficient credits")},
         of(ServerFault::Quota, u"credit"_s)},
        {u"413"_s, {.status = 413}, of(ServerFault::TooLarge, u"413"_s), withModel},
        {u"418"_s, {.status = 418}, lasting(u"418"_s)},
    };
}

QList<FaultCase> passingRefusals() {
    const auto busy = [](const QByteArray &retryAfter) {
        return Fault{.status = 429, .headers = {{"Retry-After", retryAfter}}};
    };
    const auto tooLong = [](const QString &hints) {
        return Outcome{.fault = ServerFault::Busy, .transient = true, .says = u"429"_s, .hints = hints};
    };
    const auto waited = passing(u"busy (429)"_s, ServerFault::Busy);
    return {
        {u"429"_s, {.status = 429}, waited},
        {u"429 in no seconds"_s, busy("0"), waited},
        {u"429 at a date that is over"_s, busy("Wed, 21 Oct 2015 07:28:00 GMT"), waited},
        {u"429 with nonsense"_s, busy("soon"), waited},
        {u"429 for eleven minutes"_s, busy("660"), tooLong(u"11 min"_s)},
        {u"429 for a day"_s, busy("86400"), tooLong(u"24 h"_s)},
        {u"429 for ever"_s, busy("Tue, 31 Dec 2999 23:59:59 GMT"), tooLong(u"days"_s)},
        {u"429 for more seconds than there are"_s, busy("99999999999999999999"), tooLong(u"days"_s)},
        {u"408"_s, {.status = 408}, passing(u"408"_s)},
        {u"500"_s, {.status = 500, .body = openAiError("oops")}, passing(u"oops"_s)},
        {u"502 with a page"_s, {.status = 502, .body = "<html>Bad Gateway</html>"}, passing(u"502"_s)},
        {u"503"_s, {.status = 503}, passing(u"503"_s)},
        {u"504"_s, {.status = 504}, passing(u"504"_s)},
        {u"529"_s, {.status = 529}, passing(u"529"_s)},
        {u"503 for an hour"_s,
         {.status = 503, .headers = {{"Retry-After", "7200"}}},
         {.transient = true, .says = u"503"_s, .hints = u"2 h"_s}},
    };
}

QList<FaultCase> redirects(const QUrl &thief) {
    QList<FaultCase> cases;
    for (const int status : {301, 302, 303, 307, 308}) {
        cases += {u"%1 to another origin"_s.arg(status),
                  {.status = status, .headers = {{"Location", thief.toEncoded()}}},
                  {.says = u"redirects"_s, .hints = u"address"_s}};
    }
    cases += {u"307 without a place"_s, {.status = 307}, lasting(u"redirects"_s)};
    return cases;
}

QList<FaultCase> brokenConnections() {
    const Outcome late{.kind = ErrorKind::TimedOut, .transient = true, .says = u"did not answer"_s};
    const auto closed = passing(u"closed the connection"_s);
    return {
        {.name = u"refused"_s,
         .outcome = {.says = u"Nothing answers"_s, .hints = u"Start the server"_s},
         .refused = true},
        {.name = u"a hang before the head"_s, .fault = {.kind = Fault::Hang}, .outcome = late, .hangs = true},
        {.name = u"a hang in the body"_s,
         .fault = {.body = "{", .kind = Fault::Stall},
         .outcome = late,
         .hangs = true},
        {u"closed before the reply"_s, {.kind = Fault::CloseBeforeReply}, closed},
        {u"reset"_s, {.kind = Fault::Reset}, closed},
        {u"half a body"_s, {.kind = Fault::HalfBody}, closed},
    };
}

QList<FaultCase> brokenBodies(bool ollama) {
    const auto unfinished = passing(u"before it was whole"_s);
    const auto useless = lasting(u"holds no"_s);
    const auto large = QByteArray(9 * 1024 * 1024, ' ');
    return {
        {.name = u"invalid JSON"_s,
         .fault = {.kind = Fault::InvalidJson},
         .outcome = useless,
         .ollamaChat = unfinished},
        {.name = u"no JSON"_s, .fault = {.body = "hello"}, .outcome = useless, .chat = unfinished},
        {.name = u"a web page"_s,
         .fault = {.headers = {{"Content-Type", "text/html"}}, .body = "<!doctype html>\n<p>Log in"},
         .outcome = {.says = u"web page"_s, .hints = u"address"_s}},
        {.name = u"an empty body"_s,
         .outcome = lasting(u"empty answer"_s),
         .chat = unfinished,
         .ollamaChat = unfinished},
        {.name = u"204"_s,
         .fault = {.status = 204},
         .outcome = lasting(u"empty answer"_s),
         .chat = unfinished,
         .ollamaChat = unfinished},
        {.name = u"an error in a 200"_s,
         .fault = {.body = errorOf(ollama, "no memory")},
         .outcome = lasting(u"no memory"_s)},
        {.name = u"a quota in a 200"_s,
         .fault = {.body = openAiError("pay", R"("insufficient_quota")")},
         .outcome = of(ServerFault::Quota)},
        {.name = u"an error as vLLM says it in a 200"_s,
         .fault = {.body = R"({"object":"error","message":"no memory"})"},
         .outcome = lasting(u"no memory"_s)},
        {.name = u"another shape"_s,
         .fault = {.body = R"({"ok":true})"},
         .outcome = useless,
         .ollamaChat = unfinished},
        {.name = u"null"_s, .fault = {.body = "null"}, .outcome = useless, .chat = unfinished},
        {.name = u"numbers"_s, .fault = {.body = "[1,2]"}, .outcome = useless, .chat = unfinished},
        {.name = u"deep nesting"_s,
         .fault = {.body = QByteArray(100'000, '[')},
         .outcome = useless,
         .chat = unfinished},
        {.name = u"too large"_s,
         .fault = {.body = large},
         .outcome = lasting(u"8 MiB"_s),
         .chat = lasting(u"line without end"_s),
         .ollamaChat = lasting(u"line without end"_s)},
    };
}

/// `rows` as the vectors of an answer for two texts.
QByteArray vectorsOf(bool ollama, const QByteArrayList &rows) {
    if (ollama)
        return R"({"embeddings":[)" + rows.join(',') + "]}";
    QByteArrayList entries;
    for (const auto &row : rows)
        entries += R"({"embedding":)" + row + '}';
    return R"({"data":[)" + entries.join(',') + "]}";
}

QList<FaultCase> badVectors(bool ollama) {
    struct Row {
        const char *name;
        QByteArrayList vectors;
    };
    const Row rows[] = {
        {"none", {}},
        {"too few", {"[1,2]"}},
        {"too many", {"[1,2]", "[3,4]", "[5,6]"}},
        {"two dimensions", {"[1,2]", "[3,4,5]"}},
        {"NaN", {"[1,2]", "[3,NaN]"}},
        {"a null number", {"[1,2]", "[3,null]"}},
        {"a number beyond floats", {"[1,2]", "[3,1e39]"}},
        {"infinity", {"[1,2]", "[3,1e999]"}},
        {"a text", {"[1,2]", R"([3,"4"])"}},
        {"a null vector", {"[1,2]", "null"}},
        {"an empty vector", {"[1,2]", "[]"}},
        {"all zero", {"[1,2]", "[0,0.0]"}},
        {"a list in a list", {"[1,2]", "[[3,4]]"}},
        {"base64", {"[1,2]", R"("AACAPw==")"}},
    };
    QList<FaultCase> cases;
    for (const auto &row : rows) {
        cases += {.name = u"vectors: "_s + QLatin1StringView(row.name),
                  .fault = {.body = vectorsOf(ollama, row.vectors)},
                  .outcome = lasting(u"vector"_s),
                  .calls = {Call::Embed}};
    }
    return cases;
}

QList<FaultCase> brokenAnswers(bool ollama) {
    const QByteArray steel = ollama ? R"({"message":{"content":"Steel "},"done":false})"
                                      "\n"
                                    : R"(data: {"choices":[{"delta":{"content":"Steel "}}]})"
                                      "\n\n";
    const auto framed = [&](const QByteArray &json) {
        return ollama ? json + '\n' : "data: " + json + "\n\n";
    };
    const auto after = [&](const char *name, const Fault &fault, const Outcome &outcome) {
        return FaultCase{.name = QLatin1StringView(name),
                         .fault = fault,
                         .outcome = outcome,
                         .calls = {Call::Chat},
                         .hangs = fault.kind == Fault::Stall,
                         .kept = u"Steel "_s};
    };
    const Outcome late{.kind = ErrorKind::TimedOut, .transient = true, .says = u"did not answer"_s};
    const auto endless = QByteArray(ollama ? "{" : "data: {") + QByteArray(2'000'000, 'x');
    const auto flood = steel.repeated(9 * 1024 * 1024 / int(steel.size()));
    auto all = QList<FaultCase>{
        after("an error after text", {.body = steel + framed(errorOf(ollama, "no memory"))},
              lasting(u"no memory"_s)),
        after("a quota after text", {.body = steel + framed(openAiError("pay", R"("insufficient_quota")"))},
              of(ServerFault::Quota)),
        after("a context after text", {.body = steel + framed(errorOf(ollama, "context size exceeded"))},
              of(ServerFault::TooLong)),
        after("broken JSON after text", {.body = steel + framed("{\"x\":")}, lasting(u"sent"_s)),
        after("an end after text", {.body = steel}, passing(u"before it was whole"_s)),
        after("a stall after text", {.body = steel, .kind = Fault::Stall}, late),
        after("a closed connection after text",
              {.body = steel + QByteArray(steel.size(), '\n'), .kind = Fault::HalfBody},
              passing(u"closed the connection"_s)),
        after("a line without end after text", {.body = steel + endless}, lasting(u"line without end"_s)),
    };
    auto overflowing = after("an answer without end", {.body = flood}, lasting(u"8 MiB"_s));
    overflowing.kept = u"Steel Steel "_s;
    all += overflowing;
    all += {.name = u"an error first, that passes"_s,
            .fault = {.body = framed(R"({"error":{"message":"overloaded","code":503}})")},
            .outcome = passing(u"overloaded"_s),
            .calls = {Call::Chat}};
    return all;
}

} // namespace

const Outcome &FaultCase::outcomeOf(Call call, bool ollama) const {
    const auto &other = ollama ? ollamaChat : chat;
    return call == Call::Chat && other ? *other : outcome;
}

QList<FaultCase> faultCases(const QUrl &thief, bool ollama) {
    return refusals(ollama) + passingRefusals() + redirects(thief) + brokenConnections() +
           brokenBodies(ollama) + badVectors(ollama) + brokenAnswers(ollama);
}

QString pathOf(Call call, bool ollama) {
    switch (call) {
    case Call::Chat:
        return ollama ? u"/api/chat"_s : u"/v1/chat/completions"_s;
    case Call::Embed:
        return ollama ? u"/api/embed"_s : u"/v1/embeddings"_s;
    case Call::List:
        return ollama ? u"/api/tags"_s : u"/v1/models"_s;
    }
    return {};
}

} // namespace docchat::tests
