#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace docchat::ui {

/// "‹ 2 of 3 ›": goes from one version of a message to another; hidden where there is but one.
class VersionSwitch : public QWidget {
    Q_OBJECT

public:
    explicit VersionSwitch(QWidget *parent);

    void setVersions(const QList<qint64> &messages, qint64 current);

Q_SIGNALS:
    void versionWanted(qint64 message);

private:
    void step(qsizetype by);

    QList<qint64> m_versions;
    qint64 m_current = 0;
    QPushButton *m_earlier;
    QLabel *m_words;
    QPushButton *m_later;
};

} // namespace docchat::ui
