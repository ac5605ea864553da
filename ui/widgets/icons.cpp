#include "widgets/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace docchat::ui {
namespace {

/// Its lines, in black.
QByteArray drawingOf(const QString &name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool pointsAlong(const QString &name) {
    return name == QLatin1StringView("previous") || name == QLatin1StringView("next") ||
           name == QLatin1StringView("dock") || name == QLatin1StringView("contents");
}

class Engine : public QIconEngine {
public:
    explicit Engine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        paintIcon(painter, rect, m_name, QGuiApplication::palette().color(group, QPalette::ButtonText));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap drawn(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return drawn;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new Engine(m_name); }

private:
    QString m_name;
};

} // namespace

QIcon icon(const QString &name) {
    return QIcon(new Engine(name));
}

void paintIcon(QPainter *painter, const QRectF &rect, const QString &name, const QColor &colour) {
    QSvgRenderer drawing(drawingOf(name).replace("#000", colour.name().toLatin1()));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (QGuiApplication::isRightToLeft() && pointsAlong(name)) {
        painter->translate(2 * rect.center().x(), 0);
        painter->scale(-1, 1);
    }
    drawing.render(painter, rect);
    painter->restore();
}

} // namespace docchat::ui
