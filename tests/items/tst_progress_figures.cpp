#include "items/progress_figures.h"
#include "register/decision_service.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_progress_figures {

using namespace muster;
using namespace muster::items;
using namespace muster::test;

/// The figures behind the charts, against a register whose audits are known.
class TestProgressFigures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFreshRegisterHasNone();
    void verdictsAreCountedByAudit();
    void whatFellDueAndWasNotHeldIsLate();
    void decisionsAreOpenUntilTheyEnd();
};

void TestProgressFigures::aFreshRegisterHasNone()
{
    RegisterFixture fixture;
    QVERIFY(must(readProgress(fixture.store())).isEmpty());
}

void TestProgressFigures::verdictsAreCountedByAudit()
{
    AuditedRegister audited;
    const auto figures = must(readProgress(audited.store()));
    QCOMPARE(figures.verdicts.size(), 2);
    const ProgressFigures::Verdicts first{1, QDate(2026, 6, 1), 3, 1, 2};
    QCOMPARE(figures.verdicts[0], first);
    QCOMPARE(figures.verdicts[1].drift, 1);
    QVERIFY(figures.onCadence.isEmpty());
}

void TestProgressFigures::whatFellDueAndWasNotHeldIsLate()
{
    AuditedRegister audited;
    audited.fixture.clock().set(QDate(2026, 7, 10));
    const auto late = must(readProgress(audited.store())).onCadence;
    QCOMPARE(late.size(), 1);
    const ProgressFigures::OnCadence july{QDate(2026, 7, 1), 1, 0};
    QCOMPARE(late[0], july);
    // A year later the month is out of sight.
    audited.fixture.clock().set(QDate(2027, 7, 10));
    for (const auto &month : must(readProgress(audited.store())).onCadence)
        QVERIFY(month.month > QDate(2026, 7, 1));
}

void TestProgressFigures::decisionsAreOpenUntilTheyEnd()
{
    AuditedRegister audited;
    audited.fixture.clock().set(QDate(2026, 7, 10));
    must(registry::DecisionService(audited.store()).markDone(audited.fixBoard, {}));
    const auto months = must(readProgress(audited.store())).decisions;
    QCOMPARE(months.size(), 2);
    const ProgressFigures::Decisions june{QDate(2026, 6, 1), 4, 0}, july{QDate(2026, 7, 1), 3, 1};
    QCOMPARE(months[0], june);
    QCOMPARE(months[1], july);
}

MUSTER_GUILESS_TEST(TestProgressFigures)

}

#include "tst_progress_figures.moc"
