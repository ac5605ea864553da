#pragma once

#include "ingest/jobs.h"
#include "ingest/reembedding.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace docchat::ui {

class ElidedLabel;

/// One job: name, bar, what is done at each stage, time left, and what can be done.
class JobRow : public QWidget {
    Q_OBJECT

public:
    JobRow(int job, QWidget *parent);
    void show(const ingest::Job &job, int atOnce);

Q_SIGNALS:
    void cancelClicked(int job);
    void retryClicked(int job);

private:
    int m_job;
    ElidedLabel *m_name;
    QProgressBar *m_bar;
    ElidedLabel *m_stages;
    QLabel *m_left;
    QPushButton *m_button;
    bool m_canRetry = false;
};

/// The library being given the vectors of another model: how far it is, Pause or Resume, Cancel.
class ReembeddingRow : public QWidget {
    Q_OBJECT

public:
    explicit ReembeddingRow(QWidget *parent);
    void show(const ingest::Reembedding::Progress &progress, int atOnce);

Q_SIGNALS:
    void pauseClicked();
    void resumeClicked();
    void cancelClicked();

private:
    ElidedLabel *m_name;
    QProgressBar *m_bar;
    ElidedLabel *m_state;
    QLabel *m_left;
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
    void setReembedding(const ingest::Reembedding::Progress &progress, int atOnce);

Q_SIGNALS:
    void cancelWanted(int job);
    void cancelAllWanted();
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
    QPushButton *m_cancelAll;
};

} // namespace docchat::ui
