#include "chat/chatpane.h"

#include "chat/offercard.h"
#include "widgets/buttons.h"
#include "widgets/noticebar.h"

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int sideMargin = 36;
constexpr int widestText = 900;       // about 90 characters a line
constexpr qsizetype shownAtOnce = 30; // messages

} // namespace

ChatPane::ChatPane(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("chatPane"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());

    m_stack = new QStackedWidget(this);
    m_scroll = new QScrollArea(m_stack);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(m_scroll);
    content->setObjectName(QStringLiteral("chatPane"));
    auto *centre = new QHBoxLayout(content);
    centre->setContentsMargins(sideMargin, 20, sideMargin, 12);
    auto *column = new QWidget(content);
    column->setMaximumWidth(widestText);
    m_messages = new QVBoxLayout(column);
    m_messages->setContentsMargins(0, 0, 0, 0);
    m_messages->setSpacing(16);
    m_showEarlier = makeButton(tr("Show earlier messages"), Look::Link, column);
    m_showEarlier->hide();
    m_messages->addWidget(m_showEarlier, 0, Qt::AlignHCenter);
    m_messages->addStretch();
    centre->addStretch();
    centre->addWidget(column, 1000);
    centre->addStretch();
    m_scroll->setWidget(content);
    m_stack->addWidget(makeWelcome());
    m_stack->addWidget(m_scroll);
    m_results = new ResultsPane(theme, m_stack);
    m_stack->addWidget(m_results);
    layout->addWidget(m_stack, 1);

    m_bottom = new QHBoxLayout;
    m_composer = new Composer(this);
    m_composer->setMaximumWidth(widestText);
    m_editing = new NoticeBar(tr("Cancel"), this);
    m_editing->setMaximumWidth(widestText);
    auto *writing = new QVBoxLayout;
    writing->setSpacing(6);
    m_offerBar = makeOfferBar();
    writing->addWidget(m_offerBar);
    writing->addWidget(m_editing);
    writing->addWidget(m_composer);
    m_bottom->addLayout(writing);
    layout->addLayout(m_bottom);
    alignComposer();

    connect(m_editing, &NoticeBar::actionWanted, this, &ChatPane::editCancelled);
    auto *bar = m_scroll->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, &ChatPane::alignComposer);
    connect(m_stack, &QStackedWidget::currentChanged, this, &ChatPane::alignComposer);
    connect(m_showEarlier, &QPushButton::clicked, this, &ChatPane::showEarlierInPlace);
    connect(bar, &QScrollBar::valueChanged, this,
            [this, bar](int value) { m_followsEnd = value >= bar->maximum() - 40; });
    connect(bar, &QScrollBar::actionTriggered, this, [this, bar] {
        if (bar->sliderPosition() == bar->minimum())
            showEarlierInPlace();
    });
    connect(bar, &QScrollBar::rangeChanged, this, [this] {
        if (m_followsEnd)
            scrollDown();
    });
}

QWidget *ChatPane::makeBar() {
    auto *bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("bar"));
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(48);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(20, 0, 20, 0);
    layout->setSpacing(8);
    m_title = new ElidedLabel(bar);
    m_title->setObjectName(QStringLiteral("title"));
    m_title->setElideMode(Qt::ElideRight);
    m_scope = makeButton({}, Look::Chip, bar);
    m_style = makeButton({}, Look::Chip, bar);
    m_style->setObjectName(QStringLiteral("answerStyle"));
    m_style->setToolTip(tr("How answers are written: instructions, length, language"));
    m_model = makeButton({}, Look::Chip, bar);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_style);
    layout->addWidget(m_scope);
    layout->addWidget(m_model);
    connect(m_style, &QPushButton::clicked, this, &ChatPane::styleWanted);
    connect(m_scope, &QPushButton::clicked, this,
            [this] { Q_EMIT scopeMenuWanted(m_scope->mapToGlobal(QPoint(0, m_scope->height()))); });
    connect(m_model, &QPushButton::clicked, this,
            [this] { Q_EMIT modelMenuWanted(m_model->mapToGlobal(QPoint(0, m_model->height()))); });
    return bar;
}

QWidget *ChatPane::makeWelcome() {
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(14);
    layout->addStretch(3);
    auto *title = new QLabel(tr("What do you want to know from your documents?"), page);
    title->setObjectName(QStringLiteral("welcome"));
    title->setAlignment(Qt::AlignCenter);
    title->setWordWrap(true);
    auto *text =
        new QLabel(tr("Add a document and ask. Answers quote your documents, and every quote opens at\n"
                      "the place it came from. Nothing leaves this computer."),
                   page);
    text->setObjectName(QStringLiteral("dim"));
    text->setAlignment(Qt::AlignCenter);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    auto *add = makeButton(tr("Add documents…"), Look::Primary, page);
    auto *sample = makeButton(tr("Try with a sample"), Look::Plain, page);
    sample->setObjectName(QStringLiteral("trySample"));
    for (auto *button : {add, sample})
        button->setMinimumHeight(38);
    add->setMinimumWidth(140);
    sample->setMinimumWidth(140);
    buttons->addStretch();
    buttons->addWidget(add);
    buttons->addWidget(sample);
    buttons->addStretch();
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addLayout(buttons);
    m_offerCard = new OfferCard(page);
    layout->addSpacing(12);
    layout->addWidget(m_offerCard, 0, Qt::AlignHCenter);
    layout->addStretch(4);
    connect(m_offerCard, &OfferCard::taken, this, &ChatPane::offerTaken);
    connect(m_offerCard, &OfferCard::toChoose, this, &ChatPane::offerToChoose);
    connect(m_offerCard, &OfferCard::declined, this, &ChatPane::offerDeclined);
    connect(add, &QPushButton::clicked, this, &ChatPane::addWanted);
    connect(sample, &QPushButton::clicked, this, &ChatPane::sampleWanted);
    return page;
}

NoticeBar *ChatPane::makeOfferBar() {
    auto *bar = new NoticeBar(tr("Use"), this);
    bar->setMaximumWidth(widestText);
    connect(bar, &NoticeBar::actionWanted, this, &ChatPane::offerTaken);
    connect(bar->addButton(tr("Choose…")), &QPushButton::clicked, this, &ChatPane::offerToChoose);
    connect(bar->addButton(tr("Not now")), &QPushButton::clicked, this, &ChatPane::offerDeclined);
    return bar;
}

void ChatPane::offerServer(const QString &words, bool asCard) {
    m_offerCard->say(asCard ? words : QString());
    m_offerBar->say(asCard ? QString() : words);
}

void ChatPane::setTitle(const QString &title) {
    m_title->setFullText(title);
}

void ChatPane::setScope(const QString &words) {
    m_scope->setVisible(!words.isEmpty());
    m_scope->setText(words + QStringLiteral(" ▾"));
    m_scope->setAccessibleName(words);
}

void ChatPane::setModel(const QString &words, bool local) {
    m_model->setText((local ? QStringLiteral("● ") : QStringLiteral("○ ")) + words + QStringLiteral(" ▾"));
    m_model->setAccessibleName(words);
}

void ChatPane::setAnswerStyle(const QString &words) {
    m_style->setText(words);
    m_style->setAccessibleName(words);
}

void ChatPane::setWrites(bool writes) {
    m_writes = writes;
    for (const auto *view : std::as_const(m_views)) {
        if (auto *answer = view->answer())
            answer->setWrites(writes);
    }
}

void ChatPane::keepUntil(qint64 message) {
    while (!m_views.isEmpty() && (message == 0 || m_views.last()->id() != message)) {
        auto *view = m_views.takeLast();
        m_messages->removeWidget(view);
        view->setParent(nullptr);
        view->deleteLater(); // one of its buttons may be the one that was clicked
    }
    if (!m_views.isEmpty())
        return;
    while (!m_earlier.empty() && (message == 0 || m_earlier.back().id != message))
        m_earlier.pop_back();
    showEarlier();
}

void ChatPane::setMessages(const std::vector<Message> &messages) {
    keepUntil(0);
    m_earlier = messages;
    for (const auto &message : messages)
        m_lastQuestion = message.role == Role::Question ? message.text : m_lastQuestion;
    showEarlier();
    if (!resultsShown())
        showResults(false);
    m_followsEnd = true;
    scrollDown();
}

/// The next of them, from a question on.
void ChatPane::showEarlier() {
    auto from = std::max<qsizetype>(0, qsizetype(m_earlier.size()) - shownAtOnce);
    while (from > 0 && m_earlier[size_t(from)].role == Role::Answer)
        --from;
    const std::vector<Message> next(m_earlier.begin() + from, m_earlier.end());
    m_earlier.erase(m_earlier.begin() + from, m_earlier.end());
    QString question;
    for (qsizetype at = 0; at < qsizetype(next.size()); ++at) {
        const auto &message = next[size_t(at)];
        if (message.role == Role::Question)
            insertQuestion(question = message.text, at);
        else
            insertAnswer(question, at)->setMessage(message, false);
        m_views[at]->setMessage(message);
    }
    m_showEarlier->setVisible(!m_earlier.empty());
}

/// What was to be seen stays where it is.
void ChatPane::showEarlierInPlace() {
    if (m_earlier.empty())
        return;
    auto *view = m_views.first();
    const int above = view->y() - m_scroll->verticalScrollBar()->value();
    showEarlier();
    QTimer::singleShot(0, view, [this, view, above] { // once the others have their places
        m_scroll->verticalScrollBar()->setValue(view->y() - above);
    });
}

void ChatPane::showResults(bool shown) {
    QWidget *conversation = !m_views.isEmpty() ? m_scroll : m_stack->widget(0);
    m_stack->setCurrentWidget(shown ? m_results : conversation);
}

bool ChatPane::resultsShown() const {
    return m_stack->currentWidget() == m_results;
}

bool ChatPane::lastFailed() const {
    const auto *answer = m_views.isEmpty() ? nullptr : m_views.last()->answer();
    return answer && answer->message().state == AnswerState::Failed;
}

void ChatPane::addQuestion(const QString &text) {
    m_stack->setCurrentWidget(m_scroll);
    m_lastQuestion = text;
    insertQuestion(text, m_views.size());
    m_followsEnd = true;
}

void ChatPane::insertQuestion(const QString &text, qsizetype at) {
    auto *view = new MessageView(text, m_scroll->widget());
    insert(view, at);
    connect(view, &MessageView::editWanted, this, &ChatPane::editWanted);
}

void ChatPane::insert(MessageView *view, qsizetype at) {
    m_views.insert(at, view);
    m_messages->insertWidget(m_messages->indexOf(m_showEarlier) + 1 + int(at), view);
    connect(view, &MessageView::versionWanted, this, &ChatPane::versionWanted);
}

AnswerView *ChatPane::insertAnswer(const QString &question, qsizetype at) {
    auto *answer = new AnswerView(m_theme, m_scroll->widget());
    auto *view = new MessageView(answer, m_scroll->widget());
    insert(view, at);
    connect(answer, &AnswerView::citationClicked, this,
            [this, answer](const Citation &citation) { Q_EMIT citationClicked(citation, answer); });
    connect(answer, &AnswerView::contextWanted, this,
            [this, answer](const Citation &citation) { Q_EMIT contextWanted(citation, answer); });
    connect(answer, &AnswerView::linkClicked, this, &ChatPane::linkClicked);
    connect(answer, &AnswerView::copyWanted, this, &ChatPane::copyWanted);
    connect(answer, &AnswerView::passagesWanted, this, [this, question] { Q_EMIT passagesWanted(question); });
    connect(answer, &AnswerView::againWanted, this, [this, view] { Q_EMIT againWanted(view->id()); });
    connect(answer, &AnswerView::sentWanted, this,
            [this, view, answer] { Q_EMIT sentWanted(view->id(), answer->message()); });
    connect(answer, &AnswerView::restWanted, this, [this, view] { Q_EMIT restWanted(view->id()); });
    answer->setWrites(m_writes);
    return answer;
}

AnswerView *ChatPane::beginAnswer(const QString &model) {
    auto *answer = insertAnswer(m_lastQuestion, m_views.size());
    answer->setMessage(Message{0, Role::Answer, {}, AnswerState::Done, {}, model}, true);
    m_composer->setWriting(true);
    return answer;
}

AnswerView *ChatPane::continueAnswer(const Message &message) {
    const auto found = std::ranges::find(m_views, message.id, &MessageView::id);
    auto *answer = found == m_views.end() ? nullptr : (*found)->answer();
    if (answer)
        answer->setMessage(message, true);
    m_composer->setWriting(true);
    return answer;
}

void ChatPane::endAnswer() {
    m_composer->setWriting(false);
}

void ChatPane::setKept(const std::vector<Message> &messages) {
    const auto earlier = qsizetype(m_earlier.size());
    for (qsizetype i = 0; i < std::min(m_views.size(), qsizetype(messages.size()) - earlier); ++i)
        m_views[i]->setMessage(messages[size_t(earlier + i)]);
}

void ChatPane::showMessage(qint64 message) {
    const auto isEarlier = [&] {
        return std::ranges::find(m_earlier, message, &Message::id) != m_earlier.end();
    };
    while (isEarlier())
        showEarlier();
    const auto found = std::ranges::find(m_views, message, &MessageView::id);
    if (found == m_views.end())
        return;
    m_followsEnd = false;
    QTimer::singleShot(0, *found, [this, view = *found] { // once it has its place
        m_scroll->verticalScrollBar()->setValue(view->y());
        m_followsEnd = false;
    });
}

void ChatPane::setEditing(bool editing) {
    m_editing->say(editing ? tr("Another version of an earlier question; that one is kept") : QString());
}

void ChatPane::setCurrentCitation(const AnswerView *answer, int number) {
    for (const auto *view : std::as_const(m_views)) {
        if (auto *other = view->answer())
            other->setCurrentCitation(other == answer ? number : 0);
    }
}

/// In line with the messages above, whose scroll bar takes some of their width.
void ChatPane::alignComposer() {
    const auto *bar = m_scroll->verticalScrollBar();
    const bool scrolls = m_stack->currentWidget() == m_scroll && bar->maximum() > 0;
    m_bottom->setContentsMargins(sideMargin, 4, sideMargin + (scrolls ? bar->sizeHint().width() : 0), 16);
    const int beside = std::max(sideMargin, (width() - widestText) / 2);
    m_results->layout()->setContentsMargins(beside, 14, beside, 4);
}

void ChatPane::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    alignComposer();
}

void ChatPane::scrollDown() {
    auto *bar = m_scroll->verticalScrollBar();
    bar->setValue(bar->maximum());
}

} // namespace docchat::ui
