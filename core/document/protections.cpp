#include "document/protections.h"

#include "base/words.h"

namespace docchat::document {
namespace {

bool hasLandlock(const QStringList &protections) {
    return protections.contains(QLatin1StringView("landlock"));
}

bool hasSeccomp(const QStringList &protections) {
    return protections.contains(QLatin1StringView("seccomp"));
}

} // namespace

bool isFenced(const QStringList &protections) {
    return hasLandlock(protections) || hasSeccomp(protections);
}

bool isReduced(const QStringList &protections) {
    return !hasLandlock(protections) || !hasSeccomp(protections);
}

QString protectionWords(const QStringList &protections) {
    const bool landlock = hasLandlock(protections);
    const bool seccomp = hasSeccomp(protections);
    if (landlock && seccomp)
        return Words::tr("Documents are read in a process of its own that can open no other file, use no "
                         "network and start no program.");
    if (landlock)
        return Words::tr("Reduced protection: this computer's kernel lacks seccomp. The reader cannot open "
                         "other files, but might send something over the network.");
    if (seccomp)
        return Words::tr("Reduced protection: this computer's kernel lacks Landlock. The reader has no "
                         "network and writes nothing, but might look at other files.");
    return Words::tr("No protection: this computer's kernel has neither Landlock nor seccomp.");
}

} // namespace docchat::document
