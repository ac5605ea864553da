#pragma once

namespace docchat::document {

/// Lets this process make no system call from now on but those that reading a document needs; the others fail
/// with EPERM. `socket` is the one descriptor that may send and receive. False: the kernel did not take it.
bool closeSeccomp(int socket);

} // namespace docchat::document
