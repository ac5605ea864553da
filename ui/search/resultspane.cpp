#include "search/resultspane.h"

#include "search/resultsdelegate.h"
#include "widgets/buttons.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

QString documentsWords(int count) {
    return count == 1 ? QObject::tr("1 document")
                      : QObject::tr("%1 documents").arg(QLocale().toString(count));
}

/// "1,000 of 12,345 passages in 40 documents".
QString summaryOf(const index::Matches &matches, int documents) {
    if (matches.total == 0)
        return QObject::tr("No passage matches.");
    const auto words =
        QObject::tr("%1 in %2").arg(passagesWords(matches.fetched, matches.total), documentsWords(documents));
    return matches.someWords ? QObject::tr("No passage holds all the words. %1 hold some of them.").arg(words)
                             : words;
}

} // namespace

ResultsList::ResultsList(ResultsModel *model, const Theme *theme, QWidget *parent)
    : QTreeView(parent), m_results(model) {
    setObjectName(QStringLiteral("results"));
    setAccessibleName(tr("Passages that match"));
    setModel(model);
    setItemDelegate(new ResultsDelegate(theme, this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setExpandsOnDoubleClick(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ResultsList::open(const QModelIndex &index) {
    if (!index.isValid())
        return;
    if (m_results->matchAt(index))
        Q_EMIT passageWanted(m_results->citationAt(index));
    else
        setExpanded(index, !isExpanded(index));
}

void ResultsList::keyPressEvent(QKeyEvent *event) {
    const auto current = currentIndex();
    const auto document = current.parent().isValid() ? current.parent() : current;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        open(current);
        return;
    case Qt::Key_Left:
        setExpanded(document, false);
        setCurrentIndex(document);
        return;
    case Qt::Key_Right:
        setExpanded(document, true);
        return;
    default:
        QTreeView::keyPressEvent(event);
    }
}

void ResultsList::mouseReleaseEvent(QMouseEvent *event) {
    QTreeView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        open(indexAt(event->position().toPoint()));
}

ResultsPane::ResultsPane(const Theme *theme, QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    m_summary = new QLabel(this);
    m_summary->setProperty("dim", true);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    auto *ask = makeButton(tr("Ask this"), Look::Link, this);
    auto *back = makeButton(tr("Back to the chat"), Look::Link, this);
    back->setProperty("flushRight", true);
    head->addWidget(m_summary, 1);
    head->addWidget(ask);
    head->addWidget(back);
    layout->addLayout(head);
    m_list = new ResultsList(&m_model, theme, this);
    layout->addWidget(m_list, 1);
    connect(ask, &QPushButton::clicked, this, &ResultsPane::askWanted);
    connect(back, &QPushButton::clicked, this, &ResultsPane::closeWanted);
    connect(m_list, &ResultsList::passageWanted, this, &ResultsPane::passageWanted);
}

void ResultsPane::setMatches(index::Matches matches) {
    if (!matches.problem.isEmpty()) {
        setSentence(matches.problem);
        return;
    }
    const int documents = int(matches.documents.size());
    m_model.setMatches(std::move(matches));
    m_list->expandAll();
    m_list->scrollToTop();
    m_list->setVisible(m_model.rowCount() > 0);
    m_summary->setText(summaryOf(m_model.matches(), documents));
}

void ResultsPane::setSentence(const QString &sentence) {
    m_model.setMatches({});
    m_list->hide();
    m_summary->setText(sentence);
}

void ResultsPane::focusList() {
    if (m_model.rowCount() == 0)
        return;
    const bool isNew = !m_list->currentIndex().isValid(); // focus alone would choose the first row
    m_list->setFocus(Qt::ShortcutFocusReason);
    if (isNew)
        m_list->setCurrentIndex(m_model.index(0, 0, m_model.index(0, 0)));
}

QString ResultsPane::summary() const {
    return m_summary->text();
}

} // namespace docchat::ui
