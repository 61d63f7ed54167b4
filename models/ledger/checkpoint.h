#pragma once

#include "domain/error.h"
#include "ledger/sha256.h"

#include <QByteArray>
#include <QString>
#include <QtGlobal>

#include <string_view>

namespace muster::ledger {

/// What a checkpoint says: a log of this name had this many entries and this root (C2SP tlog-checkpoint).
struct Checkpoint
{
    QString origin;
    qint64 size = 0;
    Hash root{};

    bool operator==(const Checkpoint &) const = default;
};

/// Whether `origin` can name a log: not empty, no control characters, no lone surrogates.
bool isOrigin(const QString &origin);

/// The bytes a signature covers: origin, size in decimal and root in base64, each with its LF.
/// `origin` has to be one that isOrigin() accepts, `size` not negative.
QByteArray checkpointBody(const QString &origin, qint64 size, const Hash &root);

/// Reads what checkpointBody() wrote, and nothing else. Fails with Damaged and names the line at fault.
Result<Checkpoint> parseCheckpointBody(std::string_view body);

}
