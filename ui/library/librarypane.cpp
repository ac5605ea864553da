#include "library/librarypane.h"

#include "base/paths.h"
#include "library/documentdelegate.h"
#include "widgets/activate.h"
#include "widgets/buttons.h"
#include "widgets/dialogs.h"
#include "widgets/noticebar.h"
#include "widgets/plainlabel.h"
#include "widgets/sharedheight.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr int noticeGap = 8;
constexpr int chatsGap = 16;

} // namespace

LibraryPane::LibraryPane(DocumentModel *documents, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_documents(documents), m_theme(theme), m_filtered(documents) {
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 8);
    layout->setSpacing(8);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    auto *add = makeButton(tr("Add documents"), Look::Primary, this);
    auto *folder = makeButton(tr("Folder…"), Look::Plain, this);
    add->setObjectName(QStringLiteral("addDocuments"));
    buttons->addWidget(add, 2);
    buttons->addWidget(folder, 1);
    layout->addLayout(buttons);
    connect(add, &QPushButton::clicked, this, &LibraryPane::addWanted);
    connect(folder, &QPushButton::clicked, this, &LibraryPane::addFolderWanted);

    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter (Ctrl+Shift+F)"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter documents"));
    m_filter->setToolTip(tr("By name, kind, state, or words of the text"));
    layout->addWidget(m_filter);

    auto *headingRow = new QHBoxLayout;
    m_heading = new QLabel(tr("Documents"), this);
    m_heading->setObjectName(QStringLiteral("heading"));
    m_collections = new CollectionSwitch(this);
    m_count = new QLabel(this);
    m_count->setObjectName(QStringLiteral("dim"));
    headingRow->addWidget(m_heading);
    headingRow->addWidget(m_collections);
    m_order = makeButton({}, Look::Link, this);
    m_order->setObjectName(QStringLiteral("order"));
    m_order->setToolTip(tr("In which order the documents are listed"));
    m_order->setProperty("flushRight", true);
    headingRow->addWidget(m_count);
    headingRow->addStretch();
    headingRow->addWidget(m_order);
    layout->addSpacing(2);
    layout->addLayout(headingRow);

    m_notice = new NoticeBar(tr("OK"), this);
    layout->addWidget(m_notice);
    connect(m_notice, &NoticeBar::actionWanted, this, [this] { notify({}); });

    auto *documentsPart = new QWidget;
    auto *documentsLayout = new QVBoxLayout(documentsPart);
    documentsLayout->setContentsMargins(0, 0, 0, 0);
    documentsLayout->setSpacing(noticeGap);
    m_stack = new QStackedWidget(documentsPart);
    auto *empty = new QWidget(m_stack);
    auto *emptyLayout = new QVBoxLayout(empty);
    emptyLayout->setContentsMargins(0, 0, 0, 0);
    m_dropZone = plainLabel({}, empty);
    m_dropZone->setObjectName(QStringLiteral("dropZone"));
    m_dropZone->setAlignment(Qt::AlignCenter);
    m_dropZone->setMinimumHeight(110);
    m_dropZone->setMargin(8);
    emptyLayout->addWidget(m_dropZone);
    emptyLayout->addStretch();
    m_list = new QListView(m_stack);
    m_list->setModel(&m_filtered);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setMouseTracking(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly); // to a collection, or to another program
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->installEventFilter(this);
    m_filter->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    m_list->setAccessibleName(tr("Documents"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_list);
    documentsLayout->addWidget(m_stack, 1);
    m_removed = new NoticeBar(tr("Undo"), documentsPart);
    m_removed->setObjectName(QStringLiteral("removed"));
    documentsLayout->addWidget(m_removed);
    connect(m_removed, &NoticeBar::actionWanted, this, &LibraryPane::undoWanted);

    m_chats = new ChatList(theme);
    auto *lists = new SharedHeight(
        documentsPart, [this] { return documentsNeed(); }, m_chats, [this] { return m_chats->wholeHeight(); },
        chatsGap, this);
    layout->addWidget(lists, 1);
    connectSignals();
    setOrder(DocumentFilter::Order::Added);
    setCollections({}, 0);
}

namespace {

using Order = DocumentFilter::Order;

QString orderWords(Order order) {
    switch (order) {
    case Order::Added:
        return QObject::tr("Oldest first");
    case Order::Newest:
        return QObject::tr("Newest first");
    case Order::Name:
        return QObject::tr("By name");
    case Order::Kind:
        return QObject::tr("By kind");
    case Order::State:
        return QObject::tr("By state");
    }
    return {};
}

/// The days before today from which on documents are shown, and how that is called.
struct Span {
    int days;
    QString words;
};

std::vector<Span> spans() {
    return {{0, QObject::tr("Added today")},
            {6, QObject::tr("Added in the last 7 days")},
            {29, QObject::tr("Added in the last 30 days")},
            {364, QObject::tr("Added in the last year")}};
}

} // namespace

void LibraryPane::setOrder(Order order) {
    m_filtered.setOrder(order);
    showOrder();
}

void LibraryPane::showOrder() {
    const auto order = orderWords(m_filtered.order());
    QString since;
    for (const auto &span : spans()) {
        if (m_filtered.days() == span.days)
            since = span.words;
    }
    m_order->setText((since.isEmpty() ? order : since) + QStringLiteral(" ▾"));
    m_order->setAccessibleName(since.isEmpty() ? tr("Order of the documents: %1").arg(order)
                                               : tr("%1; order of the documents: %2").arg(since, order));
}

void LibraryPane::showOrders() {
    auto *menu = new QMenu(this);
    for (const auto order : {Order::Added, Order::Newest, Order::Name, Order::Kind, Order::State}) {
        auto *action = menu->addAction(orderWords(order), this, [this, order] {
            setOrder(order);
            Q_EMIT orderChosen(order);
        });
        action->setCheckable(true);
        action->setChecked(order == m_filtered.order());
    }
    menu->addSeparator();
    const auto addSince = [this, menu](const QString &words, int days) {
        auto *action = menu->addAction(words, this, [this, days] {
            m_filtered.setDays(days);
            showOrder();
        });
        action->setCheckable(true);
        action->setChecked(m_filtered.days() == days);
    };
    addSince(tr("Added at any time"), -1);
    for (const auto &span : spans())
        addSince(span.words, span.days);
    popUp(menu, m_order->mapToGlobal(QPoint(0, m_order->height())));
}

void LibraryPane::setCollections(const std::vector<Collection> &collections, qint64 current) {
    m_collections->setCollections(collections, current, m_documents->documents());
    showCounts();
}

void LibraryPane::setRemoved(qsizetype documents) {
    m_removed->say(documents == 0   ? QString()
                   : documents == 1 ? tr("The document was removed.")
                                    : tr("%1 documents were removed.").arg(QLocale().toString(documents)));
}

void LibraryPane::notify(const QString &words) {
    m_notice->say(words);
}

const DocumentRow &LibraryPane::rowAt(const QModelIndex &proxyIndex) const {
    return m_documents->at(m_filtered.mapToSource(proxyIndex).row());
}

void LibraryPane::connectSignals() {
    auto *delegate = new DocumentDelegate(m_theme, m_list);
    // The delegate draws rows of the model itself; the proxy only chooses them.
    class ProxyDelegate : public QStyledItemDelegate {
    public:
        ProxyDelegate(DocumentDelegate *own, QSortFilterProxyModel *proxy, QObject *parent)
            : QStyledItemDelegate(parent), m_own(own), m_proxy(proxy) {}
        void paint(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override {
            m_own->paint(painter, option, m_proxy->mapToSource(index));
        }
        [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const override {
            return m_own->sizeHint(option, m_proxy->mapToSource(index));
        }
        bool editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                         const QModelIndex &index) override {
            return m_own->editorEvent(event, m_proxy->sourceModel(), option, m_proxy->mapToSource(index));
        }

    private:
        DocumentDelegate *m_own;
        QSortFilterProxyModel *m_proxy;
    };
    m_list->setItemDelegate(new ProxyDelegate(delegate, &m_filtered, m_list));
    keepPlace();

    connect(delegate, &DocumentDelegate::cancelClicked, this,
            [this](const QModelIndex &index) { Q_EMIT cancelWanted(m_documents->at(index.row()).job); });
    connect(delegate, &DocumentDelegate::actionClicked, this, [this](const QModelIndex &index) {
        const auto &row = m_documents->at(index.row());
        const ingest::Source source = row;
        if (row.paused)
            Q_EMIT resumeWanted(row.job);
        else if (row.code == code(ErrorKind::Password))
            Q_EMIT unlockWanted(source);
        else if (row.code == code(ErrorKind::NoText))
            Q_EMIT recogniseWanted(source);
        else
            Q_EMIT retryWanted(source);
    });
    connect(m_collections, &CollectionSwitch::documentsDropped, this, &LibraryPane::collectWanted);
    connect(m_filter, &QLineEdit::textChanged, &m_filtered, &DocumentFilter::setWords);
    connect(m_filter, &QLineEdit::textChanged, this, &LibraryPane::filterTyped);
    connect(m_order, &QPushButton::clicked, this, &LibraryPane::showOrders);
    auto open = [this](const QModelIndex &index) {
        if (const auto id = rowAt(index).id; id != 0)
            Q_EMIT documentWanted(id);
    };
    connect(delegate, &DocumentDelegate::rowClicked, this, [this](const QModelIndex &index) {
        if (const auto id = m_documents->at(index.row()).id; id != 0)
            Q_EMIT documentWanted(id);
    });
    connect(m_list, &QListView::activated, this, open);
    connect(m_documents, &DocumentModel::shownChanged, this, &LibraryPane::showCounts);
    connect(m_documents, &QAbstractItemModel::modelReset, this, [this] {
        const auto *open = m_collections->current();
        setCollections(std::vector(m_collections->collections()), open ? open->id : 0);
    });
    connect(m_documents, &QAbstractItemModel::rowsInserted, this, &LibraryPane::showCounts);
    connect(m_documents, &QAbstractItemModel::rowsRemoved, this, &LibraryPane::showCounts);
    connect(m_theme, &Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void LibraryPane::showCounts() {
    const int count = m_documents->shownRows();
    const auto *open = m_collections->current();
    m_heading->setVisible(m_collections->isHidden());
    m_count->setText(count > 0 || open ? QLocale().toString(count) : QString());
    m_dropZone->setText(open ? tr("Nothing is in this collection yet. Drop files here, or add documents by "
                                  "their menu in All documents.")
                             : tr("Drop files or folders here\nPDF, Office, e-books, mail, scans…"));
    m_stack->setCurrentIndex(count > 0 || !m_documents->isKnown() ? 1 : 0);
    m_order->setVisible(count > 1);
    m_stack->parentWidget()->updateGeometry();
}

/// The height of all documents, also of those that the filter leaves out: else the chats would jump while it
/// is typed.
int LibraryPane::documentsNeed() const {
    const int width = m_stack->parentWidget()->width();
    const int rows = m_documents->shownRows();
    const int shown = rows == 0 ? std::max(m_dropZone->minimumHeight(), m_dropZone->heightForWidth(width))
                                : rows * DocumentDelegate::rowHeight;
    return shown + (m_removed->isHidden() ? 0 : noticeGap + m_removed->layout()->totalHeightForWidth(width));
}

void LibraryPane::showFailed() {
    m_filter->setText(tr("failed"));
    Q_EMIT filterTyped({}); // a state; not what says so
    m_list->setFocus(Qt::ShortcutFocusReason);
}

void LibraryPane::focusFilter() {
    activateWindowOf(this);
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

/// Space ticks what is selected, and takes the tick away where all have one; Delete removes.
bool LibraryPane::takeKey(int key) {
    const auto current = m_list->currentIndex();
    if (!current.isValid() || (key != Qt::Key_Space && key != Qt::Key_Delete))
        return false;
    const auto documents = selectedWith(current);
    if (key == Qt::Key_Delete) {
        if (const auto those = removableWith(current); !those.isEmpty())
            Q_EMIT removeWanted(those);
        else if (const auto &row = rowAt(current); row.failed())
            Q_EMIT dismissWanted(row);
        return true;
    }
    const auto ticked = m_documents->ticked();
    const QSet<DocumentId> those(ticked.begin(), ticked.end());
    const auto isTicked = [&](DocumentId id) { return those.contains(id); };
    const bool areTicked = std::ranges::all_of(documents, [&](DocumentId id) {
        return isTicked(id) || !m_documents->at(m_documents->rowOf(id)).canBeTicked();
    });
    m_documents->setTicked(documents, !areTicked);
    return true;
}

/// By the mouse the menu of the row below it, by its key that of the current row.
bool LibraryPane::eventFilter(QObject *watched, QEvent *event) {
    const auto keyOf = [event] { return static_cast<QKeyEvent *>(event)->key(); };
    const auto isPlain = [event] { return static_cast<QKeyEvent *>(event)->modifiers() == Qt::NoModifier; };
    if (watched == m_filter) {
        const bool clears = event->type() == QEvent::ShortcutOverride && keyOf() == Qt::Key_Escape;
        if (!clears || m_filter->text().isEmpty())
            return QWidget::eventFilter(watched, event);
        m_filter->clear(); // before the window's own Escape
        event->accept();
        return true;
    }
    if (watched == m_list && event->type() == QEvent::KeyPress && isPlain() && takeKey(keyOf()))
        return true;
    if (event->type() != QEvent::ContextMenu)
        return QWidget::eventFilter(watched, event);
    const auto *wish = static_cast<QContextMenuEvent *>(event);
    const bool byKey = wish->reason() == QContextMenuEvent::Keyboard;
    const auto index = byKey ? m_list->currentIndex()
                             : m_list->indexAt(m_list->viewport()->mapFromGlobal(wish->globalPos()));
    const auto inRow = m_list->visualRect(index).center();
    if (index.isValid())
        showMenu(index, byKey ? m_list->viewport()->mapToGlobal(inRow) : wish->globalPos());
    return true;
}

void LibraryPane::addWholeQuestions(QMenu *menu, DocumentId document) {
    menu->addSeparator();
    menu->setToolTipsVisible(true);
    const std::pair<QString, WholeQuestion> questions[] = {{tr("Summarise"), WholeQuestion::Summary},
                                                           {tr("What is it about?"), WholeQuestion::Subject},
                                                           {tr("List…"), WholeQuestion::List}};
    for (const auto &[text, what] : questions) {
        auto *action = menu->addAction(
            text, this, [this, document, asked = what] { Q_EMIT wholeWanted(document, asked); });
        action->setEnabled(m_readsWhole);
        action->setToolTip(m_readsWhole ? tr("Reads the whole document")
                                        : tr("Needs a model: File → Models…"));
        action->setStatusTip(action->toolTip());
    }
    menu->addSeparator();
}

/// The selected documents, of which this is one; else this alone.
QList<DocumentId> LibraryPane::selectedWith(const QModelIndex &index) const {
    auto indexes = m_list->selectionModel()->selectedIndexes();
    if (!indexes.contains(index))
        indexes = {index};
    QList<DocumentId> documents;
    for (const auto &each : std::as_const(indexes)) {
        if (const auto id = rowAt(each).id; id != 0)
            documents += id;
    }
    return documents;
}

/// Those of them that are not being read: what is, is cancelled.
QList<DocumentId> LibraryPane::removableWith(const QModelIndex &index) const {
    auto documents = selectedWith(index);
    documents.removeIf([this](DocumentId id) {
        const auto &row = m_documents->at(m_documents->rowOf(id));
        return row.progress >= 0 || row.paused;
    });
    return documents;
}

/// Where the documents are read anew, the keyboard stays at the same one, or at the one in its place.
void LibraryPane::keepPlace() {
    connect(&m_filtered, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const auto current = m_list->currentIndex();
        m_currentRow = current.row();
        m_currentDocument = current.isValid() ? rowAt(current).id : 0;
    });
    connect(&m_filtered, &QAbstractItemModel::modelReset, this, [this] {
        if (m_currentRow < 0 || m_filtered.rowCount() == 0)
            return;
        const int there = m_documents->rowOf(m_currentDocument);
        const auto same = there < 0 ? QModelIndex() : m_filtered.mapFromSource(m_documents->index(there));
        const auto next = m_filtered.index(std::min(m_currentRow, m_filtered.rowCount() - 1), 0);
        m_list->selectionModel()->setCurrentIndex(same.isValid() ? same : next,
                                                  QItemSelectionModel::NoUpdate);
    });
}

void LibraryPane::addCollections(QMenu *menu, const QList<DocumentId> &documents) {
    if (!menu->isEmpty())
        menu->addSeparator();
    auto *collections = menu->addMenu(tr("Add to collection"));
    const auto *open = m_collections->current();
    for (const auto &collection : m_collections->collections()) {
        auto *action =
            collections->addAction(withoutKeys(collection.name), this, [this, id = collection.id, documents] {
                Q_EMIT collectWanted(id, documents);
            });
        action->setEnabled(!open || open->id != collection.id);
    }
    if (!collections->isEmpty())
        collections->addSeparator();
    collections->addAction(tr("New collection…"), this,
                           [this, documents] { Q_EMIT collectWanted(0, documents); });
    if (open)
        menu->addAction(tr("Remove from this collection"), this,
                        [this, documents] { Q_EMIT takeOutWanted(documents); });
}

void LibraryPane::addRowActions(QMenu *menu, const DocumentRow &row) {
    if (row.id != 0)
        menu->addAction(tr("Show"), this, [this, row] { Q_EMIT documentWanted(row.id); });
    if (row.id != 0 && !row.failed())
        addWholeQuestions(menu, row.id);
    if (row.hasScans || (row.failed() && row.code == code(ErrorKind::NoText)))
        menu->addAction(tr("Read with OCR"), this, [this, row] { Q_EMIT recogniseWanted(row); });
    if (row.code == code(ErrorKind::Password))
        menu->addAction(tr("Unlock…"), this, [this, row] { Q_EMIT unlockWanted(row); });
    if (row.failed())
        menu->addAction(tr("Retry"), this, [this, row] { Q_EMIT retryWanted(row); });
    if (row.failed() && row.id == 0)
        menu->addAction(tr("Take off the list"), this, [this, row] { Q_EMIT dismissWanted(row); });
    if (row.progress >= 0)
        menu->addAction(tr("Pause"), this, [this, row] { Q_EMIT pauseWanted(row.job); });
    if (row.paused)
        menu->addAction(tr("Resume"), this, [this, row] { Q_EMIT resumeWanted(row.job); });
    if (row.progress >= 0 || row.paused)
        menu->addAction(tr("Cancel"), this, [this, row] { Q_EMIT cancelWanted(row.job); });
}

void LibraryPane::addFileActions(QMenu *menu, const DocumentRow &row) {
    menu->addSeparator();
    if (row.id != 0)
        menu->addAction(tr("Rename…"), this, [this, row] { Q_EMIT renameWanted(row.id, row.name); });
    if (row.id != 0)
        menu->addAction(tr("Title and author…"), this, [this, row] { Q_EMIT detailsWanted(row.id); });
    if (row.places.isEmpty()) {
        menu->addAction(tr("Show in its folder"), this, [this, row] { Q_EMIT folderWanted(row.path); })
            ->setEnabled(!row.isMissing);
    } else {
        auto *folders = menu->addMenu(tr("Show in its folder"));
        for (const auto &path : row.places)
            folders->addAction(withoutKeys(shownPath(path)), this,
                               [this, path] { Q_EMIT folderWanted(path); });
        folders->setEnabled(!row.isMissing);
    }
}

/// Ticked where a copy is kept of all that have a file.
void LibraryPane::addKeeping(QMenu *menu, QList<DocumentId> documents) {
    const auto rowOf = [this](DocumentId id) -> const DocumentRow & {
        return m_documents->at(m_documents->rowOf(id));
    };
    documents.removeIf([&](DocumentId id) { return rowOf(id).isAttachment(); }); // it is a part of its mail
    if (documents.isEmpty())
        return;
    const bool anyIsKept = std::ranges::any_of(documents, [&](DocumentId id) { return rowOf(id).isKept(); });
    const bool canBeKept = std::ranges::any_of(
        documents, [&](DocumentId id) { return !rowOf(id).isKept() && !rowOf(id).isMissing; });
    auto *keep = menu->addAction(documents.size() == 1 ? tr("Keep a copy in the library")
                                                       : tr("Keep copies in the library"));
    keep->setCheckable(true);
    keep->setChecked(anyIsKept && !canBeKept);
    keep->setEnabled(anyIsKept || canBeKept);
    connect(keep, &QAction::triggered, this,
            [this, documents](bool keeps) { Q_EMIT keepWanted(documents, keeps); });
    if (documents.size() == 1 && rowOf(documents.first()).hasCopy())
        menu->addAction(tr("Save the copy as…"), this,
                        [this, id = documents.first()] { Q_EMIT saveCopyWanted(id); });
}

void LibraryPane::showMenu(const QModelIndex &index, const QPoint &at) {
    const auto row = rowAt(index);
    const auto documents = selectedWith(index);
    const bool isOne = documents.size() < 2;
    auto *menu = new QMenu(this);
    if (isOne)
        addRowActions(menu, row);
    if (!documents.isEmpty())
        addCollections(menu, documents);
    if (isOne)
        addFileActions(menu, row);
    else
        menu->addSeparator();
    addKeeping(menu, documents);
    menu->addSeparator();
    if (const auto those = removableWith(index); !those.isEmpty())
        menu->addAction(those.size() == 1 ? tr("Remove from the library")
                                          : tr("Remove %1 documents from the library").arg(those.size()),
                        this, [this, those] { Q_EMIT removeWanted(those); });
    popUp(menu, at);
}

} // namespace docchat::ui
