#include "document/readers/reader.h"

#include "base/words.h"

#include <QFileInfo>

#include <algorithm>
#include <initializer_list>

// Compound files that Office wrote before 2007 ([MS-CFB]). Their directory is only looked through, so that a
// damaged one is LibreOffice's to judge.
namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype entrySize = 128; // of the directory; its entries lie at multiples of that
constexpr qsizetype lengthAt = 64;
constexpr qsizetype typeAt = 66;
constexpr char stream = 2;

QByteArray utf16(QStringView text) {
    return QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
}

/// Does its directory name a stream so, in whatever storage?
bool holdsStream(const QByteArray &bytes, QStringView name) {
    const auto wanted = utf16(name) + QByteArray(2, '\0');
    for (auto at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 2)) {
        if (at % entrySize == 0 && at + entrySize <= bytes.size() && bytes[at + typeAt] == stream &&
            bytes[at + lengthAt] == char(wanted.size()))
            return true;
    }
    return false;
}

struct Program {
    DocumentKind kind;
    QLatin1StringView endings;
    std::initializer_list<QStringView> streams;
};

const Program programs[] = {
    {DocumentKind::Doc, "doc dot"_L1, {u"WordDocument"}},
    {DocumentKind::Ppt, "ppt pps pot"_L1, {u"PowerPoint Document"}},
    {DocumentKind::Xls, "xls xlt xlw"_L1, {u"Workbook", u"Book"}},
};

/// A document may lie in one of another program, so the ending of the name says which is the outer one.
DocumentKind kindOf(const QByteArray &bytes, const QString &name) {
    const auto ending = QFileInfo(name).suffix().toLower();
    auto kind = DocumentKind::Unknown;
    for (const auto &program : programs) {
        const bool holds = std::ranges::any_of(
            program.streams, [&](QStringView wanted) { return holdsStream(bytes, wanted); });
        if (holds && (kind == DocumentKind::Unknown || QString(program.endings).split(u' ').contains(ending)))
            kind = program.kind;
    }
    return kind;
}

/// Tells what it is, for the parent to have it converted; there is nothing to read in it here.
class OldOfficeReader : public Reader {
public:
    OldOfficeReader(DocumentKind kind, QByteArray attached) : m_kind(kind), m_attached(std::move(attached)) {}
    [[nodiscard]] OpenedReply info() const override { return {m_kind, 0, {}, {}, {}, m_attached.size()}; }
    [[nodiscard]] QByteArray bytesToConvert() const override { return m_attached; }
    [[nodiscard]] Result<Page> page(int) override {
        return Error{ErrorKind::Unsupported, Words::tr("it is to be converted first"), Words::tr("Retry")};
    }

private:
    DocumentKind m_kind;
    QByteArray m_attached; ///< empty: a file of its own, which the parent has
};

} // namespace

Opened openOldOffice(const QByteArray &bytes, const ReadOptions &options) {
    const auto kind = kindOf(bytes, options.name);
    if (kind == DocumentKind::Unknown) {
        return Error{ErrorKind::Unsupported, Words::tr("this kind of file cannot be read"),
                     Words::tr("Save it as PDF, DOCX, ODT or plain text and add that")};
    }
    if (options.tellOldOffice) {
        auto attached = options.depth > 0 ? bytes : QByteArray();
        return std::unique_ptr<Reader>(std::make_unique<OldOfficeReader>(kind, std::move(attached)));
    }
    return Error{ErrorKind::Unsupported,
                 Words::tr("files of Word, Excel and PowerPoint before 2007 cannot be read here"),
                 Words::tr("Open it in its program and save it as .%1x").arg(kindName(kind))};
}

} // namespace docchat::document
