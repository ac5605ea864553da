#include "theme.h"

#include "async/threads.h"
#include "widgets/icons.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFontDatabase>
#include <QLibrary>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleFactory>

static void initResources() {
    Q_INIT_RESOURCE(docchat);
    Q_INIT_RESOURCE(translations);
}

namespace docchat::ui {
namespace {

const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colourScheme = QStringLiteral("color-scheme");
constexpr int portalTimeoutMs = 150;
const QString ownFamily = QStringLiteral("Inter"); // where the system has it

constexpr auto styleSheet = R"(
* { outline: none; }
QMainWindow, QDialog { background: @window; }
QMenuBar { background: @panes; border-bottom: 1px solid @lines; padding: 3px 6px; }
QMenuBar::item { padding: 5px 9px; background: transparent; border-radius: 5px; }
QMenuBar::item:selected { background: @weak; }
QMenu { background: @cards; border: 1px solid @lines; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 22px; border-radius: 5px; }
QMenu::item:selected { background: @weak; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @lines; margin: 5px 4px; }
QToolTip { background: @cards; color: @text; border: 1px solid @lines; padding: 5px; }
QSplitter::handle { background: @lines; }
QPushButton { background: @cards; border: 1px solid @lines; border-radius: 6px; padding: 5px 11px; }
QPushButton:hover { background: @weak; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @faint; background: @panes; }
QPushButton:default { border: 1px solid @accent; color: @accentText; font-weight: 600; }
QPushButton[primary="true"] { background: @accent; color: @onAccent; border: 1px solid @accent; }
QPushButton[primary="true"]:hover { background: @accentHover; }
QPushButton[primary="true"]:focus { border: 1px solid @text; }
QPushButton[primary="true"]:disabled { background: @lines; border-color: @lines; color: @faint; }
QPushButton[chip="true"] { border-radius: 14px; padding: 4px 13px; min-height: 18px; }
QPushButton[chosen="true"] { background: @weak; color: @accentText; border: 1px solid @accent; }
QPushButton[chosen="true"]:focus { border: 1px solid @text; }
QPushButton[filter="true"] { background: @weak; border: 1px solid @weak; padding: 2px 10px; min-height: 18px; border-radius: 12px; }
QPushButton[filter="true"]:hover { border: 1px solid @faint; }
QPushButton[filter="true"]:focus { border: 1px solid @accent; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: @accentText; padding: 2px 5px; }
QPushButton[link="true"]:hover { text-decoration: underline; background: transparent; }
QPushButton[link="true"]:focus { border: 1px solid @accent; }
QPushButton[link="true"]:disabled { color: @faint; }
QPushButton[flush="true"], QPushButton[flush="true"]:focus { padding-left: 0; border-left: none; text-align: left; }
QPushButton[flushRight="true"], QPushButton[flushRight="true"]:focus { padding-right: 0; border-right: none; text-align: right; }
QPushButton[targeted="true"] { background: @weak; border: 1px solid @accent; border-radius: 6px; }
QPushButton[tool="true"] { padding: 4px 8px; min-width: 10px; }
QPushButton[bare="true"] { padding: 5px 5px; }
QPushButton::menu-indicator { width: 0; image: none; }
QLineEdit { background: @cards; border: 1px solid @lines; border-radius: 6px; padding: 6px 9px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus { border: 1px solid @accent; }
QLineEdit[narrow="true"] { padding: 4px 4px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QAbstractSpinBox { background: @cards; border: 1px solid @lines; border-radius: 6px; padding: 5px 4px 5px 9px; selection-background-color: @accent; selection-color: @onAccent; }
QAbstractSpinBox:focus { border: 1px solid @accent; }
QAbstractSpinBox:disabled { color: @faint; background: @panes; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 20px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 2px; }
QAbstractSpinBox::up-arrow { image: url(@up); width: 11px; height: 11px; }
QAbstractSpinBox::down-arrow { image: url(@down); width: 11px; height: 11px; }
QComboBox { background: @cards; border: 1px solid @lines; border-radius: 6px; padding: 5px 9px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(@down); width: 14px; height: 14px; }
QComboBox:focus { border: 1px solid @accent; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; background: transparent; }
QComboBox QAbstractItemView { background: @cards; border: 1px solid @lines; selection-background-color: @weak; selection-color: @text; }
QTextEdit, QTextBrowser, QPlainTextEdit { selection-background-color: @accent; selection-color: @onAccent; }
QScrollArea, QAbstractScrollArea { border: none; background: transparent; }
QListView { background: transparent; border: none; }
QListView:focus { border: none; }
QTreeView { background: @cards; border: 1px solid @lines; border-radius: 7px; selection-background-color: @weak; selection-color: @text; }
QTreeView:focus { border: 1px solid @accent; }
QTreeView::item { padding: 5px 8px; border: none; }
QTreeView::item:selected { background: @weak; color: @text; }
QTreeView#results, QTreeView#results:focus { background: transparent; border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: @cards; color: @dim; border: none; border-bottom: 1px solid @lines; padding: 6px 11px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 2px; }
QScrollBar::handle { background: @lines; border-radius: 3px; min-height: 30px; min-width: 30px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; width: 0; height: 0; }
QProgressBar { background: @lines; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 14px; height: 14px; border: 1px solid @faint; border-radius: 4px; background: @cards; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: @accent; border: 1px solid @accent; image: url(@check); }
QCheckBox::indicator:focus { border: 1px solid @accent; }
QCheckBox:disabled, QRadioButton:disabled { color: @faint; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @lines; background: @panes; }
QRadioButton::indicator { width: 13px; height: 13px; border: 1px solid @faint; border-radius: 7px; background: @cards; }
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 4px solid @accent; }
QRadioButton::indicator:focus { border-color: @accent; }
QListWidget#choices { background: @cards; border: 1px solid @lines; border-radius: 7px; padding: 3px; }
QPlainTextEdit#instructions { background: @cards; border: 1px solid @lines; border-radius: 6px; padding: 3px 5px; }
QPlainTextEdit#instructions:focus { border: 1px solid @accent; }
QListWidget#servers, QListWidget#sendings, QPlainTextEdit#sentText { background: @cards; border: 1px solid @lines; border-radius: 7px; padding: 3px; }
QListWidget#servers:focus, QListWidget#sendings:focus, QPlainTextEdit#sentText:focus { border: 1px solid @accent; }
QListWidget#servers::item, QListWidget#sendings::item { border-radius: 5px; padding: 6px 8px; }
QListWidget#servers::item:selected, QListWidget#sendings::item:selected { background: @weak; color: @text; }
#pane { background: @panes; }
#chatPane { background: @window; }
#bar { background: @panes; border-bottom: 1px solid @lines; }
#statusBar, #activityPane, #bottomBar { background: @panes; border-top: 1px solid @lines; }
#heading { font-weight: 600; }
#collectionSwitch { font-weight: 600; color: @text; }
#title { font-weight: 700; }
#welcome { font-size: 17pt; font-weight: 600; }
#dim, QLabel[dim="true"] { color: @dim; }
#faint { color: @faint; }
#warning { color: @warning; }
#modelState, #testResult, #pullResult { color: @dim; }
#modelState[problem="true"], #testResult[problem="true"], #pullResult[problem="true"] { color: @warning; }
#composer { background: @cards; border: 1px solid @lines; border-radius: 10px; }
#composer[focused="true"] { border: 1px solid @accent; }
#composerText { background: transparent; border: none; }
#bubble { background: @bubble; border-radius: 10px; }
#card { background: @cards; border: 1px solid @lines; border-radius: 7px; }
#card[selected="true"], #card:focus { border: 1px solid @accent; }
#errorCard { background: @warningBack; border: 1px solid @warningBack; border-radius: 7px; }
#found { color: @accentText; }
#palette { background: @cards; border: 1px solid @lines; border-radius: 11px; }
#notice, #removed { background: @weak; border-radius: 7px; }
#dropZone { border: 2px dashed @faint; border-radius: 8px; color: @dim; }
#contents { background: @panes; border-right: 1px solid @lines; }
QListWidget#sections { padding: 0 6px; }
QListWidget#sections::item { padding: 5px 6px; border-radius: 5px; }
QListWidget#sections::item:selected { background: @weak; color: @accentText; }
QListWidget#sections::item:disabled { color: @faint; }
#sourceText { background: @cards; border: none; }
#answer { background: transparent; border: none; }
)";

/// Fusion, with the letters of the menus underlined only while Alt asks for them.
class CalmStyle : public QProxyStyle {
public:
    CalmStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override {
        return hint == SH_UnderlineShortcut ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }

    /// Ours, without a look through all icon themes of the desktop, which takes a tenth of the start.
    QIcon standardIcon(StandardPixmap which, const QStyleOption *option,
                       const QWidget *widget) const override {
        if (which == SP_LineEditClearButton)
            return icon(QStringLiteral("close"));
        if (which == SP_ToolBarHorizontalExtensionButton) // each menu bar has one
            return icon(QStringLiteral("next"));
        return QProxyStyle::standardIcon(which, option, widget);
    }
};

QString fill(QString text, const Colours &colours) {
    const std::pair<const char *, QColor> names[] = {
        {"@accentHover", colours.dark ? colours.accent.lighter(108) : colours.accent.darker(112)},
        {"@accentText", colours.accentText},
        {"@onAccent", colours.onAccent},
        {"@accent", colours.accent},
        {"@window", colours.window},
        {"@panes", colours.panes},
        {"@cards", colours.cards},
        {"@lines", colours.lines},
        {"@text", colours.text},
        {"@dim", colours.dim},
        {"@faint", colours.faint},
        {"@weak", colours.weak},
        {"@warningBack", colours.warningBack},
        {"@warning", colours.warning},
        {"@bubble", colours.bubble},
    };
    for (const auto &[name, colour] : names)
        text.replace(QLatin1StringView(name), colour.name());
    const auto shade = colours.dark ? QStringLiteral("-dark") : QString();
    for (const auto *icon : {"check", "down", "up"})
        text.replace(QLatin1Char('@') + QLatin1StringView(icon),
                     QStringLiteral(":/icons/%1%2.svg").arg(QLatin1StringView(icon), shade));
    return text;
}

QPalette paletteOf(const Colours &colours) {
    QPalette palette;
    palette.setColor(QPalette::Window, colours.window);
    palette.setColor(QPalette::WindowText, colours.text);
    palette.setColor(QPalette::Base, colours.cards);
    palette.setColor(QPalette::AlternateBase, colours.panes);
    palette.setColor(QPalette::Text, colours.text);
    palette.setColor(QPalette::PlaceholderText, colours.faint);
    palette.setColor(QPalette::Button, colours.cards);
    palette.setColor(QPalette::ButtonText, colours.text);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, colours.faint);
    palette.setColor(QPalette::Highlight, colours.accent);
    palette.setColor(QPalette::HighlightedText, colours.onAccent);
    palette.setColor(QPalette::Link, colours.accentText);
    palette.setColor(QPalette::ToolTipBase, colours.cards);
    palette.setColor(QPalette::ToolTipText, colours.text);
    return palette;
}

QColor rgb(const char *hex) {
    return QColor(QLatin1StringView(hex));
}

} // namespace

const Colours &lightColours() {
    static const Colours colours{
        rgb("#f6f6f4"), rgb("#fbfbfa"), rgb("#ffffff"), rgb("#e3e2de"), rgb("#1d1f23"), rgb("#585c63"),
        rgb("#6a6e75"), rgb("#2f6f62"), rgb("#ffffff"), rgb("#2a6558"), rgb("#e2efeb"), rgb("#ffe58a"),
        rgb("#96410f"), rgb("#fbece1"), rgb("#ecebe7"), rgb("#ffffff"), rgb("#eef0ef"), false};
    return colours;
}

const Colours &darkColours() {
    static const Colours colours{
        rgb("#17191b"), rgb("#1c1f21"), rgb("#232729"), rgb("#303538"), rgb("#e7e9ea"), rgb("#a6acb1"),
        rgb("#8b9197"), rgb("#74c7b0"), rgb("#10211c"), rgb("#74c7b0"), rgb("#21372f"), rgb("#f2d06b"),
        rgb("#eda574"), rgb("#3a2a1f"), rgb("#141617"), rgb("#e4e1d8"), rgb("#272e2c"), true};
    return colours;
}

void loadResources() {
    initResources();
}

void beginFindingFonts() {
    async::startUnawaited([] {
        using Begin = int (*)();
        // Qt's own library for them on Linux; where it is not there, there is nothing to begin
        const auto begin = QLibrary::resolve(QStringLiteral("fontconfig"), 1, "FcInit");
        if (begin)
            reinterpret_cast<Begin>(begin)();
    });
}

Theme::Theme(QApplication *application, Choice choice) : m_application(application), m_choice(choice) {
    application->setStyle(new CalmStyle);
    QFont font = application->font();
    if (QFontDatabase::hasFamily(ownFamily))
        font.setFamily(ownFamily);
    font.setPointSizeF(10);
    application->setFont(font);
    QDBusConnection::sessionBus().connect(portalService, portalPath, portalInterface,
                                          QStringLiteral("SettingChanged"), this,
                                          SLOT(followPortal(QString, QString, QDBusVariant)));
    m_dark = isDark(choice);
    apply();
}

bool Theme::isDark(Choice choice) {
    return choice == Choice::Dark || (choice == Choice::System && systemIsDark());
}

bool Theme::systemIsDark() {
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return false;
    auto question =
        QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, QStringLiteral("Read"));
    question << appearance << colourScheme;
    const auto answer =
        bus.call(question, QDBus::Block, portalTimeoutMs); // at start, before there is a window
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty())
        return false;
    const auto outer = answer.arguments().first().value<QDBusVariant>().variant();
    const auto inner = outer.canConvert<QDBusVariant>() ? outer.value<QDBusVariant>().variant() : outer;
    return inner.toUInt() == 1;
}

void Theme::followPortal(const QString &group, const QString &key, const QDBusVariant &value) {
    if (m_choice != Choice::System || group != appearance || key != colourScheme)
        return;
    m_dark = value.variant().toUInt() == 1;
    apply();
}

void Theme::choose(Choice choice) {
    if (choice == m_choice && choice != Choice::System) // which is asked again
        return;
    m_choice = choice;
    if (const bool dark = isDark(choice); dark == m_dark) {
        Q_EMIT changed(); // what is ticked
    } else {
        m_dark = dark;
        apply();
    }
}

void Theme::setDimsPages(bool dims) {
    m_dimsPages = dims;
    Q_EMIT changed();
}

void Theme::apply() {
    m_application->setPalette(paletteOf(colours()));
    m_application->setStyleSheet(fill(QLatin1StringView(styleSheet), colours()));
    Q_EMIT changed();
}

} // namespace docchat::ui
