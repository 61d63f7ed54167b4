#pragma once

#include "register/audit_service.h"
#include "support/register_fixture.h"

/// A small register with two closed audits and an amendment, made through the services.
namespace muster::test {

using namespace Qt::StringLiterals;
using registry::AuditRequest;
using registry::AuditService;
using registry::OpenDecision;
using registry::Sample;

/// Ada owns the register and Release notes, Bo the Weekly update, Cem the Refunds, Dee a decision.
/// 2026-06-01, audit 1, Ada and Cem: Weekly update with each verdict, two decisions on one finding and one decision on
/// two; Release notes with its output alone; Refunds, an Avoid. 2026-06-03: an amendment by Ada. 2026-06-20, audit 2, Bo
/// alone on his own Weekly update: an acceptance that Ada decided.
class AuditedRegister
{
public:
    AuditedRegister()
    {
        // Two audits are some sixty commits, and what this register is for outlives no power cut.
        must(store().database().runScript(u"PRAGMA synchronous = OFF"_s));
        ada = fixture.owner();
        bo = person(u"Bo =1+1"_s);
        cem = person(u"Cem"_s);
        dee = person(u"Dee"_s);
        addInventory();
        holdFirstAudit();
        amend();
        holdSecondAudit();
    }

    RegisterFixture fixture;
    PersonId ada, bo, cem, dee;
    DelegationId update, notes, refunds;
    DefinitionId definition;
    SourceId board;
    AuditId first, second;
    DecisionId fixBoard, stronger, accepted;

    Store &store() { return fixture.store(); }

    /// A full audit of Ada and Cem in one pair.
    AuditId open(const QList<DelegationId> &delegations)
    {
        AuditRequest request;
        request.facilitator = ada;
        request.participants = {ada, cem};
        request.pairs = {{ada, cem}};
        request.delegations = delegations;
        return must(AuditService(store()).open(request));
    }

    OpenDecision decide(const AuditId &audit, DecisionKind kind, const std::vector<Check> &checks, const QString &to,
                        QDate due, const QList<PersonId> &by = {}, const PersonId &owner = {})
    {
        OpenDecision decision;
        decision.kind = kind;
        decision.checks = checks;
        decision.to = to;
        decision.owner = owner.isNull() ? bo : owner;
        decision.due = due;
        decision.why = u"Why of "_s + word(kind);
        decision.decidedBy = by;
        return must(AuditService(store()).addDecision(audit, update, decision));
    }

    void find(const AuditId &audit, const DelegationId &delegation, Check check, Verdict verdict,
              const QString &note = {})
    {
        must(AuditService(store()).setFinding(audit, delegation, check, {verdict, note}));
    }

private:
    PersonId person(const QString &name)
    {
        Person person;
        person.name = name;
        return must(registry::PersonService(store()).add(person));
    }

    void addInventory()
    {
        Definition done;
        done.title = u"Stakeholder update"_s;
        done.criteria = registry::DefinitionService::criteriaFrom(
            u"Every claim has a source\nFigures are those of the board"_s, {});
        definition = must(registry::DefinitionService(store()).add(done));
        must(store().write([&](registry::Writer &writer) {
            registry::RuleContext context(store());
            return registry::DefinitionService(store()).addFailureModeIn(writer, context, definition,
                                                                         u"Claims from an archived page"_s);
        }));
        Delegation delegation;
        delegation.title = u"Weekly update"_s;
        delegation.owner = bo;
        delegation.category = Category::Automate;
        delegation.tier = u"mid"_s;
        delegation.risk = Risk::Low;
        delegation.cadence = Cadence{};
        delegation.definition = definition;
        registry::DelegationService delegations(store());
        update = must(delegations.add(delegation));
        delegation = {};
        delegation.title = u"Release notes"_s;
        delegation.owner = ada;
        delegation.category = Category::Assist;
        notes = must(delegations.add(delegation));
        delegation = {};
        delegation.title = u"Refunds"_s;
        delegation.owner = cem;
        delegation.category = Category::Avoid;
        delegation.categoryReason = u"It would cost trust"_s;
        delegation.cadence = Cadence{Cadence::Unit::Days, 90};
        refunds = must(delegations.add(delegation));
        addHangingThings();
    }

    void addHangingThings()
    {
        Source source;
        source.delegation = update;
        source.title = u"The board"_s;
        source.freshnessDays = 14;
        source.verifiedOn = QDate(2026, 5, 25);
        board = must(registry::SourceService(store()).add(source));
        StopRule rule;
        rule.delegation = update;
        rule.trigger = u"A wrong claim"_s;
        rule.puller = bo;
        rule.deputy = cem;
        rule.minutes = 15;
        must(registry::StopRuleService(store()).add(rule));
    }

    void holdFirstAudit()
    {
        AuditService audits(store());
        first = open({update, notes, refunds});
        must(audits.addSample(
            first, update,
            {{}, u"mail of 29 May"_s, QDate(2026, 5, 29), {{u"c1"_s, false}}, {{board.text(), SourceState::Stale}}}));
        must(audits.addSample(first, notes, {{}, u"notes 4.2"_s, QDate(2026, 5, 30), {}, {}}));
        find(first, update, Check::Output, Verdict::Fail, u"=cmd|' /C calc'!A0, two <b>claims</b>"_s);
        find(first, update, Check::Model, Verdict::Drift, u"Slips"_s);
        find(first, update, Check::Stop, Verdict::Fail, u"Nobody answered"_s);
        find(first, update, Check::Creep, Verdict::Pass);
        find(first, notes, Check::Output, Verdict::Pass);
        find(first, refunds, Check::Creep, Verdict::Pass);
        fixBoard = decide(first, DecisionKind::Review, {Check::Output}, {}, QDate(2026, 6, 8)).id;
        decide(first, DecisionKind::Definition, {Check::Output}, u"Links are checked"_s, QDate(2026, 6, 9), {}, dee);
        stronger = decide(first, DecisionKind::Tier, {Check::Model, Check::Stop}, u"frontier"_s, QDate(2026, 6, 10)).id;
        must(audits.close(first));
    }

    void amend()
    {
        fixture.clock().set(QDate(2026, 6, 3));
        Amendment amendment;
        amendment.audit = first;
        amendment.delegation = update;
        amendment.finding = findingOfCreep();
        amendment.verdict = Verdict::Drift;
        amendment.why = u"The reviews had stopped"_s;
        must(AuditService(store()).amend(amendment));
    }

    FindingId findingOfCreep()
    {
        const auto found = must(
            registry::allWhere<Finding>(store(), u"WHERE delegation = ? AND \"check\" = 'creep'"_s, {update.text()}));
        return found.first().id;
    }

    void holdSecondAudit()
    {
        fixture.clock().set(QDate(2026, 6, 20));
        AuditRequest request;
        request.facilitator = ada;
        request.participants = {bo};
        request.delegations = {update};
        second = must(AuditService(store()).open(request));
        find(second, update, Check::Output, Verdict::Drift, u"Still stale"_s);
        accepted = decide(second, DecisionKind::Accept, {Check::Output}, {}, QDate(2026, 6, 30), {ada}).id;
        must(AuditService(store()).close(second));
    }
};

}
