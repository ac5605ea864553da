#include "fileopenings.h"

#include <QFileOpenEvent>

#include <utility>

namespace docchat {

FileOpenings::FileOpenings(QObject *application) : m_application(application) {
    application->installEventFilter(this);
}

void FileOpenings::setOpener(std::function<void(const QStringList &)> open) {
    m_open = std::move(open);
    this->open();
}

bool FileOpenings::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() != QEvent::FileOpen || watched != m_application)
        return false;
    const auto path = static_cast<QFileOpenEvent *>(event)->file();
    if (path.isEmpty()) // an address that is no file
        return false;
    m_waiting += path;
    open();
    return true;
}

void FileOpenings::open() {
    if (m_open && !m_waiting.isEmpty())
        m_open(std::exchange(m_waiting, {}));
}

} // namespace docchat
