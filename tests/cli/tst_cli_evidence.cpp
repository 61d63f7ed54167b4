#include "cli/cli_process.h"
#include "support/test_program.h"

#include <QCryptographicHash>

namespace tst_cli_evidence {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;
using muster::test::json;

namespace {

const QString fixtures = QStringLiteral(MUSTER_SOURCE_DIR "/tests/evidence/fixtures/");

/// Three months of weekly reviews whose time falls towards nothing, from Friday 20 March 2026 on.
QByteArray fallingReviews()
{
    QByteArray csv = "delegation,output,producedAt,seconds,outcome,words\n";
    int week = 0;
    for (const int seconds : {600, 580, 590, 500, 420, 430, 300, 200, 120, 60, 20, 5}) {
        const QDate day = QDate(2026, 3, 20).addDays(7 * week++);
        csv += "Weekly update,mail " + QByteArray::number(week) + ',' + day.toString(Qt::ISODate).toLatin1() + ','
               + QByteArray::number(seconds) + ",accepted,250\n";
    }
    return csv;
}

}

/// Evidence from the command line: read in, told, drawn from and taken back.
class TestCliEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readInAndAccountedFor();
    void badInputIsToldInASentence_data();
    void badInputIsToldInASentence();
    void everyFormatIsRecognised_data();
    void everyFormatIsRecognised();
    void signalsNameWhatTheyShow();
    void drawnAgainWithTheSameSeed();
    void namesAreAssigned();
    void undoneWhole();
    void aFolderOfOutputs();
    void theCatalogueDecidesTiers();

private:
    json jsonOf(const QStringList &args) const { return m_cli->run(args + QStringList{u"--json"_s}).parsed(); }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_cli->path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write a file");
        return file.fileName();
    }
    json signalNamed(const char *name) const
    {
        for (const auto &signal : jsonOf({u"evidence"_s, u"signals"_s, u"--delegation"_s, u"Weekly"_s})) {
            if (signal["signal"] == name)
                return signal;
        }
        return {};
    }

    std::unique_ptr<CliProcess> m_cli;
};

void TestCliEvidence::init()
{
    m_cli = std::make_unique<CliProcess>();
    QVERIFY(m_cli->makeRegister());
    MUSTER_FINE(m_cli->run({u"delegation"_s, u"add"_s, u"Weekly update"_s, u"owner=Ada"_s, u"category=assist"_s}));
}

void TestCliEvidence::readInAndAccountedFor()
{
    const auto file =
        write(u"r.csv"_s, "Workflow,Ticket,When,Result\nWeekly update,t1,2026-06-01,ok\nNobody,t2,2026-06-01,ok\n"
                          "Weekly update,t3,2026-06-31,ok\n");
    const QStringList args{u"evidence"_s,
                           u"import"_s,
                           file,
                           u"--kind"_s,
                           u"reviews"_s,
                           u"--map"_s,
                           u"delegation=Workflow"_s,
                           u"--map"_s,
                           u"output=Ticket"_s,
                           u"--map"_s,
                           u"reviewedAt=#3"_s,
                           u"--map"_s,
                           u"outcome=Result"_s,
                           u"--value"_s,
                           u"outcome:ok=accepted"_s};
    const auto tried = jsonOf(args + QStringList{u"--dry-run"_s});
    QVERIFY(tried["id"].is_null());
    QCOMPARE(jsonOf({u"evidence"_s, u"list"_s}).size(), 0U);
    const auto read = jsonOf(args + QStringList{u"--save-mapping"_s, m_cli->path(u"m.json"_s)});
    QCOMPARE(read["rows"], 3);
    QCOMPARE(read["accepted"], 2);
    QCOMPARE(read["updated"], 0);
    QCOMPARE(read["unchanged"], 0);
    QCOMPARE(read["refused"], 1);
    QCOMPARE(read["problems"], json::array({{{"row", 3},
                                             {"column", "When"},
                                             {"reason", "\"2026-06-31\" is no time that exists; write it as "
                                                        "2026-06-01T09:30:00Z, or the date as 2026-06-01."}}}));
    QCOMPARE(read["aside"], 1);
    QCOMPARE(read["unknownNames"][0]["name"], "Nobody");
    const auto list = jsonOf({u"evidence"_s, u"list"_s});
    QCOMPARE(list[0]["id"], read["id"]);
    QCOMPARE(list[0]["kind"], "reviews");
    MUSTER_FAILS(m_cli->run(args), 1, "This very file was read in already");
    const auto later = write(u"later.csv"_s, "Workflow,Ticket,When,Result\nWeekly update,t9,2026-06-02,ok\n");
    QCOMPARE(jsonOf({u"evidence"_s, u"import"_s, later, u"--kind"_s, u"reviews"_s, u"--mapping"_s,
                     m_cli->path(u"m.json"_s)})["accepted"],
             1);
    QCOMPARE(m_cli->run({u"register"_s, u"verify"_s}).status, 0);
}

void TestCliEvidence::badInputIsToldInASentence_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QByteArray() << u"x.csv"_s;
    QTest::newRow("binary") << QByteArray("\x00\x01\x02\xff", 4) << u"x.csv"_s;
    QTest::newRow("truncated JSON") << QByteArray(R"({"object":"page","data":[{"object":"bucket","start_time":17)")
                                    << u"x.json"_s;
    QTest::newRow("deep JSON") << QByteArray(10'000, '[') << u"x.json"_s;
    QTest::newRow("quote never closed") << QByteArray("delegation,output,producedAt\nWeekly update,\"u1,2026-06-01\n")
                                        << u"x.csv"_s;
    QTest::newRow("header of nothing known") << QByteArray("a,b\n1,2\n") << u"x.csv"_s;
}

void TestCliEvidence::badInputIsToldInASentence()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, name);
    const auto before = m_cli->bytes(u"team.muster"_s);
    MUSTER_FAILS(m_cli->run({u"evidence"_s, u"import"_s, write(name, bytes)}), 1, "x.");
    QCOMPARE(m_cli->bytes(u"team.muster"_s), before);
}

void TestCliEvidence::everyFormatIsRecognised_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("rows");
    QTest::newRow("github") << u"github.json"_s << u"github"_s << 3;
    QTest::newRow("github view") << u"github-view.json"_s << u"github"_s << 1;
    QTest::newRow("gitlab") << u"gitlab.json"_s << u"gitlab"_s << 4;
    QTest::newRow("openai usage") << u"openai-usage.json"_s << u"openai-usage"_s << 3;
    QTest::newRow("openai costs") << u"openai-costs.json"_s << u"openai-costs"_s << 3;
    QTest::newRow("anthropic usage") << u"anthropic-usage.json"_s << u"anthropic-usage"_s << 2;
    QTest::newRow("anthropic cost") << u"anthropic-cost.json"_s << u"anthropic-cost"_s << 2;
    QTest::newRow("litellm") << u"litellm.json"_s << u"litellm"_s << 2;
    QTest::newRow("langfuse") << u"langfuse.jsonl"_s << u"langfuse"_s << 3;
    QTest::newRow("otlp") << u"otlp.jsonl"_s << u"otlp"_s << 2;
    QTest::newRow("llm-prices") << u"llm-prices.json"_s << u"llm-prices"_s << 3;
    QTest::newRow("litellm prices") << u"litellm-prices.json"_s << u"litellm-prices"_s << 2;
}

void TestCliEvidence::everyFormatIsRecognised()
{
    QFETCH(const QString, file);
    QFETCH(const QString, format);
    QFETCH(const int, rows);
    QStringList args{u"evidence"_s, u"import"_s, fixtures + file};
    if (!format.contains(u"prices"))
        args << u"--default"_s << u"delegation=Weekly update"_s;
    const auto ran = m_cli->run(args + QStringList{u"--json"_s});
    QVERIFY2(ran.status == 0, qPrintable(ran.err));
    const auto read = ran.parsed();
    QCOMPARE(QString::fromStdString(read["format"]), format);
    QCOMPARE(read["rows"], rows);
    QCOMPARE(read["accepted"].get<int>() + read["refused"].get<int>(), rows);
    QCOMPARE(m_cli->run({u"register"_s, u"verify"_s}).status, 0);
}

void TestCliEvidence::signalsNameWhatTheyShow()
{
    MUSTER_FINE(m_cli->run({u"evidence"_s, u"import"_s, write(u"r.csv"_s, fallingReviews())}));
    const auto falls = signalNamed("review-time-falling");
    QCOMPARE(falls["state"], "raised");
    QCOMPARE(falls["check"], "creep");
    QVERIFY(falls["since"].is_string());
    QCOMPARE(falls["figures"]["weeks"], 12);
    QCOMPARE(signalNamed("outcome-shift")["state"], "not-enough-data");
    const auto all = jsonOf({u"evidence"_s, u"signals"_s, u"--check"_s, u"creep"_s});
    QVERIFY(!all.empty());
    for (const auto &signal : all) {
        QCOMPARE(signal["check"], "creep");
        for (const char *member : {"delegation", "signal", "state", "figures", "since"})
            QVERIFY(signal.contains(member));
    }
    const auto early = jsonOf({u"evidence"_s, u"signals"_s, u"--on"_s, u"2026-04-01"_s, u"--check"_s, u"creep"_s});
    QCOMPARE(early[0]["state"], "not-enough-data");
    const auto told = m_cli->run({u"evidence"_s, u"signals"_s});
    MUSTER_FINE(told);
    QVERIFY(told.out.contains(u"review-time-falling"));
}

void TestCliEvidence::drawnAgainWithTheSameSeed()
{
    MUSTER_FAILS(m_cli->run({u"evidence"_s, u"draw"_s, u"Weekly"_s}), 1, "import its outputs or reviews first");
    MUSTER_FINE(m_cli->run({u"evidence"_s, u"import"_s, write(u"r.csv"_s, fallingReviews())}));
    const auto drawn = jsonOf({u"evidence"_s, u"draw"_s, u"Weekly"_s});
    QCOMPARE(drawn["outputs"].size(), 3U);
    QCOMPARE(drawn["of"], 12);
    const QString seed = QString::number(drawn["seed"].get<int>());
    QCOMPARE(jsonOf({u"evidence"_s, u"draw"_s, u"Weekly"_s, u"--seed"_s, seed}), drawn);
    // The order that anyone gets with sha256sum.
    const auto first =
        jsonOf({u"evidence"_s, u"draw"_s, u"Weekly"_s, u"--seed"_s, u"3"_s, u"--count"_s, u"12"_s})["outputs"];
    QByteArray last;
    for (const auto &output : first) {
        const auto text = "3:" + output["output"].get<std::string>();
        const auto hash = QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256);
        QVERIFY(last < hash);
        last = hash;
    }
}

void TestCliEvidence::namesAreAssigned()
{
    const auto file = write(u"r.csv"_s, fallingReviews().replace("Weekly update", "friday-job"));
    QCOMPARE(jsonOf({u"evidence"_s, u"import"_s, file})["aside"], 12);
    QCOMPARE(jsonOf({u"evidence"_s, u"names"_s})[0]["rows"], 12);
    QCOMPARE(signalNamed("review-time-falling")["state"], "not-enough-data");
    MUSTER_FINE(m_cli->run({u"evidence"_s, u"assign"_s, u"friday-job"_s, u"Weekly"_s}));
    QCOMPARE(jsonOf({u"evidence"_s, u"names"_s}).size(), 0U);
    QCOMPARE(signalNamed("review-time-falling")["state"], "raised");
}

void TestCliEvidence::undoneWhole()
{
    const auto id =
        QString::fromStdString(jsonOf({u"evidence"_s, u"import"_s, write(u"r.csv"_s, fallingReviews())})["id"]);
    MUSTER_FINE(m_cli->run({u"evidence"_s, u"undo"_s, id}));
    QCOMPARE(jsonOf({u"evidence"_s, u"list"_s}).size(), 0U);
    QCOMPARE(jsonOf({u"evidence"_s, u"list"_s, u"--all"_s})[0]["undoneOn"], "2026-06-15");
    MUSTER_FAILS(m_cli->run({u"evidence"_s, u"undo"_s, id}), 1, "undone on 2026-06-15 already");
    MUSTER_FAILS(m_cli->run({u"evidence"_s, u"undo"_s, u"nothing"_s}), 1, "nothing");
    QCOMPARE(m_cli->run({u"register"_s, u"verify"_s}).status, 0);
}

void TestCliEvidence::aFolderOfOutputs()
{
    QVERIFY(QDir(m_cli->path(u"."_s)).mkpath(u"out/may"_s));
    write(u"out/may/one.md"_s, "1");
    write(u"out/two.md"_s, "2");
    const auto read =
        jsonOf({u"evidence"_s, u"import"_s, m_cli->path(u"out"_s), u"--default"_s, u"delegation=Weekly update"_s});
    QCOMPARE(read["kind"], "outputs");
    QCOMPARE(read["accepted"], 2);
    const auto drawn = jsonOf({u"evidence"_s, u"draw"_s, u"Weekly"_s});
    QCOMPARE(drawn["of"], 2);
    MUSTER_FAILS(
        m_cli->run({u"evidence"_s, u"import"_s, m_cli->path(u"out"_s), u"--default"_s, u"delegation=Weekly update"_s}),
        1, "This very file was read in already");
}

void TestCliEvidence::theCatalogueDecidesTiers()
{
    MUSTER_FINE(m_cli->run({u"model"_s, u"add"_s, u"atlas-mid"_s, u"tier=mid"_s, u"standsForTier=yes"_s}));
    MUSTER_FAILS(m_cli->run({u"model"_s, u"add"_s, u"Atlas-Mid"_s}), 1, "has \"atlas-mid\" already");
    MUSTER_FAILS(m_cli->run({u"model"_s, u"add"_s, u"other"_s, u"tier=mid"_s, u"standsForTier=yes"_s}), 1,
                 "stands for the tier mid already");
    MUSTER_FAILS(m_cli->run({u"model"_s, u"add"_s, u"other"_s, u"standsForTier=yes"_s}), 1, "needs one");
    MUSTER_FAILS(m_cli->run({u"model"_s, u"add"_s, u"other"_s, u"tier=huge"_s}), 1, "huge");
    MUSTER_FINE(m_cli->run({u"model"_s, u"set"_s, u"atlas-mid"_s, u"endsOn=2026-06-01"_s, u"--why"_s, u"announced"_s}));
    MUSTER_FINE(m_cli->run({u"delegation"_s, u"set"_s, u"Weekly"_s, u"model=atlas-mid"_s, u"--why"_s, u"x"_s}));
    QCOMPARE(signalNamed("model-ended")["state"], "raised");
}

MUSTER_GUILESS_TEST(TestCliEvidence)

}

#include "tst_cli_evidence.moc"
