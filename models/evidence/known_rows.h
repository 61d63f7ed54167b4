#pragma once

#include "domain/terms.h"
#include "register/evidence_rows.h"
#include "register/store.h"

#include <vector>

namespace muster::evidence {

/// Tells rows that were read in before. A row's key says which it is: of a review the delegation, the output, the reviewer and when;
/// of usage the delegation, when, the model and the currency; of a price the vendor, the model and from when; of an output the
/// delegation and its name. Keys and contents are compared by 64-bit hashes: of ten million rows, two differ and look alike once
/// in 300,000 registers.
class KnownRows
{
public:
    /// Reads what a register has of a kind. Errors: what the database says.
    Result<void> read(registry::Store &store, EvidenceKind kind);

    enum class Answer {
        New,
        Same,      ///< it was read in before, in another file
        Different, ///< its key was, with other contents
        Twice,     ///< its key stands in this file already
    };

    /// Judges a row and remembers it. Reviews without an output and usage may stand in a file more than once.
    template <typename Row>
    Answer judge(const Row &row)
    {
        return judged(hashesOf(row), mayRepeat(row));
    }

private:
    struct Hashes
    {
        size_t key = 0, contents = 0;
        auto operator<=>(const Hashes &) const = default;
    };

    Hashes hashesOf(const registry::ReviewRow &row);
    Hashes hashesOf(const registry::UsageRow &row);
    Hashes hashesOf(const registry::PriceRow &row);
    Hashes hashesOf(const registry::OutputRow &row);
    static bool mayRepeat(const registry::ReviewRow &row) { return row.output.empty(); }
    static bool mayRepeat(const registry::UsageRow &) { return true; }
    static bool mayRepeat(const registry::PriceRow &) { return false; }
    static bool mayRepeat(const registry::OutputRow &) { return false; }
    Answer judged(const Hashes &hashes, bool mayRepeat);
    void addToKey(std::string_view text);
    void addToKey(std::optional<qint64> number);

    std::vector<Hashes> m_before; ///< of other files, sorted
    std::vector<size_t> m_here;   ///< an open-addressed set of this file's keys; 0 is free
    size_t m_hereCount = 0;
    std::string m_bytes;

    bool insertHere(size_t key);
    void growHere();
};

}
