#pragma once

#include "register/audit_service.h"

/// An open audit as rows: (audit, delegation, check, item) → JSON value. Each thing typed is a row of its own, so that
/// saving it costs one small write and two people don't write over each other.
namespace muster::registry::draft {

/// Where a value stands.
struct Cell
{
    QString delegation, check, item;
};

/// Names of items; those of which there may be several end with the thing's identifier.
inline const QString participants = QStringLiteral("participants");
inline const QString pairs = QStringLiteral("pairs");
inline const QString notes = QStringLiteral("notes");
inline const QString parkingLot = QStringLiteral("parking-lot");
inline const QString scope = QStringLiteral("scope");
inline const QString finding = QStringLiteral("finding");
inline const QString reach = QStringLiteral("reach");
inline const QString checkers = QStringLiteral("checkers");
inline const QString leavers = QStringLiteral("leavers");
inline const QString figures = QStringLiteral("figures");
inline const QString privateFigures = QStringLiteral("private-figures");
inline const QString drawing = QStringLiteral("drawing");
inline const QString nextSlot = QStringLiteral("next-slot");
inline const QString samplePrefix = QStringLiteral("sample:");
inline const QString decisionPrefix = QStringLiteral("decision:");
inline const QString drillPrefix = QStringLiteral("drill:");
inline const QString followUpPrefix = QStringLiteral("follow-up:");

/// Each part of an audit as the JSON text its row holds.
QString toJson(const AgendaState &state);
QString toJson(const Sample &sample);
QString toJson(const OpenFinding &finding);
QString toJson(const OpenDecision &decision);
QString toJson(const Drill &drill);
QString toJson(const Reach &reach);
QString toJson(const FollowUp &followUp);
QString toJson(const Checkers &checkers);
QString toJson(const Drawing &drawing);
QString toJson(const QList<Leaver> &leavers);
QString toJson(const QList<QList<PersonId>> &pairs);
QString scopeToJson(int pair, bool selfChecked, qint64 order);
QString textToJson(const QString &text);

/// The sample parts that a finding's entry keeps: public (dates, states, criteria) and private (references).
QString publicSamples(const QList<Sample> &samples);
QString sampleReferences(const QList<Sample> &samples);

/// A note as it may stand in the record later. Error: InvalidInput naming `what`.
Result<QString> cleanNote(const QString &note, const QString &what);

/// Runs `work` in a write transaction of the drafts, which are outside the record.
template <typename Work>
Result<void> inDrafts(Store &store, Work &&work)
{
    return store.write([&](Writer &) -> Result<void> { return work(); });
}

/// One statement of such a transaction.
Result<void> run(Store &store, const QString &sql, const QList<QVariant> &values);

/// Refuses a delegation that another open audit than `id` has in scope.
Result<void> mustBeInNoOther(Store &store, const AuditId &id, const DelegationId &delegation, const QString &title);

/// The number after the highest one, which `sql` selects.
Result<qint64> nextNumber(Database &database, const QString &sql);

/// The agenda a draft holds. Error: Damaged.
Result<Agenda> agendaFrom(const QString &json);

/// Puts one row's value where it belongs in the audit. Unknown items are passed over. `order` of a delegation is
/// returned through `orders`.
Result<void> take(OpenAudit &audit, const Cell &cell, const QString &json, QHash<QString, qint64> &orders);

}
