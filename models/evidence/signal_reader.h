#pragma once

#include "evidence/signals.h"
#include "register/store.h"
#include "register/verify.h"

#include <memory>

namespace muster::evidence {

/// The signals of one delegation.
struct DelegationSignals
{
    DelegationId delegation;
    QString title;
    QList<Signal> list;
};

/// What is asked of the signals; each part narrows it.
struct SignalQuery
{
    std::optional<DelegationId> delegation;
    std::optional<Check> check;
    std::optional<QDate> on; ///< without: today in the register's zone
};

/// Reads what the signals look at. What all delegations share is read once, when it is made.
class SignalReader
{
public:
    /// `delegation`: only of this one will be asked. Errors: what the database says.
    static Result<SignalReader> make(registry::Store &store, QDate on,
                                     const std::optional<DelegationId> &delegation = {});

    SignalReader(SignalReader &&) noexcept;
    ~SignalReader();

    QDate on() const;
    const Market &market() const;

    /// The delegations that can be asked of, in the order they were added; those retired among them.
    QList<DelegationId> delegations() const;
    QString titleOf(const DelegationId &id) const;

    /// What is known of a delegation. Error: NotFound.
    Result<DelegationFacts> facts(const DelegationId &id) const;

    /// What was read in about it. Errors: what the database says.
    Result<Evidence> evidence(const DelegationId &id) const;

private:
    struct State;
    explicit SignalReader(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

/// The signals of the delegations that are asked for, in the order they were added. Errors: what the database says, Cancelled.
Result<QList<DelegationSignals>> readSignals(registry::Store &store, const SignalQuery &query,
                                             const registry::Progress &progress = {});

}
