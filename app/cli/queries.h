#pragma once

#include "async/generator.h"
#include "commands.h"

#include <functional>

namespace docchat::cli {

/// A question with the name its answers are printed under.
struct NumberedQuery {
    QJsonValue id;
    QString text;
};

/// Prints when it is the question's turn: at once for the first that has not ended, later for the others.
using Print = std::function<void(const Output &)>;
using InTurn = std::function<void(Print)>;

/// Answers a question; false: it could not be.
using Answer = std::function<async::Task<bool>(NumberedQuery, InTurn)>;

/// The question of the command line, or those of the file that option --`fileOption` names ("-": standard
/// input), lines of {"id":…,"query":…}. Lines are read as they are needed, four are answered at once, and
/// what they print comes in the order of the lines; of what is printed later at most 16 answers are kept. A
/// line that cannot be read is an error on stderr, and the others go on. The exit code. Loop thread.
async::Task<int> forQueries(Context *context, QString fileOption, Answer answer);

/// The lines of a file, or of standard input for "-"; FileError. Loop thread.
async::AsyncGenerator<QByteArray> linesOf(const QString &path);

} // namespace docchat::cli
