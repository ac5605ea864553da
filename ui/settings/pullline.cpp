#include "settings/pullline.h"

#include "widgets/buttons.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QStyle>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int steps = 1000; // of the bar

QString sizeOf(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace

PullLine::PullLine(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_name = new QLineEdit(this);
    m_name->setAccessibleName(tr("Get a model"));
    m_name->setPlaceholderText(tr("Its name, such as qwen2.5:3b"));
    m_get = makeButton(tr("Get"), Look::Plain, this);
    m_get->setObjectName(QStringLiteral("pull"));
    row->addWidget(m_name, 1);
    row->addWidget(m_get);
    layout->addLayout(row);
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("How far it has come"));
    layout->addWidget(m_bar);
    m_words = plainLabel({}, this);
    m_words->setObjectName(QStringLiteral("pullResult"));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_words);
    setFocusProxy(m_name);
    connect(m_name, &QLineEdit::returnPressed, this, &PullLine::ask);
    connect(m_get, &QPushButton::clicked, this, [this] {
        if (m_runs)
            Q_EMIT cancelled();
        else
            ask();
    });
    showEnd({}, false);
}

void PullLine::ask() {
    const auto model = m_name->text().trimmed();
    if (m_runs || model.isEmpty())
        return;
    showProgress({tr("Asking for %1…").arg(model)});
    Q_EMIT wanted(model);
}

/// Return gets the model, and does not press the dialog's Save as well.
void PullLine::keyPressEvent(QKeyEvent *event) {
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        QWidget::keyPressEvent(event);
}

void PullLine::setRuns(bool runs) {
    m_runs = runs;
    m_name->setEnabled(!runs);
    m_get->setText(runs ? tr("Cancel") : tr("Get"));
    m_get->setAccessibleName(m_get->text());
    m_bar->setVisible(runs);
}

void PullLine::showProgress(const provider::PullProgress &progress) {
    say(progress.total > 0
            ? tr("%1: %2 of %3").arg(progress.status, sizeOf(progress.completed), sizeOf(progress.total))
            : progress.status,
        false);
    setRuns(true);
    m_bar->setRange(0, progress.total > 0 ? steps : 0); // 0: it is not known how much there is
    m_bar->setValue(progress.total > 0 ? int(double(progress.completed) / double(progress.total) * steps)
                                       : 0);
}

void PullLine::showEnd(const QString &words, bool isProblem) {
    setRuns(false);
    say(words, isProblem);
}

void PullLine::say(const QString &words, bool isProblem) {
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_words->setProperty("problem", isProblem);
    repolish(m_words);
}

} // namespace docchat::ui
