#include "exchange/problem_list.h"
#include "import_table.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_import_rules {

using namespace muster;
using namespace muster::exchange;
using namespace Qt::StringLiterals;
using test::AuditedRegister;
using test::mapped;
using test::must;
using test::RegisterFixture;
using test::written;

/// What an import does to what is there already: keys, defaults, people, dates; and when it can be taken back.
class TestImportRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notesThatCantBeTakenAreNamed();
    void defaultsAreForWhatIsAdded();
    void aKeyThatFitsSeveral();
    void aRowThatTheRulesRefuseAddsNobody();
    void oneNewcomerInSeveralRoles();
    void newcomersOfAnUpdate();
    void theSameFileAgain();
    void datesOfWhatRuns();
    void undoSparesOpenAudits();
    void undoSparesClosedAudits();
    void nothingIsSavedOverItsSource();

private:
    static ImportReport taken(RegisterFixture &fixture, const QByteArray &text, const ImportOptions &options)
    {
        return must(importDelegations(fixture.store(), written(fixture, text), options));
    }

    static QList<Delegation> all(RegisterFixture &fixture)
    {
        return must(registry::DelegationService(fixture.store()).all());
    }

    static qsizetype people(RegisterFixture &fixture)
    {
        return must(registry::PersonService(fixture.store()).all()).size();
    }
};

void TestImportRules::notesThatCantBeTakenAreNamed()
{
    RegisterFixture fixture;
    auto options = mapped({u"title=T"_s});
    options.mapping.keepUnmapped = true;
    const auto report = taken(fixture,
                              "T,Tool,Remark\nOne,Atlas,be\x07ll\nTwo,Atlas," + QByteArray(150'000, 'x') + "\nThree,"
                                  + QByteArray(100'000, 'x') + ',' + QByteArray(100'000, 'y') + "\nFour,Atlas,fine\n",
                              options);
    QCOMPARE(report.accepted, 2);
    QCOMPARE(report.refused, 2);
    QCOMPARE(report.problems[0].column, u"Remark"_s);
    QVERIFY2(report.problems[0].reason.contains(u"U+0007"_s), qPrintable(report.problems[0].reason));
    QCOMPARE(report.problems[1].row, 3);
    QCOMPARE(report.problems[1].column, u"Remark"_s);
    QCOMPARE(all(fixture).last().notes, u"Tool: Atlas\nRemark: fine"_s);
}

void TestImportRules::defaultsAreForWhatIsAdded()
{
    RegisterFixture fixture;
    auto options = mapped({u"title=T"_s, u"category=C"_s, u"externalId=No"_s}, u"No"_s);
    must(options.mapping.addDefault(u"category=unclassified"_s));
    must(options.mapping.addDefault(u"risk=low"_s));
    must(options.mapping.addDefault(u"owner=New Owner"_s));
    must(options.mapping.addValue(u"category:a=assist"_s));
    options.mapping.createPeople = true;
    QCOMPARE(taken(fixture, "No,T,C\n1,One,\n", options).accepted, 1);
    QCOMPARE(all(fixture)[0].risk, Risk::Low);
    const auto owner = all(fixture)[0].owner;
    QVERIFY(owner && *owner != fixture.owner());
    registry::DelegationService service(fixture.store());
    must(service.set(all(fixture)[0].id,
                     {{u"category"_s, u"assist"_s}, {u"risk"_s, u"high"_s}, {u"owner"_s, fixture.owner().text()}}));
    QCOMPARE(taken(fixture, "No,T,C\n1,One,\n", options).unchanged, 1);
    QCOMPARE(all(fixture)[0].category, Category::Assist);
    QCOMPARE(all(fixture)[0].risk, Risk::High);
    QVERIFY(all(fixture)[0].owner == fixture.owner());
    must(service.set(all(fixture)[0].id, {{u"category"_s, u"unclassified"_s}}));
    QCOMPARE(taken(fixture, "No,T,C\n1,One,a\n", options).updated, 1);
    QCOMPARE(all(fixture)[0].category, Category::Assist);
}

void TestImportRules::aKeyThatFitsSeveral()
{
    RegisterFixture fixture;
    taken(fixture, "T,R\nSame,low\nSame,low\nOther,low\n", mapped({u"title=T"_s, u"risk=R"_s}));
    const auto report = taken(fixture, "T,R\nSame,high\nOther,high\n", mapped({u"title=T"_s, u"risk=R"_s}, u"T"_s));
    QCOMPARE(report.refused, 1);
    QCOMPARE(report.updated, 1);
    QCOMPARE(report.problems[0].column, u"T"_s);
    QVERIFY2(report.problems[0].reason.contains(u"fits 2 delegations"_s), qPrintable(report.problems[0].reason));
    QCOMPARE(all(fixture)[0].risk, Risk::Low);
    QCOMPARE(all(fixture)[1].risk, Risk::Low);
}

void TestImportRules::aRowThatTheRulesRefuseAddsNobody()
{
    RegisterFixture fixture;
    auto options = mapped({u"title=T"_s, u"owner=O"_s, u"tier=M"_s});
    options.mapping.createPeople = true;
    auto report = taken(fixture, "T,O,M\nOne,Mei Lin,giant\nTwo,Mei Lin,mid\nThree,Mei Lin,giant\n", options);
    QCOMPARE(report.refused, 2);
    QCOMPARE(report.accepted, 1);
    QCOMPARE(report.peopleAdded, 1);
    QCOMPARE(people(fixture), 2);
    report = taken(fixture, "T,O,M\nFour,Sam,giant\n", options);
    QCOMPARE(report.peopleAdded, 0);
    QCOMPARE(people(fixture), 2);
    QVERIFY(!report.id);
}

void TestImportRules::oneNewcomerInSeveralRoles()
{
    RegisterFixture fixture;
    auto options = mapped({u"title=T"_s, u"owner=O"_s, u"deputy=D"_s});
    options.mapping.createPeople = true;
    const auto report = taken(fixture, "T,O,D\nOne,Mei Lin,mei lin\nTwo,Mei Lin,Sam\n", options);
    QCOMPARE(report.accepted, 2);
    QCOMPARE(report.peopleAdded, 2);
    const auto list = all(fixture);
    QCOMPARE(list[0].owner, list[0].deputy);
    QCOMPARE(list[0].owner, list[1].owner);
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
}

void TestImportRules::newcomersOfAnUpdate()
{
    RegisterFixture fixture;
    taken(fixture, "T\nOne\nTwo\n", mapped({u"title=T"_s}));
    auto options = mapped({u"title=T"_s, u"owner=O"_s, u"tier=M"_s}, u"T"_s);
    options.mapping.createPeople = true;
    const auto report = taken(fixture, "T,O,M\nOne,Mei Lin,giant\nTwo,Sam,mid\n", options);
    QCOMPARE(report.refused, 1);
    QCOMPARE(report.updated, 1);
    QCOMPARE(report.peopleAdded, 1);
    QCOMPARE(people(fixture), 2);
}

void TestImportRules::theSameFileAgain()
{
    RegisterFixture fixture;
    auto options = mapped({u"title=T"_s});
    const auto first = taken(fixture, "T\nOne\n", options);
    QVERIFY(!first.earlier);
    fixture.clock().advanceDays(3);
    options.dryRun = true;
    auto again = taken(fixture, "T\nOne\n", options);
    QVERIFY(again.earlier);
    QCOMPARE(again.earlier->on, QDate(2026, 6, 1));
    QVERIFY(again.earlier->id == *first.id);
    QVERIFY(!taken(fixture, "T\nOther\n", options).earlier);
    auto keyed = mapped({u"title=T"_s}, u"T"_s);
    keyed.dryRun = true;
    QVERIFY(!taken(fixture, "T\nOne\n", keyed).earlier);
    must(undoImport(fixture.store(), *first.id));
    QVERIFY(!taken(fixture, "T\nOne\n", options).earlier);
}

void TestImportRules::datesOfWhatRuns()
{
    RegisterFixture fixture;
    const auto options = mapped({u"title=T"_s, u"lastAudit=L"_s, u"nextDue=N"_s}, u"T"_s);
    auto report = taken(fixture, "T,L,N\nOne,2026-01-10,2026-02-10\nTwo,2026-06-02,\n", options);
    QCOMPARE(report.accepted, 1);
    QCOMPARE(report.problems[0].column, u"L"_s);
    QVERIFY(report.problems[0].reason.contains(u"in the future"_s));
    QCOMPARE(all(fixture)[0].nextDue, QDate(2026, 2, 10));
    report = taken(fixture, "T,L,N\nOne,,2026-03-10\n", options);
    QCOMPARE(report.refused, 1);
    QCOMPARE(report.problems[0].column, u"N"_s);
    QVERIFY(report.problems[0].reason.contains(u"in the past"_s));
}

void TestImportRules::undoSparesOpenAudits()
{
    AuditedRegister made;
    auto options = mapped({u"title=T"_s, u"owner=O"_s});
    options.mapping.createPeople = true;
    const auto report = taken(made.fixture, "T,O\nImported,Mei Lin\n", options);
    const auto delegation = all(made.fixture).last();
    QCOMPARE(delegation.title, u"Imported"_s);
    const auto before = must(made.store().head()).size();
    const auto refused = [&](const QString &name) {
        const auto undone = undoImport(made.store(), *report.id);
        return !undone && undone.error().code == ErrorCode::Refused && undone.error().message.contains(name)
               && undone.error().message.contains(u"open audit 3"_s) && must(made.store().head()).size() == before;
    };
    registry::AuditService audits(made.store());
    auto audit = made.open({delegation.id});
    QVERIFY(refused(u"Imported"_s));
    must(audits.discard(audit));
    registry::AuditRequest request;
    request.facilitator = made.ada;
    request.participants = {*delegation.owner};
    request.delegations = {made.refunds};
    audit = must(audits.open(request));
    QVERIFY(refused(u"Mei Lin"_s));
    must(audits.discard(audit));
    must(undoImport(made.store(), *report.id));
    QVERIFY(must(registry::verifyRegister(made.store())).ok);
}

void TestImportRules::undoSparesClosedAudits()
{
    AuditedRegister made;
    auto options = mapped({u"title=T"_s, u"owner=O"_s});
    options.mapping.createPeople = true;
    const auto report = taken(made.fixture, "T,O\nImported,Mei Lin\n", options);
    registry::AuditRequest request;
    request.facilitator = made.ada;
    request.participants = {made.ada, *all(made.fixture).last().owner};
    request.delegations = {made.refunds};
    registry::AuditService audits(made.store());
    const auto audit = must(audits.open(request));
    made.find(audit, made.refunds, Check::Creep, Verdict::Pass);
    must(audits.close(audit));
    const auto undone = undoImport(made.store(), *report.id);
    QVERIFY(!undone);
    QCOMPARE(undone.error().code, ErrorCode::Refused);
    QVERIFY2(undone.error().message.contains(u"\"Mei Lin\" is named by audit 3"_s), qPrintable(undone.error().message));
}

void TestImportRules::nothingIsSavedOverItsSource()
{
    RegisterFixture fixture;
    const auto table = written(fixture, "T\nOne\n");
    const auto mapping = mapped({u"title=T"_s}).mapping;
    const auto bytes = test::contentOf(table), record = test::contentOf(fixture.path());
    QCOMPARE(mapping.save(table, table).error().code, ErrorCode::Refused);
    QCOMPARE(saveProblems(table, {}, table).error().code, ErrorCode::Refused);
    QCOMPARE(mapping.save(fixture.path()).error().code, ErrorCode::Refused);
    QCOMPARE(saveProblems(fixture.path(), {}).error().code, ErrorCode::Refused);
    QVERIFY(QFile::link(fixture.path(), fixture.path(u"link.json"_s)));
    QCOMPARE(mapping.save(fixture.path(u"link.json"_s)).error().code, ErrorCode::Refused);
    QCOMPARE(test::contentOf(table), bytes);
    QCOMPARE(test::contentOf(fixture.path()), record);
}

MUSTER_GUILESS_TEST(TestImportRules)

}

#include "tst_import_rules.moc"
