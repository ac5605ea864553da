#include "settings/settingsdialog.h"

#include "language.h"
#include "settings/settingsgroup.h"
#include "widgets/buttons.h"
#include "widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr QSize dialogSize(720, 560);
constexpr int sectionsWidth = 190;
constexpr int groupGap = 18;
constexpr int margin = 18;

QPushButton *addWish(SettingsGroup *group, const QString &text) {
    auto *button = makeButton(text, Look::Plain, group);
    group->rows()->addWidget(button, 0, Qt::AlignLeft);
    return button;
}

} // namespace

SettingsDialog::SettingsDialog(const SettingsState &state, QWidget *parent) : QDialog(parent) {
    setWindowTitle(tr("Settings"));
    resize(dialogSize);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *side = new QWidget(this);
    side->setObjectName(QStringLiteral("contents"));
    side->setAttribute(Qt::WA_StyledBackground);
    side->setFixedWidth(sectionsWidth);
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(10, 14, 10, 10);
    m_search = new QLineEdit(side);
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setClearButtonEnabled(true);
    m_sections = new QListWidget(side);
    m_sections->setObjectName(QStringLiteral("sections"));
    m_sections->setAccessibleName(tr("Sections of the settings"));
    sideLayout->addWidget(m_search);
    sideLayout->addWidget(m_sections, 1);
    layout->addWidget(side);

    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setAccessibleName(windowTitle());
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(m_scroll);
    m_pages = new QVBoxLayout(content);
    m_pages->setContentsMargins(margin, margin, margin, margin);
    m_pages->setSpacing(groupGap);
    addModels(state);
    m_reading = new ReadingPage(state.reading, state.means, content);
    addSection(tr("Reading"), m_reading);
    addPrivacy(state);
    addAppearance(state);
    addStorage(state);
    m_none = plainLabel(tr("No setting has these words."), content);
    m_none->setObjectName(QStringLiteral("dim"));
    m_pages->addWidget(m_none);
    m_pages->addStretch();
    m_scroll->setWidget(content);
    layout->addWidget(m_scroll, 1);
    connect(m_reading, &ReadingPage::changed, this, [this] { Q_EMIT readingChanged(m_reading->reading()); });
    connect(m_sections, &QListWidget::currentRowChanged, this, &SettingsDialog::showSection);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::showFound);
    m_sections->setCurrentRow(0);
    m_sections->setFocus();
}

void SettingsDialog::goTo(Section section) {
    m_sections->setCurrentRow(int(section));
}

/// The layout for the groups of a page that is given without one.
QVBoxLayout *SettingsDialog::addSection(const QString &name, QWidget *page) {
    auto *label = new QLabel(name, page->parentWidget());
    label->setObjectName(QStringLiteral("title"));
    m_pages->addWidget(label);
    m_pages->addWidget(page);
    m_sections->addItem(name);
    m_all.push_back({page, label});
    if (page->layout())
        return static_cast<QVBoxLayout *>(page->layout());
    auto *groups = new QVBoxLayout(page);
    groups->setContentsMargins(0, 0, 0, 0);
    groups->setSpacing(groupGap);
    return groups;
}

void SettingsDialog::addModels(const SettingsState &state) {
    auto *page = new QWidget(m_scroll);
    auto *groups = addSection(tr("Models"), page);
    auto *model = new SettingsGroup(tr("Model for answers and for finding"), page);
    model->explain(state.model);
    auto *models = addWish(model, tr("Models…"));
    model->explain(tr("None is needed: without one DocChat finds and quotes."));
    groups->addWidget(model);
    auto *requests = new SettingsGroup(tr("Requests to model servers"), page);
    auto *inFlight = requests->addNumber(tr("At once, at most"), 1, settings::mostInFlight, {});
    inFlight->setObjectName(QStringLiteral("inFlight"));
    inFlight->setValue(state.requests.inFlight);
    requests->explain(tr("More embeds a library faster, if the server keeps up."));
    auto *seconds =
        requests->addNumber(tr("Give up on one after"), 1, settings::mostRequestSeconds, tr(" s"));
    seconds->setObjectName(QStringLiteral("requestSeconds"));
    seconds->setValue(state.requests.seconds);
    requests->explain(tr("Then it is tried again, a few times, later and later."));
    groups->addWidget(requests);
    connect(models, &QPushButton::clicked, this, &SettingsDialog::modelsWanted);
    const auto tell = [this, inFlight, seconds] {
        Q_EMIT requestsChanged({inFlight->value(), seconds->value()});
    };
    for (auto *box : {inFlight, seconds})
        connect(box, &QSpinBox::valueChanged, this, tell);
}

void SettingsDialog::addPrivacy(const SettingsState &state) {
    auto *page = new QWidget(m_scroll);
    auto *groups = addSection(tr("Privacy"), page);
    auto *leaves = new SettingsGroup(tr("What leaves this computer"), page);
    leaves->explain(state.privacy);
    leaves->explain(
        tr("There is no telemetry and no account. Before text first goes to a server elsewhere you are "
           "asked, once for each address; what was sent stands below each answer."));
    groups->addWidget(leaves);
    auto *network = new SettingsGroup(tr("Network"), page);
    auto *offline = network->addChoice(tr("Work offline"),
                                       tr("Nothing connects to another machine; models on this computer do "
                                          "work."));
    offline->setObjectName(QStringLiteral("offline"));
    offline->setChecked(state.offline);
    offline->setEnabled(state.mayChangeOffline);
    groups->addWidget(network);
    connect(offline, &QCheckBox::toggled, this, &SettingsDialog::offlineChosen);
}

void SettingsDialog::addAppearance(const SettingsState &state) {
    auto *page = new QWidget(m_scroll);
    auto *groups = addSection(tr("Appearance"), page);
    auto *colours = new SettingsGroup(tr("Colours"), page);
    const std::pair<QString, Theme::Choice> choices[] = {{tr("Like the system"), Theme::Choice::System},
                                                         {tr("Light"), Theme::Choice::Light},
                                                         {tr("Dark"), Theme::Choice::Dark}};
    for (const auto &[text, choice] : choices) {
        auto *button = new QRadioButton(text, colours);
        button->setChecked(choice == state.theme);
        colours->rows()->addWidget(button);
        connect(button, &QRadioButton::toggled, this, [this, chosen = choice](bool on) {
            if (on)
                Q_EMIT themeChosen(chosen);
        });
    }
    colours->explain(
        tr("“Like the system” follows the desktop when it changes, where the desktop tells it."));
    groups->addWidget(colours);
    auto *pages = new SettingsGroup(tr("Pages"), page);
    auto *dims = pages->addChoice(tr("Dim pages in the dark theme"),
                                  tr("White paper is bright beside a dark window."));
    dims->setObjectName(QStringLiteral("dimsPages"));
    dims->setChecked(state.dimsPages);
    groups->addWidget(pages);
    auto *language = new SettingsGroup(tr("Language"), page);
    auto *box = new QComboBox(language);
    box->setObjectName(QStringLiteral("language"));
    for (const auto &each : languages()) {
        box->addItem(each.name, each.code);
        if (each.code == state.language)
            box->setCurrentIndex(box->count() - 1);
    }
    language->addLine(tr("Of the window"), box);
    language->explain(tr("Answers are in the language of the question all the same."));
    auto *change = addWish(language, tr("Change the language"));
    change->hide();
    groups->addWidget(language);
    connect(box, &QComboBox::currentIndexChanged, this, [box, change, before = state.language] {
        change->setVisible(box->currentData().toString() != before);
    });
    connect(change, &QPushButton::clicked, this,
            [this, box] { Q_EMIT languageChosen(box->currentData().toString()); });
    connect(dims, &QCheckBox::toggled, this, &SettingsDialog::dimsPagesChosen);
}

void SettingsDialog::addStorage(const SettingsState &state) {
    auto *page = new QWidget(m_scroll);
    auto *groups = addSection(tr("Storage"), page);
    auto *library = new SettingsGroup(tr("The library"), page);
    library->explain(tr("%1 in %2, readable by you alone. Your documents stay where they lie.")
                         .arg(state.size, state.folder));
    connect(addWish(library, tr("Show the folder")), &QPushButton::clicked, this,
            &SettingsDialog::folderWanted);
    groups->addWidget(library);
    auto *backup = new SettingsGroup(tr("Backup"), page);
    backup->explain(tr("One file with the texts, the vectors and the chats; it can be made while you work."));
    connect(addWish(backup, tr("Back Up…")), &QPushButton::clicked, this, &SettingsDialog::backUpWanted);
    connect(addWish(backup, tr("Restore…")), &QPushButton::clicked, this, &SettingsDialog::restoreWanted);
    backup->explain(tr("Restoring sets the library of now aside; nothing of it is lost."));
    groups->addWidget(backup);
    if (!state.aside.isEmpty()) {
        m_aside = new SettingsGroup(tr("Libraries that were set aside"), page);
        m_aside->explain(
            tr("%1: as they were when they were damaged, or replaced by a backup. What you remove "
               "from the library stays in them.")
                .arg(state.aside));
        connect(addWish(m_aside, tr("Delete Them…")), &QPushButton::clicked, this,
                &SettingsDialog::asideWanted);
        groups->addWidget(m_aside);
    }
    auto *erase = new SettingsGroup(tr("Delete everything"), page);
    erase->explain(
        tr("Removes the library, the chats, the settings and the keys. Documents and backups stay."));
    connect(addWish(erase, tr("Delete Everything…")), &QPushButton::clicked, this,
            &SettingsDialog::eraseWanted);
    groups->addWidget(erase);
}

void SettingsDialog::removeAside() {
    delete m_aside;
    m_aside = nullptr;
}

void SettingsDialog::showSection(int section) {
    if (section < 0)
        return;
    m_search->clear();
    m_none->hide();
    for (size_t i = 0; i < m_all.size(); ++i) {
        m_all[i].name->hide();
        m_all[i].page->setVisible(int(i) == section);
        for (auto *group : m_all[i].page->findChildren<SettingsGroup *>())
            group->show();
    }
    m_scroll->verticalScrollBar()->setValue(0);
}

/// The groups of all sections that have the words, below the names of their sections.
void SettingsDialog::showFound(const QString &typed) {
    const auto words = typed.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        const int section = std::max(0, m_sections->currentRow());
        m_sections->setCurrentRow(section, QItemSelectionModel::ClearAndSelect);
        showSection(section);
        return;
    }
    const QSignalBlocker quiet(m_sections); // what is found is of several of them
    m_sections->clearSelection();
    bool isAny = false;
    for (const auto &section : m_all) {
        bool isHere = false;
        for (auto *group : section.page->findChildren<SettingsGroup *>()) {
            const bool isFound = group->has(words);
            group->setVisible(isFound);
            isHere = isHere || isFound;
        }
        section.name->setVisible(isHere);
        section.page->setVisible(isHere);
        isAny = isAny || isHere;
    }
    m_none->setVisible(!isAny);
    m_scroll->verticalScrollBar()->setValue(0);
}

} // namespace docchat::ui
