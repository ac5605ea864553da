<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Language</name>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>%1: goes on by itself in %2 s</source>
        <translation>%1: geht in %2 s von selbst weiter</translation>
    </message>
    <message>
        <source>Reading section %1 of %2</source>
        <translation>Abschnitt %1 von %2 wird gelesen</translation>
    </message>
    <message>
        <source>All %1 sections are read; writing…</source>
        <translation>Alle %1 Abschnitte sind gelesen; es wird geschrieben …</translation>
    </message>
    <message>
        <source>Looked up as “%1”</source>
        <translation>Gesucht als „%1“</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The library is damaged. DocChat saves what can be read of it…</source>
        <translation>Die Bibliothek ist beschädigt. DocChat rettet, was sich lesen lässt …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ask your own documents.</source>
        <translation>Frag deine eigenen Dokumente.</translation>
    </message>
    <message>
        <source>Where the library lies.</source>
        <translation>Wo die Bibliothek liegt.</translation>
    </message>
    <message>
        <source>Use no model server.</source>
        <translation>Keinen Modellserver benutzen.</translation>
    </message>
    <message>
        <source>At the end, write how long the window was busy at a time, and with what, as JSON.</source>
        <translation>Am Ende als JSON aufschreiben, wie lange das Fenster jeweils beschäftigt war und womit.</translation>
    </message>
    <message>
        <source>Documents to open.</source>
        <translation>Dokumente, die geöffnet werden.</translation>
    </message>
    <message>
        <source>DocChat could not start again by itself</source>
        <translation>DocChat konnte sich nicht selbst neu starten</translation>
    </message>
    <message>
        <source>Start it</source>
        <translation>Starte es</translation>
    </message>
    <message>
        <source>Offline · nothing leaves this computer ✓</source>
        <translation>Offline · nichts verlässt diesen Computer ✓</translation>
    </message>
    <message>
        <source>Nothing leaves this computer ✓</source>
        <translation>Nichts verlässt diesen Computer ✓</translation>
    </message>
    <message>
        <source>Offline · questions and documents stay on this computer ✓</source>
        <translation>Offline · Fragen und Dokumente bleiben auf diesem Computer ✓</translation>
    </message>
    <message>
        <source>Questions and documents stay on this computer ✓</source>
        <translation>Fragen und Dokumente bleiben auf diesem Computer ✓</translation>
    </message>
    <message>
        <source>Questions and passages go to %1</source>
        <translation>Fragen und Textstellen gehen an %1</translation>
    </message>
    <message>
        <source>Nothing goes to %1 before you agree</source>
        <translation>Nichts geht an %1, bevor du zustimmst</translation>
    </message>
    <message>
        <source>Asked on this computer</source>
        <translation>Auf diesem Computer gefragt</translation>
    </message>
    <message>
        <source>if the model is silent, text goes to %1</source>
        <translation>wenn das Modell schweigt, geht Text an %1</translation>
    </message>
    <message>
        <source>%1 helps out once you agree</source>
        <translation>%1 springt ein, sobald du zustimmst</translation>
    </message>
    <message>
        <source>for now questions go to %1</source>
        <translation>vorerst gehen Fragen an %1</translation>
    </message>
    <message>
        <source>Quotes only, found with %1</source>
        <translation>Nur Zitate, gefunden mit %1</translation>
    </message>
    <message>
        <source>A question with its answer: %1.</source>
        <translation>Eine Frage mit ihrer Antwort: %1.</translation>
    </message>
    <message>
        <source>The text of the library as it is now: %1.</source>
        <translation>Der Text der Bibliothek, wie sie jetzt ist: %1.</translation>
    </message>
    <message>
        <source>Counted %1.</source>
        <translation>Gezählt von %1.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 Modell</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 Modelle</translation>
    </message>
    <message>
        <source>%1 is running on this computer with %2. Use %3?</source>
        <translation>%1 läuft auf diesem Computer mit %2. %3 benutzen?</translation>
    </message>
    <message>
        <source>Cancelled: nothing of it was kept</source>
        <translation>Abgebrochen: nichts davon blieb</translation>
    </message>
    <message>
        <source>Was in the library already</source>
        <translation>War schon in der Bibliothek</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <translation>%1 %2 von %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Zerlegt</translation>
    </message>
    <message>
        <source>Embedded</source>
        <translation>Eingebettet</translation>
    </message>
    <message>
        <source>Indexed</source>
        <translation>Indexiert</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>%1 at once</source>
        <translation>%1 zugleich</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>%1 of %2 passages</source>
        <translation>%1 von %2 Textstellen</translation>
    </message>
    <message>
        <source>Library, with %1</source>
        <translation>Bibliothek, mit %1</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>Lang</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Style: instructions</source>
        <translation>Stil: Anweisungen</translation>
    </message>
    <message>
        <source>Answer style…</source>
        <translation>Antwortstil …</translation>
    </message>
    <message>
        <source>Style: %1</source>
        <translation>Stil: %1</translation>
    </message>
    <message>
        <source>Closest: %1</source>
        <translation>Am nächsten: %1</translation>
    </message>
    <message>
        <source>p. %1</source>
        <translation>S. %1</translation>
    </message>
    <message>
        <source>Hide context</source>
        <translation>Zusammenhang verbergen</translation>
    </message>
    <message>
        <source>Show context</source>
        <translation>Zusammenhang zeigen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>Pictures only</source>
        <translation>Nur Bilder</translation>
    </message>
    <message>
        <source>Password needed</source>
        <translation>Passwort nötig</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Cannot be read here</source>
        <translation>Hier nicht lesbar</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Zu groß</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>Dauerte zu lange</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>War nicht lesbar</translation>
    </message>
    <message>
        <source>May not be opened</source>
        <translation>Darf nicht geöffnet werden</translation>
    </message>
    <message>
        <source>File is missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>By words only: %1</source>
        <translation>Nur nach Wörtern: %1</translation>
    </message>
    <message>
        <source>Partly read: %1</source>
        <translation>Teilweise gelesen: %1</translation>
    </message>
    <message>
        <source>Read so far: %1 of %2</source>
        <translation>Bisher gelesen: %1 von %2</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 Seite</translation>
    </message>
    <message>
        <source>%1 pages</source>
        <translation>%1 Seiten</translation>
    </message>
    <message>
        <source>1 part</source>
        <translation>1 Teil</translation>
    </message>
    <message>
        <source>%1 parts</source>
        <translation>%1 Teile</translation>
    </message>
    <message>
        <source>1 section</source>
        <translation>1 Abschnitt</translation>
    </message>
    <message>
        <source>%1 sections</source>
        <translation>%1 Abschnitte</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>Pausiert bei %1 %</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen …</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>Wartet, bis es dran ist</translation>
    </message>
    <message>
        <source>Preparing %1 %</source>
        <translation>Vorbereiten %1 %</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Reading %1 %</source>
        <translation>Lesen %1 %</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren …</translation>
    </message>
    <message>
        <source>Read it…</source>
        <translation>Lesen …</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>%1 · file is missing</source>
        <translation>%1 · Datei fehlt</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>Nach Art</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Nach Zustand</translation>
    </message>
    <message>
        <source>1 passage</source>
        <translation>1 Textstelle</translation>
    </message>
    <message>
        <source>%1 passages</source>
        <translation>%1 Textstellen</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>1 Dokument</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>%1 Dokumente</translation>
    </message>
    <message>
        <source>No passage matches.</source>
        <translation>Keine Textstelle passt.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>No passage holds all the words. %1 hold some of them.</source>
        <translation>Keine Textstelle enthält alle Wörter. %1 enthalten einige davon.</translation>
    </message>
    <message>
        <source>Install Ollama (ollama.com), or llama-server, which is part of llama.cpp (github.com/ggml-org/llama.cpp).</source>
        <translation>Installiere Ollama (ollama.com) oder llama-server, das zu llama.cpp gehört (github.com/ggml-org/llama.cpp).</translation>
    </message>
    <message>
        <source>llama-server is here: %1. Ollama (ollama.com) does as well.</source>
        <translation>llama-server ist hier: %1. Ollama (ollama.com) geht auch.</translation>
    </message>
    <message>
        <source>Get a small model: with Ollama by “ollama pull qwen2.5:3b”, or as a .gguf file of 1 to 5 GB.</source>
        <translation>Hol ein kleines Modell: mit Ollama durch „ollama pull qwen2.5:3b“ oder als .gguf-Datei von 1 bis 5 GB.</translation>
    </message>
    <message>
        <source>DocChat finds Ollama at its next start. A .gguf file is chosen here, or dropped on the window.</source>
        <translation>DocChat findet Ollama beim nächsten Start. Eine .gguf-Datei wird hier gewählt oder auf dem Fenster abgelegt.</translation>
    </message>
    <message>
        <source>for answers</source>
        <translation>für Antworten</translation>
    </message>
    <message>
        <source>for finding</source>
        <translation>zum Finden</translation>
    </message>
    <message>
        <source>reads %1 tokens at once</source>
        <translation>liest %1 Tokens auf einmal</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>Noch keine Datei</translation>
    </message>
    <message>
        <source>A file · on this computer</source>
        <translation>Eine Datei · auf diesem Computer</translation>
    </message>
    <message>
        <source>No address yet</source>
        <translation>Noch keine Adresse</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>OpenAI-compatible</source>
        <translation>OpenAI-kompatibel</translation>
    </message>
    <message>
        <source>%1 · on this computer</source>
        <translation>%1 · auf diesem Computer</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 in %2 ms: %3</source>
        <translation>%1 in %2 ms: %3</translation>
    </message>
    <message>
        <source>Your questions, what was said before in the chat, and the passages that fit.</source>
        <translation>Deine Fragen, das bisher im Chat Gesagte und die passenden Textstellen.</translation>
    </message>
    <message>
        <source>All text of your documents, also of those that you add later, and each question, to find passages by their meaning.</source>
        <translation>Der ganze Text deiner Dokumente, auch der später hinzugefügten, und jede Frage, um Textstellen nach ihrer Bedeutung zu finden.</translation>
    </message>
    <message>
        <source>The library has %1 passages now, about %2 tokens. What this model was given before is not sent again.</source>
        <translation>Die Bibliothek hat jetzt %1 Textstellen, etwa %2 Tokens. Was dieses Modell schon bekam, wird nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>A few passages with each question.</source>
        <translation>Einige Textstellen mit jeder Frage.</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Since %1 the window was never busy for longer than a frame (%2).</source>
        <translation>Seit %1 war das Fenster nie länger als ein Bild beschäftigt (%2).</translation>
    </message>
    <message>
        <source>Since %1 the window was busy for at most %2 at a time: %3.</source>
        <translation>Seit %1 war das Fenster höchstens %2 am Stück beschäftigt: %3.</translation>
    </message>
    <message>
        <source>Added today</source>
        <translation>Heute hinzugefügt</translation>
    </message>
    <message>
        <source>Added in the last 7 days</source>
        <translation>In den letzten 7 Tagen hinzugefügt</translation>
    </message>
    <message>
        <source>Added in the last 30 days</source>
        <translation>In den letzten 30 Tagen hinzugefügt</translation>
    </message>
    <message>
        <source>Added in the last year</source>
        <translation>Im letzten Jahr hinzugefügt</translation>
    </message>
    <message>
        <source>instructions</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>%1 · folder is offline</source>
        <translation>%1 · Ordner nicht erreichbar</translation>
    </message>
    <message>
        <source>%1 · in %2 places</source>
        <translation>%1 · an %2 Orten</translation>
    </message>
    <message>
        <source>Its folder is offline; a copy is kept in the library.</source>
        <translation>Sein Ordner ist nicht erreichbar; eine Kopie liegt in der Bibliothek.</translation>
    </message>
    <message>
        <source>Its file is missing; a copy is kept in the library.</source>
        <translation>Seine Datei fehlt; eine Kopie liegt in der Bibliothek.</translation>
    </message>
    <message>
        <source>A copy is kept in the library.</source>
        <translation>Eine Kopie liegt in der Bibliothek.</translation>
    </message>
    <message>
        <source>A copy will be kept in the library once its file can be read.</source>
        <translation>Eine Kopie kommt in die Bibliothek, sobald seine Datei gelesen werden kann.</translation>
    </message>
    <message>
        <source>%1 · from its copy</source>
        <translation>%1 · aus der Kopie</translation>
    </message>
    <message>
        <source>A copy of its earlier version is kept; that of this one is to come.</source>
        <translation>Eine Kopie der früheren Fassung liegt in der Bibliothek; die von dieser kommt noch.</translation>
    </message>
    <message>
        <source>From its copy</source>
        <translation>Aus der Kopie</translation>
    </message>
</context>
<context>
    <name>docchat::ChatController</name>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Open this address?

%1</source>
        <translation>Diese Adresse öffnen?

%1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>An answer is being written. Stop it, or wait for its end.</source>
        <translation>Gerade wird eine Antwort geschrieben. Halte sie an oder warte auf ihr Ende.</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1, dann %2</translation>
    </message>
    <message>
        <source>The program ended before the answer was whole</source>
        <translation>Das Programm endete, bevor die Antwort vollständig war</translation>
    </message>
    <message>
        <source>This chat could not be kept.
%1</source>
        <translation>Dieser Chat konnte nicht gespeichert werden.
%1</translation>
    </message>
    <message>
        <source>This answer is not kept yet. %1. It goes on by itself</source>
        <translation>Diese Antwort ist noch nicht gespeichert. %1. Es geht von selbst weiter</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>The library takes too long to write</source>
        <translation>Die Bibliothek lässt sich zu langsam schreiben</translation>
    </message>
    <message>
        <source>Check its disk</source>
        <translation>Prüfe ihren Datenträger</translation>
    </message>
</context>
<context>
    <name>docchat::ChatListController</name>
    <message>
        <source>Export as PDF</source>
        <translation>Als PDF exportieren</translation>
    </message>
    <message>
        <source>Export as Markdown</source>
        <translation>Als Markdown exportieren</translation>
    </message>
</context>
<context>
    <name>docchat::CollectionController</name>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <source>Name of the collection:</source>
        <translation>Name der Sammlung:</translation>
    </message>
    <message>
        <source>Rename the collection</source>
        <translation>Sammlung umbenennen</translation>
    </message>
    <message>
        <source>Remove the collection</source>
        <translation>Sammlung entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>1 document was added to “%1”</source>
        <translation>1 Dokument kam zu „%1“ dazu</translation>
    </message>
    <message>
        <source>%1 documents were added to “%2”</source>
        <translation>%1 Dokumente kamen zu „%2“ dazu</translation>
    </message>
    <message>
        <source>Remove the collection “%1”?

Its documents stay in the library, and its chats and notes become those of all documents.</source>
        <translation>Die Sammlung „%1“ entfernen?

Ihre Dokumente bleiben in der Bibliothek, und ihre Chats und Notizen werden die aller Dokumente.</translation>
    </message>
</context>
<context>
    <name>docchat::CopiesController</name>
    <message>
        <source>Keep a copy</source>
        <translation>Kopie behalten</translation>
    </message>
    <message>
        <source>Keeping a copy of %1</source>
        <translation>Eine Kopie von %1 wird angelegt</translation>
    </message>
    <message>
        <source>Delete the copy</source>
        <translation>Kopie löschen</translation>
    </message>
    <message>
        <source>Save the copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>The file of %1 is not there. Without its copy only its text is left.</source>
        <translation>Die Datei von %1 ist nicht da. Ohne die Kopie bleibt nur der Text.</translation>
    </message>
</context>
<context>
    <name>docchat::DesktopNotice</name>
    <message>
        <source>%1 can be asked now.</source>
        <translation>%1 kann jetzt befragt werden.</translation>
    </message>
    <message>
        <source>%1 documents can be asked now.</source>
        <translation>%1 Dokumente können jetzt befragt werden.</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>%1 fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The documents have been read</source>
        <translation>Die Dokumente sind gelesen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>docchat::FolderController</name>
    <message>
        <source>Being looked through…</source>
        <translation>Wird durchgesehen …</translation>
    </message>
    <message>
        <source>%1. Since %2 it is looked for; nothing was removed.</source>
        <translation>%1. Seit %2 wird danach gesucht; nichts wurde entfernt.</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>1 Dokument</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>%1 Dokumente</translation>
    </message>
    <message>
        <source>changes are seen at once</source>
        <translation>Änderungen werden sofort bemerkt</translation>
    </message>
    <message>
        <source>not all of it may be read: %1</source>
        <translation>nicht alles darf gelesen werden: %1</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be reached. Its documents stay, and can be asked.</source>
        <translation>Der Ordner „%1“ ist nicht erreichbar. Seine Dokumente bleiben und können befragt werden.</translation>
    </message>
    <message>
        <source>The folders “%1” cannot be reached. Their documents stay, and can be asked.</source>
        <translation>Die Ordner „%1“ sind nicht erreichbar. Ihre Dokumente bleiben und können befragt werden.</translation>
    </message>
    <message>
        <source>”, “</source>
        <translation>“, „</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Überwachen</translation>
    </message>
    <message>
        <source>“%1” is added as it is now. Watch it, so that what comes later is read by itself?</source>
        <translation>„%1“ wird hinzugefügt, wie er jetzt ist. Überwachen, damit auch Späteres von selbst gelesen wird?</translation>
    </message>
    <message>
        <source>%1 folders are added as they are now. Watch them, so that what comes later is read by itself?</source>
        <translation>%1 Ordner werden hinzugefügt, wie sie jetzt sind. Überwachen, damit auch Späteres von selbst gelesen wird?</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>Ordner überwachen</translation>
    </message>
    <message>
        <source>Watch “%1”? Its %2 documents are read now, and what comes later by itself.</source>
        <translation>„%1“ überwachen? Seine %2 Dokumente werden jetzt gelesen, und was später kommt von selbst.</translation>
    </message>
    <message>
        <source>looked through regularly</source>
        <translation>wird regelmäßig durchgesehen</translation>
    </message>
</context>
<context>
    <name>docchat::GgufOffer</name>
    <message>
        <source>A model</source>
        <translation>Ein Modell</translation>
    </message>
    <message>
        <source>Where is llama-server?</source>
        <translation>Wo ist llama-server?</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 is no program that can be started.</source>
        <translation>%1 ist kein Programm, das sich starten lässt.</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation>Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>docchat::Gui</name>
    <message>
        <source>About “%1”: </source>
        <translation>Zu „%1“: </translation>
    </message>
    <message>
        <source>Reduced protection</source>
        <translation>Verringerter Schutz</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Add documents…</source>
        <translation>Dokumente hinzufügen …</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Try with a sample</source>
        <translation>Mit einem Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Neue Sammlung …</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle …</translation>
    </message>
    <message>
        <source>Back Up…</source>
        <translation>Sichern …</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen …</translation>
    </message>
    <message>
        <source>Delete Everything…</source>
        <translation>Alles löschen …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Find in the document</source>
        <translation>Im Dokument suchen</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>Bib&amp;liothek</translation>
    </message>
    <message>
        <source>Filter documents</source>
        <translation>Dokumente filtern</translation>
    </message>
    <message>
        <source>Ask all documents</source>
        <translation>Alle Dokumente fragen</translation>
    </message>
    <message>
        <source>&amp;Chat</source>
        <translation>&amp;Chat</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>Eine Frage schreiben</translation>
    </message>
    <message>
        <source>Regenerate the answer</source>
        <translation>Antwort neu schreiben</translation>
    </message>
    <message>
        <source>Edit the last question</source>
        <translation>Letzte Frage ändern</translation>
    </message>
    <message>
        <source>Answer style…</source>
        <translation>Antwortstil …</translation>
    </message>
    <message>
        <source>Search the passages</source>
        <translation>Textstellen suchen</translation>
    </message>
    <message>
        <source>Stop, or back to the chat</source>
        <translation>Anhalten oder zurück zum Chat</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>Chats durchsuchen</translation>
    </message>
    <message>
        <source>Rename this chat</source>
        <translation>Diesen Chat umbenennen</translation>
    </message>
    <message>
        <source>Export as Markdown…</source>
        <translation>Als Markdown exportieren …</translation>
    </message>
    <message>
        <source>Export as PDF…</source>
        <translation>Als PDF exportieren …</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Back in the document</source>
        <translation>Im Dokument zurück</translation>
    </message>
    <message>
        <source>Forward in the document</source>
        <translation>Im Dokument vorwärts</translation>
    </message>
    <message>
        <source>Contents of the document</source>
        <translation>Inhalt des Dokuments</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>Zu einer Seite gehen</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>As wide as the pane</source>
        <translation>So breit wie der Bereich</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Getting a Model…</source>
        <translation>Ein Modell bekommen …</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Responsiveness</source>
        <translation>Reaktionszeit</translation>
    </message>
    <message>
        <source>About DocChat</source>
        <translation>Über DocChat</translation>
    </message>
    <message>
        <source>DocChat %1
Ask your own documents. GPL-3.0-or-later.</source>
        <translation>DocChat %1
Frag deine eigenen Dokumente. GPL-3.0-or-later.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Work Offline</source>
        <translation>Offline arbeiten</translation>
    </message>
    <message>
        <source>Document in a window of its own</source>
        <translation>Dokument in eigenem Fenster</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner überwachen …</translation>
    </message>
    <message>
        <source>Watched folders…</source>
        <translation>Überwachte Ordner …</translation>
    </message>
</context>
<context>
    <name>docchat::KeepingController</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>The library was damaged</source>
        <translation>Die Bibliothek war beschädigt</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>The library is damaged. When DocChat starts again it saves what can be read, and keeps the damaged file.</source>
        <translation>Die Bibliothek ist beschädigt. Beim nächsten Start rettet DocChat, was sich lesen lässt, und behält die beschädigte Datei.</translation>
    </message>
    <message>
        <source>Back Up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Backing up to %1</source>
        <translation>Wird nach %1 gesichert</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Backups (*.sqlite);;All files (*)</source>
        <translation>Sicherungen (*.sqlite);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird geprüft</translation>
    </message>
    <message>
        <source>Restore %1 of %2, with %3?

The library as it is now is kept beside it, as library.sqlite.before-restore with the time. DocChat starts again.</source>
        <translation>%1 vom %2 wiederherstellen, mit %3?

Die jetzige Bibliothek bleibt daneben, als library.sqlite.before-restore mit der Zeit. DocChat startet neu.</translation>
    </message>
    <message>
        <source>Restoring %1</source>
        <translation>%1 wird wiederhergestellt</translation>
    </message>
    <message>
        <source>Delete Everything</source>
        <translation>Alles löschen</translation>
    </message>
    <message>
        <source>The keychain cannot be used: the key of %1 stays in it. Delete the rest?</source>
        <translation>Der Schlüsselbund ist nicht benutzbar: der Schlüssel von %1 bleibt darin. Den Rest löschen?</translation>
    </message>
    <message>
        <source>Delete the Rest</source>
        <translation>Den Rest löschen</translation>
    </message>
    <message>
        <source>%1. Until then documents and chats can be read and searched; nothing can be added or asked.</source>
        <translation>%1. Bis dahin lassen sich Dokumente und Chats lesen und durchsuchen; hinzufügen und fragen geht nicht.</translation>
    </message>
    <message>
        <source>Delete What Was Set Aside</source>
        <translation>Beiseitegelegtes löschen</translation>
    </message>
    <message>
        <source>Delete these files for good?

%1

The library as it is now stays. What could not be saved when they were set aside is nowhere else.</source>
        <translation>Diese Dateien endgültig löschen?

%1

Die Bibliothek, wie sie jetzt ist, bleibt. Was damals nicht gerettet werden konnte, steht nur hier.</translation>
    </message>
    <message>
        <source>Delete Them</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>%1 cannot be deleted. Give yourself permission to write in that folder, then try again.</source>
        <translation>%1 lässt sich nicht löschen. Gib dir Schreibrechte für diesen Ordner und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The library was backed up to %1, with its chats, the text of its documents and the copies of them that you keep. The settings and keys are not in it.</source>
        <translation>Die Bibliothek wurde nach %1 gesichert, mit ihren Chats, dem Text ihrer Dokumente und den Kopien, die du von ihnen behältst. Einstellungen und Schlüssel sind nicht darin.</translation>
    </message>
    <message>
        <source>Delete for good what DocChat keeps?

• all chats, the text of all documents, and the copies of them that you keep
• the settings, the model servers and their keys in the keychain
• the logs, and the copies that DocChat kept in %1

Your documents themselves stay where they are, and so do your backups. DocChat ends.</source>
        <translation>Endgültig löschen, was DocChat aufbewahrt?

• alle Chats, den Text aller Dokumente und die Kopien, die du von ihnen behältst
• die Einstellungen, die Modellserver und ihre Schlüssel im Schlüsselbund
• die Protokolle und die Kopien, die DocChat in %1 aufbewahrt

Deine Dokumente selbst bleiben, wo sie sind, und deine Sicherungen auch. DocChat endet.</translation>
    </message>
</context>
<context>
    <name>docchat::LibraryController</name>
    <message>
        <source>%1 is the same as %2, which is in the library already.</source>
        <translation>%1 ist dasselbe wie %2, das schon in der Bibliothek ist.</translation>
    </message>
    <message>
        <source>Going on with 1 document</source>
        <translation>Mit 1 Dokument geht es weiter</translation>
    </message>
    <message>
        <source>Going on with %1 documents</source>
        <translation>Mit %1 Dokumenten geht es weiter</translation>
    </message>
    <message>
        <source>Add documents</source>
        <translation>Dokumente hinzufügen</translation>
    </message>
    <message>
        <source>Add %1 files to the library?</source>
        <translation>%1 Dateien zur Bibliothek hinzufügen?</translation>
    </message>
    <message>
        <source>Add them</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder of documents</source>
        <translation>Ordner mit Dokumenten hinzufügen</translation>
    </message>
    <message>
        <source>Documents (*.pdf *.docx *.pptx *.xlsx *.odt *.odp *.ods *.doc *.xls *.ppt *.epub *.html *.htm *.md *.markdown *.txt *.csv *.tsv *.rtf *.eml *.mbox *.png *.jpg *.jpeg *.tif *.tiff);;Models (*.gguf);;All files (*)</source>
        <translation>Dokumente (*.pdf *.docx *.pptx *.xlsx *.odt *.odp *.ods *.doc *.xls *.ppt *.epub *.html *.htm *.md *.markdown *.txt *.csv *.tsv *.rtf *.eml *.mbox *.png *.jpg *.jpeg *.tif *.tiff);;Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Password of %1:</source>
        <translation>Passwort von %1:</translation>
    </message>
    <message>
        <source>Rename the document</source>
        <translation>Dokument umbenennen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Title and author</source>
        <translation>Titel und Autor</translation>
    </message>
    <message>
        <source>%1 is in the library already.</source>
        <translation>%1 ist schon in der Bibliothek.</translation>
    </message>
</context>
<context>
    <name>docchat::ModelsController</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Documents are being read. Choose another model when they are done, or cancel them.</source>
        <translation>Es werden Dokumente gelesen. Wähle ein anderes Modell, wenn sie fertig sind, oder brich sie ab.</translation>
    </message>
    <message>
        <source>%1 is not asked while offline</source>
        <translation>%1 wird offline nicht gefragt</translation>
    </message>
    <message>
        <source>Start DocChat without --offline</source>
        <translation>Starte DocChat ohne --offline</translation>
    </message>
    <message>
        <source>Choose File → Work Offline again first</source>
        <translation>Wähle zuerst wieder Datei → Offline arbeiten</translation>
    </message>
    <message>
        <source>Cancelled; what came is kept there for the next time.</source>
        <translation>Abgebrochen; was ankam, bleibt dort für das nächste Mal.</translation>
    </message>
    <message>
        <source>Only Ollama gets models</source>
        <translation>Nur Ollama holt Modelle</translation>
    </message>
    <message>
        <source>Remove the new server?</source>
        <translation>Den neuen Server entfernen?</translation>
    </message>
    <message>
        <source>Remove %1? The server itself and its models stay.</source>
        <translation>%1 entfernen? Der Server selbst und seine Modelle bleiben.</translation>
    </message>
    <message>
        <source>Remove a server</source>
        <translation>Server entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>docchat::NotesController</name>
    <message>
        <source>Show the notes</source>
        <translation>Notizen anzeigen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Pinned to the notes.</source>
        <translation>In den Notizen festgehalten.</translation>
    </message>
    <message>
        <source>Pinned to the notes of “%1”.</source>
        <translation>In den Notizen von „%1“ festgehalten.</translation>
    </message>
</context>
<context>
    <name>docchat::PaletteController</name>
    <message>
        <source>Find a document, a chat, a passage or a command</source>
        <translation>Ein Dokument, einen Chat, eine Textstelle oder einen Befehl finden</translation>
    </message>
    <message>
        <source>Name a document to ask</source>
        <translation>Ein Dokument nennen, das gefragt wird</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Textstelle</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Every passage with “%1”</source>
        <translation>Jede Textstelle mit „%1“</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>✓ Ticked</source>
        <translation>✓ Angehakt</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
</context>
<context>
    <name>docchat::ProviderController</name>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Quotes only · offline</source>
        <translation>Nur Zitate · offline</translation>
    </message>
    <message>
        <source>Quotes only · built in</source>
        <translation>Nur Zitate · eingebaut</translation>
    </message>
    <message>
        <source>Offline: %1 is not asked, nothing leaves this computer ✓</source>
        <translation>Offline: %1 wird nicht gefragt, nichts verlässt diesen Computer ✓</translation>
    </message>
    <message>
        <source>Work Offline</source>
        <translation>Offline arbeiten</translation>
    </message>
    <message>
        <source>%1 · not while offline</source>
        <translation>%1 · nicht offline</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle …</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>This model could not be chosen.</source>
        <translation>Dieses Modell konnte nicht gewählt werden.</translation>
    </message>
</context>
<context>
    <name>docchat::RemovalController</name>
    <message>
        <source>Remove from the library</source>
        <translation>Aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>The file of %1 is not there, and its copy goes with the document.</source>
        <translation>Die Datei von %1 ist nicht da, und die Kopie geht mit dem Dokument.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>docchat::Responsiveness</name>
    <message>
        <source>task “%1”</source>
        <translation>Task „%1“</translation>
    </message>
</context>
<context>
    <name>docchat::ScopeController</name>
    <message>
        <source>Asking %1</source>
        <translation>Gefragt wird %1</translation>
    </message>
    <message>
        <source>Asking all documents</source>
        <translation>Frage an alle Dokumente</translation>
    </message>
    <message>
        <source>Asking 1 ticked document</source>
        <translation>Gefragt wird 1 angehaktes Dokument</translation>
    </message>
    <message>
        <source>Asking %1 ticked documents</source>
        <translation>Gefragt werden %1 angehakte Dokumente</translation>
    </message>
    <message>
        <source>Ask all of %1</source>
        <translation>Alles in %1 fragen</translation>
    </message>
    <message>
        <source>Ask all documents</source>
        <translation>Alle Dokumente fragen</translation>
    </message>
    <message>
        <source>Tick documents in the library to ask only these</source>
        <translation>Hake in der Bibliothek Dokumente an, um nur sie zu fragen</translation>
    </message>
</context>
<context>
    <name>docchat::SearchController</name>
    <message>
        <source>There are no documents to search yet.</source>
        <translation>Es gibt noch keine Dokumente zum Durchsuchen.</translation>
    </message>
    <message>
        <source>Type words: every passage with all of them is listed here.</source>
        <translation>Tippe Wörter: jede Textstelle, die alle enthält, steht dann hier.</translation>
    </message>
</context>
<context>
    <name>docchat::SentController</name>
    <message>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
</context>
<context>
    <name>docchat::ServerOffer</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>docchat::SettingsController</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>docchat::SourceController</name>
    <message>
        <source>(The document has changed since: these words are no longer in it.)</source>
        <translation>(Das Dokument hat sich seither geändert: diese Worte stehen nicht mehr darin.)</translation>
    </message>
    <message>
        <source>(Nothing stands around it, or the document is no longer in the library.)</source>
        <translation>(Es steht nichts darum herum, oder das Dokument ist nicht mehr in der Bibliothek.)</translation>
    </message>
    <message>
        <source>This document is no longer in the library. Its quotes stay in the chat.</source>
        <translation>Dieses Dokument ist nicht mehr in der Bibliothek. Seine Zitate bleiben im Chat.</translation>
    </message>
    <message>
        <source>Nothing of it could be read.</source>
        <translation>Nichts davon war lesbar.</translation>
    </message>
    <message>
        <source>p. %1</source>
        <translation>S. %1</translation>
    </message>
</context>
<context>
    <name>docchat::StyleController</name>
    <message>
        <source>Answer style</source>
        <translation>Antwortstil</translation>
    </message>
</context>
<context>
    <name>docchat::SuggestionController</name>
    <message>
        <source>What does it say about “%1”?</source>
        <translation>Was steht darin über „%1“?</translation>
    </message>
</context>
<context>
    <name>docchat::WholeController</name>
    <message>
        <source>List…</source>
        <translation>Auflisten …</translation>
    </message>
    <message>
        <source>What is to be listed from the whole document?</source>
        <translation>Was soll aus dem ganzen Dokument aufgelistet werden?</translation>
    </message>
    <message>
        <source>all names</source>
        <translation>alle Namen</translation>
    </message>
    <message>
        <source>all dates</source>
        <translation>alle Daten</translation>
    </message>
    <message>
        <source>all amounts of money</source>
        <translation>alle Geldbeträge</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Auflisten</translation>
    </message>
</context>
<context>
    <name>docchat::Words</name>
    <message>
        <source>1 chat</source>
        <translation>1 Chat</translation>
    </message>
    <message>
        <source>%1 chats</source>
        <translation>%1 Chats</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>1 Dokument</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>%1 Dokumente</translation>
    </message>
    <message>
        <source>%1 could not be read whole: %2</source>
        <translation>%1 ließ sich nicht ganz lesen: %2</translation>
    </message>
    <message>
        <source>%1: read so far: pages 1–%2 of %3</source>
        <translation>%1: bisher gelesen: Seiten 1–%2 von %3</translation>
    </message>
    <message>
        <source>%1 is still being read</source>
        <translation>%1 wird noch gelesen</translation>
    </message>
    <message>
        <source>%1 more are not read whole yet</source>
        <translation>%1 weitere sind noch nicht ganz gelesen</translation>
    </message>
    <message>
        <source>The question is long: only its beginning was looked up</source>
        <translation>Die Frage ist lang: gesucht wurde nur mit ihrem Anfang</translation>
    </message>
    <message>
        <source>Found by words alone: %1</source>
        <translation>Nur nach Wörtern gefunden: %1</translation>
    </message>
    <message>
        <source>Quoted from your documents:

</source>
        <translation>Zitiert aus deinen Dokumenten:

</translation>
    </message>
    <message>
        <source>A weak match, quoted from your documents:

</source>
        <translation>Ein schwacher Treffer, zitiert aus deinen Dokumenten:

</translation>
    </message>
    <message>
        <source>**There are no documents to ask yet.** Add some, then ask again.

</source>
        <translation>**Es gibt noch keine Dokumente zum Fragen.** Füge welche hinzu und frag dann noch einmal.

</translation>
    </message>
    <message>
        <source>**Not in these documents.** Nothing in %1 answers this.%2

</source>
        <translation>**Nicht in diesen Dokumenten.** Nichts in %1 beantwortet dies.%2

</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>dem Dokument</translation>
    </message>
    <message>
        <source>the %1 documents</source>
        <translation>den %1 Dokumenten</translation>
    </message>
    <message>
        <source> The closest passages, which may not be about it:</source>
        <translation> Die nächstliegenden Textstellen, die vielleicht nicht davon handeln:</translation>
    </message>
    <message>
        <source>Only a model can go on with an answer, from passages that are still there</source>
        <translation>Nur ein Modell kann eine Antwort weiterschreiben, aus Textstellen, die noch da sind</translation>
    </message>
    <message>
        <source>Choose a model at the top right, or ask again with Retry</source>
        <translation>Wähle oben rechts ein Modell oder frag noch einmal mit „Wiederholen“</translation>
    </message>
    <message>
        <source>%1 reads little at once: fewer passages were sent</source>
        <translation>%1 liest wenig auf einmal: es wurden weniger Textstellen gesendet</translation>
    </message>
    <message>
        <source>The document of %1 has changed since, the words are no longer in it</source>
        <translation>Das Dokument von %1 hat sich seither geändert, die Worte stehen nicht mehr darin</translation>
    </message>
    <message>
        <source>The documents of %1 have changed since, the words are no longer in them</source>
        <translation>Die Dokumente von %1 haben sich seither geändert, die Worte stehen nicht mehr darin</translation>
    </message>
    <message>
        <source> (not found in source)</source>
        <translation> (nicht in der Quelle gefunden)</translation>
    </message>
    <message>
        <source>Quoted from the documents</source>
        <translation>Zitiert aus den Dokumenten</translation>
    </message>
    <message>
        <source>Written by %1</source>
        <translation>Geschrieben von %1</translation>
    </message>
    <message>
        <source>, interrupted</source>
        <translation>, unterbrochen</translation>
    </message>
    <message>
        <source>The closest passages:

</source>
        <translation>Die nächstliegenden Textstellen:

</translation>
    </message>
    <message>
        <source>## Sources

</source>
        <translation>## Quellen

</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 ließ sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>Choose another folder, or make room there</source>
        <translation>Wähle einen anderen Ordner oder mach dort Platz</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>Answer from before</source>
        <translation>Frühere Antwort</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>This answer is from before DocChat kept what it sends.</source>
        <translation>Diese Antwort ist aus der Zeit, bevor DocChat aufhob, was es sendet.</translation>
    </message>
    <message>
        <source>Nothing left this computer.</source>
        <translation>Nichts verließ diesen Computer.</translation>
    </message>
    <message>
        <source>Nothing left this computer: text went to models that run on it.</source>
        <translation>Nichts verließ diesen Computer: Text ging an Modelle, die darauf laufen.</translation>
    </message>
    <message>
        <source>Text went to %1: %2, about %3 tokens.</source>
        <translation>Text ging an %1: %2, etwa %3 Tokens.</translation>
    </message>
    <message>
        <source>one request</source>
        <translation>eine Anfrage</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 Anfragen</translation>
    </message>
    <message>
        <source>%1 With the answer it cost %2, %3.</source>
        <translation>%1 Mit der Antwort kostete es %2, %3.</translation>
    </message>
    <message>
        <source>%1, to %2, about %3 tokens</source>
        <translation>%1, zum %2, etwa %3 Tokens</translation>
    </message>
    <message>
        <source>find passages</source>
        <translation>Finden von Textstellen</translation>
    </message>
    <message>
        <source>write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>A whole document can only be read with a model for answers</source>
        <translation>Ein ganzes Dokument lässt sich nur mit einem Modell für Antworten lesen</translation>
    </message>
    <message>
        <source>Choose one at the top right, or ask for something in the document</source>
        <translation>Wähle oben rechts eines oder frag nach etwas im Dokument</translation>
    </message>
    <message>
        <source>The document holds no text, or is no longer in the library</source>
        <translation>Das Dokument enthält keinen Text oder ist nicht mehr in der Bibliothek</translation>
    </message>
    <message>
        <source>Choose another document</source>
        <translation>Wähle ein anderes Dokument</translation>
    </message>
    <message>
        <source>The notes on the document are too long for the model: some are left out</source>
        <translation>Die Notizen zum Dokument sind zu lang für das Modell: einige wurden weggelassen</translation>
    </message>
    <message>
        <source>Nothing in your documents supports this answer</source>
        <translation>Nichts in deinen Dokumenten stützt diese Antwort</translation>
    </message>
    <message>
        <source>%1 stopped at the longest answer it may write</source>
        <translation>%1 hörte bei der längsten Antwort auf, die es schreiben darf</translation>
    </message>
    <message>
        <source>The server cut the answer by its rules on contents</source>
        <translation>Der Server brach die Antwort nach seinen Regeln für Inhalte ab</translation>
    </message>
    <message>
        <source>%1 is a link that leads nowhere</source>
        <translation>%1 ist ein Link, der nirgendwohin führt</translation>
    </message>
    <message>
        <source>Add the document that it should lead to</source>
        <translation>Füge das Dokument hinzu, zu dem er führen soll</translation>
    </message>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>Look where it was moved, then add it again</source>
        <translation>Sieh nach, wohin sie verschoben wurde, und füge sie noch einmal hinzu</translation>
    </message>
    <message>
        <source>%1 may not be read</source>
        <translation>%1 darf nicht gelesen werden</translation>
    </message>
    <message>
        <source>Give yourself permission to read it, then retry</source>
        <translation>Gib dir das Recht, sie zu lesen, und wiederhole den Versuch</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2</source>
        <translation>%1 lässt sich nicht öffnen: %2</translation>
    </message>
    <message>
        <source>Check the disk, then retry</source>
        <translation>Prüfe den Datenträger und wiederhole den Versuch</translation>
    </message>
    <message>
        <source>%1 is not a file</source>
        <translation>%1 ist keine Datei</translation>
    </message>
    <message>
        <source>Add a document or a folder of documents</source>
        <translation>Füge ein Dokument oder einen Ordner mit Dokumenten hinzu</translation>
    </message>
    <message>
        <source>There is no memory to share with the reader</source>
        <translation>Es gibt keinen Arbeitsspeicher, der sich mit dem Leseprogramm teilen lässt</translation>
    </message>
    <message>
        <source>Close other programs, then retry</source>
        <translation>Schließe andere Programme und wiederhole den Versuch</translation>
    </message>
    <message>
        <source>%1: there is no room for LibreOffice&apos;s files in %2</source>
        <translation>%1: in %2 ist kein Platz für die Dateien von LibreOffice</translation>
    </message>
    <message>
        <source>Make room, then retry</source>
        <translation>Mach Platz und wiederhole den Versuch</translation>
    </message>
    <message>
        <source>%1: LibreOffice could not read it</source>
        <translation>%1: LibreOffice konnte die Datei nicht lesen</translation>
    </message>
    <message>
        <source>Open it in its program and save it as .%1x</source>
        <translation>Öffne sie in ihrem Programm und speichere sie als .%1x</translation>
    </message>
    <message>
        <source>%1: LibreOffice made more than %2 MiB of it</source>
        <translation>%1: LibreOffice machte mehr als %2 MiB daraus</translation>
    </message>
    <message>
        <source>Split it and add the parts</source>
        <translation>Teile sie und füge die Teile hinzu</translation>
    </message>
    <message>
        <source>%1: the reader cannot be started</source>
        <translation>%1: das Leseprogramm lässt sich nicht starten</translation>
    </message>
    <message>
        <source>Install DocChat again</source>
        <translation>Installiere DocChat noch einmal</translation>
    </message>
    <message>
        <source>%1: this computer cannot fence off LibreOffice (its kernel lacks Landlock or seccomp), so it was not opened</source>
        <translation>%1: dieser Computer kann LibreOffice nicht abschotten (seinem Kernel fehlt Landlock oder seccomp), darum wurde die Datei nicht geöffnet</translation>
    </message>
    <message>
        <source>If you trust your documents, allow it in File → Settings…</source>
        <translation>Wenn du deinen Dokumenten vertraust, erlaube es unter Datei → Einstellungen …</translation>
    </message>
    <message>
        <source>%1: LibreOffice cannot be started</source>
        <translation>%1: LibreOffice lässt sich nicht starten</translation>
    </message>
    <message>
        <source>Install LibreOffice again</source>
        <translation>Installiere LibreOffice noch einmal</translation>
    </message>
    <message>
        <source>%1 stopped LibreOffice</source>
        <translation>%1 hat LibreOffice zum Absturz gebracht</translation>
    </message>
    <message>
        <source>Open it in its program and save it anew</source>
        <translation>Öffne sie in ihrem Programm und speichere sie neu</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 Minuten</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation>%1 Sekunden</translation>
    </message>
    <message>
        <source>%1: LibreOffice took longer than %2</source>
        <translation>%1: LibreOffice brauchte länger als %2</translation>
    </message>
    <message>
        <source>Raise the limit in File → Settings…, or save it anew from its program</source>
        <translation>Erhöhe die Grenze unter Datei → Einstellungen …, oder speichere sie mit ihrem Programm neu</translation>
    </message>
    <message>
        <source>Documents are read in a process of its own that can open no other file, use no network and start no program.</source>
        <translation>Dokumente werden in einem eigenen Prozess gelesen, der keine andere Datei öffnen, kein Netz benutzen und kein Programm starten kann.</translation>
    </message>
    <message>
        <source>Reduced protection: this computer&apos;s kernel lacks seccomp. The reader cannot open other files, but might send something over the network.</source>
        <translation>Verringerter Schutz: dem Kernel dieses Computers fehlt seccomp. Das Leseprogramm kann keine anderen Dateien öffnen, könnte aber etwas über das Netz senden.</translation>
    </message>
    <message>
        <source>Reduced protection: this computer&apos;s kernel lacks Landlock. The reader has no network and writes nothing, but might look at other files.</source>
        <translation>Verringerter Schutz: dem Kernel dieses Computers fehlt Landlock. Das Leseprogramm hat kein Netz und schreibt nichts, könnte aber andere Dateien ansehen.</translation>
    </message>
    <message>
        <source>No protection: this computer&apos;s kernel has neither Landlock nor seccomp.</source>
        <translation>Kein Schutz: der Kernel dieses Computers hat weder Landlock noch seccomp.</translation>
    </message>
    <message>
        <source>it is not attached to the mail any more</source>
        <translation>sie hängt nicht mehr an der Mail</translation>
    </message>
    <message>
        <source>Add the mail again</source>
        <translation>Füge die Mail noch einmal hinzu</translation>
    </message>
    <message>
        <source>it is larger than %1 MiB</source>
        <translation>sie ist größer als %1 MiB</translation>
    </message>
    <message>
        <source>Save it from the mail and add that</source>
        <translation>Speichere sie aus der Mail und füge sie so hinzu</translation>
    </message>
    <message>
        <source>the attachment is empty</source>
        <translation>der Anhang ist leer</translation>
    </message>
    <message>
        <source>Get the mail anew from where it came from</source>
        <translation>Hol die Mail neu von dort, wo sie herkam</translation>
    </message>
    <message>
        <source>it is damaged: </source>
        <translation>sie ist beschädigt: </translation>
    </message>
    <message>
        <source>Get the file anew from where it came from</source>
        <translation>Hol die Datei neu von dort, wo sie herkam</translation>
    </message>
    <message>
        <source>its container cannot be opened</source>
        <translation>ihr Container lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>a part of it is missing</source>
        <translation>ein Teil von ihr fehlt</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>sie ist abgeschnitten</translation>
    </message>
    <message>
        <source>with a password it may have %1 MiB</source>
        <translation>mit einem Passwort darf sie höchstens %1 MiB haben</translation>
    </message>
    <message>
        <source>Open it in its program and save it without a password</source>
        <translation>Öffne sie in ihrem Programm und speichere sie ohne Passwort</translation>
    </message>
    <message>
        <source>it is cut off, or its parts are out of order</source>
        <translation>sie ist abgeschnitten, oder ihre Teile sind durcheinander</translation>
    </message>
    <message>
        <source>Save it as PDF, DOCX, ODT or plain text and add that</source>
        <translation>Speichere sie als PDF, DOCX, ODT oder reinen Text und füge das hinzu</translation>
    </message>
    <message>
        <source>it is damaged: it ends before its text</source>
        <translation>sie ist beschädigt: sie endet vor ihrem Text</translation>
    </message>
    <message>
        <source>this kind of container cannot be read</source>
        <translation>diese Art von Container ist nicht lesbar</translation>
    </message>
    <message>
        <source>documents lie in documents too deep</source>
        <translation>Dokumente liegen zu tief in Dokumenten</translation>
    </message>
    <message>
        <source>Save the innermost one and add that</source>
        <translation>Speichere das innerste und füge das hinzu</translation>
    </message>
    <message>
        <source>it does not begin like a PDF, so no page could be read</source>
        <translation>sie beginnt nicht wie ein PDF, darum war keine Seite lesbar</translation>
    </message>
    <message>
        <source>this kind of file cannot be read</source>
        <translation>diese Art von Datei ist nicht lesbar</translation>
    </message>
    <message>
        <source>Get the book anew from where it came from</source>
        <translation>Hol das Buch neu von dort, wo es herkam</translation>
    </message>
    <message>
        <source>it is protected against copying (DRM)</source>
        <translation>sie ist gegen Kopieren geschützt (DRM)</translation>
    </message>
    <message>
        <source>Add a copy without protection; the shop that sold it may have one</source>
        <translation>Füge eine Kopie ohne Schutz hinzu; der Laden, der das Buch verkauft hat, hat vielleicht eine</translation>
    </message>
    <message>
        <source>none of its chapters is there</source>
        <translation>keines ihrer Kapitel ist da</translation>
    </message>
    <message>
        <source>Save it as plain text, or split it and add the parts</source>
        <translation>Speichere sie als reinen Text, oder teile sie und füge die Teile hinzu</translation>
    </message>
    <message>
        <source>it is damaged: the picture could not be read</source>
        <translation>sie ist beschädigt: das Bild war nicht lesbar</translation>
    </message>
    <message>
        <source>it has more than %1 million pixels</source>
        <translation>sie hat mehr als %1 Millionen Pixel</translation>
    </message>
    <message>
        <source>Save it smaller and add that</source>
        <translation>Speichere sie kleiner und füge das hinzu</translation>
    </message>
    <message>
        <source>there is nothing to draw on</source>
        <translation>es gibt nichts, worauf sich zeichnen lässt</translation>
    </message>
    <message>
        <source>Enlarge the window</source>
        <translation>Mach das Fenster größer</translation>
    </message>
    <message>
        <source>Open it in its program and save it anew, or get it from where it came from</source>
        <translation>Öffne sie in ihrem Programm und speichere sie neu, oder hol sie von dort, wo sie herkam</translation>
    </message>
    <message>
        <source>no document lies in it</source>
        <translation>es liegt kein Dokument darin</translation>
    </message>
    <message>
        <source>it does not say how to decrypt it</source>
        <translation>sie sagt nicht, wie sie entschlüsselt wird</translation>
    </message>
    <message>
        <source>its password is hashed %1 times</source>
        <translation>ihr Passwort wird %1-mal gehasht</translation>
    </message>
    <message>
        <source>by a certificate instead of a password</source>
        <translation>mit einem Zertifikat statt einem Passwort</translation>
    </message>
    <message>
        <source>it does not say how to check a password</source>
        <translation>sie sagt nicht, wie ein Passwort geprüft wird</translation>
    </message>
    <message>
        <source>it is cut off or was changed</source>
        <translation>sie ist abgeschnitten oder wurde geändert</translation>
    </message>
    <message>
        <source>algorithms %1 and %2</source>
        <translation>Verfahren %1 und %2</translation>
    </message>
    <message>
        <source>version %1.%2</source>
        <translation>Version %1.%2</translation>
    </message>
    <message>
        <source>rights management protects it</source>
        <translation>eine Rechteverwaltung schützt sie</translation>
    </message>
    <message>
        <source>Open it in its program as someone who may, and save it without protection</source>
        <translation>Öffne sie in ihrem Programm als jemand, der es darf, und speichere sie ohne Schutz</translation>
    </message>
    <message>
        <source>Its text is too long to be read.</source>
        <translation>Ihr Text ist zu lang, um gelesen zu werden.</translation>
    </message>
    <message>
        <source>%1 more attachments are not read: only the first %2 are.</source>
        <translation>%1 weitere Anhänge werden nicht gelesen, nur die ersten %2.</translation>
    </message>
    <message>
        <source>it is damaged: no message could be read</source>
        <translation>sie ist beschädigt: keine Nachricht war lesbar</translation>
    </message>
    <message>
        <source>Save the message anew in its program</source>
        <translation>Speichere die Nachricht in ihrem Programm neu</translation>
    </message>
    <message>
        <source>Save its attachments and add those</source>
        <translation>Speichere ihre Anhänge und füge diese hinzu</translation>
    </message>
    <message>
        <source>: it is too large</source>
        <translation>: sie ist zu groß</translation>
    </message>
    <message>
        <source>This message is encrypted and cannot be read here.</source>
        <translation>Diese Nachricht ist verschlüsselt und hier nicht lesbar.</translation>
    </message>
    <message>
        <source>This message is signed in a way that cannot be read here (S/MIME).</source>
        <translation>Diese Nachricht ist auf eine Weise signiert, die hier nicht lesbar ist (S/MIME).</translation>
    </message>
    <message>
        <source>This message is encrypted and cannot be read here (S/MIME).</source>
        <translation>Diese Nachricht ist verschlüsselt und hier nicht lesbar (S/MIME).</translation>
    </message>
    <message>
        <source>it cannot be read as Markdown</source>
        <translation>sie lässt sich nicht als Markdown lesen</translation>
    </message>
    <message>
        <source>Save it as plain text</source>
        <translation>Speichere sie als reinen Text</translation>
    </message>
    <message>
        <source>text in pictures cannot be recognised in “%1”</source>
        <translation>Text in Bildern lässt sich nicht in „%1“ erkennen</translation>
    </message>
    <message>
        <source>Install the language for Tesseract, or choose another one</source>
        <translation>Installiere die Sprache für Tesseract oder wähle eine andere</translation>
    </message>
    <message>
        <source>Get the file anew from where it came from, or save it anew in its program</source>
        <translation>Hol die Datei neu von dort, wo sie herkam, oder speichere sie in ihrem Programm neu</translation>
    </message>
    <message>
        <source>its text is missing</source>
        <translation>ihr Text fehlt</translation>
    </message>
    <message>
        <source>of OpenDocument files only texts, slides and sheets can be read</source>
        <translation>von OpenDocument-Dateien sind nur Texte, Folien und Tabellen lesbar</translation>
    </message>
    <message>
        <source>Save it as PDF and add that</source>
        <translation>Speichere sie als PDF und füge das hinzu</translation>
    </message>
    <message>
        <source>its text cannot be read</source>
        <translation>ihr Text lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>it does not say how</source>
        <translation>sie sagt nicht, wie</translation>
    </message>
    <message>
        <source>it is to be converted first</source>
        <translation>sie muss erst umgewandelt werden</translation>
    </message>
    <message>
        <source>files of Word, Excel and PowerPoint before 2007 cannot be read here</source>
        <translation>Dateien aus Word, Excel und PowerPoint von vor 2007 sind hier nicht lesbar</translation>
    </message>
    <message>
        <source>its main part is missing</source>
        <translation>ihr Hauptteil fehlt</translation>
    </message>
    <message>
        <source>it ends before its main part</source>
        <translation>sie endet vor ihrem Hauptteil</translation>
    </message>
    <message>
        <source>no text of it could be read</source>
        <translation>kein Text davon war lesbar</translation>
    </message>
    <message>
        <source>page %1 could not be read</source>
        <translation>Seite %1 war nicht lesbar</translation>
    </message>
    <message>
        <source>it is damaged: 0 pages could be read</source>
        <translation>sie ist beschädigt: 0 Seiten waren lesbar</translation>
    </message>
    <message>
        <source>it is encrypted in a way that cannot be read</source>
        <translation>sie ist auf eine Weise verschlüsselt, die sich nicht lesen lässt</translation>
    </message>
    <message>
        <source>Open it where it can be read and save it without a password</source>
        <translation>Öffne sie, wo sie sich lesen lässt, und speichere sie ohne Passwort</translation>
    </message>
    <message>
        <source>it is damaged: it holds no page</source>
        <translation>sie ist beschädigt: sie enthält keine Seite</translation>
    </message>
    <message>
        <source>there are no pages to draw</source>
        <translation>es gibt keine Seiten zu zeichnen</translation>
    </message>
    <message>
        <source>a password is needed</source>
        <translation>ein Passwort ist nötig</translation>
    </message>
    <message>
        <source>the password does not fit</source>
        <translation>das Passwort passt nicht</translation>
    </message>
    <message>
        <source>Unlock it with its password</source>
        <translation>Entsperre sie mit ihrem Passwort</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>sie lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Check the disk</source>
        <translation>Prüfe den Datenträger</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>it does not fit into memory</source>
        <translation>sie passt nicht in den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Split it</source>
        <translation>Teile sie</translation>
    </message>
    <message>
        <source>it does not begin like RTF</source>
        <translation>sie beginnt nicht wie RTF</translation>
    </message>
    <message>
        <source>it holds more than %1 MiB of text</source>
        <translation>sie enthält mehr als %1 MiB Text</translation>
    </message>
    <message>
        <source>there is no text in it</source>
        <translation>es steht kein Text darin</translation>
    </message>
    <message>
        <source>Check that it is the right file</source>
        <translation>Prüfe, ob es die richtige Datei ist</translation>
    </message>
    <message>
        <source>it is damaged: a sheet of it breaks off</source>
        <translation>sie ist beschädigt: eines ihrer Blätter bricht ab</translation>
    </message>
    <message>
        <source>binary workbooks cannot be read</source>
        <translation>binäre Arbeitsmappen lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>Open it in Excel and save it as .xlsx</source>
        <translation>Öffne sie in Excel und speichere sie als .xlsx</translation>
    </message>
    <message>
        <source>Save it anew from the program that made it, in parts</source>
        <translation>Speichere sie neu mit dem Programm, das sie gemacht hat, in Teilen</translation>
    </message>
    <message>
        <source>it is protected by a password</source>
        <translation>sie ist mit einem Passwort geschützt</translation>
    </message>
    <message>
        <source>it holds more than %1 files</source>
        <translation>sie enthält mehr als %1 Dateien</translation>
    </message>
    <message>
        <source>its container holds nothing readable</source>
        <translation>ihr Container enthält nichts Lesbares</translation>
    </message>
    <message>
        <source>it unpacks to more than may be read</source>
        <translation>sie entpackt sich zu mehr, als gelesen werden darf</translation>
    </message>
    <message>
        <source>The reader %1 cannot be started</source>
        <translation>Das Leseprogramm %1 lässt sich nicht starten</translation>
    </message>
    <message>
        <source>%1 took too long to read</source>
        <translation>%1 zu lesen dauerte zu lange</translation>
    </message>
    <message>
        <source>Save it anew from the program that made it, then retry</source>
        <translation>Speichere sie neu mit dem Programm, das sie gemacht hat, und wiederhole den Versuch</translation>
    </message>
    <message>
        <source>%1 stopped the reader</source>
        <translation>%1 hat das Leseprogramm zum Absturz gebracht</translation>
    </message>
    <message>
        <source>The reader answered nonsense about %1</source>
        <translation>Das Leseprogramm antwortete Unsinn zu %1</translation>
    </message>
    <message>
        <source>Retry; if it stays, report it</source>
        <translation>Wiederhole den Versuch; wenn es bleibt, melde es</translation>
    </message>
    <message>
        <source>%1 cannot be opened</source>
        <translation>%1 lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>%1 holds more than %2 MiB of text</source>
        <translation>%1 enthält mehr als %2 MiB Text</translation>
    </message>
    <message>
        <source>%1 is there already</source>
        <translation>%1 ist schon da</translation>
    </message>
    <message>
        <source>Choose another name, or say that it may be replaced</source>
        <translation>Wähle einen anderen Namen oder sag, dass die Datei ersetzt werden darf</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nichts wurde geändert</translation>
    </message>
    <message>
        <source>There is no room for %1</source>
        <translation>Für %1 ist kein Platz</translation>
    </message>
    <message>
        <source>Free %1 MB there, or choose another place</source>
        <translation>Mach dort %1 MB frei oder wähle einen anderen Ort</translation>
    </message>
    <message>
        <source>%1 is damaged (%2)</source>
        <translation>%1 ist beschädigt (%2)</translation>
    </message>
    <message>
        <source>Start DocChat again: it saves what can be read, and keeps the damaged file</source>
        <translation>Starte DocChat neu: es rettet, was sich lesen lässt, und behält die beschädigte Datei</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>Choose a folder that is there and that you may write to</source>
        <translation>Wähle einen Ordner, der da ist und in den du schreiben darfst</translation>
    </message>
    <message>
        <source>Choose a backup that DocChat has made</source>
        <translation>Wähle eine Sicherung, die DocChat gemacht hat</translation>
    </message>
    <message>
        <source>is no library of DocChat</source>
        <translation>ist keine Bibliothek von DocChat</translation>
    </message>
    <message>
        <source>%1 was made by a newer DocChat</source>
        <translation>%1 stammt von einem neueren DocChat</translation>
    </message>
    <message>
        <source>Restore it with that one</source>
        <translation>Stelle sie mit dem neueren wieder her</translation>
    </message>
    <message>
        <source>holds what no DocChat wrote</source>
        <translation>enthält, was kein DocChat geschrieben hat</translation>
    </message>
    <message>
        <source>%1 was not looked through</source>
        <translation>%1 wurde nicht durchgesehen</translation>
    </message>
    <message>
        <source>is damaged (%1)</source>
        <translation>ist beschädigt (%1)</translation>
    </message>
    <message>
        <source>%1 cannot be a backup</source>
        <translation>%1 kann keine Sicherung sein</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>Wähle einen anderen Namen</translation>
    </message>
    <message>
        <source>%1 was not made</source>
        <translation>%1 wurde nicht erstellt</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 is not there</source>
        <translation>%1 ist nicht da</translation>
    </message>
    <message>
        <source>Check the name of the backup</source>
        <translation>Prüfe den Namen der Sicherung</translation>
    </message>
    <message>
        <source>Copy it to a folder that you may write to, and restore it from there</source>
        <translation>Kopiere sie in einen Ordner, in den du schreiben darfst, und stelle sie von dort wieder her</translation>
    </message>
    <message>
        <source>%1 is the library itself</source>
        <translation>%1 ist die Bibliothek selbst</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>Wähle eine Sicherung</translation>
    </message>
    <message>
        <source>%1 was not restored</source>
        <translation>%1 wurde nicht wiederhergestellt</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>Gib ihr einen anderen Namen</translation>
    </message>
    <message>
        <source>A collection needs a name</source>
        <translation>Eine Sammlung braucht einen Namen</translation>
    </message>
    <message>
        <source>The name of a collection has at most %1 characters, not %2</source>
        <translation>Der Name einer Sammlung hat höchstens %1 Zeichen, nicht %2</translation>
    </message>
    <message>
        <source>The name of a collection has no quotation marks: %1</source>
        <translation>Der Name einer Sammlung hat keine Anführungszeichen: %1</translation>
    </message>
    <message>
        <source>There is a collection “%1” already</source>
        <translation>Es gibt schon eine Sammlung „%1“</translation>
    </message>
    <message>
        <source>The collection is not there any more</source>
        <translation>Die Sammlung ist nicht mehr da</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>Leg eine neue an</translation>
    </message>
    <message>
        <source>%1 cannot be renamed to %2</source>
        <translation>%1 lässt sich nicht in %2 umbenennen</translation>
    </message>
    <message>
        <source>Give yourself permission to write in that folder, then start again</source>
        <translation>Gib dir das Recht, in diesem Ordner zu schreiben, und starte noch einmal</translation>
    </message>
    <message>
        <source>There is no collection “%1”: none was made yet.</source>
        <translation>Es gibt keine Sammlung „%1“: noch wurde keine angelegt.</translation>
    </message>
    <message>
        <source>There is no collection “%1”. There is %2.</source>
        <translation>Es gibt keine Sammlung „%1“. Es gibt %2.</translation>
    </message>
    <message>
        <source>There is no collection “%1”. There are %2 and %3 more.</source>
        <translation>Es gibt keine Sammlung „%1“. Es gibt %2 und %3 weitere.</translation>
    </message>
    <message>
        <source>There is no collection “%1”. There are %2.</source>
        <translation>Es gibt keine Sammlung „%1“. Es gibt %2.</translation>
    </message>
    <message>
        <source>None of the chosen documents matches %1.</source>
        <translation>Keines der gewählten Dokumente passt zu %1.</translation>
    </message>
    <message>
        <source>No document in the collection %1 matches %2.</source>
        <translation>Kein Dokument in der Sammlung %1 passt zu %2.</translation>
    </message>
    <message>
        <source>No document matches %1.</source>
        <translation>Kein Dokument passt zu %1.</translation>
    </message>
    <message>
        <source>The collection is not there any more.</source>
        <translation>Die Sammlung ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The collection %1 holds no documents yet.</source>
        <translation>Die Sammlung %1 enthält noch keine Dokumente.</translation>
    </message>
    <message>
        <source>None of the chosen documents is in the collection %1.</source>
        <translation>Keines der gewählten Dokumente ist in der Sammlung %1.</translation>
    </message>
    <message>
        <source>There is no word in it to look for.</source>
        <translation>Es steht kein Wort darin, nach dem sich suchen lässt.</translation>
    </message>
    <message>
        <source>There is no word to look for beside %1.</source>
        <translation>Neben %1 steht kein Wort, nach dem sich suchen lässt.</translation>
    </message>
    <message>
        <source>%1 is damaged, and there is no room to save what can be read of it; nothing was changed</source>
        <translation>%1 ist beschädigt, und es ist kein Platz, um zu retten, was sich lesen lässt; nichts wurde geändert</translation>
    </message>
    <message>
        <source>Free %1 MB on its disk, then start again</source>
        <translation>Mach auf seinem Datenträger %1 MB frei und starte noch einmal</translation>
    </message>
    <message>
        <source>%1 is damaged, and what can be read of it cannot be saved (%2); nothing was changed</source>
        <translation>%1 ist beschädigt, und was sich lesen lässt, kann nicht gerettet werden (%2); nichts wurde geändert</translation>
    </message>
    <message>
        <source>Check the disk, then start again</source>
        <translation>Prüfe den Datenträger und starte noch einmal</translation>
    </message>
    <message>
        <source>The library is damaged; nothing was changed yet</source>
        <translation>Die Bibliothek ist beschädigt; noch wurde nichts geändert</translation>
    </message>
    <message>
        <source>The next start saves what can be read of it</source>
        <translation>Der nächste Start rettet, was sich lesen lässt</translation>
    </message>
    <message>
        <source>The library was damaged. %1 and %2 were saved</source>
        <translation>Die Bibliothek war beschädigt. Gerettet wurden %1 und %2</translation>
    </message>
    <message>
        <source>; %1 is read anew</source>
        <translation>; %1 wird neu gelesen</translation>
    </message>
    <message>
        <source>; %1 are read anew</source>
        <translation>; %1 werden neu gelesen</translation>
    </message>
    <message>
        <source>; %1 must be added again</source>
        <translation>; noch einmal hinzuzufügen: %1</translation>
    </message>
    <message>
        <source>The damaged file lies at %1; DocChat does not touch it again.</source>
        <translation>Die beschädigte Datei liegt unter %1; DocChat rührt sie nicht mehr an.</translation>
    </message>
    <message>
        <source>The data folder %1 cannot be used</source>
        <translation>Der Datenordner %1 ist nicht benutzbar</translation>
    </message>
    <message>
        <source>Give yourself permission to write there</source>
        <translation>Gib dir das Recht, dort zu schreiben</translation>
    </message>
    <message>
        <source>There is no room for a copy of %1, which is made before a newer DocChat changes it; nothing was changed</source>
        <translation>Es ist kein Platz für eine Kopie von %1, die gemacht wird, bevor ein neueres DocChat die Datei ändert; nichts wurde geändert</translation>
    </message>
    <message>
        <source>opened for reading only</source>
        <translation>nur zum Lesen geöffnet</translation>
    </message>
    <message>
        <source>The disk of %1 is full</source>
        <translation>Der Datenträger von %1 ist voll</translation>
    </message>
    <message>
        <source>%1 may not be written</source>
        <translation>%1 darf nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Give yourself permission to write it</source>
        <translation>Gib dir das Recht, sie zu schreiben</translation>
    </message>
    <message>
        <source>Check that the folder is there and may be written</source>
        <translation>Prüfe, ob der Ordner da ist und beschrieben werden darf</translation>
    </message>
    <message>
        <source>%1 is in use by another program</source>
        <translation>%1 wird von einem anderen Programm benutzt</translation>
    </message>
    <message>
        <source>Retry; if it happens again, report it</source>
        <translation>Wiederhole den Versuch; wenn es wieder geschieht, melde es</translation>
    </message>
    <message>
        <source>%1: DocChat ended %2 times while it was being read</source>
        <translation>%1: DocChat endete %2-mal, während die Datei gelesen wurde</translation>
    </message>
    <message>
        <source>%1 was interrupted</source>
        <translation>%1 wurde unterbrochen</translation>
    </message>
    <message>
        <source>It goes on at the next start</source>
        <translation>Beim nächsten Start geht es weiter</translation>
    </message>
    <message>
        <source>%1 was cancelled</source>
        <translation>%1 wurde abgebrochen</translation>
    </message>
    <message>
        <source>%1 cannot be read to its end</source>
        <translation>%1 lässt sich nicht bis zum Ende lesen</translation>
    </message>
    <message>
        <source>Save it from the mail, open it in its program, save it as .%1x and add that</source>
        <translation>Speichere sie aus der Mail, öffne sie in ihrem Programm, speichere sie als .%1x und füge das hinzu</translation>
    </message>
    <message>
        <source>, or install LibreOffice, which reads it</source>
        <translation>, oder installiere LibreOffice, das sie liest</translation>
    </message>
    <message>
        <source>, or allow LibreOffice to read it in File → Settings…</source>
        <translation>, oder erlaube LibreOffice unter Datei → Einstellungen …, sie zu lesen</translation>
    </message>
    <message>
        <source>%1: only LibreOffice reads .%2 files</source>
        <translation>%1: nur LibreOffice liest .%2-Dateien</translation>
    </message>
    <message>
        <source>Read it with OCR</source>
        <translation>Lies es mit OCR</translation>
    </message>
    <message>
        <source>%1: no text is in it</source>
        <translation>%1: es steht kein Text darin</translation>
    </message>
    <message>
        <source>%1: no text, its pages are scans or pictures</source>
        <translation>%1: kein Text, die Seiten sind Scans oder Bilder</translation>
    </message>
    <message>
        <source>%1: page %2 is a scan or a picture, without text</source>
        <translation>%1: Seite %2 ist ein Scan oder ein Bild, ohne Text</translation>
    </message>
    <message>
        <source>%1: pages %2 are scans or pictures, without text</source>
        <translation>%1: Seiten %2 sind Scans oder Bilder, ohne Text</translation>
    </message>
    <message>
        <source>%1: %2 of its attachments are too many or lie too deep</source>
        <translation>%1: Anhänge, die zu viele sind oder zu tief liegen: %2</translation>
    </message>
    <message>
        <source>Save them from the mail and add those</source>
        <translation>Speichere sie aus der Mail und füge sie so hinzu</translation>
    </message>
    <message>
        <source>%1 is no longer in %2</source>
        <translation>%1 ist nicht mehr in %2</translation>
    </message>
    <message>
        <source>Add %1 again</source>
        <translation>Füge %1 noch einmal hinzu</translation>
    </message>
    <message>
        <source>It reads otherwise than before</source>
        <translation>Es liest sich anders als zuvor</translation>
    </message>
    <message>
        <source>%1: goes on by itself in %2 s</source>
        <translation>%1: geht in %2 s von selbst weiter</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>section “%1”</source>
        <translation>Abschnitt „%1“</translation>
    </message>
    <message>
        <source>part %1</source>
        <translation>Teil %1</translation>
    </message>
    <message>
        <source>%1 · in %2</source>
        <translation>%1 · in %2</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s</source>
        <translation>%1 antwortete nicht binnen %2 s</translation>
    </message>
    <message>
        <source>Check that the server is running and not overloaded, then retry</source>
        <translation>Prüfe, ob der Server läuft und nicht überlastet ist, und wiederhole den Versuch</translation>
    </message>
    <message>
        <source>%1 sent more than %2 MiB</source>
        <translation>%1 hat mehr als %2 MiB geschickt</translation>
    </message>
    <message>
        <source>Check the server&apos;s address and model</source>
        <translation>Prüfe Adresse und Modell des Servers</translation>
    </message>
    <message>
        <source>%1 redirects to another address (%2), which is not followed</source>
        <translation>%1 leitet an eine andere Adresse weiter (%2); dem wird nicht gefolgt</translation>
    </message>
    <message>
        <source>Enter the server&apos;s final address</source>
        <translation>Gib die endgültige Adresse des Servers ein</translation>
    </message>
    <message>
        <source>%1 failed (%2)</source>
        <translation>%1 meldet einen Fehler (%2)</translation>
    </message>
    <message>
        <source>Retry; if it stays, look at the server&apos;s log</source>
        <translation>Wiederhole den Versuch; wenn es bleibt, sieh ins Protokoll des Servers</translation>
    </message>
    <message>
        <source>Start the server or correct its address, then retry</source>
        <translation>Starte den Server oder berichtige seine Adresse und wiederhole den Versuch</translation>
    </message>
    <message>
        <source>The header %1 for %2 holds a line break or another control character</source>
        <translation>Der Header %1 für %2 enthält einen Zeilenumbruch oder ein anderes Steuerzeichen</translation>
    </message>
    <message>
        <source>Check the key: it must be one line</source>
        <translation>Prüfe den Schlüssel: er muss eine einzige Zeile sein</translation>
    </message>
    <message>
        <source>%1 is not asked while offline</source>
        <translation>%1 wird offline nicht gefragt</translation>
    </message>
    <message>
        <source>Leave offline work first, or use a model on this computer</source>
        <translation>Beende zuerst das Offline-Arbeiten oder benutze ein Modell auf diesem Computer</translation>
    </message>
    <message>
        <source>%1 is not an address of %2</source>
        <translation>%1 ist keine Adresse von %2</translation>
    </message>
    <message>
        <source>Use an http:// or https:// address</source>
        <translation>Benutze eine Adresse mit http:// oder https://</translation>
    </message>
    <message>
        <source>sent a piece of the answer that is no JSON</source>
        <translation>hat ein Stück der Antwort geschickt, das kein JSON ist</translation>
    </message>
    <message>
        <source>sent a line without end</source>
        <translation>hat eine Zeile ohne Ende geschickt</translation>
    </message>
    <message>
        <source>sent a vector that is empty, all zero or holds what is no number</source>
        <translation>hat einen Vektor geschickt, der leer ist, nur aus Nullen besteht oder etwas enthält, das keine Zahl ist</translation>
    </message>
    <message>
        <source>sent more vectors than there were texts</source>
        <translation>hat mehr Vektoren geschickt, als es Texte waren</translation>
    </message>
    <message>
        <source>sent %1 usable vectors for %2 texts</source>
        <translation>hat %1 brauchbare Vektoren für %2 Texte geschickt</translation>
    </message>
    <message>
        <source>sent vectors of different dimensions at once</source>
        <translation>hat Vektoren verschiedener Dimensionen auf einmal geschickt</translation>
    </message>
    <message>
        <source>“%1” is no kind of server that DocChat knows</source>
        <translation>„%1“ ist keine Art von Server, die DocChat kennt</translation>
    </message>
    <message>
        <source>Choose one of: %1</source>
        <translation>Wähle eine davon: %1</translation>
    </message>
    <message>
        <source>Nothing was sent to %1</source>
        <translation>Nichts wurde an %1 gesendet</translation>
    </message>
    <message>
        <source>Ask again for quotes, or choose the model anew</source>
        <translation>Frag noch einmal, um Zitate zu bekommen, oder wähle das Modell neu</translation>
    </message>
    <message>
        <source>The model %1 is not there</source>
        <translation>Das Modell %1 ist nicht da</translation>
    </message>
    <message>
        <source>Put it back, or choose another .gguf file</source>
        <translation>Leg sie zurück oder wähle eine andere .gguf-Datei</translation>
    </message>
    <message>
        <source>Allow yourself to read it, or choose another .gguf file</source>
        <translation>Erlaube dir, sie zu lesen, oder wähle eine andere .gguf-Datei</translation>
    </message>
    <message>
        <source>%1 is no GGUF file</source>
        <translation>%1 ist keine GGUF-Datei</translation>
    </message>
    <message>
        <source>Choose a model in the GGUF format; a download that broke off has to be fetched again</source>
        <translation>Wähle ein Modell im GGUF-Format; ein abgebrochener Download muss noch einmal geholt werden</translation>
    </message>
    <message>
        <source>llama-server is not found on this computer</source>
        <translation>llama-server wurde auf diesem Computer nicht gefunden</translation>
    </message>
    <message>
        <source>%1 is no program</source>
        <translation>%1 ist kein Programm</translation>
    </message>
    <message>
        <source>Install llama.cpp&apos;s llama-server, or say where it is: open the .gguf file in DocChat, or docchat-cli provider add NAME --gguf FILE --llama-server PATH</source>
        <translation>Installiere llama-server von llama.cpp oder sag, wo es liegt: öffne die .gguf-Datei in DocChat, oder docchat-cli provider add NAME --gguf FILE --llama-server PATH</translation>
    </message>
    <message>
        <source>%1 wrote nothing</source>
        <translation>%1 schrieb nichts</translation>
    </message>
    <message>
        <source>Ask again, or use another model</source>
        <translation>Frag noch einmal oder benutze ein anderes Modell</translation>
    </message>
    <message>
        <source>; and in its place: %1</source>
        <translation>; und an seiner Stelle: %1</translation>
    </message>
    <message>
        <source>The keychain of this computer cannot be used: %1</source>
        <translation>Der Schlüsselbund dieses Computers ist nicht benutzbar: %1</translation>
    </message>
    <message>
        <source>Unlock it and try again, or name an environment variable that holds the key</source>
        <translation>Entsperre ihn und versuch es noch einmal, oder nenne eine Umgebungsvariable, die den Schlüssel enthält</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>er antwortet nicht</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>es gibt keinen</translation>
    </message>
    <message>
        <source>The key holds a line break or another control character</source>
        <translation>Der Schlüssel enthält einen Zeilenumbruch oder ein anderes Steuerzeichen</translation>
    </message>
    <message>
        <source>Copy the key again, without what stands around it</source>
        <translation>Kopiere den Schlüssel noch einmal, ohne das, was um ihn herum steht</translation>
    </message>
    <message>
        <source>There is no free port for llama-server</source>
        <translation>Es gibt keinen freien Port für llama-server</translation>
    </message>
    <message>
        <source>Close some programs, then retry</source>
        <translation>Schließe einige Programme und wiederhole den Versuch</translation>
    </message>
    <message>
        <source>Another user&apos;s program listens in llama-server&apos;s place</source>
        <translation>An der Stelle von llama-server lauscht das Programm eines anderen Benutzers</translation>
    </message>
    <message>
        <source>Retry: another port is taken then</source>
        <translation>Wiederhole den Versuch: dann wird ein anderer Port genommen</translation>
    </message>
    <message>
        <source>This llama-server would answer anybody on this computer: it does not ask for the key</source>
        <translation>Dieses llama-server würde jedem auf diesem Computer antworten: es fragt nicht nach dem Schlüssel</translation>
    </message>
    <message>
        <source>Install a newer llama-server</source>
        <translation>Installiere ein neueres llama-server</translation>
    </message>
    <message>
        <source>llama-server has not loaded %1 within %2 s%3</source>
        <translation>llama-server hat %1 nicht binnen %2 s geladen%3</translation>
    </message>
    <message>
        <source>Retry, or choose a smaller model</source>
        <translation>Wiederhole den Versuch oder wähle ein kleineres Modell</translation>
    </message>
    <message>
        <source>%1 could not be started: %2</source>
        <translation>%1 ließ sich nicht starten: %2</translation>
    </message>
    <message>
        <source>Check that it is llama.cpp&apos;s llama-server, or install that anew</source>
        <translation>Prüfe, ob es llama-server von llama.cpp ist, oder installiere das neu</translation>
    </message>
    <message>
        <source>llama-server, which runs %1, has ended%2</source>
        <translation>llama-server, das %1 ausführt, hat sich beendet%2</translation>
    </message>
    <message>
        <source>Retry; if it stays, choose a smaller model or a newer llama-server</source>
        <translation>Wiederhole den Versuch; wenn es bleibt, wähle ein kleineres Modell oder ein neueres llama-server</translation>
    </message>
    <message>
        <source>Get it there by: ollama pull %1, or choose another model</source>
        <translation>Hol es dort mit: ollama pull %1, oder wähle ein anderes Modell</translation>
    </message>
    <message>
        <source>cannot read all of this at once by “%1” (%2 tokens)</source>
        <translation>kann das nicht alles auf einmal mit „%1“ lesen (%2 Tokens)</translation>
    </message>
    <message>
        <source>Ask about less at once, or choose a model that reads more</source>
        <translation>Frag nach weniger auf einmal oder wähle ein Modell, das mehr liest</translation>
    </message>
    <message>
        <source>%1 stopped getting “%2” before it was whole</source>
        <translation>%1 hörte auf, „%2“ zu holen, bevor es vollständig war</translation>
    </message>
    <message>
        <source>Retry: it goes on where it stopped</source>
        <translation>Wiederhole den Versuch: es geht weiter, wo es aufhörte</translation>
    </message>
    <message>
        <source>Check the model&apos;s name and the server&apos;s address; Test lists its models</source>
        <translation>Prüfe den Namen des Modells und die Adresse des Servers; „Testen“ nennt seine Modelle</translation>
    </message>
    <message>
        <source>less than $0.01</source>
        <translation>weniger als 0,01 $</translation>
    </message>
    <message>
        <source>about $%1</source>
        <translation>etwa %1 $</translation>
    </message>
    <message>
        <source>by list prices of June 2026, which may have changed</source>
        <translation>nach Listenpreisen vom Juni 2026, die sich geändert haben können</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>does not have the model “%1”, or nothing at this address</source>
        <translation>hat das Modell „%1“ nicht, oder nichts unter dieser Adresse</translation>
    </message>
    <message>
        <source>says the text is longer than “%1” reads at once</source>
        <translation>sagt, der Text ist länger, als „%1“ auf einmal liest</translation>
    </message>
    <message>
        <source>found the request too large</source>
        <translation>fand die Anfrage zu groß</translation>
    </message>
    <message>
        <source>Allow larger requests in the server&apos;s settings, or choose another server</source>
        <translation>Erlaube in den Einstellungen des Servers größere Anfragen oder wähle einen anderen Server</translation>
    </message>
    <message>
        <source>says that its quota or credit is used up</source>
        <translation>sagt, dass sein Kontingent oder Guthaben aufgebraucht ist</translation>
    </message>
    <message>
        <source>Add credit there, or choose another model</source>
        <translation>Lade dort Guthaben auf oder wähle ein anderes Modell</translation>
    </message>
    <message>
        <source>It asks to wait %1; retry then</source>
        <translation>Er bittet, %1 zu warten; wiederhole den Versuch dann</translation>
    </message>
    <message>
        <source>stopped with: %1</source>
        <translation>brach ab mit: %1</translation>
    </message>
    <message>
        <source>an error without a message</source>
        <translation>ein Fehler ohne Meldung</translation>
    </message>
    <message>
        <source>sent an empty answer without %1</source>
        <translation>hat eine leere Antwort ohne %1 geschickt</translation>
    </message>
    <message>
        <source>answers with a web page, not with %1</source>
        <translation>antwortet mit einer Webseite, nicht mit %1</translation>
    </message>
    <message>
        <source>Check the server&apos;s address: often it ends in /v1, or has a port</source>
        <translation>Prüfe die Adresse des Servers: oft endet sie auf /v1 oder hat einen Port</translation>
    </message>
    <message>
        <source>sent an answer that holds no %1</source>
        <translation>hat eine Antwort geschickt, in der dies fehlt: %1</translation>
    </message>
    <message>
        <source>Check that the model is one for this use, then retry</source>
        <translation>Prüfe, ob das Modell für diesen Zweck gemacht ist, und wiederhole den Versuch</translation>
    </message>
    <message>
        <source>sent vectors of %1 numbers by “%2”, not of %3</source>
        <translation>hat Vektoren aus %1 Zahlen mit „%2“ geschickt, nicht aus %3</translation>
    </message>
    <message>
        <source>If the model was replaced there, choose it anew in the settings</source>
        <translation>Wenn das Modell dort ersetzt wurde, wähle es in den Einstellungen neu</translation>
    </message>
    <message>
        <source>%1 ended the answer before it was whole</source>
        <translation>%1 beendete die Antwort, bevor sie vollständig war</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>it is encrypted in a way that cannot be read: </source>
        <translation>es ist auf eine Weise verschlüsselt, die nicht gelesen werden kann: </translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>it is damaged: %1 of %2 pages could be read</source>
        <translation>es ist beschädigt: %1 von %2 Seiten konnten gelesen werden</translation>
    </message>
    <message>
        <source>refused the request (400)</source>
        <translation>hat die Anfrage abgelehnt (400)</translation>
    </message>
    <message>
        <source>Check the model&apos;s name and limits</source>
        <translation>Prüfe den Namen und die Grenzen des Modells</translation>
    </message>
    <message>
        <source>refused the key (401)</source>
        <translation>hat den Schlüssel abgelehnt (401)</translation>
    </message>
    <message>
        <source>Set the right key for this server</source>
        <translation>Gib den richtigen Schlüssel für diesen Server an</translation>
    </message>
    <message>
        <source>denied access (403)</source>
        <translation>hat den Zugriff verweigert (403)</translation>
    </message>
    <message>
        <source>Check what the key may be used for</source>
        <translation>Prüfe, wofür der Schlüssel gilt</translation>
    </message>
    <message>
        <source>does not know this address or model (404)</source>
        <translation>kennt diese Adresse oder dieses Modell nicht (404)</translation>
    </message>
    <message>
        <source>Check the server&apos;s address and the model&apos;s name</source>
        <translation>Prüfe die Adresse des Servers und den Namen des Modells</translation>
    </message>
    <message>
        <source>gave up waiting (408)</source>
        <translation>hat nicht länger gewartet (408)</translation>
    </message>
    <message>
        <source>found the request too large (413)</source>
        <translation>fand die Anfrage zu groß (413)</translation>
    </message>
    <message>
        <source>Use smaller batches</source>
        <translation>Nimm kleinere Pakete</translation>
    </message>
    <message>
        <source>is busy (429)</source>
        <translation>ist ausgelastet (429)</translation>
    </message>
    <message>
        <source>Wait a little, then retry</source>
        <translation>Warte etwas und wiederhole dann den Versuch</translation>
    </message>
    <message>
        <source>Check the server&apos;s address and the network, then retry</source>
        <translation>Prüfe die Adresse des Servers und das Netz und wiederhole dann den Versuch</translation>
    </message>
    <message>
        <source>Check the proxy settings of this computer</source>
        <translation>Prüfe die Proxy-Einstellungen dieses Computers</translation>
    </message>
    <message>
        <source>Check the server&apos;s certificate and this computer&apos;s clock</source>
        <translation>Prüfe das Zertifikat des Servers und die Uhr dieses Computers</translation>
    </message>
    <message>
        <source>The name in %1 is not known</source>
        <translation>Der Name in %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>The proxy does not let through to %1: %2</source>
        <translation>Der Proxy lässt nicht zu %1 durch: %2</translation>
    </message>
    <message>
        <source>No secure connection to %1: %2</source>
        <translation>Keine sichere Verbindung zu %1: %2</translation>
    </message>
    <message>
        <source>%1 closed the connection before its answer was whole</source>
        <translation>%1 hat die Verbindung geschlossen, bevor die Antwort vollständig war</translation>
    </message>
    <message>
        <source>%1 closed the connection before the request was whole</source>
        <translation>%1 hat die Verbindung geschlossen, bevor die Anfrage vollständig war</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak HTTP: %2</source>
        <translation>Was bei %1 antwortet, spricht kein HTTP: %2</translation>
    </message>
    <message>
        <source>%1 sent an answer that cannot be unpacked: %2</source>
        <translation>%1 hat eine Antwort geschickt, die sich nicht entpacken lässt: %2</translation>
    </message>
    <message>
        <source>Nothing answers at %1</source>
        <translation>Bei %1 antwortet nichts</translation>
    </message>
    <message>
        <source>The connection to %1 failed: %2</source>
        <translation>Die Verbindung zu %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>list of models</source>
        <translation>Modellliste</translation>
    </message>
    <message>
        <source>%1 is not a folder</source>
        <translation>%1 ist kein Ordner</translation>
    </message>
    <message>
        <source>Choose a folder that can be opened</source>
        <translation>Wähle einen Ordner, der sich öffnen lässt</translation>
    </message>
    <message>
        <source>What is added there is read by itself</source>
        <translation>Was dort hinzukommt, wird von selbst gelesen</translation>
    </message>
    <message>
        <source>The folder %1 is not there</source>
        <translation>Der Ordner %1 ist nicht da</translation>
    </message>
    <message>
        <source>Connect its drive, or look where it was moved</source>
        <translation>Schließe sein Laufwerk an, oder sieh nach, wohin er verschoben wurde</translation>
    </message>
    <message>
        <source>The folder %1 cannot be read: %2</source>
        <translation>Der Ordner %1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Give yourself permission to read it, or check its drive</source>
        <translation>Gib dir das Recht, ihn zu lesen, oder prüfe sein Laufwerk</translation>
    </message>
    <message>
        <source>%1 is watched already, as a part of %2</source>
        <translation>%1 wird schon überwacht, als Teil von %2</translation>
    </message>
    <message>
        <source>The folder %1 holds none of its documents, as without its drive. Connect the drive</source>
        <translation>Der Ordner %1 enthält keines seiner Dokumente, wie ohne sein Laufwerk. Schließe das Laufwerk an</translation>
    </message>
    <message>
        <source>Nothing can be written in %1</source>
        <translation>In %1 kann nichts geschrieben werden</translation>
    </message>
    <message>
        <source>Free some room on its disk, or give yourself permission to write there</source>
        <translation>Schaffe Platz auf dem Datenträger oder gib dir das Recht, dort zu schreiben</translation>
    </message>
    <message>
        <source>Another program uses the library in %1 and does not answer</source>
        <translation>Ein anderes Programm benutzt die Bibliothek in %1 und antwortet nicht</translation>
    </message>
    <message>
        <source>Close it, or choose another data folder</source>
        <translation>Schließe es oder wähle einen anderen Datenordner</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2</source>
        <translation>%1 kann nicht angelegt werden: %2</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>Wähle einen anderen Ordner</translation>
    </message>
    <message>
        <source>Free some room</source>
        <translation>Schaffe Platz</translation>
    </message>
    <message>
        <source>Close that program</source>
        <translation>Schließe jenes Programm</translation>
    </message>
    <message>
        <source>The drive of the folder %1 does not answer</source>
        <translation>Das Laufwerk des Ordners %1 antwortet nicht</translation>
    </message>
    <message>
        <source>Check its connection; once it answers it goes on by itself</source>
        <translation>Prüfe seine Verbindung; sobald es antwortet, geht es von selbst weiter</translation>
    </message>
    <message>
        <source>Waiting for the disk: %1. It goes on by itself</source>
        <translation>Wartet auf den Datenträger: %1. Es geht von selbst weiter</translation>
    </message>
    <message>
        <source>This computer has no memory left for a request to %1</source>
        <translation>Dieser Computer hat keinen Speicher mehr für eine Anfrage an %1</translation>
    </message>
    <message>
        <source>There is no memory to read %1</source>
        <translation>Zum Lesen von %1 fehlt der Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Choose a document of the library</source>
        <translation>Wähle ein Dokument der Bibliothek</translation>
    </message>
    <message>
        <source>%1 has changed since it was read</source>
        <translation>%1 wurde geändert, seit es gelesen wurde</translation>
    </message>
    <message>
        <source>Add it again, so that its copy is what is cited</source>
        <translation>Füge es noch einmal hinzu, damit die Kopie ist, was zitiert wird</translation>
    </message>
    <message>
        <source>Keep a copy of it again</source>
        <translation>Behalte noch einmal eine Kopie davon</translation>
    </message>
    <message>
        <source>The copy of %1 in the library is damaged</source>
        <translation>Die Kopie von %1 in der Bibliothek ist beschädigt</translation>
    </message>
    <message>
        <source>No copy of %1 is kept</source>
        <translation>Von %1 wird keine Kopie behalten</translation>
    </message>
    <message>
        <source>There is no document %1</source>
        <translation>Es gibt kein Dokument %1</translation>
    </message>
    <message>
        <source>%1 was replaced, or its copy dropped, meanwhile</source>
        <translation>%1 wurde inzwischen ersetzt, oder die Kopie gelöscht</translation>
    </message>
    <message>
        <source>Drop the copy and keep it again, or restore a backup of the library</source>
        <translation>Lösche die Kopie und behalte sie neu, oder stelle eine Sicherung der Bibliothek wieder her</translation>
    </message>
    <message>
        <source>Free %1 MB there</source>
        <translation>Gib dort %1 MB frei</translation>
    </message>
    <message>
        <source>Choose a folder that is there, with room, and that you may write to</source>
        <translation>Wähle einen Ordner, den es gibt, mit Platz, in den du schreiben darfst</translation>
    </message>
    <message>
        <source>%1 is a part of %2, whose copy can be kept</source>
        <translation>%1 ist ein Teil von %2; davon kann eine Kopie behalten werden</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ActivityPane</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alle anhalten</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>Alle fortsetzen</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Nichts läuft.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::AnswerStyleDialog</name>
    <message>
        <source>Answer style</source>
        <translation>Antwortstil</translation>
    </message>
    <message>
        <source>For this chat</source>
        <translation>Für diesen Chat</translation>
    </message>
    <message>
        <source>For “%1”</source>
        <translation>Für „%1“</translation>
    </message>
    <message>
        <source>For all chats</source>
        <translation>Für alle Chats</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>“Begin with the result. Use tables for figures.”</source>
        <translation>„Beginne mit dem Ergebnis. Nimm Tabellen für Zahlen.“</translation>
    </message>
    <message>
        <source>Instructions for the model</source>
        <translation>Anweisungen für das Modell</translation>
    </message>
    <message>
        <source>Only the first %1 characters are used.</source>
        <translation>Nur die ersten %1 Zeichen werden benutzt.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Without a model, answers are quotes: a length says how many, the rest changes nothing. Every answer names its sources, whatever is said here.</source>
        <translation>Ohne Modell sind Antworten Zitate: die Länge sagt, wie viele, der Rest ändert nichts. Jede Antwort nennt ihre Quellen, was auch immer hier steht.</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Choose or name one</source>
        <translation>Wähle oder benenne eine</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>Vorlage speichern</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation>Diese Vorlage löschen</translation>
    </message>
    <message>
        <source>As in the collection (%1)</source>
        <translation>Wie in der Sammlung (%1)</translation>
    </message>
    <message>
        <source>As in all chats (%1)</source>
        <translation>Wie in allen Chats (%1)</translation>
    </message>
    <message>
        <source>as the question</source>
        <translation>wie die Frage</translation>
    </message>
    <message>
        <source>As the question</source>
        <translation>Wie die Frage</translation>
    </message>
</context>
<context>
    <name>docchat::ui::AnswerText</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation>Diesen Code kopieren</translation>
    </message>
</context>
<context>
    <name>docchat::ui::AnswerView</name>
    <message>
        <source>Continue</source>
        <translation>Weiterschreiben</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy with source</source>
        <translation>Mit Quelle kopieren</translation>
    </message>
    <message>
        <source>Writes on where this answer stops</source>
        <translation>Schreibt weiter, wo diese Antwort aufhört</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>Neu erzeugen</translation>
    </message>
    <message>
        <source>All passages</source>
        <translation>Alle Textstellen</translation>
    </message>
    <message>
        <source>Lists every passage with the words of the question</source>
        <translation>Listet jede Textstelle mit den Wörtern der Frage</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <source>Shows what went to a model for this answer, word for word</source>
        <translation>Zeigt Wort für Wort, was für diese Antwort an ein Modell ging</translation>
    </message>
    <message>
        <source>Looking through the documents…</source>
        <translation>Die Dokumente werden durchgesehen …</translation>
    </message>
    <message>
        <source>writing…</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>Written by %1</source>
        <translation>Geschrieben von %1</translation>
    </message>
    <message>
        <source>  ✓ found in source</source>
        <translation>  ✓ in der Quelle gefunden</translation>
    </message>
    <message>
        <source>  not found in source</source>
        <translation>  nicht in der Quelle gefunden</translation>
    </message>
    <message>
        <source>The passage</source>
        <translation>Textstelle</translation>
    </message>
    <message>
        <source>All %1 passages</source>
        <translation>Alle %1 Textstellen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Merken</translation>
    </message>
    <message>
        <source>Keeps the answer in the notes</source>
        <translation>Hält die Antwort in den Notizen fest</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>Antwort: %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::Bubble</name>
    <message>
        <source>Question: %1</source>
        <translation>Frage: %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ChatBar</name>
    <message>
        <source>How answers are written: instructions, length, language</source>
        <translation>Wie Antworten geschrieben werden: Anweisungen, Länge, Sprache</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ChatDelegate</name>
    <message>
        <source>Title of the chat</source>
        <translation>Titel des Chats</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ChatList</name>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Search chats (Ctrl+Shift+K)</source>
        <translation>Chats suchen (Strg+Umschalt+K)</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>Chats durchsuchen</translation>
    </message>
    <message>
        <source>No chat has these words.</source>
        <translation>Kein Chat enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>its title</source>
        <translation>sein Titel</translation>
    </message>
    <message>
        <source>The chat is deleted</source>
        <translation>Der Chat ist gelöscht</translation>
    </message>
    <message>
        <source>%1 chats are deleted</source>
        <translation>%1 Chats sind gelöscht</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>Umbenennen (F2)</translation>
    </message>
    <message>
        <source>Export as Markdown…</source>
        <translation>Als Markdown exportieren …</translation>
    </message>
    <message>
        <source>Export as PDF…</source>
        <translation>Als PDF exportieren …</translation>
    </message>
    <message>
        <source>Delete this chat</source>
        <translation>Diesen Chat löschen</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ChatPane</name>
    <message>
        <source>Show earlier messages</source>
        <translation>Frühere Nachrichten zeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Another version of an earlier question; that one is kept</source>
        <translation>Eine andere Fassung einer früheren Frage; jene bleibt erhalten</translation>
    </message>
</context>
<context>
    <name>docchat::ui::CollectionSwitch</name>
    <message>
        <source>All documents</source>
        <translation>Alle Dokumente</translation>
    </message>
    <message>
        <source>Collection: %1</source>
        <translation>Sammlung: %1</translation>
    </message>
    <message>
        <source>Choose a collection</source>
        <translation>Sammlung wählen</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Neue Sammlung …</translation>
    </message>
    <message>
        <source>Rename this collection…</source>
        <translation>Diese Sammlung umbenennen …</translation>
    </message>
    <message>
        <source>Remove this collection…</source>
        <translation>Diese Sammlung entfernen …</translation>
    </message>
    <message>
        <source>Add to “%1”</source>
        <translation>Zu „%1“ hinzufügen</translation>
    </message>
    <message>
        <source>Add to a new collection…</source>
        <translation>Zu einer neuen Sammlung hinzufügen …</translation>
    </message>
</context>
<context>
    <name>docchat::ui::CommandPalette</name>
    <message>
        <source>Find anything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Nothing has these words.</source>
        <translation>Nichts enthält diese Wörter.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::Composer</name>
    <message>
        <source>@ Name a document</source>
        <translation>@ Dokument nennen</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Answers the question</source>
        <translation>Beantwortet die Frage</translation>
    </message>
    <message>
        <source>Lists every passage with the words (Ctrl+Shift+P)</source>
        <translation>Listet jede Textstelle mit den Wörtern (Strg+Umschalt+P)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>Search your documents…</source>
        <translation>Durchsuche deine Dokumente …</translation>
    </message>
    <message>
        <source>Ask about your documents…</source>
        <translation>Frag deine Dokumente …</translation>
    </message>
    <message>
        <source>Words to search for</source>
        <translation>Wörter, nach denen gesucht wird</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Enter goes to the passages · Esc to the chat</source>
        <translation>Eingabe geht zu den Textstellen · Esc zum Chat</translation>
    </message>
    <message>
        <source>Esc: back to the chat</source>
        <translation>Esc: zurück zum Chat</translation>
    </message>
    <message>
        <source>Enter sends · Shift+Enter new line</source>
        <translation>Eingabe sendet · Umschalt+Eingabe neue Zeile</translation>
    </message>
    <message>
        <source>Shift+Enter: new line</source>
        <translation>Umschalt+Eingabe: neue Zeile</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ComposerText</name>
    <message>
        <source>Ask about your documents…</source>
        <translation>Frag deine Dokumente …</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ContentsPanel</name>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Sections of the document</source>
        <translation>Abschnitte des Dokuments</translation>
    </message>
    <message>
        <source>No headings in it</source>
        <translation>Keine Überschriften darin</translation>
    </message>
</context>
<context>
    <name>docchat::ui::FilterChips</name>
    <message>
        <source>1 document</source>
        <translation>1 Dokument</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>%1 Dokumente</translation>
    </message>
    <message>
        <source>%1 ticked: ask all documents instead</source>
        <translation>%1 angehakt: stattdessen alle Dokumente fragen</translation>
    </message>
    <message>
        <source>Remove the filter %1</source>
        <translation>Filter %1 entfernen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>docchat::ui::FoldersDialog</name>
    <message>
        <source>What is added to these folders or changed in them is read by itself. What is deleted there leaves the library, and can be brought back for ten seconds. A folder that cannot be reached loses nothing.</source>
        <translation>Was in diesen Ordnern hinzukommt oder sich ändert, wird von selbst gelesen. Was dort gelöscht wird, verlässt die Bibliothek und lässt sich zehn Sekunden lang zurückholen. Ein Ordner, der nicht erreichbar ist, verliert nichts.</translation>
    </message>
    <message>
        <source>Look through them now</source>
        <translation>Jetzt durchsehen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show %1 in the file manager</source>
        <translation>%1 im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>No folder is watched yet.</source>
        <translation>Noch wird kein Ordner überwacht.</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner überwachen …</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Nicht mehr überwachen</translation>
    </message>
    <message>
        <source>Stop watching %1</source>
        <translation>%1 nicht mehr überwachen</translation>
    </message>
</context>
<context>
    <name>docchat::ui::GettingModelDialog</name>
    <message>
        <source>Getting a model</source>
        <translation>Ein Modell bekommen</translation>
    </message>
    <message>
        <source>A model on %1</source>
        <translation>Ein Modell auf %1</translation>
    </message>
    <message>
        <source>None is needed: without a model, answers are quoted. A model on this computer sends nothing away.</source>
        <translation>Keines ist nötig: ohne Modell wird zitiert. Ein Modell auf diesem Computer sendet nichts weg.</translation>
    </message>
    <message>
        <source>Choose a .gguf…</source>
        <translation>.gguf wählen …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>docchat::ui::GgufSheet</name>
    <message>
        <source>A model</source>
        <translation>Ein Modell</translation>
    </message>
    <message>
        <source>Use %1 to write answers?</source>
        <translation>%1 zum Schreiben von Antworten benutzen?</translation>
    </message>
    <message>
        <source>It is %1 large and runs on this computer; nothing leaves it.</source>
        <translation>Es ist %1 groß und läuft auf diesem Computer; nichts verlässt ihn.</translation>
    </message>
    <message>
        <source>llama-server, which runs it, is not found on this computer.</source>
        <translation>llama-server, das es ausführt, wurde auf diesem Computer nicht gefunden.</translation>
    </message>
    <message>
        <source>Get llama.cpp for your system: github.com/ggml-org/llama.cpp, Releases.</source>
        <translation>Hol llama.cpp für dein System: github.com/ggml-org/llama.cpp, Releases.</translation>
    </message>
    <message>
        <source>Unpack it into a folder of your own, such as ~/llama.cpp.</source>
        <translation>Entpacke es in einen eigenen Ordner, etwa ~/llama.cpp.</translation>
    </message>
    <message>
        <source>Choose the file llama-server in it.</source>
        <translation>Wähle darin die Datei llama-server.</translation>
    </message>
    <message>
        <source>Choose llama-server…</source>
        <translation>llama-server wählen …</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>Von %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::JobRow</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>It took %1 s</source>
        <translation>Es dauerte %1 s</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>docchat::ui::LibraryPane</name>
    <message>
        <source>Add documents</source>
        <translation>Dokumente hinzufügen</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner …</translation>
    </message>
    <message>
        <source>Filter (Ctrl+Shift+F)</source>
        <translation>Filter (Strg+Umschalt+F)</translation>
    </message>
    <message>
        <source>Filter documents</source>
        <translation>Dokumente filtern</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>In which order the documents are listed</source>
        <translation>In welcher Reihenfolge die Dokumente stehen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Order of the documents: %1</source>
        <translation>Reihenfolge der Dokumente: %1</translation>
    </message>
    <message>
        <source>The document was removed.</source>
        <translation>Das Dokument wurde entfernt.</translation>
    </message>
    <message>
        <source>%1 documents were removed.</source>
        <translation>%1 Dokumente wurden entfernt.</translation>
    </message>
    <message>
        <source>Nothing is in this collection yet. Drop files here, or add documents by their menu in All documents.</source>
        <translation>In dieser Sammlung ist noch nichts. Leg Dateien hier ab oder füge Dokumente über ihr Menü in „Alle Dokumente“ hinzu.</translation>
    </message>
    <message>
        <source>Drop files or folders here
PDF, Office, e-books, mail, scans…</source>
        <translation>Dateien oder Ordner hier ablegen
PDF, Office, E-Books, Mail, Scans …</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Summarise</source>
        <translation>Zusammenfassen</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>Worum geht es?</translation>
    </message>
    <message>
        <source>List…</source>
        <translation>Auflisten …</translation>
    </message>
    <message>
        <source>Reads the whole document</source>
        <translation>Liest das ganze Dokument</translation>
    </message>
    <message>
        <source>Needs a model: File → Models…</source>
        <translation>Braucht ein Modell: Datei → Modelle …</translation>
    </message>
    <message>
        <source>Add to collection</source>
        <translation>Zur Sammlung hinzufügen</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Neue Sammlung …</translation>
    </message>
    <message>
        <source>Remove from this collection</source>
        <translation>Aus dieser Sammlung entfernen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Read with OCR</source>
        <translation>Mit OCR lesen</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren …</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>In seinem Ordner zeigen</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>Aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>Remove %1 documents from the library</source>
        <translation>%1 Dokumente aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>%1; order of the documents: %2</source>
        <translation>%1; Reihenfolge der Dokumente: %2</translation>
    </message>
    <message>
        <source>Added at any time</source>
        <translation>Irgendwann hinzugefügt</translation>
    </message>
    <message>
        <source>Title and author…</source>
        <translation>Titel und Autor …</translation>
    </message>
    <message>
        <source>By name, kind, state, or words of the text</source>
        <translation>Nach Name, Art, Zustand oder Wörtern des Textes</translation>
    </message>
    <message>
        <source>Keep a copy in the library</source>
        <translation>Eine Kopie in der Bibliothek behalten</translation>
    </message>
    <message>
        <source>Keep copies in the library</source>
        <translation>Kopien in der Bibliothek behalten</translation>
    </message>
    <message>
        <source>Save the copy as…</source>
        <translation>Kopie speichern unter…</translation>
    </message>
</context>
<context>
    <name>docchat::ui::MessageView</name>
    <message>
        <source>Edit</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Edit this question</source>
        <translation>Diese Frage ändern</translation>
    </message>
    <message>
        <source>Asks it in other words; this version is kept</source>
        <translation>Fragt mit anderen Worten; diese Fassung bleibt</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Model servers</source>
        <translation>Modellserver</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>No model server is set up. Answers are quoted from your documents.

Add one that runs on this computer, such as Ollama, LM Studio or llama-server, or one elsewhere with OpenAI&apos;s API. A .gguf file is dropped on the window.</source>
        <translation>Kein Modellserver ist eingerichtet. Antworten werden aus deinen Dokumenten zitiert.

Füge einen hinzu, der auf diesem Computer läuft, wie Ollama, LM Studio oder llama-server, oder einen anderswo mit der API von OpenAI. Eine .gguf-Datei wird auf dem Fenster abgelegt.</translation>
    </message>
    <message>
        <source>Use this server</source>
        <translation>Diesen Server benutzen</translation>
    </message>
    <message>
        <source>Who helps out when the first is silent</source>
        <translation>Wer einspringt, wenn der erste schweigt</translation>
    </message>
    <message>
        <source>Patience with the first</source>
        <translation>Geduld mit dem ersten</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>If the first does not answer, ask</source>
        <translation>Wenn der erste nicht antwortet, frag</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>New server</source>
        <translation>Neuer Server</translation>
    </message>
    <message>
        <source>● %1 · in use</source>
        <translation>● %1 · in Gebrauch</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemanden</translation>
    </message>
    <message>
        <source>A server needs a name.</source>
        <translation>Ein Server braucht einen Namen.</translation>
    </message>
    <message>
        <source>Two servers are called %1.</source>
        <translation>Zwei Server heißen %1.</translation>
    </message>
    <message>
        <source>%1 needs the path of a .gguf file.</source>
        <translation>%1 braucht den Pfad einer .gguf-Datei.</translation>
    </message>
    <message>
        <source>%1 needs an address that begins with http:// or https://.</source>
        <translation>%1 braucht eine Adresse, die mit http:// oder https:// beginnt.</translation>
    </message>
    <message>
        <source>%1 needs a model.</source>
        <translation>%1 braucht ein Modell.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::NoteCard</name>
    <message>
        <source>Write a note…</source>
        <translation>Notiz schreiben …</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Copy with source</source>
        <translation>Mit Quelle kopieren</translation>
    </message>
    <message>
        <source>Remove the note</source>
        <translation>Notiz entfernen</translation>
    </message>
    <message>
        <source>Note from %1</source>
        <translation>Notiz aus %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::NotesDialog</name>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>Neue Notiz</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Nothing is pinned yet. “Pin” below an answer, at a quote, or at the words selected in a document keeps it here with its source.</source>
        <translation>Noch ist nichts gemerkt. „Merken“ unter einer Antwort, bei einem Zitat oder bei markierten Wörtern eines Dokuments hält es hier mit seiner Quelle fest.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Notes of all documents</source>
        <translation>Notizen zu allen Dokumenten</translation>
    </message>
    <message>
        <source>Notes of “%1”</source>
        <translation>Notizen von „%1“</translation>
    </message>
    <message>
        <source>The note was removed.</source>
        <translation>Die Notiz wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::OfferCard</name>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>docchat::ui::OriginDialog</name>
    <message>
        <source>Title and author</source>
        <translation>Titel und Autor</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>“Copy with source” writes: %1</source>
        <translation>„Mit Quelle kopieren“ schreibt: %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::PageView</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Drawing page %1…</source>
        <translation>Seite %1 wird gezeichnet …</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ProgressSheet</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ProviderForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>My computer</source>
        <translation>Mein Computer</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>OpenAI-compatible</source>
        <translation>OpenAI-kompatibel</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>A .gguf file, run here</source>
        <translation>Eine .gguf-Datei, hier ausgeführt</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Key is in the variable</source>
        <translation>Schlüssel steht in der Variablen</translation>
    </message>
    <message>
        <source>OPENAI_API_KEY (may be empty)</source>
        <translation>OPENAI_API_KEY (darf leer sein)</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Schlüssel zeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>none (may be empty)</source>
        <translation>keiner (darf leer sein)</translation>
    </message>
    <message>
        <source>typed; type to replace it</source>
        <translation>eingetippt; zum Ersetzen tippen</translation>
    </message>
    <message>
        <source>in the keychain; type to replace it</source>
        <translation>im Schlüsselbund; zum Ersetzen tippen</translation>
    </message>
    <message>
        <source>Another address needs its own key: type it again.</source>
        <translation>Eine andere Adresse braucht ihren eigenen Schlüssel: tippe ihn noch einmal.</translation>
    </message>
    <message>
        <source>No keychain works here: the key is kept until DocChat ends.</source>
        <translation>Hier geht kein Schlüsselbund: der Schlüssel bleibt, bis DocChat endet.</translation>
    </message>
    <message>
        <source>Model for answers</source>
        <translation>Modell für Antworten</translation>
    </message>
    <message>
        <source>None: passages are quoted</source>
        <translation>Keines: Textstellen werden zitiert</translation>
    </message>
    <message>
        <source>Model for finding</source>
        <translation>Modell zum Finden</translation>
    </message>
    <message>
        <source>None: found by words alone</source>
        <translation>Keines: nur nach Wörtern gefunden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Get a model…</source>
        <translation>Ein Modell holen …</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>/home/me/models/qwen.gguf</source>
        <translation>/home/ich/modelle/qwen.gguf</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>The address begins with http:// or https://</source>
        <translation>Die Adresse beginnt mit http:// oder https://</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Asking %1 for its models…</source>
        <translation>%1 wird nach seinen Modellen gefragt …</translation>
    </message>
    <message>
        <source>The server has no models yet</source>
        <translation>Der Server hat noch keine Modelle</translation>
    </message>
    <message>
        <source>%1 to pick from</source>
        <translation>%1 zur Auswahl</translation>
    </message>
    <message>
        <source>Not asked to the end; a model&apos;s name can be typed.</source>
        <translation>Nicht zu Ende gefragt; der Name eines Modells lässt sich tippen.</translation>
    </message>
    <message>
        <source>%1 is there</source>
        <translation>%1 ist da</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Lists its models</source>
        <translation>Nennt seine Modelle</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antwortet</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>Findet</translation>
    </message>
</context>
<context>
    <name>docchat::ui::PullLine</name>
    <message>
        <source>Get a model</source>
        <translation>Ein Modell holen</translation>
    </message>
    <message>
        <source>Its name, such as qwen2.5:3b</source>
        <translation>Sein Name, etwa qwen2.5:3b</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>How far it has come</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>Asking for %1…</source>
        <translation>%1 wird angefordert …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ReadingPage</name>
    <message>
        <source>Text in pictures (OCR)</source>
        <translation>Text in Bildern (OCR)</translation>
    </message>
    <message>
        <source>Read scanned pages without asking</source>
        <translation>Gescannte Seiten lesen, ohne zu fragen</translation>
    </message>
    <message>
        <source>Takes one to three seconds a page. Otherwise it is offered where a document has scanned pages.</source>
        <translation>Dauert eine bis drei Sekunden je Seite. Sonst wird es angeboten, wenn ein Dokument gescannte Seiten hat.</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>No language is installed: install tesseract-ocr-eng or another one.</source>
        <translation>Keine Sprache ist installiert: installiere tesseract-ocr-deu oder eine andere.</translation>
    </message>
    <message>
        <source>More come with packages such as tesseract-ocr-deu.</source>
        <translation>Weitere Sprachen gibt es als Paket, z. B. tesseract-ocr-deu.</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Textstellen</translation>
    </message>
    <message>
        <source> characters</source>
        <translation> Zeichen</translation>
    </message>
    <message>
        <source>A passage is about</source>
        <translation>Länge einer Textstelle etwa</translation>
    </message>
    <message>
        <source>Short ones are found more precisely, long ones tell a model more. Holds for what is read from now on.</source>
        <translation>Kurze Textstellen werden genauer gefunden, lange geben einem Modell mehr Zusammenhang. Gilt für alles, was von jetzt an gelesen wird.</translation>
    </message>
    <message>
        <source>Office files from before 2007</source>
        <translation>Ältere Office-Dateien (vor 2007)</translation>
    </message>
    <message>
        <source>Read .doc, .xls and .ppt with LibreOffice</source>
        <translation>.doc, .xls und .ppt mit LibreOffice lesen</translation>
    </message>
    <message>
        <source>It converts a copy, cut off from your files and the network.</source>
        <translation>Es wandelt eine Kopie um, ohne Zugang zu deinen Dateien und zum Netz.</translation>
    </message>
    <message>
        <source>LibreOffice is not installed.</source>
        <translation>LibreOffice ist nicht installiert.</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>Schutz</translation>
    </message>
    <message>
        <source>Tested when the first document is read.</source>
        <translation>Wird geprüft, wenn das erste Dokument gelesen wird.</translation>
    </message>
    <message>
        <source>Read documents even where nothing protects this computer</source>
        <translation>Dokumente auch ohne diesen Schutz lesen</translation>
    </message>
    <message>
        <source>Limits of one document</source>
        <translation>Grenzen je Dokument</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Text at most</source>
        <translation>Textmenge höchstens</translation>
    </message>
    <message>
        <source>Give up after no progress for</source>
        <translation>Abbrechen ohne Fortschritt nach</translation>
    </message>
    <message>
        <source>Give up after</source>
        <translation>Abbrechen nach</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Vorgaben wiederherstellen</translation>
    </message>
    <message>
        <source>Only for files that you trust: a harmful one could reach your others.</source>
        <translation>Nur für Dateien, denen du vertraust: Eine schädliche könnte an deine anderen Dateien gelangen.</translation>
    </message>
    <message>
        <source>What has more is not read, and that is said.</source>
        <translation>Was mehr hat, wird nicht gelesen, und das wird gesagt.</translation>
    </message>
    <message>
        <source>A reader that is silent for so long is ended; the other documents are read on.</source>
        <translation>Ein Leser, der so lange schweigt, wird beendet; die anderen Dokumente werden weitergelesen.</translation>
    </message>
    <message>
        <source>Waiting does not count; where text in pictures is recognised, each page adds to it.</source>
        <translation>Warten zählt nicht mit; wo Text in Bildern erkannt wird, gibt jede Seite mehr Zeit.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ReembeddingRow</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What is done stays; questions go on as before</source>
        <translation>Was fertig ist, bleibt; Fragen gehen weiter wie bisher</translation>
    </message>
    <message>
        <source>%1 at once</source>
        <translation>%1 zugleich</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ResponsivenessDialog</name>
    <message>
        <source>Responsiveness</source>
        <translation>Reaktionszeit</translation>
    </message>
    <message>
        <source>The longest times that the window was busy</source>
        <translation>Die längsten Zeiten, in denen das Fenster beschäftigt war</translation>
    </message>
    <message>
        <source>Busy for</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Mit</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Um</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ResultsList</name>
    <message>
        <source>Passages that match</source>
        <translation>Passende Textstellen</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ResultsPane</name>
    <message>
        <source>Ask this</source>
        <translation>Dies fragen</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zum Chat</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SelectionBar</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy with source</source>
        <translation>Mit Quelle kopieren</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>Dazu fragen</translation>
    </message>
    <message>
        <source>1 word</source>
        <translation>1 Wort</translation>
    </message>
    <message>
        <source>%1 words</source>
        <translation>%1 Wörter</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Merken</translation>
    </message>
    <message>
        <source>Keeps the words in the notes</source>
        <translation>Hält die Wörter in den Notizen fest</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SendingSheet</name>
    <message>
        <source>Text will leave this computer</source>
        <translation>Text wird diesen Computer verlassen</translation>
    </message>
    <message>
        <source>Send text to %1?</source>
        <translation>Text an %1 senden?</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Wie viel</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Verbleib</translation>
    </message>
    <message>
        <source>What %1 keeps is up to those who run it. Your answer is remembered for this address.</source>
        <translation>Was %1 behält, liegt bei denen, die es betreiben. Deine Antwort wird für diese Adresse gemerkt.</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>Use quotes only</source>
        <translation>Nur Zitate benutzen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SentDialog</name>
    <message>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>What was sent, word for word</source>
        <translation>Was gesendet wurde, Wort für Wort</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation>Abschnitte der Einstellungen</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Model for answers and for finding</source>
        <translation>Modell für Antworten und zum Finden</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle …</translation>
    </message>
    <message>
        <source>None is needed: without one DocChat finds and quotes.</source>
        <translation>Keines ist nötig: ohne eines findet und zitiert DocChat.</translation>
    </message>
    <message>
        <source>Requests to model servers</source>
        <translation>Anfragen an Modellserver</translation>
    </message>
    <message>
        <source>At once, at most</source>
        <translation>Zugleich höchstens</translation>
    </message>
    <message>
        <source>More embeds a library faster, if the server keeps up.</source>
        <translation>Mehr bettet eine Bibliothek schneller ein, wenn der Server mitkommt.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Give up on one after</source>
        <translation>Eine aufgeben nach</translation>
    </message>
    <message>
        <source>Then it is tried again, a few times, later and later.</source>
        <translation>Dann wird es noch einige Male versucht, in wachsenden Abständen.</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>Was diesen Computer verlässt</translation>
    </message>
    <message>
        <source>There is no telemetry and no account. Before text first goes to a server elsewhere you are asked, once for each address; what was sent stands below each answer.</source>
        <translation>Es gibt keine Telemetrie und kein Konto. Bevor Text zum ersten Mal an einen Server anderswo geht, wirst du gefragt, einmal je Adresse; was gesendet wurde, steht unter jeder Antwort.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>Offline arbeiten</translation>
    </message>
    <message>
        <source>Nothing connects to another machine; models on this computer do work.</source>
        <translation>Nichts verbindet sich mit einem anderen Rechner; Modelle auf diesem Computer gehen.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Dim pages in the dark theme</source>
        <translation>Seiten im dunklen Aussehen abdunkeln</translation>
    </message>
    <message>
        <source>White paper is bright beside a dark window.</source>
        <translation>Weißes Papier ist hell neben einem dunklen Fenster.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>The library</source>
        <translation>Die Bibliothek</translation>
    </message>
    <message>
        <source>%1 in %2, readable by you alone. Your documents stay where they lie.</source>
        <translation>%1 in %2, nur für dich lesbar. Deine Dokumente bleiben, wo sie liegen.</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Den Ordner zeigen</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>One file with the texts, the vectors and the chats; it can be made while you work.</source>
        <translation>Eine Datei mit den Texten, den Vektoren und den Chats; du kannst währenddessen weiterarbeiten.</translation>
    </message>
    <message>
        <source>Back Up…</source>
        <translation>Sichern …</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen …</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Alles löschen</translation>
    </message>
    <message>
        <source>Removes the library, the chats, the settings and the keys. Documents and backups stay.</source>
        <translation>Entfernt die Bibliothek, die Chats, die Einstellungen und die Schlüssel. Dokumente und Sicherungen bleiben.</translation>
    </message>
    <message>
        <source>Delete Everything…</source>
        <translation>Alles löschen …</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of the window</source>
        <translation>Des Fensters</translation>
    </message>
    <message>
        <source>Answers are in the language of the question all the same.</source>
        <translation>Antworten sind trotzdem in der Sprache der Frage.</translation>
    </message>
    <message>
        <source>Change the language</source>
        <translation>Sprache wechseln</translation>
    </message>
    <message>
        <source>Libraries that were set aside</source>
        <translation>Beiseitegelegte Bibliotheken</translation>
    </message>
    <message>
        <source>%1: as they were when they were damaged, or replaced by a backup. What you remove from the library stays in them.</source>
        <translation>%1: so, wie sie waren, als sie beschädigt oder durch eine Sicherung ersetzt wurden. Was du aus der Bibliothek entfernst, bleibt darin stehen.</translation>
    </message>
    <message>
        <source>Delete Them…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Restoring sets the library of now aside; nothing of it is lost.</source>
        <translation>Beim Wiederherstellen wird die jetzige Bibliothek beiseitegelegt; nichts davon geht verloren.</translation>
    </message>
    <message>
        <source>“Like the system” follows the desktop when it changes, where the desktop tells it.</source>
        <translation>„Wie das System“ folgt dem Desktop, wenn er sich ändert, sofern er es mitteilt.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SourceCard</name>
    <message>
        <source>Source %1: %2: %3</source>
        <translation>Quelle %1: %2: %3</translation>
    </message>
    <message>
        <source>✓ found in source</source>
        <translation>✓ in der Quelle gefunden</translation>
    </message>
    <message>
        <source>not found in source</source>
        <translation>nicht in der Quelle gefunden</translation>
    </message>
    <message>
        <source>The source does not say what the answer says; this is its closest passage</source>
        <translation>Die Quelle sagt nicht, was die Antwort sagt; dies ist ihre nächste Stelle</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Merken</translation>
    </message>
    <message>
        <source>Keeps the quote in the notes</source>
        <translation>Hält das Zitat in den Notizen fest</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SourcePane</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>‹ Back</source>
        <translation>‹ Zurück</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Contents (F7)</source>
        <translation>Inhalt (F7)</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Vorige Seite</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>Dokument schließen</translation>
    </message>
    <message>
        <source>‹ Previous</source>
        <translation>‹ Voriges</translation>
    </message>
    <message>
        <source>Next ›</source>
        <translation>Nächstes ›</translation>
    </message>
    <message>
        <source>Find in this document</source>
        <translation>In diesem Dokument suchen</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close find</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>p. %1</source>
        <translation>S. %1</translation>
    </message>
    <message>
        <source>Cited here: %1 of %2</source>
        <translation>Hier zitiert: %1 von %2</translation>
    </message>
    <message>
        <source>The document has changed since: these words are no longer in it. The quote stays in the chat.</source>
        <translation>Das Dokument hat sich seither geändert: diese Worte stehen nicht mehr darin. Das Zitat bleibt im Chat.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 matches</source>
        <translation>%1 Treffer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of more than %2</source>
        <translation>%1 von mehr als %2</translation>
    </message>
    <message>
        <source>Back into the main window</source>
        <translation>Zurück ins Hauptfenster</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>In eigenem Fenster</translation>
    </message>
</context>
<context>
    <name>docchat::ui::StatusBar</name>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Show activity</source>
        <translation>Aktivität zeigen</translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation>%1 laufen</translation>
    </message>
    <message>
        <source> · %1 paused</source>
        <translation> · %1 pausiert</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>1 Dokument</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>%1 Dokumente</translation>
    </message>
    <message>
        <source>Hide activity</source>
        <translation>Aktivität verbergen</translation>
    </message>
    <message>
        <source>Ready, %1 failed</source>
        <translation>Bereit, %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>Writing an answer</source>
        <translation>Schreibt eine Antwort</translation>
    </message>
    <message>
        <source>Reading has ended, %1 failed</source>
        <translation>Fertig gelesen, %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>Reading has ended</source>
        <translation>Fertig gelesen</translation>
    </message>
</context>
<context>
    <name>docchat::ui::TaskModel</name>
    <message>
        <source>%1 (cancelled)</source>
        <translation>%1 (abgebrochen)</translation>
    </message>
    <message>
        <source>%1 (cleaning up)</source>
        <translation>%1 (räumt auf)</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Waits on</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Alive</source>
        <translation>Lebt</translation>
    </message>
</context>
<context>
    <name>docchat::ui::TasksDialog</name>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Nothing is running: no task is alive.</source>
        <translation>Nichts läuft: kein Task lebt.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>1 task.</source>
        <translation>1 Task.</translation>
    </message>
    <message>
        <source>%1 tasks.</source>
        <translation>%1 Tasks.</translation>
    </message>
    <message>
        <source>%1 The longest step of the loop held it for %2 (%3).</source>
        <translation>%1 Der längste Schritt der Schleife hielt sie %2 auf (%3).</translation>
    </message>
    <message>
        <source>less than 1 ms</source>
        <translation>weniger als 1 ms</translation>
    </message>
</context>
<context>
    <name>docchat::ui::TextView</name>
    <message>
        <source>Show what comes before</source>
        <translation>Zeigen, was davor steht</translation>
    </message>
    <message>
        <source>Text of the document</source>
        <translation>Text des Dokuments</translation>
    </message>
    <message>
        <source>Show what comes after</source>
        <translation>Zeigen, was danach steht</translation>
    </message>
</context>
<context>
    <name>docchat::ui::Thumbnails</name>
    <message>
        <source>Small pages</source>
        <translation>Kleine Seiten</translation>
    </message>
</context>
<context>
    <name>docchat::ui::VersionSwitch</name>
    <message>
        <source>Earlier version</source>
        <translation>Frühere Fassung</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>Spätere Fassung</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>docchat::ui::Welcome</name>
    <message>
        <source>What do you want to know from your documents?</source>
        <translation>Was möchtest du aus deinen Dokumenten wissen?</translation>
    </message>
    <message>
        <source>Add documents…</source>
        <translation>Dokumente hinzufügen …</translation>
    </message>
    <message>
        <source>Try with a sample</source>
        <translation>Mit einem Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Answers quote your documents, and every quote opens at
the place it came from.</source>
        <translation>Antworten zitieren deine Dokumente, und jedes Zitat öffnet sich an
der Stelle, aus der es stammt.</translation>
    </message>
    <message>
        <source>Add a document and ask. Answers quote your documents, and every quote opens at
the place it came from. Nothing leaves this computer.</source>
        <translation>Füge ein Dokument hinzu und frag. Antworten zitieren deine Dokumente, und jedes Zitat öffnet sich an
der Stelle, aus der es stammt. Nichts verlässt diesen Computer.</translation>
    </message>
</context>
</TS>
