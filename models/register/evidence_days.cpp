#include "register/evidence_days.h"

#include <array>
#include <tuple>

namespace muster::registry {

namespace {

constexpr quint32 unstatedOutcome = 3;
constexpr quint32 paceMask = (1U << 21) - 1;

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

/// Sorts the values.
std::vector<CountedValue> counted(std::vector<qint64> &values)
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
    const auto elapsed = elapsedOf(row);
    const auto took = row.milliseconds ? row.milliseconds : elapsed;
    Item item{};
    item.subject = quint32(subject);
    item.day = qint32(*day);
    item.model = quint32(model);
    item.outcome = row.outcome ? quint32(*row.outcome) : unstatedOutcome;
    item.hasTime = took.has_value();
    item.isElapsed = elapsed.has_value();
    item.hasPace = took && row.words && row.outcome == ReviewOutcome::Accepted;
    item.milliseconds = took.value_or(0);
    item.pace = item.hasPace ? quint32(paceOf(*row.words, *took)) & paceMask : 0;
    m_reviews.push_back(item);
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

Result<void> EvidenceDays::eachReviewDay(const std::function<Result<void>(const DayKey &, const ReviewTotals &)> &take)
{
    std::ranges::sort(m_reviews, {}, [](const Item &item) { return std::tuple(item.subject, item.day, item.model); });
    std::vector<qint64> durations, paces;
    for (auto first = m_reviews.begin(); first != m_reviews.end();) {
        const auto key = first->key();
        std::array<qint64, 4> outcomes{};
        ReviewTotals totals;
        durations.clear();
        paces.clear();
        for (; first != m_reviews.end() && first->key() == key; ++first) {
            ++outcomes[first->outcome];
            totals.elapsed += first->isElapsed;
            if (first->hasTime)
                durations.push_back(first->milliseconds);
            if (first->hasPace)
                paces.push_back(first->pace);
        }
        std::tie(totals.accepted, totals.edited, totals.rejected, totals.unstated) = std::tuple_cat(outcomes);
        totals.durations = counted(durations);
        totals.paces = counted(paces);
        if (const auto taken = take(key, totals); !taken)
            return taken;
    }
    return {};
}

}
