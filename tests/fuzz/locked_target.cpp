// Office documents that a password locks. What the seeds lock with "secret" is unlocked.

#include "readall.h"
#include "target.h"

#include "document/readers/compoundfile.h"

using namespace docchat;

FUZZ_TARGET(locked) {
    const auto file = document::CompoundFile::open(input);
    if (!file.ok())
        return;
    for (const auto *name : {u"EncryptionInfo", u"EncryptedPackage"}) {
        const auto stream = file->stream(name);
        fuzz::require(!stream.ok() || stream->size() <= input.size(), "a stream is a part of its file");
        fuzz::require(stream.ok() || !stream.error().hint.isEmpty(), "an error says what to do");
    }
    fuzz::readAll(input, QStringLiteral("a.docx"));
}
