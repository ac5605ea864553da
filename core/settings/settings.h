#pragma once

#include "model/chat.h"

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QUrl>

namespace docchat::settings {

// Where the limits of reading end; each begins at 1.
constexpr int mostTextMiB = 1024;
constexpr int mostSecondsWithoutFrame = 3600;
constexpr int mostMinutesInAll = 1440;

constexpr int leastPassage = 200; ///< characters
constexpr int mostPassage = 4000;
constexpr int mostInFlight = 64;
constexpr int mostRequestSeconds = 600;

constexpr int mostPatienceMs = 600'000; ///< with a model that is slow to begin

/// How documents are read.
struct Reading {
    bool alwaysRecognise = false; ///< the text of scanned pages, without asking
    QString ocrLanguages = {};    ///< "deu+eng"; empty: what this computer's language suggests
    bool unfenced = false;        ///< also where nothing fences off the reader
    bool libreOffice = false;     ///< .doc, .xls and .ppt, by LibreOffice
    int passage = 800;            ///< characters that a passage has at most
    int textMiB = 64;             ///< of one document, at most
    int zipRatio = 100;
    int xmlDepth = 100;
    int nesting = 10;
    int secondsWithoutFrame = 30;
    int minutesInAll = 10;
};

/// How model servers are asked.
struct Requests {
    int inFlight = 8; ///< at once, at most
    int seconds = 30; ///< until one is given up
};

/// How the window is divided.
struct Panes {
    int library = 0; ///< its width; 0: as usual
    int source = 0;  ///< the same, without its contents
    bool libraryShown = true;
    bool activityShown = false;
    bool sourceFloats = false;   ///< it has a window of its own
    QByteArray sourcePlace = {}; ///< of that window, as of QWidget::saveGeometry
};

/// What was shown in the source pane; document 0: nothing.
struct Shown {
    qint64 document = 0;
    int page = 0;
};

/// Which model helps out when the one in use does not answer.
struct Fallback {
    QString provider = {}; ///< its name; empty: none
    int patienceMs = 2000; ///< that the one in use has to begin
};

/// What of the person's goes to a model server; the later includes the earlier.
enum class Outgoing {
    Nothing,
    Questions, ///< with the passages that fit them
    Documents  ///< all passages, to be found by their vectors
};

/// What the person chose, in settings.ini of the data folder. Never a key or a document's text. Loop thread.
class Settings {
public:
    explicit Settings(const QString &dataFolder);

    [[nodiscard]] QString theme() const; ///< "system", "light" or "dark"
    void setTheme(const QString &theme);
    [[nodiscard]] QString language() const; ///< of the window; empty: that of the system
    void setLanguage(const QString &code);
    [[nodiscard]] bool dimsPages() const; ///< in the dark theme
    void setDimsPages(bool dims);
    [[nodiscard]] Requests requests() const;
    void setRequests(const Requests &requests);
    [[nodiscard]] Reading reading() const;
    void setReading(const Reading &reading);
    [[nodiscard]] Fallback fallback() const;
    void setFallback(const Fallback &fallback);
    /// What the person agreed to send to the server at an address, whatever its path.
    [[nodiscard]] Outgoing agreedFor(const QUrl &server) const;
    void agreeFor(const QUrl &server, Outgoing outgoing);
    /// Is the server at an address not to be offered?
    [[nodiscard]] bool isDeclined(const QUrl &server) const;
    void decline(const QUrl &server);
    /// The model whose vectors the person does not want to be made for now; empty: none.
    [[nodiscard]] QString heldEmbedding() const;
    void holdEmbedding(const QString &model);
    /// Does nothing connect to another machine?
    [[nodiscard]] bool offline() const;
    void setOffline(bool offline);
    /// How answers are written in all chats that say nothing else.
    [[nodiscard]] AnswerStyle answerStyle() const;
    void setAnswerStyle(const AnswerStyle &style);
    /// The llama-server that runs .gguf files; empty: it is looked for.
    [[nodiscard]] QString llamaServer() const;
    void setLlamaServer(const QString &program);
    /// The collection that is open in the window; 0: all documents.
    [[nodiscard]] qint64 collection() const;
    void setCollection(qint64 collection);
    /// In which order the documents are listed; empty: as they were added.
    [[nodiscard]] QString documentOrder() const;
    void setDocumentOrder(const QString &order);
    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    [[nodiscard]] Panes panes() const;
    void setPanes(const Panes &panes);
    [[nodiscard]] Shown shown() const;
    void setShown(const Shown &shown);

private:
    [[nodiscard]] int number(const char *key, int otherwise, int least, int most) const;

    QSettings m_file;
};

} // namespace docchat::settings
