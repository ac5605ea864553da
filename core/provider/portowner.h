#pragma once

#include <QByteArray>

namespace docchat::provider {

/// Whether somebody else of this computer listens on a TCP port, neither `user` nor root: what is sent there
/// would be theirs. `table` is /proc/net/tcp (proc_net_tcp in Linux's documentation). Pure.
[[nodiscard]] bool isListenedToByAnother(const QByteArray &table, quint16 port, unsigned user);

} // namespace docchat::provider
