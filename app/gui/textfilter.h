#pragma once

#include "application.h"
#include "librarycontroller.h"
#include "mainwindow.h"

#include <QTimer>

#include <stop_token>

namespace docchat {

/// Looks the words that are typed into the library's filter up in the texts too, soon after the last of them
/// was typed, so that documents are listed by what they say as well as by their names.
class TextFilter : public QObject {
    Q_OBJECT

public:
    TextFilter(Application *application, ui::MainWindow *window, LibraryController *documents,
               async::Background *background);

private:
    void lookSoon();
    async::Task<void> look(QString typed, std::stop_token stop);

    Application *m_application;
    ui::LibraryPane *m_library;
    QTimer m_lookSoon;
    QString m_typed;
    std::stop_source m_stop; ///< of the one that looks
};

} // namespace docchat
