#include "register/rule_context.h"

#include <QTimeZone>

#include <nlohmann/json.hpp>

namespace muster::registry {

using namespace Qt::StringLiterals;
using nlohmann::json;

Result<RoutingPolicy> RuleContext::policy()
{
    if (!m_policy) {
        const auto info = m_store.info();
        if (!info)
            return tl::unexpected(info.error());
        m_policy = policyFrom(*info);
    }
    return *m_policy;
}

Result<const QHash<QString, Person> *> RuleContext::people()
{
    if (!m_people) {
        const auto all = allWhere<Person>(m_store);
        if (!all)
            return tl::unexpected(all.error());
        m_people.emplace();
        for (const auto &person : *all)
            m_people->insert(person.id.text(), person);
    }
    return &*m_people;
}

void RuleContext::remember(const Person &person)
{
    if (m_people)
        m_people->insert(person.id.text(), person);
}

Result<void> RuleContext::mustBeActive(const std::optional<PersonId> &person, const QString &field)
{
    if (!person)
        return {};
    const auto all = people();
    if (!all)
        return tl::unexpected(all.error());
    const auto found = (*all)->constFind(person->text());
    if (found == (*all)->constEnd())
        return failure(ErrorCode::NotFound, u"%1: there is no person %2."_s.arg(field, person->text()));
    if (!found->isActive(today()))
        return failure(ErrorCode::Refused, u"%1: %2 left on %3; name somebody who is there."_s.arg(
                                               field, found->name, found->leftOn->toString(Qt::ISODate)));
    return {};
}

Result<void> RuleContext::mustBeTier(const std::optional<TierName> &tier)
{
    if (!tier)
        return {};
    const auto known = policy();
    if (!known)
        return tl::unexpected(known.error());
    if (!known->tiers.contains(*tier))
        return failure(ErrorCode::InvalidInput,
                       u"tier takes one of %1, not \"%2\"."_s.arg(known->tiers.join(u", "_s), tier->left(40)));
    return {};
}

bool isTimeZone(const QString &name)
{
    const QByteArray id = name.toLatin1();
    return QTimeZone::isTimeZoneIdAvailable(id) || (name.contains(u'/') && QTimeZone(id).isValid());
}

Result<QDate> dayOf(Store &store, const QDateTime &instant)
{
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    const QTimeZone zone(info->timeZone.toLatin1());
    return (zone.isValid() ? instant.toTimeZone(zone) : instant.toUTC()).date();
}

RoutingPolicy policyFrom(const RegisterInfo &info)
{
    RoutingPolicy policy;
    policy.tiers = fromJsonList(info.tiers);
    const auto ranges = json::parse(info.policy.toStdString(), nullptr, false);
    for (size_t i = 0; ranges.is_object() && i < policy.perRisk.size(); ++i) {
        const auto found = ranges.find(std::string(Words<Risk>::all[i]));
        if (found != ranges.end() && found->is_array() && found->size() == 2 && (*found)[0].is_string()
            && (*found)[1].is_string())
            policy.perRisk[i] = TierRange{QString::fromStdString((*found)[0]), QString::fromStdString((*found)[1])};
    }
    return policy;
}

JsonText tiersJson(const QStringList &tiers)
{
    return toJsonList(tiers);
}

JsonText policyJson(const RoutingPolicy &policy)
{
    json ranges = json::object();
    for (size_t i = 0; i < policy.perRisk.size(); ++i) {
        if (const auto &range = policy.perRisk[i])
            ranges[std::string(Words<Risk>::all[i])] = {range->lowest.toStdString(), range->highest.toStdString()};
    }
    return QString::fromStdString(ranges.dump());
}

RoutingPolicy defaultPolicy()
{
    const auto light = u"light"_s, mid = u"mid"_s, frontier = u"frontier"_s;
    return {{light, mid, frontier}, {TierRange{light, mid}, TierRange{light, frontier}, TierRange{mid, frontier}}};
}

}
