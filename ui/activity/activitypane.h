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

/// Name, bar, state and time left, then at most two buttons, in columns that are those of every row.
class ActivityRow : public QWidget {
    Q_OBJECT

protected:
    explicit ActivityRow(QWidget *parent);
    QPushButton *addButton(const QString &text);
    void showState(const QString &words, bool isProblem);

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

Q_SIGNALS:
    void cancelClicked(int job);
    void retryClicked(int job);
    void pauseClicked(int job);
    void resumeClicked(int job);

private:
    int m_job;
    QPushButton *m_pause;
    QPushButton *m_button;
    bool m_canRetry = false;
    bool m_isPaused = false;
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

/// Every job, folded up from the status bar. Shows at most some dozen rows, those that run first.
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
    void resumeWanted(int job);
    void pauseAllWanted();
    void resumeAllWanted();
    void retryWanted(int job);
    void hideWanted();
    void pauseEmbeddingWanted();
    void resumeEmbeddingWanted();
    void cancelEmbeddingWanted();

private:
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
