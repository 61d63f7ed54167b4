#include "register/evidence_days.h"

namespace muster::registry {

namespace {

void packNumber(quint64 number, std::string &out)
{
    for (; number >= 0x80; number >>= 7)
        out += char(number | 0x80);
    out += char(number);
}

std::optional<quint64> unpackNumber(std::string_view &bytes)
{
    quint64 number = 0;
    for (int shift = 0; !bytes.empty() && shift < 64; shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        number |= quint64(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    return std::nullopt;
}

std::vector<CountedValue> counted(std::vector<qint64> values)
{
    std::ranges::sort(values);
    std::vector<CountedValue> made;
    for (const qint64 value : values) {
        if (made.empty() || made.back().value != value)
            made.push_back({value, 0});
        ++made.back().count;
    }
    return made;
}

}

std::string packCounted(const std::vector<CountedValue> &values)
{
    std::string out;
    qint64 last = 0;
    for (const auto &[value, count] : values) {
        packNumber(quint64(value - last), out);
        packNumber(quint64(count), out);
        last = value;
    }
    return out;
}

std::vector<CountedValue> unpackCounted(std::string_view bytes)
{
    std::vector<CountedValue> values;
    quint64 last = 0;
    while (!bytes.empty()) {
        const auto step = unpackNumber(bytes);
        const auto count = unpackNumber(bytes);
        if (!step || !count)
            break;
        last += *step;
        values.push_back({qint64(last), qint64(*count)});
    }
    return values;
}

qint64 paceOf(qint64 words, qint64 milliseconds)
{
    if (milliseconds < shortestReviewMs)
        return unreadablePace;
    const qint64 perMinute = (words * 60'000 + milliseconds - 1) / milliseconds;
    return std::min(perMinute, unreadablePace);
}

std::optional<qint64> EvidenceDays::dayOf(const ReviewRow &row)
{
    const auto &at = row.reviewedAt ? row.reviewedAt : row.producedAt;
    return at ? std::optional(m_days.dayOf(*at)) : std::nullopt;
}

void EvidenceDays::add(qint64 subject, qint64 model, const ReviewRow &row)
{
    const auto day = dayOf(row);
    if (!day)
        return;
    auto &raw = m_reviews[{subject, *day, model}];
    qint64 &count = !row.outcome                              ? raw.unstated
                    : *row.outcome == ReviewOutcome::Accepted ? raw.accepted
                    : *row.outcome == ReviewOutcome::Edited   ? raw.edited
                                                              : raw.rejected;
    ++count;
    const auto elapsed = elapsedOf(row);
    const auto took = row.milliseconds ? row.milliseconds : elapsed;
    if (!took)
        return;
    raw.elapsed += elapsed ? 1 : 0;
    raw.durations.push_back(*took);
    if (row.outcome == ReviewOutcome::Accepted && row.words)
        raw.paces.push_back(paceOf(*row.words, *took));
}

void EvidenceDays::add(qint64 subject, qint64 model, const UsageRow &row)
{
    auto &totals = m_usage[{{subject, dayOf(row.at), model}, std::string(row.currency)}];
    totals.calls += row.calls.value_or(0);
    totals.tokensIn += row.tokensIn.value_or(0);
    totals.tokensOut += row.tokensOut.value_or(0);
    if (row.cost)
        totals.cost = totals.cost.value_or(0) + *row.cost;
}

std::vector<DayKey> EvidenceDays::reviewKeys() const
{
    std::vector<DayKey> keys;
    keys.reserve(m_reviews.size());
    for (const auto &item : m_reviews)
        keys.push_back(item.first);
    std::ranges::sort(keys);
    return keys;
}

ReviewTotals EvidenceDays::reviews(const DayKey &key) const
{
    const auto found = m_reviews.find(key);
    if (found == m_reviews.end())
        return {};
    const auto &raw = found->second;
    return {raw.accepted,           raw.edited,        raw.rejected, raw.unstated, raw.elapsed,
            counted(raw.durations), counted(raw.paces)};
}

}
