#include "evidence/known_rows.h"

#include "domain/evidence_entities.h"
#include "register/entity_table.h"
#include "register/evidence_reader.h"

namespace muster::evidence {

using namespace Qt::StringLiterals;
using namespace muster::registry;

void KnownRows::addToKey(std::string_view text)
{
    m_bytes += text;
    m_bytes += '\0';
}

void KnownRows::addToKey(std::optional<qint64> number)
{
    const qint64 value = number.value_or(-1);
    m_bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
}

namespace {

size_t hashOf(const std::string &bytes)
{
    return std::max<size_t>(std::hash<std::string_view>()(bytes), 1);
}

/// Which delegation a row is about, or the name of none.
std::string_view subjectOf(const EvidenceSubject &subject)
{
    return subject.delegation.empty() ? subject.name : subject.delegation;
}

}

KnownRows::Hashes KnownRows::hashesOf(const ReviewRow &row)
{
    m_bytes.clear();
    addToKey(subjectOf(row.subject));
    addToKey(row.output);
    addToKey(row.reviewer);
    addToKey(row.reviewedAt ? row.reviewedAt : row.producedAt);
    const size_t key = hashOf(m_bytes);
    addToKey(row.producedAt);
    addToKey(row.milliseconds);
    addToKey(row.outcome ? std::optional(qint64(*row.outcome)) : std::nullopt);
    addToKey(row.words);
    addToKey(row.model);
    return {key, hashOf(m_bytes)};
}

KnownRows::Hashes KnownRows::hashesOf(const UsageRow &row)
{
    m_bytes.clear();
    addToKey(subjectOf(row.subject));
    addToKey(row.at);
    addToKey(row.model);
    addToKey(row.currency);
    const size_t key = hashOf(m_bytes);
    addToKey(row.calls);
    addToKey(row.tokensIn);
    addToKey(row.tokensOut);
    addToKey(row.cost);
    return {key, hashOf(m_bytes)};
}

KnownRows::Hashes KnownRows::hashesOf(const PriceRow &row)
{
    m_bytes.clear();
    addToKey(row.vendor);
    addToKey(row.model);
    addToKey(row.from);
    addToKey(row.to);
    addToKey(row.input);
    addToKey(row.output);
    addToKey(row.cachedInput);
    addToKey(row.endsOn);
    return {hashOf(m_bytes), hashOf(m_bytes)};
}

KnownRows::Hashes KnownRows::hashesOf(const OutputRow &row)
{
    m_bytes.clear();
    addToKey(subjectOf(row.subject));
    addToKey(row.output);
    const size_t key = hashOf(m_bytes);
    addToKey(row.producedAt);
    addToKey(row.words);
    addToKey(row.reference);
    return {key, hashOf(m_bytes)};
}

Result<void> KnownRows::read(Store &store, EvidenceKind kind)
{
    const auto imports =
        allWhere<EvidenceImport>(store, u"WHERE undone_on IS NULL AND kind = ? ORDER BY n"_s, {word(kind)});
    if (!imports)
        return tl::unexpected(imports.error());
    const auto take = [this](const auto &row) -> Result<void> {
        m_before.push_back(hashesOf(row));
        return {};
    };
    for (const auto &import : *imports) {
        Result<void> read;
        switch (kind) {
        case EvidenceKind::Reviews: read = eachReview(store.database(), import.n, take); break;
        case EvidenceKind::Usage: read = eachUsage(store.database(), import.n, take); break;
        case EvidenceKind::Prices: read = eachPrice(store.database(), import.n, take); break;
        case EvidenceKind::Outputs: read = eachOutput(store.database(), import.n, take); break;
        }
        if (!read)
            return read;
    }
    std::ranges::sort(m_before);
    return {};
}

KnownRows::Answer KnownRows::judged(const Hashes &hashes, bool mayRepeat)
{
    const auto before = std::ranges::lower_bound(m_before, hashes.key, {}, &Hashes::key);
    if (before != m_before.end() && before->key == hashes.key)
        return std::ranges::binary_search(m_before, hashes) ? Answer::Same : Answer::Different;
    return mayRepeat || insertHere(hashes.key) ? Answer::New : Answer::Twice;
}

bool KnownRows::insertHere(size_t key)
{
    if (m_hereCount * 2 >= m_here.size())
        growHere();
    for (size_t at = key & (m_here.size() - 1);; at = (at + 1) & (m_here.size() - 1)) {
        if (m_here[at] == key)
            return false;
        if (m_here[at] == 0) {
            m_here[at] = key;
            ++m_hereCount;
            return true;
        }
    }
}

void KnownRows::growHere()
{
    const auto former = std::exchange(m_here, std::vector<size_t>(std::max<size_t>(m_here.size() * 2, 1024)));
    m_hereCount = 0;
    for (const size_t key : former) {
        if (key != 0)
            insertHere(key);
    }
}

}
