#include "items/delegation_catalogue.h"

#include "register/rule_context.h"
#include "register/search.h"

#include <QCollator>

#include <limits>
#include <numeric>

namespace muster::items {

using registry::DelegationQuery;
using registry::DelegationSummary;

namespace {

constexpr int absent = std::numeric_limits<int>::max();

bool showsTheSame(const DelegationSummary &a, const DelegationSummary &b)
{
    return a.n == b.n && a.ownerName == b.ownerName && a.trusted == b.trusted && a.flags == b.flags;
}

int rankOf(const std::optional<QDate> &date)
{
    return date ? int(date->toJulianDay()) : absent;
}

/// More that stands out, and graver, comes first.
int rankOf(const std::vector<Flag> &flags)
{
    int weight = 0;
    for (const auto flag : flags)
        weight |= 1 << (Words<Flag>::all.size() - 1 - size_t(flag));
    return flags.empty() ? absent : -weight;
}

/// The same as a list on the command line leaves in; what is searched for is decided before.
bool fits(const DelegationSummary &summary, const DelegationQuery &query, QDate today)
{
    const bool inUse = summary.status == Status::Active || summary.status == Status::Paused;
    const bool due = inUse && (summary.nextDue ? *summary.nextDue <= today : !summary.lastAudit);
    return (query.withRetired || summary.status != Status::Retired) && (!query.due || due)
           && (!query.category || *query.category == summary.category)
           && (query.team.isEmpty() || query.team.compare(summary.team, Qt::CaseInsensitive) == 0)
           && (!query.owner || query.owner == summary.owner)
           && (!query.flag || std::ranges::find(summary.flags, *query.flag) != summary.flags.end());
}

}

Result<void> DelegationCatalogue::catchUp(registry::Store &store)
{
    const auto head = store.head();
    if (!head)
        return tl::unexpected(head.error());
    if (m_size == head->size() && m_today == store.today())
        return {};
    DelegationQuery everything;
    everything.withRetired = true;
    auto all = listDelegations(store, everything);
    if (!all)
        return tl::unexpected(all.error());
    const auto policy = registry::RuleContext(store).policy();
    if (!policy)
        return tl::unexpected(policy.error());
    m_tiers = policy->tiers;
    m_pool.take(
        std::move(*all), [](const DelegationSummary &one) { return one.id.text(); }, showsTheSame);
    m_titleRanks.clear();
    m_sorted.clear();
    m_size = head->size();
    m_today = store.today();
    return {};
}

Result<DelegationAnswer> DelegationCatalogue::answer(registry::Store &store, const DelegationQuery &query,
                                                     const DelegationOrder &order)
{
    if (const auto read = catchUp(store); !read)
        return tl::unexpected(read.error());
    std::optional<QSet<QString>> found;
    if (!query.search.trimmed().isEmpty()) {
        auto matches = registry::Search(store).find(query.search);
        if (!matches)
            return tl::unexpected(matches.error());
        found = std::move(*matches);
    }
    const auto &all = m_pool.rows();
    DelegationAnswer answer;
    answer.total = int(all.size());
    for (const int position : inOrder(order)) {
        const auto &row = all[size_t(position)];
        if (fits(row->item, query, m_today) && (!found || found->contains(row->item.id.text())))
            answer.rows.push_back(row);
    }
    return answer;
}

const std::vector<int> &DelegationCatalogue::inOrder(const DelegationOrder &order)
{
    const size_t count = m_pool.rows().size();
    if (m_sorted.size() == count && m_sortedBy == order)
        return m_sorted;
    if (m_titleRanks.size() != count)
        m_titleRanks = ranks(DelegationColumn::Title);
    const auto ranked = order.column == DelegationColumn::Title ? m_titleRanks : ranks(order.column);
    const bool descending = order.order == Qt::DescendingOrder;
    m_sorted.resize(count);
    std::iota(m_sorted.begin(), m_sorted.end(), 0);
    std::ranges::stable_sort(m_sorted, [&](int a, int b) {
        const int left = ranked[size_t(a)], right = ranked[size_t(b)];
        if (left == right)
            return m_titleRanks[size_t(a)] < m_titleRanks[size_t(b)];
        return left == absent || right == absent ? right == absent : (left < right) != descending;
    });
    m_sortedBy = order;
    return m_sorted;
}

std::vector<int> DelegationCatalogue::ranks(DelegationColumn column) const
{
    const auto each = [this](auto rank) {
        std::vector<int> found;
        found.reserve(m_pool.rows().size());
        for (const auto &row : m_pool.rows())
            found.push_back(rank(row->item));
        return found;
    };
    using Summary = DelegationSummary;
    switch (column) {
    case DelegationColumn::Title: return ranksOfText(&Summary::title);
    case DelegationColumn::Team: return ranksOfText(&Summary::team);
    case DelegationColumn::Owner: return ranksOfText(&Summary::ownerName);
    case DelegationColumn::Tier: return each([this](const Summary &s) { return tierRank(s.tier); });
    case DelegationColumn::ExternalId: return ranksOfText(&Summary::externalId);
    case DelegationColumn::Category: return each([](const Summary &s) { return int(s.category); });
    case DelegationColumn::Risk: return each([](const Summary &s) { return s.risk ? int(*s.risk) : absent; });
    case DelegationColumn::Status: return each([](const Summary &s) { return int(s.status); });
    case DelegationColumn::LastAudit: return each([](const Summary &s) { return rankOf(s.lastAudit); });
    case DelegationColumn::NextDue: return each([](const Summary &s) { return rankOf(s.nextDue); });
    case DelegationColumn::TrustedUntil:
        return each([](const Summary &s) { return s.trusted ? rankOf(s.trusted->date) : absent; });
    case DelegationColumn::Flags: return each([](const Summary &s) { return rankOf(s.flags); });
    }
    return {};
}

/// Tiers by strength; one that the register no longer names comes after those it does.
int DelegationCatalogue::tierRank(const QString &tier) const
{
    const auto place = m_tiers.indexOf(tier);
    return tier.isEmpty() ? absent : int(place < 0 ? m_tiers.size() : place);
}

std::vector<int>
DelegationCatalogue::ranksOfText(const std::function<const QString &(const DelegationSummary &)> &text) const
{
    QCollator collator(m_locale);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    QHash<QString, int> rankOfText;
    std::vector<std::pair<QCollatorSortKey, QString>> keys;
    for (const auto &row : m_pool.rows()) {
        const QString &shown = text(row->item);
        if (shown.isEmpty() || rankOfText.contains(shown))
            continue;
        rankOfText.insert(shown, 0);
        keys.emplace_back(collator.sortKey(shown), shown);
    }
    std::ranges::sort(keys, [](const auto &a, const auto &b) { return a.first.compare(b.first) < 0; });
    int rank = 0;
    for (size_t i = 0; i < keys.size(); ++i) {
        rank += i > 0 && keys[i - 1].first.compare(keys[i].first) != 0;
        rankOfText[keys[i].second] = rank;
    }
    std::vector<int> found;
    found.reserve(m_pool.rows().size());
    for (const auto &row : m_pool.rows())
        found.push_back(rankOfText.value(text(row->item), absent));
    return found;
}

}
