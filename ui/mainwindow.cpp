#include "mainwindow.h"

#include "base/paths.h"
#include "widgets/joinslater.h"
#include "widgets/noticebar.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int libraryWidth = 280;
constexpr int narrowWindow = 1200;
constexpr int leastChat = 360;
constexpr int leastSource = 480;
constexpr int mostUsualSource = 800; // in a large window, unless the person draws it wider
constexpr QSize sourceWindowSize(760, 960);
constexpr int activityHeight = 200;
constexpr int titleBar = 40; // of the desktop, about

} // namespace

MainWindow::MainWindow(DocumentModel *documents, Theme *theme) : m_theme(theme) {
    setWindowTitle(QStringLiteral("DocChat"));
    setAcceptDrops(true);
    setMinimumSize(760, 520);
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(0, titleBar)));
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_rows = new QSplitter(Qt::Vertical, central);
    m_rows->setHandleWidth(1);
    m_panes = new QSplitter(Qt::Horizontal, m_rows);
    m_panes->setHandleWidth(1);
    m_panes->setChildrenCollapsible(false);
    m_library = new LibraryPane(documents, theme, m_panes);
    m_library->setMinimumWidth(220);
    m_chat = new ChatPane(theme, m_panes);
    m_source = new SourcePane(theme, nullptr);
    m_source->setMinimumWidth(320);
    m_source->hide();
    m_activity = new ActivityPane(nullptr);
    m_activity->hide();
    m_panes->setStretchFactor(0, 0);
    m_panes->setStretchFactor(1, 1);
    m_rows->setStretchFactor(0, 1);
    m_rows->setCollapsible(0, false);
    layout->addWidget(m_rows, 1);
    m_status = new StatusBar(central);
    layout->addWidget(m_status);
    setCentralWidget(central);
    m_panes->setSizes({libraryWidth, width() - libraryWidth});
    connect(m_status, &StatusBar::activityWanted, this, &MainWindow::toggleActivity);
    connect(m_activity, &ActivityPane::hideWanted, this, &MainWindow::toggleActivity);
    connect(m_panes, &QSplitter::splitterMoved, this, &MainWindow::keepSizes);
    connect(m_source, &SourcePane::contentsToggled, this, &MainWindow::arrange);
    connect(m_source, &SourcePane::floatWanted, this, &MainWindow::toggleSourceWindow);
    connect(m_source, &SourcePane::closeWanted, this, [this] {
        const bool hadWindow = sourceFloats();
        hideSource();
        if (hadWindow)
            m_chat->composer()->focusText();
    });
}

MainWindow::~MainWindow() {
    deleteUnjoined(m_source);
    deleteUnjoined(m_activity);
}

void MainWindow::joinSource() {
    if (!m_source->parentWidget())
        dockSource();
}

void MainWindow::dockSource() {
    m_panes->addWidget(m_source);
    m_panes->setStretchFactor(2, 0);
    placeTabs(m_source, m_status);
}

void MainWindow::joinActivity() {
    if (m_activity->parentWidget())
        return;
    joinSource(); // before it, in the tab order too
    m_rows->addWidget(m_activity);
    m_rows->setStretchFactor(1, 0);
    m_rows->setCollapsible(1, false);
    placeTabs(m_activity, m_status);
}

void MainWindow::joinHidden() {
    joinActivity();
    m_chat->joinHidden();
}

void MainWindow::paintEvent(QPaintEvent *event) {
    QMainWindow::paintEvent(event);
    if (!std::exchange(m_wasPainted, true))
        QTimer::singleShot(0, this, &MainWindow::joinHidden);
}

NoticeBar *MainWindow::addNotice(const QString &action) {
    auto *notice = new NoticeBar(action, centralWidget());
    notice->layout()->setContentsMargins(12, 5, 10, 5); // as the panes below it
    static_cast<QVBoxLayout *>(centralWidget()->layout())->insertWidget(0, notice);
    return notice;
}

void MainWindow::showSource() {
    if (m_sourceWindow && m_sourceShown) { // it may lie behind others
        m_sourceWindow->setWindowState(m_sourceWindow->windowState() & ~Qt::WindowMinimized);
        m_sourceWindow->raise();
    }
    if (m_sourceShown)
        return;
    m_sourceShown = true;
    joinSource();
    arrange();
}

void MainWindow::hideSource() {
    m_sourceShown = false;
    arrange();
}

void MainWindow::showChat() {
    if (m_narrow)
        hideSource();
}

void MainWindow::arrange() {
    auto *focus = focusWidget();
    const bool wasInChat = focus && m_chat->isAncestorOf(focus);
    const bool wasInSource = focus && m_source->isAncestorOf(focus);
    m_narrow = sourceCoversChat();
    m_source->setNarrow(m_narrow);
    m_source->setVisible(m_sourceShown);
    if (m_sourceWindow)
        m_sourceWindow->setVisible(m_sourceShown && isVisible());
    m_chat->setVisible(!m_sourceShown || !m_narrow);
    if (wasInChat && m_chat->isHidden()) {
        m_focusInChat = focus;
        m_source->focusView();
    } else if (wasInSource && !m_sourceShown) {
        auto *before =
            m_focusInChat && m_focusInChat->isVisible() ? m_focusInChat.data() : m_chat->composer();
        m_focusInChat.clear();
        before->setFocus();
    }
    const int wanted = m_chosen.library > 0 ? m_chosen.library : libraryWidth;
    const int library = m_library->isVisibleTo(this) ? std::min(wanted, width() / 3) : 0;
    const int rest = width() - library;
    if (m_sourceWindow) {
        m_panes->setSizes({library, rest});
    } else if (m_sourceShown && !m_narrow) {
        const int page =
            m_chosen.source > 0 ? m_chosen.source : std::clamp(width() / 3, leastSource, mostUsualSource);
        const int source = std::min(page + m_source->contentsWidth(), rest - leastChat);
        m_panes->setSizes({library, rest - source, source});
    } else {
        m_panes->setSizes({library, rest, rest});
    }
}

/// The person has moved a border.
void MainWindow::keepSizes() {
    const auto sizes = m_panes->sizes();
    if (m_library->isVisible())
        m_chosen.library = sizes[0];
    if (!m_sourceWindow && m_sourceShown && !m_narrow)
        m_chosen.source = sizes[2] - m_source->contentsWidth();
}

bool MainWindow::sourceCoversChat() const {
    return width() < narrowWindow && !m_sourceWindow;
}

void MainWindow::floatSource(bool floats) {
    if (floats == sourceFloats())
        return;
    joinSource();
    if (floats) {
        m_sourceWindow = new QWidget(this, Qt::Window);
        m_sourceWindow->setWindowTitle(m_source->name());
        m_sourceWindow->setAttribute(Qt::WA_ShowWithoutActivating, !isVisible()); // as it was left
        connect(m_source, &SourcePane::nameChanged, m_sourceWindow, &QWidget::setWindowTitle);
        m_sourceWindow->installEventFilter(this);
        m_sourceWindow->resize(sourceWindowSize.boundedTo(screen()->availableSize() - QSize(0, titleBar)));
        m_sourceWindow->restoreGeometry(m_chosen.sourcePlace);
        for (auto *menu : menuBar()->findChildren<QMenu *>())
            m_sourceWindow->addActions(menu->actions()); // their keys work there too
        auto *layout = new QVBoxLayout(m_sourceWindow);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_source);
    } else {
        m_chosen.sourcePlace = m_sourceWindow->saveGeometry();
        dockSource();
        m_sourceWindow->hide();
        m_sourceWindow->deleteLater();
        m_sourceWindow = nullptr;
    }
    m_source->setFloats(floats);
    arrange();
    if (m_source->isVisible()) {
        m_source->activateWindow();
        m_source->view()->setFocus();
    }
}

void MainWindow::toggleSourceWindow() {
    if (m_sourceShown)
        floatSource(!sourceFloats());
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event) {
    if (watched != m_sourceWindow || event->type() != QEvent::Close)
        return QMainWindow::eventFilter(watched, event);
    event->ignore();
    Q_EMIT m_source->closeWanted();
    return true;
}

void MainWindow::showEvent(QShowEvent *event) {
    QMainWindow::showEvent(event);
    if (!m_wasPainted) // each is polished when it is shown; until then it would only be in the way
        QCoreApplication::removePostedEvents(nullptr, QEvent::PolishRequest);
}

void MainWindow::hideEvent(QHideEvent *event) {
    QMainWindow::hideEvent(event);
    if (m_sourceWindow && !event->spontaneous())
        m_sourceWindow->hide();
}

settings::Panes MainWindow::panes() const {
    auto panes = m_chosen;
    panes.libraryShown = m_library->isVisibleTo(this);
    panes.activityShown = m_activity->isVisibleTo(this);
    panes.sourceFloats = sourceFloats();
    if (m_sourceWindow)
        panes.sourcePlace = m_sourceWindow->saveGeometry();
    return panes;
}

void MainWindow::setPanes(const settings::Panes &panes) {
    m_chosen = panes;
    m_library->setVisible(panes.libraryShown);
    if (panes.activityShown != m_activity->isVisibleTo(this))
        toggleActivity();
    floatSource(panes.sourceFloats);
}

void MainWindow::toggleActivity() {
    const bool show = !m_activity->isVisibleTo(this);
    joinActivity();
    m_activity->setVisible(show);
    m_status->setActivityShown(show);
    if (show)
        m_rows->setSizes({m_rows->height() - activityHeight, activityHeight});
}

void MainWindow::toggleLibrary() {
    m_library->setVisible(!m_library->isVisibleTo(this));
    arrange();
}

void MainWindow::nextPane() {
    QList<QWidget *> stops;
    if (m_library->documentList()->isVisible())
        stops += m_library->documentList();
    if (m_chat->results()->list()->isVisible())
        stops += m_chat->results()->list();
    if (m_chat->isVisible())
        stops += m_chat->composer();
    if (m_source->isVisible())
        stops += m_source->view();
    auto *focused = QApplication::focusWidget();
    for (qsizetype i = 0; i < stops.size(); ++i) {
        if (focused && (stops[i] == focused || stops[i]->isAncestorOf(focused))) {
            auto *next = stops[(i + 1) % stops.size()];
            next->activateWindow();
            next == m_chat->composer() ? m_chat->composer()->focusText()
                                       : next->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
    if (!stops.isEmpty())
        stops.first()->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::resizeEvent(QResizeEvent *event) {
    QMainWindow::resizeEvent(event);
    const bool narrow = sourceCoversChat();
    if (narrow != m_narrow || event->oldSize().width() <= 0)
        arrange();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event) {
    const bool isOurs = event->source() != nullptr; // dragged out of this window
    if (event->mimeData()->hasUrls() && !isOurs)
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event) {
    QStringList paths;
    for (const auto &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths += pathOf(url);
    }
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT filesDropped(paths);
}

void MainWindow::closeEvent(QCloseEvent *event) {
    event->ignore(); // the owner ends what runs, then the program
    Q_EMIT closing();
}

} // namespace docchat::ui
