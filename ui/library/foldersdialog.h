#pragma once

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace docchat::ui {

/// One of the followed folders, in words.
struct FolderLine {
    qint64 id = 0;
    QString name = {};
    QString path = {};
    QString state = {};
    bool isOffline = false;

    bool operator==(const FolderLine &) const = default;
};

/// The folders that the library follows. Shows what it is told and emits wishes.
class FoldersDialog : public QDialog {
    Q_OBJECT

public:
    explicit FoldersDialog(QWidget *parent);

    void setFolders(const std::vector<FolderLine> &folders);

Q_SIGNALS:
    void followWanted();
    void unfollowWanted(qint64 id);
    void lookWanted();
    void showWanted(const QString &path); ///< in the file manager

private:
    QWidget *makeCard(const FolderLine &folder);

    std::vector<FolderLine> m_shown;
    QLabel *m_empty;
    QScrollArea *m_scroll;
    QVBoxLayout *m_cards;
    QPushButton *m_look;
};

} // namespace docchat::ui
