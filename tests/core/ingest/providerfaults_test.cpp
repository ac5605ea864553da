#include "../provider/faultcases.h"

#include "ingesttest.h"

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int passages = 40;

std::unique_ptr<provider::Server> embedderAt(const QUrl &url, bool ollama, const FaultCase &one) {
    auto config = configFor(url);
    config.kind = ollama ? u"ollama"_s : u"openai"_s;
    auto limits = quick();
    limits.retry.attempts = 2;
    if (one.hangs)
        limits.timeout = limits.idle = 400ms;
    return std::move(*provider::makeProvider(std::move(config), limits));
}

} // namespace

/// Every fault of a server and of the network that embeds, while a document is read.
class ProviderFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDocumentOutlivesEveryFault_data();
    void aDocumentOutlivesEveryFault();
};

void ProviderFaultsTest::aDocumentOutlivesEveryFault_data() {
    QTest::addColumn<bool>("ollama");
    QTest::addColumn<int>("index");
    QTest::addColumn<bool>("later"); // once the first vectors are there
    for (const bool ollama : {false, true}) {
        const auto cases = faultCases({}, ollama);
        for (int i = 0; i < cases.size(); ++i) {
            for (const bool later : {false, true}) {
                if (cases[i].calls.contains(Call::Embed))
                    QTest::addRow("%s: %s%s", ollama ? "Ollama" : "OpenAI", qPrintable(cases[i].name),
                                  later ? ", in the middle" : "")
                        << ollama << i << later;
            }
        }
    }
}

/// It can be found by its words, says why it has no vectors, of which none is half or wrong, and gets them
/// later.
void ProviderFaultsTest::aDocumentOutlivesEveryFault() {
    QFETCH(bool, ollama);
    QFETCH(int, index);
    QFETCH(bool, later);
    Desk desk;
    ScriptedServer thief;
    const auto path = pathOf(Call::Embed, ollama);
    const auto one = faultCases(thief.url(path), ollama)[index];
    desk.server.setDimension(2); // as those of the faults
    const auto file = desk.write(u"metals.txt"_s, textOf(passages));
    const auto embedder = embedderAt(desk.server.url(), ollama, one);
    auto tools = desk.offline();
    tools.embedder = embedder.get();
    tools.batchLimits.inputs = later ? 2 : 16;
    desk.server.setEmbedDelay(2ms);
    const auto fail = [&] {
        desk.server.setDefaultFault(path, one.fault);
        if (one.refused)
            desk.server.closeAll();
    };
    bool fails = !later;
    if (fails)
        fail();
    ingest::Report report;
    report.progress = [&](const StageProgress &progress) {
        if (progress.stage == Stage::Index && progress.done > 0 && !std::exchange(fails, true))
            fail();
    };
    const auto first = desk.read(tools, file, report);
    QVERIFY(fails);
    QCOMPARE(first.outcome, ingest::Ingested::Outcome::Partial);
    QCOMPARE(first.error->kind, ErrorKind::Provider);
    const auto document = desk.library().front();
    QVERIFY2(document.reason.contains(desk.server.url().toString()), qPrintable(document.reason));
    const auto there = desk.count("embedding"); // one vector is enough for a batch of one
    const bool mayBeSome = later || one.name == "vectors: too few"_L1;
    QVERIFY2((there > 0 || !later) && there < (mayBeSome ? passages : 1), qPrintable(QString::number(there)));
    QCOMPARE(desk.found(u"steel"_s).size(), passages);
    QCOMPARE(thief.stats().connections, 0);
    desk.server.clearFaults();
    QVERIFY(!one.refused || desk.server.listenAgain());
    const auto second = desk.read(tools, file);
    QCOMPARE(second.outcome, ingest::Ingested::Outcome::Ready);
    QCOMPARE(second.document, first.document);
    QCOMPARE(desk.count("embedding"), passages);
    QCOMPARE(desk.integrity(), QStringList());
}

DOCCHAT_TEST(ProviderFaultsTest)

#include "providerfaults_test.moc"
