#pragma once

#include "settings/settings.h"

#include <QStringList>
#include <QWidget>

class QCheckBox;
class QListWidget;
class QSpinBox;
class QVBoxLayout;

namespace docchat::ui {

/// What there is on this computer to read documents with.
struct ReadingMeans {
    QStringList languages = {};   ///< that can be recognised
    QString likelyLanguages = {}; ///< "deu+eng"
    QStringList protections = {}; ///< what holds around the reader; empty: not known yet
    bool libreOffice = false;     ///< is installed
};

/// How documents are read: text in pictures, passages, old Office files, what protects this computer from
/// them, and the limits.
class ReadingPage : public QWidget {
    Q_OBJECT

public:
    ReadingPage(settings::Reading reading, const ReadingMeans &means, QWidget *parent);

    [[nodiscard]] settings::Reading reading() const;

Q_SIGNALS:
    void changed();

private:
    void addRecognition(QVBoxLayout *layout, const ReadingMeans &means);
    void addPassages(QVBoxLayout *layout);
    void addOldOffice(QVBoxLayout *layout, bool isInstalled);
    void addProtection(QVBoxLayout *layout, const QStringList &protections);
    void addLimits(QVBoxLayout *layout);
    void showLimits(const settings::Reading &reading);
    void connectSignals();

    settings::Reading m_reading;
    QCheckBox *m_always;
    QListWidget *m_languages;
    QSpinBox *m_passage;
    QCheckBox *m_libreOffice;
    QCheckBox *m_unfenced;
    QSpinBox *m_textMiB;
    QSpinBox *m_seconds;
    QSpinBox *m_minutes;
};

} // namespace docchat::ui
