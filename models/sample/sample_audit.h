#pragma once

#include "register/audit_service.h"
#include "sample/sample_environment.h"

/// The audit that is due in the sample register on sampleToday(): its third full one.
namespace muster::sample {

/// The delegations it takes, by title.
QStringList sampleAuditScope();

/// Opens it over five delegations that are due, with six people in pairs, and starts its clock.
/// @param clock the store's
/// @return the errors of AuditService::open(), and NotFound where the register is not as it was made
Result<AuditId> openSampleAudit(registry::Store &store, SampleClock &clock);

/// Goes through its phases: what became of the decisions of last time, samples, verdicts of every kind, a drill, and
/// decisions. It is ready to be closed then.
Result<void> fillSampleAudit(registry::Store &store, SampleClock &clock, const AuditId &id);

}
