#include "program.h"
#include "testmain.h"

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

/// A library with bridge.md (1) and ferry.txt (2).
struct Lindale : Library {
    Lindale() {
        const auto added = run(
            {u"add"_s,
             write(u"bridge.md"_s,
                   "# Lindale\n\nThe cedar bridge of Lindale was built in 1874 by Agnes Moor.\n"),
             u"--concurrency"_s, u"1"_s, write(u"ferry.txt"_s, "The ferry of Lindale was of cedar too.\n")});
        if (added.exit != 0 || idOf(u"bridge.md"_s).isEmpty())
            qFatal("%s", added.all().constData());
    }
    [[nodiscard]] QString idOf(const QString &name) const {
        for (const auto &event : run({u"list"_s}).events) {
            if (event["name"_L1] == name)
                return QString::number(event["id"_L1].toInteger());
        }
        return {};
    }
    [[nodiscard]] Ran collection(const QStringList &words) const {
        return run(QStringList{u"collection"_s} + words);
    }
};

/// "Bikes 2, Boats 0".
QString listed(const Lindale &library) {
    QStringList all;
    for (const auto &event : library.collection({u"list"_s}).events)
        all += event["name"_L1].toString() + u' ' + QString::number(event["documents"_L1].toInt());
    return all.join(u", "_s);
}

QStringList namesOf(const Ran &ran) {
    QStringList names;
    for (const auto &event : ran.events) {
        if (event.contains("name"_L1) && !names.contains(event["name"_L1].toString()))
            names += event["name"_L1].toString();
    }
    names.sort();
    return names;
}

} // namespace

class CliCollectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void collectionsAreMadeChangedAndRemoved();
    void aCollectionNarrowsSearchAndAsk();
    void whatCannotBeDoneSaysWhyAndChangesNothing_data();
    void whatCannotBeDoneSaysWhyAndChangesNothing();
    void anUnknownCollectionIsSaid();
};

void CliCollectionTest::collectionsAreMadeChangedAndRemoved() {
    const Lindale library;
    const auto made = library.collection({u"create"_s, u" Old  bridges "_s});
    VERIFY_RAN(made, made.exit == 0 && made.events.size() == 1);
    QCOMPARE(made.events[0]["name"_L1].toString(), u"Old bridges"_s);
    const auto bridge = library.idOf(u"bridge.md"_s);
    const auto ferry = library.idOf(u"ferry.txt"_s);
    const auto added = library.collection({u"add"_s, u"OLD bridges"_s, bridge, ferry});
    VERIFY_RAN(added, added.exit == 0 && added.events[0]["documents"_L1].toInt() == 2);
    const auto taken = library.collection({u"take"_s, u"old bridges"_s, ferry});
    VERIFY_RAN(taken, taken.exit == 0 && taken.events[0]["documents"_L1].toInt() == 1);
    const auto renamed = library.collection({u"rename"_s, u"old bridges"_s, u"Bridges"_s});
    VERIFY_RAN(renamed, renamed.exit == 0);
    QCOMPARE(library.collection({u"create"_s, u"Empty"_s}).exit, 0);
    QCOMPARE(listed(library), u"Bridges 1, Empty 0"_s);
    const auto forPeople = library.runForPeople({u"collection"_s, u"list"_s});
    VERIFY_RAN(forPeople,
               forPeople.words == "Bridges  (1 document, 0 chats)\nEmpty  (0 documents, 0 chats)\n"_L1);
    const auto removed = library.collection({u"remove"_s, u"bridges"_s});
    VERIFY_RAN(removed, removed.exit == 0 && removed.events[0]["removed"_L1].toBool());
    QCOMPARE(listed(library), u"Empty 0"_s);
    QCOMPARE(library.run({u"list"_s}).events.size(), 2);
    QVERIFY(library.isWhole());
}

void CliCollectionTest::aCollectionNarrowsSearchAndAsk() {
    const Lindale library;
    const auto ferry = library.idOf(u"ferry.txt"_s);
    QCOMPARE(library.collection({u"create"_s, u"Boats and ferries"_s}).exit, 0);
    QCOMPARE(library.collection({u"add"_s, u"boats and ferries"_s, ferry}).exit, 0);
    const QStringList both{u"bridge.md"_s, u"ferry.txt"_s};
    QCOMPARE(namesOf(library.run({u"search"_s, u"cedar"_s})), both);
    const QStringList option{u"--collection"_s, u"boats and Ferries"_s};
    const auto filter = u" collection:\"boats and ferries\""_s;
    for (const auto &arguments :
         {QStringList{u"search"_s, u"cedar"_s} + option, QStringList{u"search"_s, u"cedar"_s + filter},
          QStringList{u"ask"_s, u"What was of cedar in Lindale?"_s} + option,
          QStringList{u"ask"_s, u"What was of cedar in Lindale?"_s + filter}}) {
        const auto ran = library.run(arguments);
        VERIFY_RAN(ran, ran.exit == 0 && namesOf(ran) == QStringList{u"ferry.txt"_s});
    }
    const auto neither = library.run(
        QStringList{u"search"_s, u"cedar"_s, u"--document"_s, library.idOf(u"bridge.md"_s)} + option);
    VERIFY_RAN(neither, neither.exit == 0 && neither.events.isEmpty());
    VERIFY_RAN(neither, neither.errors.contains(
                            u"None of the chosen documents is in the collection “Boats and ferries”."_s));
}

void CliCollectionTest::whatCannotBeDoneSaysWhyAndChangesNothing_data() {
    QTest::addColumn<QString>("words"); // | between them
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("error");
    const auto usage = u"What is to be done with which collection?"_s;
    QTest::newRow("nothing") << QString() << 2 << usage;
    QTest::newRow("unheard-of") << u"|burn|Bikes"_s << 2 << usage;
    QTest::newRow("no name") << u"|create"_s << 2 << usage;
    QTest::newRow("too many names") << u"|create|Old|bikes"_s << 2 << usage;
    QTest::newRow("no document") << u"|add|Bikes"_s << 2 << usage;
    QTest::newRow("no number") << u"|add|Bikes|bridge.md"_s << 2 << u"bridge.md is not a document's number"_s;
    QTest::newRow("unknown document") << u"|add|Bikes|1|99"_s << 1 << u"There is no document 99"_s;
    QTest::newRow("unknown") << u"|remove|Boats"_s << 1 << u"There is no collection “Boats”"_s;
    QTest::newRow("empty") << u"|create| "_s << 1 << u"A collection needs a name"_s;
    QTest::newRow("there already") << u"|create|BIKES"_s << 1 << u"There is a collection “Bikes” already"_s;
    QTest::newRow("taken") << u"|rename|Bikes|cars"_s << 1 << u"There is a collection “Cars” already"_s;
}

void CliCollectionTest::whatCannotBeDoneSaysWhyAndChangesNothing() {
    QFETCH(QString, words);
    QFETCH(int, exit);
    QFETCH(QString, error);
    const Lindale library;
    for (const auto &name : {u"Bikes"_s, u"Cars"_s})
        QCOMPARE(library.collection({u"create"_s, name}).exit, 0);
    const auto ran = library.collection(words.split(u'|').mid(1));
    VERIFY_RAN(ran, ran.exit == exit && ran.errors.contains(error) && ran.events.isEmpty());
    QCOMPARE(listed(library), u"Bikes 0, Cars 0"_s);
}

void CliCollectionTest::anUnknownCollectionIsSaid() {
    const Lindale library;
    QCOMPARE(library.collection({u"create"_s, u"Bikes"_s}).exit, 0);
    const auto typed = library.run({u"search"_s, u"cedar collection:boats"_s});
    VERIFY_RAN(typed, typed.exit == 0 && typed.events.isEmpty());
    VERIFY_RAN(typed, typed.errors.contains(u"There is no collection “boats”. There is “Bikes”."_s));
    const auto given = library.run({u"ask"_s, u"cedar?"_s, u"--collection"_s, u"boats"_s});
    VERIFY_RAN(given, given.exit == 2 && given.errors.contains(u"There is no collection “boats”"_s));
    const auto two =
        library.run({u"ask"_s, u"cedar?"_s, u"--collection"_s, u"bikes"_s, u"--collection"_s, u"boats"_s});
    VERIFY_RAN(two, two.exit == 2 && two.errors.contains(u"Only one collection can be given"_s));
}

DOCCHAT_TEST(CliCollectionTest)

#include "cli_collection_test.moc"
