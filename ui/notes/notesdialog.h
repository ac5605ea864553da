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
    ~NoteCard() override;

    [[nodiscard]] const Note &note() const { return m_note; }
    void focusText() { m_text->setFocus(); }

Q_SIGNALS:
    void changed(qint64 id, const QString &text);
    void copyWanted(const QString &text);
    void sourceWanted(const docchat::Citation &citation);
    void removeWanted(const docchat::Note &note);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitText();
    void keep();

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

    /// of: the name of the collection; empty: all documents.
    void setNotes(const std::vector<Note> &notes, const QString &of);
    void focusNewest();
    void tellRemoved(bool removed); ///< true: it can be brought back

Q_SIGNALS:
    void newWanted();
    void changed(qint64 id, const QString &text);
    void copyWanted(const QString &text);
    void sourceWanted(const docchat::Citation &citation);
    void removeWanted(const docchat::Note &note);
    void undoWanted();

private:
    void copyAll();

    QLabel *m_title;
    QLabel *m_empty;
    NoticeBar *m_removed;
    QVBoxLayout *m_cards;
    QScrollArea *m_scroll;
};

} // namespace docchat::ui
