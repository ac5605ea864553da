#include "notes/notesdialog.h"

#include "widgets/buttons.h"
#include "widgets/elidedlabel.h"
#include "widgets/noticebar.h"
#include "widgets/plainlabel.h"

#include <QHash>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr QSize roomy(560, 640);
constexpr int keepIntervalMs = 600;
constexpr int cardGap = 8;

} // namespace

NoteCard::NoteCard(Note note, QWidget *parent) : QWidget(parent), m_note(std::move(note)) {
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(2);
    m_text = new QTextEdit(this);
    m_text->setObjectName(QStringLiteral("note"));
    m_text->setAcceptRichText(false);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setPlaceholderText(tr("Write a note…"));
    m_text->setAccessibleName(m_note.source.isEmpty() ? tr("Note") : tr("Note from %1").arg(m_note.source));
    m_text->setPlainText(m_note.text);
    layout->addWidget(m_text);
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    if (m_note.citation.document != 0) {
        auto *source = makeButton(withoutKeys(m_note.source), Look::Link, this);
        source->setToolTip(m_note.source.toHtmlEscaped());
        source->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        source->setStyleSheet(QStringLiteral("text-align: left"));
        line->addWidget(source, 1);
        connect(source, &QPushButton::clicked, this, [this] {
            auto citation = m_note.citation;
            citation.name = m_note.source; // for a document that is gone
            Q_EMIT sourceWanted(citation);
        });
    } else {
        auto *source = new ElidedLabel(this);
        source->setFullText(m_note.source);
        source->setObjectName(QStringLiteral("dim"));
        line->addWidget(source, 1);
    }
    auto *copy = makeTool(QStringLiteral("copy"), tr("Copy with source"), this);
    auto *remove = makeTool(QStringLiteral("remove"), tr("Remove the note"), this);
    line->addWidget(copy);
    line->addWidget(remove);
    layout->addLayout(line);
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(keepIntervalMs);
    connect(&m_keepSoon, &QTimer::timeout, this, [this] { Q_EMIT changed(m_note.id, m_note.text); });
    connect(m_text, &QTextEdit::textChanged, this, [this] {
        m_note.text = m_text->toPlainText();
        m_keepSoon.start();
        fitText();
    });
    connect(copy, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(textWithSource(m_note)); });
    connect(remove, &QPushButton::clicked, this, [this] { Q_EMIT removeWanted(m_note); });
}

void NoteCard::keep() {
    if (!m_keepSoon.isActive())
        return;
    m_keepSoon.stop();
    Q_EMIT changed(m_note.id, m_note.text);
}

void NoteCard::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    fitText();
}

/// All of it is seen: the list scrolls, not the note.
void NoteCard::fitText() {
    const auto margins = m_text->contentsMargins();
    m_text->setFixedHeight(int(std::ceil(m_text->document()->size().height())) + margins.top() +
                           margins.bottom());
}

QString textWithSource(const Note &note) {
    return note.source.isEmpty() ? note.text : QStringLiteral("%1\n— %2").arg(note.text, note.source);
}

NotesDialog::NotesDialog(QWidget *parent) : QDialog(parent) {
    setWindowTitle(tr("Notes"));
    resize(roomy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    m_title = plainLabel({}, this);
    m_title->setObjectName(QStringLiteral("title"));
    auto *add = makeButton(tr("New note"), Look::Plain, this);
    head->addWidget(m_title, 1);
    head->addWidget(add);
    layout->addLayout(head);
    m_removed = new NoticeBar(tr("Undo"), this);
    layout->addWidget(m_removed);
    m_empty = plainLabel(
        tr("Nothing is pinned yet. “Pin” below an answer, at a quote, or at the words selected in a "
           "document keeps it here with its source."),
        this);
    m_empty->setObjectName(QStringLiteral("dim"));
    layout->addWidget(m_empty);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setAccessibleName(windowTitle());
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *list = new QWidget(m_scroll);
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(cardGap);
    rows->addLayout(m_cards);
    rows->addStretch();
    m_scroll->setWidget(list);
    layout->addWidget(m_scroll, 1);
    auto *buttons = new QHBoxLayout;
    auto *copy = makeButton(tr("Copy all"), Look::Plain, this);
    auto *close = makeButton(tr("Close"), Look::Plain, this);
    buttons->addStretch();
    buttons->addWidget(copy);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(add, &QPushButton::clicked, this, &NotesDialog::newWanted);
    connect(copy, &QPushButton::clicked, this, &NotesDialog::copyAll);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_removed, &NoticeBar::actionWanted, this, &NotesDialog::undoWanted);
    m_removed->say({});
}

void NotesDialog::setNotes(const std::vector<Note> &notes, const QString &of) {
    m_title->setText(of.isEmpty() ? tr("Notes of all documents") : tr("Notes of “%1”").arg(of));
    QHash<qint64, NoteCard *> there;
    for (auto *card : cards())
        there.insert(card->note().id, card);
    for (int i = 0; i < int(notes.size()); ++i) { // their order never changes
        if (const auto &note = notes[size_t(i)]; there.remove(note.id) == 0)
            m_cards->insertWidget(i, makeCard(note));
    }
    for (auto *card : std::as_const(there)) {
        m_cards->removeWidget(card);
        card->keep(); // another collection's: what was typed last is not lost
        delete card;
    }
    m_empty->setVisible(notes.empty());
}

QList<NoteCard *> NotesDialog::cards() const {
    return m_scroll->widget()->findChildren<NoteCard *>(QString(), Qt::FindDirectChildrenOnly);
}

NoteCard *NotesDialog::makeCard(const Note &note) {
    auto *card = new NoteCard(note, m_scroll->widget());
    connect(card, &NoteCard::changed, this, &NotesDialog::changed);
    connect(card, &NoteCard::copyWanted, this, &NotesDialog::copyWanted);
    connect(card, &NoteCard::sourceWanted, this, &NotesDialog::sourceWanted);
    connect(card, &NoteCard::removeWanted, this, &NotesDialog::removeWanted);
    return card;
}

void NotesDialog::hideEvent(QHideEvent *event) {
    for (auto *card : cards())
        card->keep();
    QDialog::hideEvent(event);
}

void NotesDialog::focusNote(qint64 id) {
    for (auto *card : cards()) {
        if (card->note().id == id)
            card->focusText();
    }
}

void NotesDialog::tellRemoved(bool removed) {
    m_removed->say(removed ? tr("The note was removed.") : QString());
}

void NotesDialog::copyAll() {
    QStringList parts;
    for (int i = 0; i < m_cards->count(); ++i)
        parts += textWithSource(static_cast<NoteCard *>(m_cards->itemAt(i)->widget())->note());
    if (!parts.isEmpty())
        Q_EMIT copyWanted(parts.join(QStringLiteral("\n\n")));
}

} // namespace docchat::ui
