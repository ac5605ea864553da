#include "scriptedserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <malloc.h>
#include <optional>

// docchat-test-server: the scripted server as a process of its own, for tests of the whole program and for
// the bench. It prints `ready PORT` and serves until killed. What tests call in C++ is here spoken over HTTP:
//   GET /_stats    the numbers of Stats, the count of disconnects, the median of serviceUs, the
//                  keys that came, the paths, and the last body
//   GET /_reset    empties the books and forgets all faults
//   POST /_answer  {"words":[..],"ms":n}
//   POST /_gather  {"path","count"}
//   POST /_fault   {"path","kind","status","headers":{},"body","count"}: `kind` as in Fault::Kind, in any
//   case;
//                  appended to the path's queue `count` times (1 if not given), or its default if `count` is
//                  -1

using namespace Qt::StringLiterals;
using docchat::tests::ScriptedServer;
using Fault = ScriptedServer::Fault;

namespace {

/// What came in the header Authorization, each once.
QStringList authorizationsIn(const ScriptedServer::Stats &stats) {
    QStringList all;
    for (const auto &headers : stats.headers) {
        if (headers.contains("authorization"))
            all += QString::fromLatin1(headers.value("authorization"));
    }
    all.removeDuplicates();
    return all;
}

/// 0 when there are none.
qint64 medianOf(QList<qint64> values) {
    if (values.isEmpty())
        return 0;
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

QJsonObject statsOf(const ScriptedServer &server) {
    const auto stats = server.stats();
    return {{u"inFlight"_s, stats.inFlight},
            {u"maxInFlight"_s, stats.maxInFlight},
            {u"requests"_s, stats.requests},
            {u"connections"_s, stats.connections},
            {u"openConnections"_s, stats.openConnections},
            {u"disconnects"_s, stats.disconnects.size()},
            {u"serviceMedianUs"_s, medianOf(stats.serviceUs)},
            {u"authorizations"_s, QJsonArray::fromStringList(authorizationsIn(stats))},
            {u"paths"_s, QJsonArray::fromStringList(stats.paths)},
            {u"lastBody"_s, stats.bodies.isEmpty() ? QString() : QString::fromUtf8(stats.bodies.last())}};
}

std::optional<Fault> faultFrom(const QJsonObject &order) {
    static const QStringList kinds{u"reply"_s, u"hang"_s,  u"closebeforereply"_s, u"halfbody"_s,
                                   u"stall"_s, u"reset"_s, u"invalidjson"_s}; // in the order of Fault::Kind
    const auto kind = kinds.indexOf(order["kind"_L1].toString(kinds.first()).toLower());
    if (kind < 0 || order["path"_L1].toString().isEmpty())
        return std::nullopt;
    Fault fault;
    fault.kind = Fault::Kind(kind);
    fault.status = order["status"_L1].toInt();
    fault.body = order["body"_L1].toString().toUtf8();
    const QVariantMap headers = order["headers"_L1].toObject().toVariantMap();
    for (const auto &[name, value] : headers.asKeyValueRange())
        fault.headers.append({name.toLatin1(), value.toString().toUtf8()});
    return fault;
}

bool takeFault(ScriptedServer &server, const QJsonObject &order) {
    const auto fault = faultFrom(order);
    const QString path = order["path"_L1].toString();
    const int count = order["count"_L1].toInt(1);
    if (!fault)
        return false;
    if (count < 0)
        server.setDefaultFault(path, *fault);
    else
        server.addFaults(path, QList<Fault>(count, *fault));
    return true;
}

bool takeAnswer(ScriptedServer &server, const QJsonObject &order) {
    if (!order["words"_L1].isArray())
        return false;
    server.setAnswer(order["words"_L1].toVariant().toStringList(),
                     std::chrono::milliseconds(order["ms"_L1].toInt()));
    return true;
}

QByteArray control(ScriptedServer &server, const QString &path, const QByteArray &body) {
    const QJsonObject order = QJsonDocument::fromJson(body).object();
    if (path == "/_stats"_L1)
        return QJsonDocument(statsOf(server)).toJson(QJsonDocument::Compact);
    if (path == "/_fault"_L1)
        return takeFault(server, order) ? "{}" : "";
    if (path == "/_answer"_L1)
        return takeAnswer(server, order) ? "{}" : "";
    if (path == "/_gather"_L1) {
        server.gather(order["path"_L1].toString(), order["count"_L1].toInt());
        return "{}";
    }
    if (path != "/_reset"_L1)
        return {};
    server.reset();
    server.clearFaults();
    return "{}";
}

/// The value of `option`, from `least` to `most`; ends the process with a message if it is no such number.
int numberOf(const QCommandLineParser &parser, const QString &option, int least, int most) {
    bool isNumber = false;
    const int value = parser.value(option).toInt(&isNumber);
    if (!isNumber || value < least || value > most)
        qFatal("docchat-test-server: --%ls needs a number from %d to %d", qUtf16Printable(option), least,
               most);
    return value;
}

} // namespace

int main(int argc, char **argv) {
    mallopt(M_TRIM_THRESHOLD,
            64 * 1024 * 1024); // or each large reply would go back to the kernel, and come again
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"port"_s, u"Listen here; 0 picks a free port."_s, u"N"_s, u"0"_s},
                       {u"embed-ms"_s, u"Delay of /v1/embeddings in ms."_s, u"N"_s, u"0"_s},
                       {u"dimension"_s, u"Floats in a vector."_s, u"N"_s, u"256"_s},
                       {u"dense"_s, u"Long numbers that cost nothing to make, for benchmarks."_s}});
    parser.process(app);

    ScriptedServer server(quint16(numberOf(parser, u"port"_s, 0, 65535)));
    server.setEmbedDelay(
        std::chrono::milliseconds(numberOf(parser, u"embed-ms"_s, 0, std::numeric_limits<int>::max())));
    const int dimension = numberOf(parser, u"dimension"_s, 1, 65536);
    server.setDimension(dimension);
    if (parser.isSet(u"dense"_s))
        server.setDenseVectors(dimension);
    server.setControl(
        [&server](const QString &path, const QByteArray &body) { return control(server, path, body); });
    std::printf("ready %d\n", int(server.port()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
