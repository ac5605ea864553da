#include "outcome.h"

namespace docchat::corpus {

QStringList states() {
    QStringList all{QStringLiteral("ready"), QStringLiteral("partial")};
    for (const auto kind :
         {ErrorKind::NoText, ErrorKind::Password, ErrorKind::Damaged, ErrorKind::Unsupported,
          ErrorKind::TooLarge, ErrorKind::TimedOut, ErrorKind::Crashed, ErrorKind::Unreadable})
        all += code(kind);
    return all;
}

void judge(const Heard &heard, Outcome *outcome) {
    const auto pages = heard.read + heard.failed;
    if (heard.error || (heard.characters == 0 && heard.pageError)) {
        const auto &error = heard.error ? *heard.error : *heard.pageError;
        outcome->state = code(error.kind);
        outcome->reason = error.text();
    } else if (heard.characters == 0) {
        outcome->state = code(ErrorKind::NoText);
        outcome->reason = heard.scanned > 0
                              ? QStringLiteral("%1 of %2 pages are pictures").arg(heard.scanned).arg(pages)
                              : QStringLiteral("its pages are empty");
    } else if (heard.failed > 0) {
        outcome->state = QStringLiteral("partial");
        outcome->reason = QStringLiteral("%1 of %2 pages could not be read: %3")
                              .arg(heard.failed)
                              .arg(pages)
                              .arg(heard.pageError->text());
    } else {
        outcome->state = QStringLiteral("ready");
        outcome->reason = QStringLiteral("all pages were read");
        if (heard.scanned > 0)
            outcome->reason += QStringLiteral(", %1 are pictures").arg(heard.scanned);
    }
}

} // namespace docchat::corpus
