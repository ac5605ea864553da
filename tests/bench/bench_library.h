#pragma once

#include <QString>
#include <QStringList>

namespace docchat::bench {

/// A library of made-up passages of about a hundred words, 200 a document, the same in every run: words are
/// drawn by Zipf's law, as in natural text. Beside it plain.sqlite, the same passages by SQLite's own words.
class MadeLibrary {
public:
    /// Opens the one of that many passages in `folder`, or makes it there.
    MadeLibrary(const QString &folder, int passages);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QString &plainPath() const { return m_plainPath; }
    [[nodiscard]] QString postingsPath() const { return m_folder + QStringLiteral("/postings.bin"); }

    /// Questions of 3 to 8 words, each from one passage, none of them among the most common.
    [[nodiscard]] QStringList questions(int count) const;

private:
    void make();

    QString m_folder;
    QString m_path;
    QString m_plainPath;
    int m_passages = 0;
};

} // namespace docchat::bench
