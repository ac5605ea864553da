#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace docchat::bench {

/// The middle value, the upper one of two; 0 of none.
[[nodiscard]] double median(QList<double> values);

/// Three digits that count: "0.0123", "4.56", "123", "45678".
[[nodiscard]] QString rounded(double value);

/// Rows under heads, as Markdown or aligned for a terminal. The first column holds names, the others numbers.
class Table {
public:
    explicit Table(QStringList heads);
    void add(const QStringList &row);
    [[nodiscard]] QString text(bool markdown) const;

private:
    QList<QStringList> m_rows; ///< the heads first
};

/// One line that says whether a target is reached at every place where it was measured, or where not.
class Target {
public:
    /// `limit`: the figure may be at most that.
    Target(QString what, double limit);
    void add(const QString &place, double figure);
    [[nodiscard]] QString line() const;

private:
    QString m_what;
    double m_limit;
    int m_measured = 0;
    double m_worst = 0;
    QStringList m_missed;
};

/// All to standard output.
void print(const QString &text);

} // namespace docchat::bench
