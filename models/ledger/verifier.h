#pragma once

#include "ledger/sha256.h"

#include <QList>
#include <QMap>
#include <QString>

#include <memory>
#include <span>
#include <string_view>

namespace muster::ledger {

/// An entry as it is stored: the bytes of both lines, without LF. hasPrivate tells an absent private line from an
/// empty one.
struct RawEntry
{
    std::string_view publicLine;
    std::string_view privateLine;
    bool hasPrivate = false;
};

/// What is wrong with entry n, as one sentence.
struct Problem
{
    qint64 n = 0;
    QString message;

    bool operator==(const Problem &) const = default;
};

/// What checking a record gave. It says nothing of whether root and size are the expected ones: the caller, who knows
/// a checkpoint or a high-water mark, compares.
struct Report
{
    qint64 entries = 0;             ///< how many entries were given
    Hash root{};                    ///< the root over all of them
    QList<Problem> problems;        ///< the first ones, in order of n
    qint64 problemCount = 0;        ///< all of them
    QList<qint64> missingPrivate;   ///< entries without a private line, ascending; an erasure has to name each
    QList<qint64> withheld;         ///< entries of which only the leaf was given, ascending
    QMap<qint64, Hash> prefixRoots; ///< for each size asked for and reached, the root the tree had then

    /// Whether every line given is well formed and fits its digest.
    bool linesHold() const { return problemCount == 0; }
};

/// Checks the lines of a record from entry 0 on, and computes its root. Lines are copied in, so a caller may hand over
/// views into a statement's row; checking runs on threads of its own while the caller reads on.
/// Per entry: the public line is canonical, its n is its position, v, kind and at are there, its `private` is the
/// digest of the private line; the private line is canonical, has the same n and a salt.
class Verifier
{
public:
    /// How many problems are listed; the others are only counted.
    static constexpr qsizetype listedProblems = 100;

    /// `prefixSizes`: numbers of entries at which the root is wanted as well, in any order; those never reached are
    /// left out of the report. `threads`: how many check beside the caller; 0 checks within add().
    explicit Verifier(const QList<qint64> &prefixSizes = {}, int threads = 2);
    ~Verifier();
    Verifier(const Verifier &) = delete;
    Verifier &operator=(const Verifier &) = delete;

    /// Takes the next entry. Waits while too much is unchecked, so memory stays bounded.
    void add(const RawEntry &entry);

    /// Takes the next entries, in order.
    void add(std::span<const RawEntry> entries);

    /// Takes the next entry where its public line is withheld and only the leaf is known (a customer's copy).
    void addWithheld(const Hash &leaf);

    /// Waits for all checks and reports. The verifier takes no further entries afterwards.
    Report finish();

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
