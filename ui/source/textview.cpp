#include "source/textview.h"

#include "source/pageview.h"
#include "widgets/buttons.h"

#include <QEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace docchat::ui {
namespace {

constexpr double headingMargin = 15; // pixels above a heading in a text
constexpr int textMargin = 24;       // pixels
constexpr int longestLine = 90;      // average letters
constexpr double leastZoom = 0.5;
constexpr double mostZoom = 4;

} // namespace

/// Keeps its lines short enough to be read, in the middle.
class TextView::Column : public QTextEdit {
public:
    explicit Column(TextView *view) : QTextEdit(view), m_view(view) {}

    void narrow() {
        const int widest =
            QFontMetrics(document()->defaultFont()).averageCharWidth() * longestLine + 2 * textMargin;
        const int beside = std::max(0, (width() - verticalScrollBar()->sizeHint().width() - widest) / 2);
        if (std::exchange(m_beside, beside) != beside)
            setViewportMargins(beside, 0, beside, 0);
    }

protected:
    /// Beside the text the wheel does what it does over it.
    bool event(QEvent *event) override {
        return event->type() == QEvent::Wheel ? viewportEvent(event) : QTextEdit::event(event);
    }

    void wheelEvent(QWheelEvent *event) override {
        if (!event->modifiers().testFlag(Qt::ControlModifier)) {
            QTextEdit::wheelEvent(event);
            return;
        }
        if (const int turned = event->angleDelta().y(); turned != 0)
            m_view->setZoom(turned > 0 ? m_view->zoom() * zoomStep : m_view->zoom() / zoomStep);
        event->accept();
    }

    /// The window's font takes the place of the document's.
    void changeEvent(QEvent *event) override {
        QTextEdit::changeEvent(event);
        if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
            m_view->scale();
    }

    void resizeEvent(QResizeEvent *event) override {
        QTextEdit::resizeEvent(event);
        narrow();
    }

private:
    TextView *m_view;
    int m_beside = 0; // pixels
};

TextView::TextView(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_earlier = makeButton(tr("Show what comes before"), Look::Link, this);
    m_text = new Column(this);
    m_text->setObjectName(QStringLiteral("sourceText"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Text of the document"));
    m_text->document()->setDocumentMargin(textMargin);
    m_later = makeButton(tr("Show what comes after"), Look::Link, this);
    layout->addWidget(m_earlier, 0, Qt::AlignHCenter);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_later, 0, Qt::AlignHCenter);
    connect(m_earlier, &QPushButton::clicked, this,
            [this] { goTo(std::max<qsizetype>(0, m_sections.first().documentStart - 1)); });
    connect(m_later, &QPushButton::clicked, this, [this] { goTo(m_end); });
    connect(m_text, &QTextEdit::selectionChanged, this, &TextView::selectionChanged);
}

QTextEdit *TextView::text() const {
    return m_text;
}

void TextView::setSections(const std::vector<Page> &sections, qsizetype start, bool hasEarlier,
                           bool hasLater) {
    QString text;
    QString label;
    QList<std::pair<qsizetype, qsizetype>> headings;
    qsizetype documentStart = start;
    m_sections.clear();
    for (const auto &section : sections) {
        if (!text.isEmpty())
            text += QLatin1Char('\n');
        const bool isNew = !section.label.isEmpty() && section.label != label;
        if (isNew)
            headings.append({text.size(), section.label.size()});
        if (isNew && !section.text.startsWith(section.label)) // its place, which is not among its words
            text += section.label.left(1).toUpper() + section.label.mid(1) + QLatin1Char('\n');
        label = section.label;
        m_sections.append({documentStart, text.size()});
        documentStart += section.text.size() + 1;
        text += section.text;
    }
    m_end = documentStart;
    m_text->setCurrentCharFormat({}); // else all of it is set as what the cursor stood in, such as a heading
    m_text->setPlainText(text);
    for (const auto &[heading, length] : headings)
        setHeading(heading, length);
    m_text->moveCursor(QTextCursor::Start);
    m_earlier->setVisible(hasEarlier);
    m_later->setVisible(hasLater);
    if (const auto wanted = std::exchange(m_wanted, std::nullopt))
        markShown(*wanted);
}

void TextView::setHeading(qsizetype start, qsizetype length) {
    QTextCursor cursor(m_text->document());
    cursor.setPosition(int(start));
    cursor.setPosition(int(start + length), QTextCursor::KeepAnchor);
    QTextCharFormat bold;
    bold.setFontWeight(QFont::DemiBold);
    bold.setProperty(QTextFormat::FontSizeAdjustment, 1); // of the text's size, whatever that is
    cursor.mergeCharFormat(bold);
    QTextBlockFormat apart;
    apart.setTopMargin(start > 0 ? headingMargin : 0);
    apart.setBottomMargin(headingMargin / 3);
    cursor.mergeBlockFormat(apart);
}

void TextView::setZoom(double zoom) {
    zoom = std::clamp(zoom, leastZoom, mostZoom);
    if (qFuzzyCompare(zoom, m_zoom))
        return;
    m_zoom = zoom;
    scale();
    Q_EMIT zoomChanged(zoom);
}

/// The first line that is to be seen stays where it is.
void TextView::scale() {
    const auto top = m_text->cursorForPosition({m_text->viewport()->width() / 2, 0});
    auto scaled = m_text->font();
    scaled.setPointSizeF(scaled.pointSizeF() * m_zoom);
    m_text->document()->setDefaultFont(scaled);
    m_text->narrow();
    if (m_text->verticalScrollBar()->value() > 0)
        scrollTo(top, 0);
}

/// Where a position of the document's text is in what is shown, which has the places' names between.
qsizetype TextView::shownAt(qsizetype position) const {
    const auto after = std::upper_bound(
        m_sections.begin(), m_sections.end(), position,
        [](qsizetype wanted, const Section &section) { return wanted < section.documentStart; });
    if (after == m_sections.begin())
        return position;
    return position - std::prev(after)->documentStart + std::prev(after)->shownStart;
}

/// The other way round.
qsizetype TextView::positionAt(qsizetype shown) const {
    const auto after = std::upper_bound(
        m_sections.begin(), m_sections.end(), shown,
        [](qsizetype wanted, const Section &section) { return wanted < section.shownStart; });
    if (after == m_sections.begin())
        return m_sections.isEmpty() ? 0 : m_sections.first().documentStart;
    return shown - std::prev(after)->shownStart + std::prev(after)->documentStart;
}

bool TextView::isShown(const Citation &citation) const {
    return citation.start >= m_sections.first().documentStart && citation.start < m_end;
}

QString TextView::selectedText() const {
    auto text = m_text->textCursor().selectedText();
    return text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

std::pair<qsizetype, qsizetype> TextView::selectedRange() const {
    const auto cursor = m_text->textCursor();
    return {positionAt(cursor.selectionStart()), positionAt(cursor.selectionEnd())};
}

void TextView::mark(const Citation &citation, const QList<Citation> &others) {
    m_others = others;
    if (m_sections.isEmpty())
        return;
    if (isShown(citation) || (m_earlier->isHidden() && m_later->isHidden())) {
        markShown(citation);
        return;
    }
    m_wanted = citation;
    Q_EMIT textWanted(citation.start);
}

QTextEdit::ExtraSelection TextView::selectionOf(const Citation &citation, const QColor &colour) const {
    QTextEdit::ExtraSelection mark;
    mark.format.setBackground(colour);
    mark.format.setForeground(lightColours().text);
    mark.cursor = QTextCursor(m_text->document());
    const int last = m_text->document()->characterCount() - 1;
    mark.cursor.setPosition(std::min(int(shownAt(citation.start)), last));
    if (citation.end > citation.start)
        mark.cursor.setPosition(std::min(int(shownAt(citation.end - 1)) + 1, last), QTextCursor::KeepAnchor);
    return mark;
}

void TextView::markShown(const Citation &citation) {
    const auto &colours = m_theme->colours();
    const auto mark = selectionOf(citation, colours.mark);
    if (mark.cursor.hasSelection()) {
        QList<QTextEdit::ExtraSelection> marks;
        for (const auto &other : m_others) {
            if (isShown(other) && other.start != citation.start)
                marks += selectionOf(other, weakMark(colours));
        }
        m_text->setExtraSelections(marks << mark);
    }
    QTextCursor there(m_text->document());
    there.setPosition(mark.cursor.selectionStart());
    m_text->setTextCursor(there);
    scrollTo(there, m_text->viewport()->height() / 3);
}

void TextView::scrollTo(const QTextCursor &there, int above) {
    auto *bar = m_text->verticalScrollBar();
    bar->setValue(bar->value() + m_text->cursorRect(there).top() - above);
}

void TextView::clearMarks() {
    m_text->setExtraSelections({});
}

void TextView::goTo(qsizetype position) {
    m_wanted = Citation{};
    m_wanted->start = position;
    m_wanted->end = position;
    Q_EMIT textWanted(position);
}

} // namespace docchat::ui
