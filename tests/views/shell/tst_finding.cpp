#include "gui/window_fixture.h"
#include "sample/sample_audit.h"
#include "support/test_program.h"
#include "views/audit/audit_result.h"
#include "views/audit/room.h"
#include "views/wall/cards_view.h"

#include <QLineEdit>
#include <QListView>
#include <QListWidget>

namespace tst_finding {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

/// The window on the sample register, with what its search found.
struct Desk
{
    Desk()
    {
        if (!fixture.openSample())
            qFatal("the sample register was not opened");
    }

    QListWidget &list() { return *fixture.window().findChild<QWidget *>(u"palette"_s)->findChild<QListWidget *>(); }
    QString title() { return list().currentItem() ? list().currentItem()->text() : QString(); }
    QString kind(int row) { return list().item(row)->data(Qt::UserRole + 1).toString(); }

    void ask(const QString &words)
    {
        fixture.key(Qt::Key_K, Qt::ControlModifier);
        fixture.type(words);
        fixture.settle();
    }

    /// Walks down to the first line of a kind, and enters it.
    bool enter(const QString &wanted)
    {
        for (int i = 0; i < list().count() && kind(list().currentRow()) != wanted; ++i)
            fixture.key(Qt::Key_Down);
        if (kind(list().currentRow()) != wanted)
            return false;
        fixture.key(Qt::Key_Return);
        fixture.settle();
        return true;
    }

    template <typename W>
    W *onPage(const QString &name = {})
    {
        return fixture.workspace().currentPage()->findChild<W *>(name);
    }

    WindowFixture fixture;
};

}

/// Ctrl+K leads to whatever the register holds, from whichever page one is on.
class TestFinding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDelegationIsShownOnTheWall();
    void aRetiredOneIsFoundBehindTheFilter();
    void aDecisionIsShownAmongTheDecisions_data();
    void aDecisionIsShownAmongTheDecisions();
    void aClosedAuditIsShown();
    void anOpenAuditIsShown();
    void theArrowsGoRound();
    void escapeGivesTheFocusBack();
    void whatFitsNothingIsSaid();
    void aLineIsClicked();
    void whatCantBeDoneIsNotOffered();
    void everyLineSaysWhatItIs();
};

void TestFinding::aDelegationIsShownOnTheWall()
{
    Desk desk;
    desk.fixture.key(Qt::Key_6, Qt::ControlModifier);
    desk.ask(u"NIGHTLY data"_s);
    QCOMPARE(desk.title(), u"Nightly data checks"_s);
    QVERIFY(desk.enter(u"Delegation"_s));
    QCOMPARE(desk.fixture.workspace().current(), PageName::Wall);
    auto *cards = desk.onPage<wall::CardList>(u"cards-automate"_s);
    QTRY_VERIFY(cards->selectionModel()->hasSelection());
    QCOMPARE(cards->currentIndex().data().toString(), u"Nightly data checks"_s);
    QVERIFY(cards->hasFocus());
}

void TestFinding::aRetiredOneIsFoundBehindTheFilter()
{
    Desk desk;
    desk.fixture.key(Qt::Key_F, Qt::ControlModifier);
    desk.fixture.type(u"friday"_s);
    desk.fixture.settle();
    desk.ask(u"competitor"_s);
    QVERIFY(desk.enter(u"Delegation"_s));
    auto *cards = desk.onPage<wall::CardList>(u"cards-assist"_s);
    QTRY_COMPARE(cards->currentIndex().data().toString(), u"Competitor digest"_s);
    QVERIFY(desk.onPage<QLineEdit>(u"wallFilter"_s)->text().isEmpty());
}

void TestFinding::aDecisionIsShownAmongTheDecisions_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("line");
    QTest::newRow("open, by its reason") << u"nobody has tried"_s << u"Friday stakeholder update, Stop rule"_s;
    QTest::newRow("dropped, by its reason") << u"policy ends at mid"_s << u"Test case ideas, Tier"_s;
}

void TestFinding::aDecisionIsShownAmongTheDecisions()
{
    QFETCH(QString, words);
    QFETCH(QString, line);
    Desk desk;
    desk.ask(words);
    QVERIFY(desk.enter(u"Decision"_s));
    QCOMPARE(desk.fixture.workspace().current(), PageName::Decisions);
    auto *list = desk.onPage<QListView>(u"decisions"_s);
    QTRY_VERIFY2(list->currentIndex().data().toString().startsWith(line),
                 qPrintable(list->currentIndex().data().toString()));
}

void TestFinding::aClosedAuditIsShown()
{
    Desk desk;
    desk.ask(u"audit 2"_s);
    QVERIFY(desk.enter(u"Audit"_s));
    QCOMPARE(desk.fixture.workspace().current(), PageName::Audit);
    QTRY_VERIFY(desk.onPage<AuditResult>() && desk.onPage<AuditResult>()->isVisible());
    desk.fixture.settle();
    QCOMPARE(part<PageHeading>(*desk.onPage<AuditResult>(), {})->findChildren<PlainLabel *>().first()->text(),
             u"Audit 2"_s);
}

void TestFinding::anOpenAuditIsShown()
{
    Desk desk;
    const auto id =
        must(desk.fixture.ask([&](Store &store) { return sample::openSampleAudit(store, desk.fixture.clock()); }));
    desk.ask(u"audit 4"_s);
    QVERIFY(desk.enter(u"Audit"_s));
    QTRY_VERIFY(desk.onPage<AuditRoom>() && desk.onPage<AuditRoom>()->isOpen());
    QCOMPARE(desk.onPage<AuditRoom>()->id(), id);
}

void TestFinding::theArrowsGoRound()
{
    Desk desk;
    desk.ask({});
    QVERIFY(desk.list().count() > 10);
    QCOMPARE(desk.list().currentRow(), 0);
    desk.fixture.key(Qt::Key_Up);
    QCOMPARE(desk.list().currentRow(), desk.list().count() - 1);
    desk.fixture.key(Qt::Key_Down);
    QCOMPARE(desk.list().currentRow(), 0);
}

void TestFinding::escapeGivesTheFocusBack()
{
    Desk desk;
    desk.fixture.key(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(desk.fixture.focused(), u"wallFilter"_s);
    desk.ask(u"go to people"_s);
    QCOMPARE(desk.fixture.focused(), u"search"_s);
    desk.fixture.key(Qt::Key_Escape);
    QCOMPARE(desk.fixture.focused(), u"wallFilter"_s);
    QVERIFY(!desk.list().isVisible());
    QVERIFY(desk.fixture.workspace().searchField()->text().isEmpty());
    QCOMPARE(desk.fixture.workspace().current(), PageName::Wall);
}

void TestFinding::whatFitsNothingIsSaid()
{
    Desk desk;
    desk.ask(u"qqzz"_s);
    QCOMPARE(desk.list().count(), 1);
    QVERIFY2(desk.list().item(0)->text().startsWith(u"Nothing fits"_s), qPrintable(desk.list().item(0)->text()));
    QVERIFY(!desk.list().item(0)->flags().testFlag(Qt::ItemIsSelectable));
    desk.fixture.key(Qt::Key_Return);
    QVERIFY(desk.list().isVisible());
    QCOMPARE(desk.fixture.focused(), u"search"_s);
    desk.fixture.key(Qt::Key_A, Qt::ControlModifier);
    desk.fixture.type(u"priya"_s);
    desk.fixture.settle();
    QVERIFY(desk.list().count() > 1);
}

void TestFinding::aLineIsClicked()
{
    Desk desk;
    desk.ask(u"go to people"_s);
    auto &list = desk.list();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(0)).center());
    QCOMPARE(desk.fixture.workspace().current(), PageName::People);
    QVERIFY(!list.isVisible());
}

void TestFinding::whatCantBeDoneIsNotOffered()
{
    Desk desk;
    desk.ask(u"undo"_s);
    QVERIFY2(!desk.title().startsWith(u"Undo"_s), qPrintable(desk.title()));
    desk.fixture.key(Qt::Key_Escape);
    desk.fixture.workspace().session().history->add(entityOf<Person>(), {{u"name"_s, u"Ada Novak"_s}}, u"Ada Novak"_s);
    desk.fixture.settle();
    desk.ask(u"undo"_s);
    QCOMPARE(desk.title(), u"Undo: Add “Ada Novak”"_s);
    desk.fixture.key(Qt::Key_Return);
    desk.fixture.settle();
    const auto people = must(desk.fixture.ask([](Store &store) { return registry::PersonService(store).all(); }));
    QVERIFY(std::ranges::none_of(people, [](const Person &one) { return one.name == u"Ada Novak"_s; }));
}

void TestFinding::everyLineSaysWhatItIs()
{
    Desk desk;
    desk.ask(u"priya"_s);
    QStringList kinds;
    for (int row = 0; row < desk.list().count(); ++row) {
        const auto *item = desk.list().item(row);
        kinds << desk.kind(row);
        QCOMPARE(item->data(Qt::AccessibleTextRole).toString(), u"%1, %2"_s.arg(item->text(), kinds.last()));
    }
    kinds.removeDuplicates();
    QVERIFY2(kinds.contains(u"Delegation"_s) && kinds.contains(u"Person"_s) && kinds.contains(u"Decision"_s),
             qPrintable(kinds.join(u'|')));
}

MUSTER_TEST(TestFinding)

}

#include "tst_finding.moc"
