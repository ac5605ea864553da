#include "widgets/statusbar.h"

#include "widgets/announce.h"
#include "widgets/buttons.h"
#include "widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

namespace docchat::ui {

StatusBar::StatusBar(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("statusBar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(31);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 0, 14, 0);
    layout->setSpacing(14);
    m_state = new QLabel(tr("Ready"), this);
    m_state->setObjectName(QStringLiteral("dim"));
    m_failed = makeButton({}, Look::Link, this);
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(140);
    m_bar->setRange(0, 1000);
    m_current = new ElidedLabel(this);
    m_current->setObjectName(QStringLiteral("dim"));
    m_current->setMaximumWidth(260);
    m_activity = makeButton(tr("Show activity"), Look::Link, this);
    m_documents = new QLabel(this);
    m_documents->setObjectName(QStringLiteral("dim"));
    m_privacy = new ElidedLabel(this);
    m_privacy->setElideMode(Qt::ElideRight);
    m_privacy->setObjectName(QStringLiteral("dim"));
    layout->addWidget(m_state);
    layout->addWidget(m_failed);
    layout->addWidget(m_bar);
    layout->addWidget(m_current);
    layout->addWidget(m_activity);
    layout->addStretch();
    m_protection = new QLabel(this);
    m_protection->setObjectName(QStringLiteral("warning"));
    m_protection->hide();
    layout->addWidget(m_protection);
    layout->addWidget(m_documents);
    layout->addWidget(m_privacy);
    connect(m_failed, &QPushButton::clicked, this, &StatusBar::failedWanted);
    connect(m_activity, &QPushButton::clicked, this, &StatusBar::activityWanted);
    setJobs({}, 0, {});
}

void StatusBar::setJobs(const JobCounts &counts, double progress, const QString &current) {
    const bool runs = counts.running > 0;
    m_counts = counts;
    showState();
    if (runs)
        setAccessibleName({});
    m_failed->setText(tr("%1 failed").arg(counts.failed));
    m_failed->setAccessibleName(m_failed->text());
    m_failed->setVisible(counts.failed > 0);
    m_bar->setVisible(runs);
    m_bar->setAccessibleName(m_state->text());
    m_bar->setValue(int(1000 * std::clamp(progress, 0.0, 1.0)));
    m_current->setVisible(runs);
    m_current->setFullText(current);
    m_activity->setVisible(runs || counts.paused > 0 || counts.failed > 0);
}

void StatusBar::setWriting(bool writing) {
    m_writes = writing;
    if (writing)
        setAccessibleName({});
    showState();
}

void StatusBar::showState() {
    QString words = m_counts.running > 0 ? tr("%1 running").arg(m_counts.running)
                    : m_writes           ? tr("Writing an answer")
                                         : tr("Ready");
    if (m_counts.paused > 0)
        words += tr(" · %1 paused").arg(m_counts.paused);
    m_state->setText(words);
}

void StatusBar::sayReady(int failed) {
    if (m_writes)
        announce(this, failed > 0 ? tr("Reading has ended, %1 failed").arg(failed) : tr("Reading has ended"));
    else
        announce(this, failed > 0 ? tr("Ready, %1 failed").arg(failed) : tr("Ready"));
}

void StatusBar::setDocuments(int count) {
    m_documents->setText(count == 0   ? QString()
                         : count == 1 ? tr("1 document")
                                      : tr("%1 documents").arg(count));
}

void StatusBar::setPrivacy(const QString &words) {
    m_privacy->setFullText(words);
}

QString StatusBar::privacy() const {
    return m_privacy->fullText();
}

void StatusBar::setProtection(const QString &words, const QString &details) {
    m_protection->setText(words);
    m_protection->setToolTip(details);
    m_protection->setVisible(!words.isEmpty());
}

void StatusBar::setActivityShown(bool shown) {
    m_activity->setText(shown ? tr("Hide activity") : tr("Show activity"));
}

} // namespace docchat::ui
