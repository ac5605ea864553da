#include "library/collectionswitch.h"

#include "library/documentmodel.h"
#include "widgets/buttons.h"
#include "widgets/dialogs.h"

#include <QDragEnterEvent>
#include <QTimer>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr int leastCharacters = 6;
constexpr int widestName = 280; // pixels, in the menu
const QString arrow = QStringLiteral(" ▾");

} // namespace

CollectionSwitch::CollectionSwitch(QWidget *parent) : QPushButton(parent) {
    setObjectName(QStringLiteral("collectionSwitch"));
    setProperty("link", true);
    setProperty("flush", true);
    setAutoDefault(false);
    setAcceptDrops(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QPushButton::clicked, this, &CollectionSwitch::showMenu);
    showWords();
}

const Collection *CollectionSwitch::current() const {
    const auto found = std::ranges::find(m_collections, m_current, &Collection::id);
    return found == m_collections.end() ? nullptr : &*found;
}

void CollectionSwitch::setCollections(const std::vector<Collection> &collections, qint64 current,
                                      int documents) {
    m_collections = collections;
    m_current = current;
    m_documents = documents;
    setVisible(!m_collections.empty() || m_documents > 1);
    showWords();
    updateGeometry();
}

QString CollectionSwitch::words() const {
    const auto *open = current();
    return open ? open->name : tr("All documents");
}

int CollectionSwitch::frame() const {
    return QPushButton::sizeHint().width() - fontMetrics().size(Qt::TextShowMnemonic, text()).width();
}

QSize CollectionSwitch::sizeHint() const {
    return {fontMetrics().horizontalAdvance(words() + arrow) + frame(), QPushButton::sizeHint().height()};
}

QSize CollectionSwitch::minimumSizeHint() const {
    const int least =
        fontMetrics().averageCharWidth() * leastCharacters + fontMetrics().horizontalAdvance(arrow) + frame();
    return {std::min(least, sizeHint().width()), sizeHint().height()};
}

void CollectionSwitch::showWords() {
    const int room = width() - frame() - fontMetrics().horizontalAdvance(arrow);
    const auto shown = width() >= sizeHint().width()
                           ? words()
                           : fontMetrics().elidedText(words(), Qt::ElideMiddle, std::max(0, room));
    setText(withoutKeys(shown) + arrow);
    setAccessibleName(tr("Collection: %1").arg(words()));
    setToolTip(m_current != 0 ? words().toHtmlEscaped() : tr("Choose a collection"));
}

void CollectionSwitch::resizeEvent(QResizeEvent *event) {
    QPushButton::resizeEvent(event);
    showWords();
}

void CollectionSwitch::changeEvent(QEvent *event) {
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        showWords();
}

void CollectionSwitch::setTargeted(bool targeted) {
    setProperty("targeted", targeted);
    repolish(this);
}

void CollectionSwitch::dragEnterEvent(QDragEnterEvent *event) {
    if (DocumentModel::documentsIn(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    setTargeted(true);
}

void CollectionSwitch::dragLeaveEvent(QDragLeaveEvent *) {
    setTargeted(false);
}

void CollectionSwitch::dropEvent(QDropEvent *event) {
    setTargeted(false);
    event->acceptProposedAction();
    // The menu comes once the drag is over: whoever drags waits for this to come back.
    QTimer::singleShot(0, this, [this, documents = DocumentModel::documentsIn(event->mimeData())] {
        showTargets(documents);
    });
}

/// Where the documents that were dropped may go.
void CollectionSwitch::showTargets(const QList<DocumentId> &documents) {
    auto *menu = new QMenu(this);
    for (const auto &collection : m_collections) {
        const auto shown = menu->fontMetrics().elidedText(collection.name, Qt::ElideMiddle, widestName);
        auto *action = menu->addAction(
            tr("Add to “%1”").arg(withoutKeys(shown)), this,
            [this, id = collection.id, documents] { Q_EMIT documentsDropped(id, documents); });
        action->setEnabled(collection.id != m_current);
    }
    menu->addAction(tr("Add to a new collection…"), this,
                    [this, documents] { Q_EMIT documentsDropped(0, documents); });
    popUp(menu, mapToGlobal(QPoint(0, height())));
}

void CollectionSwitch::showMenu() {
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &name, int documents, qint64 id) {
        const auto shown = menu->fontMetrics().elidedText(name, Qt::ElideMiddle, widestName);
        auto *action = menu->addAction(withoutKeys(shown) + QLatin1Char('\t') + QString::number(documents),
                                       this, [this, id] { Q_EMIT collectionWanted(id); });
        action->setCheckable(true);
        action->setChecked(id == m_current);
    };
    add(tr("All documents"), m_documents, 0);
    for (const auto &collection : m_collections)
        add(collection.name, collection.documents, collection.id);
    menu->addSeparator();
    menu->addAction(tr("New collection…"), this, &CollectionSwitch::newWanted);
    if (const auto *open = current()) {
        const auto id = open->id;
        menu->addAction(tr("Rename this collection…"), this, [this, id] { Q_EMIT renameWanted(id); });
        menu->addAction(tr("Remove this collection…"), this, [this, id] { Q_EMIT removeWanted(id); });
    }
    popUp(menu, mapToGlobal(QPoint(0, height())));
}

} // namespace docchat::ui
