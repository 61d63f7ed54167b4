#include "evidence/signal_reader.h"

#include "domain/evidence_entities.h"
#include "register/entity_table.h"
#include "register/evidence_reader.h"
#include "register/field_history.h"
#include "register/rule_context.h"

#include <nlohmann/json.hpp>

namespace muster::evidence {

using namespace Qt::StringLiterals;
using namespace muster::registry;

namespace {

/// Words a minute where the register sets none.
constexpr qint64 usualReadingSpeed = 300;

QString foldedModel(const QString &name)
{
    return name.simplified().toCaseFolded();
}

/// Things by the delegation they hang on.
template <typename T>
using ByDelegation = QHash<QString, QList<T>>;

template <typename T>
Result<ByDelegation<T>> byDelegation(Store &store, const QString &condition, const std::optional<DelegationId> &only)
{
    QString where = condition;
    QList<QVariant> values;
    if (only) {
        where += (condition.isEmpty() ? u"WHERE"_s : u" AND"_s) + u" delegation = ?"_s;
        values << only->text();
    }
    const auto things = allWhere<T>(store, where + u" ORDER BY n"_s, values);
    if (!things)
        return tl::unexpected(things.error());
    ByDelegation<T> grouped;
    for (const auto &thing : *things)
        grouped[thing.delegation.text()].append(thing);
    return grouped;
}

/// How many samples there were, and how many of them failed: a criterion unmet, or a source that is not as it should be.
LastSamples countSamples(QDate heldOn, const QString &samples)
{
    LastSamples counted{heldOn, 0, 0};
    const auto list = nlohmann::json::parse(samples.toStdString(), nullptr, false);
    if (!list.is_array())
        return counted;
    const auto isWrong = [](const nlohmann::json &sample, const char *part, const char *good) {
        const auto found = sample.find(part);
        return found != sample.end() && found->is_object()
               && std::ranges::any_of(*found, [good](const auto &value) { return value.is_string() && value != good; });
    };
    for (const auto &sample : list) {
        if (!sample.is_object())
            continue;
        ++counted.samples;
        counted.failed += isWrong(sample, "criteria", "met") || isWrong(sample, "sources", "current") ? 1 : 0;
    }
    return counted;
}

/// Prices as the signals want them: those of one model together, by the day they begin. Of two imports' prices from the
/// same day the later one counts.
std::vector<ModelPrice> pricesFrom(const QList<StoredPrice> &stored)
{
    std::map<std::pair<QString, QDate>, ModelPrice> kept;
    for (const auto &price : stored) {
        if (price.input && price.output)
            kept.insert_or_assign({foldedModel(price.model), price.from.value_or(QDate())},
                                  ModelPrice{price.model, price.from, price.to, *price.input, *price.output});
    }
    std::vector<ModelPrice> prices;
    prices.reserve(kept.size());
    for (auto &item : kept)
        prices.push_back(std::move(item.second));
    return prices;
}

/// The register's catalogue, and what price lists know of models: who makes them and when they end.
std::vector<CatalogueModel> catalogueFrom(const QList<Model> &models, const QList<StoredPrice> &prices)
{
    std::vector<CatalogueModel> catalogue;
    QHash<QString, size_t> known;
    for (const auto &model : models) {
        known.insert(foldedModel(model.title), catalogue.size());
        catalogue.push_back({model.title, model.provider.value_or(Title()), model.tier.value_or(TierName()), model.kind,
                             model.pinnedAs.value_or(Title()), model.standsForTier.value_or(false), model.deprecatedOn,
                             model.endsOn});
    }
    for (const auto &price : prices) {
        const QString key = foldedModel(price.model);
        if (!known.contains(key)) {
            known.insert(key, catalogue.size());
            catalogue.push_back({price.model, price.vendor, {}, {}, {}, false, {}, {}});
        }
        auto &model = catalogue[known.value(key)];
        if (model.provider.isEmpty())
            model.provider = price.vendor;
        if (!model.endsOn)
            model.endsOn = price.endsOn;
    }
    return catalogue;
}

}

struct SignalReader::State
{
    /// A finding of the output check, with the day it is of.
    struct HeldFinding
    {
        QDate heldOn;
        QString samples;
    };

    explicit State(Store &openStore) : store(openStore) {}

    Store &store;
    QDate on;
    qint64 readingSpeed = usualReadingSpeed;
    Market market;
    QList<Delegation> delegations;
    QHash<QString, qsizetype> positions; ///< in `delegations`, by identifier
    QHash<QString, Person> people;
    ByDelegation<Source> sources;
    ByDelegation<StopRule> stopRules;
    ByDelegation<Drill> drills;
    ByDelegation<Credential> credentials;
    QHash<QString, QList<FieldChangeAt>> history;
    QHash<QString, QList<HeldFinding>> findings; ///< of the output check, oldest first
    QHash<QString, QList<qint64>> subjects;
    mutable QHash<qint64, QString> texts;

    Result<void> readRegister(const std::optional<DelegationId> &only);
    Result<void> readHangers(const std::optional<DelegationId> &only);
    Result<void> readFindings(const std::optional<DelegationId> &only);
    Result<void> readMarket(const RegisterInfo &info);

    std::optional<QDate> lastAudit(const Delegation &delegation) const;
    bool isActive(const std::optional<PersonId> &person) const;
    QString nameOf(const std::optional<PersonId> &person) const;
    std::optional<StopRuleFact> stopRule(const QString &delegation) const;
    Result<int> modelIn(Evidence &evidence, qint64 text) const;
};

Result<void> SignalReader::State::readMarket(const RegisterInfo &info)
{
    const auto models = allWhere<Model>(store, u"WHERE ended_on IS NULL ORDER BY n"_s);
    const auto prices = pricesOf(store);
    if (!models || !prices)
        return tl::unexpected(!models ? models.error() : prices.error());
    market.policy = policyFrom(info);
    market.catalogue = catalogueFrom(*models, *prices);
    market.prices = pricesFrom(*prices);
    return {};
}

Result<void> SignalReader::State::readHangers(const std::optional<DelegationId> &only)
{
    const auto into = [](auto &kept, auto &&read) -> Result<void> {
        if (!read)
            return tl::unexpected(read.error());
        kept = std::move(*read);
        return {};
    };
    return into(sources, byDelegation<Source>(store, u"WHERE ended_on IS NULL"_s, only))
        .and_then([&] { return into(stopRules, byDelegation<StopRule>(store, u"WHERE ended_on IS NULL"_s, only)); })
        .and_then([&] { return into(drills, byDelegation<Drill>(store, {}, only)); })
        .and_then([&] { return into(credentials, byDelegation<Credential>(store, u"WHERE ended_on IS NULL"_s, only)); })
        .and_then([&] { return into(subjects, subjectsByDelegation(store)); })
        .and_then([&] {
            return into(history,
                        fieldHistory(store, {u"model"_s, u"promptVersion"_s}, only ? only->text() : QString()));
        });
}

Result<void> SignalReader::State::readFindings(const std::optional<DelegationId> &only)
{
    const auto audits = allWhere<Audit>(store, u"ORDER BY n"_s);
    auto held = byDelegation<Finding>(store, u"WHERE \"check\" = 'output' AND verdict <> 'not-checked'"_s, only);
    if (!audits || !held)
        return tl::unexpected(!audits ? audits.error() : held.error());
    QHash<AuditId, QDate> days;
    for (const auto &audit : *audits)
        days.insert(audit.id, audit.heldOn);
    for (const auto &[delegation, list] : held->asKeyValueRange()) {
        auto &kept = findings[delegation];
        for (const auto &finding : list)
            kept.append({days.value(finding.audit), finding.samples});
        std::ranges::stable_sort(kept, {}, &HeldFinding::heldOn);
    }
    return {};
}

Result<void> SignalReader::State::readRegister(const std::optional<DelegationId> &only)
{
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    readingSpeed = info->readingSpeed.value_or(usualReadingSpeed);
    auto everything = only ? byId<Delegation>(store, *only).map([](const Delegation &one) { return QList{one}; })
                           : allWhere<Delegation>(store, u"ORDER BY n"_s);
    const auto everyone = allWhere<Person>(store);
    if (!everything || !everyone)
        return tl::unexpected(!everything ? everything.error() : everyone.error());
    delegations = std::move(*everything);
    for (qsizetype i = 0; i < delegations.size(); ++i)
        positions.insert(delegations[i].id.text(), i);
    for (const auto &person : *everyone)
        people.insert(person.id.text(), person);
    return readMarket(*info).and_then([&] { return readHangers(only); }).and_then([&] { return readFindings(only); });
}

bool SignalReader::State::isActive(const std::optional<PersonId> &person) const
{
    const auto found = person ? people.constFind(person->text()) : people.constEnd();
    return found != people.constEnd() && found->isActive(on);
}

QString SignalReader::State::nameOf(const std::optional<PersonId> &person) const
{
    return person ? QString(people.value(person->text()).name) : QString();
}

/// The last audit as of the day that is asked about.
std::optional<QDate> SignalReader::State::lastAudit(const Delegation &delegation) const
{
    if (!delegation.lastAudit || *delegation.lastAudit <= on)
        return delegation.lastAudit;
    std::optional<QDate> last;
    for (const auto &finding : findings.value(delegation.id.text())) {
        if (finding.heldOn <= on)
            last = finding.heldOn;
    }
    return last;
}

std::optional<StopRuleFact> SignalReader::State::stopRule(const QString &delegation) const
{
    const auto rules = stopRules.value(delegation);
    if (rules.isEmpty())
        return std::nullopt;
    const auto &rule = rules.last();
    return StopRuleFact{nameOf(rule.puller), nameOf(rule.deputy), isActive(rule.puller), isActive(rule.deputy),
                        rule.minutes};
}

Result<int> SignalReader::State::modelIn(Evidence &evidence, qint64 text) const
{
    if (text == 0)
        return -1;
    if (!texts.contains(text)) {
        const auto spelled = textOfEvidence(store, text);
        if (!spelled)
            return tl::unexpected(spelled.error());
        texts.insert(text, *spelled);
    }
    const QString name = texts.value(text);
    if (!evidence.models.contains(name))
        evidence.models << name;
    return int(evidence.models.indexOf(name));
}

SignalReader::SignalReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
SignalReader::SignalReader(SignalReader &&) noexcept = default;
SignalReader::~SignalReader() = default;

Result<SignalReader> SignalReader::make(Store &store, QDate on, const std::optional<DelegationId> &delegation)
{
    auto state = std::make_unique<State>(store);
    state->on = on;
    if (const auto read = state->readRegister(delegation); !read)
        return tl::unexpected(read.error());
    return SignalReader(std::move(state));
}

QDate SignalReader::on() const
{
    return m_state->on;
}

const Market &SignalReader::market() const
{
    return m_state->market;
}

QList<DelegationId> SignalReader::delegations() const
{
    QList<DelegationId> ids;
    for (const auto &delegation : m_state->delegations)
        ids << delegation.id;
    return ids;
}

QString SignalReader::titleOf(const DelegationId &id) const
{
    const auto at = m_state->positions.value(id.text(), -1);
    return at < 0 ? QString() : QString(m_state->delegations[at].title);
}

Result<DelegationFacts> SignalReader::facts(const DelegationId &id) const
{
    const auto &state = *m_state;
    const auto at = state.positions.value(id.text(), -1);
    if (at < 0)
        return failure(ErrorCode::NotFound, u"There is no delegation %1."_s.arg(id.text()));
    const auto &delegation = state.delegations[at];
    DelegationFacts facts;
    facts.category = delegation.category;
    facts.status = delegation.status;
    facts.risk = delegation.risk;
    facts.cadence = delegation.cadence;
    facts.tier = delegation.tier.value_or(TierName());
    facts.model = delegation.model.value_or(Title());
    facts.validatorModel = delegation.validatorModel.value_or(Title());
    facts.modelKind = delegation.modelKind;
    facts.modelEndsOn = delegation.modelEndsOn;
    facts.lastAudit = state.lastAudit(delegation);
    for (const auto &change : state.history.value(id.text()))
        (change.field == u"model" ? facts.modelSteps : facts.promptSteps)
            .push_back({change.on, change.before, change.after});
    for (const auto &source : state.sources.value(id.text()))
        facts.sources.push_back({source.title, {source.verifiedOn, source.freshnessDays}});
    for (const auto &finding : state.findings.value(id.text())) {
        if (finding.heldOn <= state.on)
            facts.lastSamples = countSamples(finding.heldOn, finding.samples);
    }
    facts.stopRule = state.stopRule(id.text());
    for (const auto &drill : state.drills.value(id.text()))
        facts.drills.push_back({drill.heldOn, drill.minutes, drill.worked});
    std::ranges::stable_sort(facts.drills, {}, &DrillFact::heldOn);
    for (const auto &credential : state.credentials.value(id.text()))
        facts.credentials.push_back({credential.title, credential.scope.value_or(QString()),
                                     credential.scopeNeeded.value_or(QString()), credential.issuedOn,
                                     credential.expiresOn});
    return facts;
}

Result<Evidence> SignalReader::evidence(const DelegationId &id) const
{
    const auto &state = *m_state;
    const auto subjects = state.subjects.value(id.text());
    auto reviews = reviewDaysOf(state.store, subjects);
    auto usage = usageDaysOf(state.store, subjects);
    if (!reviews || !usage)
        return tl::unexpected(!reviews ? reviews.error() : usage.error());
    Evidence evidence;
    evidence.reviews.reserve(reviews->size());
    for (auto &stored : *reviews) {
        const auto model = state.modelIn(evidence, stored.model);
        if (!model)
            return tl::unexpected(model.error());
        const auto &totals = stored.totals;
        ReviewDay day{DayFinder::date(stored.day),
                      *model,
                      totals.accepted,
                      totals.edited,
                      totals.rejected,
                      totals.unstated,
                      0,
                      0,
                      totals.elapsed,
                      {}};
        day.durations.reserve(totals.durations.size());
        for (const auto &[value, count] : totals.durations)
            day.durations.push_back({value, count});
        for (const auto &[pace, count] : totals.paces) {
            day.readable += count;
            day.tooFast += pace > state.readingSpeed ? count : 0;
        }
        evidence.reviews.push_back(std::move(day));
    }
    for (const auto &stored : *usage) {
        const auto model = state.modelIn(evidence, stored.model);
        if (!model)
            return tl::unexpected(model.error());
        evidence.usage.push_back({DayFinder::date(stored.day), *model, stored.currency, stored.totals.calls,
                                  stored.totals.tokensIn, stored.totals.tokensOut, stored.totals.cost});
    }
    std::ranges::stable_sort(evidence.reviews, {}, &ReviewDay::day);
    std::ranges::stable_sort(evidence.usage, {}, &UsageDay::day);
    return evidence;
}

Result<QList<DelegationSignals>> readSignals(Store &store, const SignalQuery &query, const Progress &progress)
{
    const auto reader = SignalReader::make(store, query.on.value_or(store.today()), query.delegation);
    if (!reader)
        return tl::unexpected(reader.error());
    QList<DelegationSignals> read;
    const auto ids = reader->delegations();
    for (const auto &id : ids) {
        const auto facts = reader->facts(id);
        const auto evidence = reader->evidence(id);
        if (!facts || !evidence)
            return tl::unexpected(!facts ? facts.error() : evidence.error());
        DelegationSignals one{id, reader->titleOf(id), signalsOf(*facts, *evidence, reader->market(), reader->on())};
        if (query.check)
            one.list.removeIf([&](const Signal &signal) { return signal.check != *query.check; });
        read.append(std::move(one));
        if (progress && !progress(read.size(), ids.size()))
            return failure(ErrorCode::Cancelled, u"Reading the signals was stopped."_s);
    }
    return read;
}

}
