#include "register/audit_service.h"
#include "register/log.h"
#include "views/audit/audit_setup.h"
#include "views/audit/check_matrix.h"
#include "views/audit/follow_up_card.h"
#include "views/audit/line_list.h"
#include "views/audit/phase_close.h"
#include "views/audit/room.h"
#include "window_fixture.h"

#include <QLineEdit>
#include <QListWidget>

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::AuditService;
using registry::Store;

/// The main job in the window: from the sample register's wall to the exported log of an audit, by keyboard alone.
class TestAuditInWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromTheWallToTheExportedLog();
    void twoWindowsOnOneFile();

private:
    static void setUp(WindowFixture &fixture);
    static void walkTheData(WindowFixture &fixture);
    static int check(WindowFixture &fixture);
    static void decide(WindowFixture &fixture, int findings);
    static void exportLog(WindowFixture &fixture, const QString &path);
};

/// Ctrl+K, "start an audit", and what is proposed is taken as it is.
void TestAuditInWindow::setUp(WindowFixture &fixture)
{
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(u"start an audit"_s);
    fixture.settle();
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::Audit);
    fixture.settle();
    QVERIFY(fixture.workspace().findChild<AuditSetup *>());
    QTRY_VERIFY(part<QWidget>(fixture.window(), u"open"_s)->isEnabled());
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(fixture.workspace().findChild<AuditRoom *>());
    fixture.settle();
}

void TestAuditInWindow::walkTheData(WindowFixture &fixture)
{
    fixture.key(Qt::Key_S, Qt::AltModifier);
    QTRY_VERIFY(fixture.workspace().findChild<AuditRoom *>()->agenda().isStarted());
    fixture.settle();
    for (int i = 0; i < 20; ++i) {
        auto *card = qobject_cast<FollowUpCard *>(QApplication::focusWidget());
        if (!card || card->isAnswered())
            break;
        fixture.key(Qt::Key_N);
    }
}

/// Passes every check but the first, which drifts; returns how many cells there are.
int TestAuditInWindow::check(WindowFixture &fixture)
{
    fixture.key(Qt::Key_2, Qt::AltModifier);
    auto *matrix = part<CheckMatrix>(fixture.window(), u"matrix"_s);
    const auto cells = matrix->matrix().cells();
    for (const auto &cell : cells) {
        const bool drifts = cell == cells.first();
        fixture.key(drifts ? Qt::Key_D : Qt::Key_P);
        if (drifts) {
            fixture.key(Qt::Key_Return);
            fixture.type(u"One of three told what the board does not say."_s);
        }
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    }
    return int(cells.size());
}

void TestAuditInWindow::decide(WindowFixture &fixture, int findings)
{
    fixture.key(Qt::Key_4, Qt::AltModifier);
    for (int i = 0; i < findings; ++i) {
        QTRY_COMPARE(fixture.focused(), u"decisions"_s);
        fixture.key(Qt::Key_Return);
        QVERIFY(fixture.tabTo(u"owner"_s));
        fixture.type(u"Mei"_s);
        QVERIFY(fixture.tabTo(u"why"_s));
        fixture.type(u"It went to forty people."_s);
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    }
}

void TestAuditInWindow::exportLog(WindowFixture &fixture, const QString &path)
{
    fixture.key(Qt::Key_4, Qt::ControlModifier);
    fixture.settle();
    QVERIFY(fixture.tabTo(u"export"_s));
    fixture.key(Qt::Key_Space);
    fixture.settle();
    QVERIFY(fixture.tabTo(u"path"_s));
    fixture.key(Qt::Key_A, Qt::ControlModifier);
    fixture.type(path);
    QVERIFY(fixture.tabTo(u"save"_s));
    fixture.key(Qt::Key_Space);
    QTRY_VERIFY(QFileInfo::exists(path));
    fixture.settle();
}

void TestAuditInWindow::fromTheWallToTheExportedLog()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    setUp(fixture);
    const auto id = fixture.workspace().findChild<AuditRoom *>()->id();
    walkTheData(fixture);
    const int cells = check(fixture);
    decide(fixture, 1);
    fixture.key(Qt::Key_5, Qt::AltModifier);
    fixture.settle();
    QTRY_COMPARE(fixture.focused(), u"closeRecord"_s);
    QTest::qWait(PhaseClose::lookFirst + 150);
    fixture.key(Qt::Key_Return);
    fixture.settle();
    const auto closed = must(fixture.ask([id](Store &store) { return registry::byId<Audit>(store, id); }));
    QVERIFY(closed.delegations.value_or(0) > 0);

    const QString path = fixture.path(u"log.csv"_s);
    exportLog(fixture, path);
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

QTEST_MAIN(TestAuditInWindow)
#include "tst_audit_in_window.moc"
