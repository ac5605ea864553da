#include "chat/chatbar.h"

#include "widgets/buttons.h"
#include "widgets/elidedlabel.h"

#include <QEvent>
#include <QHBoxLayout>

namespace docchat::ui {
namespace {

constexpr int barHeight = 48;
constexpr int leastCharacters = 14; // of a chip's words
constexpr int leastTitle = 150;     // pixels

enum ChipIndex { Style, Scope, Model };

} // namespace

ChatBar::ChatBar(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(barHeight);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 0, 20, 0);
    layout->setSpacing(8);
    m_title = new ElidedLabel(this);
    m_title->setObjectName(QStringLiteral("title"));
    m_title->setElideMode(Qt::ElideRight);
    layout->addWidget(m_title, 1);
    for (auto &chip : m_chips) {
        chip.button = makeButton(QStringLiteral("…"), Look::Chip, this);
        layout->addWidget(chip.button);
    }
    auto *style = m_chips[Style].button;
    style->setObjectName(QStringLiteral("answerStyle"));
    style->setToolTip(tr("How answers are written: instructions, length, language"));
    m_chips[Scope].after = m_chips[Model].after = QStringLiteral(" ▾");
    m_chips[Model].mode = Qt::ElideMiddle; // it ends in where the model runs
    m_chips[Scope].button->hide();
    connect(style, &QPushButton::clicked, this, &ChatBar::styleWanted);
    const auto below = [](const QWidget *button) { return button->mapToGlobal(QPoint(0, button->height())); };
    connect(m_chips[Scope].button, &QPushButton::clicked, this,
            [this, below] { Q_EMIT scopeMenuWanted(below(m_chips[Scope].button)); });
    connect(m_chips[Model].button, &QPushButton::clicked, this,
            [this, below] { Q_EMIT modelMenuWanted(below(m_chips[Model].button)); });
}

void ChatBar::setTitle(const QString &title) {
    m_title->setFullText(title);
    arrange();
}

void ChatBar::setStyle(const QString &words, bool isChosen) {
    m_hasStyle = isChosen;
    set(m_chips[Style], words);
}

void ChatBar::setScope(const QString &words) {
    m_chips[Scope].button->setVisible(!words.isEmpty());
    set(m_chips[Scope], words);
    m_chips[Scope].button->setToolTip(words.toHtmlEscaped());
}

void ChatBar::setModel(const QString &words, bool local) {
    m_chips[Model].before = local ? QStringLiteral("● ") : QStringLiteral("○ ");
    set(m_chips[Model], words);
    m_chips[Model].button->setToolTip(words.toHtmlEscaped());
}

QString ChatBar::modelWords() const {
    return m_chips[Model].words;
}

void ChatBar::set(Chip &chip, const QString &words) {
    chip.words = words;
    chip.button->setAccessibleName(words);
    arrange();
}

void ChatBar::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    arrange();
}

void ChatBar::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        arrange();
}

int ChatBar::fullWidthOf(const Chip &chip) {
    const auto metrics = chip.button->fontMetrics();
    return metrics.horizontalAdvance(chip.before + chip.words + chip.after) + frameOf(chip);
}

int ChatBar::leastWidthOf(const Chip &chip) {
    const auto metrics = chip.button->fontMetrics();
    const int words = metrics.averageCharWidth() * leastCharacters;
    return std::min(fullWidthOf(chip),
                    words + metrics.horizontalAdvance(chip.before + chip.after) + frameOf(chip));
}

int ChatBar::frameOf(const Chip &chip) {
    const auto shown = chip.button->text();
    return chip.button->sizeHint().width() -
           chip.button->fontMetrics().size(Qt::TextShowMnemonic, shown).width();
}

void ChatBar::shorten(const Chip &chip, int by) {
    const auto metrics = chip.button->fontMetrics();
    const auto words =
        by == 0 ? chip.words
                : metrics.elidedText(chip.words, chip.mode, metrics.horizontalAdvance(chip.words) - by);
    chip.button->setText(withoutKeys(chip.before + words + chip.after));
}

/// Where it gets narrow, a style that nobody has chosen goes first, which the menu has; then the title gives
/// way, which the list of chats has too; then the style goes; then the model's and the documents' words are
/// cut.
void ChatBar::arrange() {
    const auto margins = layout()->contentsMargins();
    int lacking =
        margins.left() + margins.right() + std::min(m_title->sizeHint().width(), leastTitle) - width();
    for (const auto &chip : m_chips) {
        chip.button->ensurePolished();
        if (!chip.words.isEmpty())
            lacking += layout()->spacing() + fullWidthOf(chip);
    }
    auto &style = m_chips[Style];
    const int title = std::max(0, m_title->sizeHint().width() - leastTitle);
    const bool hasStyle = !style.words.isEmpty() && lacking + (m_hasStyle ? 0 : title) <= 0;
    style.button->setVisible(hasStyle);
    if (!style.words.isEmpty() && !hasStyle)
        lacking -= layout()->spacing() + fullWidthOf(style);
    shorten(style, 0);
    for (const auto *chip : {&m_chips[Model], &m_chips[Scope]}) {
        const int given =
            chip->words.isEmpty() ? 0 : std::clamp(lacking, 0, fullWidthOf(*chip) - leastWidthOf(*chip));
        shorten(*chip, given);
        lacking -= given;
    }
}

} // namespace docchat::ui
