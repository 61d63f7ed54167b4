#include "register/rule_context.h"

#include <QTimeZone>

#include <nlohmann/json.hpp>

namespace muster::registry {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {
constexpr qsizetype longestTier = 500;
}

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

void RuleContext::forget(const PersonId &person)
{
    if (m_people)
        m_people->remove(person.text());
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

Result<void> checkTiers(const JsonText &tiers)
{
    const auto wrong =
        failure(ErrorCode::InvalidInput,
                u"tiers takes a JSON list of names, weakest first, such as [\"light\",\"mid\",\"frontier\"]."_s);
    const auto list = json::parse(tiers.toStdString(), nullptr, false);
    if (!list.is_array() || list.empty())
        return wrong;
    QStringList seen;
    for (const auto &item : list) {
        if (!item.is_string())
            return wrong;
        const auto name = QString::fromStdString(item.get_ref<const std::string &>());
        const auto clean = cleanText(name, u"A tier's name"_s, true, longestTier);
        if (!clean)
            return tl::unexpected(clean.error());
        if (clean->isEmpty() || *clean != name)
            return failure(ErrorCode::InvalidInput,
                           u"A tier's name is empty, or has blanks around it: \"%1\"; mend it."_s.arg(name));
        if (seen.contains(name))
            return failure(ErrorCode::InvalidInput, u"tiers names \"%1\" twice; name it once."_s.arg(name));
        seen << name;
    }
    return {};
}

namespace {

Result<void> checkRange(const std::string &risk, const json &range, const QStringList &tiers)
{
    const bool isPair = range.is_array() && range.size() == 2 && range[0].is_string() && range[1].is_string();
    if (!fromWord<Risk>(QString::fromStdString(risk)) || !isPair)
        return failure(
            ErrorCode::InvalidInput,
            u"policy takes a JSON object from low, medium or high to the lowest and highest tier, such as {\"high\":[\"mid\",\"frontier\"]}; \"%1\" is none of that."_s
                .arg(QString::fromStdString(risk).left(40)));
    const auto lowest = QString::fromStdString(range[0].get<std::string>());
    const auto highest = QString::fromStdString(range[1].get<std::string>());
    const auto from = tiers.indexOf(lowest), to = tiers.indexOf(highest);
    if (from < 0 || to < 0 || from > to)
        return failure(ErrorCode::InvalidInput, u"policy names %1 to %2, which is no range of the tiers %3."_s.arg(
                                                    lowest.left(40), highest.left(40), tiers.join(u", "_s)));
    return {};
}

}

Result<void> checkPolicy(const JsonText &policy, const QStringList &tiers)
{
    if (policy.isEmpty())
        return {};
    const auto ranges = json::parse(policy.toStdString(), nullptr, false);
    if (!ranges.is_object())
        return failure(
            ErrorCode::InvalidInput,
            u"policy takes a JSON object from risk to the lowest and highest tier, such as {\"high\":[\"mid\",\"frontier\"]}, not \"%1\"."_s
                .arg(policy.left(60)));
    for (const auto &[risk, range] : ranges.items()) {
        if (const auto fine = checkRange(risk, range, tiers); !fine)
            return fine;
    }
    return {};
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
