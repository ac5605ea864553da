#pragma once

#include <QWidget>

class QLabel;

namespace docchat::ui {

/// Offers a model server that was found on this computer.
class OfferCard : public QWidget {
    Q_OBJECT

public:
    explicit OfferCard(QWidget *parent);

    void say(const QString &words); ///< empty: it goes away

Q_SIGNALS:
    void taken();
    void toChoose();
    void declined();

private:
    void fill();

    QLabel *m_words = nullptr;
};

} // namespace docchat::ui
