#include "support/test_program.h"
#include "views/parts/chip.h"
#include "views/parts/choice_popup.h"
#include "views/parts/style.h"
#include "wall_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>

namespace tst_wall_narrowing {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using items::GroupedRows;
using items::Grouping;

namespace {

QStringList titles(const Wall &wall)
{
    QStringList all;
    for (int row = 0; row < wall.table().rowCount(); ++row)
        all << wall.table().summary(row).title;
    all.sort();
    return all;
}

Chip &chip(const Wall &wall, const QString &name)
{
    return *wall.find<Chip>(u"chip-"_s + name);
}

void press(Wall &wall, const QString &name)
{
    QTest::mouseClick(&chip(wall, name), Qt::LeftButton);
    wall.sample.settle();
}

bool hasFlag(const Wall &wall, int row, Flag flag)
{
    const auto &flags = wall.table().summary(row).flags;
    return std::ranges::find(flags, flag) != flags.end();
}

/// The list that a chip opens: what it offers.
QStringList offeredBy(Wall &wall, const QString &name)
{
    press(wall, name);
    auto *popup = wall.page.findChild<ChoicePopup *>();
    QStringList names;
    const auto *model = popup ? popup->findChild<QListView *>()->model() : nullptr;
    for (int row = 0; model && row < model->rowCount(); ++row)
        names << model->index(row, 0).data().toString();
    return names;
}

/// Chooses in the list that is open, by typing.
void choose(Wall &wall, const QString &typed)
{
    auto *edit = wall.page.findChild<ChoicePopup *>()->findChild<QLineEdit *>();
    QTest::keyClicks(edit, typed);
    QTest::keyClick(edit, Qt::Key_Return);
    wall.sample.settle();
}

void group(Wall &wall, Grouping grouping)
{
    wall.page.setView(WallPage::View::Table);
    auto *list = wall.find<QComboBox>(u"groupBy"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    for (int i = 0; i < int(grouping); ++i)
        QTest::keyClick(list, Qt::Key_Down);
    wall.sample.settle();
}

/// The names of the groups with what each counts.
QStringList groups(const Wall &wall)
{
    QStringList names;
    const auto *model = wall.rows().model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto index = model->index(row, 0);
        if (index.data(GroupedRows::IsGroupRole).toBool())
            names << u"%1 %2"_s.arg(index.data().toString()).arg(index.data(GroupedRows::CountRole).toInt());
    }
    return names;
}

}

/// How many become few: chips, words, groups, columns; and how all of them come back.
class TestWallNarrowing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Scheme::Light, {}); }

    void oneKindOfTroubleAtATime();
    void rareTroubleIsBehindMore();
    void aTeamIsChosenFromItsList();
    void anOwnerIsChosenFromTheirList();
    void chipsAndWordsNarrowTogether();
    void wordsAreFoundInEveryText_data();
    void wordsAreFoundInEveryText();
    void nothingThatFitsLeadsBack_data();
    void nothingThatFitsLeadsBack();
    void aWallOfRetiredOnesSaysSo();
    void theBarCountsAllThatIsDue();
    void teamsAreGroupsAndThoseWithoutOneComeLast();
    void aCellIsEditedInItsGroup();
    void theChoiceStaysThroughGrouping();
    void theTableIsAsItWasLeft();
    void copiesHaveTheColumnsShown();
};

void TestWallNarrowing::oneKindOfTroubleAtATime()
{
    Wall wall;
    const int all = wall.table().rowCount();
    press(wall, u"owner-left"_s);
    QVERIFY(wall.table().rowCount() > 0 && wall.table().rowCount() < all);
    for (int row = 0; row < wall.table().rowCount(); ++row)
        QVERIFY(hasFlag(wall, row, Flag::OwnerLeft));
    press(wall, u"overdue"_s);
    QVERIFY(!chip(wall, u"owner-left"_s).isChecked());
    QVERIFY(wall.table().rowCount() > 0);
    for (int row = 0; row < wall.table().rowCount(); ++row)
        QVERIFY(hasFlag(wall, row, Flag::Overdue));
    press(wall, u"overdue"_s);
    QCOMPARE(wall.table().rowCount(), all);
}

void TestWallNarrowing::rareTroubleIsBehindMore()
{
    Wall wall;
    const auto shown = [&wall] {
        int chips = 0;
        for (size_t i = 0; i < Words<Flag>::all.size(); ++i)
            chips += chip(wall, word(Flag(i))).isVisible();
        return chips;
    };
    QCOMPARE(shown(), 3);
    QVERIFY(chip(wall, u"more"_s).isVisible());
    const auto offered = offeredBy(wall, u"more"_s);
    QVERIFY2(offered.filter(u"incomplete"_s).size() == 1, qPrintable(offered.join(u'|')));
    choose(wall, u"incompl"_s);
    auto &incomplete = chip(wall, u"incomplete"_s);
    QVERIFY(incomplete.isVisible() && incomplete.isChecked());
    QCOMPARE(offered.filter(u"incomplete"_s).first(), u"incomplete %1"_s.arg(wall.table().rowCount()));
    for (int row = 0; row < wall.table().rowCount(); ++row)
        QVERIFY(hasFlag(wall, row, Flag::Incomplete));
    QTest::keyClick(&incomplete, Qt::Key_Escape);
    wall.sample.settle();
    QVERIFY(!incomplete.isVisible());
    QCOMPARE(shown(), 3);
}

void TestWallNarrowing::aTeamIsChosenFromItsList()
{
    Wall wall;
    const int all = wall.table().rowCount();
    wall.changeElsewhere(u"Release notes"_s, u"team"_s, u"Équipe <B>"_s);
    wall.sample.settle();
    QCOMPARE(offeredBy(wall, u"team"_s), (QStringList{u"Any team"_s, u"Checkout"_s, u"Équipe <B>"_s}));
    choose(wall, u"equipe"_s);
    QCOMPARE(titles(wall), QStringList{u"Release notes"_s});
    QVERIFY2(chip(wall, u"team"_s).accessibleName().contains(u"Équipe <B>"_s),
             qPrintable(chip(wall, u"team"_s).accessibleName()));
    QCOMPARE(offeredBy(wall, u"team"_s).size(), 3); // the others are still offered
    choose(wall, u"any"_s);
    QCOMPARE(wall.table().rowCount(), all);
    QVERIFY(!chip(wall, u"team"_s).isChecked());
}

void TestWallNarrowing::anOwnerIsChosenFromTheirList()
{
    Wall wall;
    const int all = wall.table().rowCount();
    const auto offered = offeredBy(wall, u"owner"_s);
    QCOMPARE(offered.first(), u"Anybody"_s);
    QVERIFY(offered.contains(u"Tom Reyes"_s)); // who left is asked for most of all
    choose(wall, u"tom"_s);
    QCOMPARE(titles(wall), QStringList{u"Dependency bumps"_s});
    QVERIFY(chip(wall, u"owner"_s).isChecked());
    QVERIFY2(wall.count().startsWith(u"1 of "_s), qPrintable(wall.count()));
    offeredBy(wall, u"owner"_s);
    choose(wall, u"anyb"_s);
    QCOMPARE(wall.table().rowCount(), all);
}

void TestWallNarrowing::chipsAndWordsNarrowTogether()
{
    Wall wall;
    offeredBy(wall, u"owner"_s);
    choose(wall, u"priya"_s);
    const auto hers = titles(wall);
    QVERIFY(hers.size() > 2);
    wall.filterBy(u"ticket"_s);
    const auto both = titles(wall);
    QVERIFY(both.size() > 0 && both.size() < hers.size());
    for (const auto &title : both)
        QVERIFY(hers.contains(title));
    int due = 0;
    for (int row = 0; row < wall.table().rowCount(); ++row)
        due += wall::isDue(wall.table().summary(row), sample::sampleToday());
    QCOMPARE(chip(wall, u"due"_s).accessibleName(), u"due %1"_s.arg(due)); // of those that are shown
    wall.filter().clear();
    wall.sample.settle();
    QCOMPARE(titles(wall), hers);
}

void TestWallNarrowing::wordsAreFoundInEveryText_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("title");
    QTest::newRow("notes") << u"switched it on"_s << u"Meeting transcripts"_s;
    QTest::newRow("purpose, words apart") << u"prospects questionnaires"_s << u"Security statements to prospects"_s;
    QTest::newRow("forbidden") << u"stop a load"_s << u"Nightly data checks"_s;
    QTest::newRow("identifier") << u"ai-03"_s << u"Release notes"_s;
    QTest::newRow("capitals and parts of words") << u"LABEL SUPP TICK"_s << u"Ticket triage"_s;
    QTest::newRow("category reason") << u"drafted sentence"_s << u"Performance feedback"_s;
}

void TestWallNarrowing::wordsAreFoundInEveryText()
{
    QFETCH(QString, words);
    QFETCH(QString, title);
    Wall wall;
    wall.filterBy(words);
    QCOMPARE(titles(wall), QStringList{title});
}

void TestWallNarrowing::nothingThatFitsLeadsBack_data()
{
    QTest::addColumn<int>("view");
    QTest::newRow("cards") << int(WallPage::View::Cards);
    QTest::newRow("table") << int(WallPage::View::Table);
}

void TestWallNarrowing::nothingThatFitsLeadsBack()
{
    QFETCH(int, view);
    Wall wall;
    wall.page.setView(WallPage::View(view));
    const int all = wall.table().rowCount();
    press(wall, u"due"_s);
    wall.filterBy(u"no such words"_s);
    auto *none = wall.find<EmptyState>(u"wallNoneFit"_s);
    QVERIFY(none->isVisible());
    const QString said = none->findChildren<PlainLabel *>().at(1)->text();
    QVERIFY2(said.startsWith(u"None of "_s), qPrintable(said));
    QVERIFY2(wall.count().startsWith(u"0 of "_s), qPrintable(wall.count()));
    QVERIFY(wall.filter().hasFocus()); // one may go on typing
    QTest::keyClick(&wall.filter(), Qt::Key_Down);
    QVERIFY(wall.filter().hasFocus()); // there is nothing to go down to
    auto *clear = none->findChild<QPushButton *>();
    clear->setFocus();
    QTest::keyClick(clear, Qt::Key_Space);
    wall.sample.settle();
    QVERIFY(!none->isVisible());
    QCOMPARE(wall.table().rowCount(), all);
    QVERIFY(wall.filter().text().isEmpty());
    QVERIFY(!chip(wall, u"due"_s).isChecked());
    QVERIFY(QApplication::focusWidget() && wall.page.isAncestorOf(QApplication::focusWidget()));
    QVERIFY(qobject_cast<QAbstractItemView *>(QApplication::focusWidget()));
}

void TestWallNarrowing::aWallOfRetiredOnesSaysSo()
{
    Wall wall;
    wall.sample.ask([](registry::Store &store) {
        registry::DelegationService service(store);
        for (const auto &one : must(service.all()))
            must(service.set(one.id, {{u"status"_s, u"retired"_s}}));
        return 0;
    });
    wall.sample.settle();
    auto *none = wall.find<EmptyState>(u"wallNoneFit"_s);
    QVERIFY(none->isVisible());
    QVERIFY(none->findChildren<PlainLabel *>().at(1)->text().contains(u"“with retired”"_s));
    press(wall, u"retired"_s);
    QVERIFY(!none->isVisible());
    QCOMPARE(wall.table().rowCount(), 14);
}

void TestWallNarrowing::theBarCountsAllThatIsDue()
{
    Wall wall;
    auto *label = qobject_cast<QLabel *>(wall.page.barWidgets().first());
    const QString before = label->text();
    QVERIFY2(before.endsWith(u" due"_s), qPrintable(before));
    wall.filterBy(u"release"_s);
    QTest::qWait(900); // it is asked once typing has paused
    wall.sample.settle();
    QCOMPARE(label->text(), before);
}

void TestWallNarrowing::teamsAreGroupsAndThoseWithoutOneComeLast()
{
    Wall wall;
    wall.changeElsewhere(u"Release notes"_s, u"team"_s, u"Billing"_s);
    wall.changeElsewhere(u"Ticket triage"_s, u"team"_s, {});
    wall.sample.settle();
    group(wall, Grouping::Team);
    QCOMPARE(groups(wall), (QStringList{u"Billing 1"_s, u"Checkout 11"_s, u"No team 1"_s}));
    wall.filterBy(u"ai-03"_s);
    QCOMPARE(groups(wall), QStringList{u"Billing 1"_s});
    QTest::keyClick(&wall.filter(), Qt::Key_Down);
    QCOMPARE(wall.rows().currentIndex().siblingAtColumn(0).data().toString(), u"Release notes"_s);
    WallPage again(wall.sample.session(), {});
    again.activate();
    QCOMPARE(again.findChild<QComboBox *>(u"groupBy"_s)->currentIndex(), int(Grouping::Team));
    QCOMPARE(again.findChild<wall::TableView *>()->grouping(), Grouping::Team);
    wall.sample.settle();
}

void TestWallNarrowing::aCellIsEditedInItsGroup()
{
    Wall wall;
    group(wall, Grouping::Team);
    const auto release = wall.idOf(u"Release notes"_s);
    auto &rows = wall.rows();
    const auto cell = [&] {
        const auto *model = static_cast<const GroupedRows *>(rows.model());
        return model->fromTable(wall.table().indexOf(release, DelegationColumn::Team));
    };
    rows.setFocus();
    rows.setCurrentIndex(cell());
    QTest::keyClick(&rows, Qt::Key_F2);
    auto *editor = qobject_cast<QComboBox *>(wall.editor());
    QVERIFY(editor);
    editor->setEditText(u"Archive"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    wall.sample.settle();
    QCOMPARE(groups(wall).first(), u"Archive 1"_s);
    QCOMPARE(cell().row(), 1);
    QCOMPARE(rows.currentIndex(), cell()); // the row has moved and is still the current one
    QVERIFY(wall.sample.history().undo());
    wall.sample.settle();
    QCOMPARE(groups(wall), QStringList{u"Checkout 13"_s});
}

void TestWallNarrowing::theChoiceStaysThroughGrouping()
{
    Wall wall;
    wall.page.setView(WallPage::View::Table);
    wall.page.choose(wall.idOf(u"Ticket triage"_s));
    for (const auto grouping : {Grouping::Owner, Grouping::Team, Grouping::None}) {
        group(wall, grouping);
        QCOMPARE(wall.rows().currentIndex().siblingAtColumn(0).data().toString(), u"Ticket triage"_s);
        QCOMPARE(wall.rows().chosen().size(), 1);
    }
    QTest::keyClick(&wall.page, Qt::Key_1, Qt::AltModifier);
    QCOMPARE(wall.cards(Category::Automate).currentIndex().data().toString(), u"Ticket triage"_s);
}

void TestWallNarrowing::theTableIsAsItWasLeft()
{
    Wall wall;
    wall.page.setView(WallPage::View::Table);
    auto *header = wall.rows().horizontalHeader();
    const int owner = int(DelegationColumn::Owner), risk = int(DelegationColumn::Risk);
    auto *menu = wall.rows().makeColumnMenu(&wall.page);
    menu->actions().at(risk - 1)->trigger();
    delete menu;
    header->moveSection(header->visualIndex(owner), 0);
    header->resizeSection(owner, 211);
    for (int i = 0; i < 2; ++i) {
        const QPoint at(header->sectionViewportPosition(owner) + 40, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
        wall.sample.settle();
    }
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    const QString first = wall.table().summary(0).ownerName;
    WallPage again(wall.sample.session(), {});
    again.resize(1096, 748);
    again.show();
    again.activate();
    wall.sample.settle();
    auto &rows = *again.findChild<wall::TableView *>();
    QVERIFY(rows.isVisible());
    QVERIFY(rows.isColumnHidden(risk));
    QCOMPARE(rows.horizontalHeader()->visualIndex(owner), 0);
    QCOMPARE(rows.horizontalHeader()->sectionSize(owner), 211);
    QCOMPARE(rows.horizontalHeader()->sortIndicatorSection(), owner);
    QCOMPARE(rows.horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    QCOMPARE(again.findChild<DelegationTableModel *>()->summary(0).ownerName, first);
}

void TestWallNarrowing::copiesHaveTheColumnsShown()
{
    Wall wall;
    wall.page.setView(WallPage::View::Table);
    wall.page.choose(wall.idOf(u"Release notes"_s));
    auto *menu = wall.rows().makeColumnMenu(&wall.page);
    const int columns = items::delegationColumns;
    for (int column = 1; column < columns; ++column) {
        const bool wanted = column == int(DelegationColumn::ExternalId) || column == int(DelegationColumn::Tier);
        menu->actions().at(column - 1)->setChecked(wanted);
    }
    delete menu;
    QTest::keyClick(&wall.rows(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Release notes\tlight\tAI-03"_s);
    QTest::keyClick(&wall.rows(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&wall.rows(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), wall.table().rowCount() - 1);
}

MUSTER_TEST(TestWallNarrowing)

}

#include "tst_wall_narrowing.moc"
