#pragma once

#include "domain/error.h"
#include "items/evidence_tables.h"

#include <QImage>
#include <QSize>

/// Charts as pictures, for a document: in light colours with their title, whatever the screen's scheme is.
namespace muster::views {

/// In device-independent pixels.
inline constexpr QSize pictureSize(960, 400);

/// A null image where there is nothing to draw.
QImage pictureOf(items::EvidenceChart chart, const items::EvidenceFigures &figures);

/// What a PNG or SVG file of it holds; empty where there is nothing to draw.
QByteArray pngOf(items::EvidenceChart chart, const items::EvidenceFigures &figures);
QByteArray svgOf(items::EvidenceChart chart, const items::EvidenceFigures &figures);

/// Writes a picture, all of it or nothing. Errors: Refused for a register's file, Io, DiskFull.
Result<void> savePicture(const QString &path, const QByteArray &picture);

}
