#pragma once

#include "model/provider.h"
#include "provider/check.h"
#include "provider/keys.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace docchat::ui {

class ModelPicker;
class PullLine;

/// One model server, or a file that is run here: where it is, its models, and whether it answers. Asks
/// nothing itself: it emits wishes and shows what became of them.
class ProviderForm : public QWidget {
    Q_OBJECT

public:
    explicit ProviderForm(QWidget *parent);

    /// Shows another server, and wishes for its models.
    void setConfig(const ProviderConfig &config);
    [[nodiscard]] ProviderConfig config() const;
    /// How the key of the server that is shown is known; it is never shown itself.
    void showKey(provider::KeyPlace place);
    /// Whether keys can be kept in the keychain of this computer.
    void setKeychain(bool works);

    void showLoading();
    void showModels(const std::vector<ModelInfo> &models);
    void showFailure(const Error &error);
    void showCancelled();
    void showTesting();
    void showCheck(const provider::ServerCheck &check);
    void showTestCancelled();
    [[nodiscard]] PullLine *pullLine() { return m_pull; }
    /// The server has a new model: it is chosen where none was.
    void showPulled(const QString &model);

Q_SIGNALS:
    void edited();
    void keyTyped(const QUrl &server, const QByteArray &key); ///< empty: it was taken back
    void modelsWanted(const ProviderConfig &config);
    void listingCancelled();
    void testWanted(const ProviderConfig &config);
    void testCancelled();
    void pullWanted(const ProviderConfig &config, const QString &model);
    void pullCancelled();

private:
    enum class Listing { Idle, Loading, Failed };

    QLineEdit *addField(QGridLayout *grid, const QString &label, const QString &example);
    void addKey(QGridLayout *grid);
    void addModels(QGridLayout *grid);
    void takeKey();
    void dropKeyIfElsewhere();
    void showKeyWords();
    void addTest(QVBoxLayout *layout);
    void addPull(QGridLayout *grid);
    void showKind();
    void wishForModels();
    void wishIfElsewhere();
    void say(const QString &words, Listing listing);
    void showDetails();
    void showTest(const QString &words, bool isProblem, bool runs);

    ProviderConfig m_config;
    ProviderConfig m_listed; ///< whose models were wished for last
    Listing m_listing = Listing::Idle;
    provider::KeyPlace m_keyPlace = provider::KeyPlace::Nowhere;
    QString m_keyOrigin;       ///< what the typed key is for
    bool m_keyDropped = false; ///< as the address is another one now
    bool m_keychainWorks = true;
    bool m_testing = false;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QLineEdit *m_url;
    QLineEdit *m_key;
    QPushButton *m_showKey;
    QLabel *m_keyWords;
    QLineEdit *m_keyEnv;
    ModelPicker *m_chat;
    ModelPicker *m_embed;
    QLabel *m_chatDetails;
    QLabel *m_embedDetails;
    PullLine *m_pull;
    QLabel *m_urlLabel;
    std::vector<QWidget *> m_ofServers; ///< what a file has not
    std::vector<QWidget *> m_whereGot;  ///< where models can be got
    QLabel *m_state;
    QPushButton *m_stateAction;
    QPushButton *m_test;
    QLabel *m_result;
};

/// Can a server be reached at such an address at all?
[[nodiscard]] bool isWebAddress(const QUrl &url);

} // namespace docchat::ui
