#pragma once

#include "model/collection.h"

#include <QPushButton>

#include <vector>

namespace docchat::ui {

/// Which collection is open, in place of the heading of the documents; its menu opens another one, and makes,
/// renames and removes them. Shows what it is told and emits wishes.
class CollectionSwitch : public QPushButton {
    Q_OBJECT

public:
    explicit CollectionSwitch(QWidget *parent);

    /// current: the id of the open one; 0: all documents, of which there are so many.
    void setCollections(const std::vector<Collection> &collections, qint64 current, int documents);
    [[nodiscard]] const std::vector<Collection> &collections() const { return m_collections; }
    [[nodiscard]] const Collection *current() const; ///< null: all documents

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void collectionWanted(qint64 id); ///< 0: all documents
    void newWanted();
    void renameWanted(qint64 id);
    void removeWanted(qint64 id);
    void documentsDropped(qint64 id, const QList<DocumentId> &documents); ///< 0: into a new one

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showMenu();
    void showTargets(const QList<DocumentId> &documents);
    void setTargeted(bool targeted);
    void showWords();
    [[nodiscard]] QString words() const;
    [[nodiscard]] int frame() const;

    std::vector<Collection> m_collections;
    qint64 m_current = 0;
    int m_documents = 0;
};

} // namespace docchat::ui
