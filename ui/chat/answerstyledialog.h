#pragma once

#include "model/chat.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace docchat::ui {

/// "Style: short, German", of what was chosen, with "…" for instructions; "Answer style…" when nothing was.
[[nodiscard]] QString styleWords(const AnswerStyle &style);

/// How answers are to be written, in this chat or in all: instructions, length, language; and presets of
/// them, which are kept at once.
class AnswerStyleDialog : public QDialog {
    Q_OBJECT

public:
    AnswerStyleDialog(AnswerStyle ofChat, AnswerStyle ofAll, const std::vector<AnswerPreset> &presets,
                      QWidget *parent);

    [[nodiscard]] AnswerStyle ofChat() const { return m_holdsForAll ? m_other : shown(); }
    [[nodiscard]] AnswerStyle ofAll() const { return m_holdsForAll ? shown() : m_other; }

Q_SIGNALS:
    void presetSaved(const AnswerPreset &preset);
    void presetRemoved(const QString &name);

private:
    void addScope(QVBoxLayout *layout);
    void addFields(QVBoxLayout *layout);
    void addPresets(QVBoxLayout *layout);
    void connectSignals();
    void setHoldsForAll(bool all);
    void fillChoices();
    void showStyle(const AnswerStyle &style);
    [[nodiscard]] AnswerStyle shown() const;
    [[nodiscard]] const AnswerPreset *preset() const;
    void showPreset();
    void savePreset();
    void removePreset();

    AnswerStyle m_other; ///< of the scope that is not shown
    bool m_holdsForAll = false;
    std::vector<AnswerPreset> m_presets;
    QRadioButton *m_forChat;
    QRadioButton *m_forAll;
    QPlainTextEdit *m_instructions;
    QLabel *m_tooLong;
    QComboBox *m_length;
    QComboBox *m_language;
    QComboBox *m_preset;
    QPushButton *m_save;
    QPushButton *m_remove;
};

} // namespace docchat::ui
