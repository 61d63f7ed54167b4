#include "register/due_dates.h"

#include "register/log.h"

#include <algorithm>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

std::optional<QDate> dateOf(const Value &value)
{
    return isAbsent(value) ? std::nullopt : std::optional(QDate::fromString(textOf(value), Qt::ISODate));
}

}

Result<DueDates> DueDates::read(Store &store)
{
    DueDates dates;
    auto audits = store.database().select(u"SELECT n FROM audit ORDER BY n"_s);
    if (!audits)
        return tl::unexpected(audits.error());
    while (audits->next())
        dates.m_audits.push_back(audits->value(0).toLongLong());
    if (dates.m_audits.empty())
        return dates;
    if (const auto done = dates.readMoves(store).and_then([&] { return dates.readPresent(store); }); !done)
        return tl::unexpected(done.error());
    return dates;
}

Result<void> DueDates::readMoves(Store &store)
{
    // In a text the quotes would be escaped, so this stands only where a change names the field.
    constexpr std::string_view mark = R"("nextDue":{"after":)";
    const int nextDue = entityOf<Delegation>().indexOf(u"nextDue"_s);
    return readPublicLines(store, [&](std::string_view line) -> Result<void> {
        if (line.find(mark) == std::string_view::npos)
            return {};
        const auto entry = readLines(line, {});
        if (!entry)
            return tl::unexpected(entry.error());
        const auto &change = entry->change;
        const auto moved = std::ranges::find(change.fields, nextDue, &FieldChange::field);
        if (change.kind->entity->isDelegation() && moved != change.fields.end())
            m_moves[change.id].push_back({entry->head.n, change.kind->name == "delegation.audited",
                                          dateOf(moved->before), dateOf(moved->after)});
        return {};
    });
}

Result<void> DueDates::readPresent(Store &store)
{
    auto query = store.database().select(u"SELECT id, next_due FROM delegation WHERE next_due IS NOT NULL"_s);
    if (!query)
        return tl::unexpected(query.error());
    while (query->next())
        m_present.insert(query->value(0).toString(), QDate::fromString(query->value(1).toString(), Qt::ISODate));
    return {};
}

std::optional<QDate> DueDates::setAfter(const Finding &finding) const
{
    const QString id = finding.delegation.text();
    const auto moves = m_moves.constFind(id);
    const auto later = [&finding](const Move &move) { return move.n > finding.n; };
    if (moves != m_moves.constEnd()) {
        if (const auto next = std::ranges::find_if(*moves, later); next != moves->end()) {
            const auto nextAudit = std::ranges::upper_bound(m_audits, finding.n);
            const bool byThisOne = next->byAudit && (nextAudit == m_audits.end() || next->n < *nextAudit);
            // A closing that left the date as it was writes nothing of it: then the next change tells what it was.
            return byThisOne ? next->after : next->before;
        }
    }
    const auto present = m_present.constFind(id);
    return present == m_present.constEnd() ? std::nullopt : std::optional(*present);
}

}
