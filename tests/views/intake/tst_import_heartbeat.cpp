#include "wizard_driver.h"

#include <QElapsedTimer>
#include <QTimer>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using views::ImportWizard;

namespace {

/// Notes how long the event loop takes from one beat to the next.
class Heartbeat final : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this,
                [this] { m_gaps.push_back(m_since.nsecsElapsed()), m_since.start(); });
        m_since.start();
        m_timer.start(2);
    }

    double milliseconds(double share)
    {
        m_timer.stop();
        if (m_gaps.empty())
            return 1e9;
        std::ranges::sort(m_gaps);
        return double(m_gaps[std::min(m_gaps.size() - 1, size_t(double(m_gaps.size()) * share))]) / 1e6;
    }
    size_t count() const { return m_gaps.size(); }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<qint64> m_gaps;
};

}

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
    Heartbeat heart;
    driver.wizard().openFile(path);
    QVERIFY(driver.waitForTable());
    driver.wizard().goTo(ImportWizard::Values);
    QTest::mouseClick(driver.find("create-people"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(driver.waitForTrial());
    QTRY_VERIFY(driver.text("sum").contains(u"400 refused"_s));
    QVERIFY(driver.import());
    const size_t beats = heart.count();
    const double most = heart.milliseconds(0.99), worst = heart.milliseconds(1);
    qInfo("%zu beats, 99th percentile %.1f ms, longest %.1f ms", beats, most, worst);
    QVERIFY2(most < 50, qPrintable(QString::number(most)));
}

QTEST_MAIN(TestImportHeartbeat)
#include "tst_import_heartbeat.moc"
