#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

#include <vector>

namespace docchat::ingest {

/// The file in a folder that says which of what lies below it is left out; written like a .gitignore
/// (git-scm.com/docs/gitignore, "Pattern format").
inline constexpr auto ignoreFileName = ".docchatignore";

/// The lines of one such file. What is written wrong matches nothing.
class IgnoreRules {
public:
    enum class Verdict { Unsaid, Ignored, Wanted };

    static IgnoreRules parse(const QByteArray &text);

    /// path: from the file's own folder, with "/". The last line that matches decides.
    [[nodiscard]] Verdict verdict(const QString &path, bool isFolder) const;
    [[nodiscard]] bool isEmpty() const { return m_rules.empty(); }

private:
    struct Rule {
        QRegularExpression pattern; ///< of the whole path
        bool wants = false;
        bool foldersOnly = false;
    };
    std::vector<Rule> m_rules;
};

} // namespace docchat::ingest
