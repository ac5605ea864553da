#include "chat/sourcecard.h"

#include "widgets/buttons.h"
#include "widgets/elidedlabel.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr qsizetype quoteShown = 220;
constexpr int cardWidth = 360; // pixels

QString bareName(const QString &name) {
    const auto dot = name.lastIndexOf(QLatin1Char('.'));
    return dot > 0 ? name.left(dot) : name;
}

QString foundWords(const Citation &citation) {
    return citation.verified ? SourceCard::tr("✓ found in source") : SourceCard::tr("not found in source");
}

QString shortQuote(const Citation &citation) {
    const auto flat = citation.quote.simplified();
    const auto quote = QStringLiteral("“%1”").arg(
        flat.size() > quoteShown ? flat.left(quoteShown) + QStringLiteral("…") : flat);
    return citation.verified ? quote : QObject::tr("Closest: %1").arg(quote);
}

} // namespace

QString placeWords(const Citation &citation) {
    return hasPictures(citation.kind) ? QObject::tr("p. %1").arg(citation.page) : citation.where();
}

QString citationCard(const Citation &citation) {
    return QStringLiteral("<table width='%1'><tr><td>%2<br><b>%3</b> · %4</td></tr></table>")
        .arg(QString::number(cardWidth), shortQuote(citation).toHtmlEscaped(),
             shortNameAndPlace(citation).toHtmlEscaped(), foundWords(citation).toHtmlEscaped());
}

QString shortNameAndPlace(const Citation &citation) {
    return inMail(bareName(citation.name) + QStringLiteral(", ") + placeWords(citation), citation.within);
}

QString contextWords(bool isShown) {
    return isShown ? QObject::tr("Hide context") : QObject::tr("Show context");
}

SourceCard::SourceCard(const Citation &citation, bool numbered, QWidget *parent)
    : QWidget(parent), m_citation(citation) {
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(11, 9, 11, 9);
    layout->setSpacing(3);
    layout->addWidget(makeHead(numbered));
    m_quote = plainLabel(shortQuote(citation), this);
    m_quote->setProperty("dim", true);
    layout->addWidget(m_quote);
    layout->addStretch();
    m_context = makeButton(contextWords(false), Look::Link, this);
    m_context->setProperty("flush", true);
    auto *pin = makeButton(tr("Pin"), Look::Link, this);
    pin->setToolTip(tr("Keeps the quote in the notes"));
    auto *links = new QHBoxLayout;
    links->addWidget(m_context);
    links->addWidget(pin);
    links->addStretch();
    layout->addLayout(links);
    connect(pin, &QPushButton::clicked, this, &SourceCard::pinWanted);
    connect(m_context, &QPushButton::clicked, this, &SourceCard::contextToggled);
    setAccessibleName(
        tr("Source %1: %2: %3")
            .arg(QString::number(citation.number), shortNameAndPlace(citation), shortQuote(citation)));
}

QWidget *SourceCard::makeHead(bool numbered) {
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *name = new ElidedLabel(head);
    const auto place = shortNameAndPlace(m_citation);
    name->setFullText(numbered ? QStringLiteral("%1 · %2").arg(QString::number(m_citation.number), place)
                               : place);
    layout->addWidget(name, 1);
    if (numbered) {
        const bool verified = m_citation.verified;
        auto *found = new QLabel(foundWords(m_citation), head);
        if (!verified)
            found->setToolTip(
                tr("The source does not say what the answer says; this is its closest passage"));
        found->setProperty(verified ? "found" : "dim", true);
        found->setObjectName(verified ? QStringLiteral("found") : QStringLiteral("warning"));
        layout->addWidget(found);
    }
    return head;
}

void SourceCard::setContext(const std::optional<chat::Surroundings> &surroundings) {
    m_quote->setText(surroundings
                         ? QStringLiteral("%1 “%2” %3")
                               .arg(surroundings->before, m_citation.quote.simplified(), surroundings->after)
                               .trimmed()
                         : shortQuote(m_citation));
    m_context->setText(contextWords(surroundings.has_value()));
    m_context->setAccessibleName(m_context->text());
}

void SourceCard::setSelected(bool selected) {
    setProperty("selected", selected);
    repolish(this);
}

void SourceCard::mouseReleaseEvent(QMouseEvent *event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void SourceCard::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

} // namespace docchat::ui
