#include "providercontroller.h"

#include "index/providers.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace docchat {

using async::Task;

namespace {

QString nameOf(const ProviderConfig &provider) {
    return provider.chatModel.isEmpty() ? provider.name : provider.chatModel;
}

/// The form for a server; nullopt when it was cancelled.
std::optional<ProviderConfig> askForServer(QWidget *parent) {
    QDialog dialog(parent);
    dialog.setWindowTitle(QObject::tr("Add a model server"));
    auto *form = new QFormLayout(&dialog);
    auto *intro = new QLabel(
        QObject::tr("Any server with OpenAI's API: llama-server, Ollama, LM Studio, vLLM, OpenAI."), &dialog);
    intro->setWordWrap(true);
    form->addRow(intro);
    auto field = [&](const QString &label, const QString &example) {
        auto *edit = new QLineEdit(&dialog);
        edit->setPlaceholderText(example);
        edit->setMinimumWidth(330);
        form->addRow(label, edit);
        return edit;
    };
    auto *name = field(QObject::tr("Name"), QObject::tr("My computer"));
    auto *url = field(QObject::tr("Address"), QStringLiteral("http://127.0.0.1:8080"));
    auto *chat = field(QObject::tr("Model for answers"), QStringLiteral("llama3.1"));
    auto *embed = field(QObject::tr("Model for finding"), QObject::tr("nomic-embed-text (may be empty)"));
    auto *key = field(QObject::tr("Key: name of the environment variable"), QStringLiteral("OPENAI_API_KEY"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, &dialog);
    form->addRow(buttons);
    auto check = [=] {
        const QUrl address(url->text(), QUrl::StrictMode);
        const bool web =
            address.scheme() == QLatin1StringView("http") || address.scheme() == QLatin1StringView("https");
        const bool models = !chat->text().isEmpty() || !embed->text().isEmpty();
        buttons->button(QDialogButtonBox::Save)
            ->setEnabled(!name->text().isEmpty() && web && !address.host().isEmpty() && models);
    };
    for (auto *edit : {name, url, chat, embed})
        QObject::connect(edit, &QLineEdit::textChanged, &dialog, check);
    check();
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    ProviderConfig config;
    config.name = name->text().trimmed();
    config.url = QUrl(url->text().trimmed());
    config.chatModel = chat->text().trimmed();
    config.embedModel = embed->text().trimmed();
    config.keyEnv = key->text().trimmed();
    return config;
}

} // namespace

ProviderController::ProviderController(Application *application, ui::MainWindow *window,
                                       async::Background *background)
    : m_application(application), m_window(window), m_background(background) {
    connect(window->chat(), &ui::ChatPane::modelMenuWanted, this, [this](const QPoint &at) {
        m_background->spawn("model menu", &ProviderController::showMenu, this, at);
    });
    showState();
}

void ProviderController::showState() {
    const auto &provider = m_application->provider();
    if (!provider) {
        m_window->chat()->setModel(tr("Quotes only · built in"), true);
        m_window->status()->setPrivacy(tr("Nothing leaves this computer ✓"));
        return;
    }
    const auto where = provider->isLocal() ? tr("this computer") : provider->url.host();
    m_window->chat()->setModel(tr("%1 · %2").arg(nameOf(*provider), where), provider->isLocal());
    m_window->status()->setPrivacy(provider->isLocal()
                                       ? tr("Questions and documents stay on this computer ✓")
                                       : tr("Questions and passages go to %1").arg(provider->url.host()));
}

bool ProviderController::busy() {
    if (m_application->jobs().running() == 0)
        return false;
    QMessageBox::information(
        m_window, tr("Models"),
        tr("Documents are being read. Choose another model when they are done, or cancel them."));
    return true;
}

Task<void> ProviderController::showMenu(QPoint at) {
    const auto providers = co_await m_application->store().read(
        [](index::Database &database) { return index::allProviders(database); });
    QMenu menu(m_window);
    auto entry = [&](const QString &text, const QString &name, bool chosen) {
        auto *action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(chosen);
        connect(action, &QAction::triggered, this,
                [this, name] { m_background->spawn("use provider", &ProviderController::use, this, name); });
    };
    entry(tr("Quotes only · built in"), {}, !m_application->provider());
    for (const auto &provider : providers.ok() ? *providers : std::vector<ProviderConfig>())
        entry(tr("%1 · %2").arg(nameOf(provider),
                                provider.isLocal() ? tr("this computer") : provider.url.host()),
              provider.name, m_application->provider() && m_application->provider()->name == provider.name);
    menu.addSeparator();
    menu.addAction(tr("Add a model server…"), this, &ProviderController::addServer);
    menu.exec(at);
}

void ProviderController::addServer() {
    if (busy())
        return;
    auto config = askForServer(m_window);
    if (!config)
        return;
    if (!config->isLocal()) {
        QMessageBox sheet(
            QMessageBox::Question, tr("Text will leave this computer"),
            tr("With this server, your questions and the passages found for them go to %1. With a model for "
               "finding, the text of every document goes there too.")
                .arg(config->url.host()),
            QMessageBox::Yes | QMessageBox::Cancel, m_window);
        sheet.setTextFormat(Qt::PlainText);
        sheet.setDefaultButton(QMessageBox::Cancel);
        sheet.button(QMessageBox::Yes)->setText(tr("Use it"));
        if (sheet.exec() != QMessageBox::Yes)
            return;
    }
    m_background->spawn("save provider", &ProviderController::save, this, *config);
}

Task<void> ProviderController::save(ProviderConfig config) {
    const auto saved = co_await m_application->store().write([config](index::Database &database) {
        index::saveProvider(database, config);
        return Done{};
    });
    if (!saved.ok()) {
        QMessageBox::warning(m_window, tr("Models"), saved.error().text());
        co_return;
    }
    co_await use(config.name);
}

Task<void> ProviderController::use(QString name) {
    if (busy())
        co_return;
    const auto used = co_await m_application->store().write(
        [name](index::Database &database) { return index::useProvider(database, name); });
    if (!used.ok() || !m_application->useActiveProvider().ok())
        QMessageBox::warning(m_window, tr("Models"), tr("This model could not be chosen."));
    showState();
}

} // namespace docchat
