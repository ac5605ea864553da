#include "library/documentmodel.h"

#include "base/paths.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>
#include <QSet>
#include <QtMath>
#include <QUrl>

#include <algorithm>
#include <array>

namespace docchat::ui {
namespace {

using ingest::Job;

const QString draggedDocuments = QStringLiteral("application/x-docchat-documents");

/// "report.pdf: a password is needed" → "A password is needed": the row already has the name.
QString withoutName(const QString &reason, const QString &name) {
    auto words = reason;
    if (words.startsWith(name + QStringLiteral(": ")))
        words = words.mid(name.size() + 2);
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

/// A problem in the few words that a row has room for; the whole of it is its tool tip.
QString shortWords(const QString &code, const QString &problem) {
    struct Short {
        ErrorKind kind;
        const char *words;
    };
    static constexpr Short known[] = {
        {ErrorKind::NoText, QT_TRANSLATE_NOOP("QObject", "Pictures only")},
        {ErrorKind::Password, QT_TRANSLATE_NOOP("QObject", "Password needed")},
        {ErrorKind::Damaged, QT_TRANSLATE_NOOP("QObject", "Damaged")},
        {ErrorKind::Unsupported, QT_TRANSLATE_NOOP("QObject", "Cannot be read here")},
        {ErrorKind::TooLarge, QT_TRANSLATE_NOOP("QObject", "Too large")},
        {ErrorKind::TimedOut, QT_TRANSLATE_NOOP("QObject", "Took too long")},
        {ErrorKind::Crashed, QT_TRANSLATE_NOOP("QObject", "Could not be read")},
        {ErrorKind::Unreadable, QT_TRANSLATE_NOOP("QObject", "May not be opened")},
        {ErrorKind::Missing, QT_TRANSLATE_NOOP("QObject", "File is missing")},
    };
    for (const auto &[kind, words] : known) {
        if (code == docchat::code(kind))
            return QObject::tr(words);
    }
    return problem;
}

/// Of the copy of its file that is kept; empty: none is.
QString copyWords(const DocumentRow &row) {
    switch (row.copy) {
    case KeptCopy::None:
        return {};
    case KeptCopy::Wished:
        return QObject::tr("A copy will be kept in the library once its file can be read.");
    case KeptCopy::Earlier:
        return QObject::tr("A copy of its earlier version is kept; that of this one is to come.");
    case KeptCopy::Whole:
        return row.isOffline   ? QObject::tr("Its folder is offline; a copy is kept in the library.")
               : row.isMissing ? QObject::tr("Its file is missing; a copy is kept in the library.")
                               : QObject::tr("A copy is kept in the library.");
    }
    return {};
}

/// Where it lies; of a failed one also why, and what to do next.
QString wholeStory(const DocumentRow &row) {
    QStringList lines;
    for (const auto &path : row.places.isEmpty() ? QStringList{row.path} : row.places)
        lines += shownPath(path);
    lines += copyWords(row);
    if (row.failed())
        lines += {row.problem, row.hint};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

/// Of one whose file is not there.
QString missingWords(const DocumentRow &row) {
    const bool hasLine = !row.line.isEmpty();
    if (row.copy == KeptCopy::Whole)
        return hasLine ? QObject::tr("%1 · from its copy").arg(row.line) : QObject::tr("From its copy");
    if (row.isOffline)
        return QObject::tr("%1 · folder is offline").arg(row.line);
    return hasLine ? QObject::tr("%1 · file is missing").arg(row.line) : QObject::tr("File is missing");
}

DocumentRow rowFor(const Document &document) {
    DocumentRow row;
    row.id = document.id;
    row.name = document.name;
    row.path = document.path;
    row.part = document.part;
    row.within = document.within;
    row.parent = document.parent;
    row.addedAt = document.addedAt;
    row.kind = document.kind == DocumentKind::Unknown ? kindByName(document.name) : document.kind;
    row.code = document.code;
    row.hint = document.hint;
    row.line = sizeWords(document.kind, document.pages);
    row.hasScans = document.state == DocumentState::Ready && !document.reason.isEmpty();
    const auto reason = withoutName(document.reason, document.name);
    if (document.state == DocumentState::Failed)
        row.problem = reason;
    else if (document.state == DocumentState::Partial)
        row.problem = document.code == code(ErrorKind::Provider)
                          ? QObject::tr("By words only: %1").arg(reason)
                          : QObject::tr("Partly read: %1").arg(reason);
    else if (document.state == DocumentState::Reading)
        row.line = QObject::tr("Read so far: %1 of %2").arg(document.pagesRead).arg(document.pages);
    return row;
}

/// Where a row has its place: an attachment below what there is of its file, everything else at the end.
std::vector<DocumentRow>::iterator placeOf(const DocumentRow &row, std::vector<DocumentRow> &rows) {
    if (!row.isAttachment())
        return rows.end();
    const auto last =
        std::find_if(rows.rbegin(), rows.rend(), [&](const auto &other) { return other.path == row.path; });
    return last == rows.rend() ? rows.end() : last.base();
}

/// Of a file or an attachment, to find it among ten thousand: the same for those that are isSameAs().
std::pair<QString, QString> keyOf(const ingest::Source &source) {
    return {source.path, source.part};
}

} // namespace

QString markOf(DocumentKind kind) {
    static constexpr std::array marks{
        QLatin1StringView("PDF"), QLatin1StringView("MD"),  QLatin1StringView("TXT"),
        QLatin1StringView("DOC"), QLatin1StringView("PPT"), QLatin1StringView("XLS"),
        QLatin1StringView("ODT"), QLatin1StringView("ODP"), QLatin1StringView("ODS"),
        QLatin1StringView("EPB"), QLatin1StringView("HTM"), QLatin1StringView("CSV"),
        QLatin1StringView("RTF"), QLatin1StringView("EML"), QLatin1StringView("SRC"),
        QLatin1StringView("IMG"), QLatin1StringView("DOC"), QLatin1StringView("XLS"),
        QLatin1StringView("PPT"), QLatin1StringView("TXT")};
    static_assert(marks.size() == size_t(DocumentKind::Unknown) + 1);
    return marks[size_t(kind)];
}

DocumentKind kindByName(const QString &name) {
    struct Ending {
        QLatin1StringView ending;
        DocumentKind kind;
    };
    static constexpr Ending endings[] = {
        {QLatin1StringView(".pdf"), DocumentKind::Pdf},
        {QLatin1StringView(".md"), DocumentKind::Markdown},
        {QLatin1StringView(".docx"), DocumentKind::Docx},
        {QLatin1StringView(".pptx"), DocumentKind::Pptx},
        {QLatin1StringView(".xlsx"), DocumentKind::Xlsx},
        {QLatin1StringView(".odt"), DocumentKind::Odt},
        {QLatin1StringView(".odp"), DocumentKind::Odp},
        {QLatin1StringView(".ods"), DocumentKind::Ods},
        {QLatin1StringView(".epub"), DocumentKind::Epub},
        {QLatin1StringView(".html"), DocumentKind::Html},
        {QLatin1StringView(".htm"), DocumentKind::Html},
        {QLatin1StringView(".csv"), DocumentKind::Csv},
        {QLatin1StringView(".rtf"), DocumentKind::Rtf},
        {QLatin1StringView(".eml"), DocumentKind::Mail},
        {QLatin1StringView(".mbox"), DocumentKind::Mail},
        {QLatin1StringView(".png"), DocumentKind::Image},
        {QLatin1StringView(".jpg"), DocumentKind::Image},
        {QLatin1StringView(".jpeg"), DocumentKind::Image},
        {QLatin1StringView(".doc"), DocumentKind::Doc},
        {QLatin1StringView(".xls"), DocumentKind::Xls},
        {QLatin1StringView(".ppt"), DocumentKind::Ppt},
        {QLatin1StringView(".tif"), DocumentKind::Image},
        {QLatin1StringView(".tiff"), DocumentKind::Image},
        {QLatin1StringView(".gif"), DocumentKind::Image},
        {QLatin1StringView(".bmp"), DocumentKind::Image},
        {QLatin1StringView(".webp"), DocumentKind::Image},
        {QLatin1StringView(".tsv"), DocumentKind::Csv},
        {QLatin1StringView(".xhtml"), DocumentKind::Html},
        {QLatin1StringView(".markdown"), DocumentKind::Markdown},
    };
    for (const auto &[ending, kind] : endings) {
        if (name.endsWith(ending, Qt::CaseInsensitive))
            return kind;
    }
    return DocumentKind::Text;
}

QString sizeWords(DocumentKind kind, int pages) {
    const bool one = pages == 1;
    switch (kind) {
    case DocumentKind::Pdf:
    case DocumentKind::Image:
        return one ? QObject::tr("1 page") : QObject::tr("%1 pages").arg(pages);
    case DocumentKind::Text:
    case DocumentKind::Code:
    case DocumentKind::Csv:
    case DocumentKind::Unknown:
        return one ? QObject::tr("1 part") : QObject::tr("%1 parts").arg(pages);
    default:
        return one ? QObject::tr("1 section") : QObject::tr("%1 sections").arg(pages);
    }
}

double progressOf(const Job &job) {
    auto share = [&](Stage stage) {
        const auto &progress = job.progress(stage);
        return progress.total > 0 ? double(progress.done) / double(progress.total) : 0.0;
    };
    // Reading and, with a provider, embedding take the time; what comes after is nearly nothing.
    const double parsed = share(Stage::Parse);
    if (!job.embeds)
        return parsed;
    const bool onlyEmbeds =
        job.progress(Stage::Parse).total == 0; // what failed the last time is embedded now
    return onlyEmbeds ? share(Stage::Embed) : 0.4 * parsed + 0.6 * share(Stage::Embed);
}

QString timeLeft(double done, async::Clock::time_point begun) {
    if (done <= 0.03 || done >= 1)
        return {};
    const std::chrono::duration<double> elapsed = async::Loop::current()->now() - begun;
    const double left = elapsed.count() * (1 - done) / done;
    return left < 90 ? QObject::tr("%1 s left").arg(qCeil(left))
                     : QObject::tr("%1 min left").arg(qCeil(left / 60));
}

QString progressWords(const Job &job) {
    if (job.cancelling)
        return QObject::tr("Cancelling…");
    if (job.state == Job::State::Paused) {
        const int percent = int(100 * progressOf(job));
        return percent > 0 ? QObject::tr("Paused at %1 %").arg(percent) : QObject::tr("Paused");
    }
    if (job.pausing)
        return QObject::tr("Pausing…");
    if (!job.waiting.isEmpty())
        return job.waiting;
    if (job.state == Job::State::Queued)
        return QObject::tr("Waiting for its turn");
    const auto &parse = job.progress(Stage::Parse);
    const auto &embed = job.progress(Stage::Embed);
    const int percent = int(100 * progressOf(job)); // of the whole way, as its bar
    if (embed.done > 0 && parse.done >= parse.total)
        return embed.total > 0 ? QObject::tr("Preparing %1 %").arg(percent) : QObject::tr("Preparing");
    if (parse.total > 0)
        return QObject::tr("Reading %1 %").arg(percent);
    return QObject::tr("Opening");
}

QString DocumentRow::action() const {
    if (paused)
        return QObject::tr("Resume");
    if (!failed())
        return {};
    if (code == docchat::code(ErrorKind::Password))
        return QObject::tr("Unlock…");
    if (code == docchat::code(ErrorKind::NoText))
        return hasPictures(kind) ? QObject::tr("Read it…") : QString();
    const bool isOldOffice =
        kind == DocumentKind::Doc || kind == DocumentKind::Xls || kind == DocumentKind::Ppt;
    if (code == docchat::code(ErrorKind::Unsupported) && !isOldOffice) // which may be allowed meanwhile
        return {};
    return QObject::tr("Retry");
}

QString DocumentRow::secondLine() const {
    const auto usual =
        places.isEmpty() ? line : QObject::tr("%1 · in %2 places").arg(line).arg(places.size());
    const auto state = isMissing ? missingWords(*this) : usual;
    return inMail(failed() ? shortWords(code, problem) : state, within);
}

int DocumentModel::rowOf(DocumentId id) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const auto &row) { return row.id == id; });
    return id == 0 || found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int DocumentModel::rowOfJob(ingest::JobId job) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [job](const auto &row) { return row.job == job; });
    return job == 0 || found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int DocumentModel::documents() const {
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const auto &row) { return row.id != 0; }));
}

void DocumentModel::setShown(std::optional<ShownDocuments> shown) {
    const auto tickedBefore = ticked();
    m_shown = std::move(shown);
    Q_EMIT shownChanged();
    if (tickedBefore != ticked())
        Q_EMIT ticksChanged();
}

void DocumentModel::addShownPaths(const QSet<QString> &paths) {
    if (!m_shown)
        return;
    m_shown->paths += paths;
    Q_EMIT shownChanged();
}

bool DocumentModel::isShown(const DocumentRow &row) const {
    return !m_shown || (row.id != 0 && m_shown->documents.contains(row.id)) ||
           m_shown->paths.contains(row.path);
}

int DocumentModel::shownRows() const {
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const auto &row) { return isShown(row); }));
}

std::vector<DocumentRow> DocumentModel::rowsOf(const std::vector<Document> &documents) {
    std::vector<DocumentRow> rows;
    rows.reserve(documents.size());
    for (const auto &document : documents)
        rows.push_back(rowFor(document));
    return rows;
}

/// True: it is told of another place than before.
bool DocumentModel::place(DocumentRow &row) const {
    const bool isMissing = std::exchange(row.isMissing, m_files.missing.contains(row.id));
    const bool isOffline = std::exchange(row.isOffline, m_files.offline.contains(row.id));
    const auto places = std::exchange(row.places, m_files.several.value(row.id));
    const auto copy = std::exchange(row.copy, m_files.kept.value(row.id));
    return isMissing != row.isMissing || isOffline != row.isOffline || places != row.places ||
           copy != row.copy;
}

void DocumentModel::setRows(std::vector<DocumentRow> read) {
    m_isKnown = true;
    const auto tickedBefore = ticked();
    const QSet<DocumentId> ticks(tickedBefore.begin(), tickedBefore.end());
    QSet<std::pair<QString, QString>> beingRead;
    QSet<std::pair<QString, QString>> tickedBeforeReading; // and read again since
    for (const auto &old : m_rows) {
        if (old.job != 0 && !old.failed())
            beingRead += keyOf(old);
        if (old.ticked && old.id != 0)
            tickedBeforeReading += keyOf(old);
    }
    QSet<std::pair<QString, QString>> listed;
    QHash<std::pair<QString, QString>, DocumentId> known; // to the library, of what is being read
    std::vector<DocumentRow> rows;
    rows.reserve(read.size());
    for (auto &row : read) {
        place(row);
        row.ticked = m_ticksToCome.remove(row.id) || ticks.contains(row.id) ||
                     tickedBeforeReading.contains(keyOf(row));
        if (beingRead.contains(keyOf(row))) {
            known.insert(keyOf(row), row.id);
            continue;
        }
        listed += keyOf(row);
        rows.push_back(std::move(row));
    }
    for (auto &old : m_rows) {
        if (old.job == 0 || listed.contains(keyOf(old)))
            continue;
        listed += keyOf(old);
        if (old.id == 0)
            old.id = known.value(keyOf(old));
        rows.insert(placeOf(old, rows), std::move(old));
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    for (const auto id : tickedBefore) { // those that were removed and may come back
        if (rowOf(id) < 0)
            m_ticksToCome += id;
    }
    if (tickedBefore != ticked())
        Q_EMIT ticksChanged();
}

void DocumentModel::letGoOfJob(const Job &job) {
    const int at = rowOfJob(job.id);
    if (at < 0)
        return;
    auto &row = m_rows[size_t(at)];
    row.job = 0;
    row.progress = -1;
    const int pages = job.progress(Stage::Parse).total;
    row.line = pages > 0 ? sizeWords(row.kind, pages) : QString();
    touch(at);
}

int DocumentModel::insert(DocumentRow row) {
    const auto place = placeOf(row, m_rows);
    const int at = int(place - m_rows.begin());
    beginInsertRows({}, at, at);
    m_rows.insert(place, std::move(row));
    endInsertRows();
    return at;
}

void DocumentModel::touchAll() {
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
}

/// With what is attached to it, which stays right below it.
void DocumentModel::touch(int row) {
    int last = row;
    while (last + 1 < int(m_rows.size()) && m_rows[size_t(last) + 1].isAttachment())
        ++last;
    Q_EMIT dataChanged(index(row), index(last));
}

void DocumentModel::setJob(const Job &job) {
    int at = rowOfJob(job.id);
    if (at < 0) {
        for (int i = 0; i < int(m_rows.size()); ++i) { // read again: its old row becomes the job's
            if (m_rows[size_t(i)].isSameAs(job))
                at = i;
        }
    }
    if (at < 0) {
        DocumentRow row{job};
        row.job = job.id;
        row.kind = kindByName(job.name);
        m_isKnown = true;
        at = insert(std::move(row));
    }
    auto &row = m_rows[size_t(at)];
    row.job = job.id;
    const bool isOver = job.ended() && job.state != Job::State::Paused;
    if (job.result.document != 0 || isOver) // until then it answers as it is
        row.id = job.result.document;
    row.cancelling = job.cancelling;
    row.paused = job.state == Job::State::Paused;
    row.progress = job.ended() ? -1 : progressOf(job);
    row.line = progressWords(job);
    const bool isMoving =
        job.state == Job::State::Running && job.waiting.isEmpty() && !job.pausing && !job.cancelling;
    if (const auto left = isMoving ? timeLeft(row.progress, job.begun) : QString(); !left.isEmpty())
        row.line += QStringLiteral(" · ") + left;
    row.problem.clear();
    if (job.state == Job::State::Failed && job.result.error) {
        row.problem = withoutName(job.result.error->message, job.name);
        row.hint = job.result.error->hint;
        row.code = code(job.result.error->kind);
    }
    touch(at);
}

void DocumentModel::setFilesAt(FilesAt files) {
    m_files = std::move(files);
    bool hasChanged = false;
    for (auto &row : m_rows)
        hasChanged = place(row) || hasChanged;
    if (hasChanged)
        touchAll();
}

void DocumentModel::removeJob(ingest::JobId job) {
    if (const int at = rowOfJob(job); at >= 0)
        removeAt(at);
}

void DocumentModel::removeFailed(const ingest::Source &source) {
    const auto its = std::ranges::find_if(
        m_rows, [&](const auto &row) { return row.id == 0 && row.failed() && row.isSameAs(source); });
    if (its != m_rows.end())
        removeAt(int(its - m_rows.begin()));
}

void DocumentModel::removeAt(int row) {
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

QList<DocumentId> DocumentModel::ticked() const {
    QList<DocumentId> ids;
    for (const auto &row : m_rows) {
        if (row.ticked && row.id != 0 && isShown(row))
            ids += row.id;
    }
    return ids;
}

void DocumentModel::setTicked(int row, bool ticked) {
    m_rows[size_t(row)].ticked = ticked;
    touch(row);
    Q_EMIT ticksChanged();
    Q_EMIT ticksChosen();
}

void DocumentModel::setTicked(const QList<DocumentId> &documents, bool ticked) {
    const QSet<DocumentId> those(documents.begin(), documents.end());
    for (auto &row : m_rows) {
        if (row.canBeTicked() && those.contains(row.id))
            row.ticked = ticked;
    }
    touchAll();
    Q_EMIT ticksChanged();
    Q_EMIT ticksChosen();
}

void DocumentModel::clearTicks() {
    setTicks({});
    Q_EMIT ticksChosen();
}

void DocumentModel::setTicks(const QList<DocumentId> &documents) {
    m_ticksToCome = QSet<DocumentId>(documents.begin(), documents.end());
    for (auto &row : m_rows)
        row.ticked = row.id != 0 && m_ticksToCome.remove(row.id);
    touchAll();
    Q_EMIT ticksChanged();
}

int DocumentModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant DocumentModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const auto &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(row.name, row.failed() ? inMail(row.problem, row.within)
                                                                   : row.secondLine());
    case Qt::ToolTipRole: // plain text: a file's name is somebody else's
        return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(wholeStory(row).toHtmlEscaped());
    case Qt::CheckStateRole:
        return row.canBeTicked() ? QVariant(row.ticked ? Qt::Checked : Qt::Unchecked) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags DocumentModel::flags(const QModelIndex &index) const {
    const auto usual = QAbstractListModel::flags(index) | Qt::ItemIsUserCheckable;
    return index.isValid() && at(index.row()).id != 0 ? usual | Qt::ItemIsDragEnabled : usual;
}

QMimeData *DocumentModel::mimeData(const QModelIndexList &indexes) const {
    QByteArray ids;
    QDataStream stream(&ids, QIODevice::WriteOnly);
    QList<QUrl> files;
    for (const auto &index : indexes) {
        const auto &row = at(index.row());
        stream << qint64(row.id);
        if (!row.isAttachment() && !row.path.isEmpty())
            files += urlOf(row.path);
    }
    auto *dragged = new QMimeData;
    dragged->setData(draggedDocuments, ids);
    dragged->setUrls(files);
    return dragged;
}

QList<DocumentId> DocumentModel::documentsIn(const QMimeData *dragged) {
    QList<DocumentId> documents;
    QDataStream stream(dragged->data(draggedDocuments));
    while (!stream.atEnd()) {
        qint64 id = 0;
        stream >> id;
        documents += id;
    }
    return documents;
}

bool DocumentModel::setData(const QModelIndex &index, const QVariant &value, int role) {
    if (role != Qt::CheckStateRole || !index.isValid() || at(index.row()).id == 0)
        return false;
    setTicked(index.row(), value.toInt() == Qt::Checked);
    return true;
}

} // namespace docchat::ui
