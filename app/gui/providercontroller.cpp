#include "providercontroller.h"

#include "index/providers.h"
#include "widgets/dialogs.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace docchat {

using async::Task;

namespace {

QString nameOf(const ProviderConfig &provider) {
    return provider.chatModel.isEmpty() ? QObject::tr("Quotes only, found with %1").arg(provider.embedModel)
                                        : provider.chatModel;
}

/// The form for a server.
class ServerForm : public QDialog {
public:
    explicit ServerForm(QWidget *parent) : QDialog(parent) {
        setWindowTitle(tr("Add a model server"));
        auto *form = new QFormLayout(this);
        auto *intro = new QLabel(
            tr("Any server with OpenAI's API: llama-server, Ollama, LM Studio, vLLM, OpenAI."), this);
        intro->setWordWrap(true);
        form->addRow(intro);
        m_name = addField(form, tr("Name"), tr("My computer"));
        m_url = addField(form, tr("Address"), QStringLiteral("http://127.0.0.1:8080"));
        m_chat = addField(form, tr("Model for answers"), QStringLiteral("llama3.1"));
        m_embed = addField(form, tr("Model for finding"), tr("nomic-embed-text (may be empty)"));
        m_key = addField(form, tr("Key: name of the environment variable"), QStringLiteral("OPENAI_API_KEY"));
        m_buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
        form->addRow(m_buttons);
        connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
        connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
        check();
    }

    [[nodiscard]] ProviderConfig config() const {
        ProviderConfig config;
        config.name = m_name->text().trimmed();
        config.url = QUrl(m_url->text().trimmed());
        config.chatModel = m_chat->text().trimmed();
        config.embedModel = m_embed->text().trimmed();
        config.keyEnv = m_key->text().trimmed();
        return config;
    }

private:
    QLineEdit *addField(QFormLayout *form, const QString &label, const QString &example) {
        auto *edit = new QLineEdit(this);
        edit->setPlaceholderText(example);
        edit->setMinimumWidth(330);
        edit->setAccessibleName(label);
        form->addRow(label, edit);
        connect(edit, &QLineEdit::textChanged, this, [this] { check(); });
        return edit;
    }

    void check() {
        if (!m_buttons)
            return;
        const QUrl address(m_url->text().trimmed(), QUrl::StrictMode);
        const bool web =
            address.scheme() == QLatin1StringView("http") || address.scheme() == QLatin1StringView("https");
        const bool models = !m_chat->text().isEmpty() || !m_embed->text().isEmpty();
        m_buttons->button(QDialogButtonBox::Save)
            ->setEnabled(!m_name->text().isEmpty() && web && !address.host().isEmpty() && models);
    }

    QLineEdit *m_name = nullptr;
    QLineEdit *m_url = nullptr;
    QLineEdit *m_chat = nullptr;
    QLineEdit *m_embed = nullptr;
    QLineEdit *m_key = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
};

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
    ui::tell(m_window, tr("Models"),
             tr("Documents are being read. Choose another model when they are done, or cancel them."));
    return true;
}

Task<void> ProviderController::showMenu(QPoint at) {
    const auto providers = co_await m_application->store().read(
        [](index::Database &database) { return index::allProviders(database); });
    auto *menu = new QMenu(m_window);
    auto entry = [&](const QString &text, const QString &name, bool chosen) {
        auto *action = menu->addAction(text);
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
    menu->addSeparator();
    menu->addAction(tr("Add a model server…"), this,
                    [this] { m_background->spawn("add server", &ProviderController::addServer, this); });
    ui::popUp(menu, at);
}

Task<void> ProviderController::addServer() {
    if (busy())
        co_return;
    const auto form = std::make_unique<ServerForm>(m_window);
    if (!co_await ui::accepted(form.get()))
        co_return;
    const auto config = form->config();
    const auto sheet = tr("With this server, your questions and the passages found for them go to %1. With a "
                          "model for finding, "
                          "the text of every document goes there too.")
                           .arg(config.url.host());
    if (config.isLocal() ||
        co_await ui::confirm(m_window, tr("Text will leave this computer"), sheet, tr("Use it")))
        co_await save(config);
}

Task<void> ProviderController::save(ProviderConfig config) {
    const auto saved = co_await m_application->store().write([config](index::Database &database) {
        index::saveProvider(database, config);
        return Done{};
    });
    if (!saved.ok()) {
        ui::tell(m_window, tr("Models"), saved.error().text());
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
        ui::tell(m_window, tr("Models"), tr("This model could not be chosen."));
    showState();
}

} // namespace docchat
