#include "register/inventory_services.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/charts/progress_charts.h"
#include "views/parts/pieces.h"
#include "views/parts/style.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

namespace tst_progress_charts {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

/// What the wall relies on of the charts: nothing before they are seen, words for every figure, both schemes.
class TestProgressCharts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsReadBeforeItIsSeen();
    void everyFigureIsInWords();
    void coloursFollowTheScheme();
    void aRegisterWithoutAuditsSaysSo();
};

namespace {

QWidget *card(const ProgressCharts &charts, const QString &name)
{
    auto *found = charts.findChild<QWidget *>(name);
    if (!found)
        qFatal("no %s", qUtf8Printable(name));
    return found;
}

}

void TestProgressCharts::nothingIsReadBeforeItIsSeen()
{
    SampleSession sample;
    ProgressCharts charts(sample.session());
    sample.settle();
    QVERIFY(!charts.isLoaded());
    QVERIFY(charts.findChildren<QWidget *>().isEmpty());
    charts.resize(900, 200);
    charts.show();
    sample.settle();
    QVERIFY(charts.isLoaded());
}

void TestProgressCharts::everyFigureIsInWords()
{
    SampleSession sample;
    ProgressCharts charts(sample.session());
    charts.resize(900, 200);
    charts.show();
    sample.settle();
    const QString verdicts = card(charts, u"verdicts"_s)->accessibleDescription();
    QVERIFY2(verdicts.startsWith(u"Audit 1, 14 Apr 2026: ✓ "_s), qPrintable(verdicts));
    QVERIFY(card(charts, u"onCadence"_s)->accessibleDescription().contains(u"in time"_s));
    QVERIFY(card(charts, u"decisions"_s)->accessibleDescription().contains(u"June 2026: "_s));
    QVERIFY(card(charts, u"verdicts"_s)->isVisible());
    QCOMPARE(card(charts, u"verdicts"_s)->y(), card(charts, u"decisions"_s)->y());
    charts.resize(400, 700);
    sample.settle();
    QVERIFY(card(charts, u"verdicts"_s)->y() < card(charts, u"decisions"_s)->y());
}

void TestProgressCharts::coloursFollowTheScheme()
{
    applyStyle(*qApp, Scheme::Light, {});
    SampleSession sample;
    ProgressCharts charts(sample.session());
    charts.resize(900, 200);
    charts.show();
    sample.settle();
    const auto ground = [&charts] {
        auto *one = card(charts, u"verdicts"_s);
        return one->grab().toImage().pixelColor(one->width() / 2, one->height() - 6);
    };
    QCOMPARE(ground(), lightColours().surface);
    applyStyle(*qApp, Scheme::Dark, {});
    sample.settle();
    QCOMPARE(ground(), darkColours().surface);
    applyStyle(*qApp, Scheme::Light, {});
}

void TestProgressCharts::aRegisterWithoutAuditsSaysSo()
{
    RegisterFixture fixture;
    const QString path = fixture.path();
    fixture.close();
    SampleSession sample;
    Session session = sample.session();
    session.reg = must(registry::OpenRegister::open(path, fixture.options()).takeResult());
    ProgressCharts charts(session);
    const QSignalSpy refreshed(&charts, &ProgressCharts::refreshed);
    charts.show();
    QTRY_COMPARE(refreshed.size(), 1);
    const auto *message = charts.findChild<QLabel *>(u"message"_s);
    QVERIFY(message->isVisible());
    QVERIFY(message->text().startsWith(u"After the first audit"_s));
}

MUSTER_TEST(TestProgressCharts)

}

#include "tst_progress_charts.moc"
