#pragma once

#include "palette/paletteentry.h"
#include "theme.h"

#include <QAbstractListModel>
#include <QFrame>
#include <QPointer>

#include <vector>

class QLabel;
class QLineEdit;
class QListView;

namespace docchat::ui {

/// The entries of the palette as rows.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<PaletteEntry> entries);
    [[nodiscard]] const PaletteEntry &at(int row) const { return m_entries[size_t(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<PaletteEntry> m_entries;
};

/// One field over the window that finds anything: what is typed is looked up by its owner, who gives it the
/// entries. Arrows choose, Enter goes there; Escape, and the focus elsewhere, close it.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    /// A child of the window, in the middle of its upper half.
    CommandPalette(const Theme *theme, QWidget *window);

    void open(const QString &prompt); ///< prompt: what the empty field asks for
    void close();                     ///< the focus goes back to where it was
    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] const PaletteModel &entries() const { return m_model; }

    /// The same entry stays chosen where it is still there; else the first is. areAll: no more are to come.
    void setEntries(std::vector<PaletteEntry> entries, bool areAll);

Q_SIGNALS:
    void lookUpWanted(const QString &typed);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    bool takeKey(int key);
    void choose(int row);
    void run(int row);

    PaletteModel m_model;
    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_none;
    QWidget *m_window;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace docchat::ui
