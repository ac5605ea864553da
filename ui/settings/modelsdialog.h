#pragma once

#include "model/provider.h"
#include "settings/settings.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace docchat::ui {

class ProviderForm;

/// The model servers, at most one of them active, and which one helps out.
struct ModelChoice {
    std::vector<ProviderConfig> providers = {};
    settings::Fallback fallback = {};
};

/// Settings of the models: the servers that are set up, their models, and who helps out when one is silent.
/// Nothing is changed before Save.
class ModelsDialog : public QDialog {
    Q_OBJECT

public:
    ModelsDialog(ModelChoice choice, QWidget *parent);

    [[nodiscard]] ModelChoice choice() const;
    [[nodiscard]] ProviderForm *form() { return m_form; }
    /// Adds a server, which is in use from then on, and shows it.
    void add(ProviderConfig config);
    [[nodiscard]] QString currentName() const;
    void removeCurrent();

Q_SIGNALS:
    void removeWanted();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeDetails();
    void addFallback(QVBoxLayout *layout);
    void connectSignals();
    void showCurrent();
    void keepForm();
    void setInUse(bool inUse);
    void showRow(int row);
    void showFallbacks();
    void check();
    [[nodiscard]] QString problem() const;
    [[nodiscard]] int current() const;

    ModelChoice m_choice;
    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
    QWidget *m_details = nullptr;
    ProviderForm *m_form = nullptr;
    QCheckBox *m_inUse = nullptr;
    QLabel *m_empty = nullptr;
    QComboBox *m_fallback = nullptr;
    QLabel *m_after = nullptr;
    QDoubleSpinBox *m_patience = nullptr;
    QLabel *m_problem = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
};

} // namespace docchat::ui
