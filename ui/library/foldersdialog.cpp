#include "library/foldersdialog.h"

#include "base/paths.h"
#include "widgets/buttons.h"
#include "widgets/elidedlabel.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr QSize roomy(560, 420);
constexpr int cardGap = 8;

} // namespace

FoldersDialog::FoldersDialog(QWidget *parent) : QDialog(parent) {
    setWindowTitle(tr("Watched folders"));
    resize(roomy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    auto *meaning =
        plainLabel(tr("What is added to these folders or changed in them is read by itself. What is "
                      "deleted there leaves the library, and can be brought back for ten seconds. A "
                      "folder that cannot be reached loses nothing."),
                   this);
    meaning->setObjectName(QStringLiteral("dim"));
    layout->addWidget(meaning);
    m_empty = plainLabel(tr("No folder is watched yet."), this);
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
    auto *follow = makeButton(tr("Watch a folder…"), Look::Plain, this);
    m_look = makeButton(tr("Look through them now"), Look::Plain, this);
    auto *close = makeButton(tr("Close"), Look::Plain, this);
    buttons->addWidget(follow);
    buttons->addWidget(m_look);
    buttons->addStretch();
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(follow, &QPushButton::clicked, this, &FoldersDialog::followWanted);
    connect(m_look, &QPushButton::clicked, this, &FoldersDialog::lookWanted);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    m_look->hide();
}

void FoldersDialog::setFolders(const std::vector<FolderLine> &folders) {
    m_empty->setVisible(folders.empty());
    m_look->setVisible(!folders.empty());
    if (m_shown == folders)
        return;
    m_shown = folders;
    while (auto *item = m_cards->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // one of its buttons may have been pressed just now
        delete item;
    }
    for (const auto &folder : folders)
        m_cards->addWidget(makeCard(folder));
}

QWidget *FoldersDialog::makeCard(const FolderLine &folder) {
    auto *card = new QWidget(m_scroll->widget());
    card->setObjectName(QStringLiteral("card"));
    card->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(2);
    auto *head = new QHBoxLayout;
    auto *name = new ElidedLabel(card);
    name->setFullText(folder.name);
    name->setObjectName(QStringLiteral("title"));
    auto *show = makeButton(tr("Show"), Look::Link, card);
    show->setAccessibleName(tr("Show %1 in the file manager").arg(folder.name));
    show->setEnabled(!folder.isOffline);
    auto *stop = makeButton(tr("Stop watching"), Look::Link, card);
    stop->setAccessibleName(tr("Stop watching %1").arg(folder.name));
    head->addWidget(name, 1);
    head->addWidget(show);
    head->addWidget(stop);
    layout->addLayout(head);
    auto *path = new ElidedLabel(card);
    path->setFullText(shownPath(folder.path));
    path->setObjectName(QStringLiteral("dim"));
    layout->addWidget(path);
    auto *state = plainLabel(folder.state, card);
    state->setObjectName(folder.isOffline ? QStringLiteral("warning") : QStringLiteral("dim"));
    layout->addWidget(state);
    connect(show, &QPushButton::clicked, this, [this, path = folder.path] { Q_EMIT showWanted(path); });
    connect(stop, &QPushButton::clicked, this, [this, id = folder.id] { Q_EMIT unfollowWanted(id); });
    return card;
}

} // namespace docchat::ui
