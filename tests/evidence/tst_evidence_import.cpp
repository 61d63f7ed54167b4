#include "evidence/signal_reader.h"
#include "evidence_files.h"
#include "register/verify.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_evidence_import {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence;
using test::EvidenceFixture;
using test::must;
using test::reviewHeader;

namespace {

QByteArray reviewsOf(const QByteArray &rows)
{
    return reviewHeader + rows;
}

/// What is read back of a delegation, as of the fixture's day.
Evidence evidenceOf(EvidenceFixture &fixture, const DelegationId &id)
{
    const auto reader = must(SignalReader::make(fixture.store(), fixture.store().today()));
    return must(reader.evidence(id));
}

qint64 reviewsIn(const Evidence &evidence)
{
    qint64 count = 0;
    for (const auto &day : evidence.reviews)
        count += day.reviews();
    return count;
}

}

/// Evidence from a file to what the signals see: every row accounted for, one entry an import, undone as a whole.
class TestEvidenceImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsAccountedFor();
    void badCellsAreNamed_data();
    void badCellsAreNamed();
    void anImportIsOneEntry();
    void theSameFileTwiceIsRefused();
    void rowsReadBeforeAreUnchanged();
    void rowsThatSayOtherwiseAreRefused();
    void namesOfNobodyAreKeptAside();
    void anAliasBringsTheirRowsBack();
    void undoTakesEverythingBack();
    void aDryRunChangesNothing();
    void aCancelledImportLeavesNothing();
    void daysAreThoseOfTheRegistersZone();
    void timesWithoutAZoneAreTheRegisters();
    void wordsAreMapped();
    void theOrderOfRowsMakesNoDifference();
    void usageNeedsACurrencyForItsCost();
    void aPriceListIsReadOnce();
    void alteredRowsDoNotVerify_data();
    void alteredRowsDoNotVerify();
};

void TestEvidenceImport::everyRowIsAccountedFor()
{
    EvidenceFixture fixture;
    const auto report = must(
        fixture.readIn(reviewsOf("Weekly update,u1,2026-05-01T10:00:00Z,2026-05-01T10:05:00Z,240,Ada,accepted,300,m1\n"
                                 "wu-1,u2,2026-05-08T10:00:00Z,,30,Ada,EDITED,,m1\n"
                                 "WEEKLY UPDATE,u2,2026-05-08T10:00:00Z,,30,Ada,edited,,m1\n"
                                 "Reply drafts,r1,2026-05-09T10:00:00Z,,,,,,\n"
                                 ",r2,2026-05-09T10:00:00Z,,,,,,\n")));
    QCOMPARE(report.format->name, u"csv"_s);
    QCOMPARE(report.rows, 5);
    QCOMPARE(report.accepted, 3);
    QCOMPARE(report.refused, 2);
    QCOMPARE(report.accepted + report.updated + report.unchanged + report.refused, report.rows);
    QCOMPARE(EvidenceFixture::problems(report),
             (QStringList{u"3 : It stands in this file already; leave one of the two out."_s,
                          u"5 delegation: It names no delegation; fill the cell, or give a default."_s}));
    const auto kept = evidenceOf(fixture, fixture.update);
    QCOMPARE(kept.models, QStringList{u"m1"_s});
    QCOMPARE(kept.reviews.size(), 2U);
    QCOMPARE(kept.reviews[0].day, QDate(2026, 5, 1));
    QCOMPARE(kept.reviews[0].accepted, 1);
    QCOMPARE(kept.reviews[0].readable, 1);
    QCOMPARE(kept.reviews[0].tooFast, 0); // 300 words in 240 seconds are 75 a minute
    QCOMPARE(kept.reviews[0].durations, (std::vector<DurationCount>{{240'000, 1}}));
    QCOMPARE(kept.reviews[1].edited, 1);
    QCOMPARE(evidenceOf(fixture, fixture.replies).reviews.front().unstated, 1);
}

void TestEvidenceImport::badCellsAreNamed_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("problem");
    QTest::newRow("clock skew")
        << QByteArray("Weekly update,u,2026-05-01T10:00:00Z,2026-05-01T09:59:59Z,5,,,,")
        << u"1 reviewedAt: It was reviewed at 2026-05-01T09:59:59.000Z, before it was produced at 2026-05-01T10:00:00.000Z; check the clocks of both systems."_s;
    QTest::newRow("negative") << QByteArray("Weekly update,u,2026-05-01,,-1,,,,")
                              << u"1 seconds: \"-1\" is no number of seconds from 0."_s;
    QTest::newRow("absurd")
        << QByteArray("Weekly update,u,2026-05-01,,604801,,,,")
        << u"1 seconds: \"604801\" seconds are more than a week, which no review takes; check the unit."_s;
    QTest::newRow("no date")
        << QByteArray("Weekly update,u,2026-02-30,,,,,,")
        << u"1 producedAt: \"2026-02-30\" is no time that exists; write it as 2026-06-01T09:30:00Z, or the date as 2026-06-01."_s;
    QTest::newRow("no time at all")
        << QByteArray("Weekly update,u,,,5,,,,")
        << u"1 : It says neither when it was produced nor when it was reviewed; give one of them."_s;
    QTest::newRow("outcome")
        << QByteArray("Weekly update,u,2026-05-01,,,,fine,,")
        << u"1 outcome: \"fine\" is no outcome; an outcome is accepted, edited or rejected. Say with --value what it means."_s;
    QTest::newRow("words") << QByteArray("Weekly update,u,2026-05-01,,,,,many,")
                           << u"1 words: \"many\" is no whole number from 0."_s;
    QTest::newRow("control character")
        << QByteArray("Weekly update,u\x01,2026-05-01,,,,,,")
        << u"1 output: \"u\x01\" has control characters, or is longer than 500 characters; shorten it in the file."_s;
    QTest::newRow("too long")
        << "Weekly update," + QByteArray(501, 'x') + ",2026-05-01,,,,,,"
        << u"1 output: \"%1…\" has control characters, or is longer than 500 characters; shorten it in the file."_s.arg(
               QString(60, u'x'));
}

void TestEvidenceImport::badCellsAreNamed()
{
    QFETCH(const QByteArray, row);
    QFETCH(const QString, problem);
    EvidenceFixture fixture;
    const auto report = must(fixture.readIn(reviewsOf(row + "\n")));
    QCOMPARE(EvidenceFixture::problems(report), QStringList{problem});
    QVERIFY(!report.id);
    QVERIFY(must(evidenceImports(fixture.store())).isEmpty());
}

void TestEvidenceImport::anImportIsOneEntry()
{
    EvidenceFixture fixture;
    const qint64 before = must(fixture.store().head()).size();
    const QByteArray text = reviewsOf("Weekly update,u1,2026-05-01,,5,Ada,accepted,,\n"
                                      "Weekly update,u2,2026-05-20,,5,Ada,accepted,,\n");
    const auto report = must(fixture.readIn(text));
    QCOMPARE(must(fixture.store().head()).size(), before + 1);
    const auto imports = must(evidenceImports(fixture.store()));
    QCOMPARE(imports.size(), 1);
    QCOMPARE(imports[0].id, *report.id);
    QCOMPARE(imports[0].kind, EvidenceKind::Reviews);
    QCOMPARE(imports[0].sha256, QString::fromStdString(ledger::toHex(ledger::sha256(text.toStdString()))));
    // The digest as anyone can take it from the format's description.
    const std::string name = fixture.update.text().toStdString();
    const std::string lines = R"({"delegation":")" + name
                              + R"(","milliseconds":5000,"name":"Weekly update","outcome":"accepted","output":"u1",)"
                                R"("producedAt":"2026-04-30T22:00:00.000Z","reviewer":"Ada","row":1,"wholeDays":true})"
                                "\n"
                                R"({"delegation":")"
                              + name
                              + R"(","milliseconds":5000,"name":"Weekly update","outcome":"accepted","output":"u2",)"
                                R"("producedAt":"2026-05-19T22:00:00.000Z","reviewer":"Ada","row":2,"wholeDays":true})"
                                "\n";
    QCOMPARE(imports[0].rowsSha256, QString::fromStdString(ledger::toHex(ledger::sha256(lines))));
    QCOMPARE(imports[0].firstOn, QDate(2026, 5, 1));
    QCOMPARE(imports[0].lastOn, QDate(2026, 5, 20));
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
}

void TestEvidenceImport::theSameFileTwiceIsRefused()
{
    EvidenceFixture fixture;
    const QByteArray text = reviewsOf("Weekly update,u1,2026-05-01,,5,Ada,accepted,,\n");
    const auto first = must(fixture.readIn(text));
    const auto second = fixture.readIn(text);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Refused);
    QVERIFY(second.error().message.contains(first.id->text()));
    must(undoEvidence(fixture.store(), *first.id));
    QCOMPARE(must(fixture.readIn(text)).accepted, 1);
}

void TestEvidenceImport::rowsReadBeforeAreUnchanged()
{
    EvidenceFixture fixture;
    must(fixture.readIn(reviewsOf("Weekly update,u1,2026-05-01,,5,Ada,accepted,,\n")));
    const auto report = must(fixture.readIn(reviewsOf("Weekly update,u1,2026-05-01,,5,Ada,accepted,,\n"
                                                      "Weekly update,u2,2026-05-02,,5,Ada,accepted,,\n")));
    QCOMPARE(report.unchanged, 1);
    QCOMPARE(report.accepted, 1);
    QCOMPARE(reviewsIn(evidenceOf(fixture, fixture.update)), 2);
}

void TestEvidenceImport::rowsThatSayOtherwiseAreRefused()
{
    EvidenceFixture fixture;
    must(fixture.readIn(reviewsOf("Weekly update,u1,2026-05-01,,5,Ada,accepted,,\n")));
    const auto report = must(fixture.readIn(reviewsOf("Weekly update,u1,2026-05-01,,500,Ada,edited,,\n")));
    QCOMPARE(
        EvidenceFixture::problems(report),
        QStringList{u"1 : It was read in before with other values; undo that import first, or leave the row out."_s});
}

void TestEvidenceImport::namesOfNobodyAreKeptAside()
{
    EvidenceFixture fixture;
    fixture.add("Twin");
    fixture.add("twin");
    const auto report = must(fixture.readIn(reviewsOf("Weekly updat,u1,2026-05-01,,5,Ada,accepted,,\n"
                                                      "Weekly updat,u2,2026-05-02,,5,Ada,accepted,,\n"
                                                      "Twin,u3,2026-05-02,,5,Ada,accepted,,\n")));
    QCOMPARE(report.accepted, 3);
    QCOMPARE(report.aside, 3);
    QCOMPARE(report.unknown,
             (QList<UnknownName>{{u"Weekly updat"_s, 2, u"Weekly update"_s, false}, {u"Twin"_s, 1, u"Twin"_s, true}}));
    QCOMPARE(reviewsIn(evidenceOf(fixture, fixture.update)), 0);
    QCOMPARE(must(unknownNames(fixture.store())).first(),
             (UnknownName{u"Weekly updat"_s, 2, u"Weekly update"_s, false}));
}

void TestEvidenceImport::anAliasBringsTheirRowsBack()
{
    EvidenceFixture fixture;
    const auto report = must(fixture.readIn(reviewsOf("Friday job,u1,2026-05-01,,5,Ada,accepted,,\n")));
    QCOMPARE(report.aside, 1);
    must(assignName(fixture.store(), u"friday JOB"_s, fixture.update));
    QCOMPARE(reviewsIn(evidenceOf(fixture, fixture.update)), 1);
    QVERIFY(must(unknownNames(fixture.store())).isEmpty());
    QCOMPARE(must(fixture.readIn(reviewsOf("Friday job,u2,2026-05-08,,5,Ada,accepted,,\n"))).aside, 0);
    QCOMPARE(reviewsIn(evidenceOf(fixture, fixture.update)), 2);
    QVERIFY(!assignName(fixture.store(), u"Friday job"_s, fixture.replies));
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
}

void TestEvidenceImport::undoTakesEverythingBack()
{
    EvidenceFixture fixture;
    const auto first = must(fixture.readIn(reviewsOf("Weekly update,u1,2026-05-01,,5,Ada,accepted,,\n")));
    const auto second = must(fixture.readIn(reviewsOf("Weekly update,u2,2026-05-01,,5,Ada,accepted,,\n")));
    must(undoEvidence(fixture.store(), *first.id));
    const auto kept = evidenceOf(fixture, fixture.update);
    QCOMPARE(reviewsIn(kept), 1);
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
    const auto again = undoEvidence(fixture.store(), *first.id);
    QCOMPARE(again.error().code, ErrorCode::Refused);
    must(undoEvidence(fixture.store(), *second.id));
    QCOMPARE(reviewsIn(evidenceOf(fixture, fixture.update)), 0);
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
}

void TestEvidenceImport::aDryRunChangesNothing()
{
    EvidenceFixture fixture;
    const auto before = must(fixture.store().head());
    EvidenceOptions options;
    options.dryRun = true;
    options.previewRows = 10;
    const auto report =
        must(fixture.readIn(reviewsOf("Weekly update,u1,2026-05-01,,5,Ada,accepted,,\nx,,,,,,,,\n"), options));
    QCOMPARE(report.accepted, 1);
    QCOMPARE(report.refused, 1);
    QCOMPARE(report.preview.size(), 2);
    QVERIFY(!report.kept);
    QCOMPARE(must(fixture.store().head()).size(), before.size());
    QCOMPARE(reviewsIn(evidenceOf(fixture, fixture.update)), 0);
}

void TestEvidenceImport::aCancelledImportLeavesNothing()
{
    EvidenceFixture fixture;
    QByteArray rows;
    for (int i = 0; i < 5000; ++i)
        rows += "Weekly update,u" + QByteArray::number(i) + ",2026-05-01,,5,Ada,accepted,,\n";
    EvidenceOptions options;
    options.progress = [](qint64 done, qint64) { return done == 0; };
    const auto report = fixture.readIn(reviewsOf(rows), options);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QCOMPARE(reviewsIn(evidenceOf(fixture, fixture.update)), 0);
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
}

void TestEvidenceImport::daysAreThoseOfTheRegistersZone()
{
    EvidenceFixture fixture;
    must(fixture.readIn(reviewsOf("Weekly update,u1,2026-05-01T21:59:59Z,,5,Ada,accepted,,\n"
                                  "Weekly update,u2,2026-05-01T22:00:00Z,,5,Ada,accepted,,\n"
                                  "Weekly update,u3,2026-05-01T23:30:00-05:00,,5,Ada,accepted,,\n"
                                  "Weekly update,u4,1777680000,,5,Ada,accepted,,\n"
                                  "Weekly update,u5,1777680000000,,5,Ada,accepted,,\n")));
    const auto kept = evidenceOf(fixture, fixture.update);
    QCOMPARE(kept.reviews.size(), 2U);
    QCOMPARE(kept.reviews[0].day, QDate(2026, 5, 1));
    QCOMPARE(kept.reviews[0].accepted, 1);
    QCOMPARE(kept.reviews[1].day, QDate(2026, 5, 2));
    QCOMPARE(kept.reviews[1].accepted, 4);
}

void TestEvidenceImport::timesWithoutAZoneAreTheRegisters()
{
    EvidenceFixture fixture;
    must(fixture.readIn(reviewsOf("Weekly update,u1,2026-05-01 10:00,2026-05-01T08:00:30Z,,Ada,accepted,,\n")));
    const auto kept = evidenceOf(fixture, fixture.update);
    QCOMPARE(kept.reviews.front().durations, (std::vector<DurationCount>{{30'000, 1}}));
    QCOMPARE(kept.reviews.front().elapsed, 1);
}

void TestEvidenceImport::wordsAreMapped()
{
    EvidenceFixture fixture;
    EvidenceOptions options;
    options.format = formatNamed(u"csv"_s, EvidenceKind::Reviews);
    must(options.mapping.addColumn(u"output=Ticket"));
    must(options.mapping.addColumn(u"reviewedAt=#2"));
    must(options.mapping.addColumn(u"outcome=Result"));
    must(options.mapping.addValue(u"outcome:ok=accepted"));
    must(options.mapping.addValue(u"outcome:*=edited"));
    must(options.mapping.addDefault(u"delegation=Weekly update"));
    const auto report = must(fixture.readIn("Ticket,When,Result\nt1,2026-05-01,ok\nt2,2026-05-01,changed\n", options));
    QCOMPARE(report.accepted, 2);
    const auto kept = evidenceOf(fixture, fixture.update);
    QCOMPARE(kept.reviews.front().accepted, 1);
    QCOMPARE(kept.reviews.front().edited, 1);
    must(options.mapping.addColumn(u"colour=Result"));
    const auto wrong = fixture.readIn("Ticket,When,Result\nt1,2026-05-01,ok\n", options);
    QCOMPARE(wrong.error().code, ErrorCode::Usage);
}

void TestEvidenceImport::theOrderOfRowsMakesNoDifference()
{
    QList<QByteArray> rows;
    for (int i = 0; i < 300; ++i) {
        const QDate day = QDate(2026, 1, 5).addDays(i % 140);
        rows << "Weekly update,u" + QByteArray::number(i) + ',' + day.toString(Qt::ISODate).toLatin1() + ",,"
                    + QByteArray::number(500 - i % 140 * 3) + ",Ada," + (i % 3 ? "accepted" : "edited") + ",200,m\n";
    }
    const auto listOf = [&rows](quint32 seed) {
        EvidenceFixture fixture;
        std::ranges::shuffle(rows, std::mt19937(seed));
        QByteArray text;
        for (const auto &row : rows)
            text += row;
        must(fixture.readIn(reviewsOf(text)));
        return must(readSignals(fixture.store(), {fixture.update, {}, {}})).first().list;
    };
    const auto first = listOf(1);
    QVERIFY(std::ranges::any_of(first, [](const Signal &signal) { return signal.state == SignalState::Raised; }));
    for (const quint32 seed : {2, 3, 4})
        QCOMPARE(listOf(seed), first);
}

void TestEvidenceImport::usageNeedsACurrencyForItsCost()
{
    EvidenceFixture fixture;
    const auto report = must(fixture.readIn("delegation,at,model,calls,tokensIn,tokensOut,cost,currency\n"
                                            "Weekly update,2026-05-01,m1,2,100,20,0.00000015,USD\n"
                                            "Weekly update,2026-05-01,m1,2,100,20,1.5e-06,USD\n"
                                            "Weekly update,2026-05-01,m1,2,100,20,3.10,\n"
                                            "Weekly update,2026-05-01,m1,2,100,20,3.10,dollars\n"
                                            "Weekly update,2026-05-01,m1,,1e3,20.0,,\n"));
    QCOMPARE(report.format->kind, EvidenceKind::Usage);
    QCOMPARE(EvidenceFixture::problems(report),
             (QStringList{u"3 currency: Its cost has no currency; map one, or give a default such as USD."_s,
                          u"4 currency: \"dollars\" is no currency; a currency is three capitals, as USD."_s}));
    const auto kept = evidenceOf(fixture, fixture.update);
    QCOMPARE(kept.usage.size(), 2U);
    QCOMPARE(kept.usage[0].tokensIn, 1000);
    QVERIFY(!kept.usage[0].cost);
    QCOMPARE(kept.usage[1].cost, 2); // millionths: 0.15 is nothing, 1.5 is rounded up
}

void TestEvidenceImport::aPriceListIsReadOnce()
{
    EvidenceFixture fixture;
    const QByteArray list =
        "vendor,model,input,output,from\nAtlas,light,0.1,0.4,2026-01-01\nAtlas,light,0.12,0.5,2026-03-01\n";
    QCOMPARE(must(fixture.readIn(list)).accepted, 2);
    QCOMPARE(must(fixture.readIn(list + "Atlas,mid,1,4,2026-01-01\n")).unchanged, 2);
    const auto reader = must(SignalReader::make(fixture.store(), fixture.store().today()));
    QCOMPARE(reader.market().prices.size(), 3U);
    QCOMPARE(reader.market().prices[0], (ModelPrice{u"light"_s, QDate(2026, 1, 1), {}, 100'000, 400'000}));
}

void TestEvidenceImport::alteredRowsDoNotVerify_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("a time") << u"UPDATE review SET milliseconds = 9 WHERE \"row\" = 1"_s;
    QTest::newRow("an outcome") << u"UPDATE review SET outcome = 2 WHERE \"row\" = 1"_s;
    QTest::newRow("a row less") << u"DELETE FROM review WHERE \"row\" = 2"_s;
    QTest::newRow("a row more")
        << u"INSERT INTO review (import, \"row\", subject) SELECT import, 99, subject FROM review LIMIT 1"_s;
    QTest::newRow("a row of no import") << u"INSERT INTO review (import, \"row\", subject) VALUES (999, 1, 1)"_s;
    QTest::newRow("a name") << u"UPDATE evidence_subject SET delegation = ''"_s;
    QTest::newRow("a reviewer") << u"UPDATE evidence_text SET text = 'Eve' WHERE text = 'Ada'"_s;
    QTest::newRow("a day") << u"UPDATE review_day SET accepted = accepted + 1"_s;
    QTest::newRow("a day's times") << u"UPDATE review_day SET durations = x'0101'"_s;
    QTest::newRow("a day less") << u"DELETE FROM review_day WHERE day = (SELECT MIN(day) FROM review_day)"_s;
}

void TestEvidenceImport::alteredRowsDoNotVerify()
{
    QFETCH(const QString, sql);
    EvidenceFixture fixture;
    must(fixture.readIn(
        reviewsOf("Weekly update,u1,2026-05-01,,5,Ada,accepted,,\nWeekly update,u2,2026-05-02,,5,Ada,edited,,\n")));
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
    fixture.close();
    QCOMPARE(test::RawSqlite(fixture.path()).exec(sql.toUtf8()), SQLITE_OK);
    must(fixture.reopen());
    const auto verified = must(registry::verifyRegister(fixture.store()));
    QVERIFY(!verified.ok);
    QCOMPARE(verified.problems.size(), 1);
}

MUSTER_GUILESS_TEST(TestEvidenceImport)

}

#include "tst_evidence_import.moc"
