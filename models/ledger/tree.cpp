#include "ledger/tree.h"

#include <bit>
#include <cstring>

namespace muster::ledger {

using namespace std::string_view_literals;

Hash leafHash(std::string_view publicLine)
{
    return sha256({"\x00"sv, publicLine});
}

Hash nodeHash(const Hash &left, const Hash &right)
{
    std::array<char, 1 + 2 * sizeof(Hash)> bytes;
    bytes[0] = 0x01;
    std::memcpy(bytes.data() + 1, left.data(), left.size());
    std::memcpy(bytes.data() + 1 + left.size(), right.data(), right.size());
    return sha256(std::string_view(bytes.data(), bytes.size()));
}

void Tree::append(const Hash &leaf)
{
    [[maybe_unused]] const bool fits = appendSubtree(0, leaf);
}

bool Tree::appendSubtree(int level, const Hash &subtreeRoot)
{
    const auto leaves = qint64(1) << level;
    if (m_size % leaves != 0) {
        return false;
    }
    Hash hash = subtreeRoot;
    for (qint64 rest = m_size >> level; rest & 1; rest >>= 1) {
        hash = nodeHash(m_peaks.back(), hash);
        m_peaks.pop_back();
    }
    m_peaks.push_back(hash);
    m_size += leaves;
    return true;
}

Hash Tree::root() const
{
    if (m_peaks.empty()) {
        return sha256(std::string_view());
    }
    Hash hash = m_peaks.back();
    for (auto it = m_peaks.rbegin() + 1; it != m_peaks.rend(); ++it) {
        hash = nodeHash(*it, hash);
    }
    return hash;
}

std::string Tree::edge() const
{
    std::string bytes;
    bytes.reserve(m_peaks.size() * sizeof(Hash));
    for (const Hash &peak : m_peaks) {
        bytes += bytesOf(peak);
    }
    return bytes;
}

std::optional<Tree> Tree::fromEdge(qint64 size, std::string_view edge)
{
    if (size < 0 || edge.size() != std::size_t(std::popcount(quint64(size))) * sizeof(Hash)) {
        return std::nullopt;
    }
    Tree tree;
    tree.m_size = size;
    tree.m_peaks.resize(edge.size() / sizeof(Hash));
    for (std::size_t i = 0; i < tree.m_peaks.size(); ++i) {
        std::memcpy(tree.m_peaks[i].data(), edge.data() + i * sizeof(Hash), sizeof(Hash));
    }
    return tree;
}

}
