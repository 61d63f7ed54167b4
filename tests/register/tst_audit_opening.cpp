#include "register/verify.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

#include <functional>

namespace tst_audit_opening {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;

namespace {

using Alter = std::function<void(AuditedRegister &, AuditRequest &)>;

/// What Ada asks for where nothing is wrong: a full audit of the update, checked by her and Cem.
AuditRequest inOrder(const AuditedRegister &made)
{
    AuditRequest request;
    request.facilitator = made.ada;
    request.participants = {made.ada, made.cem};
    request.delegations = {made.update};
    return request;
}

qsizetype openAudits(AuditedRegister &made)
{
    return std::ranges::count(must(AuditService(made.store()).list()), true, &AuditSummary::open);
}

DelegationId add(AuditedRegister &made, const QString &title, const QList<FieldText> &fields = {})
{
    return must(DelegationService(made.store()).add(QList<FieldText>{{u"title"_s, title}} + fields));
}

}

}

Q_DECLARE_METATYPE(tst_audit_opening::Alter)

namespace tst_audit_opening {

/// Opening an audit, and who and what comes in or goes while it is open.
class TestAuditOpening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRefused_data();
    void isRefused();
    void whoLeadsTakesPartWhereNobodyElseDoes();
    void numbersRunOn();
    void namedPairsStay();
    void whatWasLeftOpenLeads();
    void takesWhatIsDueAndFits();
    void aLateComerGoesToTheLightestPair();
    void aLateComerIsRefused();
    void whatIsTakenOutLeavesNothing();
    void somebodyHasToStay();
};

void TestAuditOpening::isRefused_data()
{
    QTest::addColumn<Alter>("change");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const Alter &change, ErrorCode code, const QString &said) {
        QTest::newRow(name) << change << int(code) << said;
    };
    const auto leave = [](AuditedRegister &made) {
        must(PersonService(made.store()).left(made.cem, QDate(2026, 6, 18)));
    };
    row(
        "led by somebody who left",
        [leave](auto &made, auto &request) {
            leave(made);
            request.facilitator = made.cem;
        },
        ErrorCode::Refused, u"facilitator: Cem left on 2026-06-18"_s);
    row(
        "with somebody who left", [leave](auto &made, auto &) { leave(made); }, ErrorCode::Refused,
        u"participant: Cem left on 2026-06-18"_s);
    row(
        "with nobody known", [](auto &, auto &request) { request.participants << PersonId(u"nobody"_s); },
        ErrorCode::NotFound, u"participant: there is no person nobody"_s);
    row(
        "a pair of four",
        [](auto &made, auto &request) {
            request.pairs = {{made.ada, made.bo, made.cem, made.dee}};
        },
        ErrorCode::InvalidInput, u"too large"_s);
    row(
        "somebody in two pairs",
        [](auto &made, auto &request) {
            request.pairs = {{made.ada, made.cem}, {made.bo, made.cem}};
        },
        ErrorCode::InvalidInput, u"“Cem” is named twice"_s);
    row(
        "nothing to audit", [](auto &, auto &request) { request.delegations.clear(); }, ErrorCode::InvalidInput,
        u"Name at least one delegation"_s);
    row(
        "no such delegation", [](auto &, auto &request) { request.delegations = {DelegationId(u"none"_s)}; },
        ErrorCode::NotFound, u"There is no delegation none"_s);
    row(
        "what is retired",
        [](auto &made, auto &) {
            must(DelegationService(made.store()).set(made.update, QList<FieldText>{{u"status"_s, u"retired"_s}}));
        },
        ErrorCode::Refused, u"\"Weekly update\" is retired"_s);
    row(
        "a spot check of two",
        [](auto &made, auto &request) {
            request.form = AgendaForm::Spot15;
            request.delegations << made.notes;
        },
        ErrorCode::InvalidInput, u"takes one delegation, not 2"_s);
    row(
        "what is due, where nothing is",
        [](auto &made, auto &request) {
            for (const auto &each : {made.update, made.notes, made.refunds})
                must(DelegationService(made.store()).set(each, QList<FieldText>{{u"status"_s, u"proposed"_s}}));
            request.delegations.clear();
            request.due = true;
        },
        ErrorCode::InvalidInput, u"Nothing is due"_s);
}

void TestAuditOpening::isRefused()
{
    QFETCH(Alter, change);
    QFETCH(int, code);
    QFETCH(QString, said);
    AuditedRegister made;
    auto request = inOrder(made);
    change(made, request);
    const auto size = must(made.store().head()).size();
    const auto opened = AuditService(made.store()).open(request);
    QVERIFY(!opened);
    QCOMPARE(int(opened.error().code), code);
    QVERIFY2(opened.error().message.contains(said), qPrintable(opened.error().message));
    QCOMPARE(openAudits(made), 0);
    QCOMPARE(must(made.store().head()).size(), size);
}

void TestAuditOpening::whoLeadsTakesPartWhereNobodyElseDoes()
{
    AuditedRegister made;
    auto request = inOrder(made);
    request.participants.clear();
    request.delegations = {made.notes, made.update};
    const auto open = must(AuditService(made.store()).get(must(AuditService(made.store()).open(request))));
    QCOMPARE(open.participants, QList<PersonId>{made.ada});
    QCOMPARE(open.pairs, QList<QList<PersonId>>{{made.ada}});
    QVERIFY(open.find(made.notes)->selfChecked);
    QVERIFY(!open.find(made.update)->selfChecked);
}

void TestAuditOpening::numbersRunOn()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto third = made.open({made.update});
    QCOMPARE(must(audits.get(third)).number, 3);
    const auto fourth = made.open({made.notes});
    QCOMPARE(must(audits.get(fourth)).number, 4);
    must(audits.discard(third));
    QCOMPARE(must(audits.get(made.open({made.refunds}))).number, 5);
    must(audits.close(fourth));
    QCOMPARE(must(audits.findClosed(u"4"_s)), fourth);
    QCOMPARE(audits.findOpen(u"4"_s).error().code, ErrorCode::Refused);
    QCOMPARE(audits.findOpen(u"3"_s).error().code, ErrorCode::NotFound);
}

void TestAuditOpening::namedPairsStay()
{
    AuditedRegister made;
    auto request = inOrder(made);
    request.pairs = {{made.bo, made.dee}, {made.cem, made.ada}};
    request.participants.clear();
    request.delegations = {made.update, made.notes, made.refunds};
    const auto open = must(AuditService(made.store()).get(must(AuditService(made.store()).open(request))));
    QCOMPARE(open.pairs, request.pairs);
    QCOMPARE(open.participants, (QList<PersonId>{made.bo, made.dee, made.cem, made.ada}));
    QCOMPARE(open.find(made.update)->pair, 1); // Bo owns it
    QCOMPARE(open.find(made.notes)->pair, 0);  // Ada owns it
}

void TestAuditOpening::whatWasLeftOpenLeads()
{
    AuditedRegister made;
    add(made, u"Never looked at"_s, {{u"risk"_s, u"high"_s}});
    const auto proposal = must(AuditService(made.store()).proposeScope(AgendaForm::Full60, 1));
    QStringList order;
    for (const auto &entry : proposal.entries)
        order << entry.title + u": "_s + word(entry.reason);
    QCOMPARE(order, (QStringList{u"Release notes: left-open"_s, u"Weekly update: left-open"_s,
                                 u"Never looked at: never-audited"_s}));
    // Checked whole, it leads no more.
    const auto audit = made.open({made.update});
    for (const auto check : checksFor(Category::Automate))
        made.find(audit, made.update, check, Verdict::Pass);
    must(AuditService(made.store()).close(audit));
    const auto next = must(AuditService(made.store()).proposeScope(AgendaForm::Full60, 1));
    QCOMPARE(next.entries.front().title, u"Release notes"_s);
    QVERIFY(std::ranges::none_of(next.entries, [&](const ScopeEntry &entry) {
        return entry.id == made.update && entry.reason == ScopeReason::LeftOpenLastTime;
    }));
}

void TestAuditOpening::takesWhatIsDueAndFits()
{
    AuditedRegister made;
    for (int i = 0; i < 6; ++i)
        add(made, u"New %1"_s.arg(i));
    auto request = inOrder(made);
    request.delegations.clear();
    request.due = true;
    const auto one = must(AuditService(made.store()).open(request));
    const auto scope = must(AuditService(made.store()).get(one)).delegations;
    QCOMPARE(scope.size(), 2); // twenty minutes of one pair, ten a workflow
    QCOMPARE(scope[0].title, u"Release notes"_s);
    must(AuditService(made.store()).discard(one));
    request.participants = {made.ada, made.bo, made.cem, made.dee};
    request.form = AgendaForm::Full45;
    const auto two = must(AuditService(made.store()).open(request));
    QCOMPARE(must(AuditService(made.store()).get(two)).delegations.size(), 2); // fifteen minutes of two pairs
}

void TestAuditOpening::aLateComerGoesToTheLightestPair()
{
    AuditedRegister made;
    AuditService audits(made.store());
    auto request = inOrder(made);
    request.pairs = {{made.bo, made.dee}, {made.cem, made.ada}};
    request.participants.clear();
    request.delegations = {made.notes}; // Bo and Dee, for Ada owns it
    const auto audit = must(audits.open(request));
    const auto late = add(made, u"Late"_s);
    must(audits.addDelegation(audit, late));
    QCOMPARE(must(audits.get(audit)).find(late)->pair, 1);
    const auto own = add(made, u"Cem's own"_s, {{u"owner"_s, made.cem.text()}});
    must(audits.addDelegation(audit, own));
    QCOMPARE(must(audits.get(audit)).find(own)->pair, 0);
    QCOMPARE(must(audits.get(audit)).delegations.last().title, u"Cem's own"_s);
    QVERIFY(!must(audits.get(audit)).find(own)->selfChecked);
}

void TestAuditOpening::aLateComerIsRefused()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.update});
    const auto other = made.open({made.notes});
    const auto retired = add(made, u"Gone"_s, {{u"status"_s, u"retired"_s}});
    const auto said = [&](const AuditId &id, const DelegationId &delegation) {
        const auto added = audits.addDelegation(id, delegation);
        return added ? u"added"_s : added.error().message;
    };
    QVERIFY2(said(audit, made.update).contains(u"is in audit 3 already"_s), qPrintable(said(audit, made.update)));
    QVERIFY2(said(audit, made.notes).contains(u"is in open audit 4 already"_s), qPrintable(said(audit, made.notes)));
    QVERIFY2(said(audit, retired).contains(u"is retired"_s), qPrintable(said(audit, retired)));
    QCOMPARE(audits.addDelegation(audit, DelegationId(u"none"_s)).error().code, ErrorCode::NotFound);
    must(audits.discard(other));
    must(audits.addDelegation(audit, made.notes));
    must(audits.discard(audit));
    auto spot = inOrder(made);
    spot.form = AgendaForm::Spot15;
    const auto check = must(audits.open(spot));
    QVERIFY2(said(check, made.notes).contains(u"A spot check takes one"_s), qPrintable(said(check, made.notes)));
}

void TestAuditOpening::whatIsTakenOutLeavesNothing()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.update, made.notes});
    made.find(audit, made.update, Check::Output, Verdict::Fail, u"Wrong"_s);
    made.decide(audit, DecisionKind::Review, {Check::Output}, {}, QDate(2026, 6, 29));
    must(audits.addSample(audit, made.update, {{}, u"mail"_s, QDate(2026, 6, 19), {}, {}}));
    const auto open = must(audits.list()).size();
    must(audits.removeDelegation(audit, made.update));
    QCOMPARE(must(audits.list()).size(), open);
    QVERIFY(!must(audits.get(audit)).find(made.update));
    QCOMPARE(audits.removeDelegation(audit, made.update).error().code, ErrorCode::NotFound);
    const auto decisions = must(countOf(made.store(), entityOf<Decision>()));
    must(audits.close(audit));
    QCOMPARE(must(countOf(made.store(), entityOf<Decision>())), decisions);
    const auto found = must(allWhere<Finding>(made.store(), u"WHERE audit = ?"_s, {audit.text()}));
    QVERIFY(std::ranges::all_of(found, [&](const Finding &one) { return one.delegation == made.notes; }));
    // Free again, it may go into another audit.
    made.open({made.update});
}

void TestAuditOpening::somebodyHasToStay()
{
    AuditedRegister made;
    AuditService audits(made.store());
    const auto audit = made.open({made.update});
    QCOMPARE(audits.removeParticipant(audit, made.dee).error().code, ErrorCode::Refused);
    must(audits.removeParticipant(audit, made.ada));
    const auto last = audits.removeParticipant(audit, made.cem);
    QCOMPARE(last.error().code, ErrorCode::Refused);
    QVERIFY2(last.error().message.contains(u"at least one participant"_s), qPrintable(last.error().message));
    QCOMPARE(must(audits.get(audit)).participants, QList<PersonId>{made.cem});
}

MUSTER_GUILESS_TEST(TestAuditOpening)

}

#include "tst_audit_opening.moc"
