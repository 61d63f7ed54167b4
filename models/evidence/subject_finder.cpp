#include "evidence/subject_finder.h"

#include "exchange/nearest_name.h"
#include "register/entity_table.h"

namespace muster::evidence {

using namespace Qt::StringLiterals;
using namespace muster::registry;

namespace {

/// Titles are held against this many names at most: with a hundred thousand of each that would take hours.
constexpr qsizetype namesCompared = 100;

QString foldedSubject(const QString &name)
{
    return name.simplified().toCaseFolded();
}

}

Result<SubjectFinder> SubjectFinder::make(Store &store)
{
    SubjectFinder finder;
    const auto delegations = allWhere<Delegation>(store, u"ORDER BY n"_s);
    if (!delegations)
        return tl::unexpected(delegations.error());
    const auto aliases = allWhere<Alias>(store, u"ORDER BY n"_s);
    if (!aliases)
        return tl::unexpected(aliases.error());
    for (const auto &delegation : *delegations) {
        finder.m_titles << delegation.title;
        finder.keep(delegation.title, delegation.id.text());
        if (delegation.externalId && delegation.externalId->compare(delegation.title, Qt::CaseInsensitive) != 0)
            finder.keep(*delegation.externalId, delegation.id.text());
    }
    for (const auto &delegation : *delegations)
        finder.m_known.insert(delegation.id.text(), delegation.id.text());
    for (const auto &alias : *aliases)
        finder.m_known.insert(foldedSubject(alias.name), alias.delegation.text());
    return finder;
}

void SubjectFinder::keep(const QString &name, const QString &delegation)
{
    const QString folded = foldedSubject(name);
    const auto known = m_known.constFind(folded);
    m_known.insert(folded, known == m_known.constEnd() || *known == delegation ? delegation : QString());
}

const std::string &SubjectFinder::find(std::string_view name)
{
    m_sought.assign(name);
    auto [met, isNew] = m_met.try_emplace(m_sought);
    if (isNew) {
        const auto known = m_known.constFind(foldedSubject(QString::fromUtf8(name.data(), qsizetype(name.size()))));
        met->second.isAmbiguous = known != m_known.constEnd() && known->isEmpty();
        if (known != m_known.constEnd())
            met->second.delegation = known->toStdString();
    }
    ++met->second.times;
    return met->second.delegation;
}

QString SubjectFinder::nearest(const QString &name) const
{
    return exchange::nearestName(name, m_titles);
}

QList<UnknownName> SubjectFinder::unknown() const
{
    QList<UnknownName> names;
    for (const auto &[name, met] : m_met) {
        if (met.delegation.empty()) {
            const QString spelled = QString::fromStdString(name);
            names.append({spelled, met.times, {}, met.isAmbiguous});
        }
    }
    std::ranges::sort(names, [](const UnknownName &a, const UnknownName &b) {
        return a.rows != b.rows ? a.rows > b.rows : a.name < b.name;
    });
    for (qsizetype i = 0; i < std::min(names.size(), namesCompared); ++i)
        names[i].nearest = nearest(names[i].name);
    return names;
}

}
