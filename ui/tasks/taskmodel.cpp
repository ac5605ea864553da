#include "tasks/taskmodel.h"

#include <algorithm>

namespace docchat::ui {

using async::TaskInfo;

struct TaskModel::Node {
    TaskInfo task;
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] int row() const {
        const auto &siblings = parent->children;
        const auto self = std::find_if(siblings.begin(), siblings.end(),
                                       [this](const auto &sibling) { return sibling.get() == this; });
        return int(self - siblings.begin());
    }
};

TaskModel::TaskModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}

TaskModel::~TaskModel() = default;

TaskModel::Node *TaskModel::nodeOf(const QModelIndex &index) const {
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

const TaskInfo &TaskModel::at(const QModelIndex &index) const {
    return nodeOf(index)->task;
}

void TaskModel::show(const std::vector<TaskInfo> &tasks) {
    QHash<quint64, Children> children;
    for (const auto &task : tasks)
        children[task.parentId].push_back(&task);
    update(m_root.get(), {}, children);
}

/// A younger task has a larger id: what is new comes last.
void TaskModel::update(Node *node, const QModelIndex &index, const QHash<quint64, Children> &children) {
    const auto wanted = children.value(node->task.id);
    auto &have = node->children;
    for (int row = int(have.size()) - 1; row >= 0; --row) {
        if (std::ranges::binary_search(wanted, have[size_t(row)]->task.id, {}, &TaskInfo::id))
            continue;
        beginRemoveRows(index, row, row);
        have.erase(have.begin() + row);
        endRemoveRows();
    }
    const auto kept = have.size();
    if (wanted.size() > kept) {
        beginInsertRows(index, int(kept), int(wanted.size()) - 1);
        for (auto i = kept; i < wanted.size(); ++i)
            have.push_back(std::make_unique<Node>(Node{*wanted[i], node, {}}));
        endInsertRows();
    }
    for (size_t i = 0; i < wanted.size(); ++i) {
        have[i]->task = *wanted[i];
        update(have[i].get(), this->index(int(i), 0, index), children);
    }
    if (kept > 0)
        Q_EMIT dataChanged(this->index(0, 0, index), this->index(int(kept) - 1, Columns - 1, index));
}

QModelIndex TaskModel::index(int row, int column, const QModelIndex &parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[size_t(row)].get());
}

QModelIndex TaskModel::parent(const QModelIndex &child) const {
    auto *above = nodeOf(child)->parent;
    return !above || above == m_root.get() ? QModelIndex() : createIndex(above->row(), 0, above);
}

int TaskModel::rowCount(const QModelIndex &parent) const {
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int TaskModel::columnCount(const QModelIndex &) const {
    return Columns;
}

QVariant TaskModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const auto &task = at(index);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole)
        return QStringList(QStringList(async::lineOf(task)) + task.stack).join(QStringLiteral("\n  in "));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return task.name;
    case In:
        return task.scope;
    case WaitsOn:
        return task.cancelled  ? tr("%1 (cancelled)").arg(task.waitsOn)
               : task.shielded ? tr("%1 (cleaning up)").arg(task.waitsOn)
                               : task.waitsOn;
    case Where:
        return task.where;
    case For:
        return task.where.isEmpty() ? QString() : async::durationWords(task.waited);
    default:
        return async::durationWords(task.alive);
    }
}

QVariant TaskModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractItemModel::headerData(section, orientation, role);
    const QString titles[Columns] = {tr("Task"),  tr("In"),  tr("Waits on"),
                                     tr("Where"), tr("For"), tr("Alive")};
    return titles[section];
}

} // namespace docchat::ui
