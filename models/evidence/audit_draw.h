#pragma once

#include "evidence/draw.h"
#include "register/audit_service.h"

namespace muster::evidence {

/// Samples that were drawn and laid out.
struct LaidOut
{
    registry::Drawing drawing;       ///< all that was drawn for the delegation in this audit
    std::optional<QDate> from;       ///< the first day they may be of
    QList<registry::Sample> samples; ///< those laid out now, in the order they were drawn
};

/// Draws `count` outputs of a delegation in an open audit and lays them out as samples, beside those that are there. A second
/// draw goes on where the first one ended, with the same seed, so that nobody draws until they like what they see.
/// Errors: those of drawOutputs() and AuditService::addDrawn(); Refused for another seed, and where no output is left to draw.
Result<LaidOut> layOutDrawn(registry::Store &store, const AuditId &audit, const DelegationId &delegation,
                            qsizetype count, std::optional<qint64> seed = {});

}
