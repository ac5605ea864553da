#include "settings/modelsdialog.h"

#include "settings/providerform.h"
#include "widgets/buttons.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr QSize dialogSize(850, 560);
constexpr int listWidth = 275;
constexpr int patienceWidth = 90;

/// "Ollama · 127.0.0.1:11434, on this computer"
QString placeOf(const ProviderConfig &config) {
    if (config.isGguf())
        return config.url.isEmpty() ? QObject::tr("No file yet") : QObject::tr("A file · on this computer");
    if (config.url.host().isEmpty())
        return QObject::tr("No address yet");
    const auto kind =
        config.kind == QLatin1StringView("ollama") ? QObject::tr("Ollama") : QObject::tr("OpenAI-compatible");
    return config.isLocal() ? QObject::tr("%1 · on this computer").arg(kind)
                            : QObject::tr("%1 · %2").arg(kind, config.url.host());
}

QLabel *headingLabel(const QString &words, QWidget *parent) {
    auto *label = new QLabel(words, parent);
    label->setObjectName(QStringLiteral("heading"));
    return label;
}

} // namespace

ModelsDialog::ModelsDialog(ModelChoice choice, QWidget *parent)
    : QDialog(parent), m_choice(std::move(choice)) {
    setWindowTitle(tr("Models"));
    resize(dialogSize);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(12);
    auto *panes = new QHBoxLayout;
    panes->setSpacing(18);
    panes->addWidget(makeList());
    panes->addWidget(makeDetails(), 1);
    layout->addLayout(panes, 1);
    addFallback(layout);
    auto *bottom = new QHBoxLayout;
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("warning"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_buttons->button(QDialogButtonBox::Save)->setAutoDefault(false);
    m_buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    bottom->addWidget(m_problem, 1);
    bottom->addWidget(m_buttons);
    layout->addLayout(bottom);
    for (int row = 0; row < int(m_choice.providers.size()); ++row) {
        new QListWidgetItem(m_list);
        showRow(row);
    }
    connectSignals();
}

QWidget *ModelsDialog::makeList() {
    auto *side = new QWidget(this);
    side->setFixedWidth(listWidth);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(headingLabel(tr("Model servers"), side));
    m_list = new QListWidget(side);
    m_list->setObjectName(QStringLiteral("servers"));
    m_list->setAccessibleName(tr("Model servers"));
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_list, 1);
    auto *buttons = new QHBoxLayout;
    auto *more = makeButton(tr("Add"), Look::Plain, side);
    m_remove = makeButton(tr("Remove…"), Look::Plain, side);
    buttons->addWidget(more);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    layout->addLayout(buttons);
    connect(more, &QPushButton::clicked, this, [this] { add({}); });
    connect(m_remove, &QPushButton::clicked, this, &ModelsDialog::removeWanted);
    return side;
}

QWidget *ModelsDialog::makeDetails() {
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    m_empty = new QLabel(tr("No model server is set up. Answers are quoted from your documents.\n\n"
                            "Add one that runs on this computer, such as Ollama, LM Studio or llama-server, "
                            "or one elsewhere with OpenAI's API. A .gguf file is dropped on the window."),
                         side);
    m_empty->setObjectName(QStringLiteral("dim"));
    m_empty->setWordWrap(true);
    layout->addWidget(m_empty);
    m_details = new QWidget(side);
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(8);
    m_inUse = new QCheckBox(tr("Use this server"), m_details);
    m_inUse->setObjectName(QStringLiteral("inUse"));
    m_form = new ProviderForm(m_details);
    details->addWidget(m_form);
    details->addWidget(m_inUse, 0, Qt::AlignLeft);
    details->addStretch();
    layout->addWidget(m_details);
    layout->addStretch();
    return side;
}

void ModelsDialog::addFallback(QVBoxLayout *layout) {
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_fallback = new QComboBox(this);
    m_fallback->setObjectName(QStringLiteral("fallback"));
    m_fallback->setAccessibleName(tr("Who helps out when the first is silent"));
    m_fallback->setMinimumWidth(listWidth);
    m_patience = new QDoubleSpinBox(this);
    m_patience->setAccessibleName(tr("Patience with the first"));
    m_patience->setRange(0, settings::mostPatienceMs / 1000.0);
    m_patience->setDecimals(1);
    m_patience->setSuffix(tr(" s"));
    m_patience->setFixedWidth(patienceWidth);
    m_patience->setValue(m_choice.fallback.patienceMs / 1000.0);
    auto *label = new QLabel(tr("If the first does not answer, ask"), this);
    label->setBuddy(m_fallback);
    row->addWidget(label);
    row->addWidget(m_fallback);
    m_after = new QLabel(tr("after"), this);
    row->addWidget(m_after);
    row->addWidget(m_patience);
    row->addStretch();
    layout->addLayout(row);
}

void ModelsDialog::connectSignals() {
    connect(m_list, &QListWidget::currentRowChanged, this, &ModelsDialog::showCurrent);
    connect(m_form, &ProviderForm::edited, this, &ModelsDialog::keepForm);
    connect(m_inUse, &QCheckBox::clicked, this, &ModelsDialog::setInUse);
    connect(m_fallback, &QComboBox::activated, this,
            [this] { m_choice.fallback.provider = m_fallback->currentData().toString(); });
    connect(m_fallback, &QComboBox::currentIndexChanged, this, [this] {
        for (auto *widget :
             std::initializer_list<QWidget *>{m_after, m_patience}) // of nobody there is no after
            widget->setVisible(!m_fallback->currentData().toString().isEmpty());
    });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

/// Only now the one who asks for the models is listening.
void ModelsDialog::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    if (current() >= 0 || m_choice.providers.empty())
        return showCurrent();
    const auto active = std::ranges::find_if(m_choice.providers, &ProviderConfig::active);
    m_list->setCurrentRow(active == m_choice.providers.end() ? 0 : int(active - m_choice.providers.begin()));
}

int ModelsDialog::current() const {
    return m_list->currentRow();
}

QString ModelsDialog::currentName() const {
    return current() < 0 ? QString() : m_choice.providers[size_t(current())].name;
}

ModelChoice ModelsDialog::choice() const {
    auto choice = m_choice;
    choice.fallback.patienceMs = int(m_patience->value() * 1000);
    return choice;
}

void ModelsDialog::add(ProviderConfig config) {
    for (auto &other : m_choice.providers)
        other.active = false;
    config.active = true;
    m_choice.providers.push_back(std::move(config));
    new QListWidgetItem(m_list);
    for (int row = 0; row < m_list->count(); ++row)
        showRow(row);
    m_list->setCurrentRow(m_list->count() - 1);
    m_form->setFocus();
}

void ModelsDialog::removeCurrent() {
    if (current() < 0)
        return;
    const int row = current();
    if (m_choice.fallback.provider == currentName())
        m_choice.fallback.provider.clear();
    m_choice.providers.erase(m_choice.providers.begin() + row);
    {
        const QSignalBlocker blocker(m_list); // rows and servers are the same again afterwards
        delete m_list->takeItem(row);
    }
    showCurrent();
}

void ModelsDialog::showCurrent() {
    const bool any = current() >= 0;
    m_details->setVisible(any);
    m_empty->setVisible(!any);
    m_remove->setEnabled(any);
    if (any) {
        const auto &config = m_choice.providers[size_t(current())];
        m_inUse->setChecked(config.active);
        m_form->setConfig(config);
    }
    showFallbacks();
    check();
}

void ModelsDialog::keepForm() {
    if (current() < 0)
        return;
    auto &kept = m_choice.providers[size_t(current())];
    const auto before = kept.name;
    const bool inUse = kept.active;
    kept = m_form->config();
    kept.active = inUse;
    if (!before.isEmpty() && m_choice.fallback.provider == before)
        m_choice.fallback.provider = kept.name;
    showRow(current());
    showFallbacks();
    check();
}

void ModelsDialog::setInUse(bool inUse) {
    for (int row = 0; row < m_list->count(); ++row) {
        m_choice.providers[size_t(row)].active = inUse && row == current();
        showRow(row);
    }
    showFallbacks();
}

void ModelsDialog::showRow(int row) {
    const auto &config = m_choice.providers[size_t(row)];
    const auto name = config.name.isEmpty() ? tr("New server") : config.name;
    auto *item = m_list->item(row);
    item->setText(
        QStringLiteral("%1\n%2").arg(config.active ? tr("● %1 · in use").arg(name) : name, placeOf(config)));
    item->setToolTip(config.url.toString().toHtmlEscaped());
}

/// Whoever writes answers and is not in use may help out.
void ModelsDialog::showFallbacks() {
    m_fallback->clear();
    m_fallback->addItem(tr("nobody"), QString());
    for (const auto &config : m_choice.providers) {
        if (!config.active && !config.chatModel.isEmpty() && !config.name.isEmpty())
            m_fallback->addItem(config.name, config.name);
    }
    m_fallback->setCurrentIndex(std::max(0, m_fallback->findData(m_choice.fallback.provider)));
}

void ModelsDialog::check() {
    const auto words = problem();
    m_problem->setText(words);
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(words.isEmpty());
}

/// Why it cannot be saved as it is.
QString ModelsDialog::problem() const {
    QStringList names;
    for (const auto &config : m_choice.providers) {
        if (config.name.isEmpty())
            return tr("A server needs a name.");
        if (names.contains(config.name))
            return tr("Two servers are called %1.").arg(config.name);
        if (config.isGguf() && !config.url.path().endsWith(QLatin1StringView(".gguf"), Qt::CaseInsensitive))
            return tr("%1 needs the path of a .gguf file.").arg(config.name);
        if (!config.isGguf() && !isWebAddress(config.url))
            return tr("%1 needs an address that begins with http:// or https://.").arg(config.name);
        if (config.chatModel.isEmpty() && config.embedModel.isEmpty())
            return tr("%1 needs a model.").arg(config.name);
        names += config.name;
    }
    return {};
}

} // namespace docchat::ui
