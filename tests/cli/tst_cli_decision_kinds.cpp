#include "cli/audited_team.h"
#include "support/test_program.h"

namespace tst_cli_decision_kinds {

using namespace muster::test;

/// Each kind of decision given with --done: what closing the audit changes of the inventory, as scripts see it.
class TestCliDecisionKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doneWithTheAudit_data();
    void doneWithTheAudit();
    void notDoneItWaits_data() { doneWithTheAudit_data(); }
    void notDoneItWaits();
    void whatCanNotBeDoneIsRefusedAtOnce_data();
    void whatCanNotBeDoneIsRefusedAtOnce();
};

namespace {

/// Everything about the delegation and what hangs on it that a decision may change, flat.
QMap<QString, QString> inventory(AuditedTeam &team)
{
    QMap<QString, QString> values;
    const auto keep = [&values](const QString &prefix, const json &object, const QStringList &fields) {
        for (const auto &field : fields) {
            const auto &value = object[field.toStdString()];
            values[prefix + field] =
                value.is_string() ? QString::fromStdString(value) : QString::fromStdString(value.dump());
        }
    };
    const auto shown = team.parsed({u"delegation"_s, u"show"_s, u"Weekly update"_s});
    keep({}, shown,
         {u"category"_s, u"tier"_s, u"model"_s, u"status"_s, u"ownerName"_s, u"definitionTitle"_s, u"cadence"_s,
          u"reviewer"_s, u"nextDue"_s, u"lastAudit"_s});
    keep(u"source "_s, shown["sources"][0], {u"verifiedOn"_s});
    keep(u"stop rule "_s, shown["stopRule"], {u"trigger"_s, u"minutes"_s});
    keep(u"definition "_s, team.parsed({u"definition"_s, u"show"_s, u"Done"_s}), {u"version"_s});
    return values;
}

QStringList changes(const QMap<QString, QString> &before, const QMap<QString, QString> &after)
{
    QStringList all;
    for (const auto &[field, value] : after.asKeyValueRange()) {
        if (before[field] != value)
            all << u"%1: %2 → %3"_s.arg(field, before[field], value);
    }
    return all;
}

QString prepare(AuditedTeam &team)
{
    for (const auto &problem :
         {team.setUp(),
          team.runAll({{u"definition"_s, u"add"_s, u"Mail"_s, u"--criterion"_s, u"Polite"_s},
                       {u"delegation"_s, u"set"_s, u"Weekly update"_s, u"category=assist"_s, u"--why"_s, u"w"_s}}),
          team.open({u"Weekly update"_s}), team.find(u"Weekly update"_s, u"output"_s, u"fail"_s, u"wrong figures"_s)}) {
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

QString setUp(AuditedTeam &team)
{
    return team.cli.once(u"one that failed"_s, [&team] { return prepare(team); });
}

QStringList toOption(const QString &to)
{
    return to.isEmpty() ? QStringList() : QStringList{u"--to"_s, to};
}

}

void TestCliDecisionKinds::doneWithTheAudit_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const QString &kind, const QString &to, const QStringList &expected) {
        QTest::addRow("%s %s", qPrintable(kind), qPrintable(to)) << kind << to << expected;
    };
    row(u"category"_s, u"avoid"_s, {u"category: assist → avoid"_s, u"tier: mid → null"_s});
    row(u"category"_s, u"AUTOMATE"_s, {u"category: assist → automate"_s});
    row(u"tier"_s, u"frontier"_s, {u"tier: mid → frontier"_s});
    row(u"definition"_s, u"Mail"_s, {u"definitionTitle: Done → Mail"_s});
    row(u"definition"_s, u"Figures of last week"_s, {u"definition version: 1 → 2"_s});
    row(u"stop-rule"_s, u"Two deputies"_s, {});
    row(u"review"_s, {}, {});
    row(u"promote"_s, {}, {u"category: assist → automate"_s});
    row(u"retire"_s, {}, {u"status: active → retired"_s});
    row(u"source"_s, u"The board"_s, {u"source verifiedOn: 2026-05-01 → 2026-06-15"_s});
    row(u"owner"_s, u"Cem"_s, {u"ownerName: Bo → Cem"_s});
    row(u"pause"_s, {}, {u"status: active → paused"_s});
    row(u"accept"_s, {}, {});
}

void TestCliDecisionKinds::doneWithTheAudit()
{
    QFETCH(QString, kind);
    QFETCH(QString, to);
    AuditedTeam team;
    MUSTER_STEP(setUp(team));
    const auto before = inventory(team);
    MUSTER_STEP(
        team.decide(u"Weekly update"_s, u"output"_s, kind, u"2026-06-30"_s, toOption(to) + QStringList{u"--done"_s}));
    QCOMPARE(inventory(team), before);
    MUSTER_FINE(team.cli.run({u"audit"_s, u"close"_s, u"1"_s}));
    QTEST(changes(before, inventory(team)), "expected");
    const auto decision = team.parsed({u"decision"_s, u"show"_s, u"1"_s});
    QCOMPARE(decision["state"], "done");
    QCOMPARE(decision["endedOn"], "2026-06-15");
    QCOMPARE(team.parsed({u"register"_s, u"verify"_s})["ok"], true);
}

void TestCliDecisionKinds::notDoneItWaits()
{
    QFETCH(QString, kind);
    QFETCH(QString, to);
    AuditedTeam team;
    MUSTER_STEP(setUp(team));
    const auto before = inventory(team);
    MUSTER_STEP(team.decide(u"Weekly update"_s, u"output"_s, kind, u"2026-06-30"_s, toOption(to)));
    MUSTER_FINE(team.cli.run({u"audit"_s, u"close"_s, u"1"_s}));
    QCOMPARE(inventory(team), before);
    MUSTER_FINE(team.cli.run({u"decision"_s, u"done"_s, u"1"_s}));
    QTEST(changes(before, inventory(team)), "expected");
}

void TestCliDecisionKinds::whatCanNotBeDoneIsRefusedAtOnce_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("part");
    QTest::newRow("a category there isn't") << u"category"_s << QStringList{u"--to"_s, u"robots"_s} << u"no category"_s;
    QTest::newRow("a tier there isn't") << u"tier"_s << QStringList{u"--to"_s, u"giant"_s}
                                        << u"light, mid and frontier"_s;
    QTest::newRow("nobody") << u"owner"_s << QStringList{u"--to"_s, u"Zoe"_s} << u"Zoe"_s;
    QTest::newRow("who left") << u"owner"_s << QStringList{u"--to"_s, u"Dee"_s} << u"no active person"_s;
    QTest::newRow("no value") << u"category"_s << QStringList{} << u"name the new category"_s;
    QTest::newRow("a value too many") << u"retire"_s << QStringList{u"--to"_s, u"now"_s} << u"takes no new value"_s;
    QTest::newRow("accepted beyond the next audit")
        << u"accept"_s << QStringList{u"--due"_s, u"2027-01-01"_s} << u"after the next audit"_s;
    QTest::newRow("due in the past") << u"review"_s << QStringList{u"--due"_s, u"2026-06-14"_s} << u"2026-06-14"_s;
    QTest::newRow("decided by who left") << u"review"_s << QStringList{u"--by"_s, u"Dee"_s}
                                         << u"Dee left on 2026-06-02"_s;
}

void TestCliDecisionKinds::whatCanNotBeDoneIsRefusedAtOnce()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, more);
    QFETCH(QString, part);
    AuditedTeam team;
    MUSTER_STEP(setUp(team));
    MUSTER_STEP(team.runAll(
        {{u"person"_s, u"add"_s, u"Dee"_s}, {u"person"_s, u"left"_s, u"Dee"_s, u"--on"_s, u"2026-06-02"_s}}));
    QStringList line{u"audit"_s, u"decide"_s,  u"1"_s,  u"Weekly update"_s, u"output"_s,
                     kind,       u"--owner"_s, u"Bo"_s, u"--why"_s,         u"w"_s};
    if (!more.contains(u"--due"_s))
        line << u"--due"_s << u"2026-06-30"_s;
    const auto ran = team.cli.run(line + more);
    MUSTER_FAILS(ran, 1, "");
    QVERIFY2(ran.err.contains(part), qPrintable(ran.err));
    QCOMPARE(team.parsed({u"audit"_s, u"show"_s, u"1"_s})["delegations"][0]["decisions"].size(), 0u);
}

MUSTER_GUILESS_TEST(TestCliDecisionKinds)

}

#include "tst_cli_decision_kinds.moc"
