#include "scene.h"
#include "testmain.h"

#include "theme.h"
#include "widgets/elidedlabel.h"

#include <QAccessible>
#include <QAction>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QSet>

#include <cmath>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double enough = 4.5;
constexpr int mostTabs = 300;
constexpr int mostLinks = 12; // stops inside one text

/// WCAG 2.1, relative luminance.
double luminance(const QColor &colour) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// WCAG 2.1, contrast ratio, 1 to 21.
double contrast(const QColor &a, const QColor &b) {
    const auto [dark, light] = std::minmax(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

QString nameOf(const QWidget *widget) {
    QStringList path;
    for (auto *at = widget; at && !at->isWindow(); at = at->parentWidget())
        path.prepend(QString::fromLatin1(at->metaObject()->className()).section(u"::"_s, -1) +
                     (at->objectName().isEmpty() ? QString() : u'#' + at->objectName()));
    return path.join(u'/');
}

/// Texts that are not wholly to be seen.
QStringList cutTexts(QWidget *window) {
    QStringList cut;
    const auto check = [&](QWidget *widget, const QString &text, const QSize &needed) {
        if (!widget->isVisible() || text.isEmpty())
            return;
        if (needed.width() > widget->width() || needed.height() > widget->height() + 1)
            cut += u"“%1” needs %2×%3, has %4×%5 (%6)"_s.arg(text)
                       .arg(needed.width())
                       .arg(needed.height())
                       .arg(widget->width())
                       .arg(widget->height())
                       .arg(nameOf(widget));
    };
    for (auto *button : window->findChildren<QPushButton *>())
        check(button, button->text(), button->sizeHint());
    for (auto *label : window->findChildren<QLabel *>()) {
        if (qobject_cast<ui::ElidedLabel *>(label))
            continue;
        if (label->wordWrap())
            check(label, label->text(), {0, label->heightForWidth(label->width())});
        else
            check(label, label->text(), label->sizeHint());
    }
    return cut;
}

/// Widgets that stand out of the window, or of what holds them (but for what can be scrolled to).
QStringList outside(QWidget *window) {
    QStringList found;
    for (auto *widget : window->findChildren<QWidget *>()) {
        auto *holder = widget->parentWidget();
        if (!widget->isVisible() || widget->isWindow() || !holder ||
            qobject_cast<QAbstractScrollArea *>(holder) ||
            qobject_cast<QAbstractScrollArea *>(holder->parentWidget()))
            continue;
        if (!holder->rect().adjusted(-1, -1, 1, 1).contains(widget->geometry()) &&
            !widget->geometry().isEmpty() && !holder->inherits("QLineEdit") && !holder->inherits("QMenuBar"))
            found += nameOf(widget);
    }
    return found;
}

bool isControl(QAccessible::Role role) {
    static const QSet<QAccessible::Role> controls{
        QAccessible::Button,      QAccessible::PushButton,   QAccessible::CheckBox, QAccessible::RadioButton,
        QAccessible::ComboBox,    QAccessible::EditableText, QAccessible::SpinBox,  QAccessible::Slider,
        QAccessible::List,        QAccessible::ListItem,     QAccessible::Tree,     QAccessible::Table,
        QAccessible::Link,        QAccessible::MenuItem,     QAccessible::PageTab,  QAccessible::ButtonMenu,
        QAccessible::ProgressBar, QAccessible::Document};
    return controls.contains(role);
}

/// What a screen reader finds of a window: how many of each role; those that it could not name.
struct Spoken {
    QMap<int, int> roles;
    QStringList nameless;
};

void listen(QAccessibleInterface *at, Spoken *heard) {
    if (!at || !at->isValid() || at->state().invisible)
        return;
    ++heard->roles[int(at->role())];
    const bool isNamed = !at->text(QAccessible::Name).trimmed().isEmpty();
    const auto *widget = qobject_cast<QWidget *>(at->object());
    const bool isShown = !widget || widget->isVisible();
    const bool takesKeys = at->state().focusable && widget && widget->focusPolicy() != Qt::NoFocus;
    const bool isScroller = widget && widget->objectName().startsWith(u"qt_scrollarea");
    if (isShown && !isNamed && !isScroller && (isControl(at->role()) || takesKeys))
        heard->nameless += u"role %1, %2"_s.arg(int(at->role())).arg(widget ? nameOf(widget) : u"?"_s);
    for (int i = 0; i < at->childCount(); ++i)
        listen(at->child(i), heard);
}

Spoken spokenOf(QWidget *window) {
    Spoken heard;
    listen(QAccessible::queryAccessibleInterface(window), &heard);
    return heard;
}

/// Controls that a screen reader could not name.
QStringList nameless(QWidget *window) {
    return spokenOf(window).nameless;
}

} // namespace

class LookTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsCutAndEverythingHasAName_data();
    void nothingIsCutAndEverythingHasAName();
    void everyDialogIsSpoken();
    void whatHappensIsSpoken();
    void tabGoesThroughEveryControlAndAround_data();
    void tabGoesThroughEveryControlAndAround();
    void theColoursAreReadable_data();
    void theColoursAreReadable();
    void whatAFieldAsksForIsReadable();
    void theWindowNeverGrowsBeyondItsSize();

private:
    /// One of the window's states: first, reading, answer, source, failed, search.
    void arrange(Scene &scene, ScriptedServer &server, const QString &state);

    QTemporaryDir m_folder;
};

void LookTest::arrange(Scene &scene, ScriptedServer &server, const QString &state) {
    const QDir dir(m_folder.path());
    if (state == u"first"_s)
        return;
    if (state == u"reading"_s) {
        server.setEmbedDelay(5s);
        scene.drop(
            {writeFile(dir, u"minutes-of-the-committee-of-the-whole-year.md"_s, paragraphs(600, "zircon")),
             writeFile(dir, u"annual-report.pdf"_s, "%PDF-1.7\nbroken")});
        QTRY_VERIFY_WITH_TIMEOUT(server.stats().inFlight > 0 && scene.row(u"annual-report.pdf"_s) &&
                                     scene.row(u"annual-report.pdf"_s)->failed(),
                                 patience);
        scene.window()->toggleActivity();
        QTest::qWait(200);
        return;
    }
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.window()->hideSource();
    if (state == u"search"_s) {
        scene.documents().setTicked(0, true);
        scene.gui().search()->open(
            u"bike file:bicycle-library-handbook -zzyzx after:2020 before:2100 \"bike\""_s);
        QTRY_VERIFY_WITH_TIMEOUT(scene.window()->chat()->results()->model()->rowCount() > 0, patience);
        return;
    }
    if (state == u"failed"_s)
        server.closeAll();
    auto *view = scene.ask(u"How long may I keep a cargo bike, and what does a late one cost me a day?"_s);
    QVERIFY(view);
    if (state != u"source"_s)
        return;
    QVERIFY(!view->message().citations.empty());
    scene.gui().source()->showCitation(view->message().citations.front(), view);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
    QTest::keyClick(scene.window(), Qt::Key_F, Qt::ControlModifier);
    QTest::qWait(200);
}

void LookTest::nothingIsCutAndEverythingHasAName_data() {
    QTest::addColumn<QString>("state");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const char *state : {"first", "reading", "answer", "source", "failed", "search"}) {
        for (const auto &size : {QSize(1440, 900), QSize(1024, 700)}) {
            for (const bool dark : {false, true})
                QTest::addRow("%s %d %s", state, size.width(), dark ? "dark" : "light")
                    << QString::fromLatin1(state) << size << dark;
        }
    }
}

void LookTest::nothingIsCutAndEverythingHasAName() {
    QFETCH(QString, state);
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    ScriptedServer server;
    server.setAnswer({u"Seven"_s, u"days"_s, u"[1]."_s, u"Six"_s, u"euros"_s, u"[2]."_s}, 1ms);
    Scene scene(
        providerAt(server, u"llama3.1 8B"_s, state == u"reading"_s ? u"nomic-embed-text"_s : QString()));
    scene.window()->theme()->choose(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
    scene.window()->resize(size);
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->size(), size, patience);
    arrange(scene, server, state);
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY2_WITH_TIMEOUT(cutTexts(scene.window()).isEmpty(),
                              qPrintable(cutTexts(scene.window()).join(u'\n')), 3000);
    QTRY_VERIFY2_WITH_TIMEOUT(outside(scene.window()).isEmpty(),
                              qPrintable(outside(scene.window()).join(u'\n')), 3000);
    QVERIFY2(nameless(scene.window()).isEmpty(), qPrintable(nameless(scene.window()).join(u'\n')));
    QCOMPARE(scene.window()->size(), size);
}

void LookTest::everyDialogIsSpoken() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *view = scene.ask(u"How long may I keep a cargo bike?"_s);
    QVERIFY(view);
    scene.gui().source()->showCitation(view->message().citations.front(), view);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
    scene.window()->toggleActivity();
    QMap<int, int> roles;
    QStringList missing;
    const auto walk = [&](QWidget *window) {
        const auto heard = spokenOf(window);
        for (auto role = heard.roles.cbegin(); role != heard.roles.cend(); ++role)
            roles[role.key()] += *role;
        for (const auto &one : heard.nameless)
            missing += QString::fromLatin1(window->metaObject()->className()) + u": "_s + one;
    };
    walk(scene.window());
    QStringList opened;
    for (auto *menu : scene.window()->menuBar()->findChildren<QMenu *>()) {
        for (auto *action : menu->actions()) {
            static const QStringList dialogs{u"Settings"_s,    u"Models"_s,         u"Notes"_s,
                                             u"Tasks"_s,       u"Responsiveness"_s, u"Watched folders"_s,
                                             u"Answer style"_s};
            const auto words = QString(action->text()).remove(u'&');
            if (!action->isEnabled() ||
                !std::ranges::any_of(dialogs, [&](const auto &one) { return words.startsWith(one); }))
                continue;
            const auto dialog = [&]() -> QWidget * {
                for (auto *top : QApplication::topLevelWidgets()) {
                    if (top->isVisible() && top != scene.window() && !top->inherits("QTipLabel"))
                        return top;
                }
                return nullptr;
            };
            action->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(dialog(), patience);
            opened += words;
            while (auto *top = dialog()) {
                QTest::qWait(100); // it may be filled once it is shown
                walk(top);
                QVERIFY(top->close());
            }
        }
    }
    QTest::qWait(50);
    int count = 0;
    for (const int each : std::as_const(roles))
        count += each;
    qInfo("%d objects of %d roles in the window and behind %s: %d without a name", count, int(roles.size()),
          qPrintable(opened.join(u", "_s)), int(missing.size()));
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    QVERIFY2(QSet<QString>(opened.begin(), opened.end()).size() >= 7, qPrintable(opened.join(u'\n')));
    QVERIFY(count > 150 && roles.value(int(QAccessible::Button)) > 20);
}

/// The words of its alerts; to hear the alerts themselves needs a desktop with a screen reader.
void LookTest::whatHappensIsSpoken() {
    Scene scene;
    const auto *status = scene.window()->status();
    QVERIFY(scene.dropAndWait(samplePath()));
    QTRY_COMPARE_WITH_TIMEOUT(status->accessibleName(), u"Ready"_s, patience);
    const auto *view = scene.ask(u"How long may I keep a cargo bike?"_s);
    QVERIFY(view);
    QTRY_VERIFY_WITH_TIMEOUT(view->accessibleName().startsWith(u"Answer: "_s) &&
                                 view->accessibleName().contains(u"days"_s),
                             patience);
    scene.drop({writeFile(QDir(m_folder.path()), u"broken.pdf"_s, "%PDF-1.7\nbroken")});
    QTRY_COMPARE_WITH_TIMEOUT(status->accessibleName(), u"Ready, 1 failed"_s, patience);
    ui::StatusBar beside; // while an answer is written it is not ready
    beside.setWriting(true);
    beside.sayReady(0);
    QCOMPARE(beside.accessibleName(), u"Reading has ended"_s);
}

void LookTest::tabGoesThroughEveryControlAndAround_data() {
    QTest::addColumn<QString>("state");
    for (const char *state : {"first", "reading", "answer", "source", "failed", "search"})
        QTest::newRow(state) << QString::fromLatin1(state);
}

void LookTest::tabGoesThroughEveryControlAndAround() {
    QFETCH(QString, state);
    ScriptedServer server;
    server.setAnswer({u"Seven"_s, u"days"_s, u"[1]."_s}, 1ms);
    Scene scene(
        providerAt(server, u"llama3.1 8B"_s, state == u"reading"_s ? u"nomic-embed-text"_s : QString()));
    arrange(scene, server, state);
    if (QTest::currentTestFailed())
        return;
    scene.window()->chat()->composer()->focusText();
    auto *first = scene.window()->focusWidget();
    QVERIFY(first);
    QSet<QWidget *> seen;
    QStringList order;
    int stays = 0;
    QWidget *last = nullptr;
    for (int tabs = 0; tabs < mostTabs && (tabs == 0 || scene.window()->focusWidget() != first); ++tabs) {
        auto *focused = scene.window()->focusWidget();
        stays = focused == last ? stays + 1 : 0;
        QVERIFY2(stays < mostLinks, qPrintable(u"stuck in "_s + nameOf(focused)));
        if (focused != last)
            order += nameOf(focused);
        last = focused;
        seen.insert(focused);
        QTest::keyClick(focused, Qt::Key_Tab);
    }
    QVERIFY2(scene.window()->focusWidget() == first, qPrintable(order.join(u'\n')));
    QStringList missed;
    for (auto *widget : scene.window()->findChildren<QWidget *>()) {
        const bool wants = widget->isVisible() && widget->isEnabled() &&
                           (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
        if (wants && !seen.contains(widget))
            missed += nameOf(widget);
    }
    QVERIFY2(missed.isEmpty(), qPrintable(u"not reached:\n"_s + missed.join(u'\n')));
    // and every control can be reached at all
    for (auto *button : scene.window()->findChildren<QPushButton *>())
        QVERIFY2(!button->isVisible() || !button->isEnabled() || seen.contains(button),
                 qPrintable(nameOf(button)));
}

void LookTest::theColoursAreReadable_data() {
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("back");
    for (const auto *colours : {&ui::lightColours(), &ui::darkColours()}) {
        const auto &c = *colours;
        const std::tuple<const char *, QColor, const char *, QColor> pairs[] = {
            {"text", c.text, "window", c.window},
            {"text", c.text, "panes", c.panes},
            {"text", c.text, "cards", c.cards},
            {"text", c.text, "weak", c.weak},
            {"text", c.text, "bubble", c.bubble},
            {"text", c.text, "a failed row", c.warningBack},
            {"dim", c.dim, "window", c.window},
            {"dim", c.dim, "panes", c.panes},
            {"dim", c.dim, "cards", c.cards},
            {"dim", c.dim, "weak", c.weak},
            {"faint", c.faint, "window", c.window},
            {"faint", c.faint, "panes", c.panes},
            {"faint", c.faint, "cards", c.cards},
            {"accent text", c.accentText, "window", c.window},
            {"accent text", c.accentText, "panes", c.panes},
            {"accent text", c.accentText, "cards", c.cards},
            {"accent text", c.accentText, "weak", c.weak},
            {"on accent", c.onAccent, "accent", c.accent},
            {"warning", c.warning, "its own", c.warningBack},
            {"warning", c.warning, "panes", c.panes},
            {"warning", c.warning, "cards", c.cards},
            {"marked words", ui::lightColours().text, "mark", c.mark},
        };
        for (const auto &[front, frontColour, back, backColour] : pairs)
            QTest::addRow("%s: %s on %s", c.dark ? "dark" : "light", front, back)
                << frontColour << backColour;
    }
}

void LookTest::theColoursAreReadable() {
    QFETCH(QColor, front);
    QFETCH(QColor, back);
    QVERIFY(front.isValid() && back.isValid());
    const double found = contrast(front, back);
    QVERIFY2(found >= enough,
             qPrintable(u"%1 on %2: %3"_s.arg(front.name(), back.name()).arg(found, 0, 'f', 2)));
}

/// A rule of the style sheet for its colour would make it half transparent.
void LookTest::whatAFieldAsksForIsReadable() {
    Scene scene;
    for (const auto choice : {ui::Theme::Choice::Light, ui::Theme::Choice::Dark}) {
        scene.window()->theme()->choose(choice);
        const auto &faint = scene.window()->theme()->colours().faint;
        for (const auto *field : scene.window()->findChildren<QLineEdit *>())
            QCOMPARE(field->palette().color(QPalette::PlaceholderText), faint);
        QCOMPARE(scene.window()->chat()->composer()->findChild<QTextEdit *>()->palette().color(
                     QPalette::PlaceholderText),
                 faint);
    }
}

void LookTest::theWindowNeverGrowsBeyondItsSize() {
    ScriptedServer server;
    const QString longName = QString(200, u'x') + u".txt"_s;
    Scene scene(providerAt(server, QString(120, u'm'), {}));
    const QSize size(1024, 700);
    scene.window()->resize(size);
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->size(), size, patience);
    QVERIFY(scene.dropAndWait(
        writeFile(QDir(m_folder.path()), longName, "The cedar bridge was built in 1874.\n")));
    QTest::qWait(200);
    QCOMPARE(scene.window()->size(), size);
    QVERIFY2(scene.window()->minimumSizeHint().width() <= size.width(),
             qPrintable(QString::number(scene.window()->minimumSizeHint().width())));
    QVERIFY2(outside(scene.window()).isEmpty(), qPrintable(outside(scene.window()).join(u'\n')));
}

DOCCHAT_TEST(LookTest)

#include "look_test.moc"
