#include "register/inventory_services.h"

#include "domain/closing_rules.h"

#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

namespace muster::registry {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

Result<void> mustHave(const QString &text, const QString &what)
{
    return text.trimmed().isEmpty()
               ? Result<void>(failure(ErrorCode::InvalidInput, u"%1 is missing; give one."_s.arg(what)))
               : Result<void>();
}

/// A person newly named for something has to be there; one who was named before they left stays and is flagged.
Result<void> newlyNamed(RuleContext &context, const std::optional<PersonId> &before,
                        const std::optional<PersonId> &after, const QString &field)
{
    return before == after ? Result<void>() : context.mustBeActive(after, field);
}

template <typename T>
std::optional<PersonId> personOf(const T *thing, std::optional<PersonId> T::*member)
{
    return thing ? thing->*member : std::nullopt;
}

/// The first of several checks that fails.
Result<void> firstFailure(std::initializer_list<Result<void>> checks)
{
    for (const auto &check : checks) {
        if (!check)
            return check;
    }
    return {};
}

/// Text that looks like a secret has no place in a register (a key's well-known beginnings, or a private key's header).
bool looksLikeSecret(const QString &text)
{
    static const QRegularExpression secret(
        u"(sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.)"_s);
    return secret.match(text).hasMatch();
}

}

Result<void> PersonService::judge(RuleContext &context, const Person *before, Person &after)
{
    if (const auto named = mustHave(after.name, u"A person's name"_s); !named)
        return named;
    const auto people = context.people();
    if (!people)
        return tl::unexpected(people.error());
    for (const auto &other : **people) {
        if (other.id != after.id && other.name == after.name && other.email == after.email
            && (!before || before->name != after.name))
            return failure(
                ErrorCode::Refused,
                u"There is a person \"%1\" already; give an e-mail address to tell them apart."_s.arg(after.name));
    }
    context.remember(after);
    return {};
}

Result<QList<HeldItem>> PersonService::left(const PersonId &person, QDate on)
{
    const auto known = get(person);
    if (!known)
        return tl::unexpected(known.error());
    if (known->leftOn)
        return failure(ErrorCode::Refused,
                       u"%1 left on %2 already."_s.arg(known->name, known->leftOn->toString(Qt::ISODate)));
    Patch patch;
    patch.set(entity().indexOf(u"leftOn"_s), Value(on.toString(Qt::ISODate)));
    if (const auto done = set(person, patch, {{}, -1, kindNamed("person.left")}); !done)
        return tl::unexpected(done.error());
    return holdingsOf(m_store, person);
}

Result<QStringList> DelegationService::missingForAutomate(RuleContext &context, const Delegation &after)
{
    const auto rule = StopRuleService(m_store).of(after.id);
    if (!rule)
        return tl::unexpected(rule.error());
    const bool active = after.owner && context.mustBeActive(after.owner, u"owner"_s).has_value();
    return missingDuties({active, after.definition.has_value(), rule->has_value(), after.cadence.has_value()});
}

Result<qint64> DelegationService::setIn(Writer &writer, RuleContext &context, const DelegationId &id,
                                        const Patch &patch, const SetOptions &options)
{
    m_isAudited = options.kind && options.kind == kindNamed("delegation.audited");
    const auto done = EntityService::setIn(writer, context, id, patch, options);
    m_isAudited = false;
    return done;
}

Result<void> DelegationService::wouldAdd(RuleContext &context, Delegation thing)
{
    return judge(context, nullptr, thing);
}

Result<void> DelegationService::wouldSet(RuleContext &context, const DelegationId &id, const Patch &patch)
{
    const auto before = rowById(m_store, entity(), id.text());
    if (!before)
        return tl::unexpected(before.error());
    Row after = *before;
    for (const auto &item : patch.items)
        after.values[size_t(item.field)] = item.value;
    const auto old = fromRow<Delegation>(*before);
    auto thing = fromRow<Delegation>(after);
    return judge(context, &old, thing);
}

/// Audits set `lastAudit`, and nobody by hand, or what was never looked at would seem to be. A next due date lies ahead,
/// but for what is read in, and for one that is taken back.
Result<void> DelegationService::judgeDates(RuleContext &context, const Delegation *before, const Delegation &after)
{
    const QDate today = context.today();
    if (after.lastAudit && (!before || before->lastAudit != after.lastAudit) && *after.lastAudit > today)
        return failure(ErrorCode::InvalidInput,
                       u"lastAudit is in the future (%1); give the day on which it was audited."_s.arg(
                           after.lastAudit->toString(Qt::ISODate)));
    if (m_isAudited || (context.isImporting() && !before))
        return {};
    if (before && before->lastAudit != after.lastAudit && !context.isImporting())
        return failure(ErrorCode::Refused,
                       u"lastAudit is set by closing an audit, not by hand; audit \"%1\"."_s.arg(after.title.left(80)));
    if (!after.nextDue || *after.nextDue >= today || (before && before->nextDue == after.nextDue))
        return {};
    const auto former = before && !context.isImporting() ? wasDue(after.id, *after.nextDue) : Result<bool>(false);
    if (!former)
        return tl::unexpected(former.error());
    return *former ? Result<void>()
                   : failure(ErrorCode::InvalidInput,
                             u"nextDue is in the past (%1); give a day from %2."_s.arg(
                                 after.nextDue->toString(Qt::ISODate), today.toString(Qt::ISODate)));
}

/// Whether a delegation was due on a day before, so that setting the date back takes a change back.
Result<bool> DelegationService::wasDue(const DelegationId &id, QDate day)
{
    auto query = m_store.database().select(u"SELECT public_line FROM entry ORDER BY n DESC"_s);
    if (!query)
        return tl::unexpected(query.error());
    const QByteArray whose = "\"id\":\"" + id.text().toLatin1() + '"';
    const QByteArray date = '"' + day.toString(Qt::ISODate).toLatin1() + '"';
    while (query->next()) {
        const QByteArray line = query->value(0).toByteArray();
        if (line.contains("\"nextDue\":") && line.contains(whose)
            && (line.contains("\"nextDue\":{\"after\":" + date) || line.contains("\"nextDue\":" + date)))
            return true;
    }
    return false;
}

Result<void> DelegationService::judge(RuleContext &context, const Delegation *before, Delegation &after)
{
    if (const auto named = mustHave(after.title, u"title"_s); !named)
        return named;
    const auto person = [&](std::optional<PersonId> Delegation::*member, const QString &field) {
        return newlyNamed(context, personOf(before, member), after.*member, field);
    };
    if (const auto people = firstFailure(
            {person(&Delegation::owner, u"owner"_s), person(&Delegation::deputy, u"deputy"_s),
             person(&Delegation::maintainer, u"maintainer"_s), person(&Delegation::reviewer, u"reviewer"_s),
             person(&Delegation::escalation, u"escalation"_s)});
        !people)
        return people;
    if (!before || before->tier != after.tier) {
        if (const auto tier = context.mustBeTier(after.tier); !tier)
            return tier;
    }
    if (after.spendCurrency && after.spendCurrency->size() != 3)
        return failure(ErrorCode::InvalidInput, u"spendCurrency takes an ISO 4217 code such as EUR, not \"%1\"."_s.arg(
                                                    after.spendCurrency->left(20)));
    if (before && before->category != Category::Automate && after.category == Category::Automate) {
        const auto missing = missingForAutomate(context, after);
        if (!missing)
            return tl::unexpected(missing.error());
        if (!missing->isEmpty())
            return failure(ErrorCode::Refused,
                           u"\"%1\" can't become Automate: it lacks %2."_s.arg(after.title, missing->join(u", "_s)));
    }
    if (const auto dates = judgeDates(context, before, after); !dates)
        return dates;
    if (after.category == Category::Avoid) {
        if (before && before->category != Category::Avoid) {
            after.tier.reset();
            after.model.reset();
            after.modelKind.reset();
        } else if (after.tier || after.model) {
            return failure(ErrorCode::Refused, u"\"%1\" is Avoid: it has no tier and no model."_s.arg(after.title));
        }
    }
    const bool newCadence = after.cadence && (!before || before->cadence != after.cadence);
    const bool sameDue = !before ? !after.nextDue : before->nextDue == after.nextDue;
    if (newCadence && sameDue)
        after.nextDue = nextDue(after.lastAudit.value_or(context.today()), *after.cadence);
    return {};
}

Result<QList<DelegationService::HistoryItem>> DelegationService::history(const DelegationId &id)
{
    auto query = m_store.database().select(
        u"SELECT n, \"at\", \"by\", field, \"before\", \"after\", why FROM history WHERE delegation = ? ORDER BY n, field"_s,
        {id.text()});
    if (!query)
        return tl::unexpected(query.error());
    QList<HistoryItem> items;
    while (query->next())
        items.append({query->value(0).toLongLong(), query->value(1).toString(), query->value(2).toString(),
                      query->value(3).toString(), query->value(4).toString(), query->value(5).toString(),
                      query->value(6).toString()});
    return items;
}

namespace {

/// Whether this is a list of criteria as it is kept: [{"key":"c1","text":"…"}, …].
bool areCriteria(const json &list)
{
    return list.is_array() && std::ranges::all_of(list, [](const json &item) {
               return item.is_object() && item.contains("key") && item["key"].is_string() && item.contains("text")
                      && item["text"].is_string();
           });
}

/// The highest number that a key of a list has: 3 for `c3`.
int lastKey(const json &list)
{
    int last = 0;
    for (const auto &item : list)
        last = std::max(last, QString::fromStdString(item["key"].get<std::string>()).mid(1).toInt());
    return last;
}

/// Gives a key that stands there twice another number the second time.
void makeKeysUnique(json &list)
{
    QSet<std::string> seen;
    int last = lastKey(list);
    for (auto &item : list) {
        auto key = item["key"].get<std::string>();
        if (seen.contains(key))
            item["key"] = key = key.substr(0, 1) + std::to_string(++last);
        seen.insert(key);
    }
}

}

JsonText DefinitionService::criteriaFrom(const QString &lines, const JsonText &former)
{
    auto old = json::parse(former.toStdString(), nullptr, false);
    if (!areCriteria(old))
        old = json::array();
    makeKeysUnique(old);
    json list = json::array();
    int last = lastKey(old);
    QHash<QString, QStringList> keys;
    for (const auto &item : old)
        keys[QString::fromStdString(item["text"].get<std::string>())]
            << QString::fromStdString(item["key"].get<std::string>());
    for (const auto &line : lines.split(u'\n', Qt::SkipEmptyParts)) {
        const QString text = line.trimmed();
        if (text.isEmpty())
            continue;
        auto &known = keys[text];
        const QString key = known.isEmpty() ? u"c%1"_s.arg(++last) : known.takeFirst();
        list.push_back({{"key", key.toStdString()}, {"text", text.toStdString()}});
    }
    return QString::fromStdString(list.dump());
}

Result<qint64> DefinitionService::addFailureModeIn(Writer &writer, RuleContext &context, const DefinitionId &id,
                                                   const QString &text)
{
    const auto now = get(id);
    if (!now)
        return tl::unexpected(now.error());
    auto list = json::parse(now->failureModes.toStdString(), nullptr, false);
    if (!areCriteria(list))
        list = json::array();
    list.push_back({{"key", "f" + std::to_string(lastKey(list) + 1)},
                    {"since", context.today().toString(Qt::ISODate).toStdString()},
                    {"text", text.toStdString()}});
    Patch patch;
    patch.set(entity().indexOf(u"failureModes"_s), Value(QString::fromStdString(list.dump())));
    return setIn(writer, context, id, patch, {u"found in an audit"_s});
}

namespace {

/// Criteria given as JSON in canonical form; given as lines, made into it.
JsonText canonicalCriteria(const JsonText &given, const JsonText &former)
{
    auto list = json::parse(given.toStdString(), nullptr, false);
    if (!areCriteria(list))
        return DefinitionService::criteriaFrom(given, former);
    makeKeysUnique(list);
    return QString::fromStdString(list.dump());
}

}

Result<void> DefinitionService::judge(RuleContext &, const Definition *before, Definition &after)
{
    if (const auto named = mustHave(after.title, u"A Definition of Done's title"_s); !named)
        return named;
    after.criteria = canonicalCriteria(after.criteria, before ? before->criteria : JsonText());
    if (!after.failureModes.isEmpty())
        after.failureModes = canonicalCriteria(after.failureModes, before ? before->failureModes : JsonText());
    if (after.criteria == u"[]"_s)
        return failure(ErrorCode::InvalidInput, u"criteria is missing: give at least one, one a line."_s);
    if (before && (before->criteria != after.criteria || before->failureModes != after.failureModes))
        after.version = before->version + 1;
    return {};
}

Result<void> SourceService::judge(RuleContext &context, const Source *, Source &after)
{
    if (after.verifiedOn && *after.verifiedOn > context.today())
        return failure(ErrorCode::InvalidInput,
                       u"verifiedOn is in the future (%1)."_s.arg(after.verifiedOn->toString(Qt::ISODate)));
    return firstFailure(
        {mustHave(after.title, u"A source's title"_s), mustHave(after.delegation.text(), u"A source's delegation"_s)});
}

Result<std::optional<StopRule>> StopRuleService::of(const DelegationId &delegation)
{
    const auto rules = allWhere<StopRule>(m_store, u"WHERE delegation = ? AND ended_on IS NULL ORDER BY n DESC"_s,
                                          {delegation.text()});
    if (!rules)
        return tl::unexpected(rules.error());
    return rules->isEmpty() ? std::nullopt : std::optional(rules->first());
}

Result<void> StopRuleService::judge(RuleContext &context, const StopRule *before, StopRule &after)
{
    if (const auto has = firstFailure(
            {mustHave(after.delegation.text(), u"A stop rule's delegation"_s), mustHave(after.trigger, u"trigger"_s),
             newlyNamed(context, personOf(before, &StopRule::puller), after.puller, u"puller"_s),
             newlyNamed(context, personOf(before, &StopRule::deputy), after.deputy, u"deputy"_s)});
        !has)
        return has;
    const auto inForce = of(after.delegation);
    if (!inForce)
        return tl::unexpected(inForce.error());
    if (!after.endedOn && *inForce && (*inForce)->id != after.id)
        return failure(ErrorCode::Refused,
                       u"This delegation has a stop rule already (%1); change that one, or end it first."_s.arg(
                           (*inForce)->id.text()));
    return {};
}

Result<void> DrillService::judge(RuleContext &context, const Drill *before, Drill &after)
{
    if (!after.heldOn.isValid())
        after.heldOn = context.today();
    if (after.heldOn > context.today())
        return failure(ErrorCode::InvalidInput,
                       u"heldOn is in the future (%1); a drill is recorded after it was held."_s.arg(
                           after.heldOn.toString(Qt::ISODate)));
    return firstFailure({mustHave(after.delegation.text(), u"A drill's delegation"_s),
                         newlyNamed(context, personOf(before, &Drill::by), after.by, u"by"_s)});
}

Result<void> CredentialService::judge(RuleContext &context, const Credential *before, Credential &after)
{
    for (const auto &text : {QString(after.title), after.scope.value_or(QString()), after.keptIn.value_or(QString())}) {
        if (looksLikeSecret(text))
            return failure(
                ErrorCode::Refused,
                u"This looks like the secret itself; a register keeps what a credential is and where it lies, never the secret."_s);
    }
    return firstFailure({mustHave(after.title, u"A credential's title"_s),
                         mustHave(after.delegation.text(), u"A credential's delegation"_s),
                         newlyNamed(context, personOf(before, &Credential::revoker), after.revoker, u"revoker"_s)});
}

Result<void> SeriesService::judge(RuleContext &context, const Series *before, Series &after)
{
    if (const auto has = firstFailure(
            {mustHave(after.title, u"A series' title"_s),
             mustHave(after.owner ? after.owner->text() : QString(), u"A series' owner (an active person)"_s),
             newlyNamed(context, personOf(before, &Series::owner), after.owner, u"owner"_s)});
        !has)
        return has;
    if (!after.cadence)
        return failure(ErrorCode::InvalidInput,
                       u"A series' cadence is missing; give monthly, sprint:WEEKS or days:N."_s);
    if (!after.form)
        after.form = u"60"_s;
    if (*after.form != u"60"_s && *after.form != u"45"_s)
        return failure(ErrorCode::InvalidInput,
                       u"form takes 60 or 45 (minutes), not \"%1\"."_s.arg(after.form->left(20)));
    if (!after.nextSlot)
        after.nextSlot = context.today();
    return {};
}

Result<void> ModelService::judge(RuleContext &context, const Model *before, Model &after)
{
    if (const auto fine = firstFailure({mustHave(after.title, u"A model's name"_s), context.mustBeTier(after.tier)});
        !fine)
        return fine;
    const auto same = allWhere<Model>(m_store, u"WHERE ended_on IS NULL"_s);
    if (!same)
        return tl::unexpected(same.error());
    const bool isNew = !before || before->title != after.title || (before->endedOn && !after.endedOn);
    for (const auto &other : *same) {
        if (other.id == after.id)
            continue;
        if (isNew && !after.endedOn && other.title.compare(after.title, Qt::CaseInsensitive) == 0)
            return failure(ErrorCode::Refused,
                           u"The catalogue has \"%1\" already; change that one."_s.arg(other.title.left(80)));
        if (after.standsForTier.value_or(false) && !after.endedOn && other.standsForTier.value_or(false)
            && other.tier == after.tier)
            return failure(ErrorCode::Refused, u"\"%1\" stands for the tier %2 already; take that from it first."_s.arg(
                                                   other.title.left(80), after.tier.value_or(TierName())));
    }
    if (after.standsForTier.value_or(false) && !after.tier)
        return failure(ErrorCode::InvalidInput, u"A model that stands for its tier needs one; give tier=TIER."_s);
    return {};
}

Result<void> AliasService::judge(RuleContext &, const Alias *before, Alias &after)
{
    if (const auto fine = mustHave(after.name, u"The name that files use"_s); !fine)
        return fine;
    const auto aliases = allWhere<Alias>(m_store);
    if (!aliases)
        return tl::unexpected(aliases.error());
    for (const auto &other : *aliases) {
        if (other.id != after.id && (!before || before->name != after.name)
            && other.name.simplified().compare(after.name.simplified(), Qt::CaseInsensitive) == 0)
            return failure(
                ErrorCode::Refused,
                u"\"%1\" means a delegation already; change or withdraw that alias."_s.arg(after.name.left(80)));
    }
    return byId<Delegation>(m_store, after.delegation).map([](const Delegation &) {});
}

namespace {

/// Refuses to take a tier away that delegations in use still have.
Result<void> mustBeFree(Store &store, const RegisterInfo *before, const QStringList &tiers)
{
    for (const auto &tier : before ? policyFrom(*before).tiers : QStringList()) {
        if (tiers.contains(tier))
            continue;
        auto query = store.database().select(
            u"SELECT COUNT(*) FROM delegation WHERE tier = ? AND status <> 'retired'"_s, {tier});
        if (!query)
            return tl::unexpected(query.error());
        const qint64 count = query->next() ? query->value(0).toLongLong() : 0;
        if (count > 0)
            return failure(ErrorCode::Refused,
                           u"The tier \"%1\" can't be taken away: %2 still %3 it; give them another one first."_s.arg(
                               tier, count == 1 ? u"one delegation"_s : u"%1 delegations"_s.arg(count),
                               count == 1 ? u"has"_s : u"have"_s));
    }
    return {};
}

}

Result<void> RegisterService::judge(RuleContext &context, const RegisterInfo *before, RegisterInfo &after)
{
    if (!isTimeZone(after.timeZone))
        return failure(ErrorCode::InvalidInput, u"timeZone takes an IANA name such as Europe/Berlin, not \"%1\"."_s.arg(
                                                    after.timeZone.left(60)));
    const auto policy = policyFrom(after);
    if (!before || before->tiers != after.tiers || before->policy != after.policy) {
        if (const auto fine = firstFailure({checkTiers(after.tiers), checkPolicy(after.policy, policy.tiers),
                                            mustBeFree(m_store, before, policy.tiers)});
            !fine)
            return fine;
    }
    after.tiers = tiersJson(policy.tiers);
    after.policy = policyJson(policy);
    return newlyNamed(context, personOf(before, &RegisterInfo::owner), after.owner, u"owner"_s);
}

}
