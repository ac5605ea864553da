#pragma once

#include "settings/settings.h"

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QListWidget;

namespace docchat::ui {

/// How documents are read: text in pictures, and what protects this computer from them.
class ReadingDialog : public QDialog {
    Q_OBJECT

public:
    /// `installed`: languages that can be recognised; `protections`: what holds around the reader, empty: not
    /// known yet.
    ReadingDialog(settings::Reading reading, const QStringList &installed, const QString &likely,
                  const QStringList &protections, QWidget *parent);

    [[nodiscard]] settings::Reading reading() const;

private:
    settings::Reading m_reading;
    QCheckBox *m_always;
    QListWidget *m_languages;
    QCheckBox *m_unfenced;
};

} // namespace docchat::ui
