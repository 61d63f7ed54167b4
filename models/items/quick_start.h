#pragma once

#include "register/store.h"

namespace muster::items {

/// The quarter of an hour from nothing: adds a delegation of this title, owned by who acts, and opens a spot check of
/// it. Errors: InvalidInput (no title), and those of the services; nothing is kept of a half of it but the delegation.
Result<AuditId> startQuickAudit(registry::Store &store, const QString &title);

/// Opens a spot check of a delegation, facilitated by who acts. Errors: those of AuditService::open().
Result<AuditId> startSpotCheck(registry::Store &store, const DelegationId &delegation);

/// Who acts from now on: the person of this identifier where it is an active one, otherwise the register's owner.
/// Returns their name, or nothing where nobody can be named. Errors: what the database says.
Result<std::optional<Person>> takeActor(registry::Store &store, const QString &person);

}
