#pragma once

#include <QWidget>

class QLabel;

namespace docchat::ui {

/// What can be done with the words that are selected in a document; hidden while there are none.
class SelectionBar : public QWidget {
    Q_OBJECT

public:
    explicit SelectionBar(QWidget *parent = nullptr);

    void setWords(const QString &words);

Q_SIGNALS:
    void copyWanted();
    void copyWithSourceWanted();
    void pinWanted();
    void askWanted();

private:
    QLabel *m_count;
};

} // namespace docchat::ui
