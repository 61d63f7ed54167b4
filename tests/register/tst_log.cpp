#include "register/log.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_log {

using namespace muster;
using namespace muster::test;
using registry::LogFilter;
using registry::LogReader;
using registry::LogRow;

/// The dated log: a row for each finding and decision, in order, narrowed by what is asked for.
class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void narrows_data();
    void narrows();
    void aFindingWithItsDecision();
    void oneDecisionForTwoFindings();
    void aPassIsFollowedByTheNextAudit();
    void theDateStaysWhatThatAuditSet();
    void anAuditThatLeftChecksOpenSetNone();
    void anAmendmentStandsBeside();
    void selfCheckedIsSaid();
    void ownersArePeople();
    void stopsWhenAsked();
    void readsOneAfterTheOther();
    void namesAFinding();
    void anEmptyRegister();
    void anOpenAuditIsNotInIt();
    void theOwnerOfThatDayStays();
};

namespace {

QString brief(const LogRow &row)
{
    const QStringList parts{row.date.toString(u"MM-dd"),
                            QString::number(row.audit),
                            row.delegation,
                            row.check ? word(*row.check) : QString(),
                            row.verdict ? word(*row.verdict) : QString(),
                            row.decision ? word(*row.decision) : QString()};
    return parts.join(u'|') + (row.amendment ? u"|amends"_s : QString());
}

QList<LogRow> rowsOf(Store &store, const LogFilter &filter = {})
{
    QList<LogRow> rows;
    must(registry::readLog(store, filter, [&rows](const LogRow &row) {
        rows << row;
        return true;
    }));
    return rows;
}

LogRow theRow(Store &store, const QString &wanted)
{
    for (const auto &row : rowsOf(store)) {
        if (brief(row) == wanted)
            return row;
    }
    qFatal("no row %s", qUtf8Printable(wanted));
}

const QStringList firstUpdate{u"06-01|1|Weekly update|output|fail|review"_s,
                              u"06-01|1|Weekly update|output|fail|definition"_s,
                              u"06-01|1|Weekly update|model|drift|tier"_s, u"06-01|1|Weekly update|stop|fail|tier"_s,
                              u"06-01|1|Weekly update|creep|pass|"_s};
const QStringList firstOthers{u"06-01|1|Refunds|creep|pass|"_s, u"06-01|1|Release notes|output|pass|"_s,
                              u"06-01|1|Release notes|model|not-checked|"_s,
                              u"06-01|1|Release notes|stop|not-checked|"_s,
                              u"06-01|1|Release notes|creep|not-checked|"_s};
const QStringList amended{u"06-03|1|Weekly update|creep|drift||amends"_s};
const QStringList secondUpdate{
    u"06-20|2|Weekly update|output|drift|accept"_s, u"06-20|2|Weekly update|model|not-checked|"_s,
    u"06-20|2|Weekly update|stop|not-checked|"_s, u"06-20|2|Weekly update|creep|not-checked|"_s};

enum class Who { Nobody, Ada, Bo, Cem, Dee };
enum class What { Everything, Update, Refunds };

}

void TestLog::narrows_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<What>("what");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<Who>("who");
    QTest::addColumn<QStringList>("rows");
    const QDate none;
    const auto all = What::Everything;
    QTest::newRow("everything") << none << none << all << QString() << Who::Nobody
                                << firstOthers + firstUpdate + amended + secondUpdate;
    QTest::newRow("from") << QDate(2026, 6, 3) << none << all << QString() << Who::Nobody << amended + secondUpdate;
    QTest::newRow("to") << none << QDate(2026, 6, 1) << all << QString() << Who::Nobody << firstOthers + firstUpdate;
    QTest::newRow("one day") << QDate(2026, 6, 3) << QDate(2026, 6, 3) << all << QString() << Who::Nobody << amended;
    QTest::newRow("between") << QDate(2026, 6, 4) << QDate(2026, 6, 19) << all << QString() << Who::Nobody
                             << QStringList();
    QTest::newRow("a delegation") << none << none << What::Update << QString() << Who::Nobody
                                  << firstUpdate + amended + secondUpdate;
    QTest::newRow("an Avoid") << none << none << What::Refunds << QString() << Who::Nobody << firstOthers.first(1);
    QTest::newRow("fail") << none << none << all << u"fail"_s << Who::Nobody
                          << QStringList{firstUpdate[0], firstUpdate[1], firstUpdate[3]};
    QTest::newRow("drift, an amendment's too")
        << none << none << all << u"drift"_s << Who::Nobody << QStringList{firstUpdate[2], amended[0], secondUpdate[0]};
    QTest::newRow("pass") << none << none << all << u"pass"_s << Who::Nobody
                          << QStringList{firstOthers[0], firstOthers[1], firstUpdate[4]};
    QTest::newRow("who checked, amended and decided")
        << none << none << all << QString() << Who::Ada << firstOthers + firstUpdate + amended + secondUpdate.first(1);
    QTest::newRow("who owns") << none << none << all << QString() << Who::Bo << firstUpdate + amended + secondUpdate;
    QTest::newRow("who only checked") << none << none << all << QString() << Who::Cem
                                      << firstOthers + firstUpdate + amended;
    QTest::newRow("who owns a decision alone") << none << none << all << QString() << Who::Dee << firstUpdate.mid(1, 1);
    QTest::newRow("all at once") << QDate(2026, 6, 2) << QDate(2026, 6, 30) << What::Update << u"drift"_s << Who::Ada
                                 << QStringList{amended[0], secondUpdate[0]};
}

void TestLog::narrows()
{
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    QFETCH(What, what);
    QFETCH(QString, verdict);
    QFETCH(Who, who);
    AuditedRegister made;
    LogFilter filter;
    if (from.isValid())
        filter.from = from;
    if (to.isValid())
        filter.to = to;
    if (what != What::Everything)
        filter.delegation = what == What::Update ? made.update : made.refunds;
    filter.verdict = fromWord<Verdict>(verdict);
    if (who != Who::Nobody)
        filter.person = std::array{PersonId(), made.ada, made.bo, made.cem, made.dee}[size_t(who)];
    QStringList rows;
    for (const auto &row : rowsOf(made.store(), filter))
        rows << brief(row);
    QTEST(rows, "rows");
}

void TestLog::aFindingWithItsDecision()
{
    AuditedRegister made;
    const auto row = theRow(made.store(), firstUpdate[1]);
    QCOMPARE(row.owner, u"Bo =1+1"_s);
    QCOMPARE(row.tier, u"mid"_s);
    QCOMPARE(row.lastOutput, QDate(2026, 5, 29));
    QCOMPARE(row.note, u"=cmd|' /C calc'!A0, two <b>claims</b>"_s);
    QCOMPARE(row.before, QString());
    QCOMPARE(row.after, u"Links are checked"_s);
    QCOMPARE(row.why, u"Why of definition"_s);
    QCOMPARE(row.decidedBy, (QStringList{u"Ada Owner"_s, u"Cem"_s}));
    QCOMPARE(row.decisionOwner, u"Dee"_s);
    QCOMPARE(row.followUp, QDate(2026, 6, 9));
    QVERIFY(!row.selfChecked);
    QCOMPARE(row.delegationId, made.update);
}

void TestLog::oneDecisionForTwoFindings()
{
    AuditedRegister made;
    const auto model = theRow(made.store(), firstUpdate[2]), stop = theRow(made.store(), firstUpdate[3]);
    QCOMPARE(model.decisionNumber, stop.decisionNumber);
    QCOMPARE(model.before, u"mid"_s);
    QCOMPARE(model.after, u"frontier"_s);
    QCOMPARE(stop.after, u"frontier"_s);
    QCOMPARE(model.note, u"Slips"_s);
    QCOMPARE(stop.note, u"Nobody answered"_s);
}

void TestLog::aPassIsFollowedByTheNextAudit()
{
    AuditedRegister made;
    QCOMPARE(theRow(made.store(), firstUpdate[4]).followUp, QDate(2026, 7, 1));
    QCOMPARE(theRow(made.store(), firstOthers[0]).followUp, QDate(2026, 8, 30));
    QCOMPARE(theRow(made.store(), firstOthers[1]).followUp, std::nullopt);
    QCOMPARE(theRow(made.store(), firstOthers[2]).followUp, std::nullopt);
    QCOMPARE(theRow(made.store(), secondUpdate[1]).followUp, std::nullopt);
    QCOMPARE(theRow(made.store(), secondUpdate[0]).followUp, QDate(2026, 6, 30));
}

void TestLog::theDateStaysWhatThatAuditSet()
{
    AuditedRegister made;
    const auto holdOnRefunds = [&made](QDate day) {
        made.fixture.clock().set(day);
        const auto audit = made.open({made.refunds});
        made.find(audit, made.refunds, Check::Creep, Verdict::Pass);
        must(AuditService(made.store()).close(audit));
    };
    const auto set = [&made](const QString &field, const QString &text) {
        must(registry::DelegationService(made.store())
                 .set(made.refunds, QList<registry::FieldText>{{field, text}}, {u"planned"_s}));
    };
    const auto third = u"07-01|3|Refunds|creep|pass|"_s, fourth = u"07-01|4|Refunds|creep|pass|"_s;
    set(u"nextDue"_s, u"2026-07-15"_s);
    QCOMPARE(theRow(made.store(), firstOthers[0]).followUp, QDate(2026, 8, 30));
    holdOnRefunds(QDate(2026, 7, 1));
    holdOnRefunds(QDate(2026, 7, 1));
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(theRow(made.store(), firstOthers[0]).followUp, QDate(2026, 8, 30));
        QCOMPARE(theRow(made.store(), third).followUp, QDate(2026, 9, 29));
        QCOMPARE(theRow(made.store(), fourth).followUp, QDate(2026, 9, 29));
        set(u"nextDue"_s, u"2026-12-24"_s);
    }
    set(u"nextDue"_s, {});
    set(u"cadence"_s, {});
    holdOnRefunds(QDate(2026, 8, 1));
    QCOMPARE(theRow(made.store(), u"08-01|5|Refunds|creep|pass|"_s).followUp, std::nullopt);
    QCOMPARE(theRow(made.store(), fourth).followUp, QDate(2026, 9, 29));
}

void TestLog::anAuditThatLeftChecksOpenSetNone()
{
    AuditedRegister made;
    const auto audit = made.open({made.update});
    made.find(audit, made.update, Check::Output, Verdict::Pass);
    must(AuditService(made.store()).close(audit));
    QCOMPARE(theRow(made.store(), u"06-20|3|Weekly update|output|pass|"_s).followUp, std::nullopt);
}

void TestLog::anAmendmentStandsBeside()
{
    AuditedRegister made;
    const auto row = theRow(made.store(), amended[0]);
    QCOMPARE(row.note, u"amends audit 1: The reviews had stopped"_s);
    QCOMPARE(row.decidedBy, QStringList{u"Ada Owner"_s});
    QCOMPARE(row.followUp, std::nullopt);
    QCOMPARE(theRow(made.store(), firstUpdate[4]).verdict, Verdict::Pass);

    Amendment whole;
    whole.audit = made.second;
    whole.why = u"Cem was there too"_s;
    whole.note = u"He came late"_s;
    must(AuditService(made.store()).amend(whole));
    const auto last = rowsOf(made.store()).last();
    QCOMPARE(last.note, u"amends audit 2: Cem was there too\nHe came late"_s);
    QVERIFY(last.delegationId.isNull());
    QCOMPARE(last.check, std::nullopt);
}

void TestLog::selfCheckedIsSaid()
{
    AuditedRegister made;
    for (const auto &row : rowsOf(made.store()))
        QCOMPARE(row.selfChecked, row.audit == 2);
}

void TestLog::ownersArePeople()
{
    AuditedRegister made;
    const auto audit = made.open({made.update});
    made.find(audit, made.update, Check::Output, Verdict::Drift, u"Bo is busy"_s);
    made.decide(audit, DecisionKind::Owner, {Check::Output}, u"Cem"_s, QDate(2026, 7, 1));
    must(AuditService(made.store()).close(audit));
    const auto row = theRow(made.store(), u"06-20|3|Weekly update|output|drift|owner"_s);
    QCOMPARE(row.before, u"Bo =1+1"_s);
    QCOMPARE(row.after, u"Cem"_s);
}

void TestLog::stopsWhenAsked()
{
    AuditedRegister made;
    int taken = 0;
    must(registry::readLog(made.store(), {}, [&taken](const LogRow &) { return ++taken < 3; }));
    QCOMPARE(taken, 3);
}

void TestLog::readsOneAfterTheOther()
{
    AuditedRegister made;
    auto reader = must(LogReader::open(made.store(), {}));
    qsizetype count = 0;
    while (must(reader.next()))
        ++count;
    QCOMPARE(count, rowsOf(made.store()).size());
    QVERIFY(!must(reader.next()));
}

void TestLog::namesAFinding()
{
    AuditedRegister made;
    const auto id = must(registry::findingOf(made.store(), made.first, made.update, Check::Stop));
    QCOMPARE(must(registry::byId<Finding>(made.store(), id)).note, u"Nobody answered"_s);
    const auto none = registry::findingOf(made.store(), made.second, made.refunds, Check::Creep);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
}

void TestLog::anEmptyRegister()
{
    RegisterFixture fixture;
    QVERIFY(rowsOf(fixture.store()).isEmpty());
}

void TestLog::anOpenAuditIsNotInIt()
{
    AuditedRegister made;
    const auto before = rowsOf(made.store()).size();
    const auto audit = made.open({made.notes});
    made.find(audit, made.notes, Check::Output, Verdict::Fail, u"Not yet"_s);
    QCOMPARE(rowsOf(made.store()).size(), before);
}

void TestLog::theOwnerOfThatDayStays()
{
    AuditedRegister made;
    must(registry::DelegationService(made.store())
             .set(made.update, QList<registry::FieldText>{{u"owner"_s, u"Cem"_s}, {u"tier"_s, u"light"_s}},
                  {u"handed over"_s}));
    const auto row = theRow(made.store(), firstUpdate[0]);
    QCOMPARE(row.owner, u"Bo =1+1"_s);
    QCOMPARE(row.tier, u"mid"_s);
}

MUSTER_GUILESS_TEST(TestLog)

}

#include "tst_log.moc"
