#include "chat/messageview.h"

#include "chat/textcolumn.h"
#include "chat/versionswitch.h"
#include "widgets/buttons.h"

#include <QLabel>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int padding = 2 * 13; // beside the words

/// The question's soft bubble, on the right, as wide as its text up to three quarters.
class Bubble : public QLabel {
public:
    Bubble(const QString &text, QWidget *parent) : QLabel(parent) {
        setObjectName(QStringLiteral("bubble"));
        setFont(readingFont(font()));
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
        setText(text);
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        setContentsMargins(padding / 2, 9, padding / 2, 9);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        setAccessibleName(tr("Question: %1").arg(text));
    }
    [[nodiscard]] QSize sizeHint() const override {
        const int most = parentWidget() ? parentWidget()->width() * 3 / 4 : 400;
        const int room = std::max(most, 160) - padding;
        const auto needed = fontMetrics().boundingRect(0, 0, room, 100'000, Qt::TextWordWrap, text()).size();
        return {std::min(needed.width() + 1, room) + padding, needed.height() + 20};
    }
};

} // namespace

MessageView::MessageView(const QString &question, QWidget *parent)
    : QWidget(parent), m_versions(new VersionSwitch(this)) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto *bubbleRow = new QHBoxLayout;
    bubbleRow->addStretch(1);
    m_bubble = new Bubble(question, this);
    bubbleRow->addWidget(m_bubble);
    layout->addLayout(bubbleRow);
    auto *edit = makeButton(tr("Edit"), Look::Link, this);
    edit->setAccessibleName(tr("Edit this question"));
    edit->setToolTip(tr("Asks it in other words; this version is kept"));
    edit->setProperty("flushRight", true);
    edit->hide();
    m_edit = edit;
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_versions);
    row->addWidget(edit);
    layout->addLayout(row);
    connect(edit, &QPushButton::clicked, this, [this] { Q_EMIT editWanted(m_id); });
    connect(m_versions, &VersionSwitch::versionWanted, this, &MessageView::versionWanted);
}

MessageView::MessageView(AnswerView *answer, QWidget *parent)
    : QWidget(parent), m_answer(answer), m_versions(new VersionSwitch(this)) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(answer);
    layout->addWidget(m_versions, 0, Qt::AlignLeft);
    connect(m_versions, &VersionSwitch::versionWanted, this, &MessageView::versionWanted);
}

void MessageView::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    if (m_bubble) // its width is a share of ours
        m_bubble->updateGeometry();
}

void MessageView::setMessage(const Message &message) {
    m_id = message.id;
    m_versions->setVersions(message.versions, message.id);
    if (m_edit)
        m_edit->setVisible(m_id != 0);
}

} // namespace docchat::ui
