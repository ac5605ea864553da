#include "settings/sendingsheet.h"

#include "widgets/buttons.h"
#include "widgets/dialogs.h"
#include "widgets/plainlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int sheetWidth = 520;

QString whatGoes(const Sending &sending) {
    QStringList parts;
    if (sending.questions)
        parts += QObject::tr("Your questions, what was said before in the chat, and the passages that fit.");
    if (sending.documents)
        parts += QObject::tr("All text of your documents, also of those that you add later, and each "
                             "question, to find passages by their meaning.");
    return parts.join(QLatin1Char('\n'));
}

QString howMuch(const Sending &sending) {
    const QLocale locale;
    return sending.documents
               ? QObject::tr("The library has %1 passages now, about %2 tokens. What this model was "
                             "given before is not sent again.")
                     .arg(locale.toString(sending.passages), locale.toString(sending.tokens))
               : QObject::tr("A few passages with each question.");
}

void addRow(QGridLayout *grid, const QString &name, const QString &words, QWidget *parent) {
    const int row = grid->count() == 0 ? 0 : grid->rowCount(); // of an empty grid it is 1
    auto *label = new QLabel(name, parent);
    label->setObjectName(QStringLiteral("dim"));
    grid->addWidget(label, row, 0, Qt::AlignTop);
    grid->addWidget(plainLabel(words, parent), row, 1);
}

} // namespace

SendingSheet::SendingSheet(const Sending &sending, QWidget *parent) : QDialog(parent) {
    setWindowTitle(tr("Text will leave this computer"));
    setFixedWidth(sheetWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(14);
    auto *heading = plainLabel(tr("Send text to %1?").arg(sending.host), this);
    heading->setObjectName(QStringLiteral("heading"));
    layout->addWidget(heading);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(9);
    grid->setColumnStretch(1, 1);
    addRow(grid, tr("What"), whatGoes(sending), this);
    addRow(grid, tr("Where"), sending.address, this);
    addRow(grid, tr("How much"), howMuch(sending), this);
    if (!sending.cost.isEmpty())
        addRow(grid, tr("Cost"), sending.cost, this);
    addRow(grid, tr("Kept"),
           tr("What %1 keeps is up to those who run it. Your answer is remembered for this address.")
               .arg(sending.host),
           this);
    layout->addLayout(grid);
    auto *buttons = new QHBoxLayout;
    auto *stay = makeButton(sending.helpsOut ? tr("Do not send") : tr("Use quotes only"), Look::Plain, this);
    auto *send = makeButton(tr("Send"), Look::Plain, this);
    stay->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(send);
    buttons->addWidget(stay);
    layout->addLayout(buttons);
    connect(send, &QPushButton::clicked, this, &QDialog::accept);
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    stay->setFocus();
    fitHeight(this);
}

} // namespace docchat::ui
