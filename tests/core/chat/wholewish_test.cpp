#include "chat/wholewish.h"

#include "testmain.h"

using namespace docchat::chat;
using namespace Qt::StringLiterals;

class WholeWishTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWishForAWholeDocumentIsKnown_data();
    void aWishForAWholeDocumentIsKnown();
};

void WholeWishTest::aWishForAWholeDocumentIsKnown_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<bool>("whole");
    for (const auto &question : {u"Summarise this document"_s,
                                 u"summarize the document."_s,
                                 u"Please summarise this report briefly"_s,
                                 u"Can you summarize this whole book in three sentences?"_s,
                                 u"Sum up this letter"_s,
                                 u"Give me a short summary of this contract"_s,
                                 u"What is this document about?"_s,
                                 u"What’s the document about"_s,
                                 u"List all names in this document"_s,
                                 u"List every amount of money in the contract"_s,
                                 u"List the duties of this contract"_s,
                                 u"Fasse dieses Dokument zusammen"_s,
                                 u"Fass das Dokument bitte kurz zusammen!"_s,
                                 u"Bitte fasse den Bericht in drei Sätzen zusammen."_s,
                                 u"Zusammenfassung dieses Dokuments"_s,
                                 u"Gib mir eine kurze Zusammenfassung des Vertrags"_s,
                                 u"Worum geht es in diesem Dokument?"_s,
                                 u"Wovon handelt dieses Buch?"_s,
                                 u"Nenne alle Namen in diesem Dokument"_s,
                                 u"Liste alle Beträge aus dem Vertrag auf"_s})
        QTest::newRow(qPrintable(question)) << question << true;
    for (const auto &question :
         {u"What does a lost key cost?"_s, u"Summarise the section about keys"_s, u"Summarise it"_s,
          u"What is the late fee about?"_s, u"List all names"_s, u"Who wrote this document?"_s,
          u"When was the document written?"_s, u"What does the report say about keys?"_s,
          u"Fasse den Absatz über Schlüssel zusammen"_s, u"Worum geht es?"_s,
          u"Was steht in diesem Dokument über Schlüssel?"_s, u"summarise"_s, QString(),
          u"List "_s + QString(5000, u'x') + u" in this document"_s})
        QTest::newRow(qPrintable(u"not: "_s + question.left(60))) << question << false;
}

void WholeWishTest::aWishForAWholeDocumentIsKnown() {
    QFETCH(QString, question);
    QTEST(wantsWhole(question), "whole");
}

DOCCHAT_TEST(WholeWishTest)

#include "wholewish_test.moc"
