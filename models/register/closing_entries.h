#pragma once

#include "register/audit_service.h"

namespace muster::registry {

/// What a closing tells: a line for each entry, as a person reads it, and the next slot proposed for the series.
struct ClosingAccount
{
    QStringList &lines;
    std::optional<QDate> &nextSlot;
};

/// When a series goes on after an audit: on the day somebody chose, unless that has passed; otherwise one interval after
/// the audit. A spot check leaves the slot where it is.
std::optional<QDate> slotAfter(const OpenAudit &audit, const Series &series, QDate heldOn, QDate today);

/// Writes an open audit as the entries of a closed one: the audit, findings, drills, decisions, what was done in the room
/// and what became of last time's decisions, next due dates, the series' next slot. Judges nothing: closing did.
/// The draft stays. Errors: those of the services whose rules what is done has to keep.
Result<void> writeClosingEntries(Writer &writer, RuleContext &context, const OpenAudit &audit, QDate heldOn,
                                 const ClosingAccount &account);

}
