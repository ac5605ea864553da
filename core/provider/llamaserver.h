#pragma once

#include "async/lock.h"
#include "base/result.h"

#include <QByteArray>
#include <QUrl>

#include <memory>

class QProcess;

namespace docchat::provider {

/// What a llama-server is started with, and the patience with it.
struct LlamaSetup {
    QString model = {};   ///< the .gguf file
    QString program = {}; ///< as the person gave it; empty: it is looked for
    async::Milliseconds patience = std::chrono::minutes(5); ///< until the model is loaded
    async::Milliseconds grace = std::chrono::seconds(2);    ///< between TERM and KILL
};

/// Tokens that a llama-server of ours reads at once: room for a question with its passages and an answer,
/// where the whole of a model's context would cost gigabytes.
constexpr int llamaContext = 8192;

/// A process of llama.cpp's server for one file (https://github.com/ggml-org/llama.cpp, tools/server), on a
/// free port of the loopback interface and with a key that nobody else knows: it is made anew for each start
/// and handed over in the environment. It gets no other variable that could hold a secret, and it ends with
/// this program, however that ends. Loop thread only.
class LlamaServer {
public:
    explicit LlamaServer(LlamaSetup setup);
    /// Kills the process if it runs.
    ~LlamaServer();
    LlamaServer(const LlamaServer &) = delete;
    LlamaServer &operator=(const LlamaServer &) = delete;

    /// From the next start on.
    void setProgram(const QString &program) { m_setup.program = program; }

    /// Where it answers.
    struct Place {
        QUrl url;
        QByteArray key;
    };

    /// Comes back once the model is loaded; starts the process if it does not run. Whoever asks meanwhile
    /// waits for the same start and gets its error too. A start whose last waiter was cancelled goes on: the
    /// next question finds the model loaded. Error: Missing or Unsupported, of the file or the program;
    /// Provider, with its last lines, when it ended; TimedOut.
    async::Task<Result<Place>> ready();

    /// TERM, the grace, KILL.
    async::Task<void> stop();

    [[nodiscard]] bool isRunning() const;
    /// Has it ended, or does it within a moment? A connection may break before the end of its process is
    /// told.
    async::Task<bool> hasEnded();
    /// Why it ended, with its last lines. Once it does not run.
    [[nodiscard]] Error whyItEnded() const;
    [[nodiscard]] qint64 processId() const; ///< 0: it does not run

private:
    [[nodiscard]] Status start(const QString &program);
    async::Task<Status> begin();
    async::Task<Status> load();
    async::Task<Status> loadInTime();
    [[nodiscard]] QString lastLines() const;
    [[nodiscard]] QString name() const;

    LlamaSetup m_setup;
    async::Mutex m_starting;
    std::unique_ptr<QProcess> m_process;
    Place m_place;
    QByteArray m_said; ///< the end of what it printed
    Status m_last = Done{};
    int m_tries = 0; ///< starts that came to an end, good or bad
    bool m_loaded = false;
};

} // namespace docchat::provider
