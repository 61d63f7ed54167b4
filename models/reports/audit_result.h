#pragma once

#include "register/audit_history.h"
#include "reports/document.h"

namespace muster::reports {

/// A closed audit for people: who, when and how long, delegations and checks, notes, decisions, amendments.
/// `hints`: what the figures beside a finding's check hinted at when they were shown, a sentence each.
Document auditResultDocument(const registry::ClosedAudit &closed,
                             const std::function<QStringList(const Finding &finding)> &hints = {});

/// The rows of the log that belong to one audit, in the log's columns, for other programs. The store has to outlive
/// the document, which can be rendered once. Errors: what the database says.
Result<Document> auditLogTable(registry::Store &store, const registry::ClosedAudit &closed);

/// What a phase of a closed audit took: "9:12 of 10:00".
QString phaseText(const registry::ClosedPhase &phase);

}
