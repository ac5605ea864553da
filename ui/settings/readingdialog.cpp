#include "settings/readingdialog.h"

#include "document/protections.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int dialogWidth = 440;
constexpr int languageRows = 5;

/// "English (eng)"; Tesseract's own name where Qt knows no other.
QString languageWords(const QString &tesseract) {
    const auto language = QLocale::codeToLanguage(tesseract.section(QLatin1Char('_'), 0, 0));
    return language == QLocale::AnyLanguage || language == QLocale::C
               ? tesseract
               : QStringLiteral("%1 (%2)").arg(QLocale::languageToString(language), tesseract);
}

QLabel *explain(const QString &words, QWidget *parent) {
    auto *label = new QLabel(words, parent);
    label->setObjectName(QStringLiteral("dim"));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *heading(const QString &words, QWidget *parent) {
    auto *label = new QLabel(words, parent);
    label->setObjectName(QStringLiteral("heading"));
    return label;
}

} // namespace

ReadingDialog::ReadingDialog(settings::Reading reading, const QStringList &installed, const QString &likely,
                             const QStringList &protections, QWidget *parent)
    : QDialog(parent), m_reading(std::move(reading)) {
    setWindowTitle(tr("Reading"));
    setMinimumWidth(dialogWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(8);

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
    const auto chosen =
        (m_reading.ocrLanguages.isEmpty() ? likely : m_reading.ocrLanguages).split(QLatin1Char('+'));
    for (const auto &language : installed) {
        auto *item = new QListWidgetItem(languageWords(language), m_languages);
        item->setData(Qt::UserRole, language);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(chosen.contains(language) ? Qt::Checked : Qt::Unchecked);
    }
    const int rows = std::clamp(int(installed.size()), 1, languageRows);
    m_languages->setFixedHeight(rows * std::max(24, m_languages->sizeHintForRow(0)) + 8);
    layout->addWidget(m_languages);
    layout->addWidget(explain(installed.isEmpty()
                                  ? tr("No language is installed: install tesseract-ocr-eng or another one.")
                                  : tr("More languages come with the packages tesseract-ocr-…"),
                              this));
    layout->addSpacing(10);

    layout->addWidget(heading(tr("Protection"), this));
    layout->addWidget(explain(protections.isEmpty() ? tr("Tested when the first document is read.")
                                                    : document::protectionWords(protections),
                              this));
    m_unfenced = new QCheckBox(tr("Read documents even where nothing protects this computer"), this);
    m_unfenced->setChecked(m_reading.unfenced);
    layout->addWidget(m_unfenced);
    layout->addSpacing(6);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

settings::Reading ReadingDialog::reading() const {
    auto reading = m_reading;
    reading.alwaysRecognise = m_always->isChecked();
    reading.unfenced = m_unfenced->isChecked();
    QStringList languages;
    for (int row = 0; row < m_languages->count(); ++row) {
        if (m_languages->item(row)->checkState() == Qt::Checked)
            languages += m_languages->item(row)->data(Qt::UserRole).toString();
    }
    reading.ocrLanguages = languages.join(QLatin1Char('+'));
    return reading;
}

} // namespace docchat::ui
