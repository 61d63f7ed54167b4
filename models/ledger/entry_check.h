#pragma once

#include "ledger/sha256.h"
#include "ledger/verifier.h"

#include <QtGlobal>

#include <span>
#include <string>
#include <vector>

namespace muster::ledger {

/// A run of entries, copied one behind the other so that a thread can check them on its own.
class EntryBatch
{
public:
    /// How many bytes a batch gathers before it is full: enough to hand over seldom, little enough for a cache.
    static constexpr std::size_t fullSize = std::size_t(1) << 20;

    /// Empties the batch, keeps its memory, and has the next entry be number `first`.
    void restart(qint64 first);
    /// Copies an entry.
    void add(const RawEntry &entry);
    /// Takes an entry of which only the leaf is known.
    void addWithheld(const Hash &leaf);

    /// The number of the first entry.
    qint64 first() const { return m_first; }
    /// The number the next entry will have.
    qint64 next() const { return m_first + qint64(m_items.size()); }
    /// Whether nothing was added.
    bool isEmpty() const { return m_items.empty(); }
    /// Whether it is time to hand the batch over.
    bool isFull() const { return m_bytes.size() >= fullSize; }

private:
    friend class BatchCheck;

    enum class Kind { Whole, NoPrivate, Withheld };
    struct Item
    {
        std::size_t publicSize = 0;
        std::size_t privateSize = 0;
        Kind kind = Kind::Whole;
    };

    // For each item: 0x00 and the public line, as a leaf is hashed, then the private line; or the bare leaf.
    std::string m_bytes;
    std::vector<Item> m_items;
    qint64 m_first = 0;
};

/// The root of a full subtree of 2^level leaves.
struct Subtree
{
    int level = 0;
    Hash root{};
};

/// What checking one batch gave.
struct BatchReport
{
    /// The full subtrees the batch had built up when the whole tree had `size` leaves.
    struct Prefix
    {
        qint64 size = 0;
        std::vector<Subtree> subtrees;
    };

    qint64 first = 0;
    std::vector<Subtree> subtrees; ///< in order, each where Tree::appendSubtree() takes it
    std::vector<Prefix> prefixes;
    QList<Problem> problems;
    qint64 problemCount = 0;
    QList<qint64> missingPrivate;
    QList<qint64> withheld;
};

/// Checks a batch. `prefixSizes`, ascending, are the sizes of the whole tree at which its root is wanted.
BatchReport checkBatch(const EntryBatch &batch, std::span<const qint64> prefixSizes);

}
