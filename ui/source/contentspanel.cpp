#include "source/contentspanel.h"

#include "widgets/activate.h"
#include "widgets/buttons.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr int panelWidth = 190;

} // namespace

ContentsPanel::ContentsPanel(const Theme *theme, QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("contents"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(panelWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    auto *choice = new QHBoxLayout;
    choice->setContentsMargins(10, 0, 10, 0);
    choice->setSpacing(6);
    m_chooseSections = makeButton(tr("Sections"), Look::Chip, this);
    m_choosePages = makeButton(tr("Pages"), Look::Chip, this);
    choice->addWidget(m_chooseSections);
    choice->addWidget(m_choosePages);
    choice->addStretch();
    layout->addLayout(choice);
    m_stack = new QStackedWidget(this);
    m_sections = new QListWidget(m_stack);
    m_sections->setObjectName(QStringLiteral("sections"));
    m_sections->setAccessibleName(tr("Sections of the document"));
    m_sections->setUniformItemSizes(true);
    m_sections->setTextElideMode(Qt::ElideRight);
    m_sections->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_thumbnails = new Thumbnails(theme, m_stack);
    m_stack->addWidget(m_sections);
    m_stack->addWidget(m_thumbnails);
    layout->addWidget(m_stack, 1);
    connect(m_chooseSections, &QPushButton::clicked, this, [this] { choose(m_sections); });
    connect(m_choosePages, &QPushButton::clicked, this, [this] { choose(m_thumbnails); });
    connect(m_thumbnails, &Thumbnails::pageWanted, this, &ContentsPanel::pageWanted);
    const auto go = [this](const QListWidgetItem *item) {
        if (const auto row = size_t(m_sections->row(item)); row < m_entries.size())
            Q_EMIT sectionWanted(m_entries[row].page, m_entries[row].start);
    };
    connect(m_sections, &QListWidget::itemClicked, this, go);
    connect(m_sections, &QListWidget::itemActivated, this, go);
}

void ContentsPanel::choose(QWidget *shown) {
    m_stack->setCurrentWidget(shown);
    for (auto *button : {m_chooseSections, m_choosePages}) {
        button->setProperty("chosen", (button == m_chooseSections) == (shown == m_sections));
        repolish(button);
    }
}

void ContentsPanel::setSections(const std::vector<index::ContentsEntry> &sections) {
    m_entries = sections;
    m_sections->clear();
    for (const auto &section : sections) {
        auto *item = new QListWidgetItem(section.heading, m_sections);
        item->setToolTip(section.heading);
    }
    if (sections.empty()) {
        auto *none = new QListWidgetItem(tr("No headings in it"), m_sections);
        none->setFlags(Qt::NoItemFlags);
    }
    const bool hasPages = m_thumbnails->pageCount() > 0;
    m_choosePages->setVisible(hasPages);
    choose(sections.empty() && hasPages ? static_cast<QWidget *>(m_thumbnails) : m_sections);
}

void ContentsPanel::setPages(const QList<QSizeF> &sizes, int count) {
    m_thumbnails->setPages(sizes, count);
    m_choosePages->setVisible(count > 0);
}

void ContentsPanel::setCurrentPage(int page) {
    m_thumbnails->setCurrent(page);
    auto entry = std::ranges::lower_bound(m_entries, page, {}, &index::ContentsEntry::page);
    if (entry != m_entries.begin() && (entry == m_entries.end() || entry->page > page))
        --entry; // it goes on from a page before
    if (entry != m_entries.end() && entry->page <= page)
        m_sections->setCurrentRow(int(entry - m_entries.begin()));
}

void ContentsPanel::focusList() {
    activateWindowOf(this);
    m_stack->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

} // namespace docchat::ui
