#pragma once

#include "model/note.h"

#include <QDialog>
#include <QTextEdit>
#include <QTimer>

#include <vector>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace docchat::ui {

class NoticeBar;

/// One of the notes: its text, which is written on in place, and where it is from.
class NoteCard : public QWidget {
    Q_OBJECT

public:
    NoteCard(Note note, QWidget *parent);

    [[nodiscard]] const Note &note() const { return m_note; }
    void focusText() { m_text->setFocus(); }
    void keep(); ///< what was typed and not told yet

Q_SIGNALS:
    void changed(qint64 id, const QString &text);
    void copyWanted(const QString &text);
    void sourceWanted(const docchat::Citation &citation);
    void removeWanted(const docchat::Note &note);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitText();

    Note m_note;
    QTextEdit *m_text;
    QTimer m_keepSoon;
};

/// "“…”\n— Report, p. 4", as it is copied.
[[nodiscard]] QString textWithSource(const Note &note);

/// What is pinned in the open collection, the newest first. Shows what it is told and emits wishes.
class NotesDialog : public QDialog {
    Q_OBJECT

public:
    explicit NotesDialog(QWidget *parent);

    /// of: the name of the collection; empty: all documents. A note that is there stays as it is typed.
    void setNotes(const std::vector<Note> &notes, const QString &of);
    void focusNote(qint64 id);
    void tellRemoved(bool removed); ///< true: it can be brought back

Q_SIGNALS:
    void newWanted();
    void changed(qint64 id, const QString &text);
    void copyWanted(const QString &text);
    void sourceWanted(const docchat::Citation &citation);
    void removeWanted(const docchat::Note &note);
    void undoWanted();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QList<NoteCard *> cards() const;
    NoteCard *makeCard(const Note &note);
    void copyAll();

    QLabel *m_title;
    QLabel *m_empty;
    NoticeBar *m_removed;
    QVBoxLayout *m_cards;
    QScrollArea *m_scroll;
};

} // namespace docchat::ui
