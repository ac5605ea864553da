#include "document/readers/pdfnotes.h"

#include "document/readers/textline.h"

#include <poppler-annotation.h>
#include <poppler-form.h>
#include <poppler-qt6.h>
#include <QSet>

#include <memory>

namespace docchat::document {
namespace {

constexpr size_t mostNotes = 2000;          // of a page
constexpr size_t mostCompared = 5000;       // with the text of the page
constexpr size_t mostAskedForReplies = 500; // annotations: each costs a walk over all of them
constexpr qsizetype longestNote = 20'000;
constexpr qsizetype mostText = 200'000; // code units of all notes of a page
constexpr qsizetype longestName = 200;

/// Letters and digits alone: what is drawn may be broken into lines and parted into combs.
QString bare(const QString &text) {
    auto letters = text.normalized(QString::NormalizationForm_KC).toCaseFolded();
    letters.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
    return letters;
}

/// Gathers notes, each once, as long as there is room.
class Notes {
public:
    Notes(QSizeF size, const std::vector<FoundWord> &words) : m_size(size), m_words(words) {}

    [[nodiscard]] bool isFull() const {
        return m_notes.size() >= mostNotes || m_compared >= mostCompared || m_room <= 0;
    }

    /// `area`: in shares of the page. `name`: of the field, or the author.
    void add(const QString &name, const QString &value, const QRectF &area) {
        const auto said = value.left(longestNote).simplified();
        if (said.isEmpty() || isFull())
            return;
        const auto named = name.left(longestName).simplified();
        const auto text = named.isEmpty() ? said : named + QStringLiteral(": ") + said;
        if (m_seen.contains(text))
            return;
        m_seen.insert(text);
        m_room -= text.size();
        m_notes.push_back({text, boxOf(area)});
    }

    /// Does the page's own text show it there?
    [[nodiscard]] bool isDrawn(const QString &value, const QRectF &area) {
        const auto wanted = bare(value.left(longestNote));
        if (wanted.isEmpty())
            return false;
        ++m_compared;
        if (m_centres.empty()) {
            for (const auto &word : m_words)
                m_centres.push_back(placed(word).box.center());
        }
        const auto box = boxOf(area).adjusted(-2, -2, 2, 2);
        QString shown;
        for (size_t i = 0; i < m_words.size(); ++i) {
            if (box.contains(m_centres[i]))
                shown += m_words[i].text;
        }
        return bare(shown).contains(wanted);
    }

    [[nodiscard]] std::vector<PageNote> take() { return std::move(m_notes); }

private:
    [[nodiscard]] QRectF boxOf(const QRectF &area) const {
        const auto box = QRectF(area.left() * m_size.width(), area.top() * m_size.height(),
                                area.width() * m_size.width(), area.height() * m_size.height());
        return box.normalized().intersected(QRectF(QPointF(), m_size));
    }

    QSizeF m_size;
    const std::vector<FoundWord> &m_words;
    std::vector<PageNote> m_notes;
    std::vector<QPointF> m_centres; ///< of the words, once they are needed
    size_t m_compared = 0;
    QSet<QString> m_seen;
    qsizetype m_room = mostText;
};

QString nameOf(const Poppler::FormField &field) {
    const auto forPeople = field.uiName();
    return forPeople.trimmed().isEmpty() ? field.name() : forPeople;
}

QString chosen(const Poppler::FormFieldChoice &choice) {
    const auto choices = choice.choices();
    QStringList values;
    for (const int index : choice.currentChoices())
        values += choices.value(index);
    if (values.isEmpty() && choice.isEditable())
        values += choice.editChoice();
    return values.join(QStringLiteral(", "));
}

void addField(Notes &notes, const Poppler::FormField &field) {
    const auto area = field.rect();
    if (const auto *text = dynamic_cast<const Poppler::FormFieldText *>(&field)) {
        if (!text->isPassword() && !notes.isDrawn(text->text(), area))
            notes.add(nameOf(field), text->text(), area);
    } else if (const auto *choice = dynamic_cast<const Poppler::FormFieldChoice *>(&field)) {
        const auto value = chosen(*choice);
        // A list shows what is not chosen too.
        if (choice->choiceType() == Poppler::FormFieldChoice::ListBox || !notes.isDrawn(value, area))
            notes.add(nameOf(field), value, area);
    } else if (const auto *button = dynamic_cast<const Poppler::FormFieldButton *>(&field)) {
        if (button->buttonType() != Poppler::FormFieldButton::Push && button->state())
            notes.add(nameOf(field), button->caption(), area);
    }
}

void addComment(Notes &notes, const Poppler::Annotation &annotation) {
    const bool hidden = annotation.flags().testFlag(Poppler::Annotation::Hidden);
    if (!hidden && !notes.isDrawn(annotation.contents(), annotation.boundary()))
        notes.add(annotation.author(), annotation.contents(), annotation.boundary());
}

/// Comments and the replies to them, in the order of the file.
void addComments(Notes &notes, const Poppler::Page &page) {
    using Poppler::Annotation;
    static const QSet<Annotation::SubType> kinds{
        Annotation::AText,  Annotation::ALine, Annotation::AGeom,  Annotation::AHighlight,
        Annotation::AStamp, Annotation::AInk,  Annotation::ACaret, Annotation::AFileAttachment};
    std::vector<std::unique_ptr<Annotation>> open;
    for (auto &annotation : page.annotations(kinds))
        open.push_back(std::move(annotation));
    std::reverse(open.begin(), open.end());
    for (size_t done = 0; !open.empty() && !notes.isFull(); ++done) {
        const auto annotation = std::move(open.back());
        open.pop_back();
        addComment(notes, *annotation);
        if (done >= mostAskedForReplies)
            continue;
        auto replies = annotation->revisions();
        std::move(replies.rbegin(), replies.rend(), std::back_inserter(open));
    }
}

} // namespace

std::vector<PageNote> notesOf(const Poppler::Page &page, QSizeF size, const std::vector<FoundWord> &words) {
    Notes notes(size, words);
    for (const auto &field : page.formFields()) {
        if (notes.isFull())
            break;
        if (field->isVisible())
            addField(notes, *field);
    }
    addComments(notes, page);
    return notes.take();
}

} // namespace docchat::document
