#pragma once

#include "domain/error.h"
#include "domain/ids.h"

#include <QString>

#include <optional>
#include <vector>

namespace muster {

/// Somebody who checks in an audit. A facilitator who does is listed like everybody else.
struct Participant
{
    PersonId id;
    QString name;

    bool operator==(const Participant &) const = default;
};

/// A delegation to be checked: whom it concerns, and the minutes its checks take (checkMinutes()).
struct PairWorkflow
{
    DelegationId id;
    QString title;
    std::optional<PersonId> owner;
    std::optional<PersonId> deputy;
    std::optional<PersonId> maintainer;
    int minutes = 10;

    bool operator==(const PairWorkflow &) const = default;
};

/// The people who check together: two, three where the number is odd, one where nobody else is there.
struct CheckPair
{
    std::vector<PersonId> members;

    bool operator==(const CheckPair &) const = default;
};

/// Who checks a delegation.
struct PairAssignment
{
    DelegationId delegation;
    std::vector<PersonId> checkers; ///< the members of one pair
    bool selfChecked = false;       ///< isSelfChecked(owner, checkers)

    bool operator==(const PairAssignment &) const = default;
};

struct PairProposal
{
    std::vector<CheckPair> pairs;
    std::vector<PairAssignment> assignments; ///< in the order of the workflows given

    bool operator==(const PairProposal &) const = default;
};

/// True where the owner is the only one who checks.
bool isSelfChecked(const std::optional<PersonId> &owner, const std::vector<PersonId> &checkers);

/// Makes pairs of all participants (somebody listed twice counts once): who owns most of the workflows' minutes is put
/// with who owns least, so that every pair can take what others own; equal ones by name, then id. The order in which
/// participants are given makes no difference.
std::vector<CheckPair> proposePairs(const std::vector<Participant> &participants,
                                    const std::vector<PairWorkflow> &workflows);

/// Checks pairs that somebody named. Returns InvalidInput, with the name, for an empty pair, one of more than three, a
/// person in two pairs or twice in one, or a person who takes no part.
std::optional<Error> pairsProblem(const std::vector<CheckPair> &pairs, const std::vector<Participant> &participants);

/// Gives every workflow to one of the pairs, which stay as they are. Nobody checks their own alone where another pair
/// could; apart from that the pairs' minutes differ by no more than the longest workflow; within that, a pair
/// without the owner is taken first, and one without deputy and maintainer before one with. Without pairs there are no
/// assignments. The order of the workflows only decides the order of the assignments.
PairProposal assignWorkflows(const std::vector<CheckPair> &pairs, const std::vector<PairWorkflow> &workflows);

/// proposePairs(), then assignWorkflows().
PairProposal proposePairing(const std::vector<Participant> &participants, const std::vector<PairWorkflow> &workflows);

/// What holds after somebody left in the middle of an audit. Everything stays as it is, but: who is left of the pair
/// goes on with its workflows; one that would now be self-checked goes to another pair where there is one, as do all of
/// a pair that nobody is left of. Workflows named in `finished` are not touched: they were checked by who they were.
PairProposal withoutParticipant(const PairProposal &existing, const PersonId &removed,
                                const std::vector<PairWorkflow> &workflows,
                                const std::vector<DelegationId> &finished = {});

}
