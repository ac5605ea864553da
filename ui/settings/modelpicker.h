#pragma once

#include "model/provider.h"

#include <QComboBox>

#include <vector>

namespace docchat::ui {

/// A field for a model's name: typed, or picked from what the server offers, each with what is known of it.
class ModelPicker : public QComboBox {
    Q_OBJECT

public:
    ModelPicker(const QString &name, const QString &none, QWidget *parent);

    /// What may be picked from now on; the name that stands there stays.
    void offer(const std::vector<ModelInfo> &models);
    void setChosen(const QString &model);
    [[nodiscard]] QString chosen() const { return currentText().trimmed(); }
    /// What is known of the model that stands there: "reads 8,192 tokens at once · 4.3 GiB"; often nothing.
    [[nodiscard]] QString details() const;
};

} // namespace docchat::ui
