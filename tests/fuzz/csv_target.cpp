#include "readall.h"
#include "target.h"

using namespace docchat;

FUZZ_TARGET(csv) {
    for (const auto &name : {QStringLiteral("a.csv"), QStringLiteral("a.tsv")}) {
        const auto options = fuzz::readOptions(name);
        fuzz::readAll(document::openCsv(input, options), options);
    }
}
