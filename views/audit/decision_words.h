#pragma once

#include "views/audit/room_parts.h"

/// How findings and decisions read in the room.
namespace muster::views {

/// A finding that asks for a decision, and whether it has one.
struct AskingFinding
{
    DelegationId delegation;
    QString title;
    Category category = Category::Unclassified;
    Check check = Check::Output;
    Verdict verdict = Verdict::Drift;
    QString note;
    bool answered = false;

    bool operator==(const AskingFinding &) const = default;
};

/// Every drift and fail of an audit, in the order of its workflows and checks.
QList<AskingFinding> askingFindings(const registry::OpenAudit &audit);

/// "Change the tier", "Accept as it is".
QString kindTitle(DecisionKind kind);

/// The kinds of decision that answer a check of a category's workflow, best first; all others that are possible follow.
QList<DecisionKind> fittingKinds(Check check, Category category);

/// What the value of a kind is called in a form; empty where it takes none.
QString valueLabel(DecisionKind kind);

/// What a decision sets, for people: a name for an identifier.
QString valueText(DecisionKind kind, const QString &to, const RoomContext &room, const DelegationId &delegation);

/// "Change the tier: light"
QString decisionText(const registry::OpenDecision &decision, const RoomContext &room, const DelegationId &delegation);

/// "Priya Nair, by 26 Jun 2026"; for an acceptance "until".
QString seenToText(const registry::OpenDecision &decision, const RoomContext &room);

}
