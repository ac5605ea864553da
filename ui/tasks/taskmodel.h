#pragma once

#include "async/taskinfo.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <vector>

namespace docchat::ui {

/// The living tasks as a tree. Each show() moves it to a new state row by row, so that a view keeps what is
/// selected, folded and scrolled to.
class TaskModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, In, WaitsOn, Where, For, Alive, Columns };

    explicit TaskModel(QObject *parent = nullptr);
    ~TaskModel() override;

    /// `tasks` as Loop::tasks() has them: each parent before its children, children in the order of their
    /// ids.
    void show(const std::vector<async::TaskInfo> &tasks);

    [[nodiscard]] const async::TaskInfo &at(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    using Children = std::vector<const async::TaskInfo *>;

    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    void update(Node *node, const QModelIndex &index, const QHash<quint64, Children> &children);

    std::unique_ptr<Node> m_root; ///< no task: it holds those without a parent
};

} // namespace docchat::ui
