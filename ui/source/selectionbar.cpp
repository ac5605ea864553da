#include "source/selectionbar.h"

#include "widgets/buttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace docchat::ui {

SelectionBar::SelectionBar(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("bottomBar"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->setSpacing(6);
    m_count = new QLabel(this);
    m_count->setObjectName(QStringLiteral("dim"));
    auto *copy = makeButton(tr("Copy"), Look::Tool, this);
    auto *withSource = makeButton(tr("Copy with source"), Look::Tool, this);
    auto *pin = makeButton(tr("Pin"), Look::Tool, this);
    pin->setToolTip(tr("Keeps the words in the notes"));
    auto *ask = makeButton(tr("Ask about this"), Look::Tool, this);
    layout->addWidget(m_count, 1);
    for (auto *button : {copy, withSource, pin, ask})
        layout->addWidget(button);
    connect(copy, &QPushButton::clicked, this, &SelectionBar::copyWanted);
    connect(withSource, &QPushButton::clicked, this, &SelectionBar::copyWithSourceWanted);
    connect(pin, &QPushButton::clicked, this, &SelectionBar::pinWanted);
    connect(ask, &QPushButton::clicked, this, &SelectionBar::askWanted);
    hide();
}

void SelectionBar::setWords(const QString &words) {
    const auto count = words.split(QLatin1Char(' '), Qt::SkipEmptyParts).size();
    m_count->setText(count == 1 ? tr("1 word") : tr("%1 words").arg(QLocale().toString(count)));
    setVisible(!words.isEmpty());
}

} // namespace docchat::ui
