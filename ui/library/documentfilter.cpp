#include "library/documentfilter.h"

#include <algorithm>
#include <array>

namespace docchat::ui {
namespace {

using Order = DocumentFilter::Order;

constexpr std::array orderNames{QLatin1StringView("added"), QLatin1StringView("newest"),
                                QLatin1StringView("name"), QLatin1StringView("kind"),
                                QLatin1StringView("state")};

/// What needs the person comes first, then what is being read.
int urgency(const DocumentRow &row) {
    if (row.failed())
        return 0;
    return row.progress >= 0 || row.paused ? 1 : row.isMissing ? 2 : 3;
}

/// What a person may type to see the documents in a state; empty: it is none to look for.
QString stateWord(const DocumentRow &row) {
    if (row.failed())
        return QObject::tr("failed");
    if (row.paused)
        return QObject::tr("paused");
    return row.progress >= 0 ? QObject::tr("reading") : QString();
}

} // namespace

QString orderName(Order order) {
    return orderNames[size_t(order)];
}

Order orderFromName(const QString &name) {
    const auto found = std::ranges::find(orderNames, name);
    return found == orderNames.end() ? Order::Added : Order(found - orderNames.begin());
}

DocumentFilter::DocumentFilter(DocumentModel *documents)
    : m_documents(documents)
    , m_collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) // C knows bytes alone
                                                    : QLocale()) {
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
    // Before the base class asks for them.
    connect(documents, &QAbstractItemModel::modelReset, this, &DocumentFilter::findMails);
    connect(documents, &QAbstractItemModel::rowsInserted, this, &DocumentFilter::findMails);
    connect(documents, &QAbstractItemModel::rowsRemoved, this, &DocumentFilter::findMails);
    findMails();
    setSourceModel(documents);
    connect(documents, &DocumentModel::shownChanged, this, &DocumentFilter::invalidate);
    connect(documents, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_keys.clear(); });
}

void DocumentFilter::setOrder(Order order) {
    if (order == m_order)
        return;
    m_order = order;
    invalidate();
    sort(order == Order::Added ? -1 : 0);
}

void DocumentFilter::setWords(const QString &typed) {
    m_words = typed.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_textMatches.clear();
    invalidateFilter();
}

void DocumentFilter::setTextMatches(const QSet<DocumentId> &documents) {
    m_textMatches = documents;
    invalidateFilter();
}

void DocumentFilter::setDays(int days) {
    m_days = days;
    invalidateFilter();
}

bool DocumentFilter::filterAcceptsRow(int row, const QModelIndex &) const {
    const auto &document = m_documents->at(row);
    if (!m_documents->isShown(document))
        return false;
    if (m_days >= 0 && document.addedAt.isValid() &&
        document.addedAt.date().daysTo(QDate::currentDate()) > m_days)
        return false;
    return m_textMatches.contains(document.id) || std::ranges::all_of(m_words, [&](const QString &word) {
               return document.name.contains(word, Qt::CaseInsensitive) ||
                      markOf(document.kind).startsWith(word, Qt::CaseInsensitive) ||
                      document.secondLine().contains(word, Qt::CaseInsensitive) ||
                      stateWord(document).compare(word, Qt::CaseInsensitive) == 0;
           });
}

int DocumentFilter::mailOf(int row) const {
    return m_mails[size_t(row)];
}

void DocumentFilter::findMails() {
    m_mails.resize(size_t(m_documents->rowCount()));
    int mail = 0;
    for (int row = 0; row < m_documents->rowCount(); ++row) {
        if (!m_documents->at(row).isAttachment())
            mail = row;
        m_mails[size_t(row)] = mail;
    }
}

const QCollatorSortKey &DocumentFilter::sortKey(const QString &name) const {
    auto key = m_keys.constFind(name);
    if (key == m_keys.cend())
        key = m_keys.insert(name, m_collator.sortKey(name));
    return *key;
}

int DocumentFilter::compare(const DocumentRow &left, const DocumentRow &right) const {
    if (m_order == Order::State && urgency(left) != urgency(right))
        return urgency(left) - urgency(right);
    if (m_order == Order::Kind && left.kind != right.kind) {
        if (const int order = markOf(left.kind).compare(markOf(right.kind)); order != 0)
            return order;
    }
    return sortKey(left.name).compare(sortKey(right.name));
}

bool DocumentFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const {
    const int leftMail = mailOf(left.row());
    const int rightMail = mailOf(right.row());
    if (leftMail == rightMail)
        return left.row() < right.row();
    if (m_order == Order::Newest)
        return leftMail > rightMail;
    const int order = compare(m_documents->at(leftMail), m_documents->at(rightMail));
    return order != 0 ? order < 0 : leftMail < rightMail;
}

} // namespace docchat::ui
