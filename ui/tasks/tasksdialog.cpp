#include "tasks/tasksdialog.h"

#include "widgets/buttons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int intervalMs = 1000;
constexpr QSize roomy(970, 480);
constexpr int cellPadding = 24; // pixels at both sides of a cell's text

/// What a column needs to show its usual texts whole; In has the rest.
const std::pair<TaskModel::Column, const char *> usualTexts[] = {
    {TaskModel::Name, "            find in document"},
    {TaskModel::WaitsOn, "http reply (cancelled)"},
    {TaskModel::Where, "sourcecontroller.cpp:128"},
    {TaskModel::For, "999 ms"},
    {TaskModel::Alive, "999 ms"},
};

} // namespace

TasksDialog::TasksDialog(const async::Loop *loop, QWidget *parent) : QDialog(parent), m_loop(loop) {
    setWindowTitle(tr("Tasks"));
    resize(roomy);
    m_timer.setInterval(intervalMs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("dim"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);
    m_stack = new QStackedWidget(this);
    auto *none = new QLabel(tr("Nothing is running: no task is alive."), m_stack);
    none->setObjectName(QStringLiteral("dim"));
    none->setAlignment(Qt::AlignCenter);
    makeTree();
    m_stack->addWidget(none);
    m_stack->addWidget(m_tree);
    layout->addWidget(m_stack, 1);
    auto *buttons = new QHBoxLayout;
    m_copy = makeButton(tr("Copy all"), Look::Plain, this);
    m_close = makeButton(tr("Close"), Look::Plain, this);
    buttons->addStretch();
    buttons->addWidget(m_copy);
    buttons->addWidget(m_close);
    layout->addLayout(buttons);
    connectSignals();
}

void TasksDialog::makeTree() {
    m_tree = new QTreeView(m_stack);
    m_tree->setObjectName(QStringLiteral("tasks"));
    m_tree->setAccessibleName(tr("Tasks"));
    m_tree->setModel(&m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setIndentation(16);
    m_tree->setTabKeyNavigation(false);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(TaskModel::In, QHeaderView::Stretch);
    for (const auto &[column, text] : usualTexts)
        header->resizeSection(column,
                              fontMetrics().horizontalAdvance(QString::fromLatin1(text)) + cellPadding);
}

void TasksDialog::connectSignals() {
    auto *copy = new QAction(tr("Copy"), m_tree);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_tree->addAction(copy);
    connect(copy, &QAction::triggered, this, &TasksDialog::copySelected);
    connect(m_copy, &QPushButton::clicked, this, &TasksDialog::copyAll);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(&m_timer, &QTimer::timeout, this, &TasksDialog::refresh);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &TasksDialog::unfold);
}

void TasksDialog::showEvent(QShowEvent *event) {
    refresh();
    m_tree->setFocus();
    m_timer.start();
    QDialog::showEvent(event);
}

void TasksDialog::hideEvent(QHideEvent *event) {
    m_timer.stop();
    QDialog::hideEvent(event);
}

void TasksDialog::refresh() {
    const auto tasks = m_loop->tasks();
    m_model.show(tasks);
    m_summary->setText(summary(int(tasks.size())));
    m_stack->setCurrentIndex(tasks.empty() ? 0 : 1);
    m_copy->setEnabled(!tasks.empty());
}

/// A task that gets its first children shows them; one that was folded by hand stays so.
void TasksDialog::unfold(const QModelIndex &parent, int first) {
    if (parent.isValid() && first == 0)
        m_tree->expand(parent);
}

QString TasksDialog::summary(int tasks) const {
    const auto count = tasks == 1 ? tr("1 task.") : tr("%1 tasks.").arg(tasks);
    const auto longest = m_loop->longestStep();
    if (!longest.task)
        return count;
    const auto held = std::chrono::duration_cast<std::chrono::milliseconds>(longest.held);
    return tr("%1 The longest step of the loop held it for %2 (%3).")
        .arg(count, held.count() > 0 ? async::durationWords(held) : tr("less than 1 ms"),
             QString::fromUtf8(longest.task));
}

void TasksDialog::copyAll() {
    QGuiApplication::clipboard()->setText(m_loop->dump());
}

void TasksDialog::copySelected() {
    if (const auto index = m_tree->currentIndex(); index.isValid())
        QGuiApplication::clipboard()->setText(async::lineOf(m_model.at(index)));
}

} // namespace docchat::ui
