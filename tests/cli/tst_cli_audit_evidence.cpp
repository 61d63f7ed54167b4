#include "cli/audited_team.h"
#include "support/test_program.h"

#include <QFile>

namespace tst_cli_audit_evidence {

using namespace muster::test;

namespace {

/// The team with forty reviews of the Weekly update read in, the last one on 24 May.
class ReviewedTeam : public AuditedTeam
{
public:
    QString readReviews()
    {
        if (const QString problem = setUp(); !problem.isEmpty())
            return problem;
        QFile file(cli.path(u"reviews.csv"_s));
        if (!file.open(QIODevice::WriteOnly))
            return u"no file"_s;
        file.write("delegation,output,producedAt,reviewedAt,seconds,reviewer,outcome,words,model\n");
        for (int i = 0; i < 40; ++i)
            file.write(u"Weekly update,out/%1,2026-05-%2,2026-05-%2,60,Bo Reviewer,accepted,100,work-1\n"_s.arg(i)
                           .arg(i / 2 + 5, 2, 10, QChar(u'0'))
                           .toUtf8());
        file.close();
        return runAll({{u"evidence"_s, u"import"_s, u"reviews.csv"_s}});
    }

    /// What the open audit keeps of the Weekly update.
    json kept() const { return parsed({u"audit"_s, u"show"_s})["delegations"][0]; }
};

std::string signalState(const json &list, const char *name)
{
    for (const auto &signal : list) {
        if (signal["signal"] == name)
            return signal["state"];
    }
    return "none";
}

}

/// What evidence brings into an audit on the command line: figures beside checks, and samples that are drawn.
class TestCliAuditEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openingKeepsTheFiguresOfTheDay();
    void signalsAreLookedAtAnew();
    void figuresComeIntoTheRecord();
    void drawsSamples();
    void drawingIsRefused();
    void worksheetsCarryThem();
};

void TestCliAuditEvidence::openingKeepsTheFiguresOfTheDay()
{
    ReviewedTeam team;
    MUSTER_STEP(team.readReviews());
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    const auto item = team.kept();
    QCOMPARE(signalState(item["signals"], "never-drilled"), "raised");
    QCOMPARE(signalState(item["signals"], "no-stop-rule"), "quiet");
    QCOMPARE(item["findings"]["stop"]["verdict"], "not-checked");
    const auto shown = team.cli.run({u"audit"_s, u"show"_s});
    QVERIFY2(shown.out.contains(u"signal: Never drilled: The stop rule was never drilled"_s), qPrintable(shown.out));
}

void TestCliAuditEvidence::signalsAreLookedAtAnew()
{
    ReviewedTeam team;
    MUSTER_STEP(team.readReviews());
    MUSTER_STEP(team.open({u"Weekly update"_s, u"Release notes"_s}));
    QCOMPARE(signalState(team.kept()["signals"], "reviews-stopped"), "raised");
    MUSTER_STEP(team.runAll(
        {{u"drill"_s, u"add"_s, u"Weekly update"_s, u"heldOn=2026-06-14"_s, u"minutes=4"_s, u"worked=yes"_s}}));
    QCOMPARE(signalState(team.kept()["signals"], "never-drilled"), "raised"); // as it was shown
    const auto anew = team.parsed({u"audit"_s, u"signals"_s, u"1"_s, u"Weekly update"_s});
    QCOMPARE(signalState(anew, "never-drilled"), "quiet");
    QCOMPARE(signalState(team.kept()["signals"], "never-drilled"), "quiet");
    const auto all = team.cli.run({u"audit"_s, u"signals"_s, u"1"_s});
    MUSTER_FINE(all);
    QVERIFY2(all.out.contains(u"reviews-stopped"_s), qPrintable(all.out));
    QVERIFY(!all.out.contains(u"never-drilled"_s));
    QVERIFY(team.cli.run({u"audit"_s, u"signals"_s, u"1"_s, u"--all"_s}).out.contains(u"never-drilled"_s));
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"signals"_s, u"1"_s, u"Triage"_s}), 1, "no delegation");
    MUSTER_FAILS(team.cli.run({u"audit"_s, u"signals"_s, u"7"_s}), 1, "no open audit");
}

void TestCliAuditEvidence::figuresComeIntoTheRecord()
{
    ReviewedTeam team;
    MUSTER_STEP(team.readReviews());
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    MUSTER_STEP(team.runAll({{u"audit"_s, u"draw"_s, u"1"_s, u"Weekly update"_s, u"--seed"_s, u"7"_s},
                             {u"audit"_s, u"find"_s, u"1"_s, u"Weekly update"_s, u"stop"_s, u"pass"_s},
                             {u"audit"_s, u"close"_s, u"1"_s},
                             {u"record"_s, u"export"_s, u"--format"_s, u"jsonl"_s, u"-o"_s, u"entries.jsonl"_s}}));
    QCOMPARE(team.parsed({u"register"_s, u"verify"_s})["ok"], true);
    const auto entries = team.cli.bytes(u"entries.jsonl"_s);
    QVERIFY(entries.contains(R"("draw":{"count":3,"of":40,"seed":7})"));
    QVERIFY(entries.contains(R"("signal":"never-drilled","since":null,"state":"raised")"));
    QVERIFY(!entries.contains("work-1")); // texts are private
}

void TestCliAuditEvidence::drawsSamples()
{
    ReviewedTeam team;
    MUSTER_STEP(team.readReviews());
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    const auto drawn = team.parsed({u"audit"_s, u"draw"_s, u"1"_s, u"Weekly update"_s, u"--seed"_s, u"7"_s});
    QCOMPARE(drawn["count"], 3);
    QCOMPARE(drawn["of"], 40);
    QCOMPARE(drawn["seed"], 7);
    QCOMPARE(drawn["samples"].size(), 3u);
    const auto same = team.parsed({u"evidence"_s, u"draw"_s, u"Weekly update"_s, u"--seed"_s, u"7"_s});
    for (size_t i = 0; i < 3; ++i)
        QCOMPARE(drawn["samples"][i]["reference"], same["outputs"][i]["output"]);
    auto item = team.kept();
    QCOMPARE(item["samples"].size(), 3u);
    QCOMPARE(item["samples"][0]["date"], same["outputs"][0]["producedOn"]);
    QCOMPARE(item["draw"], json::parse(R"({"count":3,"of":40,"seed":7})"));
    const auto more = team.cli.run({u"audit"_s, u"draw"_s, u"1"_s, u"weekly"_s, u"--count"_s, u"1"_s});
    MUSTER_FINE(more);
    QVERIFY2(more.out.startsWith(u"4 of 40 outputs, drawn with the seed 7:"_s), qPrintable(more.out));
    item = team.kept();
    QCOMPARE(item["samples"].size(), 4u);
    QVERIFY(team.cli.run({u"audit"_s, u"show"_s}).out.contains(u"samples: 4 of 40 outputs"_s));
}

void TestCliAuditEvidence::drawingIsRefused()
{
    ReviewedTeam team;
    MUSTER_STEP(team.readReviews());
    MUSTER_STEP(team.open({u"Weekly update"_s, u"Release notes"_s}));
    const QStringList draw{u"audit"_s, u"draw"_s, u"1"_s};
    MUSTER_FAILS(team.cli.run(draw + QStringList{u"Release notes"_s}), 1, "import its outputs or reviews");
    MUSTER_FAILS(team.cli.run(draw + QStringList{u"Weekly update"_s, u"--count"_s, u"0"_s}), 1, "--count");
    MUSTER_STEP(team.runAll({draw + QStringList{u"Weekly update"_s, u"--seed"_s, u"7"_s}}));
    MUSTER_FAILS(team.cli.run(draw + QStringList{u"Weekly update"_s, u"--seed"_s, u"8"_s}), 1, "seed 7");
    QCOMPARE(team.kept()["samples"].size(), 3u);
}

void TestCliAuditEvidence::worksheetsCarryThem()
{
    ReviewedTeam team;
    MUSTER_STEP(team.readReviews());
    MUSTER_STEP(team.open({u"Weekly update"_s}));
    MUSTER_STEP(team.runAll({{u"audit"_s, u"draw"_s, u"1"_s, u"Weekly update"_s, u"--seed"_s, u"7"_s}}));
    for (const auto &format : {u"md"_s, u"html"_s}) {
        const auto sheet = team.cli.run({u"audit"_s, u"worksheet"_s, u"1"_s, u"--format"_s, format});
        MUSTER_FINE(sheet);
        QVERIFY(sheet.out.contains(u"Never drilled: The stop rule was never drilled"_s));
        QVERIFY(sheet.out.contains(u"3 of 40 outputs, drawn with the seed 7"_s));
        QVERIFY(sheet.out.contains(u"out/"_s));
    }
}

MUSTER_GUILESS_TEST(TestCliAuditEvidence)

}

#include "tst_cli_audit_evidence.moc"
