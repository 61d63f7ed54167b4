#include "audit_by_keys.h"
#include "record_by_keys.h"
#include "register/log.h"
#include "support/test_program.h"
#include "views/audit/follow_up_card.h"
#include "views/audit/phase_close.h"

namespace tst_audit_in_window {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

/// The main job in the window: from the sample register's wall to the exported log of an audit, by keyboard alone.
class TestAuditInWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromTheWallToTheExportedLog();
    void twoWindowsOnOneFile();

private:
    static void walkTheData(WindowFixture &fixture);
};

void TestAuditInWindow::walkTheData(WindowFixture &fixture)
{
    startClock(fixture);
    for (int i = 0; i < 20; ++i) {
        auto *card = qobject_cast<FollowUpCard *>(QApplication::focusWidget());
        if (!card || card->isAnswered())
            break;
        fixture.key(Qt::Key_N);
    }
}

void TestAuditInWindow::fromTheWallToTheExportedLog()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    openAudit(fixture);
    QCOMPARE(fixture.workspace().current(), PageName::Audit);
    const auto id = roomOf(fixture)->id();
    walkTheData(fixture);
    goToPhase(fixture, 2);
    const int cells = passAllButTheFirst(fixture, u"One of three told what the board does not say."_s);
    goToPhase(fixture, 4);
    QTRY_COMPARE(fixture.focused(), u"decisions"_s);
    decideOnCurrent(fixture, u"Mei"_s, u"It went to forty people."_s);
    fixture.key(Qt::Key_5, Qt::AltModifier);
    fixture.settle();
    QTRY_COMPARE(fixture.focused(), u"closeRecord"_s);
    QTest::qWait(PhaseClose::lookFirst + 150);
    fixture.key(Qt::Key_Return);
    fixture.settle();
    const auto closed = must(fixture.ask([id](Store &store) { return registry::byId<Audit>(store, id); }));
    QVERIFY(closed.delegations.value_or(0) > 0);

    const QString path = fixture.path(u"log.csv"_s);
    nameExport(fixture, path);
    fixture.key(Qt::Key_Space);
    QTRY_VERIFY(QFileInfo::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto text = QString::fromUtf8(file.readAll());
    QVERIFY(text.contains(u"One of three told what the board does not say."_s));
    qint64 rows = 0;
    must(fixture.ask([&](Store &store) {
        return registry::readLog(store, {}, [&](const registry::LogRow &row) {
            rows += row.audit == closed.number;
            return true;
        });
    }));
    QCOMPARE(rows, cells);
    QVERIFY(must(fixture.ask([](Store &store) { return registry::verifyRegister(store); })).ok);
}

/// What one window writes the other shows within two seconds, and an edit of something changed meanwhile is refused.
void TestAuditInWindow::twoWindowsOnOneFile()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const auto first = must(fixture.ask([](Store &store) { return registry::DelegationService(store).all(); })).first();
    auto other =
        registry::OpenRegister::open(fixture.workspace().session().reg->path(), fixture.storeOptions()).takeResult();
    QVERIFY(other.has_value());
    QSignalSpy noticed(fixture.workspace().session().reg.get(), &registry::OpenRegister::changedElsewhere);
    must((*other)
             ->run([&](Store &store) {
                 return registry::DelegationService(store).set(first.id, {{u"team"_s, u"Payments"_s}});
             })
             .result());
    QVERIFY(noticed.wait(2000));
    const auto edit = fixture.workspace().session().history->edit(
        {&entityOf<Delegation>(), {{first.id.text(), first.n}}, {{u"team"_s, u"Search"_s}}, first.title, {}});
    QTRY_VERIFY(edit.isFinished());
    const auto outcome = edit.result();
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().error.code, ErrorCode::Conflict);
    QCOMPARE(outcome.error().theirs, u"Payments"_s);
}

MUSTER_TEST(TestAuditInWindow)

}

#include "tst_audit_in_window.moc"
