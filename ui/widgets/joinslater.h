#pragma once

class QWidget;

namespace docchat::ui {

// A window polishes all that is in it at its start, shown or not, so some parts join it only when they are
// wanted.

/// Called where their parent ends: deletes one that never joined. (To let it join then is no way: Qt looks
/// through the focus chain of what is being deleted.)
void deleteUnjoined(QWidget *part);

/// What joins a window comes last in its tab order: puts the stops of the part right behind those of `place`
/// and of what is before it.
void placeTabs(QWidget *part, QWidget *place);

} // namespace docchat::ui
