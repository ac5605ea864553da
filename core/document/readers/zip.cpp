#include "document/readers/zip.h"

#include "base/words.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <zlib.h>

#include <memory>

namespace docchat::document {
namespace {

constexpr int mostEntries = 100'000;
constexpr qint64 ratioFree = 1024 * 1024; // small files may be packed as tightly as they like
constexpr size_t readSize = 64 * 1024;
constexpr int streamedTimes = 4;                    // markup around a text: a stream may be larger than it
constexpr qint64 longestToken = 16LL * 1024 * 1024; // without a new element; no program writes the like

struct CloseArchive {
    void operator()(archive *file) const { archive_read_free(file); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

/// While this lives, the thread has a locale of UTF-8: in others libarchive gives no names but ASCII.
class Utf8Locale {
public:
    Utf8Locale()
        : m_locale(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), m_before(::uselocale(m_locale)) {}
    ~Utf8Locale() {
        ::uselocale(m_before);
        if (m_locale)
            ::freelocale(m_locale);
    }
    Utf8Locale(const Utf8Locale &) = delete;
    Utf8Locale &operator=(const Utf8Locale &) = delete;

private:
    locale_t m_locale; ///< null where the system has none, which then changes nothing
    locale_t m_before;
};

Error tooLargeBecause(const QString &what) {
    return {ErrorKind::TooLarge, what, Words::tr("Save it anew from the program that made it, in parts")};
}

Error damaged(const QString &what) {
    return {ErrorKind::Damaged, Words::tr("it is damaged: ") + what,
            Words::tr("Get the file anew from where it came from")};
}

Error needsPassword() {
    return {ErrorKind::Password, Words::tr("it is protected by a password"),
            Words::tr("Open it in its program and save it without a password")};
}

/// UTF-8, or the bytes of a name in another encoding one by one. Either may be null, by the locale.
QString nameOf(archive_entry *entry) {
    auto name = QString::fromUtf8(archive_entry_pathname_utf8(entry));
    if (name.isEmpty())
        name = QString::fromLatin1(archive_entry_pathname(entry));
    if (name.isEmpty())
        name =
            QString::fromWCharArray(archive_entry_pathname_w(entry) ? archive_entry_pathname_w(entry) : L"");
    return name.replace(QLatin1Char('\\'), QLatin1Char('/')); // some programs write folders like Windows
}

Archive openArchive(const QByteArray &bytes) {
    Archive file(archive_read_new());
    if (!file || archive_read_support_format_zip(file.get()) != ARCHIVE_OK ||
        archive_read_open_memory(file.get(), bytes.constData(), size_t(bytes.size())) != ARCHIVE_OK)
        return nullptr;
    return file;
}

qint64 mostOf(const QByteArray &bytes, const ParseLimits &limits, int times = 1) {
    return qMin(limits.text * times, ratioFree + limits.zipRatio * bytes.size());
}

} // namespace

Result<ZipFile> ZipFile::open(const QByteArray &bytes, const ParseLimits &limits,
                              const std::function<bool(const QString &)> &wanted) {
    const Utf8Locale locale;
    const auto file = openArchive(bytes);
    if (!file)
        return damaged(Words::tr("its container cannot be opened"));
    ZipFile zip;
    qint64 unpacked = 0;
    QByteArray piece(readSize, Qt::Uninitialized);
    archive_entry *entry = nullptr;
    for (;;) {
        const int next = archive_read_next_header(file.get(), &entry);
        if (next == ARCHIVE_EOF)
            break;
        if (next < ARCHIVE_WARN) {
            zip.m_isWhole = false;
            break;
        }
        const auto name = nameOf(entry);
        zip.m_names += name;
        if (zip.m_names.size() > mostEntries)
            return tooLargeBecause(Words::tr("it holds more than %1 files").arg(mostEntries));
        if (zip.m_entries.contains(name) || !wanted(name))
            continue; // of two of a name, the first
        if (archive_entry_is_encrypted(entry))
            return needsPassword();
        auto &content = zip.m_entries[name];
        for (;;) {
            const auto got = archive_read_data(file.get(), piece.data(), readSize);
            if (got <= 0) {
                zip.m_isWhole = zip.m_isWhole && got == 0;
                break;
            }
            content.append(piece.constData(), got);
            unpacked += got;
            if (unpacked > mostOf(bytes, limits))
                return ZipStream::tooLarge();
        }
    }
    if (zip.m_names.isEmpty())
        return damaged(Words::tr("its container holds nothing readable"));
    return zip;
}

struct ZipStream::State {
    Archive file;
    qint64 most = 0;
    qint64 unpacked = 0;
    qint64 sinceElement = 0; ///< bytes since the last '<'
    bool passedLimit = false;
};

ZipStream::ZipStream(std::unique_ptr<State> state) : m_state(std::move(state)) {
    QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

ZipStream::~ZipStream() = default;

Result<std::unique_ptr<ZipStream>> ZipStream::open(const QByteArray &bytes, const ParseLimits &limits,
                                                   const QString &name) {
    const Utf8Locale locale;
    auto file = openArchive(bytes);
    archive_entry *entry = nullptr;
    for (int count = 0; file && count < mostEntries; ++count) {
        const int next = archive_read_next_header(file.get(), &entry);
        if (next == ARCHIVE_EOF || next < ARCHIVE_WARN)
            break;
        if (nameOf(entry) != name)
            continue;
        if (archive_entry_is_encrypted(entry))
            return needsPassword();
        auto state = std::make_unique<State>(
            State{std::move(file), mostOf(bytes, limits, streamedTimes), 0, 0, false});
        return std::unique_ptr<ZipStream>(new ZipStream(std::move(state)));
    }
    return damaged(Words::tr("a part of it is missing"));
}

qint64 ZipStream::readData(char *data, qint64 size) {
    const auto got = archive_read_data(m_state->file.get(), data, size_t(size));
    if (got <= 0)
        return got == 0 ? 0 : -1;
    const auto element = QByteArrayView(data, got).lastIndexOf('<');
    m_state->unpacked += got;
    m_state->sinceElement = element < 0 ? m_state->sinceElement + got : got - element;
    m_state->passedLimit = m_state->unpacked > m_state->most || m_state->sinceElement > longestToken;
    return m_state->passedLimit ? -1 : qint64(got);
}

bool ZipStream::passedLimit() const {
    return m_state->passedLimit;
}

Error ZipStream::tooLarge() {
    return tooLargeBecause(Words::tr("it unpacks to more than may be read"));
}

Result<QByteArray> inflated(const QByteArray &deflated, const ParseLimits &limits) {
    constexpr int withoutHeader = -MAX_WBITS;
    z_stream stream{};
    if (::inflateInit2(&stream, withoutHeader) != Z_OK)
        return tooLargeBecause(Words::tr("it does not fit into memory"));
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(deflated.constData()));
    stream.avail_in = uInt(deflated.size());
    const auto most = mostOf(deflated, limits);
    QByteArray content;
    QByteArray piece(readSize, Qt::Uninitialized);
    int state = Z_OK;
    while (state == Z_OK && content.size() <= most) {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = uInt(readSize);
        state = ::inflate(&stream, Z_NO_FLUSH);
        content.append(piece.constData(), qsizetype(readSize - stream.avail_out));
    }
    ::inflateEnd(&stream);
    if (content.size() > most)
        return ZipStream::tooLarge();
    return content;
}

} // namespace docchat::document
