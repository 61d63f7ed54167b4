#pragma once

#include "register/audit_service.h"
#include "register/inventory_services.h"
#include "register/own_columns.h"
#include "support/register_fixture.h"

#include <random>

/// Somebody who does one thing after the other to a register, sensible or not; the same for the same seed.
namespace muster::test {

using namespace Qt::StringLiterals;
using registry::AuditService;
using registry::DecisionService;
using registry::DelegationService;
using registry::FieldText;

class Somebody
{
public:
    Somebody(RegisterFixture &fixture, quint32 seed) : m_fixture(fixture), m_engine(seed)
    {
        must(store().database().runScript(u"PRAGMA synchronous = OFF"_s));
    }

    /// Does one thing and returns what the register said; `said` of a refusal is its sentence.
    Result<void> act()
    {
        using Act = Result<void> (Somebody::*)();
        static constexpr Act acts[] = {
            &Somebody::addPerson,   &Somebody::leave,        &Somebody::rename,    &Somebody::addDelegation,
            &Somebody::change,      &Somebody::change,       &Somebody::change,    &Somebody::addSource,
            &Somebody::addRule,     &Somebody::endRule,      &Somebody::addDrill,  &Somebody::addDefinition,
            &Somebody::addColumn,   &Somebody::fillColumn,   &Somebody::openAudit, &Somebody::find,
            &Somebody::find,        &Somebody::find,         &Somebody::sample,    &Somebody::decide,
            &Somebody::decide,      &Somebody::decide,       &Somebody::decide,    &Somebody::closeAudit,
            &Somebody::closeAudit,  &Somebody::discard,      &Somebody::amend,     &Somebody::openAudit,
            &Somebody::finish,      &Somebody::moveDecision, &Somebody::drop,      &Somebody::withdraw,
            &Somebody::setRegister, &Somebody::moveDecision, &Somebody::drop};
        m_fixture.clock().advance(qint64(1 + below(40)) * 3'600'000);
        if (below(4) == 0)
            store().setActor(any<Person>());
        return (this->*acts[below(std::size(acts))])();
    }

private:
    Store &store() { return m_fixture.store(); }
    size_t below(size_t count) { return std::uniform_int_distribution<size_t>(0, count - 1)(m_engine); }
    QDate day() { return store().today().addDays(int(below(60)) - 20); }
    QString isoDay() { return day().toString(Qt::ISODate); }
    QString number() { return QString::number(++m_count); }

    template <typename T, size_t Count>
    T oneOf(const T (&all)[Count])
    {
        return all[below(Count)];
    }

    template <typename T>
    Result<void> done(const Result<T> &result)
    {
        return result ? Result<void>() : tl::unexpected(result.error());
    }

    /// One of all there are, or of those a condition leaves; one that isn't there where there are none.
    template <typename T>
    decltype(T::id) any(const QString &condition = {})
    {
        const auto all = must(registry::allWhere<T>(store(), condition + u" ORDER BY n"_s));
        return all.isEmpty() ? decltype(T::id)(u"00000000-0000-4000-8000-000000000000"_s)
                             : all[qsizetype(below(size_t(all.size())))].id;
    }

    PersonId somebodyThere() { return any<Person>(below(6) == 0 ? QString() : u"WHERE left_on IS NULL"_s); }

    AuditId anyOpen()
    {
        AuditId found(u"none"_s);
        for (const auto &audit : must(AuditService(store()).list())) {
            if (audit.open && (found.text() == u"none" || below(2) == 0))
                found = audit.id;
        }
        return found;
    }

    Result<void> addPerson()
    {
        return done(registry::PersonService(store()).add({{u"name"_s, u"Person "_s + number()}}));
    }
    Result<void> leave() { return done(registry::PersonService(store()).left(any<Person>(), day())); }
    Result<void> rename()
    {
        return done(registry::PersonService(store()).set(any<Person>(),
                                                         QList<FieldText>{{u"name"_s, u"Renamed %1"_s.arg(below(5))}}));
    }

    QList<FieldText> someFields()
    {
        const QList<FieldText> all{{u"owner"_s, any<Person>().text()},
                                   {u"deputy"_s, any<Person>().text()},
                                   {u"category"_s, oneOf({u"assist"_s, u"automate"_s, u"avoid"_s, u"unclassified"_s})},
                                   {u"tier"_s, oneOf({u"light"_s, u"mid"_s, u"frontier"_s, QString(), u"giant"_s})},
                                   {u"risk"_s, oneOf({u"low"_s, u"medium"_s, u"high"_s, QString()})},
                                   {u"cadence"_s, oneOf({u"monthly"_s, u"sprint:2"_s, u"days:10"_s, QString()})},
                                   {u"status"_s, oneOf({u"active"_s, u"paused"_s, u"retired"_s, u"proposed"_s})},
                                   {u"nextDue"_s, isoDay()},
                                   {u"modelEndsOn"_s, isoDay()},
                                   {u"definition"_s, any<Definition>().text()},
                                   {u"purpose"_s, u"why “%1”\n=1+1"_s.arg(below(9))},
                                   {u"seats"_s, QString::number(below(99))},
                                   {u"confidential"_s, oneOf({u"yes"_s, u"no"_s, QString()})}};
        QList<FieldText> some;
        for (const auto &one : all) {
            if (below(4) == 0)
                some << one;
        }
        return some;
    }

    Result<void> addDelegation()
    {
        return done(
            DelegationService(store()).add(QList<FieldText>{{u"title"_s, u"Workflow "_s + number()}} + someFields()));
    }
    Result<void> change()
    {
        return done(DelegationService(store()).set(any<Delegation>(), someFields(), {u"seen today"_s, -1, nullptr}));
    }

    QString anyTitle() { return any<Delegation>().text(); }
    Result<void> addSource()
    {
        return done(registry::SourceService(store()).add({{u"delegation"_s, anyTitle()},
                                                          {u"title"_s, u"Source "_s + number()},
                                                          {u"freshnessDays"_s, u"14"_s},
                                                          {u"verifiedOn"_s, isoDay()}}));
    }
    Result<void> addRule()
    {
        return done(registry::StopRuleService(store()).add(
            {{u"delegation"_s, anyTitle()}, {u"trigger"_s, u"Two errors"_s}, {u"puller"_s, any<Person>().text()}}));
    }
    Result<void> endRule()
    {
        return done(
            registry::StopRuleService(store()).set(any<StopRule>(), QList<FieldText>{{u"endedOn"_s, isoDay()}}));
    }
    Result<void> addDrill()
    {
        return done(registry::DrillService(store()).add(
            {{u"delegation"_s, anyTitle()}, {u"worked"_s, oneOf({u"yes"_s, u"no"_s})}, {u"heldOn"_s, isoDay()}}));
    }
    Result<void> addDefinition()
    {
        registry::DefinitionService service(store());
        const QList<FieldText> texts{{u"criteria"_s, u"Criterion %1\nSources named"_s.arg(below(4))}};
        if (below(2) == 0)
            return done(service.set(any<Definition>(), texts));
        return done(service.add(QList<FieldText>{{u"title"_s, u"Done "_s + number()}} + texts));
    }
    Result<void> addColumn()
    {
        return done(registry::ColumnService(store()).add(
            {{u"title"_s, u"Column %1"_s.arg(below(4))}, {u"type"_s, oneOf({u"text"_s, u"number"_s})}}));
    }
    Result<void> fillColumn()
    {
        return done(DelegationService(store()).set(
            any<Delegation>(),
            QList<FieldText>{{u"Column %1"_s.arg(below(4)), oneOf({u"12"_s, u"many"_s, QString()})}}));
    }

    Result<void> openAudit()
    {
        registry::AuditRequest request;
        request.form = oneOf({AgendaForm::Full60, AgendaForm::Full45, AgendaForm::Spot15});
        request.facilitator = somebodyThere();
        request.participants = {somebodyThere()};
        request.delegations = {any<Delegation>()};
        request.due = below(4) == 0;
        return done(AuditService(store()).open(request));
    }

    /// A delegation of an open audit, and the audit.
    std::pair<AuditId, DelegationId> anyCell()
    {
        const auto audit = anyOpen();
        const auto open = AuditService(store()).get(audit);
        if (!open || open->delegations.isEmpty())
            return {audit, any<Delegation>()};
        return {audit, open->delegations[qsizetype(below(size_t(open->delegations.size())))].id};
    }

    Result<void> find()
    {
        const auto [audit, delegation] = anyCell();
        const bool allPass = below(2) == 0;
        for (const auto check : checksFor(Category::Assist)) {
            const auto verdict = allPass ? Verdict::Pass : Verdict(1 + below(3));
            const auto given = AuditService(store()).setFinding(
                audit, delegation, check, {verdict, verdict == Verdict::Pass ? QString() : u"it slipped"_s});
            if (!given)
                return given;
        }
        return {};
    }
    Result<void> sample()
    {
        const auto [audit, delegation] = anyCell();
        return done(AuditService(store()).addSample(audit, delegation, {{}, u"mail of today"_s, day(), {}, {}}));
    }
    Result<void> decide()
    {
        const auto [audit, delegation] = anyCell();
        registry::OpenDecision decision;
        decision.kind = below(2) == 0 ? DecisionKind::Review : DecisionKind(below(Words<DecisionKind>::all.size()));
        decision.checks = {Check::Output, Check::Model, Check::Stop, Check::Creep};
        if (toNeed(decision.kind) == ToNeed::Required)
            decision.to = decision.kind == DecisionKind::Owner  ? any<Person>().text()
                          : decision.kind == DecisionKind::Tier ? u"mid"_s
                                                                : u"assist"_s;
        decision.owner = somebodyThere();
        decision.due = store().today().addDays(int(below(20)));
        decision.why = u"seen in the room"_s;
        decision.done = below(2) == 0;
        return done(AuditService(store()).addDecision(audit, delegation, decision));
    }
    Result<void> closeAudit()
    {
        const auto audit = anyOpen();
        (void)AuditService(store()).previewClosing(audit);
        return done(AuditService(store()).close(audit));
    }
    Result<void> discard() { return AuditService(store()).discard(below(3) == 0 ? anyOpen() : AuditId(u"none"_s)); }
    Result<void> amend()
    {
        Amendment amendment;
        amendment.audit = any<Audit>();
        amendment.why = u"seen again"_s;
        return AuditService(store()).amend(amendment);
    }
    DecisionId anyDecision() { return any<Decision>(below(4) == 0 ? QString() : u"WHERE state = 'open'"_s); }
    Result<void> finish() { return DecisionService(store()).markDone(anyDecision(), u"by hand"_s); }
    Result<void> moveDecision() { return DecisionService(store()).move(anyDecision(), day().addDays(15), u"ill"_s); }
    Result<void> drop() { return DecisionService(store()).drop(anyDecision(), oneOf({u"gone"_s, QString()})); }
    Result<void> withdraw()
    {
        switch (below(3)) {
        case 0: return done(registry::PersonService(store()).withdraw(any<Person>(), u"by mistake"_s));
        case 1: return done(DelegationService(store()).withdraw(any<Delegation>(), u"by mistake"_s));
        default: return done(registry::SourceService(store()).withdraw(any<Source>(), u"by mistake"_s));
        }
    }
    Result<void> setRegister()
    {
        const FieldText settings[] = {{u"name"_s, u"Team %1"_s.arg(below(3))},
                                      {u"owner"_s, any<Person>().text()},
                                      {u"tiers"_s, u"[\"light\",\"mid\",\"frontier\",\"giant\"]"_s},
                                      {u"tiers"_s, u"[\"light\"]"_s},
                                      {u"timeZone"_s, oneOf({u"UTC"_s, u"Asia/Tokyo"_s, u"Mars/Base"_s})}};
        return done(registry::RegisterService(store()).set(RegisterId(store().id()),
                                                           QList<FieldText>{settings[below(std::size(settings))]}));
    }

    RegisterFixture &m_fixture;
    std::mt19937 m_engine;
    int m_count = 0;
};

}
