#include "settings/steps.h"

#include "widgets/plainlabel.h"

#include <QGridLayout>

namespace docchat::ui {

Steps::Steps(const QStringList &lines, QWidget *parent) : QWidget(parent) {
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(9);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < int(lines.size()); ++row) {
        auto *number = new QLabel(QString::number(row + 1), this);
        number->setObjectName(QStringLiteral("dim"));
        grid->addWidget(number, row, 0, Qt::AlignTop);
        auto *words = plainLabel(lines[row], this);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        grid->addWidget(words, row, 1);
    }
}

} // namespace docchat::ui
