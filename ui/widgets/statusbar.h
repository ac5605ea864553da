#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace docchat::ui {

class ElidedLabel;

struct JobCounts {
    int running = 0;
    int paused = 0;
    int failed = 0;
};

/// The line at the bottom: jobs, overall progress, the current one; number of documents; where text goes.
class StatusBar : public QWidget {
    Q_OBJECT

public:
    explicit StatusBar(QWidget *parent = nullptr);

    void setJobs(const JobCounts &counts, double progress, const QString &current);
    void setWriting(bool writing); ///< an answer is being written
    /// Says aloud that nothing is read any more.
    void sayReady(int failed);
    void setDocuments(int count);
    void setPrivacy(const QString &words);
    [[nodiscard]] QString privacy() const;
    /// Always in sight when something is missing; empty: nothing is.
    void setProtection(const QString &words, const QString &details);
    void setActivityShown(bool shown);

Q_SIGNALS:
    void activityWanted();
    void failedWanted(); ///< the list of them

private:
    void showState();

    JobCounts m_counts;
    bool m_writes = false;
    QLabel *m_state;
    QPushButton *m_failed;
    QProgressBar *m_bar;
    ElidedLabel *m_current;
    QPushButton *m_activity;
    QLabel *m_documents;
    QLabel *m_protection;
    ElidedLabel *m_privacy;
};

} // namespace docchat::ui
