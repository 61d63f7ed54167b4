#pragma once

#include "register/inventory_services.h"

namespace muster::registry {

/// Decisions after they were made: done, moved, dropped. A decision changes the inventory when it is done.
class DecisionService final : public EntityService<Decision>
{
public:
    using EntityService::EntityService;

    /// Every decision that fits, by due date; `openOnly` leaves out what is done or dropped.
    struct Query
    {
        bool openOnly = true;
        bool overdueOnly = false;
        std::optional<PersonId> owner;
        std::optional<DelegationId> delegation;
    };
    struct Item
    {
        Decision decision;
        QString delegationTitle, ownerName;
        bool overdue = false;
    };
    Result<QList<Item>> list(const Query &query);

    /// Marks it done and applies it to the inventory. Errors: Refused where it isn't open, or where the inventory's
    /// rules forbid the change (a promotion without what Automate owes, a failure mode without a definition).
    Result<void> markDone(const DecisionId &id, const QString &note);

    /// Another due date, with a reason. Errors: InvalidInput for a date in the past, Refused where it isn't open.
    Result<void> move(const DecisionId &id, QDate due, const QString &why);

    /// Given up, with a reason.
    Result<void> drop(const DecisionId &id, const QString &why);

    Result<void> markDoneIn(Writer &writer, RuleContext &context, const DecisionId &id, const QString &note);
    Result<void> moveIn(Writer &writer, RuleContext &context, const DecisionId &id, QDate due, const QString &why);
    Result<void> dropIn(Writer &writer, RuleContext &context, const DecisionId &id, const QString &why);

protected:
    Result<void> judge(RuleContext &context, const Decision *before, Decision &after) override;

private:
    Result<void> applyIn(Writer &writer, RuleContext &context, const Decision &decision);
    Result<void> verifySourceIn(Writer &writer, RuleContext &context, const SourceId &source);
    Result<void> addFailureModeIn(Writer &writer, RuleContext &context, const Decision &decision);
};

}
