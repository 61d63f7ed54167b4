#include "support/heartbeat.h"
#include "wizard_driver.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using views::ImportWizard;

/// The window stays alive while a large file is read, tried and imported.
class TestImportHeartbeat final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twentyThousandRows();
};

void TestImportHeartbeat::twentyThousandRows()
{
    SampleSession sample;
    WizardDriver driver(sample);
    QByteArray many = "Title,ID,Owner,Risk,Department,Remarks,Description\n";
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray n = QByteArray::number(i);
        many += "Workflow " + n + ",K" + n + ",Person " + QByteArray::number(i % 700)
                + (i % 50 == 0 ? ",extreme," : ",high,") + "Team " + QByteArray::number(i % 40) + ",remark " + n
                + ",What this workflow of ours is for and why we have it at all\n";
    }
    const QString path = driver.written(u"many.csv"_s, many);
    Heartbeat heart(static_cast<const TimedApplication &>(*QCoreApplication::instance()));
    driver.wizard().openFile(path);
    QVERIFY(driver.waitForTable());
    driver.wizard().goTo(ImportWizard::Values);
    QTest::mouseClick(driver.find("create-people"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(driver.waitForTrial());
    QTRY_VERIFY(driver.text("sum").contains(u"400 refused"_s));
    QVERIFY(driver.import());
    const double most = heart.milliseconds(0.99), worst = heart.milliseconds(1);
    qInfo("%zu beats, 99th percentile %.1f ms, longest %.1f ms", heart.beats(), most, worst);
    QVERIFY2(most < 50, qPrintable(QString::number(most)));
}

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    TestImportHeartbeat test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_import_heartbeat.moc"
