#include "import_table.h"
#include "register/delegation_list.h"
#include "register/inventory_services.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_delegation_import {

using namespace muster;
using namespace muster::exchange;
using namespace Qt::StringLiterals;
using test::mapped;
using test::must;
using test::RegisterFixture;
using test::written;

class TestDelegationImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesRowsAndAccountsForEach();
    void secondImportUpdatesByKey();
    void emptyCellClearsNothing();
    void namesBecomePeopleOnlyWhenAsked();
    void aRefusedRowAddsNobody();
    void keepsUnmappedColumnsAsNotes();
    void strictTakesAllOrNothing();
    void dryRunAndCancelLeaveNothing();
    void refusesWhatNoRuleAllows_data();
    void refusesWhatNoRuleAllows();
    void aBrokenFileLeavesNothing();
    void manyRowsStayInOrder();
    void isUndoneWhole();
    void undoIsRefusedAfterAChange();
    void takesTheFederalInventories_data();
    void takesTheFederalInventories();

private:
    static qint64 count(RegisterFixture &fixture)
    {
        return must(registry::listDelegations(fixture.store(), {.due = {},
                                                                .category = {},
                                                                .team = {},
                                                                .owner = {},
                                                                .flag = {},
                                                                .search = {},
                                                                .withRetired = true}))
            .size();
    }

    static qint64 entries(RegisterFixture &fixture) { return must(fixture.store().head()).size(); }
};

void TestDelegationImport::takesRowsAndAccountsForEach()
{
    RegisterFixture fixture;
    const auto path =
        written(fixture,
                "Name;Kind;Next\nUpdate;auto;2026-07-01\nTriage;?;2026-02-30\n;auto;\n\"Notes\nof two lines\";auto;\n");
    auto options = mapped({u"title=Name"_s, u"category=Kind"_s, u"nextDue=#3"_s});
    must(options.mapping.addValue(u"category:auto=automate"_s));
    must(options.mapping.addValue(u"category:*=unclassified"_s));
    options.previewRows = 10;
    const auto report = must(importDelegations(fixture.store(), path, options));
    QCOMPARE(report.rows, 4);
    QCOMPARE(report.accepted, 2);
    QCOMPARE(report.refused, 2);
    QCOMPARE(report.accepted + report.updated + report.unchanged + report.refused, report.rows);
    QCOMPARE(report.problems.size(), 2);
    QCOMPARE(report.problems[0].row, 2);
    QCOMPARE(report.problems[0].column, u"Next"_s);
    QVERIFY(report.problems[0].reason.contains(u"2026-02-30"_s));
    QCOMPARE(report.problems[1].row, 3);
    QCOMPARE(report.problems[1].column, u"Name"_s);
    QCOMPARE(report.preview.size(), 4);
    const auto list = must(registry::listDelegations(fixture.store(), {}));
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[0].category, Category::Automate);
    QCOMPARE(list[0].nextDue, QDate(2026, 7, 1));
    QCOMPARE(list[1].title, u"Notes of two lines"_s);
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
}

void TestDelegationImport::secondImportUpdatesByKey()
{
    RegisterFixture fixture;
    const auto options = mapped({u"title=T"_s, u"risk=R"_s}, u"No"_s);
    must(importDelegations(fixture.store(), written(fixture, "No,T,R\n1,One,low\n2,Two,low\n"), options));
    const auto report = must(importDelegations(
        fixture.store(), written(fixture, "No,T,R\n1,One,high\n2,Two,low\n3,Three,low\n3,Again,low\n,No key,low\n"),
        options));
    QCOMPARE(report.updated, 1);
    QCOMPARE(report.unchanged, 1);
    QCOMPARE(report.accepted, 1);
    QCOMPARE(report.refused, 2);
    QVERIFY(report.problems[0].reason.contains(u"row 3"_s));
    QCOMPARE(count(fixture), 3);
    const auto list = must(registry::listDelegations(fixture.store(), {}));
    QCOMPARE(list[0].risk, Risk::High);
    QCOMPARE(list[0].externalId, u"1"_s);
}

void TestDelegationImport::emptyCellClearsNothing()
{
    RegisterFixture fixture;
    const auto options = mapped({u"title=T"_s, u"risk=R"_s, u"category=C"_s}, u"T"_s);
    must(importDelegations(fixture.store(), written(fixture, "T,R,C\nOne,low,assist\n"), options));
    QCOMPARE(must(importDelegations(fixture.store(), written(fixture, "T,R,C\nOne,,\n"), options)).unchanged, 1);
    const auto list = must(registry::listDelegations(fixture.store(), {}));
    QCOMPARE(list[0].risk, Risk::Low);
    QCOMPARE(list[0].category, Category::Assist);
}

void TestDelegationImport::namesBecomePeopleOnlyWhenAsked()
{
    RegisterFixture fixture;
    auto options = mapped({u"title=T"_s, u"owner=O"_s});
    const auto path = written(fixture, "T,O\nOne,Mei Lin\nTwo,Mei Lin\nThree,Ada Owner\n");
    auto report = must(importDelegations(fixture.store(), path, options));
    QCOMPARE(report.refused, 2);
    QCOMPARE(report.problems[0].column, u"O"_s);
    options.mapping.createPeople = true;
    report = must(importDelegations(fixture.store(), path, options));
    QCOMPARE(report.accepted, 3);
    QCOMPARE(report.peopleAdded, 1);
    QCOMPARE(must(registry::PersonService(fixture.store()).all()).size(), 2);
}

void TestDelegationImport::aRefusedRowAddsNobody()
{
    RegisterFixture fixture;
    auto options = mapped({u"owner=O"_s, u"title=T"_s, u"risk=R"_s});
    options.mapping.createPeople = true;
    const auto report =
        must(importDelegations(fixture.store(), written(fixture, "O,T,R\nMei Lin,One,enormous\n"), options));
    QCOMPARE(report.refused, 1);
    QCOMPARE(report.peopleAdded, 0);
    QCOMPARE(must(registry::PersonService(fixture.store()).all()).size(), 1);
}

void TestDelegationImport::keepsUnmappedColumnsAsNotes()
{
    RegisterFixture fixture;
    auto options = mapped({u"title=T"_s});
    options.mapping.keepUnmapped = true;
    must(importDelegations(fixture.store(), written(fixture, "T,Tool,Empty\nOne,Atlas,\n"), options));
    const auto all = must(registry::DelegationService(fixture.store()).all());
    QCOMPARE(all[0].notes, u"Tool: Atlas"_s);
}

void TestDelegationImport::strictTakesAllOrNothing()
{
    RegisterFixture fixture;
    const auto before = entries(fixture);
    auto options = mapped({u"title=T"_s, u"risk=R"_s});
    options.strict = true;
    const auto report = must(importDelegations(fixture.store(), written(fixture, "T,R\nOne,low\nTwo,huge\n"), options));
    QVERIFY(!report.kept);
    QCOMPARE(report.refused, 1);
    QCOMPARE(entries(fixture), before);
    QCOMPARE(count(fixture), 0);
}

void TestDelegationImport::dryRunAndCancelLeaveNothing()
{
    RegisterFixture fixture;
    const auto before = entries(fixture);
    QByteArray table("T\n");
    for (int i = 0; i < 5000; ++i)
        table += "Row " + QByteArray::number(i) + '\n';
    const auto path = written(fixture, table);
    auto options = mapped({u"title=T"_s});
    options.dryRun = true;
    QCOMPARE(must(importDelegations(fixture.store(), path, options)).accepted, 5000);
    options.dryRun = false;
    int told = 0;
    options.progress = [&told](qint64 done, qint64 total) { return done <= total && ++told < 3; };
    const auto stopped = importDelegations(fixture.store(), path, options);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    QCOMPARE(told, 3);
    QCOMPARE(entries(fixture), before);
    QCOMPARE(count(fixture), 0);
}

void TestDelegationImport::refusesWhatNoRuleAllows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("reason");
    QTest::newRow("title of 10,000 characters") << QByteArray(10000, 'x') + ",,," << u"10000 characters"_s;
    QTest::newRow("control character") << QByteArray("a\x01") + "b,,," << u"U+0001"_s;
    QTest::newRow("outside the words") << QByteArray("One,huge,,") << u"huge"_s;
    QTest::newRow("no such tier") << QByteArray("One,,giant,") << u"giant"_s;
    QTest::newRow("an owner who left") << QByteArray("One,,,Lee Left") << u"left on 2026-05-01"_s;
    QTest::newRow("more cells than columns") << QByteArray("One,low,mid,Ada Owner,extra") << u"5 cells"_s;
}

void TestDelegationImport::refusesWhatNoRuleAllows()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, reason);
    RegisterFixture fixture;
    registry::PersonService people(fixture.store());
    Person left;
    left.name = u"Lee Left"_s;
    const auto id = must(people.add(left));
    must(people.left(id, QDate(2026, 5, 1)));
    const auto options = mapped({u"title=T"_s, u"risk=R"_s, u"tier=M"_s, u"owner=O"_s});
    const auto report = must(importDelegations(
        fixture.store(), written(fixture, "T,R,M,O\n" + row + "\nFine,low,mid,Ada Owner\n"), options));
    QCOMPARE(report.refused, 1);
    QCOMPARE(report.accepted, 1);
    QVERIFY2(report.problems[0].reason.contains(reason), qPrintable(report.problems[0].reason));
}

void TestDelegationImport::aBrokenFileLeavesNothing()
{
    RegisterFixture fixture;
    const auto before = entries(fixture);
    QByteArray table("T\n");
    for (int i = 0; i < 20000; ++i)
        table += "Row " + QByteArray::number(i) + '\n';
    const auto failed =
        importDelegations(fixture.store(), written(fixture, table + "\"never closed\n"), mapped({u"title=T"_s}));
    QVERIFY(!failed);
    QCOMPARE(entries(fixture), before);
    QCOMPARE(count(fixture), 0);
}

/// Rows are read ahead of being written: which is which, and what the record says, must not depend on it.
void TestDelegationImport::manyRowsStayInOrder()
{
    QByteArray table = "T,O,D\n";
    for (int i = 1; i <= 3500; ++i)
        table += "Row " + QByteArray::number(i) + ",Owner " + QByteArray::number(i % 7)
                 + (i % 500 == 0 ? ",never\n" : ",2026-07-01\n");
    auto options = mapped({u"title=T"_s, u"owner=O"_s, u"nextDue=D"_s});
    options.mapping.createPeople = true;
    std::optional<ledger::Hash> root;
    for (int round = 0; round < 2; ++round) {
        RegisterFixture fixture;
        const auto report = must(importDelegations(fixture.store(), written(fixture, table), options));
        QCOMPARE(report.accepted, 3493);
        QCOMPARE(report.problems.size(), 7);
        for (qsizetype i = 0; i < report.problems.size(); ++i)
            QCOMPARE(report.problems[i].row, 500 * (i + 1));
        const auto list = must(registry::listDelegations(fixture.store(), {}));
        QCOMPARE(list[2996].title, u"Row 3003"_s);
        const auto now = must(fixture.store().head()).root();
        QCOMPARE(now, root.value_or(now));
        root = now;
    }
}

void TestDelegationImport::isUndoneWhole()
{
    RegisterFixture fixture;
    const auto options = mapped({u"title=T"_s, u"risk=R"_s}, u"T"_s);
    must(importDelegations(fixture.store(), written(fixture, "T,R\nOne,low\n"), options));
    const auto second = must(importDelegations(fixture.store(), written(fixture, "T,R\nOne,high\nTwo,low\n"), options));
    must(undoImport(fixture.store(), *second.id));
    const auto list = must(registry::listDelegations(fixture.store(), {}));
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0].risk, Risk::Low);
    QVERIFY(!undoImport(fixture.store(), *second.id));
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
}

void TestDelegationImport::undoIsRefusedAfterAChange()
{
    RegisterFixture fixture;
    const auto report =
        must(importDelegations(fixture.store(), written(fixture, "T\nOne\nTwo\n"), mapped({u"title=T"_s})));
    registry::DelegationService service(fixture.store());
    must(service.set(must(service.find(u"One"_s)), {{u"risk"_s, u"low"_s}}));
    const auto before = entries(fixture);
    const auto undone = undoImport(fixture.store(), *report.id);
    QVERIFY(!undone);
    QCOMPARE(undone.error().code, ErrorCode::Refused);
    QCOMPARE(entries(fixture), before);
    QCOMPARE(count(fixture), 2);
}

void TestDelegationImport::takesTheFederalInventories_data()
{
    QTest::addColumn<QString>("year");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<Encoding>("encoding");
    QTest::newRow("2023") << u"2023"_s << qint64(710) << Encoding::Utf8;
    QTest::newRow("2024") << u"2024"_s << qint64(2133) << Encoding::Windows1252;
}

void TestDelegationImport::takesTheFederalInventories()
{
    QFETCH(QString, year);
    const QString shared = qEnvironmentVariable("MUSTER_SHARED", QStringLiteral(MUSTER_SOURCE_DIR "/../shared"));
    const QString path = shared + u"/data/federal-ai-use-cases-%1.csv"_s.arg(year);
    if (!QFile::exists(path))
        QSKIP("the reference data is not here");
    RegisterFixture fixture;
    ImportOptions options;
    options.mapping = must(
        ColumnMapping::load(QStringLiteral(MUSTER_SOURCE_DIR "/resources/samples/federal-%1.mapping.json").arg(year)));
    const auto report = must(importDelegations(fixture.store(), path, options));
    QTEST(report.rows, "rows");
    QTEST(report.encoding, "encoding");
    QCOMPARE(report.accepted + report.updated + report.unchanged + report.refused, report.rows);
    QCOMPARE(report.refused, 0);
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
}

MUSTER_GUILESS_TEST(TestDelegationImport)

}

#include "tst_delegation_import.moc"
