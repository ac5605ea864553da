#include "library/chatlist.h"

#include "library/chatdelegate.h"
#include "widgets/activate.h"
#include "widgets/buttons.h"
#include "widgets/dialogs.h"
#include "widgets/markedline.h"
#include "widgets/noticebar.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

/// "now", "14:32", "yesterday", "Monday", a date.
QString whenWords(const QDateTime &at) {
    const auto now = QDateTime::currentDateTime();
    if (at.secsTo(now) < 120)
        return QObject::tr("now");
    const auto days = at.date().daysTo(now.date());
    if (days == 0)
        return QLocale().toString(at.time(),
                                  QLocale().timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss")));
    if (days == 1)
        return QObject::tr("yesterday");
    return days < 7 ? QLocale().dayName(at.date().dayOfWeek())
                    : QLocale().toString(at.date(), QLocale::ShortFormat);
}

qint64 chatOf(const QListWidgetItem *item) {
    return item->data(ChatDelegate::IdRole).toLongLong();
}

} // namespace

ChatList::ChatList(const Theme *theme, QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *head = new QHBoxLayout;
    auto *heading = new QLabel(tr("Chats"), this);
    heading->setObjectName(QStringLiteral("heading"));
    auto *add = makeButton(tr("New chat"), Look::Plain, this);
    head->addWidget(heading);
    head->addStretch();
    head->addWidget(add);
    layout->addLayout(head);
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Search chats (Ctrl+Shift+K)"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search chats"));
    layout->addWidget(m_search);
    auto *none = new QLabel(tr("No chat has these words."), this);
    none->setObjectName(QStringLiteral("dim"));
    none->hide();
    m_none = none;
    layout->addWidget(none);
    m_list = new QListWidget(this);
    m_list->setItemDelegate(new ChatDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setAccessibleName(tr("Chats"));
    m_list->setMinimumHeight(ChatDelegate::rowHeight);
    m_list->installEventFilter(this);
    m_search->installEventFilter(this);
    layout->addWidget(m_list, 1);
    m_removed = new NoticeBar(tr("Undo"), this);
    layout->addWidget(m_removed);
    layout->addStretch();
    connect(add, &QPushButton::clicked, this, &ChatList::newWanted);
    connect(theme, &Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    connectSignals();
    fit();
}

void ChatList::connectSignals() {
    connect(m_search, &QLineEdit::textChanged, this, &ChatList::reloadWanted);
    connect(m_list->itemDelegate(), &QAbstractItemDelegate::closeEditor, this, &ChatList::reloadWanted);
    connect(m_list, &QListWidget::itemClicked, this, &ChatList::open);
    connect(m_list, &QListWidget::itemActivated, this, &ChatList::open);
    connect(m_list, &QListWidget::itemChanged, this, &ChatList::keepTitle);
    connect(m_list, &QListWidget::customContextMenuRequested, this, &ChatList::showMenu);
    connect(m_removed, &NoticeBar::actionWanted, this, &ChatList::undoWanted);
}

QString ChatList::searched() const {
    return m_search->text().trimmed();
}

void ChatList::add(qint64 chat, qint64 message, const QString &title, const QString &line) {
    auto *item = new QListWidgetItem(title.simplified(), m_list);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setData(ChatDelegate::IdRole, chat);
    item->setData(ChatDelegate::MessageRole, message);
    item->setData(ChatDelegate::LineRole, line);
    item->setData(Qt::AccessibleTextRole, QStringLiteral("%1, %2").arg(title.simplified(), line));
}

/// A new list would cut it off.
bool ChatList::isEdited() const {
    return m_list->currentItem() && m_list->isPersistentEditorOpen(m_list->currentItem());
}

void ChatList::setChats(const std::vector<Chat> &chats, qint64 current) {
    if (isEdited())
        return;
    const QScopedValueRollback filling(m_filling, true);
    m_list->clear();
    for (const auto &chat : chats) {
        add(chat.id, 0, chat.title, whenWords(chat.changedAt));
        if (chat.id == current)
            m_list->setCurrentRow(m_list->count() - 1);
    }
    m_rows = m_list->count();
    fit();
}

void ChatList::setMatches(const std::vector<ChatMatch> &matches) {
    if (isEdited())
        return;
    const QScopedValueRollback filling(m_filling, true);
    m_list->clear();
    for (const auto &match : matches) {
        add(match.chat, match.message, match.title, match.message == 0 ? tr("its title") : match.snippet);
        m_list->item(m_list->count() - 1)
            ->setData(ChatDelegate::MarksRole,
                      QVariant::fromValue(Marks(match.marks.begin(), match.marks.end())));
    }
    fit();
}

void ChatList::fit() {
    m_list->setVisible(m_list->count() > 0);
    m_none->setVisible(m_list->count() == 0 && !searched().isEmpty());
    updateGeometry();
}

int ChatList::wholeHeight() const {
    const int others = sizeHint().height() - (m_list->isHidden() ? 0 : m_list->sizeHint().height());
    return others + std::max(m_rows, m_list->count()) * ChatDelegate::rowHeight;
}

void ChatList::setRemoved(int chats) {
    m_removed->say(chats == 0   ? QString()
                   : chats == 1 ? tr("The chat is deleted")
                                : tr("%1 chats are deleted").arg(chats));
}

void ChatList::focusSearch() {
    activateWindowOf(this);
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ChatList::startRenaming(qint64 chat) {
    for (int row = 0; row < m_list->count(); ++row) {
        if (chatOf(m_list->item(row)) != chat)
            continue;
        m_list->setCurrentRow(row);
        m_list->editItem(m_list->item(row));
        return;
    }
}

void ChatList::open(const QListWidgetItem *item) {
    Q_EMIT chatWanted(chatOf(item), item->data(ChatDelegate::MessageRole).toLongLong());
}

void ChatList::keepTitle(QListWidgetItem *item) {
    if (!m_filling)
        Q_EMIT renameWanted(chatOf(item), item->text().simplified());
}

bool ChatList::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_list && key == Qt::Key_Delete && m_list->currentItem()) {
        Q_EMIT removalWanted(chatOf(m_list->currentItem()));
        return true;
    }
    if (watched == m_search && (key == Qt::Key_Down || key == Qt::Key_Return) && m_list->count() > 0) {
        m_list->setCurrentRow(std::max(0, m_list->currentRow()));
        m_list->setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ChatList::showMenu(const QPoint &at) {
    const auto *item = m_list->itemAt(at);
    if (!item)
        return;
    const auto chat = chatOf(item);
    auto *menu = new QMenu(this);
    menu->addAction(tr("Rename (F2)"), this, [this, chat] { startRenaming(chat); });
    menu->addAction(tr("Export as Markdown…"), this, [this, chat] { Q_EMIT markdownWanted(chat); });
    menu->addAction(tr("Export as PDF…"), this, [this, chat] { Q_EMIT pdfWanted(chat); });
    menu->addSeparator();
    menu->addAction(tr("Delete this chat"), this, [this, chat] { Q_EMIT removalWanted(chat); });
    popUp(menu, m_list->viewport()->mapToGlobal(at));
}

} // namespace docchat::ui
