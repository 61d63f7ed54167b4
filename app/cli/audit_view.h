#pragma once

#include "audit_support.h"

namespace muster::cli {

/// An open audit as JSON: people, agenda in seconds, each delegation with verdicts, samples and decisions, follow-ups.
Result<nlohmann::ordered_json> openAuditJson(const AuditRoom &room);

/// The agenda's phases with time spent, left and over.
void printAgenda(Output &out, const Agenda &agenda, const QDateTime &now);

/// Delegations against checks, with the verdicts given so far; `before` are cells that stand before each row.
void printMatrix(Output &out, const registry::OpenAudit &audit, const QStringList &before = {});

}
