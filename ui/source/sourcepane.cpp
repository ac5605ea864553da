#include "source/sourcepane.h"

#include "source/contentspanel.h"
#include "source/selectionbar.h"
#include "source/textview.h"
#include "widgets/activate.h"
#include "widgets/buttons.h"

#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>
#include <tuple>

namespace docchat::ui {
namespace {

constexpr int zoomShownAbove = 540;  // pixels
constexpr int stepsShownAbove = 510; // the same; the pages scroll, and their keys are there

} // namespace

SourcePane::SourcePane(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(makeCitedBar());
    layout->addWidget(makeFindBar());
    m_stack = new QStackedWidget(this);
    m_pages = new SelectablePages(theme, m_stack);
    m_text = new TextView(theme, m_stack);
    m_problem = new QLabel(m_stack);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setObjectName(QStringLiteral("warning"));
    m_problem->setWordWrap(true);
    m_problem->setAlignment(Qt::AlignCenter);
    m_problem->setMargin(30);
    m_stack->addWidget(m_pages);
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_problem);
    m_contents = new ContentsPanel(theme, this);
    m_contents->hide();
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_contents);
    middle->addWidget(m_stack, 1);
    layout->addLayout(middle, 1);
    m_selection = new SelectionBar(this);
    layout->addWidget(m_selection);
    connectContents();
    connectSelection();
    connect(m_pages, &PageView::currentPageChanged, this, &SourcePane::showPageNumber);
    connect(m_pages, &PageView::zoomChanged, this, &SourcePane::showZoom);
    connect(m_text, &TextView::zoomChanged, this, &SourcePane::showZoom);
    connect(m_text, &TextView::textWanted, this,
            [this](qsizetype position) { Q_EMIT textWanted(m_document, position); });
}

QWidget *SourcePane::makeBar() {
    auto *bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("bar"));
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(48);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(4);
    m_back = makeButton(tr("‹ Back"), Look::Plain, bar);
    m_back->hide();
    layout->addWidget(m_back);
    m_name = new ElidedLabel(bar);
    m_name->setObjectName(QStringLiteral("title"));
    layout->addWidget(m_name, 1);
    m_contentsButton = makeTool(QStringLiteral("contents"), tr("Contents (F7)"), bar);
    m_contentsButton->setAccessibleName(tr("Contents"));
    layout->addWidget(m_contentsButton);
    connect(m_contentsButton, &QPushButton::clicked, this, &SourcePane::toggleContents);

    m_pageTools = new QWidget(bar);
    auto *tools = new QHBoxLayout(m_pageTools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(4);
    auto *previous = makeTool(QStringLiteral("previous"), tr("Previous page"), m_pageTools);
    previous->setObjectName(QStringLiteral("pageStep"));
    m_pageBox = new QLineEdit(m_pageTools);
    m_pageBox->setProperty("narrow", true);
    m_pageBox->setFixedWidth(44);
    m_pageBox->setAlignment(Qt::AlignRight);
    m_pageBox->setAccessibleName(tr("Page"));
    m_pageCount = new QLabel(m_pageTools);
    auto *next = makeTool(QStringLiteral("next"), tr("Next page"), m_pageTools);
    next->setObjectName(QStringLiteral("pageStep"));
    for (QWidget *widget : std::initializer_list<QWidget *>{previous, m_pageBox, m_pageCount, next})
        tools->addWidget(widget);
    tools->addSpacing(4);
    layout->addWidget(m_pageTools);
    auto *smaller = makeTool(QStringLiteral("less"), tr("Smaller"), bar);
    m_zoom = new QLabel(tr("100 %"), bar);
    auto *larger = makeTool(QStringLiteral("more"), tr("Larger"), bar);
    m_zoomTools = {smaller, larger};
    for (QWidget *widget : std::initializer_list<QWidget *>{smaller, m_zoom, larger})
        layout->addWidget(widget);
    auto *find = makeTool(QStringLiteral("find"), tr("Find in this document"), bar);
    layout->addWidget(find);
    m_float = makeTool(QStringLiteral("window"), {}, bar);
    setFloats(false);
    layout->addWidget(m_float);
    connect(m_float, &QPushButton::clicked, this, &SourcePane::floatWanted);
    auto *close = makeTool(QStringLiteral("close"), tr("Close the document"), bar);
    layout->addWidget(close);

    connect(previous, &QPushButton::clicked, this, [this] { m_pages->showPage(m_pages->currentPage() - 1); });
    connect(next, &QPushButton::clicked, this, [this] { m_pages->showPage(m_pages->currentPage() + 1); });
    connect(smaller, &QPushButton::clicked, this, [this] { zoom(-1); });
    connect(larger, &QPushButton::clicked, this, [this] { zoom(1); });
    connect(m_pageBox, &QLineEdit::returnPressed, this,
            [this] { m_pages->showPage(m_pageBox->text().toInt()); });
    connect(find, &QPushButton::clicked, this, &SourcePane::startFind);
    connect(m_back, &QPushButton::clicked, this, &SourcePane::closeWanted);
    connect(close, &QPushButton::clicked, this, &SourcePane::closeWanted);
    return bar;
}

QWidget *SourcePane::makeCitedBar() {
    m_citedBar = new QWidget(this);
    m_citedBar->setObjectName(QStringLiteral("bar"));
    m_citedBar->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(m_citedBar);
    layout->setContentsMargins(12, 3, 12, 3);
    layout->setSpacing(6);
    m_cited = new QLabel(m_citedBar);
    m_cited->setObjectName(QStringLiteral("dim"));
    m_cited->setWordWrap(true);
    m_previous = makeButton(tr("‹ Previous"), Look::Tool, m_citedBar);
    m_next = makeButton(tr("Next ›"), Look::Tool, m_citedBar);
    layout->addWidget(m_cited, 1);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    connect(m_previous, &QPushButton::clicked, this, [this] { Q_EMIT nextCitationWanted(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { Q_EMIT nextCitationWanted(1); });
    m_citedBar->hide();
    return m_citedBar;
}

QWidget *SourcePane::makeFindBar() {
    m_findBar = new QWidget(this);
    m_findBar->setObjectName(QStringLiteral("bar"));
    m_findBar->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(m_findBar);
    layout->setContentsMargins(12, 5, 12, 5);
    layout->setSpacing(6);
    m_findBox = new QLineEdit(m_findBar);
    m_findBox->setPlaceholderText(tr("Find in this document"));
    m_findBox->setAccessibleName(tr("Find in this document"));
    m_findCount = new QLabel(m_findBar);
    m_findCount->setObjectName(QStringLiteral("dim"));
    auto *previous = makeTool(QStringLiteral("previous"), tr("Previous match"), m_findBar);
    auto *next = makeTool(QStringLiteral("next"), tr("Next match"), m_findBar);
    auto *close = makeTool(QStringLiteral("close"), tr("Close find"), m_findBar);
    layout->addWidget(m_findBox, 1);
    layout->addWidget(m_findCount);
    layout->addWidget(previous);
    layout->addWidget(next);
    layout->addWidget(close);
    m_findBar->hide();
    connect(m_findBox, &QLineEdit::textChanged, this,
            [this](const QString &text) { Q_EMIT findWanted(m_document, text); });
    connect(m_findBox, &QLineEdit::returnPressed, this, [this] { findNext(1); });
    connect(previous, &QPushButton::clicked, this, [this] { findNext(-1); });
    connect(next, &QPushButton::clicked, this, [this] { findNext(1); });
    connect(close, &QPushButton::clicked, this, [this] {
        m_findBar->hide();
        m_findBox->clear();
        clearMark();
    });
    return m_findBar;
}

void SourcePane::connectContents() {
    connect(m_contents, &ContentsPanel::pageWanted, m_pages, &PageView::showPage);
    connect(m_contents, &ContentsPanel::sectionWanted, this, [this](int page, qsizetype start) {
        m_stack->currentWidget() == m_pages ? m_pages->showPage(page) : m_text->goTo(start);
    });
    connect(m_pages, &PageView::currentPageChanged, m_contents, &ContentsPanel::setCurrentPage);
}

void SourcePane::askForContents() {
    if (m_contents->isVisibleTo(this))
        Q_EMIT contentsWanted(m_document);
}

void SourcePane::setDocument(DocumentId id) {
    m_document = id;
    m_pages->forgetWords();
    askForContents();
}

void SourcePane::connectSelection() {
    const auto show = [this] { m_selection->setWords(selectedText()); };
    connect(m_stack, &QStackedWidget::currentChanged, this, show);
    connect(m_pages, &SelectablePages::selectionChanged, this, show);
    connect(m_text, &TextView::selectionChanged, this, show);
    connect(m_selection, &SelectionBar::copyWanted, this, [this] {
        if (const auto words = selectedText(); !words.isEmpty())
            Q_EMIT copyWanted(words);
    });
    connect(m_selection, &SelectionBar::copyWithSourceWanted, this,
            [this] { Q_EMIT copyWithSourceWanted(selectedNote()); });
    connect(m_selection, &SelectionBar::pinWanted, this, [this] { Q_EMIT pinWanted(selectedNote()); });
    connect(m_selection, &SelectionBar::askWanted, this,
            [this] { Q_EMIT askAboutWanted(m_document, selectedText()); });
    auto *copy = new QShortcut(QKeySequence::Copy, m_pages, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(copy, &QShortcut::activated, m_selection, &SelectionBar::copyWanted);
}

QString SourcePane::selectedText() const {
    if (m_stack->currentWidget() == m_pages)
        return m_pages->selection().text();
    if (m_stack->currentWidget() == m_problem)
        return {};
    return m_text->selectedText();
}

/// The selected words, and where they are.
Note SourcePane::selectedNote() const {
    Note note;
    note.text = QStringLiteral("“%1”").arg(selectedText().simplified());
    note.source = m_name->fullText();
    note.citation.document = m_document;
    note.citation.name = m_name->fullText();
    if (m_stack->currentWidget() == m_pages) {
        std::tie(note.citation.start, note.citation.end) = m_pages->selection().range();
        note.citation.page = m_pages->selection().first().page;
        note.source += QStringLiteral(", ") + tr("p. %1").arg(note.citation.page);
    } else {
        std::tie(note.citation.start, note.citation.end) = m_text->selectedRange();
    }
    return note;
}

void SourcePane::toggleContents() {
    if (!isVisible())
        return;
    const bool show = !m_contents->isVisible();
    m_contents->setVisible(show);
    m_contentsButton->setProperty("chosen", show);
    repolish(m_contentsButton);
    askForContents();
    if (show)
        m_contents->focusList();
    Q_EMIT contentsToggled();
}

void SourcePane::setName(const QString &name) {
    m_name->setFullText(name);
    Q_EMIT nameChanged(name);
}

QString SourcePane::name() const {
    return m_name->fullText();
}

int SourcePane::contentsWidth() const {
    return m_contents->isVisibleTo(this) ? m_contents->width() : 0;
}

void SourcePane::setFloats(bool floats) {
    m_float->setIcon(icon(floats ? QStringLiteral("dock") : QStringLiteral("window")));
    const auto what = floats ? tr("Back into the main window") : tr("In a window of its own");
    m_float->setAccessibleName(what);
    m_float->setToolTip(QStringLiteral("%1 (F8)").arg(what));
}

void SourcePane::focusPage() {
    if (m_pageBox->isVisible()) {
        activateWindowOf(this);
        m_pageBox->setFocus(Qt::ShortcutFocusReason);
        m_pageBox->selectAll();
    }
}

void SourcePane::showPageNumber(int page) {
    m_pageBox->setText(QString::number(page));
}

void SourcePane::showPages(DocumentId id, const QString &name, const QList<QSizeF> &sizes, int count) {
    m_document = id;
    setName(name);
    m_pageBox->setValidator(new QIntValidator(1, count, m_pageBox));
    m_pageCount->setText((isRightToLeft() ? QString(QChar(0x200F)) : QString()) + // the slash first there too
                         QStringLiteral("/ %1").arg(count));
    m_citedBar->hide();
    m_found.clear();
    m_pages->setPages(sizes, count);
    showPageNumber(1);
    showInStack(m_pages);
    m_contents->setPages(sizes, count);
    askForContents();
}

void SourcePane::showText(DocumentId id, const QString &name, const std::vector<Page> &sections,
                          qsizetype start, bool hasEarlier, bool hasLater) {
    setName(name);
    m_pages->setPages({}, 0); // its pictures take memory
    if (m_document != id) {
        m_citedBar->hide();
        m_found.clear();
        m_text->forgetWanted();
    }
    m_document = id;
    showInStack(m_text);
    m_contents->setPages({}, 0);
    askForContents();
    m_text->setSections(sections, start, hasEarlier, hasLater);
}

void SourcePane::showProblem(DocumentId id, const QString &name, const QString &reason) {
    m_document = id;
    setName(name);
    m_citedBar->hide();
    m_pages->setPages({}, 0);
    m_problem->setText(reason);
    showInStack(m_problem);
}

/// With the tools that it has.
void SourcePane::showInStack(QWidget *view) {
    m_stack->setCurrentWidget(view);
    m_pageTools->setVisible(view == m_pages);
    for (auto *button : m_zoomTools)
        button->setVisible(view != m_problem);
    if (view != m_problem)
        showZoom(view == m_pages ? m_pages->zoom() : m_text->zoom());
    showZoomWhereItFits();
}

void SourcePane::zoom(int steps) {
    if (showsProblem())
        return;
    const double factor = std::pow(zoomStep, steps);
    if (m_stack->currentWidget() == m_pages)
        m_pages->setZoom(steps == 0 ? 1 : m_pages->zoom() * factor);
    else
        m_text->setZoom(steps == 0 ? 1 : m_text->zoom() * factor);
}

void SourcePane::showZoom(double zoom) {
    m_zoom->setText(tr("%1 %").arg(qRound(zoom * 100)));
}

QWidget *SourcePane::view() const {
    return m_stack->currentWidget() == m_pages ? static_cast<QWidget *>(m_pages) : m_text->text();
}

void SourcePane::focusView() {
    showsProblem() ? m_back->setFocus() : view()->setFocus();
}

bool SourcePane::showsProblem() const {
    return m_stack->currentWidget() == m_problem;
}

void SourcePane::goTo(const Citation &citation, const QList<Citation> &others) {
    if (m_stack->currentWidget() == m_pages) {
        QList<PageRect> boxes;
        for (const auto &other : others)
            boxes += other.boxes;
        m_pages->setMarks(citation.boxes, boxes);
        if (citation.boxes.isEmpty())
            m_pages->showPage(citation.page);
        else
            m_pages->showMarks();
        return;
    }
    if (m_stack->currentWidget() == m_text)
        m_text->mark(citation, others);
}

void SourcePane::mark(const Citation &citation, int index, int count) {
    goTo(citation);
    showCited(count > 0 ? tr("Cited here: %1 of %2").arg(index + 1).arg(count) : QString(), count);
}

void SourcePane::tellChanged(int count) {
    clearMark();
    showCited(
        tr("The document has changed since: these words are no longer in it. The quote stays in the chat."),
        count);
}

void SourcePane::showCited(const QString &words, int count) {
    m_cited->setText(words);
    m_previous->setEnabled(count > 1);
    m_next->setEnabled(count > 1);
    m_citedBar->setVisible(!words.isEmpty());
}

void SourcePane::clearMark() {
    m_pages->setMarks({});
    m_text->clearMarks();
    m_citedBar->hide();
}

/// A narrow pane keeps its room for the name of the document.
void SourcePane::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    showZoomWhereItFits();
    for (auto *step : m_pageTools->findChildren<QPushButton *>(QStringLiteral("pageStep")))
        step->setVisible(width() > stepsShownAbove);
}

void SourcePane::showZoomWhereItFits() {
    const bool hasRoom = width() > zoomShownAbove || m_stack->currentWidget() == m_text;
    m_zoom->setVisible(hasRoom && !showsProblem());
}

void SourcePane::setNarrow(bool narrow) {
    m_back->setVisible(narrow);
}

void SourcePane::startFind() {
    m_findBar->show();
    activateWindowOf(this);
    m_findBox->setFocus(Qt::ShortcutFocusReason);
    m_findBox->selectAll();
}

void SourcePane::setFound(const QList<Citation> &found, bool areAll) {
    m_found = found;
    m_foundAll = areAll;
    m_foundAt = -1;
    if (found.isEmpty())
        clearMark();
    m_findCount->setText(found.isEmpty() ? (m_findBox->text().isEmpty() ? QString() : tr("none"))
                                         : tr("%1 matches").arg(found.size()));
    findNext(1);
}

void SourcePane::findNext(int step) {
    if (m_found.isEmpty())
        return;
    m_foundAt = int((m_foundAt + step + m_found.size()) % m_found.size());
    m_findCount->setText((m_foundAll ? tr("%1 of %2") : tr("%1 of more than %2"))
                             .arg(QLocale().toString(m_foundAt + 1), QLocale().toString(m_found.size())));
    goTo(m_found[m_foundAt], m_found);
}

} // namespace docchat::ui
