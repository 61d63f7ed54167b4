#include "evidence/audit_figures.h"
#include "room_window.h"
#include "support/test_program.h"
#include "views/audit/check_panel.h"
#include "views/audit/check_signals.h"
#include "views/parts/tag.h"

namespace tst_audit_figures {

using namespace muster;
using namespace muster::test;

namespace {

const QString friday = u"Friday stakeholder update"_s, bumps = u"Dependency bumps"_s;

/// The four checks, with what evidence says of the one at hand.
struct Figures : Desk
{
    Figures() { cells(); }

    void turnTo(const QString &title, Check check)
    {
        cell = {named(sample, title), check};
        window.matrix().setCurrent(cell);
        window.matrix().setFocus();
        sample.settle();
    }
    CheckPanel &panel() { return *window.page->findChild<CheckPanel *>(); }
    CheckSignals &list() { return *panel().findChild<CheckSignals *>(); }
    /// What the list says, from top to bottom.
    QStringList said()
    {
        QList<std::pair<int, QString>> all;
        for (const auto *label : list().findChildren<QLabel *>()) {
            if (label->isVisible())
                all << std::pair(label->mapTo(&list(), QPoint()).y(), label->text());
        }
        std::ranges::stable_sort(all, {}, &std::pair<int, QString>::first);
        QStringList texts;
        for (const auto &one : all)
            texts << one.second;
        return texts;
    }
    int raised()
    {
        int number = 0;
        for (const auto *tag : list().findChildren<Tag *>())
            number += tag->isVisible() && tag->look().text == u"raised"_s ? 1 : 0;
        return number;
    }
    registry::OpenDelegation item() { return *audit().find(cell.delegation); }

    MatrixCell cell;
};

#define VERIFY_LISTED(figures, condition) QVERIFY2(condition, qPrintable((figures).said().join(u'|')))

}

/// Figures beside each check, and samples drawn at random.
class TestAuditFigures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRaisedStandsFirst();
    void theVerdictStaysWhatPeopleSaid();
    void theMatrixMarksWhatIsRaised();
    void threeAreDrawnByKeys();
    void withoutOutputsItSaysWhatToImport();
};

void TestAuditFigures::whatIsRaisedStandsFirst()
{
    Figures figures;
    figures.turnTo(friday, Check::Creep);
    const auto kept = evidence::signalsFrom(Check::Creep, figures.item().figures.value(Check::Creep));
    QStringList titles, sentences;
    int quiet = 0, lacking = 0;
    for (const auto &signal : kept) {
        quiet += signal.state == evidence::SignalState::Quiet ? 1 : 0;
        lacking += signal.state == evidence::SignalState::NotEnoughData ? 1 : 0;
        if (signal.state != evidence::SignalState::Raised)
            continue;
        titles << evidence::titleOf(signal);
        sentences << evidence::sentenceOf(signal);
    }
    VERIFY_LISTED(figures, !titles.isEmpty());
    QCOMPARE(figures.raised(), int(titles.size()));
    const auto said = figures.said();
    QCOMPARE(said.size(), 2 * titles.size() + quiet + (lacking > 0 ? 1 : 0));
    QCOMPARE(said[0], titles[0]);
    QCOMPARE(said[1], sentences[0]);
    for (int i = 0; i < quiet; ++i)
        VERIFY_LISTED(figures, said[2 * titles.size() + i].startsWith(u"quiet: "_s));
    if (lacking > 0)
        VERIFY_LISTED(figures, said.last().contains(u"data: "_s));
}

void TestAuditFigures::theVerdictStaysWhatPeopleSaid()
{
    Figures figures;
    figures.turnTo(friday, Check::Creep);
    QVERIFY(figures.raised() > 0);
    QVERIFY(figures.item().findings.isEmpty());
    for (const auto &name : {u"pass"_s, u"drift"_s, u"fail"_s})
        QVERIFY(!part<QPushButton>(figures.panel(), name)->isChecked());
    figures.window.key(Qt::Key_P);
    figures.sample.settle();
    QCOMPARE(figures.item().findings.value(Check::Creep).verdict, Verdict::Pass);
    QVERIFY(figures.raised() > 0);
}

void TestAuditFigures::theMatrixMarksWhatIsRaised()
{
    Figures figures;
    figures.turnTo(friday, Check::Creep);
    const auto &matrix = figures.window.matrix().matrix();
    for (const auto &cell : matrix.cells()) {
        const auto item = *figures.audit().find(cell.delegation);
        const bool raised = !evidence::raisedSentences(item, cell.check).isEmpty();
        const auto index = matrix.indexOf(cell);
        QCOMPARE(index.data(CheckMatrixModel::RaisedRole).toBool(), raised);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString().contains(u"raised: "_s), raised);
        QCOMPARE(index.data(Qt::ToolTipRole).toString().contains(u"raised: "_s), raised);
    }
    QVERIFY(matrix.indexOf(figures.cell).data(CheckMatrixModel::RaisedRole).toBool());
}

void TestAuditFigures::threeAreDrawnByKeys()
{
    Figures figures;
    figures.turnTo(friday, Check::Output);
    QVERIFY(figures.window.tabTo(u"drawThree"_s));
    figures.window.key(Qt::Key_Space);
    figures.sample.settle();
    const auto item = figures.item();
    QCOMPARE(item.samples.size(), 3);
    QVERIFY(item.drawing);
    QCOMPARE(item.drawing->count, 3);
    QStringList texts;
    for (const auto *label : figures.panel().findChildren<QLabel *>())
        texts << label->text();
    QVERIFY2(texts.contains(registry::drawingText(*item.drawing)), qPrintable(texts.join(u'|')));
    QCOMPARE(figures.window.focused(), u"drawThree"_s);
    figures.window.key(Qt::Key_Space);
    figures.sample.settle();
    QCOMPARE(figures.item().drawing->count, 6);
    QCOMPARE(figures.item().drawing->seed, item.drawing->seed);
    QCOMPARE(figures.item().samples.first(3), item.samples);
}

void TestAuditFigures::withoutOutputsItSaysWhatToImport()
{
    Figures figures;
    figures.turnTo(bumps, Check::Output);
    QVERIFY(figures.window.tabTo(u"drawThree"_s));
    figures.window.key(Qt::Key_Space);
    figures.sample.settle();
    QVERIFY(figures.item().samples.isEmpty());
    QStringList texts;
    for (const auto *label : figures.panel().findChildren<QLabel *>())
        texts << (label->isVisible() ? label->text() : QString());
    QVERIFY2(texts.join(u'|').contains(u"import its outputs or reviews"_s), qPrintable(texts.join(u'|')));
}

MUSTER_TEST(TestAuditFigures)

}

#include "tst_audit_figures.moc"
