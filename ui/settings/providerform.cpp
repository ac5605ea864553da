#include "settings/providerform.h"

#include "provider/modellist.h"
#include "settings/modelpicker.h"
#include "settings/pullline.h"
#include "widgets/buttons.h"
#include "widgets/plainlabel.h"

#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

namespace docchat::ui {

using provider::KeyPlace;

namespace {

QLabel *wordsLabel(const char *name, QWidget *parent) {
    auto *label = plainLabel({}, parent);
    label->setObjectName(QLatin1StringView(name));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void setProblem(QLabel *label, bool isProblem) {
    label->setProperty("problem", isProblem);
    repolish(label);
}

QLabel *labelOf(const QGridLayout *grid, QWidget *field) {
    int row = 0;
    int column = 0;
    int ignored = 0;
    grid->getItemPosition(grid->indexOf(field), &row, &column, &ignored, &ignored);
    return qobject_cast<QLabel *>(grid->itemAtPosition(row, 0)->widget());
}

QString modelCount(size_t count) {
    return count == 1 ? QObject::tr("1 model") : QObject::tr("%1 models").arg(count);
}

QString trialWords(const QString &what, const provider::Trial &trial) {
    return trial.error ? QStringLiteral("%1: %2").arg(what, trial.error->text())
                       : QObject::tr("%1 in %2 ms: %3").arg(what).arg(trial.took.count()).arg(trial.sample);
}

} // namespace

bool isWebAddress(const QUrl &url) {
    const bool isWeb =
        url.scheme() == QLatin1StringView("http") || url.scheme() == QLatin1StringView("https");
    return isWeb && url.isValid() && !url.host().isEmpty();
}

namespace {

/// Empty: there is no address yet.
QString keyOriginOf(const QUrl &server) {
    return isWebAddress(server) ? originOf(server) : QString();
}

} // namespace

ProviderForm::ProviderForm(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(7);
    grid->setColumnStretch(1, 1);
    m_name = addField(grid, tr("Name"), tr("My computer"));
    m_kind = new QComboBox(this);
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->addItem(tr("OpenAI-compatible"), QStringLiteral("openai"));
    m_kind->addItem(tr("Ollama"), QStringLiteral("ollama"));
    m_kind->addItem(tr("A .gguf file, run here"), QString(ggufKind));
    grid->addWidget(new QLabel(tr("Kind"), this), 1, 0);
    grid->addWidget(m_kind, 1, 1);
    m_url = addField(grid, tr("Address"), QStringLiteral("http://127.0.0.1:8080"));
    addKey(grid);
    m_keyEnv = addField(grid, tr("Key is in the variable"), tr("OPENAI_API_KEY (may be empty)"));
    m_urlLabel = labelOf(grid, m_url);
    m_ofServers.insert(m_ofServers.end(), {m_keyEnv, labelOf(grid, m_keyEnv)});
    addModels(grid);
    addPull(grid);
    layout->addLayout(grid);
    addTest(layout);
    showKind();
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        Q_EMIT edited();
        wishIfElsewhere();
    });
    connect(m_url, &QLineEdit::editingFinished, this, &ProviderForm::dropKeyIfElsewhere);
    connect(m_key, &QLineEdit::textEdited, this, &ProviderForm::takeKey);
    for (auto *edit : {m_url, m_keyEnv})
        connect(edit, &QLineEdit::editingFinished, this, &ProviderForm::wishIfElsewhere);
    connect(m_key, &QLineEdit::editingFinished, this, [this] {
        if (m_key->isModified())
            wishForModels();
        m_key->setModified(false);
    });
}

void ProviderForm::addKey(QGridLayout *grid) {
    m_key = addField(grid, tr("Key"), {});
    m_key->setEchoMode(QLineEdit::Password);
    m_showKey = makeButton(tr("Show"), Look::Link, this);
    m_showKey->setCheckable(true);
    m_showKey->setAccessibleName(tr("Show the key"));
    const int row = grid->rowCount() - 1;
    m_ofServers = {m_key, m_showKey, labelOf(grid, m_key)};
    grid->removeWidget(m_key);
    auto *field = new QHBoxLayout;
    field->addWidget(m_key, 1);
    field->addWidget(m_showKey);
    grid->addLayout(field, row, 1);
    m_keyWords = wordsLabel("dim", this);
    grid->addWidget(m_keyWords, row + 1, 1);
    connect(m_showKey, &QPushButton::toggled, this, [this](bool shown) {
        m_key->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        m_showKey->setText(shown ? tr("Hide") : tr("Show"));
    });
}

/// Before there is an address, it waits for the first one.
void ProviderForm::takeKey() {
    const auto server = config().url;
    m_keyPlace = KeyPlace::Nowhere;
    m_keyOrigin = keyOriginOf(server);
    m_keyDropped = false;
    if (!m_keyOrigin.isEmpty())
        Q_EMIT keyTyped(server, m_key->text().trimmed().toUtf8());
    showKeyWords();
}

/// A key is for one address: another gets none, whether it was typed or is kept.
void ProviderForm::dropKeyIfElsewhere() {
    const auto origin = keyOriginOf(config().url);
    if (origin == m_keyOrigin)
        return;
    const bool wasTyped = !m_key->text().isEmpty();
    if (wasTyped && m_keyOrigin.isEmpty())
        return takeKey();
    m_keyOrigin = origin;
    m_keyDropped = wasTyped || m_keyPlace != KeyPlace::Nowhere;
    m_keyPlace = KeyPlace::Nowhere;
    m_key->clear();
    showKeyWords();
}

void ProviderForm::showKey(KeyPlace place) {
    m_keyPlace = place;
    showKeyWords();
}

void ProviderForm::setKeychain(bool works) {
    m_keychainWorks = works;
    showKeyWords();
}

void ProviderForm::showKeyWords() {
    const QString placeholders[] = {tr("none (may be empty)"), tr("typed; type to replace it"),
                                    tr("in the keychain; type to replace it")};
    m_key->setPlaceholderText(placeholders[int(m_keyPlace)]);
    const bool isFleeting = m_keyPlace == KeyPlace::Memory || !m_key->text().isEmpty();
    if (m_keyDropped)
        m_keyWords->setText(tr("Another address needs its own key: type it again."));
    else
        m_keyWords->setText(isFleeting && !m_keychainWorks
                                ? tr("No keychain works here: the key is kept until DocChat ends.")
                                : QString());
    m_keyWords->setVisible(!m_keyWords->text().isEmpty() && !m_key->isHidden());
}

QLineEdit *ProviderForm::addField(QGridLayout *grid, const QString &label, const QString &example) {
    auto *edit = new QLineEdit(this);
    edit->setPlaceholderText(example);
    edit->setAccessibleName(label);
    auto *words = new QLabel(label, this);
    words->setBuddy(edit);
    const int row = grid->count() == 0 ? 0 : grid->rowCount(); // of an empty grid it is 1
    grid->addWidget(words, row, 0);
    grid->addWidget(edit, row, 1);
    connect(edit, &QLineEdit::textEdited, this, &ProviderForm::edited);
    return edit;
}

void ProviderForm::addModels(QGridLayout *grid) {
    const auto add = [&](const QString &label, const QString &none, QLabel **details) {
        auto *picker = new ModelPicker(label, none, this);
        auto *words = new QLabel(label, this);
        words->setBuddy(picker);
        *details = wordsLabel("dim", this);
        const int row = grid->rowCount();
        grid->addWidget(words, row, 0);
        grid->addWidget(picker, row, 1);
        grid->addWidget(*details, row + 1, 1);
        m_ofServers.insert(m_ofServers.end(), {words, picker});
        connect(picker, &QComboBox::currentTextChanged, this, [this] {
            showDetails();
            Q_EMIT edited();
        });
        return picker;
    };
    m_chat = add(tr("Model for answers"), tr("None: passages are quoted"), &m_chatDetails);
    m_embed = add(tr("Model for finding"), tr("None: found by words alone"), &m_embedDetails);
    m_state = wordsLabel("modelState", this);
    m_stateAction = makeButton(tr("Cancel"), Look::Link, this);
    m_stateAction->setObjectName(QStringLiteral("modelStateAction"));
    auto *state = new QHBoxLayout;
    state->addWidget(m_state, 1);
    state->addWidget(m_stateAction, 0, Qt::AlignTop);
    grid->addLayout(state, grid->rowCount(), 1);
    connect(m_stateAction, &QPushButton::clicked, this, [this] {
        if (m_listing == Listing::Loading)
            Q_EMIT listingCancelled();
        else
            wishForModels();
    });
}

void ProviderForm::addPull(QGridLayout *grid) {
    m_pull = new PullLine(this);
    auto *words = new QLabel(tr("Get a model…"), this);
    words->setBuddy(m_pull);
    words->setMinimumHeight(m_name->sizeHint().height()); // beside the field, not beside all that it shows
    const int row = grid->rowCount();
    grid->addWidget(words, row, 0, Qt::AlignTop);
    grid->addWidget(m_pull, row, 1);
    m_whereGot = {words, m_pull};
    connect(m_pull, &PullLine::wanted, this,
            [this](const QString &model) { Q_EMIT pullWanted(config(), model); });
    connect(m_pull, &PullLine::cancelled, this, &ProviderForm::pullCancelled);
}

/// A file has neither a key nor models to choose from, and only Ollama gets new ones.
void ProviderForm::showKind() {
    const auto kind = m_kind->currentData().toString();
    const bool isFile = kind == ggufKind;
    m_urlLabel->setText(isFile ? tr("File") : tr("Address"));
    m_url->setAccessibleName(m_urlLabel->text());
    m_url->setPlaceholderText(isFile ? tr("/home/me/models/qwen.gguf")
                                     : QStringLiteral("http://127.0.0.1:8080"));
    for (auto *widget : m_ofServers)
        widget->setVisible(!isFile);
    showKeyWords();
    for (auto *widget : m_whereGot)
        widget->setVisible(kind == QLatin1StringView("ollama"));
    showDetails();
}

void ProviderForm::addTest(QVBoxLayout *layout) {
    m_test = makeButton(tr("Test"), Look::Plain, this);
    m_test->setObjectName(QStringLiteral("test"));
    m_result = wordsLabel("testResult", this);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_test, 0, Qt::AlignTop);
    row->addWidget(m_result, 1, Qt::AlignVCenter);
    layout->addLayout(row);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_testing)
            Q_EMIT testCancelled();
        else
            Q_EMIT testWanted(config());
    });
}

void ProviderForm::setConfig(const ProviderConfig &config) {
    {
        const QSignalBlocker blocker(this); // showing is not editing
        m_config = config;
        m_name->setText(config.name);
        m_kind->setCurrentIndex(std::max(0, m_kind->findData(config.kind)));
        m_url->setText(config.isGguf() ? config.url.toLocalFile() : config.url.toString());
        m_key->clear();
        m_keyDropped = false;
        m_showKey->setChecked(false);
        m_keyOrigin = keyOriginOf(config.url);
        showKey(config.hasKey ? KeyPlace::Keychain : KeyPlace::Nowhere);
        m_keyEnv->setText(config.keyEnv);
        for (auto *picker : {m_chat, m_embed})
            picker->offer({});
        m_chat->setChosen(config.chatModel);
        m_embed->setChosen(config.embedModel);
        showTest({}, false, false);
        m_pull->showEnd({}, false);
        showKind();
    }
    Q_EMIT testCancelled();
    Q_EMIT pullCancelled();
    wishForModels();
}

ProviderConfig ProviderForm::config() const {
    auto config = m_config;
    config.name = m_name->text().trimmed();
    config.kind = m_kind->currentData().toString();
    config.url = QUrl(m_url->text().trimmed(), QUrl::StrictMode);
    config.chatModel = m_chat->chosen();
    config.embedModel = m_embed->chosen();
    config.keyEnv = m_keyEnv->text().trimmed();
    config.hasKey = m_config.hasKey && originOf(config.url) == originOf(m_config.url);
    if (config.isGguf()) {
        const QFileInfo file(m_url->text().trimmed());
        config.url = file.isAbsolute() ? QUrl::fromLocalFile(file.filePath()) : QUrl();
        config.chatModel = file.completeBaseName();
        config.embedModel.clear();
        config.keyEnv.clear();
        config.hasKey = false;
    }
    return config;
}

void ProviderForm::wishForModels() {
    m_listed = config();
    if (isWebAddress(m_listed.url)) {
        Q_EMIT modelsWanted(m_listed);
        return;
    }
    Q_EMIT listingCancelled();
    say(m_listed.url.isEmpty() || m_listed.isGguf() ? QString()
                                                    : tr("The address begins with http:// or https://"),
        Listing::Idle);
}

/// Another address, kind or key may have other models.
void ProviderForm::wishIfElsewhere() {
    const auto now = config();
    if (now.url != m_listed.url || now.kind != m_listed.kind || now.keyEnv != m_listed.keyEnv)
        wishForModels();
}

void ProviderForm::say(const QString &words, Listing listing) {
    m_listing = listing;
    m_state->setText(words);
    setProblem(m_state, listing == Listing::Failed);
    m_stateAction->setText(listing == Listing::Loading ? tr("Cancel") : tr("Retry"));
    m_stateAction->setAccessibleName(m_stateAction->text());
    m_stateAction->setVisible(listing != Listing::Idle);
}

void ProviderForm::showLoading() {
    say(tr("Asking %1 for its models…").arg(config().url.authority()), Listing::Loading);
}

void ProviderForm::showModels(const std::vector<ModelInfo> &models) {
    m_chat->offer(provider::forChat(models));
    m_embed->offer(provider::forEmbedding(models));
    say(models.empty() ? tr("The server has no models yet")
                       : tr("%1 to pick from").arg(modelCount(models.size())),
        Listing::Idle);
    showDetails();
}

void ProviderForm::showFailure(const Error &error) {
    say(error.text(), Listing::Failed);
}

void ProviderForm::showCancelled() {
    say(tr("Not asked to the end; a model's name can be typed."), Listing::Failed);
    setProblem(m_state, false);
}

void ProviderForm::showDetails() {
    m_chatDetails->setText(m_chat->details());
    m_embedDetails->setText(m_embed->details());
    const bool isFile = m_kind->currentData().toString() == ggufKind;
    m_chatDetails->setVisible(!isFile && !m_chatDetails->text().isEmpty());
    m_embedDetails->setVisible(!isFile && !m_embedDetails->text().isEmpty());
}

void ProviderForm::showPulled(const QString &model) {
    m_pull->showEnd(tr("%1 is there").arg(model), false);
    auto *picker = provider::seemsForEmbedding({.name = model}) ? m_embed : m_chat;
    if (picker->chosen().isEmpty())
        picker->setChosen(model);
    wishForModels();
}

void ProviderForm::showTest(const QString &words, bool isProblem, bool runs) {
    m_testing = runs;
    m_test->setText(runs ? tr("Cancel") : tr("Test"));
    m_result->setText(words);
    setProblem(m_result, isProblem);
}

void ProviderForm::showTesting() {
    showTest(tr("Asking…"), false, true);
}

void ProviderForm::showTestCancelled() {
    if (m_testing)
        showTest(tr("Cancelled"), false, false);
}

void ProviderForm::showCheck(const provider::ServerCheck &check) {
    auto listing = check.listing;
    listing.sample = modelCount(check.models.size());
    QStringList lines{trialWords(tr("Lists its models"), listing)};
    if (check.answering)
        lines += trialWords(tr("Answers"), *check.answering);
    if (check.embedding)
        lines += trialWords(tr("Finds"), *check.embedding);
    showTest(lines.join(QLatin1Char('\n')), check.error().has_value(), false);
}

} // namespace docchat::ui
