#pragma once

#include <QWidget>

class QCheckBox;
class QSpinBox;
class QVBoxLayout;

namespace docchat::ui {

/// Settings that belong together, under a heading; each is explained in a line.
class SettingsGroup : public QWidget {
    Q_OBJECT

public:
    SettingsGroup(const QString &heading, QWidget *parent);

    [[nodiscard]] QVBoxLayout *rows() { return m_rows; }
    void explain(const QString &words);
    QCheckBox *addChoice(const QString &words, const QString &explanation);
    /// A line with a number from `least` to `most`, and its unit.
    QSpinBox *addNumber(const QString &name, int least, int most, const QString &unit);
    /// A line with its name on the left and what it is set with on the right.
    void addLine(const QString &name, QWidget *setter);

    /// Do all these words stand somewhere in it?
    [[nodiscard]] bool has(const QStringList &words) const;

private:
    QVBoxLayout *m_rows;
};

} // namespace docchat::ui
