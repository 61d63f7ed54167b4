#pragma once

#include "command.h"
#include "entity_json.h"
#include "register/audit_service.h"

/// What the commands of audits, decisions and the record have in common.
namespace muster::cli {

/// An open audit and what a command does with it.
struct AuditRoom
{
    Context &context;
    registry::Store &store;
    registry::AuditService service;
    registry::OpenAudit audit;

    /// The delegation of the audit that the argument `DELEGATION` names. Errors: NotFound, Ambiguous.
    Result<const registry::OpenDelegation *> delegation() const;

    /// A person by identifier or name. Errors as resolve().
    Result<PersonId> person(const QString &text) const { return personNamed(store, text); }

    static Result<PersonId> personNamed(registry::Store &store, const QString &text);
};

/// Runs `work` on the open audit that `N` names; without N it is the only open one.
/// Errors: NotFound, Ambiguous where several are open, and those of `work`.
Outcome withAudit(Context &context, const std::function<Outcome(AuditRoom &)> &work);

/// The parameter `N`, which has to be there.
Parameter auditParameter();
/// The parameter `DELEGATION`.
Parameter delegationParameter();

/// A positional of a closed list that has to be there. Error: InvalidInput naming the words.
template <typename E>
Result<E> wordArgument(const Context &context, const char *name)
{
    const auto value = context.word<E>(name);
    if (!value)
        return tl::unexpected(value.error());
    return **value;
}

/// A comma-separated list of checks. Error: InvalidInput naming the words.
Result<std::vector<Check>> checksFrom(const QString &text);

/// The agenda that --kind and --minutes ask for. Errors: InvalidInput for other minutes, Usage for minutes of a spot check.
Result<AgendaForm> formFrom(const Context &context);
/// The parameters formFrom() reads.
std::vector<Parameter> formParameters();

/// People by identifier or name. Errors as resolve().
Result<QList<PersonId>> peopleFrom(registry::Store &store, const QStringList &texts);

/// Names by identifier, for output.
Result<QHash<QString, QString>> peopleNames(registry::Store &store);

/// `NAME=VALUE` taken apart at the last `=`. Error: Usage.
Result<std::pair<QString, QString>> assignment(const QString &text, const QString &option);

/// Prints what was made: its identifier alone on a line, or {"id","number"} with --json; no number where it is 0.
void printMade(Output &out, const QString &id, qint64 number = 0);

/// Does something to the decision that `ID` names and says so; with --json it says nothing.
/// Errors: NotFound, Ambiguous, and those of `change`.
Outcome changeDecision(Context &context, const QString &said,
                       const std::function<Result<void>(registry::DecisionService &, const DecisionId &)> &change);
/// The parameter `ID` of a decision.
Parameter decisionParameter();

/// What the figures hint at as they were kept, for a worksheet.
QStringList worksheetHints(const registry::OpenDelegation &item, Check check);

/// A date as output shows it, empty where there is none.
QString dateText(const std::optional<QDate> &date);

}
