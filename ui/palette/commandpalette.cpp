#include "palette/commandpalette.h"

#include "palette/palettedelegate.h"
#include "widgets/activate.h"

#include <QAccessible>
#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr int widest = 680;
constexpr int sideGap = 40;
constexpr int topGap = 64;
constexpr int mostRows = 12;

} // namespace

void PaletteModel::setEntries(std::vector<PaletteEntry> entries) {
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const {
    const auto &entry = at(index.row());
    if (role == Qt::DisplayRole)
        return entry.text;
    if (role == Qt::AccessibleTextRole)
        return entry.detail.isEmpty()
                   ? QStringLiteral("%1: %2").arg(entry.kind, entry.text)
                   : QStringLiteral("%1: %2, %3").arg(entry.kind, entry.text, entry.detail);
    return {};
}

CommandPalette::CommandPalette(const Theme *theme, QWidget *window) : QFrame(nullptr), m_window(window) {
    setObjectName(QStringLiteral("palette"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Find anything"));
    auto *shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(28);
    shadow->setOffset(0, 6);
    shadow->setColor(QColor(0, 0, 0, 70));
    setGraphicsEffect(shadow);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(8);
    m_field = new QLineEdit(this);
    layout->addWidget(m_field);
    m_list = new QListView(this);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the field has it, and hands the arrows on
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("What was found"));
    layout->addWidget(m_list);
    m_none = new QLabel(tr("Nothing has these words."), this);
    m_none->setProperty("dim", true);
    m_none->setContentsMargins(9, 2, 9, 4);
    layout->addWidget(m_none);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::lookUpWanted);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { run(index.row()); });
    connect(theme, &Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    hide();
}

void CommandPalette::open(const QString &prompt) {
    if (!parentWidget()) // joinslater.h
        setParent(m_window);
    if (isHidden())
        m_before = QApplication::focusWidget();
    activateWindowOf(this);
    m_field->setPlaceholderText(prompt);
    m_field->setAccessibleName(prompt);
    if (m_field->text().isEmpty())
        Q_EMIT lookUpWanted({});
    m_field->clear();
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::close() {
    if (isHidden())
        return;
    const bool hadFocus = m_field->hasFocus();
    hide();
    if (hadFocus && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

void CommandPalette::setEntries(std::vector<PaletteEntry> entries, bool areAll) {
    const auto words = paletteWords(m_field->text());
    for (auto &entry : entries) {
        entry.text = entry.text.simplified();
        if (entry.marks.isEmpty())
            entry.marks = paletteMarks(entry.text, words);
    }
    const auto current = m_list->currentIndex();
    int row = 0;
    if (current.isValid() && current.row() > 0) {
        const auto &chosen = m_model.at(current.row());
        const auto same = std::ranges::find_if(entries, [&](const PaletteEntry &entry) {
            return entry.kind == chosen.kind && entry.text == chosen.text && entry.detail == chosen.detail;
        });
        row = same == entries.end() ? 0 : int(same - entries.begin());
    }
    m_model.setEntries(std::move(entries));
    m_none->setVisible(areAll && m_model.rowCount() == 0);
    m_list->setVisible(m_model.rowCount() > 0);
    choose(row);
    place();
}

void CommandPalette::place() {
    const auto *window = m_window;
    const int rows = std::clamp(m_model.rowCount(), 0, mostRows);
    m_list->setFixedHeight(rows * PaletteDelegate::rowHeight);
    layout()->activate();
    const int width = std::min(widest, window->width() - 2 * sideGap);
    resize(width, layout()->totalSizeHint().height());
    move((window->width() - width) / 2, topGap);
}

void CommandPalette::choose(int row) {
    if (m_model.rowCount() == 0)
        return;
    const auto index = m_model.index(std::clamp(row, 0, m_model.rowCount() - 1));
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    m_field->setAccessibleDescription(index.data(Qt::AccessibleTextRole).toString());
    QAccessibleEvent said(m_field, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&said);
}

/// What it leads to may take the focus, so it is closed before.
void CommandPalette::run(int row) {
    if (row < 0 || row >= m_model.rowCount())
        return;
    const auto go = m_model.at(row).run;
    close();
    if (go)
        go();
}

bool CommandPalette::takeKey(int key) {
    const int row = m_list->currentIndex().row();
    switch (key) {
    case Qt::Key_Down:
        choose(row + 1 < m_model.rowCount() ? row + 1 : 0);
        return true;
    case Qt::Key_Up:
        choose(row > 0 ? row - 1 : m_model.rowCount() - 1);
        return true;
    case Qt::Key_PageDown:
        choose(row + mostRows);
        return true;
    case Qt::Key_PageUp:
        choose(row - mostRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(row);
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // there is nothing else to go to
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event) {
    if (watched != m_field) {
        if (event->type() == QEvent::Resize && !isHidden())
            place();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) { // else the window's own command takes it
        event->accept();
        return true;
    }
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason) // such as its own menu
            close();
    }
    return event->type() == QEvent::KeyPress && takeKey(static_cast<QKeyEvent *>(event)->key());
}

} // namespace docchat::ui
