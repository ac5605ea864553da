#include "settings/readingdialog.h"

#include "widgets/plainlabel.h"

#include "document/protections.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int dialogWidth = 440;
constexpr int languageRows = 4;
constexpr int groupGap = 8;
constexpr int numberWidth = 110;

/// "English (eng)"; Tesseract's own name where Qt knows no other.
QString languageWords(const QString &tesseract) {
    const auto language = QLocale::codeToLanguage(tesseract.section(QLatin1Char('_'), 0, 0));
    return language == QLocale::AnyLanguage || language == QLocale::C
               ? tesseract
               : QStringLiteral("%1 (%2)").arg(QLocale::languageToString(language), tesseract);
}

QLabel *explain(const QString &words, QWidget *parent) {
    auto *label = plainLabel(words, parent);
    label->setObjectName(QStringLiteral("dim"));
    return label;
}

QLabel *heading(const QString &words, QWidget *parent) {
    auto *label = new QLabel(words, parent);
    label->setObjectName(QStringLiteral("heading"));
    return label;
}

QSpinBox *number(const QString &name, int most, const QString &unit, QWidget *parent) {
    auto *box = new QSpinBox(parent);
    box->setRange(1, most);
    box->setSuffix(unit);
    box->setAccessibleName(name);
    box->setFixedWidth(numberWidth);
    return box;
}

} // namespace

ReadingDialog::ReadingDialog(settings::Reading reading, const ReadingMeans &means, QWidget *parent)
    : QDialog(parent), m_reading(std::move(reading)) {
    setWindowTitle(tr("Reading"));
    setMinimumWidth(dialogWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(6);
    addRecognition(layout, means);
    layout->addSpacing(groupGap);
    addOldOffice(layout, means.libreOffice);
    layout->addSpacing(groupGap);
    addProtection(layout, means.protections);
    layout->addSpacing(groupGap);
    addLimits(layout);
    layout->addSpacing(groupGap);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ReadingDialog::addRecognition(QVBoxLayout *layout, const ReadingMeans &means) {
    layout->addWidget(heading(tr("Text in pictures (OCR)"), this));
    m_always = new QCheckBox(tr("Read scanned pages without asking"), this);
    m_always->setChecked(m_reading.alwaysRecognise);
    layout->addWidget(m_always);
    layout->addWidget(
        explain(tr("Takes one to three seconds a page. Otherwise it is offered where a document "
                   "has scanned pages."),
                this));
    m_languages = new QListWidget(this);
    m_languages->setObjectName(QStringLiteral("choices"));
    m_languages->setAccessibleName(tr("Languages"));
    const auto chosen = (m_reading.ocrLanguages.isEmpty() ? means.likelyLanguages : m_reading.ocrLanguages)
                            .split(QLatin1Char('+'));
    for (const auto &language : means.languages) {
        auto *item = new QListWidgetItem(languageWords(language), m_languages);
        item->setData(Qt::UserRole, language);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(chosen.contains(language) ? Qt::Checked : Qt::Unchecked);
    }
    const int rows = std::clamp(int(means.languages.size()), 1, languageRows);
    m_languages->setFixedHeight(rows * std::max(24, m_languages->sizeHintForRow(0)) + 8);
    layout->addWidget(m_languages);
    layout->addWidget(explain(means.languages.isEmpty()
                                  ? tr("No language is installed: install tesseract-ocr-eng or another one.")
                                  : tr("More come with packages such as tesseract-ocr-deu."),
                              this));
}

void ReadingDialog::addOldOffice(QVBoxLayout *layout, bool isInstalled) {
    layout->addWidget(heading(tr("Office files from before 2007"), this));
    m_libreOffice = new QCheckBox(tr("Read .doc, .xls and .ppt with LibreOffice"), this);
    m_libreOffice->setObjectName(QStringLiteral("libreOffice"));
    m_libreOffice->setChecked(m_reading.libreOffice);
    m_libreOffice->setEnabled(isInstalled);
    layout->addWidget(m_libreOffice);
    layout->addWidget(explain(isInstalled ? tr("It converts a copy, cut off from your files and the network.")
                                          : tr("LibreOffice is not installed."),
                              this));
}

void ReadingDialog::addProtection(QVBoxLayout *layout, const QStringList &protections) {
    layout->addWidget(heading(tr("Protection"), this));
    layout->addWidget(explain(protections.isEmpty() ? tr("Tested when the first document is read.")
                                                    : document::protectionWords(protections),
                              this));
    m_unfenced = new QCheckBox(tr("Read documents even where nothing protects this computer"), this);
    m_unfenced->setChecked(m_reading.unfenced);
    layout->addWidget(m_unfenced);
}

void ReadingDialog::addLimits(QVBoxLayout *layout) {
    layout->addWidget(heading(tr("Limits of one document"), this));
    m_textMiB = number(tr("Text at most"), settings::mostTextMiB, tr(" MiB"), this);
    m_seconds =
        number(tr("Give up after no progress for"), settings::mostSecondsWithoutFrame, tr(" s"), this);
    m_minutes = number(tr("Give up after"), settings::mostMinutesInAll, tr(" min"), this);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(5);
    int row = 0;
    for (auto *box : {m_textMiB, m_seconds, m_minutes}) {
        auto *label = new QLabel(box->accessibleName(), this);
        label->setBuddy(box);
        grid->addWidget(label, row, 0);
        grid->addWidget(box, row++, 1);
    }
    auto *usual = new QPushButton(tr("Restore defaults"), this);
    usual->setObjectName(QStringLiteral("usualLimits"));
    usual->setAutoDefault(false);
    connect(usual, &QPushButton::clicked, this, [this] { showLimits({}); });
    grid->addWidget(usual, 0, 3, row, 1, Qt::AlignBottom);
    grid->setColumnStretch(2, 1);
    layout->addLayout(grid);
    showLimits(m_reading);
}

void ReadingDialog::showLimits(const settings::Reading &reading) {
    m_textMiB->setValue(reading.textMiB);
    m_seconds->setValue(reading.secondsWithoutFrame);
    m_minutes->setValue(reading.minutesInAll);
}

settings::Reading ReadingDialog::reading() const {
    auto reading = m_reading;
    reading.alwaysRecognise = m_always->isChecked();
    reading.libreOffice = m_libreOffice->isChecked();
    reading.unfenced = m_unfenced->isChecked();
    reading.textMiB = m_textMiB->value();
    reading.secondsWithoutFrame = m_seconds->value();
    reading.minutesInAll = m_minutes->value();
    QStringList languages;
    for (int row = 0; row < m_languages->count(); ++row) {
        if (m_languages->item(row)->checkState() == Qt::Checked)
            languages += m_languages->item(row)->data(Qt::UserRole).toString();
    }
    reading.ocrLanguages = languages.join(QLatin1Char('+'));
    return reading;
}

} // namespace docchat::ui
