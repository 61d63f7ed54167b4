#pragma once

#include "views/audit/room_parts.h"

/// The figures beside a check, from what the register knows. They hint; nobody's verdict is in them.
namespace muster::views {

/// What is known for a check on a workflow, most telling first.
QList<ShownFact> factsFor(Check check, const items::DelegationDossier &dossier, const RoomContext &room);

/// The newest finding of a check in a closed audit, or nullptr.
const registry::LogRow *lastFinding(const items::DelegationDossier &dossier, Check check);

/// "Trusted until 3 Jul 2026: its next audit"; empty where no date ends the trust.
QString trustText(const items::DelegationDossier &dossier);

/// "120 EUR a month"; empty where it is not known.
QString spendText(const Delegation &delegation);

/// "light to mid"
QString rangeText(const TierRange &range);

/// A figure with its thousands apart, by the locale.
QString shownNumber(qint64 number);

}
