#include "widgets/dialogs.h"

#include "async/signal.h"
#include "base/paths.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QStandardPaths>

#include <memory>

namespace docchat::ui {

using async::Task;

namespace {

constexpr int nameWidth = 360; // pixels

/// A dialog that goes with the task that asked, or earlier with its parent.
class Asked {
public:
    explicit Asked(QMessageBox *box) : m_box(box) {}
    ~Asked() { delete m_box; }
    Asked(const Asked &) = delete;
    Asked &operator=(const Asked &) = delete;

    [[nodiscard]] QMessageBox *get() const { return m_box; }

private:
    QPointer<QMessageBox> m_box;
};

} // namespace

void tell(QWidget *parent, const QString &title, const QString &text) {
    auto *box = new QMessageBox(QMessageBox::Information, title, text, QMessageBox::Ok, parent);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

Task<bool> accepted(QDialog *dialog) {
    dialog->open();
    const bool alive = co_await async::signalOf(dialog, &QDialog::finished);
    co_return alive && dialog->result() == QDialog::Accepted;
}

Task<bool> confirm(QWidget *parent, QString title, QString text, QString yes) {
    const Asked box(new QMessageBox(QMessageBox::Question, title, text, QMessageBox::Cancel, parent));
    box.get()->setTextFormat(Qt::PlainText);
    auto *accept = box.get()->addButton(yes, QMessageBox::AcceptRole);
    box.get()->setDefaultButton(QMessageBox::Cancel);
    co_await accepted(box.get());
    co_return box.get() && box.get()->clickedButton() == accept;
}

Task<QStringList> chooseFiles(QWidget *parent, QString title, QString filter, bool folder) {
    const auto dialog = std::make_unique<QFileDialog>(parent, title, QString(), filter);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFiles);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    const bool chosen = co_await accepted(dialog.get());
    QStringList paths;
    for (const auto &url : chosen ? dialog->selectedUrls() : QList<QUrl>())
        paths += url.isLocalFile() ? pathOf(url) : url.toString(); // which cannot be opened, and is named
    co_return paths;
}

Task<QString> chooseTarget(QWidget *parent, QString title, QString name) {
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const auto dialog = std::make_unique<QFileDialog>(parent, title, folder);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    const bool chosen = co_await accepted(dialog.get());
    co_return chosen ? dialog->selectedFiles().value(0) : QString();
}

Task<std::optional<QString>> askPassword(QWidget *parent, QString title, QString label) {
    const auto dialog = std::make_unique<QInputDialog>(parent);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextEchoMode(QLineEdit::Password);
    const bool given = co_await accepted(dialog.get());
    co_return given ? std::optional(dialog->textValue()) : std::nullopt;
}

Task<std::optional<QString>> askText(QWidget *parent, QString title, QString label, QStringList proposed,
                                     QString yes) {
    const auto dialog = std::make_unique<QInputDialog>(parent);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setOkButtonText(yes);
    dialog->setComboBoxItems(proposed);
    dialog->setComboBoxEditable(true);
    const bool given = co_await accepted(dialog.get());
    co_return given ? std::optional(dialog->textValue()) : std::nullopt;
}

Task<std::optional<QString>> askName(QWidget *parent, QString title, QString label, QString name,
                                     QString problem) {
    const auto dialog = std::make_unique<QInputDialog>(parent);
    dialog->setWindowTitle(title);
    dialog->setLabelText(problem.isEmpty() ? label : problem + QLatin1Char('\n') + label);
    dialog->setTextValue(name);
    for (auto *field : dialog->findChildren<QLineEdit *>())
        field->setMinimumWidth(nameWidth);
    for (auto *shown : dialog->findChildren<QLabel *>())
        shown->setTextFormat(Qt::PlainText);
    const bool given = co_await accepted(dialog.get());
    co_return given ? std::optional(dialog->textValue()) : std::nullopt;
}

void fitHeight(QDialog *dialog) {
    for (auto *child : dialog->findChildren<QWidget *>())
        child->ensurePolished(); // with its own font
    dialog->layout()->activate();
    dialog->setFixedHeight(dialog->layout()->totalHeightForWidth(dialog->width()));
}

void popUp(QMenu *menu, const QPoint &at) {
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(at);
}

} // namespace docchat::ui
