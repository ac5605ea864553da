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
        <source>Another program uses the library in %1 and does not answer</source>
        <translation>Ein anderes Programm benutzt die Bibliothek in %1 und antwortet nicht</translation>
    </message>
    <message>
        <source>Close it, then start again</source>
        <translation>Schließe es und starte noch einmal</translation>
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
        <translation>Umgebung verbergen</translation>
    </message>
    <message>
        <source>Show context</source>
        <translation>Umgebung zeigen</translation>
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
        <source>Remove the collection “%1”?

Its documents stay in the library, and its chats become chats of all documents.</source>
        <translation>Die Sammlung „%1“ entfernen?

Ihre Dokumente bleiben in der Bibliothek, und ihre Chats werden Chats über alle Dokumente.</translation>
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
        <source>The library was backed up to %1, with its chats and the text of its documents. The settings and keys are not in it.</source>
        <translation>Die Bibliothek wurde nach %1 gesichert, mit ihren Chats und dem Text ihrer Dokumente. Einstellungen und Schlüssel sind nicht darin.</translation>
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
        <source>Delete for good what DocChat keeps?

• all chats, and the text of all documents
• the settings, the model servers and their keys in the keychain
• the logs, and the copies that DocChat kept in %1

Your documents themselves stay where they are, and so do your backups. DocChat ends.</source>
        <translation>Endgültig löschen, was DocChat aufbewahrt?

• alle Chats und den Text aller Dokumente
• die Einstellungen, die Modellserver und ihre Schlüssel im Schlüsselbund
• die Protokolle und die Kopien, die DocChat in %1 aufbewahrt

Deine Dokumente selbst bleiben, wo sie sind, und deine Sicherungen auch. DocChat endet.</translation>
    </message>
    <message>
        <source>The keychain cannot be used: the key of %1 stays in it. Delete the rest?</source>
        <translation>Der Schlüsselbund ist nicht benutzbar: der Schlüssel von %1 bleibt darin. Den Rest löschen?</translation>
    </message>
    <message>
        <source>Delete the Rest</source>
        <translation>Den Rest löschen</translation>
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
        <translation>Suche</translation>
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
        <translation>Gefragt werden alle Dokumente</translation>
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
        <translation>Neu schreiben</translation>
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
        <translation>Die Textstelle</translation>
    </message>
    <message>
        <source>All %1 passages</source>
        <translation>Alle %1 Textstellen</translation>
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
        <translation>Suche</translation>
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
        <translation>Dauert eine bis drei Sekunden je Seite. Sonst wird es angeboten, wo ein Dokument gescannte Seiten hat.</translation>
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
        <translation>Weitere kommen mit Paketen wie tesseract-ocr-deu.</translation>
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
        <translation>Eine Textstelle hat etwa</translation>
    </message>
    <message>
        <source>Short ones are found more precisely, long ones tell a model more. Holds for what is read from now on.</source>
        <translation>Kurze werden genauer gefunden, lange sagen einem Modell mehr. Gilt für alles, was von jetzt an gelesen wird.</translation>
    </message>
    <message>
        <source>Office files from before 2007</source>
        <translation>Office-Dateien von vor 2007</translation>
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
        <translation>Dokumente auch dann lesen, wenn nichts diesen Computer schützt</translation>
    </message>
    <message>
        <source>Limits of one document</source>
        <translation>Grenzen eines Dokuments</translation>
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
        <translation>Text höchstens</translation>
    </message>
    <message>
        <source>Give up after no progress for</source>
        <translation>Aufgeben ohne Fortschritt nach</translation>
    </message>
    <message>
        <source>Give up after</source>
        <translation>Aufgeben nach</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Vorgaben wiederherstellen</translation>
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
        <source>Holds from the next start. Answers are in the language of the question all the same.</source>
        <translation>Gilt ab dem nächsten Start. Antworten kommen trotzdem in der Sprache der Frage.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
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
</context>
<context>
    <name>docchat::ui::SourcePane</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
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
        <source>Find</source>
        <translation>Suchen</translation>
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
der Stelle, von der es kommt.</translation>
    </message>
    <message>
        <source>Add a document and ask. Answers quote your documents, and every quote opens at
the place it came from. Nothing leaves this computer.</source>
        <translation>Füge ein Dokument hinzu und frag. Antworten zitieren deine Dokumente, und jedes Zitat öffnet sich an
der Stelle, von der es kommt. Nichts verlässt diesen Computer.</translation>
    </message>
</context>
</TS>
