#pragma once

#include "model/collection.h"

#include <QDialog>

#include <array>
#include <vector>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace docchat::ui {

/// "Style: short, German", of what was chosen, with "…" for instructions; "Answer style…" when nothing was.
[[nodiscard]] QString styleWords(const AnswerStyle &style);

/// How answers are to be written, in this chat, in the open collection or in all chats: instructions, length,
/// language; and presets of them, which are kept at once.
class AnswerStyleDialog : public QDialog {
    Q_OBJECT

public:
    /// collection: the open one; with id 0 none is.
    AnswerStyleDialog(const AnswerStyle &ofChat, const AnswerStyle &ofAll,
                      const std::vector<AnswerPreset> &presets, QWidget *parent,
                      const Collection &collection = {});

    [[nodiscard]] AnswerStyle ofChat() const { return styleOf(Scope::Chat); }
    [[nodiscard]] AnswerStyle ofCollection() const { return styleOf(Scope::Collection); }
    [[nodiscard]] AnswerStyle ofAll() const { return styleOf(Scope::All); }

Q_SIGNALS:
    void presetSaved(const AnswerPreset &preset);
    void presetRemoved(const QString &name);

private:
    /// What a style holds for; what it leaves open is as in the next of them.
    enum class Scope { Chat, Collection, All };

    void addScopes(QVBoxLayout *layout);
    void addFields(QVBoxLayout *layout);
    void addPresets(QVBoxLayout *layout);
    void connectSignals();
    void setScope(Scope scope);
    [[nodiscard]] AnswerStyle styleOf(Scope scope) const;
    [[nodiscard]] AnswerStyle usual() const;
    void fillChoices();
    void showStyle(const AnswerStyle &style);
    [[nodiscard]] AnswerStyle shown() const;
    [[nodiscard]] const AnswerPreset *preset() const;
    void showPreset();
    void savePreset();
    void removePreset();

    std::array<AnswerStyle, 3> m_styles; ///< by Scope; that of the shown one is in the fields
    Scope m_scope = Scope::Chat;
    QString m_collection; ///< its name; empty: none is open
    std::vector<AnswerPreset> m_presets;
    QPlainTextEdit *m_instructions;
    QLabel *m_tooLong;
    QComboBox *m_length;
    QComboBox *m_language;
    QComboBox *m_preset;
    QPushButton *m_save;
    QPushButton *m_remove;
};

} // namespace docchat::ui
