#include "settings/gettingmodeldialog.h"

#include "settings/steps.h"
#include "widgets/buttons.h"
#include "widgets/dialogs.h"
#include "widgets/plainlabel.h"

#include <QSysInfo>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int dialogWidth = 540;

QStringList stepsWith(const QString &llamaServer) {
    return {llamaServer.isEmpty()
                ? QObject::tr("Install Ollama (ollama.com), or llama-server, which is part of llama.cpp "
                              "(github.com/ggml-org/llama.cpp).")
                : QObject::tr("llama-server is here: %1. Ollama (ollama.com) does as well.").arg(llamaServer),
            QObject::tr("Get a small model: with Ollama by “ollama pull qwen2.5:3b”, or as a .gguf file of "
                        "1 to 5 GB."),
            QObject::tr("DocChat finds Ollama at its next start. A .gguf file is chosen here, or dropped on "
                        "the window.")};
}

} // namespace

GettingModelDialog::GettingModelDialog(const QString &llamaServer, QWidget *parent) : QDialog(parent) {
    setWindowTitle(tr("Getting a model"));
    setFixedWidth(dialogWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(14);
    auto *heading = plainLabel(tr("A model on %1").arg(QSysInfo::prettyProductName()), this);
    heading->setObjectName(QStringLiteral("heading"));
    layout->addWidget(heading);
    layout->addWidget(new Steps(stepsWith(llamaServer), this));
    auto *more =
        plainLabel(tr("None is needed: without a model, answers are quoted. A model on this computer "
                      "sends nothing away."),
                   this);
    more->setObjectName(QStringLiteral("dim"));
    layout->addWidget(more);
    auto *buttons = new QHBoxLayout;
    auto *choose = makeButton(tr("Choose a .gguf…"), Look::Plain, this);
    auto *close = makeButton(tr("Close"), Look::Plain, this);
    buttons->addStretch();
    buttons->addWidget(choose);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(choose, &QPushButton::clicked, this, &QDialog::accept);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    close->setFocus();
    fitHeight(this);
}

} // namespace docchat::ui
