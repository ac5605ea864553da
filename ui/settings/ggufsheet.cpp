#include "settings/ggufsheet.h"

#include "settings/steps.h"
#include "widgets/buttons.h"
#include "widgets/dialogs.h"
#include "widgets/plainlabel.h"

#include <QLocale>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int sheetWidth = 520;

} // namespace

GgufSheet::GgufSheet(const GivenModel &model, QWidget *parent) : QDialog(parent) {
    setWindowTitle(tr("A model"));
    setFixedWidth(sheetWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(14);
    auto *heading = plainLabel(tr("Use %1 to write answers?").arg(model.name), this);
    heading->setObjectName(QStringLiteral("heading"));
    layout->addWidget(heading);
    const auto size = QLocale().formattedDataSize(model.size, 1, QLocale::DataSizeSIFormat);
    layout->addWidget(
        plainLabel(tr("It is %1 large and runs on this computer; nothing leaves it.").arg(size), this));
    m_runs = plainLabel({}, this);
    m_runs->setObjectName(QStringLiteral("dim"));
    layout->addWidget(m_runs);
    m_missing = new QWidget(this);
    auto *missing = new QVBoxLayout(m_missing);
    missing->setContentsMargins(0, 0, 0, 0);
    missing->setSpacing(11);
    m_problem = plainLabel(tr("llama-server, which runs it, is not found on this computer."), m_missing);
    m_problem->setObjectName(QStringLiteral("warning"));
    missing->addWidget(m_problem);
    missing->addWidget(
        new Steps({tr("Get llama.cpp for your system: github.com/ggml-org/llama.cpp, Releases."),
                   tr("Unpack it into a folder of your own, such as ~/llama.cpp."),
                   tr("Choose the file llama-server in it.")},
                  m_missing));
    auto *choose = makeButton(tr("Choose llama-server…"), Look::Plain, m_missing);
    missing->addWidget(choose, 0, Qt::AlignLeft);
    layout->addWidget(m_missing);
    auto *buttons = new QHBoxLayout;
    m_use = makeButton(tr("Use it"), Look::Primary, this);
    auto *later = makeButton(tr("Not now"), Look::Plain, this);
    buttons->addStretch();
    buttons->addWidget(m_use);
    buttons->addWidget(later);
    layout->addLayout(buttons);
    connect(choose, &QPushButton::clicked, this, [this] { done(ChooseProgram); });
    connect(m_use, &QPushButton::clicked, this, &QDialog::accept);
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    setLlamaServer(model.llamaServer);
}

void GgufSheet::setLlamaServer(const QString &program) {
    const bool found = !program.isEmpty();
    m_runs->setText(tr("By %1").arg(program));
    m_runs->setVisible(found);
    m_missing->setVisible(!found);
    m_use->setEnabled(found);
    m_use->setDefault(found);
    fitHeight(this);
}

void GgufSheet::showProblem(const QString &words) {
    m_problem->setText(words);
    fitHeight(this);
}

} // namespace docchat::ui
