#include "activity/activitypane.h"

#include "base/paths.h"
#include "library/documentmodel.h"
#include "widgets/buttons.h"
#include "widgets/elidedlabel.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QScrollArea>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

using ingest::Job;

constexpr int steps = 1000; // of the bar
constexpr int mostRows = 60;
constexpr int leftWidth = 190;
constexpr auto paceWindow = std::chrono::seconds(1);
constexpr int leastButton = 80;
constexpr int buttonPadding = 24; // of both sides
constexpr int buttonGap = 6;
constexpr int rowHeight = 34; // also where there is no button

/// What is done at each stage; `now`: the part that goes on, the last one that is not at its end.
QString stagesOf(const Job &job, QString *now = nullptr) {
    if (job.state == Job::State::Cancelled)
        return QObject::tr("Cancelled: nothing of it was kept");
    if (job.state == Job::State::Paused || job.pausing)
        return progressWords(job);
    if (job.ended() && job.result.error)
        return job.result.error->text();
    if (job.ended())
        return job.result.outcome == ingest::Ingested::Outcome::Unchanged
                   ? QObject::tr("Was in the library already")
                   : QObject::tr("Done");
    if (!job.waiting.isEmpty())
        return job.waiting;
    const QLocale locale;
    QStringList parts;
    auto add = [&](Stage stage, const QString &word) {
        const auto &progress = job.progress(stage);
        if (progress.done <= 0)
            return;
        if (progress.done == progress.total) { // what follows matters more
            parts += QStringLiteral("%1 ✓").arg(word);
            return;
        }
        parts += progress.total > 0
                     ? QObject::tr("%1 %2 of %3")
                           .arg(word, locale.toString(progress.done), locale.toString(progress.total))
                     : QObject::tr("%1 %2").arg(word, locale.toString(progress.done));
        if (now && (progress.total > 0 || now->isEmpty()))
            *now = parts.last();
    };
    add(Stage::Parse, QObject::tr("Read"));
    add(Stage::Chunk, QObject::tr("Split"));
    add(Stage::Embed, QObject::tr("Embedded"));
    add(Stage::Index, QObject::tr("Indexed"));
    return parts.isEmpty() ? progressWords(job) : parts.join(QStringLiteral(" · "));
}

QString joined(QStringList parts) {
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString leftWords(const Job &job, int atOnce) {
    if (job.ended() || job.state == Job::State::Queued || !job.waiting.isEmpty())
        return {};
    const bool embeds = atOnce > 0 && job.progress(Stage::Embed).done > 0;
    return joined(
        {timeLeft(progressOf(job), job.begun), embeds ? QObject::tr("%1 at once").arg(atOnce) : QString()});
}

using ingest::Reembedding;

QString stateOf(const Reembedding::Progress &progress) {
    if (progress.state == Reembedding::State::Failed && progress.error)
        return progress.error->text();
    if (!progress.waiting.isEmpty())
        return progress.waiting;
    const bool paused = progress.state == Reembedding::State::Paused;
    return joined({paused ? QObject::tr("Paused") : QString(),
                   progress.total > 0
                       ? QObject::tr("%1 of %2 passages")
                             .arg(QLocale().toString(progress.done), QLocale().toString(progress.total))
                       : QString()});
}

} // namespace

QString nameOf(const Reembedding::Progress &progress) {
    return QObject::tr("Library, with %1").arg(progress.model);
}

ActivityRow::ActivityRow(QWidget *parent) : QWidget(parent) {
    setMinimumHeight(rowHeight);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(14);
    m_name = new ElidedLabel(this);
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, steps);
    m_state = new ElidedLabel(this);
    m_state->setElideMode(Qt::ElideRight);
    m_left = new QLabel(this);
    m_left->setObjectName(QStringLiteral("dim"));
    m_left->setFixedWidth(leftWidth);
    layout->addWidget(m_name, 5);
    layout->addWidget(m_bar, 4);
    layout->addWidget(m_state, 10);
    layout->addWidget(m_left);
    auto *buttons = new QWidget(this); // as wide in every row, so that the columns stay in line
    buttons->setFixedWidth(2 * buttonWidth() + buttonGap);
    m_buttons = new QHBoxLayout(buttons);
    m_buttons->setContentsMargins(0, 0, 0, 0);
    m_buttons->setSpacing(buttonGap);
    m_buttons->addStretch();
    layout->addWidget(buttons);
    for (auto *column : std::initializer_list<QWidget *>{m_name, m_bar, m_state})
        column->setSizePolicy(QSizePolicy::Ignored, column->sizePolicy().verticalPolicy());
}

/// For the longest of their words, in any language.
int ActivityRow::buttonWidth() const {
    int width = leastButton;
    for (const auto &words : {JobRow::tr("Pause"), JobRow::tr("Resume"), JobRow::tr("Try now"),
                              JobRow::tr("Cancel"), JobRow::tr("Retry"), QObject::tr("Unlock…")})
        width = std::max(width, fontMetrics().horizontalAdvance(words) + buttonPadding);
    return width;
}

QPushButton *ActivityRow::addButton(const QString &text) {
    auto *button = makeButton(text, Look::Plain, this);
    button->setFixedWidth(buttonWidth());
    m_buttons->addWidget(button);
    return button;
}

void ActivityRow::showState(const QString &words, bool isProblem, const QString &now) {
    m_state->setObjectName(isProblem ? QStringLiteral("warning") : QString());
    m_state->setStyleSheet(QString());
    m_state->setFullText(words, now);
}

void Pace::note(Stage of, int done, async::Clock::time_point now) {
    if (of != m_of || done < m_done || m_since == async::Clock::time_point{}) {
        *this = {};
        m_of = of;
        m_done = done;
        m_since = now;
        return;
    }
    const std::chrono::duration<double> passed = now - m_since;
    if (passed < paceWindow)
        return;
    m_aSecond = (done - m_done) / passed.count();
    m_done = done;
    m_since = now;
}

JobRow::JobRow(int job, QWidget *parent) : ActivityRow(parent), m_job(job) {
    m_pause = addButton(tr("Pause"));
    m_button = addButton(tr("Cancel"));
    connect(m_pause, &QPushButton::pressed, this, [this] { m_pressed = m_first; });
    connect(m_pause, &QPushButton::clicked, this, [this] { // what it was then: it may be another by now
        switch (m_pressed) {
        case First::Pause:
            Q_EMIT pauseClicked(m_job);
            break;
        case First::Resume:
            Q_EMIT resumeClicked(m_job);
            break;
        case First::TryNow:
            Q_EMIT tryClicked(m_job);
            break;
        }
    });
    connect(m_button, &QPushButton::clicked, this,
            [this] { m_canRetry ? Q_EMIT retryClicked(m_job) : Q_EMIT cancelClicked(m_job); });
}

void JobRow::show(const Job &job, int atOnce) {
    m_name->setFullText(inMail(job.name, job.within));
    m_bar->setAccessibleName(job.name);
    m_bar->setValue(job.state == Job::State::Done ? steps
                                                  : int(steps * std::clamp(progressOf(job), 0.0, 1.0)));
    m_shown = job;
    QString now;
    const auto stages = stagesOf(job, &now);
    showState(stages, job.state == Job::State::Failed, now);
    m_left->setText(joined({leftWords(job, atOnce), paceOf(job)}));
    const bool isPaused = job.state == Job::State::Paused;
    const bool isWaiting = !job.ended() && !job.waiting.isEmpty() && !job.pausing && !job.cancelling;
    m_first = isPaused ? First::Resume : isWaiting ? First::TryNow : First::Pause;
    m_pause->setText(isPaused ? tr("Resume") : isWaiting ? tr("Try now") : tr("Pause"));
    m_pause->setAccessibleName(tr("%1: %2").arg(m_pause->text(), job.name));
    m_pause->setEnabled(isPaused || (!job.cancelling && !job.pausing));
    m_pause->setVisible(!job.ended() || isPaused);
    m_canRetry = job.state == Job::State::Failed || job.state == Job::State::Cancelled;
    const bool isLocked =
        job.state == Job::State::Failed && job.result.error && job.result.error->kind == ErrorKind::Password;
    m_button->setText(isLocked ? QObject::tr("Unlock…") : m_canRetry ? tr("Retry") : tr("Cancel"));
    m_button->setAccessibleName(tr("%1: %2").arg(m_button->text(), job.name));
    m_button->setEnabled(!job.cancelling || job.ended());
    m_button->setVisible(!isDone());
}

/// "12/s": pages or passages, of the stage that takes the time.
QString JobRow::paceOf(const Job &job) {
    if (job.state != Job::State::Running || !job.waiting.isEmpty())
        return {};
    const auto &embed = job.progress(Stage::Embed);
    const bool embeds = embed.done > 0;
    m_pace.note(embeds ? Stage::Embed : Stage::Parse, embeds ? embed.done : job.progress(Stage::Parse).done,
                async::Loop::current()->now());
    const int pace = qRound(m_pace.aSecond());
    if (pace < 1)
        return {};
    return tr("%1/s").arg(QLocale().toString(pace));
}

QString JobRow::details() const {
    QStringList lines{inMail(m_shown.name, m_shown.within), shownPath(m_shown.path), stagesOf(m_shown)};
    if (!m_shown.result.error || !m_shown.ended())
        lines += joined({progressWords(m_shown), m_left->text()});
    if (m_shown.ms > 0)
        lines += tr("It took %1 s").arg(QLocale().toString(double(m_shown.ms) / 1000, 'f', 1));
    lines.removeAll(QString());
    lines.removeDuplicates();
    return lines.join(QLatin1Char('\n'));
}

void JobRow::contextMenuEvent(QContextMenuEvent *event) {
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_first == First::TryNow)
        menu->addAction(tr("Pause"), this, [this] { Q_EMIT pauseClicked(m_job); });
    menu->addAction(tr("Copy details"), this, [this] { Q_EMIT copyWanted(details()); });
    menu->popup(event->globalPos());
}

ReembeddingRow::ReembeddingRow(QWidget *parent) : ActivityRow(parent) {
    m_pause = addButton(tr("Pause"));
    auto *cancel = addButton(tr("Cancel"));
    cancel->setToolTip(tr("What is done stays; questions go on as before"));
    connect(m_pause, &QPushButton::clicked, this,
            [this] { m_canResume ? Q_EMIT resumeClicked() : Q_EMIT pauseClicked(); });
    connect(cancel, &QPushButton::clicked, this, &ReembeddingRow::cancelClicked);
}

void ReembeddingRow::show(const Reembedding::Progress &progress, int atOnce) {
    m_canResume = progress.state != Reembedding::State::Running;
    m_name->setFullText(nameOf(progress));
    m_bar->setAccessibleName(nameOf(progress));
    m_bar->setValue(int(steps * progress.share()));
    showState(stateOf(progress), progress.error.has_value());
    m_left->setText(m_canResume ? QString()
                                : joined({timeLeft(progress.share(), progress.begun),
                                          atOnce > 0 ? tr("%1 at once").arg(atOnce) : QString()}));
    const bool failed = progress.state == Reembedding::State::Failed;
    m_pause->setText(failed ? tr("Retry") : m_canResume ? tr("Resume") : tr("Pause"));
}

ActivityPane::ActivityPane(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("activityPane"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 6, 14, 8);
    layout->setSpacing(4);
    auto *head = new QHBoxLayout;
    auto *title = new QLabel(tr("Activity"), this);
    title->setObjectName(QStringLiteral("heading"));
    m_pauseAll = makeButton(tr("Pause all"), Look::Link, this);
    m_resumeAll = makeButton(tr("Resume all"), Look::Link, this);
    m_cancelAll = makeButton(tr("Cancel all"), Look::Link, this);
    auto *hide = makeButton(tr("Hide"), Look::Link, this);
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_pauseAll);
    head->addWidget(m_resumeAll);
    head->addWidget(m_cancelAll);
    head->addWidget(hide);
    layout->addLayout(head);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(title->text());
    auto *content = new QWidget(scroll);
    content->setObjectName(QStringLiteral("pane"));
    m_rows = new QVBoxLayout(content);
    m_rows->setContentsMargins(0, 0, 6, 0);
    m_rows->setSpacing(0);
    m_reembedding = new ReembeddingRow(content);
    m_reembedding->hide();
    m_rows->addWidget(m_reembedding);
    m_none = new QLabel(tr("Nothing is running."), content);
    m_none->setObjectName(QStringLiteral("dim"));
    m_rows->addWidget(m_none);
    m_rows->addStretch();
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);
    setMinimumHeight(110);
    setCounts(0, 0);
    connect(m_pauseAll, &QPushButton::clicked, this, &ActivityPane::pauseAllWanted);
    connect(m_resumeAll, &QPushButton::clicked, this, &ActivityPane::resumeAllWanted);
    connect(m_cancelAll, &QPushButton::clicked, this, &ActivityPane::cancelAllWanted);
    connect(hide, &QPushButton::clicked, this, &ActivityPane::hideWanted);
    connect(m_reembedding, &ReembeddingRow::pauseClicked, this, &ActivityPane::pauseEmbeddingWanted);
    connect(m_reembedding, &ReembeddingRow::resumeClicked, this, &ActivityPane::resumeEmbeddingWanted);
    connect(m_reembedding, &ReembeddingRow::cancelClicked, this, &ActivityPane::cancelEmbeddingWanted);
}

void ActivityPane::setJob(const Job &job, int atOnce) {
    auto *row = m_byJob.value(job.id);
    if (!row && m_byJob.size() >= mostRows && (job.state == Job::State::Done || !dropDone()))
        return;
    if (!row) {
        row = new JobRow(job.id, this);
        m_byJob.insert(job.id, row);
        m_rows->insertWidget(1, row);
        connect(row, &JobRow::cancelClicked, this, &ActivityPane::cancelWanted);
        connect(row, &JobRow::pauseClicked, this, &ActivityPane::pauseWanted);
        connect(row, &JobRow::tryClicked, this, &ActivityPane::tryWanted);
        connect(row, &JobRow::copyWanted, this, &ActivityPane::copyWanted);
        connect(row, &JobRow::resumeClicked, this, &ActivityPane::resumeWanted);
        connect(row, &JobRow::retryClicked, this, &ActivityPane::retryWanted);
    }
    row->show(job, atOnce);
    showNone();
}

/// The row of what was done first gives way. False: there is none.
bool ActivityPane::dropDone() {
    int first = 0;
    for (auto row = m_byJob.cbegin(); row != m_byJob.cend(); ++row) {
        if ((*row)->isDone() && (first == 0 || row.key() < first))
            first = row.key();
    }
    delete m_byJob.take(first);
    return first != 0;
}

void ActivityPane::setCounts(int running, int paused) {
    m_pauseAll->setVisible(running > 0);
    m_resumeAll->setVisible(paused > 0);
    m_cancelAll->setVisible(running + paused > 0);
}

void ActivityPane::removeJob(int job) {
    delete m_byJob.take(job);
    showNone();
}

void ActivityPane::setReembedding(const Reembedding::Progress &progress, int atOnce) {
    const bool runs = progress.state == Reembedding::State::Running && progress.total > 0;
    m_reembedding->setVisible(runs || progress.state == Reembedding::State::Paused ||
                              progress.state == Reembedding::State::Failed);
    m_reembedding->show(progress, atOnce);
    showNone();
}

void ActivityPane::showNone() {
    m_none->setVisible(m_byJob.isEmpty() && m_reembedding->isHidden());
}

} // namespace docchat::ui
