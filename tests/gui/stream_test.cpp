#include "chat/chatpane.h"
#include "testmain.h"

#include "async/watchdog.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <ctime>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms
constexpr int tokens = 20'000;
constexpr int tokensPerSecond = 1000;
constexpr int window = 1000; // tokens that are measured at the beginning and at the end

double cpuMs() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1000 + double(now.tv_nsec) / 1e6;
}

/// The n-th token of an answer with paragraphs, headings, lists and marks, as a model writes them.
QString token(int n) {
    if (n % 400 == 0)
        return u"\n\n## Part %1\n\n"_s.arg(n / 400);
    if (n % 80 == 0)
        return u" [%1].\n\n"_s.arg(n / 80 % 12 + 1);
    if (n % 400 > 300 && n % 20 == 0)
        return u"\n- the "_s;
    static const QStringList words{u" harbour"_s, u" lantern"_s, u" of"_s,  u" the"_s,
                                   u" keeper"_s,  u" wrote"_s,   u" and"_s, u" winter"_s};
    return words[n * 7 % words.size()];
}

Citation citation(int number) {
    Citation made;
    made.number = number;
    made.name = u"log.txt"_s;
    made.quote = u"The keeper wrote about the harbour, the lantern and the winter."_s;
    made.verified = true;
    return made;
}

/// Streams an answer into the window at a steady pace; prints what it costs.
void stream(ui::ChatPane &chat, const char *where) {
    auto *view = chat.beginAnswer(u"m"_s);
    async::LoopMonitor monitor;
    monitor.start();
    QElapsedTimer clock;
    clock.start();
    int shown = 0;
    double first = 0;
    double last = 0;
    double mark = 0;
    while (shown < tokens) {
        const auto due = std::min<qint64>(tokens, clock.elapsed() * tokensPerSecond / 1000);
        for (; shown < due; ++shown) {
            if (shown == window || shown == tokens - window)
                mark = cpuMs();
            if (shown == 2 * window)
                first = cpuMs() - mark;
            if (shown % 80 == 0 && shown / 80 < 12)
                view->addCitation(citation(shown / 80 + 1));
            view->append(token(shown));
        }
        QTest::qWait(1);
    }
    last = cpuMs() - mark;
    view->finish(AnswerState::Done, {}, {});
    QTest::qWait(100);
    monitor.stop();
    qInfo("%s: %d tokens in %lld ms, %lld beats, largest gap %.1f ms, CPU a token %.3f ms at %d, %.3f ms at "
          "%d: "
          "%.2f times",
          where, shown, clock.elapsed(), monitor.beats(), monitor.largestGapMs(), first / window, window,
          last / window, tokens, last / first);
    QVERIFY(view->message().text.contains(u"Part 49"_s));
    QVERIFY(view->findChild<ui::AnswerText *>()->toPlainText().contains(u"Part 49"_s));
}

} // namespace

/// Prints how smoothly a long answer streams; the times are for people to judge.
class StreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLongAnswerStreams_data() {
        QTest::addColumn<int>("before");
        QTest::newRow("an empty chat") << 0;
        QTest::newRow("a chat of 1,000 messages") << 1000;
    }

    void aLongAnswerStreams() {
        QFETCH(int, before);
        const ui::Theme theme(qobject_cast<QApplication *>(QCoreApplication::instance()));
        ui::ChatPane chat(&theme);
        chat.resize(900, 800);
        chat.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chat, patience));
        std::vector<Message> messages;
        for (int i = 1; i <= before / 2; ++i) {
            messages.push_back({2 * i - 1, Role::Question, u"Question %1?"_s.arg(i)});
            messages.push_back({2 * i, Role::Answer, u"Answer %1, over\n\nthree\n\nparagraphs."_s.arg(i)});
        }
        QElapsedTimer clock;
        clock.start();
        chat.setMessages(messages);
        qInfo("%d messages are opened in %lld ms", before, clock.elapsed());
        chat.addQuestion(u"Tell me everything"_s);
        QTest::qWait(300);
        stream(chat, QTest::currentDataTag());
    }
};

DOCCHAT_TEST(StreamTest)

#include "stream_test.moc"
