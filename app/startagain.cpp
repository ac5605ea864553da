#include "startagain.h"

#include <QFile>

#include <vector>

#include <unistd.h>

namespace docchat {

void startAgain(const QString &program, const QStringList &arguments) {
    QByteArrayList words{QFile::encodeName(program)};
    for (const auto &argument : arguments)
        words += argument.toLocal8Bit();
    std::vector<char *> pointers;
    for (auto &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execv(pointers[0], pointers.data());
}

} // namespace docchat
