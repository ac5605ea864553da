#include "settings/modelpicker.h"

#include <QLineEdit>
#include <QLocale>
#include <QStyledItemDelegate>

namespace docchat::ui {
namespace {

constexpr int detailsRole = Qt::UserRole;

QString detailsOf(const ModelInfo &model) {
    QStringList parts;
    if (!model.canEmbed)
        parts += QObject::tr("for answers");
    else if (!model.canChat)
        parts += QObject::tr("for finding");
    if (model.contextTokens > 0)
        parts += QObject::tr("reads %1 tokens at once").arg(QLocale().toString(model.contextTokens));
    if (model.size > 0)
        parts += QLocale().formattedDataSize(model.size, 1, QLocale::DataSizeSIFormat);
    return parts.join(QStringLiteral(" · "));
}

/// A model's name with what is known of it behind.
class ModelDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto details = index.data(detailsRole).toString();
        if (!details.isEmpty())
            option->text += QStringLiteral("   –   ") + details;
    }
};

} // namespace

ModelPicker::ModelPicker(const QString &name, const QString &none, QWidget *parent) : QComboBox(parent) {
    setEditable(true);
    setInsertPolicy(NoInsert);
    setAccessibleName(name);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setItemDelegate(new ModelDelegate(this));
    lineEdit()->setPlaceholderText(none);
    lineEdit()->setClearButtonEnabled(true);
    lineEdit()->setAccessibleName(name);
}

void ModelPicker::offer(const std::vector<ModelInfo> &models) {
    const auto typed = currentText();
    const QSignalBlocker blocker(this);
    clear();
    for (const auto &model : models)
        addItem(model.name, detailsOf(model));
    setChosen(typed);
}

void ModelPicker::setChosen(const QString &model) {
    setCurrentIndex(findText(model, Qt::MatchExactly | Qt::MatchCaseSensitive));
    setEditText(model);
}

QString ModelPicker::details() const {
    const int index = findText(chosen(), Qt::MatchExactly | Qt::MatchCaseSensitive);
    return index < 0 ? QString() : itemData(index, detailsRole).toString();
}

} // namespace docchat::ui
