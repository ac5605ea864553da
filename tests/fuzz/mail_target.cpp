#include "readall.h"
#include "target.h"

using namespace docchat;

FUZZ_TARGET(mail) {
    const auto message = fuzz::readOptions(QStringLiteral("a.eml"));
    fuzz::readAll(document::openMail(input, message), message);
    const auto box = fuzz::readOptions(QStringLiteral("a.mbox"));
    fuzz::readAll(document::openMbox(input, box), box);
}
