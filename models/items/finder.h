#pragma once

#include "register/store.h"

/// One search over everything a register holds (design.md §5).
namespace muster::items {

/// What was found, in the order it is offered.
struct Found
{
    enum class Kind { Delegation, Person, Decision, Audit, Entry };

    Kind kind = Kind::Delegation;
    QString id;        ///< its identifier; an entry's number
    QString title;     ///< what it is called
    QString detail;    ///< one muted line beside it
    bool open = false; ///< an audit that is still open
};

/// Finds delegations, people, decisions and audits by any part of their text, and entries by number ("#12"). At most
/// `perKind` of each; titles that begin with the words come first. An empty text finds nothing.
/// Errors: what the database says.
Result<QList<Found>> findAnything(registry::Store &store, const QString &text, int perKind = 6);

}
