#pragma once

#include "async/task.h"

#include <QMenu>
#include <QString>
#include <QStringList>

class QDialog;
class QWidget;

/// Questions to the person that never nest an event loop: they open, and the task that asked waits.
namespace docchat::ui {

/// A message with OK; comes back at once.
void tell(QWidget *parent, const QString &title, const QString &text);

/// True: the person chose `yes`. Cancel is the default.
async::Task<bool> confirm(QWidget *parent, QString title, QString text, QString yes);

/// Opens the dialog and waits for its end; true when it was accepted. The dialog stays the caller's.
async::Task<bool> accepted(QDialog *dialog);

/// The files, or with `folder` the folder, that the person chose; empty when cancelled.
async::Task<QStringList> chooseFiles(QWidget *parent, QString title, QString filter, bool folder);

/// Where to save a file; `name` is proposed, with its ending; empty when cancelled. The person has agreed
/// where a file of the name is there.
async::Task<QString> chooseTarget(QWidget *parent, QString title, QString name);

/// A password; nullopt when cancelled.
async::Task<std::optional<QString>> askPassword(QWidget *parent, QString title, QString label);

/// Some words, one of those that are proposed or others; nullopt when cancelled.
async::Task<std::optional<QString>> askText(QWidget *parent, QString title, QString label,
                                            QStringList proposed, QString yes);

/// A name, to begin with this one; a problem with it stands above the field. nullopt when cancelled.
async::Task<std::optional<QString>> askName(QWidget *parent, QString title, QString label, QString name,
                                            QString problem);

/// Makes a dialog of a fixed width as high as its words need, and no higher.
void fitHeight(QDialog *dialog);

/// Shows a menu that was made with new; it goes away by itself.
void popUp(QMenu *menu, const QPoint &at);

} // namespace docchat::ui
