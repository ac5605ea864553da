#pragma once

#include "settings/settings.h"

#include <QDialog>
#include <QStringList>

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

/// How documents are read: text in pictures, old Office files, what protects this computer from them, and the
/// limits.
class ReadingDialog : public QDialog {
    Q_OBJECT

public:
    ReadingDialog(settings::Reading reading, const ReadingMeans &means, QWidget *parent);

    [[nodiscard]] settings::Reading reading() const;

private:
    void addRecognition(QVBoxLayout *layout, const ReadingMeans &means);
    void addOldOffice(QVBoxLayout *layout, bool isInstalled);
    void addProtection(QVBoxLayout *layout, const QStringList &protections);
    void addLimits(QVBoxLayout *layout);
    void showLimits(const settings::Reading &reading);

    settings::Reading m_reading;
    QCheckBox *m_always;
    QListWidget *m_languages;
    QCheckBox *m_libreOffice;
    QCheckBox *m_unfenced;
    QSpinBox *m_textMiB;
    QSpinBox *m_seconds;
    QSpinBox *m_minutes;
};

} // namespace docchat::ui
