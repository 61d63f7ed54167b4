#include "domain/check_guide.h"
#include "room_window.h"
#include "support/test_program.h"
#include "views/audit/check_panel.h"
#include "views/audit/sample_board.h"
#include "views/parts/tag.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>

namespace tst_audit_evidence {

using namespace muster;
using namespace muster::test;

namespace {

const QString friday = u"Friday stakeholder update"_s, bumps = u"Dependency bumps"_s;

/// The four checks, with what stands beside the one at hand.
struct Checks : Desk
{
    Checks() { cells(); }

    void turnTo(const QString &title, Check check)
    {
        cell = {named(sample, title), check};
        window.matrix().setCurrent(cell);
        window.matrix().setFocus();
        sample.settle();
    }
    CheckPanel &panel() { return *window.page->findChild<CheckPanel *>(); }
    /// What is written and tagged beside the check.
    QStringList said()
    {
        QStringList all;
        for (const auto *label : panel().findChildren<QLabel *>())
            all << (label->isVisible() ? label->text() : QString());
        for (const auto *tag : panel().findChildren<Tag *>())
            all << (tag->isVisible() ? tag->look().text : QString());
        all.removeAll(QString());
        return all;
    }
    template <typename W>
    W *the(const QString &name)
    {
        return part<W>(panel(), name);
    }
    void press(const QString &text)
    {
        for (auto *one : panel().findChildren<QPushButton *>()) {
            if (one->isVisible() && QString(one->text()).remove(u'&') == text) {
                QTest::mouseClick(one, Qt::LeftButton);
                break;
            }
        }
        sample.settle();
    }
    void layOut(const QString &reference)
    {
        the<QLineEdit>(u"sampleReference"_s)->setFocus();
        window.type(reference);
        window.key(Qt::Key_Return);
        sample.settle();
    }
    QList<registry::Sample> samples() { return audit().find(cell.delegation)->samples; }

    MatrixCell cell;
};

#define VERIFY_SAID(checks, wanted) QVERIFY2((checks).said().contains(wanted), qPrintable((checks).said().join(u'|')))

}

/// What a pair has beside each check: the question, what is known, samples to trace, the stopwatch and the drill.
class TestAuditEvidence final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachCheckAsksItsQuestion();
    void modelFitHasThePolicyBesideIt();
    void reversibilityHasTheRuleBesideIt();
    void creepHasWhatWasAgreedBesideIt();
    void knownFailuresAreLookedForFirst();
    void threeSamplesAreLaidOut();
    void aSampleIsTakenAwayAndPutBack();
    void whatIsFineIsSaidAtOnce();
    void aSourcesStateIsChosenFromItsMenu();
    void aSampleNeedsItsPlace();
    void aDrillIsRecordedAndTakenBack();
    void aCallIsCounted();
    void verdictsByMouse();
    void checksAreSteppedThrough();
    void whoChecksTheirOwnAloneIsMarked();
};

void TestAuditEvidence::eachCheckAsksItsQuestion()
{
    Checks checks;
    for (const auto check : {Check::Output, Check::Model, Check::Stop, Check::Creep}) {
        checks.turnTo(friday, check);
        const auto guide = guideFor(check, Category::Automate);
        for (const auto &text : {guide.question, guide.lookAt, guide.pass, guide.drift, guide.fail})
            VERIFY_SAID(checks, text);
        QCOMPARE(checks.the<QPushButton>(u"drift"_s)->accessibleDescription(), guide.drift);
        VERIFY_SAID(checks, u"check %1 of 4"_s.arg(int(check) + 1));
    }
    checks.turnTo(u"Support reply drafts"_s, Check::Creep);
    VERIFY_SAID(checks, guideFor(Check::Creep, Category::Assist).question); // for Assist it is another one
}

void TestAuditEvidence::modelFitHasThePolicyBesideIt()
{
    Checks checks;
    checks.turnTo(friday, Check::Model);
    VERIFY_SAID(checks, u"summit-latest"_s);
    VERIFY_SAID(checks, u"floating alias"_s);
    VERIFY_SAID(checks, u"Too weak?"_s);
    VERIFY_SAID(checks, u"Too strong?"_s);
    QVERIFY2(checks.said().filter(u"High risk: "_s).size() == 1, qPrintable(checks.said().join(u'|')));
    QVERIFY(checks.said().contains(u"18 EUR a month"_s));
    QVERIFY2(checks.said().contains(u"12 May 2026: Mid holds; four updates, none rewritten."_s),
             qPrintable(checks.said().join(u'|')));
}

void TestAuditEvidence::reversibilityHasTheRuleBesideIt()
{
    Checks checks;
    checks.turnTo(friday, Check::Stop);
    for (const auto &text : {u"Any wrong claim about a feature"_s, u"Dana Keller"_s, u"Mei Lin"_s, u"15 minutes"_s,
                             u"never exercised"_s, u"untested"_s})
        VERIFY_SAID(checks, text);
    checks.turnTo(bumps, Check::Stop);
    VERIFY_SAID(checks, u"no stop rule"_s);
    VERIFY_SAID(checks, u"has left"_s); // its owner
    checks.turnTo(u"Ticket triage"_s, Check::Stop);
    VERIFY_SAID(checks, u"31 days ago, 6 minutes"_s); // its last drill
    VERIFY_SAID(checks, u"worked"_s);
}

void TestAuditEvidence::creepHasWhatWasAgreedBesideIt()
{
    Checks checks;
    checks.turnTo(friday, Check::Creep);
    for (const auto &text : {u"Read the board and the release log; draft the mail."_s, u"Agreed review"_s,
                             u"One update in four is compared with the release log before it is sent."_s})
        VERIFY_SAID(checks, text);
    QVERIFY2(checks.said().filter(u"Automate since 12 May 2026"_s).size() == 1, qPrintable(checks.said().join(u'|')));
}

void TestAuditEvidence::knownFailuresAreLookedForFirst()
{
    Checks checks;
    checks.turnTo(friday, Check::Output);
    checks.layOut(u"mail of 5 June"_s);
    const auto *trace = static_cast<const TraceModel *>(checks.the<QListView>(u"trace"_s)->model());
    QCOMPARE(trace->rowCount(), 1 + 5 + 2);
    QCOMPARE(trace->kind(0), TraceModel::Kind::FailureMode);
    QVERIFY(trace->index(0).data().toString().startsWith(u"A feature behind a flag"_s));
    QCOMPARE(trace->kind(1), TraceModel::Kind::Criterion);
    QCOMPARE(trace->kind(7), TraceModel::Kind::Source);
    QVERIFY(trace->index(0).data(Qt::AccessibleTextRole).toString().endsWith(u", open"_s));
    checks.window.key(Qt::Key_Space);
    QVERIFY(trace->index(0).data(Qt::AccessibleTextRole).toString().endsWith(u", not seen"_s));
    checks.window.key(Qt::Key_Space);
    QVERIFY(trace->index(0).data(Qt::AccessibleTextRole).toString().endsWith(u", seen"_s));
    checks.window.key(Qt::Key_Left);
    QVERIFY(trace->index(0).data(Qt::AccessibleTextRole).toString().endsWith(u", not seen"_s));
    QCOMPARE(checks.samples().first().criteria.size(), 1);
}

void TestAuditEvidence::threeSamplesAreLaidOut()
{
    Checks checks;
    checks.turnTo(friday, Check::Output);
    VERIFY_SAID(checks, u"Lay out three recent outputs, then trace each one."_s);
    const QStringList references{u"mail of 5 June"_s, u"mail of 29 May"_s, u"mail of 22 May"_s};
    for (int i = 0; i < 3; ++i) {
        checks.layOut(references[i]);
        const QString laid = i < 2 ? u"%1 of 3 laid out. "_s.arg(i + 1) : QString();
        VERIFY_SAID(checks, laid + references[i] + u" · Space turns an answer"_s);
    }
    QCOMPARE(checks.samples().size(), 3);
    QPushButton *first = nullptr;
    for (auto *one : checks.panel().findChildren<QPushButton *>()) {
        if (one->accessibleName() == u"Sample of 12 Jun 2026: mail of 5 June"_s)
            first = one;
    }
    QVERIFY(first && !first->isChecked());
    QTest::mouseClick(first, Qt::LeftButton);
    checks.sample.settle();
    VERIFY_SAID(checks, u"mail of 5 June · Space turns an answer"_s);
}

void TestAuditEvidence::aSampleIsTakenAwayAndPutBack()
{
    Checks checks;
    checks.turnTo(friday, Check::Output);
    checks.layOut(u"mail of 5 June"_s);
    checks.window.key(Qt::Key_Space);
    const auto before = checks.samples();
    checks.press(u"Remove"_s);
    QVERIFY(checks.samples().isEmpty());
    checks.press(u"Put it back"_s);
    QCOMPARE(checks.samples(), before);
}

void TestAuditEvidence::whatIsFineIsSaidAtOnce()
{
    Checks checks;
    checks.turnTo(friday, Check::Output);
    checks.layOut(u"mail of 5 June"_s);
    for (int i = 0; i < 2; ++i)
        checks.window.key(Qt::Key_Space); // the known failure was seen
    checks.press(u"All fine"_s);
    const auto sample = checks.samples().first();
    QCOMPARE(sample.criteria.size(), 6);
    QCOMPARE(std::ranges::count(sample.criteria, false), 1); // what was said already stays
    QCOMPARE(sample.sources.size(), 2);
    QVERIFY(std::ranges::all_of(sample.sources, [](SourceState one) { return one == SourceState::Current; }));
}

void TestAuditEvidence::aSourcesStateIsChosenFromItsMenu()
{
    Checks checks;
    checks.turnTo(friday, Check::Output);
    checks.layOut(u"mail of 5 June"_s);
    checks.window.key(Qt::Key_End);
    checks.window.key(Qt::Key_Return);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), qsizetype(Words<SourceState>::all.size()));
    QTest::keyClick(menu, Qt::Key_6);
    checks.sample.settle();
    const auto sources = checks.samples().first().sources;
    QCOMPARE(sources.size(), 1);
    QCOMPARE(sources.first(), SourceState(5));
    QVERIFY(!QApplication::activePopupWidget());
    checks.window.matrix().setFocus();
    checks.window.key(Qt::Key_D); // letters are verdicts again
    QCOMPARE(checks.finding(checks.cell).verdict, Verdict::Drift);
}

void TestAuditEvidence::aSampleNeedsItsPlace()
{
    Checks checks;
    checks.turnTo(friday, Check::Output);
    QTest::mouseClick(checks.the<QPushButton>(u"addSample"_s), Qt::LeftButton);
    checks.sample.settle();
    VERIFY_SAID(checks, u"Say where the output lies: a link, a ticket, a file."_s);
    QCOMPARE(checks.window.focused(), u"sampleReference"_s);
    QVERIFY(checks.samples().isEmpty());
    checks.window.type(u"half"_s);
    checks.turnTo(bumps, Check::Output);
    QCOMPARE(checks.the<QLineEdit>(u"sampleReference"_s)->text(), QString());
    checks.turnTo(friday, Check::Output);
    QCOMPARE(checks.the<QLineEdit>(u"sampleReference"_s)->text(), u"half"_s); // of another workflow it is no part
}

void TestAuditEvidence::aDrillIsRecordedAndTakenBack()
{
    Checks checks;
    checks.turnTo(friday, Check::Stop);
    checks.window.key(Qt::Key_R, Qt::AltModifier);
    auto *minutes = checks.the<QSpinBox>(u"drillMinutes"_s);
    QCOMPARE(minutes->text(), u"not timed"_s);
    minutes->setValue(7);
    checks.panel().findChild<QCheckBox *>()->setChecked(true);
    QVERIFY(checks.window.tabTo(u"recordDrill"_s));
    checks.window.key(Qt::Key_Return);
    const auto drills = checks.audit().find(checks.cell.delegation)->drills;
    QCOMPARE(drills.size(), 1);
    QCOMPARE(drills.first().minutes.value_or(0), 7);
    QVERIFY(drills.first().worked);
    VERIFY_SAID(checks, u"Drill in this audit: worked, 7 minutes"_s);
    QCOMPARE(checks.window.focused(), u"drill"_s);
    QTest::mouseClick(checks.the<QPushButton>(u"takeDrillBack"_s), Qt::LeftButton);
    checks.sample.settle();
    QVERIFY(checks.audit().find(checks.cell.delegation)->drills.isEmpty());
}

void TestAuditEvidence::aCallIsCounted()
{
    Checks checks;
    checks.turnTo(friday, Check::Stop);
    auto *whom = part<QComboBox>(checks.panel(), {});
    QCOMPARE(whom->currentText(), u"Dana Keller"_s); // who pulls the plug
    QVERIFY(whom->findText(u"Tom Reyes"_s) < 0);
    whom->setCurrentIndex(whom->findText(u"Mei Lin"_s));
    checks.window.key(Qt::Key_L, Qt::AltModifier);
    QVERIFY(!whom->isEnabled());
    checks.sample.clock().advance(1);
    checks.window.key(Qt::Key_E, Qt::AltModifier);
    QTRY_VERIFY(checks.audit().find(checks.cell.delegation)->reach);
    VERIFY_SAID(checks, u"Mei Lin answered after 60 seconds. Being reachable is no drill."_s);
    QVERIFY(checks.audit().find(checks.cell.delegation)->drills.isEmpty());
    QCOMPARE(checks.finding(checks.cell).verdict, Verdict::NotChecked); // figures only hint
}

void TestAuditEvidence::verdictsByMouse()
{
    Checks checks;
    checks.turnTo(friday, Check::Model);
    for (const auto &[name, verdict] : {std::pair(u"pass"_s, Verdict::Pass), std::pair(u"drift"_s, Verdict::Drift),
                                        std::pair(u"fail"_s, Verdict::Fail)}) {
        QTest::mouseClick(checks.the<QPushButton>(name), Qt::LeftButton);
        checks.sample.settle();
        QCOMPARE(checks.finding(checks.cell).verdict, verdict);
        QCOMPARE(checks.said().contains(u"A %1 needs its note before the record is closed."_s.arg(name)),
                 verdict != Verdict::Pass);
    }
    checks.the<QPlainTextEdit>(u"note"_s)->setFocus();
    checks.window.type(u"Seen"_s);
    checks.window.key(Qt::Key_P, Qt::AltModifier);
    QCOMPARE(checks.finding(checks.cell).verdict, Verdict::Pass);
    QTest::mouseClick(checks.the<QPushButton>(u"takeBack"_s), Qt::LeftButton);
    checks.sample.settle();
    QCOMPARE(checks.finding(checks.cell).verdict, Verdict::NotChecked);
    QTRY_COMPARE(checks.finding(checks.cell).note, u"Seen"_s); // the words stay
}

void TestAuditEvidence::checksAreSteppedThrough()
{
    Checks checks;
    const auto cells = checks.window.matrix().matrix().cells();
    auto *previous = checks.the<QPushButton>(u"previousCheck"_s), *next = checks.the<QPushButton>(u"nextCheck"_s);
    checks.window.matrix().setCurrent(cells.first());
    QVERIFY(!previous->isEnabled() && next->isEnabled());
    QTest::mouseClick(next, Qt::LeftButton);
    QCOMPARE(checks.window.matrix().current(), cells[1]);
    checks.window.key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(checks.window.matrix().current(), cells[0]);
    checks.window.matrix().setCurrent(cells.last());
    QVERIFY(previous->isEnabled() && !next->isEnabled());
    checks.window.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(checks.window.matrix().current(), cells.last()); // it never goes on to the next phase by itself
    QCOMPARE(checks.window.room().phase(), std::optional(Phase::Checks));
}

void TestAuditEvidence::whoChecksTheirOwnAloneIsMarked()
{
    SampleSession sample;
    Window window(sample);
    const auto id = must(sample.ask([](Store &store) {
        registry::AuditRequest request;
        request.form = AgendaForm::Spot15;
        request.facilitator = must(registry::PersonService(store).find(u"Mei Lin"_s));
        request.participants = {request.facilitator};
        request.delegations = {must(registry::DelegationService(store).find(u"Nightly data checks"_s))};
        return AuditService(store).open(request);
    }));
    window.page->open(id);
    sample.settle();
    QStringList tags;
    for (const auto *tag : window.page->findChildren<Tag *>()) {
        if (tag->isVisible())
            tags << tag->look().text;
    }
    QVERIFY2(tags.contains(u"self-checked"_s), qPrintable(tags.join(u'|')));
    QVERIFY(window.matrix().matrix().index(1, 0).data(CheckMatrixModel::SelfCheckedRole).toBool());
}

MUSTER_TEST(TestAuditEvidence)

}

#include "tst_audit_evidence.moc"
