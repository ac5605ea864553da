#include "chat/versionswitch.h"

#include "widgets/buttons.h"

#include <QHBoxLayout>
#include <QLabel>

namespace docchat::ui {

VersionSwitch::VersionSwitch(QWidget *parent) : QWidget(parent) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_earlier = makeButton(QStringLiteral("‹"), Look::Link, this);
    setFlush(m_earlier, true);
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("dim"));
    m_later = makeButton(QStringLiteral("›"), Look::Link, this);
    m_earlier->setAccessibleName(tr("Earlier version"));
    m_later->setAccessibleName(tr("Later version"));
    for (auto *button : {m_earlier, m_later})
        button->setToolTip(button->accessibleName());
    layout->addWidget(m_earlier);
    layout->addWidget(m_words);
    layout->addWidget(m_later);
    connect(m_earlier, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_later, &QPushButton::clicked, this, [this] { step(1); });
    hide();
}

void VersionSwitch::setVersions(const QList<qint64> &messages, qint64 current) {
    m_versions = messages;
    m_current = current;
    const auto at = messages.indexOf(current);
    m_words->setText(tr("%1 of %2").arg(at + 1).arg(messages.size()));
    m_earlier->setEnabled(at > 0);
    m_later->setEnabled(at + 1 < messages.size());
    setVisible(at >= 0 && messages.size() > 1);
}

void VersionSwitch::step(qsizetype by) {
    const auto to = m_versions.indexOf(m_current) + by;
    if (to >= 0 && to < m_versions.size())
        Q_EMIT versionWanted(m_versions[to]);
}

} // namespace docchat::ui
