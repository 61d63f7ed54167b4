#pragma once

#include "register/store.h"

namespace muster::registry {

/// Which rows of the dated log are wanted; each part narrows it.
struct LogFilter
{
    std::optional<QDate> from, to; ///< both days included
    std::optional<DelegationId> delegation;
    std::optional<Verdict> verdict;
    std::optional<PersonId> person; ///< decided, owns the decision or the delegation, or checked
    QString text = {};              ///< every word of it is a part of what the row says, as search folds text

    bool operator==(const LogFilter &) const = default;
};

/// One finding and one decision it led to, as people read it. A finding with two decisions gives two rows, one without
/// any a single row; an amendment is a row of its own.
struct LogRow
{
    QDate date;
    qint64 audit = 0;          ///< the audit's number; 0 for a decision made outside an audit
    DelegationId delegationId; ///< null for an amendment of a whole audit
    QString delegation;
    QString owner; ///< the delegation's, that day
    QString tier;  ///< that day
    std::optional<QDate> lastOutput;
    std::optional<Check> check;
    std::optional<Verdict> verdict;
    QString note;
    std::optional<DecisionKind> decision;
    qint64 decisionNumber = 0;
    QString before, after, why;
    QStringList decidedBy;
    QString decisionOwner;
    std::optional<QDate> followUp; ///< the decision's due date; for a pass the next one that this audit set
    bool selfChecked = false;
    bool amendment = false;

    bool operator==(const LogRow &) const = default;
};

/// In which order the audits come.
enum class LogOrder { OldestFirst, NewestFirst };

/// The rows that fit, one after the other: by date, audit, delegation's title, check and decision. Holds one audit in
/// memory at a time, and sees only what was closed when it was opened.
class LogReader
{
public:
    /// Errors: what the database says.
    static Result<LogReader> open(Store &store, const LogFilter &filter, LogOrder order = LogOrder::OldestFirst);

    LogReader(LogReader &&) noexcept;
    ~LogReader();

    /// The next row, or nothing at the end. Errors: what the database says, Damaged.
    Result<std::optional<LogRow>> next();

    /// How many audits, amendments and lone decisions were read, and how many there are.
    qint64 done() const;
    qint64 total() const;

private:
    struct State;
    explicit LogReader(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

/// Gives the rows that fit to `take`, in LogReader's order, until it answers false. Errors as LogReader.
Result<void> readLog(Store &store, const LogFilter &filter, const std::function<bool(const LogRow &)> &take);

/// The finding of a check on a delegation in a closed audit. Error: NotFound.
Result<FindingId> findingOf(Store &store, const AuditId &audit, const DelegationId &delegation, Check check);

/// Gives each entry's public line, without its LF, in order. An error of `take` ends it and is returned.
Result<void> readPublicLines(Store &store, const std::function<Result<void>(std::string_view line)> &take);

}
