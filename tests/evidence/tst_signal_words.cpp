#include "evidence_story.h"
#include "support/test_program.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace tst_signal_words {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence_test;

namespace {

/// Stories that together bring most sentences about: nothing known, everything quiet, everything wrong.
std::vector<Story> stories()
{
    auto good = quietStory(), wrong = good, avoid = good, assist = good;
    const auto on = wrong.on;
    wrong.facts.category = Category::Automate;
    wrong.facts.tier = u"giant"_s;
    wrong.facts.modelKind = ModelKind::Alias;
    wrong.facts.validatorModel = wrong.facts.model;
    wrong.facts.modelSteps = {{on, u"a"_s, u"b"_s}};
    wrong.facts.promptSteps = {{on, {}, u"b"_s}};
    wrong.facts.sources = {{u"Board"_s, {on.addDays(-40), 14}}, {u"Wiki"_s, {{}, 14}}};
    wrong.facts.lastSamples->failed = 2;
    wrong.facts.stopRule->pullerIsActive = wrong.facts.stopRule->deputyIsActive = false;
    wrong.facts.drills = {{on.addDays(-400), 50, false}};
    wrong.facts.credentials.push_back({u"Key"_s, u"admin"_s, u"read"_s, {}, {}});
    wrong.facts.modelEndsOn = on.addDays(-1);
    avoid.facts.category = Category::Avoid;
    auto withoutRule = wrong;
    withoutRule.facts.stopRule.reset();
    assist.facts.category = Category::Assist;
    assist.facts.stopRule.reset();
    return {good, wrong, Story(), avoid, withoutRule, assist};
}

QString document()
{
    QFile file(QStringLiteral(MUSTER_SOURCE_DIR "/docs/signals.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// How the names of figures end that hold something else than a count.
bool namesItsUnit(const Figure &figure)
{
    static const QRegularExpression units(u"(Ppm|PpmLow|PpmHigh|Ms|Micros|On|Days|Minutes)$"_s);
    return units.match(figure.name).hasMatch();
}

}

/// What signals are called and say, and whether the handbook has them all.
class TestSignalWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySignalHasItsWords();
    void figuresTellTheirUnitsAndWhatIsPrivate();
    void textIsText();
    void sentences_data();
    void sentences();
    void theDocumentHasThemAll();
    void theDocumentNamesTheirFigures();
};

void TestSignalWords::everySignalHasItsWords()
{
    static const QRegularExpression placeLeft(u"%[0-9]"_s);
    for (const auto &story : stories()) {
        for (const auto &signal : signalsOf(story)) {
            QVERIFY(signalNames().contains(signal.name));
            QVERIFY(titleOf(signal) != signal.name);
            const auto sentence = sentenceOf(signal);
            const auto what = signal.name + u": "_s + sentence;
            QVERIFY2(!sentence.isEmpty() && !sentence.endsWith(u'.'), qPrintable(what));
            QVERIFY2(!sentence.contains(u"  "_s) && !placeLeft.match(sentence).hasMatch(), qPrintable(what));
            QVERIFY2(signal.state == SignalState::Raised || !signal.since, qPrintable(what));
        }
    }
    const auto names = signalNames();
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    QCOMPARE(sentenceOf(Signal{Check::Stop, u"of-another-version"_s, SignalState::Quiet, {}, {}}),
             u"of-another-version"_s);
}

void TestSignalWords::figuresTellTheirUnitsAndWhatIsPrivate()
{
    static const QRegularExpression day(u"^\\d{4}-\\d\\d-\\d\\d$"_s);
    for (const auto &story : stories()) {
        for (const auto &signal : signalsOf(story)) {
            QSet<QString> names;
            for (const auto &figure : signal.figures) {
                names.insert(figure.name);
                const auto *text = std::get_if<QString>(&figure.value);
                const auto what = signal.name + u"."_s + figure.name;
                QVERIFY2(!text || figure.isPrivate != figure.name.endsWith(u"On"_s), qPrintable(what));
                QVERIFY2(!text || figure.isPrivate || day.match(*text).hasMatch(), qPrintable(what));
                QVERIFY2(!figure.isPrivate || !namesItsUnit(figure), qPrintable(what));
            }
            QCOMPARE(names.size(), signal.figures.size());
        }
    }
}

/// What somebody typed comes out as it went in.
void TestSignalWords::textIsText()
{
    auto story = quietStory();
    const auto odd = u"<b>%1 %2 &amp; %3</b>"_s;
    story.facts.stopRule->puller = odd;
    story.facts.stopRule->pullerIsActive = false;
    QVERIFY(sentenceOf(signalIn(story, u"puller-left"_s)).contains(odd));
    story.facts.sources = {{odd, {{}, 3}}};
    QVERIFY(sentenceOf(signalIn(story, u"sources-stale"_s)).contains(odd));
    story.evidence.models = {odd, u"other %4"_s};
    QVERIFY(sentenceOf(signalIn(story, u"acceptance-by-model"_s)).contains(odd));
    story.facts.modelSteps = {{story.on, odd, u"%3"_s}};
    QVERIFY(sentenceOf(signalIn(story, u"model-changed"_s)).contains(odd));
    story.facts.credentials.front().title = odd;
    story.facts.credentials.front().scope = u"%1"_s;
    QVERIFY(sentenceOf(signalIn(story, u"credential-too-wide"_s)).contains(odd + u", by %1"_s));
}

void TestSignalWords::sentences_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QString &signal, const Change &change, const QString &sentence) {
        QTest::addRow("%s: %s", qPrintable(signal), qPrintable(sentence)) << signal << change << sentence;
    };
    const Change nothing = [](Story &) {};
    row(u"outcome-shift"_s, nothing,
        u"20.0 % of 600 reviews since the audit of 2026-04-16 edited or rejected, 20.0 % of 1820 before it; 95 % "
        u"interval of "
        "the difference −3.6 to 3.8 %"_s);
    row(
        u"sources-stale"_s,
        [](Story &story) {
            story.facts.sources = {{u"Board"_s, {story.on.addDays(-15), 14}}};
        },
        u"1 of 1 source with a limit is past it: Board; the longest by 1 day"_s);
    row(u"samples-failed-last-time"_s, nothing, u"None of 3 samples failed in the audit of 2026-04-16"_s);
    row(
        u"model-changed"_s,
        [](Story &story) {
            story.facts.modelSteps = {{story.on, u"a"_s, u"b"_s}};
        },
        u"The model changed from a to b since the audit of 2026-04-16, 1 change, last on 2026-06-15"_s);
    row(u"validator-alike"_s, nothing, u"judge of south validates work-1 of north"_s);
    row(
        u"tier-outside-policy"_s, [](Story &story) { story.facts.risk = Risk::High, story.facts.tier = u"light"_s; },
        u"light is below the policy's range for the risk, mid to frontier"_s);
    row(
        u"puller-left"_s, [](Story &story) { story.facts.stopRule->deputyIsActive = false; },
        u"Ada pulls the plug, the deputy Bo has left"_s);
    row(
        u"drill-too-slow"_s, [](Story &story) { story.facts.drills.front().minutes = 11; },
        u"The drill on 2026-05-06 took 11 minutes, 10 minutes are promised"_s);
    row(u"review-time-falling"_s, nothing,
        u"Median 60 s in the first of 27 weeks and 60 s in the last, 0 ms a week, p 1.000; 1820 measured reviews"_s);
    row(u"faster-than-reading"_s, nothing,
        u"0 of 480 approvals since 2026-04-17 faster than reading: 0.0 %, 95 % interval 0.0 to 0.8 %"_s);
    row(u"reviews-stopped"_s, nothing,
        u"Last reviewed on 2026-06-15, 0 days ago, where up to 14 are usual; last used on 2026-06-15"_s);
    row(u"nobody-edits"_s, nothing, u"120 of 600 reviews since 2026-04-17 edited or rejected"_s);
}

void TestSignalWords::sentences()
{
    QFETCH(QString, signal);
    QFETCH(Change, change);
    auto story = quietStory();
    change(story);
    QTEST(sentenceOf(signalIn(story, signal)), "sentence");
}

void TestSignalWords::theDocumentHasThemAll()
{
    static const QRegularExpression heading(u"^### `([a-z-]+)`"_s, QRegularExpression::MultilineOption);
    QStringList documented;
    for (auto found = heading.globalMatch(document()); found.hasNext();)
        documented << found.next().captured(1);
    QCOMPARE(documented, signalNames());
}

void TestSignalWords::theDocumentNamesTheirFigures()
{
    static const QRegularExpression name(u"`([A-Za-z]+)`"_s);
    auto story = quietStory();
    auto all = signalsOf(story);
    story.facts.category = Category::Avoid;
    all += signalsOf(story);
    const auto text = document();
    for (const auto &signal : all) {
        const auto section =
            text.section(u"### `%1`"_s.arg(signal.name), 1).section(u"**Figures**:"_s, 1).section(u".\n"_s, 0, 0);
        QStringList documented, figures;
        for (auto found = name.globalMatch(section); found.hasNext();)
            documented << found.next().captured(1);
        for (const auto &figure : signal.figures)
            figures << figure.name;
        QCOMPARE(documented, figures);
    }
}

MUSTER_GUILESS_TEST(TestSignalWords)

}

#include "tst_signal_words.moc"
