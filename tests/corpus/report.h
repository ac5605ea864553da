#pragma once

#include "outcome.h"

#include <QHash>
#include <QJsonDocument>

#include <vector>

namespace docchat::corpus {

/// The states that are right for a file, by its name.
using Expectations = QHash<QString, QStringList>;

/// Lines "name<TAB>state[,state…]"; empty ones and those that begin with # do not count. Error: Unreadable,
/// and Usage for a line that is none of these or names no state.
[[nodiscard]] Result<Expectations> readExpectations(const QString &path);

/// What must not be: a hang, no state or no reason, a text that was missed, another state than expected, an
/// expected file that is not there. One line each.
[[nodiscard]] QStringList problems(const std::vector<Outcome> &outcomes, const Expectations &expected);

[[nodiscard]] QString tableHead();
[[nodiscard]] QString tableRow(const Outcome &outcome);

/// Files a state, the slowest five, crashes and hangs.
[[nodiscard]] QString summary(const std::vector<Outcome> &outcomes);

[[nodiscard]] QJsonDocument toJson(const std::vector<Outcome> &outcomes, const QStringList &problems);

} // namespace docchat::corpus
