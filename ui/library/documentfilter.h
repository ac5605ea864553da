#pragma once

#include "library/documentmodel.h"

#include <QCollator>
#include <QHash>
#include <QSortFilterProxyModel>

namespace docchat::ui {

/// The documents of the open collection whose names, kinds, states or texts have the words that were typed,
/// in an order that the person chose. Attachments stay right below their mail in every order.
class DocumentFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    /// Added: as they were added, the oldest first.
    enum class Order { Added, Newest, Name, Kind, State };

    explicit DocumentFilter(DocumentModel *documents);

    void setOrder(Order order);
    [[nodiscard]] Order order() const { return m_order; }
    /// None of the texts has them yet.
    void setWords(const QString &typed);
    /// The documents whose texts have them.
    void setTextMatches(const QSet<DocumentId> &documents);
    /// Only those that were added today or at most so many days before; negative: all.
    void setDays(int days);
    [[nodiscard]] int days() const { return m_days; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] int mailOf(int row) const;
    void findMails();
    [[nodiscard]] int compare(const DocumentRow &left, const DocumentRow &right) const;
    [[nodiscard]] const QCollatorSortKey &sortKey(const QString &name) const;

    DocumentModel *m_documents;
    Order m_order = Order::Added;
    QStringList m_words;
    QSet<DocumentId> m_textMatches;
    int m_days = -1;
    QCollator m_collator;
    std::vector<int> m_mails; ///< of each row: itself, or that of the file that it is attached to
    mutable QHash<QString, QCollatorSortKey> m_keys; ///< 10,000 names are sorted in no time by them
};

/// "name", for settings.ini, and back; a name that is not known is Added.
[[nodiscard]] QString orderName(DocumentFilter::Order order);
[[nodiscard]] DocumentFilter::Order orderFromName(const QString &name);

} // namespace docchat::ui
