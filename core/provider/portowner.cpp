#include "provider/portowner.h"

#include <QByteArrayList>

namespace docchat::provider {

bool isListenedToByAnother(const QByteArray &table, quint16 port, unsigned user) {
    const auto listening = QByteArrayLiteral("0A");
    for (const auto &line : table.split('\n')) {
        const auto fields = line.simplified().split(' '); // number, local, remote, state, 3 more, user
        if (fields.size() < 8 || fields[3] != listening)
            continue;
        const auto its = fields[1].mid(fields[1].indexOf(':') + 1).toUShort(nullptr, 16);
        const auto owner = fields[7].toUInt();
        if (its == port && owner != user && owner != 0)
            return true;
    }
    return false;
}

} // namespace docchat::provider
