#include "chat/chatpane.h"

#include "chat/offercard.h"
#include "chat/textcolumn.h"
#include "widgets/buttons.h"
#include "widgets/joinslater.h"
#include "widgets/noticebar.h"

#include <QScrollBar>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int leastMargin = 18;       // the scroll bar has its place in it
constexpr qsizetype shownAtOnce = 30; // messages

} // namespace

ChatPane::ChatPane(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("chatPane"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_bar = new ChatBar(this);
    layout->addWidget(m_bar);

    m_stack = new QStackedWidget(this);
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(m_scroll);
    content->setObjectName(QStringLiteral("chatPane"));
    auto *beside = new QHBoxLayout(content);
    m_column = new QWidget(content);
    m_messages = new QVBoxLayout(m_column);
    m_messages->setContentsMargins(0, 0, 0, 0);
    m_messages->setSpacing(16);
    m_showEarlier = makeButton(tr("Show earlier messages"), Look::Link, m_column);
    m_showEarlier->hide();
    m_messages->addWidget(m_showEarlier, 0, Qt::AlignHCenter);
    m_messages->addStretch(1); // takes all that is left over: an answer is as high as what is in it
    beside->addWidget(m_column);
    beside->addStretch();
    m_scroll->setWidget(content);
    m_welcome = makeWelcome();
    m_stack->addWidget(m_welcome);
    m_results = new ResultsPane(theme, nullptr);
    layout->addWidget(m_stack, 1);

    m_bottom = new QHBoxLayout;
    m_composer = new Composer(this);
    m_editing = new NoticeBar(tr("Cancel"), this);
    auto *writing = new QVBoxLayout;
    writing->setSpacing(6);
    m_offerBar = makeOfferBar();
    writing->addWidget(m_offerBar);
    writing->addWidget(m_editing);
    writing->addWidget(m_composer);
    m_bottom->addLayout(writing);
    layout->addLayout(m_bottom);
    setMinimumWidth(textColumn(readingFont(font())).least + 2 * leastMargin);
    alignColumn();

    connect(m_bar, &ChatBar::styleWanted, this, &ChatPane::styleWanted);
    connect(m_bar, &ChatBar::scopeMenuWanted, this, &ChatPane::scopeMenuWanted);
    connect(m_bar, &ChatBar::modelMenuWanted, this, &ChatPane::modelMenuWanted);
    connect(m_editing, &NoticeBar::actionWanted, this, &ChatPane::editCancelled);
    auto *bar = m_scroll->verticalScrollBar();
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

ChatPane::~ChatPane() {
    deleteUnjoined(m_scroll);
    deleteUnjoined(m_results);
}

void ChatPane::joinHidden() {
    if (m_scroll->parentWidget())
        return;
    m_stack->addWidget(m_scroll);
    placeTabs(m_scroll, m_welcome);
    m_stack->addWidget(m_results);
    placeTabs(m_results, m_composer->previousInFocusChain());
}

Welcome *ChatPane::makeWelcome() {
    auto *welcome = new Welcome(m_stack);
    connect(welcome, &Welcome::addWanted, this, &ChatPane::addWanted);
    connect(welcome, &Welcome::sampleWanted, this, &ChatPane::sampleWanted);
    connect(welcome, &Welcome::questionWanted, this, &ChatPane::suggestionTaken);
    connect(welcome->offer(), &OfferCard::taken, this, &ChatPane::offerTaken);
    connect(welcome->offer(), &OfferCard::toChoose, this, &ChatPane::offerToChoose);
    connect(welcome->offer(), &OfferCard::declined, this, &ChatPane::offerDeclined);
    return welcome;
}

NoticeBar *ChatPane::makeOfferBar() {
    auto *bar = new NoticeBar(tr("Use it"), this);
    connect(bar, &NoticeBar::actionWanted, this, &ChatPane::offerTaken);
    connect(bar->addButton(tr("Choose…")), &QPushButton::clicked, this, &ChatPane::offerToChoose);
    connect(bar->addButton(tr("Not now")), &QPushButton::clicked, this, &ChatPane::offerDeclined);
    return bar;
}

void ChatPane::offerServer(const QString &words, bool asCard) {
    m_welcome->offer()->say(asCard ? words : QString());
    m_offerBar->say(asCard ? QString() : words);
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
    auto *conversation = m_views.isEmpty() ? static_cast<QWidget *>(m_welcome) : m_scroll;
    if (shown || conversation == m_scroll)
        joinHidden();
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
    joinHidden();
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
    connect(answer, &AnswerView::copyWithSourcesWanted, this, &ChatPane::copyWithSourcesWanted);
    connect(answer, &AnswerView::pinWanted, this, &ChatPane::pinWanted);
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
    Q_EMIT answering(true);
    return answer;
}

AnswerView *ChatPane::continueAnswer(const Message &message) {
    const auto found = std::ranges::find(m_views, message.id, &MessageView::id);
    auto *answer = found == m_views.end() ? nullptr : (*found)->answer();
    if (answer)
        answer->setMessage(message, true);
    m_composer->setWriting(true);
    Q_EMIT answering(true);
    return answer;
}

void ChatPane::endAnswer() {
    m_composer->setWriting(false);
    Q_EMIT answering(false);
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

/// Messages, passages and the composer stand in one column in the middle of the pane, whether or not there is
/// a scroll bar beside it.
void ChatPane::alignColumn() {
    const int column = std::min(textColumn(readingFont(font())).most, width() - 2 * leastMargin);
    const int left = (width() - column) / 2;
    const int right = width() - left - column;
    m_column->setFixedWidth(column);
    const bool mirrored = layoutDirection() == Qt::RightToLeft; // the scroll bar is on the other side
    m_scroll->widget()->layout()->setContentsMargins(mirrored ? 0 : left, 20, mirrored ? right : 0, 12);
    m_results->layout()->setContentsMargins(left, 14, right, 4);
    m_bottom->setContentsMargins(left, 4, right, 16);
}

void ChatPane::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    alignColumn();
}

void ChatPane::scrollDown() {
    auto *bar = m_scroll->verticalScrollBar();
    bar->setValue(bar->maximum());
}

} // namespace docchat::ui
