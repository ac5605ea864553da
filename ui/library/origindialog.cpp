#include "library/origindialog.h"

#include "widgets/plainlabel.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>

namespace docchat::ui {
namespace {

constexpr int roomyWidth = 460;
constexpr int yearWidth = 80;
constexpr int lastYear = 9999;
constexpr int longest = 300;

} // namespace

OriginDialog::OriginDialog(const Origin &origin, const QString &name, QWidget *parent)
    : QDialog(parent), m_name(name) {
    setWindowTitle(tr("Title and author"));
    setMinimumWidth(roomyWidth);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(16, 14, 16, 14);
    form->setSpacing(10);
    m_title = new QLineEdit(origin.title, this);
    m_title->setPlaceholderText(name);
    m_author = new QLineEdit(origin.author, this);
    m_year = new QLineEdit(origin.year != 0 ? QString::number(origin.year) : QString(), this);
    m_year->setValidator(new QIntValidator(1, lastYear, m_year));
    m_year->setFixedWidth(yearWidth);
    form->addRow(tr("Title"), m_title);
    form->addRow(tr("Author"), m_author);
    form->addRow(tr("Year"), m_year);
    m_example = plainLabel({}, this);
    m_example->setObjectName(QStringLiteral("dim"));
    form->addRow(m_example);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    form->addRow(buttons);
    for (auto *field : {m_title, m_author}) {
        field->setMaxLength(longest);
        connect(field, &QLineEdit::textChanged, this, &OriginDialog::showExample);
    }
    connect(m_year, &QLineEdit::textChanged, this, &OriginDialog::showExample);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showExample();
}

Origin OriginDialog::origin() const {
    return {m_title->text().simplified(), m_author->text().simplified(), m_year->text().toInt()};
}

void OriginDialog::showExample() {
    m_example->setText(tr("“Copy with source” writes: %1").arg(sourceName(origin(), m_name)));
}

} // namespace docchat::ui
