#include "tasks/responsivenessdialog.h"

#include "widgets/buttons.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr QSize roomy(640, 420);
constexpr double smooth = 16; // ms: a frame

QString milliseconds(double ms) {
    return QObject::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 1 : 0));
}

QString summary(const std::vector<BusyTime> &times, const QString &since) {
    if (times.empty() || times.front().ms < smooth)
        return QObject::tr("Since %1 the window was never busy for longer than a frame (%2).")
            .arg(since, milliseconds(smooth));
    return QObject::tr("Since %1 the window was busy for at most %2 at a time: %3.")
        .arg(since, milliseconds(times.front().ms), times.front().what);
}

} // namespace

ResponsivenessDialog::ResponsivenessDialog(QWidget *parent) : QDialog(parent) {
    setWindowTitle(tr("Responsiveness"));
    resize(roomy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    m_summary = plainLabel({}, this);
    m_summary->setObjectName(QStringLiteral("dim"));
    layout->addWidget(m_summary);
    m_list = new QTreeWidget(this);
    m_list->setAccessibleName(tr("The longest times that the window was busy"));
    m_list->setHeaderLabels({tr("Busy for"), tr("With"), tr("At")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setTabKeyNavigation(false);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    layout->addWidget(m_list, 1);
    auto *buttons = new QHBoxLayout;
    auto *again = makeButton(tr("Start again"), Look::Plain, this);
    auto *copy = makeButton(tr("Copy all"), Look::Plain, this);
    auto *close = makeButton(tr("Close"), Look::Plain, this);
    buttons->addWidget(again);
    buttons->addStretch();
    buttons->addWidget(copy);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(again, &QPushButton::clicked, this, &ResponsivenessDialog::againWanted);
    connect(copy, &QPushButton::clicked, this, &ResponsivenessDialog::copyWanted);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
}

void ResponsivenessDialog::showTimes(const std::vector<BusyTime> &times, const QString &since) {
    m_summary->setText(summary(times, since));
    m_list->clear();
    for (const auto &time : times) {
        auto *row = new QTreeWidgetItem(m_list, {milliseconds(time.ms), time.what, time.at});
        row->setTextAlignment(0, Qt::AlignRight | Qt::AlignVCenter);
    }
}

} // namespace docchat::ui
