#include "items/evidence_figures.h"
#include "items/evidence_tables.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace tst_evidence_figures {

using namespace muster;
using namespace muster::evidence;
using namespace muster::items;
using namespace Qt::StringLiterals;

/// Days folded into spans: what the charts and tables show.
class TestEvidenceFigures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWasReadIn();
    void weeksBeginOnMondayAndLeaveNoGap();
    void aMedianIsExactAndOfOneTiming();
    void manyWeeksBecomeMonthsAndManyMonthsYears();
    void currenciesAreNotAddedUp();
    void whatHasNoPriceIsCounted();
    void manyModelsAreMerged();
    void marksLieWithinTheSpans();
    void theTrendFollowsTheSignal();
    void tablesSayTheSame();
    void millionsOfReviewsAreFoldedQuickly();
};

namespace {

const QDate today(2026, 6, 12); // a Friday

ReviewDay reviewed(QDate day, qint64 accepted, qint64 edited, std::vector<DurationCount> durations = {})
{
    ReviewDay review;
    review.day = day;
    review.accepted = accepted;
    review.edited = edited;
    review.durations = std::move(durations);
    return review;
}

UsageDay used(QDate day, int model, qint64 cost, const QString &currency)
{
    return {day, model, currency, 1, 10, 10, cost};
}

EvidenceFigures folded(const Evidence &evidence, const DelegationFacts &facts = {}, const QList<Signal> &list = {})
{
    return foldEvidence(facts, evidence, {}, list, today);
}

}

void TestEvidenceFigures::nothingWasReadIn()
{
    const auto figures = folded({});
    QVERIFY(figures.isEmpty());
    QVERIFY(!figures.hasReviews());
    QCOMPARE(figures.spanOf(today), -1);
    // What is later than today is not looked at.
    QVERIFY(folded({{}, {reviewed(today.addDays(1), 1, 0)}, {}}).isEmpty());
}

void TestEvidenceFigures::weeksBeginOnMondayAndLeaveNoGap()
{
    const auto figures = folded({{}, {reviewed({2026, 5, 20}, 3, 1), reviewed({2026, 6, 10}, 1, 0)}, {}});
    QCOMPARE(figures.grain, EvidenceGrain::Week);
    QCOMPARE(figures.spans, (QList<QDate>{{2026, 5, 18}, {2026, 5, 25}, {2026, 6, 1}, {2026, 6, 8}}));
    QCOMPARE(figures.reviews[0].accepted, 3);
    QCOMPARE(figures.reviews[0].edited, 1);
    QCOMPARE(figures.reviews[1].reviews(), 0);
    QCOMPARE(figures.reviews[3].accepted, 1);
    QCOMPARE(figures.spanOf({2026, 6, 14}), 3);
    QCOMPARE(figures.spanOf({2026, 6, 15}), -1);
}

void TestEvidenceFigures::aMedianIsExactAndOfOneTiming()
{
    auto elapsed = reviewed({2026, 6, 9}, 1, 0, {{900'000, 1}});
    elapsed.elapsed = 1;
    const auto figures = folded(
        {{},
         {reviewed({2026, 6, 8}, 3, 0, {{4000, 2}, {9000, 1}}), elapsed, reviewed({2026, 6, 10}, 1, 0, {{6000, 1}})},
         {}});
    QVERIFY(!figures.elapsed);
    QCOMPARE(figures.reviews[0].timed, 4);
    QCOMPARE(figures.reviews[0].medianMs, std::optional(5000.0));
}

void TestEvidenceFigures::manyWeeksBecomeMonthsAndManyMonthsYears()
{
    const auto months = folded({{}, {reviewed({2023, 1, 2}, 1, 0), reviewed({2026, 6, 10}, 1, 0)}, {}});
    QCOMPARE(months.grain, EvidenceGrain::Month);
    QCOMPARE(months.spans.size(), 42);
    QCOMPARE(months.spans.first(), QDate(2023, 1, 1));
    const auto years = folded({{}, {reviewed({1970, 1, 2}, 1, 0), reviewed({2026, 6, 10}, 1, 0)}, {}});
    QCOMPARE(years.grain, EvidenceGrain::Year);
    QCOMPARE(years.spans.size(), 57);
    const auto cut = folded({{}, {reviewed({1, 1, 2}, 1, 0), reviewed({2026, 6, 10}, 1, 0)}, {}});
    QCOMPARE(cut.spans.size(), EvidenceFigures::mostSpans);
    QCOMPARE(cut.cutFrom, std::optional(QDate(1927, 1, 1)));
    for (const auto &figures : {months, years, cut}) {
        QCOMPARE(figures.reviews.size(), figures.spans.size());
        QVERIFY(figures.spans.size() <= EvidenceFigures::mostSpans);
    }
}

void TestEvidenceFigures::currenciesAreNotAddedUp()
{
    const auto figures =
        folded({{u"a"_s},
                {},
                {used({2026, 6, 1}, 0, 2'000'000, u"EUR"_s), used({2026, 6, 2}, 0, 1'500'000, u"EUR"_s),
                 used({2026, 6, 3}, 0, 9'000'000, u"USD"_s)}});
    QCOMPARE(figures.currency, u"EUR"_s);
    QCOMPARE(figures.otherCurrencies, QStringList(u"USD"_s));
    QCOMPARE(figures.costs.size(), 1);
    QCOMPARE(figures.costs[0].micros, (QList<std::optional<qint64>>{3'500'000}));
}

void TestEvidenceFigures::whatHasNoPriceIsCounted()
{
    UsageDay tokensAlone = used({2026, 6, 3}, 0, 0, {});
    tokensAlone.cost.reset();
    const auto figures = folded({{u"a"_s}, {}, {used({2026, 6, 1}, 0, 2'000'000, u"EUR"_s), tokensAlone}});
    QCOMPARE(figures.unpriced, 1);
    QVERIFY(figures.otherCurrencies.isEmpty());
    QCOMPARE(figures.costs[0].micros[0], std::optional<qint64>(2'000'000));
    QVERIFY(folded({{u"a"_s}, {}, {tokensAlone}}).costs.isEmpty());
}

void TestEvidenceFigures::manyModelsAreMerged()
{
    Evidence evidence;
    for (int i = 0; i < 9; ++i) {
        evidence.models << u"model-%1"_s.arg(i);
        evidence.usage.push_back(used({2026, 6, 1}, i, (i + 1) * 1'000'000, u"USD"_s));
    }
    const auto figures = folded(evidence);
    QCOMPARE(figures.costs.size(), EvidenceFigures::costsShown + 1);
    QCOMPARE(figures.costs.first().model, u"model-8"_s);
    QCOMPARE(figures.costs.last().model, u"other models"_s);
    QCOMPARE(figures.costs.last().micros[0], std::optional<qint64>(10'000'000));
}

void TestEvidenceFigures::marksLieWithinTheSpans()
{
    DelegationFacts facts;
    facts.modelSteps = {{{2025, 1, 1}, u"old"_s, u"older"_s}, {{2026, 6, 3}, u"a"_s, u"b"_s}};
    facts.drills = {{{2026, 5, 20}, 12, true}};
    facts.lastAudit = QDate(2026, 6, 9);
    const auto figures = folded({{}, {reviewed({2026, 5, 20}, 1, 0), reviewed({2026, 6, 10}, 1, 0)}, {}}, facts);
    QStringList texts;
    for (const auto &mark : figures.marks)
        texts << mark.text;
    QCOMPARE(texts, (QStringList{u"Drill worked, 12 min"_s, u"Model: a → b"_s, u"Last audit"_s}));
    QCOMPARE(figures.placeOf({2026, 5, 21}), 0.5);
}

void TestEvidenceFigures::theTrendFollowsTheSignal()
{
    const Evidence evidence{{},
                            {reviewed({2026, 5, 18}, 1, 0, {{30'000, 1}}), reviewed({2026, 5, 25}, 1, 0, {{20'000, 1}}),
                             reviewed({2026, 6, 1}, 1, 0, {{10'000, 1}})},
                            {}};
    QVERIFY(!folded(evidence).trend);
    const Signal falling{Check::Creep,
                         u"review-time-falling"_s,
                         SignalState::Raised,
                         {{u"elapsed"_s, false}, {u"slopePerWeekMs"_s, qint64(-10'000)}},
                         {}};
    const auto figures = folded(evidence, {}, {falling});
    const EvidenceTrend expected{{2026, 5, 18}, {2026, 6, 1}, 30'000, 10'000};
    QCOMPARE(figures.trend, std::optional(expected));
}

void TestEvidenceFigures::tablesSayTheSame()
{
    auto figures = std::make_shared<EvidenceFigures>(
        folded({{u"a"_s},
                {reviewed({2026, 6, 2}, 3, 1, {{4000, 4}}), reviewed({2026, 6, 10}, 1, 0)},
                {used({2026, 6, 9}, 0, 250'000, u"EUR"_s)}}));
    for (const auto chart : {EvidenceChart::ReviewTime, EvidenceChart::Outcomes, EvidenceChart::Cost}) {
        EvidenceTableModel model(chart);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setFigures(figures);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 0).data().toString(), u"8 Jun 2026"_s);
        const QString older = model.index(1, 1).data().toString(), newer = model.index(0, 1).data().toString();
        switch (chart) {
        case EvidenceChart::ReviewTime:
            QCOMPARE(older, u"4.0"_s);
            QVERIFY(newer.isEmpty());
            break;
        case EvidenceChart::Outcomes:
            QCOMPARE(older, u"3"_s);
            QCOMPARE(newer, u"1"_s);
            break;
        case EvidenceChart::Cost:
            QVERIFY(older.isEmpty());
            QCOMPARE(newer, u"0.2500"_s);
            QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"a"_s);
        }
        model.setFigures({});
        QCOMPARE(model.columnCount(), 0);
    }
}

/// A million reviews are some hundred days with some thousand different times each.
void TestEvidenceFigures::millionsOfReviewsAreFoldedQuickly()
{
    Evidence evidence{{u"a"_s}, {}, {}};
    for (int day = 0; day < 600; ++day) {
        auto one = reviewed(today.addDays(day - 599), 1000, 600);
        for (int time = 1; time <= 1600; ++time)
            one.durations.push_back({time * 1000, 1});
        evidence.reviews.push_back(one);
    }
    QElapsedTimer timer;
    timer.start();
    const auto figures = folded(evidence);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(figures.spans.size() <= EvidenceFigures::mostSpans);
    QCOMPARE(figures.reviews[40].medianMs, std::optional(800'500.0));
}

MUSTER_TEST(TestEvidenceFigures)

}

#include "tst_evidence_figures.moc"
