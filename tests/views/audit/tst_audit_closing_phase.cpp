#include "register/audit_history.h"
#include "room_window.h"
#include "support/test_program.h"
#include "views/parts/tag.h"

#include <QDateEdit>
#include <QListWidget>

namespace tst_audit_closing_phase {

using namespace muster;
using namespace muster::test;
using registry::OpenDecision;

namespace {

/// An audit with every check passed, at its closing.
struct Closing : Desk
{
    Closing()
    {
        window.key(Qt::Key_S, Qt::AltModifier);
        all = cells();
        for (const auto &cell : all)
            setVerdict(cell, Verdict::Pass);
    }

    void toClosing()
    {
        window.key(Qt::Key_5, Qt::AltModifier);
        sample.settle();
    }
    QStringList entries()
    {
        auto *list = window.page->findChild<QListWidget *>(u"entries"_s);
        QStringList lines;
        for (int i = 0; i < list->count(); ++i)
            lines << list->item(i)->text();
        return lines;
    }
    QString said(const QString &message) { return window.page->findChild<InlineMessage *>(message)->text(); }
    bool isClosed()
    {
        return sample.ask([this](Store &store) { return registry::byId<Audit>(store, id).has_value(); });
    }

    QList<MatrixCell> all;
};

}

/// Closing: every entry is shown first, what keeps from it leads to its place, and nothing slips in unseen.
class TestAuditClosingPhase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatClosingWritesIsShown();
    void theNextSlotIsChosen();
    void whatWasTypedAndNotAddedIsNamed();
    void whatChangesMeanwhileIsLookedAtAgain();
};

void TestAuditClosingPhase::whatClosingWritesIsShown()
{
    Closing room;
    room.setVerdict(room.all.first(), Verdict::Drift, u"A <b>figure</b> was old"_s);
    must(room.sample.ask([&](Store &store) {
        OpenDecision decision;
        decision.kind = DecisionKind::Pause;
        decision.checks = {room.all.first().check};
        decision.owner = store.actor();
        decision.due = store.today();
        decision.why = u"Until it is right"_s;
        decision.done = true;
        return AuditService(store).addDecision(room.id, room.all.first().delegation, decision);
    }));
    room.sample.settle();
    room.toClosing();
    QTRY_COMPARE(room.window.focused(), u"closeRecord"_s);
    const auto entries = room.entries();
    QVERIFY(entries.size() > room.all.size());
    QCOMPARE(entries.filter(u": changed as decision "_s).size(), 1);
    const auto before = room.sample.ask([](Store &store) { return qint64(must(store.head()).size()); });
    lookAtPreview();
    room.window.key(Qt::Key_Return);
    room.sample.settle();
    QVERIFY(room.isClosed());
    const auto after = room.sample.ask([](Store &store) { return qint64(must(store.head()).size()); });
    QCOMPARE(after - before, entries.size()); // as many as were shown, and no other
    const auto status = room.sample.ask(
        [&](Store &store) { return must(registry::DelegationService(store).get(room.all.first().delegation)).status; });
    QCOMPARE(status, Status::Paused); // what was marked done is done
}

void TestAuditClosingPhase::theNextSlotIsChosen()
{
    SampleSession sample;
    Window window(sample);
    const auto id = must(sample.ask([&](Store &store) { return sample::openSampleAudit(store, sample.clock()); }));
    must(sample.ask([&](Store &store) { return sample::fillSampleAudit(store, sample.clock(), id); }));
    window.page->open(id);
    sample.settle();
    window.key(Qt::Key_5, Qt::AltModifier);
    sample.settle();
    auto *slot = part<QDateEdit>(*window.page, u"nextSlot"_s);
    const QDate proposed = slot->date();
    QVERIFY(proposed > QDate(2026, 6, 12));
    slot->setFocus();
    window.key(Qt::Key_Up);
    const QDate chosen = slot->date();
    QVERIFY(chosen > proposed);
    window.page->flush();
    QTest::qWait(300); // the preview is asked for again
    sample.settle();
    part<QPushButton>(*window.page, u"closeRecord"_s)->setFocus();
    lookAtPreview();
    window.key(Qt::Key_Return);
    sample.settle();
    const auto series = must(sample.ask([](Store &store) { return registry::standingSeries(store); })).first();
    QCOMPARE(series.nextSlot, std::optional(chosen));
}

void TestAuditClosingPhase::whatWasTypedAndNotAddedIsNamed()
{
    Closing room;
    room.setVerdict(room.all.first(), Verdict::Drift, u"Old"_s);
    room.window.key(Qt::Key_3, Qt::AltModifier);
    room.why().setFocus();
    room.window.type(u"Half a reason"_s);
    room.toClosing();
    QVERIFY2(room.said(u"closingDrafts"_s).contains(u"Half a reason"_s), qPrintable(room.said(u"closingDrafts"_s)));
    auto &problems = *part<LineList>(*room.window.page, u"problems"_s);
    QCOMPARE(room.window.focused(), u"problems"_s);
    QVERIFY(!part<QPushButton>(*room.window.page, u"closeRecord"_s)->isEnabled());
    while (problems.current()->tag->text != u"keeps it open"_s)
        room.window.key(Qt::Key_Down);
    room.window.key(Qt::Key_Return);
    QCOMPARE(room.window.room().phase(), std::optional(Phase::Reclassify));
    QCOMPARE(room.why().toPlainText(), u"Half a reason"_s);
}

void TestAuditClosingPhase::whatChangesMeanwhileIsLookedAtAgain()
{
    Closing room;
    room.toClosing();
    QTRY_COMPARE(room.window.focused(), u"closeRecord"_s);
    lookAtPreview();
    must(room.sample.ask([&](Store &store) {
        return AuditService(store).setFinding(room.id, room.all.last().delegation, room.all.last().check,
                                              {Verdict::Fail, u"Another window saw it fail"_s});
    }));
    room.sample.settle();
    room.window.key(Qt::Key_Return);
    QTest::qWait(400);
    room.sample.settle();
    QVERIFY(!room.isClosed());
    QTRY_VERIFY(!part<QPushButton>(*room.window.page, u"closeRecord"_s)->isEnabled());
    QVERIFY(part<LineList>(*room.window.page, u"problems"_s)->lines().size() > 0);
}

MUSTER_TEST(TestAuditClosingPhase)

}

#include "tst_audit_closing_phase.moc"
