#include "audit_desk.h"
#include "evidence/audit_figures.h"
#include "evidence/evidence_import.h"
#include "items/audit_signals.h"
#include "support/test_program.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

namespace tst_audit_signals {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

/// The room with its signals, and forty reviews to read in.
struct Reviewed : Room
{
    Reviewed() : hints(window->reg(), audit) {}

    void readReviews()
    {
        QFile file(fixture.path() + u".csv"_s);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write("delegation,output,producedAt,reviewedAt,seconds,reviewer,outcome,words,model\n");
        for (int i = 0; i < 40; ++i)
            file.write(u"Release notes,out/%1,2026-04-%2,2026-04-%2,60,Bo Berg,accepted,100,work-1\n"_s.arg(i)
                           .arg(i / 2 + 5, 2, 10, QChar(u'0'))
                           .toUtf8());
        file.close();
        must(window->ask([path = file.fileName()](Store &store) { return evidence::importEvidence(store, path, {}); }));
        window->settle();
    }

    AuditSignals hints;
};

}

/// Signals in an open audit: read off the window's thread, kept as they are shown, and no verdict.
class TestAuditSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areReadOnceAndKept();
    void areReadAgainWhenTheRecordMoves();
    void typingReadsNothingAgain();
    void aDrawComesIntoTheCopyAndSurvives();
    void withoutOutputsADrawIsRefused();
};

void TestAuditSignals::areReadOnceAndKept()
{
    Reviewed room;
    QSignalSpy changed(&room.hints, &AuditSignals::changed);
    QCOMPARE(room.hints.find(room.delegations[0]), nullptr);
    QVERIFY(room.hints.raisedTitles(room.delegations[0], Check::Creep).isEmpty());
    room.window->settle();
    const auto *shown = room.hints.find(room.delegations[0]);
    QVERIFY(shown);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(shown->problem, QString());
    QVERIFY(!shown->of(Check::Creep).isEmpty());
    const auto kept = room.kept();
    QVERIFY(!kept.find(room.delegations[0])->figures.isEmpty());
    QVERIFY(kept.find(room.delegations[0])->findings.isEmpty());
    QVERIFY(kept.find(room.delegations[1])->figures.isEmpty()); // nobody has looked at it
}

void TestAuditSignals::areReadAgainWhenTheRecordMoves()
{
    Reviewed room;
    room.hints.find(room.delegations[0]);
    room.window->settle();
    room.session->setVerdict(room.delegations[0], Check::Creep, Verdict::Pass);
    QSignalSpy changed(&room.hints, &AuditSignals::changed);
    room.readReviews();
    QCOMPARE(changed.size(), 1);
    const auto titles = room.hints.raisedTitles(room.delegations[0], Check::Creep);
    QVERIFY2(!titles.isEmpty(), "reviews have stopped");
    const auto kept = room.kept();
    QCOMPARE(evidence::raisedSentences(*kept.find(room.delegations[0]), Check::Creep).size(), titles.size());
    QCOMPARE(room.finding(kept, Check::Creep).verdict, Verdict::Pass);
}

void TestAuditSignals::typingReadsNothingAgain()
{
    Reviewed room;
    room.hints.find(room.delegations[0]);
    room.window->settle();
    const auto before = room.kept().revision;
    QSignalSpy changed(&room.hints, &AuditSignals::changed);
    room.session->setNote(room.delegations[0], Check::Output, u"Typed"_s);
    room.session->flush();
    room.window->settle();
    QCOMPARE(room.kept().revision, before + 1);
    QCOMPARE(changed.size(), 0);
}

void TestAuditSignals::aDrawComesIntoTheCopyAndSurvives()
{
    Reviewed room;
    room.readReviews();
    auto drawn = room.session->drawSamples(room.delegations[0], 3);
    room.window->settle();
    QVERIFY(drawn.isFinished());
    must(drawn.result());
    const auto *item = room.session->audit().find(room.delegations[0]);
    QCOMPARE(item->samples.size(), 3);
    QVERIFY(item->drawing);
    QCOMPARE(item->drawing->of, 40);
    AuditSession other(room.window->reg(), &room.fixture.clock(), room.audit);
    room.window->settle();
    QCOMPARE(other.audit().find(room.delegations[0])->drawing, item->drawing);
    QCOMPARE(other.audit().find(room.delegations[0])->samples, item->samples);
}

void TestAuditSignals::withoutOutputsADrawIsRefused()
{
    Reviewed room;
    auto drawn = room.session->drawSamples(room.delegations[1], 3);
    room.window->settle();
    const auto result = drawn.result();
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(u"import"_s), qPrintable(result.error().message));
    QVERIFY(room.session->audit().find(room.delegations[1])->samples.isEmpty());
}

MUSTER_GUILESS_TEST(TestAuditSignals)

}

#include "tst_audit_signals.moc"
