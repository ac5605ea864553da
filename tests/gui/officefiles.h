#pragma once

#include <QDir>
#include <QString>

/// Documents of other programs, small and whole, made for tests and pictures.
namespace docchat::tests {

/// A report of a few sections with a table, as a word processor saves it.
QString writeDocx(const QDir &folder, const QString &name);

/// A sheet "Costs" with a row a month, as a spreadsheet saves it.
QString writeXlsx(const QDir &folder, const QString &name);

/// A typed letter as a scanner sees it: a picture, slightly grey and a little askew.
QString writeScan(const QDir &folder, const QString &name);

} // namespace docchat::tests
