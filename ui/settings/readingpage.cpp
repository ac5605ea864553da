#include "settings/readingpage.h"

#include "settings/settingsgroup.h"

#include "document/protections.h"

#include <QCheckBox>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int languageRows = 4;
constexpr int groupGap = 18;
constexpr int passageStep = 100;

/// "English", "Deutsch", "Chinese (chi_sim)"; Tesseract's own name where Qt knows no other.
QString languageWords(const QString &tesseract) {
    const auto language = QLocale::codeToLanguage(tesseract.section(QLatin1Char('_'), 0, 0));
    if (language == QLocale::AnyLanguage || language == QLocale::C)
        return tesseract;
    if (tesseract.contains(QLatin1Char('_'))) // one of several scripts
        return QStringLiteral("%1 (%2)").arg(QLocale::languageToString(language), tesseract);
    const QLocale locale(language);
    auto words = locale.language() == language ? locale.nativeLanguageName() : QString();
    if (words.isEmpty() || words.contains(QLatin1Char(' '))) // "American English"
        return QLocale::languageToString(language);
    words[0] = words.at(0).toUpper();
    return words;
}

SettingsGroup *addGroup(QVBoxLayout *layout, const QString &heading, QWidget *parent) {
    auto *group = new SettingsGroup(heading, parent);
    layout->addWidget(group);
    return group;
}

} // namespace

ReadingPage::ReadingPage(settings::Reading reading, const ReadingMeans &means, QWidget *parent)
    : QWidget(parent), m_reading(std::move(reading)) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(groupGap);
    addRecognition(layout, means);
    addPassages(layout);
    addOldOffice(layout, means.libreOffice);
    addProtection(layout, means.protections);
    addLimits(layout);
    connectSignals();
}

void ReadingPage::addRecognition(QVBoxLayout *layout, const ReadingMeans &means) {
    auto *group = addGroup(layout, tr("Text in pictures (OCR)"), this);
    m_always =
        group->addChoice(tr("Read scanned pages without asking"),
                         tr("Takes one to three seconds a page. Otherwise it is offered where a document "
                            "has scanned pages."));
    m_always->setChecked(m_reading.alwaysRecognise);
    m_languages = new QListWidget(group);
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
    group->rows()->addWidget(m_languages);
    group->explain(means.languages.isEmpty()
                       ? tr("No language is installed: install tesseract-ocr-eng or another one.")
                       : tr("More come with packages such as tesseract-ocr-deu."));
}

void ReadingPage::addPassages(QVBoxLayout *layout) {
    auto *group = addGroup(layout, tr("Passages"), this);
    m_passage = group->addNumber(tr("A passage is about"), settings::leastPassage, settings::mostPassage,
                                 tr(" characters"));
    m_passage->setObjectName(QStringLiteral("passage"));
    m_passage->setSingleStep(passageStep);
    m_passage->setValue(m_reading.passage);
    group->explain(
        tr("Short ones are found more precisely, long ones tell a model more. Holds for what is read from "
           "now on."));
}

void ReadingPage::addOldOffice(QVBoxLayout *layout, bool isInstalled) {
    auto *group = addGroup(layout, tr("Office files from before 2007"), this);
    m_libreOffice =
        group->addChoice(tr("Read .doc, .xls and .ppt with LibreOffice"),
                         isInstalled ? tr("It converts a copy, cut off from your files and the network.")
                                     : tr("LibreOffice is not installed."));
    m_libreOffice->setObjectName(QStringLiteral("libreOffice"));
    m_libreOffice->setChecked(m_reading.libreOffice);
    m_libreOffice->setEnabled(isInstalled);
}

void ReadingPage::addProtection(QVBoxLayout *layout, const QStringList &protections) {
    auto *group = addGroup(layout, tr("Protection"), this);
    group->explain(protections.isEmpty() ? tr("Tested when the first document is read.")
                                         : document::protectionWords(protections));
    m_unfenced =
        group->addChoice(tr("Read documents even where nothing protects this computer"),
                         tr("Only for files that you trust: a harmful one could reach your others."));
    m_unfenced->setChecked(m_reading.unfenced);
}

void ReadingPage::addLimits(QVBoxLayout *layout) {
    auto *group = addGroup(layout, tr("Limits of one document"), this);
    m_textMiB = group->addNumber(tr("Text at most"), 1, settings::mostTextMiB, tr(" MiB"));
    m_textMiB->setObjectName(QStringLiteral("textMiB"));
    group->explain(tr("What has more is not read, and that is said."));
    m_seconds =
        group->addNumber(tr("Give up after no progress for"), 1, settings::mostSecondsWithoutFrame, tr(" s"));
    group->explain(tr("A reader that is silent for so long is ended; the other documents are read on."));
    m_minutes = group->addNumber(tr("Give up after"), 1, settings::mostMinutesInAll, tr(" min"));
    group->explain(tr("Waiting does not count; where text in pictures is recognised, each page adds to it."));
    auto *usual = new QPushButton(tr("Restore defaults"), group);
    usual->setObjectName(QStringLiteral("usualLimits"));
    usual->setAutoDefault(false);
    connect(usual, &QPushButton::clicked, this, [this] { showLimits({}); });
    group->rows()->addWidget(usual, 0, Qt::AlignRight);
    showLimits(m_reading);
}

void ReadingPage::connectSignals() {
    for (auto *choice : {m_always, m_libreOffice, m_unfenced})
        connect(choice, &QCheckBox::toggled, this, &ReadingPage::changed);
    for (auto *box : {m_passage, m_textMiB, m_seconds, m_minutes})
        connect(box, &QSpinBox::valueChanged, this, &ReadingPage::changed);
    connect(m_languages, &QListWidget::itemChanged, this, &ReadingPage::changed);
}

void ReadingPage::showLimits(const settings::Reading &reading) {
    m_textMiB->setValue(reading.textMiB);
    m_seconds->setValue(reading.secondsWithoutFrame);
    m_minutes->setValue(reading.minutesInAll);
}

settings::Reading ReadingPage::reading() const {
    auto reading = m_reading;
    reading.alwaysRecognise = m_always->isChecked();
    reading.libreOffice = m_libreOffice->isChecked();
    reading.unfenced = m_unfenced->isChecked();
    reading.passage = m_passage->value();
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
