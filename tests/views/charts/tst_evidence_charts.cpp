#include "support/test_program.h"
#include "views/charts/chart_picture.h"
#include "views/charts/evidence_chart_card.h"
#include "views/charts/evidence_charts.h"
#include "views/parts/style.h"

#include <QApplication>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QClipboard>
#include <QLineSeries>
#include <QScatterSeries>
#include <QSignalSpy>
#include <QStackedBarSeries>
#include <QTabBar>
#include <QTableView>
#include <QTest>

namespace tst_evidence_charts {

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using items::EvidenceChart;
using items::EvidenceFigures;

/// The charts of evidence: what they are given, that the table says the same, and what can be taken elsewhere.
class TestEvidenceCharts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointsAreBounded();
    void theTableSaysWhatTheChartShows();
    void marksStandAtTheirDay();
    void whatIsMissingIsSaid();
    void theViewIsChosenByKeyboard();
    void picturesCanBeTakenElsewhere();
    void aNameIsNoMarkup();
    void aMillionReviewsAreFewPoints();
    void coloursFollowTheScheme();
};

namespace {

const QDate today(2026, 6, 12);

/// Reviews on every day for so long, twice as slow at first, with costs of two models.
items::SharedFigures figuresOf(int days, int perDay = 4)
{
    evidence::Evidence read{{u"swift-1"_s, u"large <b>4</b>"_s}, {}, {}};
    for (int i = 0; i < days; ++i) {
        evidence::ReviewDay day;
        day.day = today.addDays(i + 1 - days);
        day.model = 0;
        day.accepted = perDay / 2;
        day.edited = perDay - perDay / 2 - 1;
        day.rejected = 1;
        for (int time = 0; time < perDay; ++time)
            day.durations.push_back({(2 * days - i) * 100 + time, 1});
        read.reviews.push_back(day);
        read.usage.push_back({day.day, i % 2, u"EUR"_s, 1, 1, 1, 1'250'000});
    }
    evidence::DelegationFacts facts;
    facts.modelSteps = {{today.addDays(-14), u"swift-1"_s, u"large"_s}};
    facts.drills = {{today.addDays(-7), 5, true}};
    auto figures = items::foldEvidence(facts, read, {}, {}, today);
    figures.title = u"Release <i>notes</i>"_s;
    return std::make_shared<const EvidenceFigures>(std::move(figures));
}

EvidenceChartCard *cardOf(const EvidenceCharts &charts, EvidenceChart chart)
{
    return charts.cards().at(int(chart));
}

qsizetype pointsIn(const QChart &chart)
{
    qsizetype points = 0;
    for (auto *series : chart.series()) {
        if (auto *line = qobject_cast<QXYSeries *>(series))
            points += line->count();
        if (auto *bars = qobject_cast<QStackedBarSeries *>(series)) {
            for (auto *set : bars->barSets())
                points += set->count();
        }
    }
    return points;
}

template <typename Series>
Series *seriesNamed(const QChart &chart, const QString &name)
{
    for (auto *series : chart.series()) {
        if (series->name() == name)
            return qobject_cast<Series *>(series);
    }
    return nullptr;
}

}

void TestEvidenceCharts::pointsAreBounded()
{
    for (const int days : {7, 182, 2000, 30'000}) {
        EvidenceCharts charts;
        charts.setFigures(figuresOf(days));
        for (auto *card : charts.cards()) {
            const auto points = pointsIn(*card->chartView()->chart());
            QVERIFY2(points > 0 && points <= 3 * EvidenceFigures::mostSpans + 20, qPrintable(QString::number(points)));
        }
    }
}

void TestEvidenceCharts::theTableSaysWhatTheChartShows()
{
    EvidenceCharts charts;
    charts.setFigures(figuresOf(182));
    const auto *times = cardOf(charts, EvidenceChart::ReviewTime);
    const auto *medians = seriesNamed<QScatterSeries>(*times->chartView()->chart(), u"median"_s);
    QVERIFY(medians);
    QCOMPARE(medians->count(), times->table()->rowCount());
    for (int i = 0; i < medians->count(); ++i) {
        const auto shown = times->table()->index(medians->count() - 1 - i, 1).data().toString();
        QCOMPARE(shown, items::secondsText(medians->at(i).y() * 1000));
    }
    const auto *outcomes = cardOf(charts, EvidenceChart::Outcomes);
    const auto bars = qobject_cast<QStackedBarSeries *>(outcomes->chartView()->chart()->series().constFirst());
    QVERIFY(bars);
    for (int set = 0; set < bars->barSets().size(); ++set) {
        for (int i = 0; i < bars->barSets()[set]->count(); ++i)
            QCOMPARE(outcomes->table()->index(outcomes->table()->rowCount() - 1 - i, set + 1).data().toString(),
                     QLocale().toString(qint64(bars->barSets()[set]->at(i))));
    }
}

void TestEvidenceCharts::marksStandAtTheirDay()
{
    EvidenceCharts charts;
    const auto figures = figuresOf(182);
    charts.setFigures(figures);
    for (auto *card : charts.cards()) {
        const auto *model = seriesNamed<QScatterSeries>(*card->chartView()->chart(), u"model change"_s);
        const auto *drill = seriesNamed<QScatterSeries>(*card->chartView()->chart(), u"drill"_s);
        QVERIFY(model && drill);
        QCOMPARE(model->at(0).x(), figures->placeOf(today.addDays(-14)) - 0.5);
        QVERIFY(model->markerShape() != drill->markerShape());
        QVERIFY(card->accessibleDescription().contains(u"Model: swift-1 → large"_s));
    }
}

void TestEvidenceCharts::whatIsMissingIsSaid()
{
    EvidenceCharts charts;
    charts.resize(500, 700);
    charts.show();
    charts.setFigures(std::make_shared<const EvidenceFigures>());
    for (auto *card : charts.cards()) {
        QVERIFY(!card->chartView()->isVisible());
        const auto labels = card->findChildren<PlainLabel *>();
        QVERIFY(std::ranges::any_of(
            labels, [](const PlainLabel *label) { return label->isVisible() && label->text().startsWith(u"No "_s); }));
    }
}

void TestEvidenceCharts::theViewIsChosenByKeyboard()
{
    EvidenceCharts charts;
    charts.resize(500, 700);
    charts.show();
    charts.setFigures(figuresOf(182));
    QVERIFY(QTest::qWaitForWindowActive(&charts));
    auto *card = cardOf(charts, EvidenceChart::Outcomes);
    auto *tabs = card->findChild<QTabBar *>(u"view"_s);
    tabs->setFocus();
    QTest::keyClick(tabs, Qt::Key_Right);
    QVERIFY(card->findChild<QTableView *>(u"figures"_s)->isVisible());
    QVERIFY(!card->chartView()->isVisible());
    QTest::keyClick(tabs, Qt::Key_Left);
    QVERIFY(card->chartView()->isVisible());
}

void TestEvidenceCharts::picturesCanBeTakenElsewhere()
{
    QTemporaryDir folder;
    EvidenceCharts charts;
    charts.setFigures(figuresOf(182));
    auto *card = cardOf(charts, EvidenceChart::Cost);
    card->copy();
    QCOMPARE(QGuiApplication::clipboard()->image().size(), pictureSize * 2);
    const QString png = folder.filePath(u"cost.png"_s), svg = folder.filePath(u"cost.svg"_s);
    card->save(png);
    QTRY_VERIFY(!QImage(png).isNull());
    card->save(svg);
    QTRY_VERIFY(QFile::exists(svg));
    QFile file(svg);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("<svg") && text.contains("</svg>"));
    QVERIFY(!text.contains("<i>notes"));
    auto *message = card->findChild<InlineMessage *>(u"chart-message"_s);
    QTRY_COMPARE(message->text(), u"Saved in cost.svg."_s);
    card->save(folder.filePath(u"missing/cost.png"_s));
    QTRY_VERIFY(message->text().contains(u"could not be written"_s));
}

/// Qt Charts takes names for markup.
void TestEvidenceCharts::aNameIsNoMarkup()
{
    EvidenceCharts charts;
    charts.setFigures(figuresOf(28));
    const auto *bars = qobject_cast<QStackedBarSeries *>(
        cardOf(charts, EvidenceChart::Cost)->chartView()->chart()->series().constFirst());
    QVERIFY(bars);
    QStringList names;
    for (auto *set : bars->barSets())
        names << set->label();
    QVERIFY(names.contains(u"large &lt;b&gt;4&lt;/b&gt;"_s));
}

/// What drawing them takes is printed; whether it is quick enough a machine under load can't say.
void TestEvidenceCharts::aMillionReviewsAreFewPoints()
{
    const auto figures = figuresOf(600, 1700);
    EvidenceCharts charts;
    charts.resize(500, 700);
    charts.show();
    QBENCHMARK_ONCE {
        charts.setFigures(figures);
        charts.grab();
    }
    for (const auto *card : charts.cards())
        QVERIFY(pointsIn(*card->chartView()->chart()) <= charts.width());
}

void TestEvidenceCharts::coloursFollowTheScheme()
{
    EvidenceCharts charts;
    charts.resize(500, 700);
    charts.setFigures(figuresOf(182));
    for (const auto scheme : {Scheme::Dark, Scheme::Light}) {
        applyStyle(*qApp, scheme, {});
        charts.show();
        QCoreApplication::processEvents();
        const auto &colours = scheme == Scheme::Dark ? darkColours() : lightColours();
        QCOMPARE(cardOf(charts, EvidenceChart::Outcomes)->chartView()->chart()->backgroundBrush().color(),
                 colours.surface);
    }
}

MUSTER_TEST(TestEvidenceCharts)

}

#include "tst_evidence_charts.moc"
