#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cerrno>
#include <csignal>

namespace docchat::tests {

/// A .gguf file in a folder of its own, with what docchat-fakellama is to do when it is started with it
/// (tests/core/provider/fakellama_main.cpp).
class GgufModel {
public:
    /// `folder` empty: a temporary one.
    explicit GgufModel(const QJsonObject &plan = {}, const QString &folder = {})
        : m_folder(folder.isEmpty() ? m_own.path() : folder) {
        write(path(), "GGUF\x03");
        setPlan(plan);
    }

    [[nodiscard]] QString path() const { return m_folder + QStringLiteral("/scripted-chat.gguf"); }
    [[nodiscard]] QString folder() const { return m_folder; }
    void setPlan(const QJsonObject &plan) const {
        write(path() + QStringLiteral(".plan"), QJsonDocument(plan).toJson());
    }

    /// Of each start until now, in order.
    [[nodiscard]] QList<qint64> processes() const {
        QFile file(path() + QStringLiteral(".pids"));
        QList<qint64> all;
        if (file.open(QIODevice::ReadOnly)) {
            for (const auto &line : file.readAll().split('\n')) {
                if (!line.isEmpty())
                    all += line.toLongLong();
            }
        }
        return all;
    }

    [[nodiscard]] static bool isAlive(qint64 process) {
        return ::kill(pid_t(process), 0) == 0 || errno != ESRCH; // a zombie still is
    }
    [[nodiscard]] bool anyIsAlive() const {
        const auto all = processes();
        return std::any_of(all.begin(), all.end(), &GgufModel::isAlive);
    }

private:
    static void write(const QString &path, const QByteArray &bytes) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%ls cannot be written", qUtf16Printable(path));
    }

    QTemporaryDir m_own;
    QString m_folder;
};

} // namespace docchat::tests
