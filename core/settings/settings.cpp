#include "settings/settings.h"

#include "model/provider.h"

#include <QDir>

#include <algorithm>
#include <limits>

namespace docchat::settings {
namespace {

constexpr int mostPixels = 100'000; // of a pane
constexpr QLatin1StringView declinedKey("models/declined");

QLatin1StringView agreedKey(Outgoing outgoing) {
    return outgoing == Outgoing::Documents ? QLatin1StringView("models/agreedDocuments")
                                           : QLatin1StringView("models/agreedQuestions");
}

bool holds(const QSettings &file, QLatin1StringView key, const QUrl &server) {
    return file.value(key).toStringList().contains(originOf(server));
}

void put(QSettings &file, QLatin1StringView key, const QUrl &server) {
    if (!holds(file, key, server))
        file.setValue(key, file.value(key).toStringList() << originOf(server));
}

bool isSet(const QSettings &file, const char *key, bool otherwise) {
    return file.value(QLatin1StringView(key), otherwise).toBool();
}

} // namespace

Settings::Settings(const QString &dataFolder)
    : m_file(QDir(dataFolder).filePath(QStringLiteral("settings.ini")), QSettings::IniFormat) {}

QString Settings::theme() const {
    return m_file.value(QLatin1StringView("appearance/theme"), QStringLiteral("system")).toString();
}

void Settings::setTheme(const QString &theme) {
    m_file.setValue(QLatin1StringView("appearance/theme"), theme);
}

QString Settings::documentOrder() const {
    return m_file.value(QLatin1StringView("library/order")).toString();
}

void Settings::setDocumentOrder(const QString &order) {
    m_file.setValue(QLatin1StringView("library/order"), order);
}

/// What a hand wrote into the file is brought back into sense.
int Settings::number(const char *key, int otherwise, int least, int most) const {
    bool isNumber = false;
    const int value = m_file.value(QLatin1StringView(key), otherwise).toInt(&isNumber);
    return std::clamp(isNumber ? value : otherwise, least, most);
}

QString Settings::language() const {
    return m_file.value(QLatin1StringView("appearance/language")).toString();
}

void Settings::setLanguage(const QString &code) {
    m_file.setValue(QLatin1StringView("appearance/language"), code);
}

bool Settings::dimsPages() const {
    return isSet(m_file, "appearance/dimsPages", true);
}

void Settings::setDimsPages(bool dims) {
    m_file.setValue(QLatin1StringView("appearance/dimsPages"), dims);
}

Requests Settings::requests() const {
    const Requests usual;
    return {number("models/inFlight", usual.inFlight, 1, mostInFlight),
            number("models/requestSeconds", usual.seconds, 1, mostRequestSeconds)};
}

void Settings::setRequests(const Requests &requests) {
    m_file.setValue(QLatin1StringView("models/inFlight"), requests.inFlight);
    m_file.setValue(QLatin1StringView("models/requestSeconds"), requests.seconds);
}

Reading Settings::reading() const {
    const Reading usual;
    return {isSet(m_file, "reading/alwaysRecognise", usual.alwaysRecognise),
            m_file.value(QLatin1StringView("reading/ocrLanguages")).toString(),
            isSet(m_file, "reading/unfenced", usual.unfenced),
            isSet(m_file, "reading/libreOffice", usual.libreOffice),
            number("reading/passage", usual.passage, leastPassage, mostPassage),
            number("reading/textMiB", usual.textMiB, 1, mostTextMiB),
            number("reading/zipRatio", usual.zipRatio, 1, 10'000),
            number("reading/xmlDepth", usual.xmlDepth, 1, 10'000),
            number("reading/nesting", usual.nesting, 1, 100),
            number("reading/secondsWithoutFrame", usual.secondsWithoutFrame, 1, mostSecondsWithoutFrame),
            number("reading/minutesInAll", usual.minutesInAll, 1, mostMinutesInAll)};
}

void Settings::setReading(const Reading &reading) {
    m_file.setValue(QLatin1StringView("reading/alwaysRecognise"), reading.alwaysRecognise);
    m_file.setValue(QLatin1StringView("reading/ocrLanguages"), reading.ocrLanguages);
    m_file.setValue(QLatin1StringView("reading/unfenced"), reading.unfenced);
    m_file.setValue(QLatin1StringView("reading/libreOffice"), reading.libreOffice);
    m_file.setValue(QLatin1StringView("reading/passage"), reading.passage);
    m_file.setValue(QLatin1StringView("reading/textMiB"), reading.textMiB);
    m_file.setValue(QLatin1StringView("reading/zipRatio"), reading.zipRatio);
    m_file.setValue(QLatin1StringView("reading/xmlDepth"), reading.xmlDepth);
    m_file.setValue(QLatin1StringView("reading/nesting"), reading.nesting);
    m_file.setValue(QLatin1StringView("reading/secondsWithoutFrame"), reading.secondsWithoutFrame);
    m_file.setValue(QLatin1StringView("reading/minutesInAll"), reading.minutesInAll);
}

Fallback Settings::fallback() const {
    const Fallback usual;
    bool isNumber = false;
    const int patience =
        m_file.value(QLatin1StringView("models/patienceMs"), usual.patienceMs).toInt(&isNumber);
    return {m_file.value(QLatin1StringView("models/fallback")).toString(),
            isNumber ? std::clamp(patience, 0, mostPatienceMs) : usual.patienceMs};
}

void Settings::setFallback(const Fallback &fallback) {
    m_file.setValue(QLatin1StringView("models/fallback"), fallback.provider);
    m_file.setValue(QLatin1StringView("models/patienceMs"), fallback.patienceMs);
}

Outgoing Settings::agreedFor(const QUrl &server) const {
    for (const auto outgoing : {Outgoing::Documents, Outgoing::Questions}) {
        if (holds(m_file, agreedKey(outgoing), server))
            return outgoing;
    }
    return Outgoing::Nothing;
}

void Settings::agreeFor(const QUrl &server, Outgoing outgoing) {
    if (outgoing != Outgoing::Nothing)
        put(m_file, agreedKey(outgoing), server);
}

bool Settings::isDeclined(const QUrl &server) const {
    return holds(m_file, declinedKey, server);
}

void Settings::decline(const QUrl &server) {
    put(m_file, declinedKey, server);
}

QString Settings::heldEmbedding() const {
    return m_file.value(QLatin1StringView("embedding/held")).toString();
}

void Settings::holdEmbedding(const QString &model) {
    m_file.setValue(QLatin1StringView("embedding/held"), model);
}

bool Settings::offline() const {
    return isSet(m_file, "network/offline", false);
}

void Settings::setOffline(bool offline) {
    m_file.setValue(QLatin1StringView("network/offline"), offline);
}

AnswerStyle Settings::answerStyle() const {
    return {m_file.value(QLatin1StringView("answers/instructions")).toString(),
            answerLengthFromName(m_file.value(QLatin1StringView("answers/length")).toString()),
            m_file.value(QLatin1StringView("answers/language")).toString()};
}

void Settings::setAnswerStyle(const AnswerStyle &style) {
    m_file.setValue(QLatin1StringView("answers/instructions"), style.instructions);
    m_file.setValue(QLatin1StringView("answers/length"), answerLengthName(style.length));
    m_file.setValue(QLatin1StringView("answers/language"), style.language);
}

QString Settings::llamaServer() const {
    return m_file.value(QLatin1StringView("models/llamaServer")).toString();
}

void Settings::setLlamaServer(const QString &program) {
    m_file.setValue(QLatin1StringView("models/llamaServer"), program);
}

qint64 Settings::collection() const {
    return m_file.value(QLatin1StringView("library/collection"), 0).toLongLong();
}

void Settings::setCollection(qint64 collection) {
    m_file.setValue(QLatin1StringView("library/collection"), collection);
}

QByteArray Settings::geometry() const {
    return m_file.value(QLatin1StringView("window/geometry")).toByteArray();
}

void Settings::setGeometry(const QByteArray &geometry) {
    m_file.setValue(QLatin1StringView("window/geometry"), geometry);
}

Panes Settings::panes() const {
    const Panes usual;
    return {number("window/library", 0, 0, mostPixels),
            number("window/source", 0, 0, mostPixels),
            isSet(m_file, "window/libraryShown", usual.libraryShown),
            isSet(m_file, "window/activityShown", usual.activityShown),
            isSet(m_file, "window/sourceFloats", usual.sourceFloats),
            m_file.value(QLatin1StringView("window/sourcePlace")).toByteArray()};
}

void Settings::setPanes(const Panes &panes) {
    m_file.setValue(QLatin1StringView("window/library"), panes.library);
    m_file.setValue(QLatin1StringView("window/source"), panes.source);
    m_file.setValue(QLatin1StringView("window/libraryShown"), panes.libraryShown);
    m_file.setValue(QLatin1StringView("window/activityShown"), panes.activityShown);
    m_file.setValue(QLatin1StringView("window/sourceFloats"), panes.sourceFloats);
    m_file.setValue(QLatin1StringView("window/sourcePlace"), panes.sourcePlace);
}

Shown Settings::shown() const {
    return {m_file.value(QLatin1StringView("window/document")).toLongLong(),
            number("window/page", 0, 0, std::numeric_limits<int>::max())};
}

void Settings::setShown(const Shown &shown) {
    m_file.setValue(QLatin1StringView("window/document"), shown.document);
    m_file.setValue(QLatin1StringView("window/page"), shown.page);
}

} // namespace docchat::settings
