#pragma once

#include "ledger/sha256.h"

#include <QtGlobal>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster::ledger {

/// A public line's leaf: SHA256(0x00 || line), RFC 6962 §2.1. The line comes without its LF.
Hash leafHash(std::string_view publicLine);

/// Two subtrees' parent: SHA256(0x01 || left || right), RFC 6962 §2.1.
Hash nodeHash(const Hash &left, const Hash &right);

/// A Merkle tree (RFC 6962) of which only the right edge is kept: the roots of its full subtrees, biggest first.
/// That is all it takes to append and to know the root; memory and time are O(log n).
class Tree
{
public:
    /// Appends one leaf, see leafHash().
    void append(const Hash &leaf);

    /// Appends a full subtree of 2^level leaves by its root. False, and nothing done, unless size() is a multiple
    /// of 2^level, since only then does the subtree stand where RFC 6962 puts it.
    [[nodiscard]] bool appendSubtree(int level, const Hash &subtreeRoot);

    /// The number of leaves.
    qint64 size() const { return m_size; }

    /// The root over all leaves; the empty tree's is SHA256("").
    Hash root() const;

    /// The right edge as bytes, to be stored: 32 for each full subtree, the biggest first.
    std::string edge() const;

    /// The tree that had `size` leaves and gave `edge`; nothing where their lengths don't fit each other.
    static std::optional<Tree> fromEdge(qint64 size, std::string_view edge);

    bool operator==(const Tree &) const = default;

private:
    std::vector<Hash> m_peaks;
    qint64 m_size = 0;
};

}
