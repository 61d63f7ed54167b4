#include "views/charts/chart_picture.h"

#include "register/save_target.h"
#include "views/charts/evidence_drawing.h"
#include "views/charts/evidence_words.h"

#include <QBuffer>
#include <QChart>
#include <QCoreApplication>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::EvidenceChart;
using items::EvidenceFigures;

namespace {

constexpr int sharpness = 2;
constexpr int dotsPerInch = 96;

QString pictureTitle(EvidenceChart chart, const EvidenceFigures &figures)
{
    const bool isMoney = chart == EvidenceChart::Cost && !figures.currency.isEmpty();
    return titleOf(chart) + (isMoney ? u" in "_s + figures.currency : QString()) + u": "_s + figures.title;
}

/// A scene with the chart alone; null where there is nothing to draw.
std::unique_ptr<QGraphicsScene> sceneOf(EvidenceChart chart, const EvidenceFigures &figures)
{
    auto made = drawn(chart, figures, lightColours(), pictureSize.width());
    if (!made)
        return nullptr;
    made->setTitle(pictureTitle(chart, figures).toHtmlEscaped());
    made->setTitleFont(fontOf(Type::Lead));
    made->setTitleBrush(lightColours().ink);
    made->setMargins({space::large, space::medium, space::large, space::small});
    made->resize(pictureSize);
    auto scene = std::make_unique<QGraphicsScene>(QRectF({}, pictureSize));
    scene->addItem(made.release());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    return scene;
}

}

QImage pictureOf(EvidenceChart chart, const EvidenceFigures &figures)
{
    const auto scene = sceneOf(chart, figures);
    if (!scene)
        return {};
    QImage image(pictureSize * sharpness, QImage::Format_RGB32);
    image.setDevicePixelRatio(sharpness);
    image.fill(lightColours().surface);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    scene->render(&painter, QRectF({}, pictureSize), scene->sceneRect());
    return image;
}

QByteArray pngOf(EvidenceChart chart, const EvidenceFigures &figures)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QImage image = pictureOf(chart, figures);
    return !image.isNull() && image.save(&buffer, "PNG") ? bytes : QByteArray();
}

QByteArray svgOf(EvidenceChart chart, const EvidenceFigures &figures)
{
    const auto scene = sceneOf(chart, figures);
    if (!scene)
        return {};
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(dotsPerInch);
    generator.setSize(pictureSize);
    generator.setViewBox(QRect({}, pictureSize));
    generator.setTitle(pictureTitle(chart, figures).toHtmlEscaped());
    generator.setDescription(textOf(chart, figures).description.toHtmlEscaped());
    QPainter painter(&generator);
    scene->render(&painter, QRectF({}, pictureSize), scene->sceneRect());
    painter.end();
    return bytes;
}

Result<void> savePicture(const QString &path, const QByteArray &picture)
{
    if (const auto may = registry::mayBeReplaced(path); !may)
        return may;
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(picture) == picture.size() && file.commit())
        return {};
    return failure(ErrorCode::Io, QCoreApplication::translate("EvidenceCharts", "%1 could not be written: %2. Choose "
                                                                                "another place.")
                                      .arg(path, file.errorString()));
}

}
