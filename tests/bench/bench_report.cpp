#include "bench_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace docchat::bench {
namespace {

QString padded(const QString &cell, int column, qsizetype width) {
    return column == 0 ? cell.leftJustified(width) : cell.rightJustified(width);
}

} // namespace

double median(QList<double> values) {
    if (values.isEmpty())
        return 0;
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

QString rounded(double value) {
    const int whole = value == 0 ? 1 : int(std::floor(std::log10(std::abs(value)))) + 1;
    return QString::number(value, 'f', std::clamp(3 - whole, 0, 4));
}

Table::Table(QStringList heads) {
    m_rows.append(std::move(heads));
}

void Table::add(const QStringList &row) {
    m_rows.append(row);
}

QString Table::text(bool markdown) const {
    QList<qsizetype> widths(m_rows.first().size(), 0);
    for (const auto &row : m_rows) {
        for (int column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], row[column].size());
    }
    QString all;
    for (const auto &row : m_rows) {
        QStringList cells;
        for (int column = 0; column < row.size(); ++column)
            cells += padded(row[column], column, widths[column]);
        all += markdown ? QStringLiteral("| %1 |\n").arg(cells.join(QStringLiteral(" | ")))
                        : cells.join(QStringLiteral("  ")) + QLatin1Char('\n');
        if (markdown && &row == &m_rows.first())
            all +=
                QStringLiteral("|---|") + QStringLiteral("--:|").repeated(row.size() - 1) + QLatin1Char('\n');
    }
    return all;
}

Target::Target(QString what, double limit) : m_what(std::move(what)), m_limit(limit) {}

void Target::add(const QString &place, double figure) {
    ++m_measured;
    m_worst = std::max(m_worst, figure);
    if (figure > m_limit)
        m_missed += QStringLiteral("%1 %2").arg(rounded(figure), place).trimmed();
}

QString Target::line() const {
    if (m_measured == 0)
        return QStringLiteral("- not measured: %1").arg(m_what);
    if (m_missed.isEmpty())
        return QStringLiteral("- reached: %1 (%2%3)")
            .arg(m_what, m_measured > 1 ? QStringLiteral("at most ") : QString(), rounded(m_worst));
    return QStringLiteral("- not reached: %1 (%2)").arg(m_what, m_missed.join(QStringLiteral(", ")));
}

void print(const QString &text) {
    std::puts(qUtf8Printable(text));
    std::fflush(stdout);
}

} // namespace docchat::bench
