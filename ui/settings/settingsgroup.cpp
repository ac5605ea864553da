#include "settings/settingsgroup.h"

#include "widgets/plainlabel.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr int numberWidth = 130;

} // namespace

SettingsGroup::SettingsGroup(const QString &heading, QWidget *parent) : QWidget(parent) {
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(6);
    auto *label = new QLabel(heading, this);
    label->setObjectName(QStringLiteral("heading"));
    m_rows->addWidget(label);
}

void SettingsGroup::explain(const QString &words) {
    auto *label = plainLabel(words, this);
    label->setObjectName(QStringLiteral("dim"));
    m_rows->addWidget(label);
}

QCheckBox *SettingsGroup::addChoice(const QString &words, const QString &explanation) {
    auto *choice = new QCheckBox(words, this);
    m_rows->addWidget(choice);
    if (!explanation.isEmpty())
        explain(explanation);
    return choice;
}

QSpinBox *SettingsGroup::addNumber(const QString &name, int least, int most, const QString &unit) {
    auto *box = new QSpinBox(this);
    box->setRange(least, most);
    box->setSuffix(unit);
    box->setGroupSeparatorShown(true);
    box->setFixedWidth(numberWidth);
    addLine(name, box);
    return box;
}

void SettingsGroup::addLine(const QString &name, QWidget *setter) {
    auto *line = new QHBoxLayout;
    auto *label = new QLabel(name, this);
    label->setBuddy(setter);
    setter->setAccessibleName(name);
    line->addWidget(label, 1);
    line->addWidget(setter);
    m_rows->addLayout(line);
}

bool SettingsGroup::has(const QStringList &words) const {
    QString all;
    for (const auto *label : findChildren<QLabel *>())
        all += label->text() + QLatin1Char('\n');
    for (const auto *button : findChildren<QAbstractButton *>())
        all += button->text() + QLatin1Char('\n');
    return std::ranges::all_of(words,
                               [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace docchat::ui
