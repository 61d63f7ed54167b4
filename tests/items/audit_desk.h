#pragma once

#include "items/audit_session.h"
#include "register/inventory_services.h"
#include "window.h"

namespace muster::test {

using namespace Qt::StringLiterals;
using items::AuditSession;
using registry::AuditService;
using registry::OpenAudit;

/// A register with an open audit of two delegations by four people in two pairs, and a window on it.
struct Room
{
    Room()
    {
        auto &store = fixture.store();
        ada = fixture.owner();
        for (const auto &name : {u"Bo Berg"_s, u"Cem Can"_s, u"Bo Dahl"_s}) {
            Person person;
            person.name = name;
            people << must(registry::PersonService(store).add(person));
        }
        for (const auto &title : {u"Release notes"_s, u"Weekly update"_s}) {
            Delegation delegation;
            delegation.title = title;
            delegation.category = Category::Assist;
            delegation.owner = ada;
            delegations << must(registry::DelegationService(store).add(delegation));
        }
        audit = must(AuditService(store).open(
            {AgendaForm::Full60, {}, ada, {}, {{ada, people[0]}, {people[1], people[2]}}, delegations, false}));
        fixture.close();
        window.emplace(fixture);
        session.emplace(window->reg(), &fixture.clock(), audit);
        window->settle();
    }

    registry::OpenFinding finding(const OpenAudit &of, Check check) const
    {
        return of.find(delegations[0])->findings.value(check);
    }
    QString note(const OpenAudit &of, Check check = Check::Output) const { return finding(of, check).note; }

    /// The audit as the register's file has it.
    OpenAudit kept()
    {
        return must(window->ask([this](Store &store) { return AuditService(store).get(audit); }));
    }

    /// Gives each check of every delegation a pass, so that the audit may be closed.
    void passAll()
    {
        for (const auto &delegation : delegations)
            for (const auto check : {Check::Output, Check::Model, Check::Stop, Check::Creep})
                session->setVerdict(delegation, check, Verdict::Pass);
        registry::Sample sample;
        sample.date = QDate(2026, 5, 30);
        sample.reference = u"notes 12"_s;
        for (const auto &delegation : delegations)
            session->addSample(delegation, sample);
        window->settle();
    }

    RegisterFixture fixture;
    PersonId ada;
    QList<PersonId> people;
    QList<DelegationId> delegations;
    AuditId audit;
    std::optional<Window> window;
    std::optional<AuditSession> session;
};

}
