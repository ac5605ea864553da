#include "chat/sentdialog.h"

#include "chat/sentwords.h"
#include "widgets/buttons.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr QSize wholeSize(860, 560);
constexpr int shortWidth = 460; // where there is nothing to list
constexpr int listWidth = 300;

} // namespace

SentDialog::SentDialog(const std::optional<std::vector<Sent>> &sent, const Message &answer, QWidget *parent)
    : QDialog(parent), m_sent(sent.value_or(std::vector<Sent>())) {
    setWindowTitle(tr("What was sent"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(14);
    auto *summary = plainLabel(chat::summaryOf(sent, answer), this);
    summary->setObjectName(QStringLiteral("heading"));
    layout->addWidget(summary);
    if (m_sent.empty()) {
        setFixedWidth(shortWidth);
    } else {
        addSendings(layout);
        resize(wholeSize);
    }
    addButtons(layout);
    if (m_list)
        m_list->setCurrentRow(0);
}

void SentDialog::addSendings(QVBoxLayout *layout) {
    auto *panes = new QHBoxLayout;
    panes->setSpacing(14);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("sendings"));
    m_list->setAccessibleName(tr("Requests"));
    m_list->setFixedWidth(listWidth);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const auto &one : m_sent)
        m_list->addItem(chat::headlineOf(one) + QLatin1Char('\n') + chat::detailsOf(one));
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(QStringLiteral("sentText"));
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("What was sent, word for word"));
    panes->addWidget(m_list);
    panes->addWidget(m_text, 1);
    layout->addLayout(panes, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &SentDialog::showSending);
}

void SentDialog::addButtons(QVBoxLayout *layout) {
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    if (m_list) {
        auto *copy = makeButton(tr("Copy"), Look::Plain, this);
        connect(copy, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(m_text->toPlainText()); });
        buttons->addWidget(copy);
    }
    auto *close = makeButton(tr("Close"), Look::Plain, this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    buttons->addWidget(close);
    layout->addLayout(buttons);
}

void SentDialog::showSending(int row) {
    m_text->setPlainText(row < 0 ? QString() : chat::fullTextOf(m_sent[size_t(row)]));
}

} // namespace docchat::ui
