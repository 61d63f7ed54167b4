#include "items/delegation_catalogue.h"

#include "register/rule_context.h"
#include "register/search.h"

#include <limits>
#include <numeric>
#include <set>

namespace muster::items {

using registry::DelegationQuery;
using registry::DelegationSummary;

namespace {

constexpr int absent = std::numeric_limits<int>::max();
const DelegationOrder byTitle{DelegationColumn::Title, Qt::AscendingOrder, {}};

bool showsTheSameWork(const DelegationSummary &a, const DelegationSummary &b)
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

QString idOf(const DelegationSummary &summary)
{
    return summary.id.text();
}

std::vector<std::string> wordsOf(const QString &search)
{
    std::vector<std::string> words;
    for (const auto &word : registry::wordsOfSearch(search))
        words.push_back(word.toStdString());
    return words;
}

bool holdsAll(std::string_view text, const std::vector<std::string> &words)
{
    return std::ranges::all_of(words, [text](const std::string &word) { return text.find(word) != text.npos; });
}

}

DelegationCatalogue::DelegationCatalogue(const QLocale &locale) : m_collator(locale)
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
}

Result<void> DelegationCatalogue::catchUp(registry::Store &store)
{
    const auto head = store.head();
    if (!head)
        return tl::unexpected(head.error());
    const bool sameDay = m_today == store.today();
    if (m_size == head->size() && sameDay)
        return {};
    const auto touched = sameDay ? registry::delegationsTouched(store, m_size, head->size()) : std::nullopt;
    const auto caughtUp = touched ? readAgain(store, *touched) : false;
    if (!caughtUp)
        return tl::unexpected(caughtUp.error());
    if (!*caughtUp) {
        if (const auto read = readAll(store); !read)
            return read;
    }
    m_size = head->size();
    m_today = store.today();
    return {};
}

Result<void> DelegationCatalogue::readAll(registry::Store &store)
{
    DelegationQuery everything;
    everything.withRetired = true;
    auto all = listDelegations(store, everything);
    if (!all)
        return tl::unexpected(all.error());
    const auto policy = registry::RuleContext(store).policy();
    if (!policy)
        return tl::unexpected(policy.error());
    m_tiers = policy->tiers;
    auto columns = registry::ownColumns(store);
    if (!columns)
        return tl::unexpected(columns.error());
    m_columns = std::move(*columns);
    m_pool.take(std::move(*all), idOf, showsTheSameWork);
    m_texts.clear();
    m_titleRanks.clear();
    m_sorted.clear();
    return {};
}

/// Reads these delegations alone. False where one is gone, and so all behind it have other places.
Result<bool> DelegationCatalogue::readAgain(registry::Store &store, const QStringList &ids)
{
    auto read = summariesOf(store, ids);
    if (!read)
        return tl::unexpected(read.error());
    if (read->size() != ids.size())
        return false;
    putInOrder(m_pool.put(std::move(*read), idOf, showsTheSameWork));
    if (m_texts.empty() || ids.isEmpty())
        return true;
    const auto folded = readTexts(store, ids);
    return folded ? Result<bool>(true) : tl::unexpected(folded.error());
}

/// Without identifiers: all of them.
Result<void> DelegationCatalogue::readTexts(registry::Store &store, const QStringList &ids)
{
    m_texts.resize(m_pool.rows().size());
    return registry::eachFoldedText(store, ids, [this](const QString &id, const QString &folded) {
        if (const int place = m_pool.placeOf(id); place >= 0)
            m_texts[size_t(place)] = folded.toStdString();
    });
}

Result<std::shared_ptr<DelegationAnswer>>
DelegationCatalogue::answer(registry::Store &store, const DelegationQuery &query, const DelegationOrder &order)
{
    if (const auto read = catchUp(store); !read)
        return tl::unexpected(read.error());
    const auto words = wordsOf(query.search);
    if (!words.empty() && m_texts.empty()) {
        if (const auto read = readTexts(store, {}); !read)
            return tl::unexpected(read.error());
    }
    const auto &all = m_pool.rows();
    auto answer = std::make_shared<DelegationAnswer>();
    answer->total = int(all.size());
    answer->columns = m_columns;
    // Judged in the order they lie in memory, then picked in the order they are shown in.
    std::vector<char> wanted(all.size());
    for (size_t place = 0; place < all.size(); ++place)
        wanted[place] = fits(all[place]->item, query, m_today) && (words.empty() || holdsAll(m_texts[place], words));
    answer->rows.reserve(size_t(std::ranges::count(wanted, true)));
    for (const int place : inOrder(order)) {
        if (wanted[size_t(place)])
            answer->rows.emplace_back(all[size_t(place)]);
    }
    return answer;
}

const std::vector<int> &DelegationCatalogue::inOrder(const DelegationOrder &order)
{
    const size_t count = m_pool.rows().size();
    if (m_sorted.size() == count && m_sortedBy == order)
        return m_sorted;
    if (m_titleRanks.size() != count)
        m_titleRanks = ranks(byTitle);
    const auto ranked = order.own.isEmpty() && order.column == byTitle.column ? m_titleRanks : ranks(order);
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

/// Moves what has changed to where it belongs now; the order of the others stands.
void DelegationCatalogue::putInOrder(const std::vector<int> &places)
{
    if (places.empty())
        return;
    m_titleRanks.clear();
    if (m_sorted.empty())
        return;
    const std::set<int> moving(places.begin(), places.end());
    std::erase_if(m_sorted, [&](int place) { return moving.contains(place); });
    for (const int place : moving) {
        const auto behind =
            std::ranges::upper_bound(m_sorted, place, [this](int a, int b) { return comesBefore(a, b); });
        m_sorted.insert(behind, place);
    }
}

/// The same order as inOrder() makes of ranks, two rows at a time.
bool DelegationCatalogue::comesBefore(int a, int b) const
{
    const auto &left = m_pool.rows()[size_t(a)]->item, &right = m_pool.rows()[size_t(b)]->item;
    if (const int way = compare(left, right, m_sortedBy); way != 0)
        return way < 0;
    const int way = compare(left, right, byTitle);
    return way != 0 ? way < 0 : a < b;
}

/// Below 0 where `a` comes before `b`, above where it comes behind.
int DelegationCatalogue::compare(const Summary &a, const Summary &b, const DelegationOrder &order) const
{
    const auto turned = [&order](int way) { return order.order == Qt::DescendingOrder ? -way : way; };
    if (const auto *left = textIn(a, order)) {
        const auto *right = textIn(b, order);
        if (left->isEmpty() || right->isEmpty())
            return int(left->isEmpty()) - int(right->isEmpty());
        if (isNumeric(order))
            return turned(int(registry::isLessNumber(*right, *left)) - int(registry::isLessNumber(*left, *right)));
        return turned(m_collator.compare(*left, *right));
    }
    const int left = rankIn(a, order.column), right = rankIn(b, order.column);
    if (left == right)
        return 0;
    return left == absent || right == absent ? (right == absent ? -1 : 1) : turned(left < right ? -1 : 1);
}

/// A row's rank in a column that no text gives the order of.
int DelegationCatalogue::rankIn(const Summary &summary, DelegationColumn column) const
{
    switch (column) {
    case DelegationColumn::Tier: return tierRank(summary.tier);
    case DelegationColumn::Category: return int(summary.category);
    case DelegationColumn::Risk: return summary.risk ? int(*summary.risk) : absent;
    case DelegationColumn::Status: return int(summary.status);
    case DelegationColumn::LastAudit: return rankOf(summary.lastAudit);
    case DelegationColumn::NextDue: return rankOf(summary.nextDue);
    case DelegationColumn::TrustedUntil: return summary.trusted ? rankOf(summary.trusted->date) : absent;
    case DelegationColumn::Flags: return rankOf(summary.flags);
    default: return absent;
    }
}

/// Tiers by strength; one that the register no longer names comes after those it does.
int DelegationCatalogue::tierRank(const QString &tier) const
{
    const auto place = m_tiers.indexOf(tier);
    return tier.isEmpty() ? absent : int(place < 0 ? m_tiers.size() : place);
}

/// The text that rows are put in order by, or nullptr where they go by rank.
const QString *DelegationCatalogue::textIn(const Summary &summary, const DelegationOrder &order) const
{
    static const QString nothing;
    if (!order.own.isEmpty()) {
        const auto text = summary.columnTexts.constFind(order.own);
        return text == summary.columnTexts.constEnd() ? &nothing : &*text;
    }
    switch (order.column) {
    case DelegationColumn::Title: return &summary.title;
    case DelegationColumn::Team: return &summary.team;
    case DelegationColumn::Owner: return &summary.ownerName;
    case DelegationColumn::ExternalId: return &summary.externalId;
    default: return nullptr;
    }
}

bool DelegationCatalogue::isNumeric(const DelegationOrder &order) const
{
    const auto *column = order.own.isEmpty() ? nullptr : registry::columnNamed(m_columns, order.own);
    return column && column->type == ColumnType::Number;
}

std::vector<int> DelegationCatalogue::ranks(const DelegationOrder &order) const
{
    if (textIn(Summary(), order))
        return ranksOfText(order);
    std::vector<int> found;
    found.reserve(m_pool.rows().size());
    for (const auto &row : m_pool.rows())
        found.push_back(rankIn(row->item, order.column));
    return found;
}

std::vector<int> DelegationCatalogue::ranksOfText(const DelegationOrder &order) const
{
    QHash<QString, int> rankOfText;
    std::vector<std::pair<QCollatorSortKey, QString>> keys;
    for (const auto &row : m_pool.rows()) {
        const QString &shown = *textIn(row->item, order);
        if (shown.isEmpty() || rankOfText.contains(shown))
            continue;
        rankOfText.insert(shown, 0);
        keys.emplace_back(m_collator.sortKey(shown), shown);
    }
    const auto isLess = [numeric = isNumeric(order)](const auto &a, const auto &b) {
        return numeric ? registry::isLessNumber(a.second, b.second) : a.first.compare(b.first) < 0;
    };
    std::ranges::sort(keys, isLess);
    int rank = 0;
    for (size_t i = 0; i < keys.size(); ++i) {
        rank += i > 0 && isLess(keys[i - 1], keys[i]);
        rankOfText[keys[i].second] = rank;
    }
    std::vector<int> found;
    found.reserve(m_pool.rows().size());
    for (const auto &row : m_pool.rows())
        found.push_back(rankOfText.value(*textIn(row->item, order), absent));
    return found;
}

}
