#pragma once

#include <QWidget>

#include <array>

class QPushButton;

namespace docchat::ui {

class ElidedLabel;

/// Above the conversation: its title, how answers are written, which documents are asked, and the model.
/// Where there is too little room they are shortened in the reverse of what a person needs: the title last.
class ChatBar : public QWidget {
    Q_OBJECT

public:
    explicit ChatBar(QWidget *parent);

    void setTitle(const QString &title);
    void setStyle(const QString &words, bool isChosen); ///< isChosen: by the person
    void setScope(const QString &words);                ///< empty: nothing can be asked
    void setModel(const QString &words, bool local);
    [[nodiscard]] QString modelWords() const;

Q_SIGNALS:
    void styleWanted();
    void scopeMenuWanted(const QPoint &at);
    void modelMenuWanted(const QPoint &at);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Chip {
        QPushButton *button = nullptr;
        QString before = {}; ///< the words, never shortened
        QString words = {};
        QString after = {};
        Qt::TextElideMode mode = Qt::ElideRight;
    };

    void set(Chip &chip, const QString &words);
    /// The pixels around the words.
    [[nodiscard]] static int frameOf(const Chip &chip);
    [[nodiscard]] static int fullWidthOf(const Chip &chip);
    [[nodiscard]] static int leastWidthOf(const Chip &chip);
    static void shorten(const Chip &chip, int by); ///< pixels
    void arrange();

    ElidedLabel *m_title;
    bool m_hasStyle = false;
    std::array<Chip, 3> m_chips; ///< style, scope and model: in the order they give way
};

} // namespace docchat::ui
