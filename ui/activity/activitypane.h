#pragma once

#include "ingest/jobs.h"
#include "ingest/reembedding.h"

#include <QHash>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace docchat::ui {

class ElidedLabel;

/// What the library is called while it is embedded anew.
[[nodiscard]] QString nameOf(const ingest::Reembedding::Progress &progress);

/// How many a second, lately.
class Pace {
public:
    /// So many are done now; of another stage it begins anew.
    void note(Stage of, int done, async::Clock::time_point now);
    [[nodiscard]] double aSecond() const { return m_aSecond; } ///< 0: not known yet

private:
    Stage m_of = Stage::Open;
    int m_done = 0;
    async::Clock::time_point m_since{};
    double m_aSecond = 0;
};

/// Name, bar, state and time left, then at most two buttons, in columns that are those of every row.
class ActivityRow : public QWidget {
    Q_OBJECT

protected:
    explicit ActivityRow(QWidget *parent);
    QPushButton *addButton(const QString &text);
    [[nodiscard]] int buttonWidth() const;
    /// `now`: the part of the words that goes on now.
    void showState(const QString &words, bool isProblem, const QString &now = {});

    ElidedLabel *m_name;
    QProgressBar *m_bar;
    QLabel *m_left;

private:
    ElidedLabel *m_state;
    QHBoxLayout *m_buttons;
};

/// One job, with what is done at each stage.
class JobRow : public ActivityRow {
    Q_OBJECT

public:
    JobRow(int job, QWidget *parent);
    void show(const ingest::Job &job, int atOnce);
    [[nodiscard]] bool isDone() const { return m_shown.state == ingest::Job::State::Done; }
    /// All that is known of it, for a report: where it lies, what it does, why it failed.
    [[nodiscard]] QString details() const;

Q_SIGNALS:
    void cancelClicked(int job);
    void tryClicked(int job);
    void copyWanted(const QString &text);
    void retryClicked(int job);
    void pauseClicked(int job);
    void resumeClicked(int job);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] QString paceOf(const ingest::Job &job);

    int m_job;
    ingest::Job m_shown;
    Pace m_pace;
    QPushButton *m_pause;
    enum class First { Pause, Resume, TryNow };
    First m_first = First::Pause;   ///< what that button does
    First m_pressed = First::Pause; ///< and did when it was pressed
    QPushButton *m_button;
    bool m_canRetry = false;
};

/// The library being given the vectors of another model: Pause or Resume, Cancel.
class ReembeddingRow : public ActivityRow {
    Q_OBJECT

public:
    explicit ReembeddingRow(QWidget *parent);
    void show(const ingest::Reembedding::Progress &progress, int atOnce);

Q_SIGNALS:
    void pauseClicked();
    void resumeClicked();
    void cancelClicked();

private:
    QPushButton *m_pause;
    bool m_canResume = false;
};

/// Every job, folded up from the status bar. Shows at most some dozen rows; what is done gives way to what is
/// new.
class ActivityPane : public QWidget {
    Q_OBJECT

public:
    explicit ActivityPane(QWidget *parent = nullptr);

    void setJob(const ingest::Job &job, int atOnce);
    void removeJob(int job);
    /// What "Pause all", "Resume all" and "Cancel all" would act on.
    void setCounts(int running, int paused);
    void setReembedding(const ingest::Reembedding::Progress &progress, int atOnce);

Q_SIGNALS:
    void cancelWanted(int job);
    void cancelAllWanted();
    void pauseWanted(int job);
    void tryWanted(int job);
    void copyWanted(const QString &text);
    void resumeWanted(int job);
    void pauseAllWanted();
    void resumeAllWanted();
    void retryWanted(int job);
    void hideWanted();
    void pauseEmbeddingWanted();
    void resumeEmbeddingWanted();
    void cancelEmbeddingWanted();

private:
    bool dropDone();
    void showNone();

    QVBoxLayout *m_rows;
    ReembeddingRow *m_reembedding;
    QHash<int, JobRow *> m_byJob;
    QLabel *m_none;
    QPushButton *m_pauseAll;
    QPushButton *m_resumeAll;
    QPushButton *m_cancelAll;
};

} // namespace docchat::ui
