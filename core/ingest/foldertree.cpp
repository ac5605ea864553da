#include "ingest/foldertree.h"

#include "base/paths.h"
#include "base/words.h"
#include "ingest/ignorerules.h"

#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

#include <sys/stat.h>

namespace docchat::ingest {
namespace {

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

constexpr int deepest = 64; // folders in folders
constexpr auto freshFor = std::chrono::seconds(2);
constexpr qint64 longestIgnoreFile = 64 * 1024; // bytes

constexpr std::array endings{
    "pdf"_L1, "docx"_L1, "pptx"_L1, "xlsx"_L1,     "odt"_L1,   "odp"_L1,  "ods"_L1, "doc"_L1, "xls"_L1,
    "ppt"_L1, "epub"_L1, "html"_L1, "htm"_L1,      "xhtml"_L1, "md"_L1,   "mkd"_L1, "tex"_L1, "markdown"_L1,
    "rst"_L1, "org"_L1,  "adoc"_L1, "asciidoc"_L1, "txt"_L1,   "text"_L1, "csv"_L1, "tsv"_L1, "rtf"_L1,
    "eml"_L1, "mbox"_L1, "png"_L1,  "jpg"_L1,      "jpeg"_L1,  "tif"_L1,  "tiff"_L1};

/// What programs make again whenever they want.
constexpr std::array builtAlways{"node_modules"_L1, "__pycache__"_L1, "CMakeFiles"_L1, "bower_components"_L1};
/// The same only beside what they are made from: a folder of a person may be called so too.
constexpr std::array builtBesideSources{"build"_L1, "dist"_L1, "out"_L1, "target"_L1, "bin"_L1,
                                        "obj"_L1,   "venv"_L1, "env"_L1, "vendor"_L1};
constexpr std::array sources{"CMakeLists.txt"_L1,   "Makefile"_L1,   "meson.build"_L1,
                             "package.json"_L1,     "Cargo.toml"_L1, "pom.xml"_L1,
                             "build.gradle"_L1,     "setup.py"_L1,   "pyproject.toml"_L1,
                             "requirements.txt"_L1, "go.mod"_L1,     "composer.json"_L1};

bool isOneOf(const auto &names, const QString &name) {
    return std::ranges::any_of(names, [&](auto one) { return name == one; });
}

/// Whose files other computers change; the kernel tells of none of that.
bool isShared(const QByteArray &fileSystem) {
    static constexpr QByteArrayView kinds[] = {"nfs", "cifs", "smb", "fuse", "9p", "afs", "ceph", "sshfs"};
    return std::ranges::any_of(kinds, [&](auto kind) { return fileSystem.startsWith(kind); });
}

QString nameOf(const fs::path &path) {
    return pathText(path.filename().native());
}

QString textOf(const fs::path &path) {
    return pathText(path.native());
}

void beat(Seen *seen) {
    if (seen)
        seen->fetch_add(1, std::memory_order_relaxed);
}

/// What .docchatignore in one folder says of what lies below it.
struct Rules {
    qsizetype prefix; ///< characters of its folder's path, with the "/"
    IgnoreRules rules;
};

class Look {
public:
    Look(std::stop_token stop, const QString &root, Seen *seen)
        : m_stop(std::move(stop)), m_root(root), m_seen(seen) {}

    Result<FolderTree> all() {
        const auto root = fs::path(pathBytes(m_root).toStdString());
        struct stat status{};
        if (::stat(root.c_str(), &status) == 0)
            m_tree.root = {qint64(status.st_dev), qint64(status.st_ino)};
        const auto failed = look(root, 0);
        if (failed || m_tree.unreadable.contains(textOf(root))) {
            const auto name = shownName(m_root);
            if (failed &&
                (*failed == std::errc::no_such_file_or_directory || *failed == std::errc::not_a_directory))
                return Error{ErrorKind::Missing, Words::tr("The folder %1 is not there").arg(name),
                             Words::tr("Connect its drive, or look where it was moved")};
            return Error{
                ErrorKind::Unreadable,
                Words::tr("The folder %1 cannot be read: %2")
                    .arg(name, QString::fromStdString(
                                   (failed ? *failed : std::make_error_code(std::errc::permission_denied))
                                       .message())),
                Words::tr("Give yourself permission to read it, or check its drive")};
        }
        if (m_stop.stop_requested())
            return Error{ErrorKind::Cancelled, m_root, {}}; // what was not seen is not gone
        const auto fileSystem = QStorageInfo(m_root).fileSystemType();
        m_tree.tellsChanges = !fileSystem.isEmpty() && !isShared(fileSystem);
        return std::move(m_tree);
    }

private:
    /// The error with which it could not be looked into.
    std::optional<std::error_code> look(const fs::path &folder, int depth) {
        std::error_code error;
        std::vector<fs::directory_entry> entries;
        for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            if (m_stop.stop_requested())
                return {};
            entries.push_back(*entry);
            beat(m_seen);
        }
        if (error)
            return error;
        const auto has = [&](const auto &names) {
            return std::ranges::any_of(
                entries, [&](const auto &entry) { return isOneOf(names, nameOf(entry.path())); });
        };
        if (depth > 0 && has(std::array{"CACHEDIR.TAG"_L1}))
            return {};
        m_tree.folders += textOf(folder);
        const bool isOfSources = has(sources);
        const bool hasRules = takeRules(folder);
        bool isWhole = true;
        for (const auto &entry : entries) {
            if (m_stop.stop_requested())
                break;
            isWhole = takeEntry(entry.path(), depth, isOfSources) && isWhole;
        }
        if (!isWhole) // what could not be seen is not gone
            m_tree.unreadable += textOf(folder);
        if (hasRules)
            m_rules.pop_back();
        return {};
    }

    /// False: nobody knows what it is.
    bool takeEntry(const fs::path &path, int depth, bool isOfSources) {
        beat(m_seen);
        const auto name = nameOf(path);
        struct stat status{};
        if (::lstat(path.c_str(), &status) != 0)
            return errno == ENOENT;
        const bool isFolder = S_ISDIR(status.st_mode);
        if (name.startsWith(u'.') || isIgnored(textOf(path), isFolder))
            return true;
        if (S_ISREG(status.st_mode) && isCalledLikeDocument(name))
            take(path, status);
        if (isFolder && depth < deepest && !isOneOf(builtAlways, name) &&
            !(isOfSources && isOneOf(builtBesideSources, name))) {
            if (look(path, depth + 1))
                m_tree.unreadable += textOf(path);
        }
        return true;
    }

    void take(const fs::path &path, const struct stat &status) {
        const auto nanoseconds = [](const timespec &at) { return at.tv_sec * std::nano::den + at.tv_nsec; };
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const auto age = now - std::chrono::nanoseconds(nanoseconds(status.st_mtim));
        m_tree.files.insert(textOf(path), {{qint64(status.st_size), qint64(nanoseconds(status.st_ctim)),
                                            qint64(status.st_dev) != m_tree.root.device},
                                           age < freshFor});
    }

    bool takeRules(const fs::path &folder) {
        const auto path = folder / ignoreFileName;
        std::error_code error;
        if (!fs::is_regular_file(path, error))
            return false;
        QByteArray text(longestIgnoreFile, Qt::Uninitialized);
        std::ifstream file(path, std::ios::binary);
        file.read(text.data(), text.size());
        text.truncate(qsizetype(file.gcount()));
        auto rules = IgnoreRules::parse(text);
        if (rules.isEmpty())
            return false;
        m_rules.push_back({textOf(folder).size() + 1, std::move(rules)});
        return true;
    }

    /// The nearest file that says something decides.
    [[nodiscard]] bool isIgnored(const QString &path, bool isFolder) const {
        for (auto rules = m_rules.rbegin(); rules != m_rules.rend(); ++rules) {
            const auto verdict = rules->rules.verdict(path.sliced(rules->prefix), isFolder);
            if (verdict != IgnoreRules::Verdict::Unsaid)
                return verdict == IgnoreRules::Verdict::Ignored;
        }
        return false;
    }

    std::stop_token m_stop;
    QString m_root;
    Seen *m_seen;
    FolderTree m_tree;
    std::vector<Rules> m_rules; ///< of the folders above what is looked at
};

/// The device of the nearest folder above that is there.
qint64 deviceAbove(QString path) {
    struct stat status{};
    do
        path = QFileInfo(path).path();
    while (::stat(pathBytes(path).constData(), &status) != 0 && path.size() > 1);
    return qint64(status.st_dev);
}

} // namespace

bool liesIn(const QString &folder, const QString &path) {
    return path.startsWith(folder) &&
           (path.size() == folder.size() || folder.endsWith(u'/') || path[folder.size()] == u'/');
}

bool liesInOneOf(const QStringList &folders, const QString &path) {
    return std::ranges::any_of(folders, [&](const QString &folder) { return liesIn(folder, path); });
}

void examineAbsent(FolderTree *tree, const QString &path, const QHash<QString, FileStamp> &known,
                   Seen *seen) {
    struct stat root{};
    if (::stat(pathBytes(path).constData(), &root) != 0)
        root = {};
    for (auto file = known.begin(); file != known.end(); ++file) {
        if (tree->files.contains(file.key()) || liesInOneOf(tree->unreadable, file.key()))
            continue;
        beat(seen);
        struct stat status{};
        if (::lstat(pathBytes(file.key()).constData(), &status) == 0)
            tree->leftOut += file.key();
        else if (errno != ENOENT && errno != ENOTDIR)
            tree->away += file.key();
        else if (file->isMounted && deviceAbove(file.key()) == qint64(root.st_dev))
            tree->away += file.key();
    }
}

bool isCalledLikeDocument(const QString &name) {
    const auto dot = name.lastIndexOf(u'.');
    const auto ending = dot > 0 ? name.sliced(dot + 1).toLower() : QString();
    return !name.startsWith(u"~$") && isOneOf(endings, ending); // "~$": Office's lock of an open document
}

Result<FolderTree> lookThrough(std::stop_token stop, const QString &path, Seen *seen) {
    return Look(std::move(stop), path, seen).all();
}

} // namespace docchat::ingest
