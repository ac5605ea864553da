#include "widgets/progresssheet.h"

#include <QLabel>
#include <QProgressBar>

namespace docchat::ui {
namespace {

constexpr int steps = 1000;
constexpr int shownAfterMs = 400;
constexpr int sheetWidth = 420;

} // namespace

ProgressSheet::ProgressSheet(const QString &words, QWidget *parent)
    : QProgressDialog(words, tr("Cancel"), 0, steps, parent) {
    setWindowTitle(QStringLiteral("DocChat"));
    auto *label = new QLabel(words, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setLabel(label);
    auto *bar = new QProgressBar(this);
    bar->setTextVisible(false);
    bar->setRange(0, steps);
    setBar(bar);
    setFixedWidth(sheetWidth);
    setAutoClose(false);
    setAutoReset(false);
    setMinimumDuration(shownAfterMs);
    setValue(0);
}

void ProgressSheet::setShare(double share) {
    setValue(int(share * steps));
}

} // namespace docchat::ui
