#include "chat/answerstyledialog.h"

#include "chat/style.h"
#include "widgets/buttons.h"
#include "widgets/plainlabel.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr int dialogWidth = 480;
constexpr int instructionLines = 5;
constexpr int longestName = 60;
constexpr int widestScope = 220; // pixels

/// That models write well, by their English names.
QStringList languageCodes() {
    QStringList codes{QStringLiteral("ar"), QStringLiteral("bg"), QStringLiteral("ca"), QStringLiteral("cs"),
                      QStringLiteral("da"), QStringLiteral("de"), QStringLiteral("el"), QStringLiteral("en"),
                      QStringLiteral("es"), QStringLiteral("fi"), QStringLiteral("fr"), QStringLiteral("he"),
                      QStringLiteral("hi"), QStringLiteral("hr"), QStringLiteral("hu"), QStringLiteral("id"),
                      QStringLiteral("it"), QStringLiteral("ja"), QStringLiteral("ko"), QStringLiteral("lt"),
                      QStringLiteral("nl"), QStringLiteral("no"), QStringLiteral("pl"), QStringLiteral("pt"),
                      QStringLiteral("ro"), QStringLiteral("ru"), QStringLiteral("sk"), QStringLiteral("sr"),
                      QStringLiteral("sv"), QStringLiteral("th"), QStringLiteral("tr"), QStringLiteral("uk"),
                      QStringLiteral("vi"), QStringLiteral("zh")};
    std::ranges::sort(codes, {}, [](const QString &code) { return chat::languageName(code); });
    return codes;
}

QString lengthWords(AnswerLength length) {
    if (length == AnswerLength::Short)
        return QObject::tr("Short");
    return length == AnswerLength::Long ? QObject::tr("Long") : QObject::tr("Normal");
}

void choose(QComboBox *box, const QVariant &value) {
    const int at = box->findData(value);
    if (at < 0)
        box->addItem(value.toString(), value); // of a newer DocChat
    box->setCurrentIndex(at < 0 ? box->count() - 1 : at);
}

QComboBox *comboBox(const QString &name, QWidget *parent) {
    auto *box = new QComboBox(parent);
    box->setAccessibleName(name);
    return box;
}

} // namespace

QString styleWords(const AnswerStyle &style) {
    QStringList parts;
    if (style.length == AnswerLength::Short || style.length == AnswerLength::Long)
        parts += lengthWords(style.length).toLower();
    if (const auto language = chat::languageName(style.language); !language.isEmpty())
        parts += language;
    const bool instructed = !style.instructions.trimmed().isEmpty();
    if (parts.isEmpty())
        return instructed ? QObject::tr("Style: instructions") : QObject::tr("Answer style…");
    if (instructed)
        parts += QObject::tr("instructions");
    return QObject::tr("Style: %1").arg(parts.join(QStringLiteral(", ")));
}

AnswerStyleDialog::AnswerStyleDialog(const AnswerStyle &ofChat, const AnswerStyle &ofAll,
                                     const std::vector<AnswerPreset> &presets, QWidget *parent,
                                     const docchat::Collection &collection)
    : QDialog(parent)
    , m_styles{ofChat, collection.style, ofAll}
    , m_collection(collection.id != 0 ? collection.name : QString())
    , m_presets(presets) {
    setWindowTitle(tr("Answer style"));
    setMinimumWidth(dialogWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(8);
    addScopes(layout);
    addFields(layout);
    addPresets(layout);
    layout->addSpacing(8);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connectSignals();
    fillChoices();
    showStyle(ofChat);
    showPreset();
}

void AnswerStyleDialog::addScopes(QVBoxLayout *layout) {
    auto *row = new QHBoxLayout;
    row->setSpacing(18);
    const auto add = [this, row](const QString &words, Scope scope) {
        auto *button = new QRadioButton(
            withoutKeys(fontMetrics().elidedText(words, Qt::ElideMiddle, widestScope)), this);
        button->setAccessibleName(words);
        button->setChecked(scope == m_scope);
        row->addWidget(button);
        connect(button, &QRadioButton::toggled, this, [this, scope](bool chosen) {
            if (chosen)
                setScope(scope);
        });
    };
    add(tr("For this chat"), Scope::Chat);
    if (!m_collection.isEmpty())
        add(tr("For “%1”").arg(m_collection), Scope::Collection);
    add(tr("For all chats"), Scope::All);
    row->addStretch();
    layout->addLayout(row);
}

void AnswerStyleDialog::addFields(QVBoxLayout *layout) {
    m_instructions = new QPlainTextEdit(this);
    m_instructions->setObjectName(QStringLiteral("instructions"));
    m_instructions->setAccessibleName(tr("Instructions"));
    m_instructions->setPlaceholderText(tr("“Begin with the result. Use tables for figures.”"));
    m_instructions->setTabChangesFocus(true);
    m_instructions->setFixedHeight(instructionLines * fontMetrics().lineSpacing() + 16);
    auto *label = new QLabel(tr("Instructions for the model"), this);
    label->setBuddy(m_instructions);
    layout->addWidget(label);
    layout->addWidget(m_instructions);
    m_tooLong = plainLabel(tr("Only the first %1 characters are used.").arg(chat::longestInstructions), this);
    m_tooLong->setObjectName(QStringLiteral("warning"));
    layout->addWidget(m_tooLong);
    m_length = comboBox(tr("Length"), this);
    m_language = comboBox(tr("Language"), this);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Length"), m_length);
    form->addRow(tr("Language"), m_language);
    layout->addLayout(form);
    auto *explained =
        plainLabel(tr("Without a model, answers are quotes: a length says how many, the rest "
                      "changes nothing. Every answer names its sources, whatever is said here."),
                   this);
    explained->setObjectName(QStringLiteral("dim"));
    layout->addWidget(explained);
}

void AnswerStyleDialog::addPresets(QVBoxLayout *layout) {
    m_preset = comboBox(tr("Preset"), this);
    m_preset->setEditable(true);
    m_preset->setInsertPolicy(QComboBox::NoInsert);
    m_preset->lineEdit()->setPlaceholderText(tr("Choose or name one"));
    m_preset->lineEdit()->setMaxLength(longestName);
    m_preset->lineEdit()->setAccessibleName(tr("Preset"));
    for (const auto &preset : m_presets)
        m_preset->addItem(preset.name);
    m_preset->setCurrentIndex(-1);
    m_save = makeButton(tr("Save preset"), Look::Plain, this);
    m_remove = makeButton(tr("Delete"), Look::Plain, this);
    m_remove->setAccessibleName(tr("Delete this preset"));
    auto *label = new QLabel(tr("Preset"), this);
    label->setBuddy(m_preset);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_preset, 1);
    row->addWidget(m_save);
    row->addWidget(m_remove);
    layout->addSpacing(4);
    layout->addLayout(row);
}

void AnswerStyleDialog::connectSignals() {
    connect(m_instructions, &QPlainTextEdit::textChanged, this, [this] {
        m_tooLong->setVisible(m_instructions->toPlainText().trimmed().size() > chat::longestInstructions);
    });
    connect(m_preset, &QComboBox::activated, this, [this] {
        if (const auto *chosen = preset())
            showStyle(chosen->style);
    });
    connect(m_preset, &QComboBox::editTextChanged, this, &AnswerStyleDialog::showPreset);
    connect(m_save, &QPushButton::clicked, this, &AnswerStyleDialog::savePreset);
    connect(m_remove, &QPushButton::clicked, this, &AnswerStyleDialog::removePreset);
}

/// What holds where nothing is chosen.
AnswerStyle AnswerStyleDialog::usual() const {
    const auto ofAll = styleOf(Scope::All);
    return m_scope == Scope::Chat && !m_collection.isEmpty() ? styleOf(Scope::Collection).over(ofAll) : ofAll;
}

/// What nothing was chosen means depends on what it holds for.
void AnswerStyleDialog::fillChoices() {
    m_length->clear();
    m_language->clear();
    if (m_scope != Scope::All) {
        const auto below = usual();
        const bool inCollection = m_scope == Scope::Chat && !m_collection.isEmpty();
        const auto words = inCollection ? tr("As in the collection (%1)") : tr("As in all chats (%1)");
        m_length->addItem(words.arg(lengthWords(below.length).toLower()), QString());
        const auto language = chat::languageName(below.language);
        m_language->addItem(words.arg(language.isEmpty() ? tr("as the question") : language), QString());
    }
    for (const auto length : {AnswerLength::Short, AnswerLength::Normal, AnswerLength::Long})
        m_length->addItem(lengthWords(length), answerLengthName(length));
    m_language->addItem(tr("As the question"), QString(questionLanguage));
    for (const auto &code : languageCodes())
        m_language->addItem(chat::languageName(code), code);
}

void AnswerStyleDialog::showStyle(const AnswerStyle &style) {
    m_instructions->setPlainText(style.instructions);
    m_tooLong->setVisible(style.instructions.trimmed().size() > chat::longestInstructions);
    const bool isOpen = m_scope != Scope::All;
    const auto length = style.length == AnswerLength::Usual && !isOpen ? AnswerLength::Normal : style.length;
    choose(m_length, answerLengthName(length));
    choose(m_language, style.language.isEmpty() && !isOpen ? QString(questionLanguage) : style.language);
}

AnswerStyle AnswerStyleDialog::shown() const {
    return {m_instructions->toPlainText().trimmed(), answerLengthFromName(m_length->currentData().toString()),
            m_language->currentData().toString()};
}

AnswerStyle AnswerStyleDialog::styleOf(Scope scope) const {
    return scope == m_scope ? shown() : m_styles[size_t(scope)];
}

void AnswerStyleDialog::setScope(Scope scope) {
    m_styles[size_t(m_scope)] = shown();
    m_scope = scope;
    fillChoices();
    showStyle(m_styles[size_t(scope)]);
}

const AnswerPreset *AnswerStyleDialog::preset() const {
    const auto found = std::ranges::find(m_presets, m_preset->currentText().trimmed(), &AnswerPreset::name);
    return found == m_presets.end() ? nullptr : &*found;
}

void AnswerStyleDialog::showPreset() {
    m_save->setEnabled(!m_preset->currentText().trimmed().isEmpty());
    m_remove->setEnabled(preset() != nullptr);
}

void AnswerStyleDialog::savePreset() {
    const AnswerPreset saved{m_preset->currentText().trimmed(), shown()};
    std::erase_if(m_presets, [&](const AnswerPreset &known) { return known.name == saved.name; });
    m_presets.push_back(saved);
    if (m_preset->findText(saved.name, Qt::MatchExactly | Qt::MatchCaseSensitive) < 0)
        m_preset->addItem(saved.name);
    showPreset();
    Q_EMIT presetSaved(saved);
}

void AnswerStyleDialog::removePreset() {
    const auto name = m_preset->currentText().trimmed();
    std::erase_if(m_presets, [&](const AnswerPreset &known) { return known.name == name; });
    m_preset->removeItem(m_preset->findText(name, Qt::MatchExactly | Qt::MatchCaseSensitive));
    m_preset->setCurrentIndex(-1);
    m_preset->clearEditText();
    showPreset();
    Q_EMIT presetRemoved(name);
}

} // namespace docchat::ui
