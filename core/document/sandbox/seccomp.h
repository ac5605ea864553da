#pragma once

namespace docchat::document {

/// Lets this process make no system call from now on but those that reading a document needs; the others fail
/// with EPERM. `socket` is the one descriptor that may send and receive. False: the kernel did not take it.
bool closeSeccomp(int socket);

/// For a program of others that is run next, whose calls nobody can list: refuses those that lead out of this
/// process and those that it starts. No socket, no signal to others, no way out of the process group.
bool closeSeccompForPrograms();

} // namespace docchat::document
