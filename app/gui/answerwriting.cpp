#include "answerwriting.h"

namespace docchat {
namespace {

/// "… is busy (429): goes on by itself in 12 s"
QString waitingWords(const chat::AnswerWait &waiting) {
    return QObject::tr("%1: goes on by itself in %2 s")
        .arg(waiting.why.message)
        .arg(std::chrono::ceil<std::chrono::seconds>(waiting.wait).count());
}

QString sectionWords(const chat::SectionsRead &read) {
    return read.done < read.total ? QObject::tr("Reading section %1 of %2").arg(read.done + 1).arg(read.total)
                                  : QObject::tr("All %1 sections are read; writing…").arg(read.total);
}

} // namespace

void AnswerWriting::take(const chat::WholeEvent &event) {
    if (const auto *read = std::get_if<chat::SectionsRead>(&event))
        wait(sectionWords(*read));
    else
        take(std::get<chat::AnswerEvent>(event));
}

void AnswerWriting::take(const chat::AnswerEvent &event) {
    if (const auto *text = std::get_if<chat::AnswerText>(&event)) {
        m_message.text += text->text;
        m_kept->add(text->text);
        if (m_view)
            m_view->append(text->text);
    } else if (const auto *cited = std::get_if<chat::AnswerCitation>(&event)) {
        m_message.citations.push_back(cited->citation);
        m_kept->add(cited->citation);
        if (m_view)
            m_view->addCitation(cited->citation);
    } else if (const auto *ended = std::get_if<chat::AnswerEnd>(&event)) {
        end(*ended);
    } else if (const auto *whole = std::get_if<chat::AnswerAsked>(&event)) {
        m_asked = QObject::tr("Looked up as “%1”").arg(whole->question);
        wait(m_asked);
    } else if (const auto *waiting = std::get_if<chat::AnswerWait>(&event)) {
        wait(waitingWords(*waiting));
    } else if (const auto *writer = std::get_if<chat::AnswerWriter>(&event)) {
        m_message.model = writer->model;
        if (m_view)
            m_view->setModel(writer->model);
    }
}

void AnswerWriting::end(const chat::AnswerEnd &end) {
    m_message.state = end.state;
    m_message.note = end.note;
    if (end.error)
        m_message.note = m_error = end.error->text();
    else if (!m_asked.isEmpty())
        m_message.note = end.note.isEmpty() ? m_asked : m_asked + QStringLiteral(". ") + end.note;
}

void AnswerWriting::stop() {
    m_message.state = AnswerState::Interrupted;
    m_message.note = QObject::tr("Stopped");
}

void AnswerWriting::showEnd() const {
    if (m_view)
        m_view->finish(m_message.state, m_message.note, m_error);
}

void AnswerWriting::wait(const QString &words) const {
    if (m_view)
        m_view->setWaiting(words);
}

} // namespace docchat
