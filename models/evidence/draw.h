#pragma once

#include "register/evidence_reader.h"

namespace muster::evidence {

/// Outputs drawn at random, never picked by hand.
struct Draw
{
    qint64 seed = 0;
    qint64 of = 0;                        ///< from how many
    std::optional<QDate> from;            ///< the first day they may be of
    QList<registry::KnownOutput> outputs; ///< in the order they were drawn

    bool operator==(const Draw &) const = default;
};

/// The order in which a seed draws outputs: by the SHA-256 of `SEED:OUTPUT` in UTF-8, the least first. Anyone can draw again with
/// sha256sum, and neither the order of the files nor what else was read in since matters to which of two comes first.
QList<registry::KnownOutput> drawn(QList<registry::KnownOutput> outputs, qint64 seed, qsizetype count);

/// Draws `count` of a delegation's outputs since its last audit, or of all where there are fewer than `count` since. A seed that is
/// not given is random. Errors: NotFound where no output of it is known; what the database says.
Result<Draw> drawOutputs(registry::Store &store, const DelegationId &delegation, qsizetype count,
                         std::optional<qint64> seed = {});

}
