#include "items/audit_plan.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_audit_plan {

using namespace muster;
using namespace muster::items;
using namespace Qt::StringLiterals;

class TestAuditPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSeriesBringsItsForm();
};

void TestAuditPlan::aSeriesBringsItsForm()
{
    Series series;
    series.id = SeriesId(u"s1"_s);
    series.form = u"45"_s;
    AuditPlan plan;
    plan.setSeries(&series);
    QCOMPARE(plan.series, series.id);
    QVERIFY(plan.form == AgendaForm::Full45);
    plan.form = AgendaForm::Spot15;
    plan.setSeries(&series);
    QVERIFY(plan.form == AgendaForm::Spot15);
    plan.setSeries(nullptr);
    QVERIFY(plan.series.isNull());
}

MUSTER_GUILESS_TEST(TestAuditPlan)

}

#include "tst_audit_plan.moc"
