#include "items/delegation_table_model.h"
#include "support/test_program.h"
#include "window.h"

#include <QAbstractItemModelTester>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

namespace tst_delegation_table_model {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;
using registry::DelegationQuery;

namespace {

using Column = DelegationColumn;

/// A register with six delegations, a window on it and the wall's table.
struct Wall
{
    Wall()
    {
        fixture.close();
        window.emplace(fixture);
        must(window->ask([](Store &store) {
            return registry::PersonService(store).add({{u"name"_s, u"Ben Other"_s}});
        }));
        weekly = window->add({{u"title"_s, u"Weekly update"_s},
                              {u"owner"_s, u"Ada Owner"_s},
                              {u"team"_s, u"Product"_s},
                              {u"category"_s, u"assist"_s},
                              {u"tier"_s, u"mid"_s},
                              {u"risk"_s, u"low"_s},
                              {u"cadence"_s, u"days:30"_s}});
        window->add({{u"title"_s, u"Ärger sortieren"_s},
                     {u"team"_s, u"Support"_s},
                     {u"tier"_s, u"frontier"_s},
                     {u"notes"_s, u"hidden needle"_s}});
        fixture.clock().set(QDate(2026, 4, 1)); // when its due date still lay ahead
        window->add({{u"title"_s, u"Bau 10"_s},
                     {u"tier"_s, u"light"_s},
                     {u"category"_s, u"automate"_s},
                     {u"nextDue"_s, u"2026-05-01"_s}});
        fixture.clock().set(QDate(2026, 6, 1));
        window->add({{u"title"_s, u"Bau 9"_s}, {u"team"_s, u"product"_s}, {u"risk"_s, u"high"_s}});
        window->add({{u"title"_s, u"aal"_s}, {u"category"_s, u"avoid"_s}, {u"status"_s, u"paused"_s}});
        window->add({{u"title"_s, u"Old one"_s}, {u"status"_s, u"retired"_s}});
        model.emplace(window->reg(), &window->history(), QLocale(QLocale::German, QLocale::Germany));
        tester.emplace(&*model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        window->settle();
    }

    QModelIndex cell(const DelegationId &id, Column column) const { return model->indexOf(id, column); }
    QString text(const DelegationId &id, Column column) const { return cell(id, column).data().toString(); }

    RegisterFixture fixture;
    std::optional<Window> window;
    std::optional<DelegationTableModel> model;
    std::optional<QAbstractItemModelTester> tester;
    DelegationId weekly;
};

}

class TestDelegationTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsInUse();
    void leavesInWhatAListLeavesIn_data();
    void leavesInWhatAListLeavesIn();
    void textsAreInTheOrderOfTheLanguage();
    void whatIsAbsentComesLastBothWays();
    void anEditLeavesTheOrderThatAFreshTableHas();
    void aSearchFollowsAnEdit();
    void tiersAreInOrderOfStrength();
    void onlyTheLastOfManyQuestionsIsAnswered();
    void anEditIsShownAtOnceAndTaken();
    void whatTheRegisterCannotTakeComesBackWithItsText();
    void anEditOfWhatChangedMeanwhileIsRefusedWithBothVersions();
    void followsAnotherWindowAndKeepsWhatIsSelected();
    void aRowThatNoLongerFitsGoes();
    void aSelectionIsSetAsOneCommand();
    void aSelectionIsSetWhollyOrNotAtAll();
    void withoutHistoryNothingCanBeEdited();
    void flagsFollowTheDay();
};

void TestDelegationTableModel::showsWhatIsInUse()
{
    const Wall wall;
    QCOMPARE(wall.model->rowCount(), 5);
    QCOMPARE(wall.model->total(), 6);
    QCOMPARE(wall.text(wall.weekly, Column::Owner), u"Ada Owner"_s);
    QCOMPARE(wall.cell(wall.weekly, Column::NextDue).data().toDate(), QDate(2026, 7, 1));
    QCOMPARE(wall.cell(wall.weekly, Column::TrustedUntil).data(DelegationTableModel::TrustEndRole).toString(),
             u"next-audit"_s);
    QCOMPARE(wall.cell(wall.weekly, Column::NextDue).data(DelegationTableModel::FieldRole).toString(), u"nextDue"_s);
    QCOMPARE(wall.cell(wall.weekly, Column::LastAudit).data(DelegationTableModel::FieldRole).toString(), QString());
    QVERIFY(wall.cell(wall.weekly, Column::Flags)
                .data(DelegationTableModel::FlagsRole)
                .toStringList()
                .contains(u"never-audited"_s));
}

void TestDelegationTableModel::leavesInWhatAListLeavesIn_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<int>("count");
    QTest::newRow("everything in use") << 0 << 5;
    QTest::newRow("retired too") << 1 << 6;
    QTest::newRow("due") << 2 << 4;
    QTest::newRow("category") << 3 << 1;
    QTest::newRow("team in any case") << 4 << 2;
    QTest::newRow("owner") << 5 << 1;
    QTest::newRow("flag") << 6 << 1;
    QTest::newRow("searched in a field no column shows") << 7 << 1;
    QTest::newRow("searched by owner's name, and team") << 8 << 1;
    QTest::newRow("nothing fits") << 9 << 0;
}

void TestDelegationTableModel::leavesInWhatAListLeavesIn()
{
    QFETCH(int, what);
    QFETCH(int, count);
    Wall wall;
    DelegationQuery query;
    switch (what) {
    case 1: query.withRetired = true; break;
    case 2: query.due = true; break;
    case 3: query.category = Category::Avoid; break;
    case 4: query.team = u"PRODUCT"_s; break;
    case 5: query.owner = wall.window->get(wall.weekly).owner; break;
    case 6: query.flag = Flag::Overdue; break;
    case 7: query.search = u"NEEDLE hid"_s; break;
    case 8:
        query.search = u"ada"_s;
        query.team = u"product"_s;
        break;
    case 9: query.search = u"no such words"_s; break;
    default: break;
    }
    const auto listed = must(wall.window->ask([query](Store &store) { return listDelegations(store, query); }));
    QSet<QString> expected, shown;
    for (const auto &summary : listed)
        expected << summary.id.text();
    wall.model->setQuery(query);
    QVERIFY(wall.model->isAsking());
    wall.window->settle();
    QVERIFY(!wall.model->isAsking());
    for (int row = 0; row < wall.model->rowCount(); ++row)
        shown << wall.model->summary(row).id.text();
    QCOMPARE(shown, expected);
    QCOMPARE(shown.size(), count);
}

void TestDelegationTableModel::textsAreInTheOrderOfTheLanguage()
{
    Wall wall;
    wall.model->sort(int(Column::Title));
    wall.window->settle();
    const QStringList ascending{u"aal"_s, u"Ärger sortieren"_s, u"Bau 9"_s, u"Bau 10"_s, u"Weekly update"_s};
    QCOMPARE(columnTexts(*wall.model, int(Column::Title)), ascending);
    wall.model->sort(int(Column::Title), Qt::DescendingOrder);
    wall.window->settle();
    QCOMPARE(columnTexts(*wall.model, int(Column::Title)), QStringList(ascending.rbegin(), ascending.rend()));
}

void TestDelegationTableModel::whatIsAbsentComesLastBothWays()
{
    Wall wall;
    for (const auto &[order, first] :
         {std::pair(Qt::AscendingOrder, u"Bau 10"_s), std::pair(Qt::DescendingOrder, u"Weekly update"_s)}) {
        wall.model->sort(int(Column::NextDue), order);
        wall.window->settle();
        const auto titles = columnTexts(*wall.model, int(Column::Title));
        QCOMPARE(titles.first(), first);
        QCOMPARE(titles.mid(2), (QStringList{u"aal"_s, u"Ärger sortieren"_s, u"Bau 9"_s}));
    }
}

void TestDelegationTableModel::anEditLeavesTheOrderThatAFreshTableHas()
{
    Wall wall;
    int round = 0;
    for (int column = 0; column < delegationColumns; ++column) {
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            wall.model->sort(column, order);
            wall.window->settle();
            ++round;
            const auto edited = wall.model->summary(round % wall.model->rowCount()).id;
            wall.window->set(edited, u"title"_s, round % 3 ? u"bau %1"_s.arg(round) : u"BAU 9"_s);
            wall.window->set(edited, u"team"_s, round % 4 ? u"Product"_s : QString());
            wall.window->set(edited, u"risk"_s, round % 2 ? u"medium"_s : QString());
            wall.window->set(edited, u"nextDue"_s, round % 5 ? u"2026-07-%1"_s.arg(10 + round % 9) : QString());
            wall.window->set(edited, u"owner"_s, round % 3 ? u"Ben Other"_s : QString());
            wall.window->set(edited, u"externalId"_s, QString::number(round * 7 % 5));
            wall.window->add({{u"title"_s, u"Added %1"_s.arg(round * 5 % 7)}, {u"tier"_s, u"light"_s}});
            wall.window->settle();
            DelegationTableModel fresh(wall.window->reg(), nullptr, QLocale(QLocale::German, QLocale::Germany));
            fresh.sort(column, order);
            wall.window->settle();
            for (int shown = 0; shown < delegationColumns; ++shown)
                QCOMPARE(columnTexts(*wall.model, shown), columnTexts(fresh, shown));
        }
    }
}

void TestDelegationTableModel::aSearchFollowsAnEdit()
{
    Wall wall;
    DelegationQuery query;
    query.search = u"NEEDLE"_s;
    wall.model->setQuery(query);
    wall.window->settle();
    QCOMPARE(columnTexts(*wall.model, int(Column::Title)), QStringList{u"Ärger sortieren"_s});
    wall.window->set(wall.weekly, u"notes"_s, u"another needle"_s);
    wall.window->set(wall.model->summary(0).id, u"notes"_s, u"nothing now"_s);
    wall.window->settle();
    QCOMPARE(columnTexts(*wall.model, int(Column::Title)), QStringList{u"Weekly update"_s});
    query.search = u"ada rename"_s;
    wall.model->setQuery(query);
    const auto owner = wall.window->get(wall.weekly).owner.value();
    must(wall.window->ask([owner](Store &store) {
        return registry::PersonService(store).set(owner, {{u"name"_s, u"Ada Renamed"_s}});
    }));
    wall.window->settle();
    QCOMPARE(wall.text(wall.weekly, Column::Owner), u"Ada Renamed"_s);
}

void TestDelegationTableModel::tiersAreInOrderOfStrength()
{
    Wall wall;
    wall.model->sort(int(Column::Tier));
    wall.window->settle();
    QCOMPARE(columnTexts(*wall.model, int(Column::Tier)), (QStringList{u"light"_s, u"mid"_s, u"frontier"_s, {}, {}}));
}

void TestDelegationTableModel::onlyTheLastOfManyQuestionsIsAnswered()
{
    Wall wall;
    QSemaphore gate;
    const auto held = wall.window->reg()->run([&gate](Store &) {
        gate.acquire();
        return 0;
    });
    const QSignalSpy answers(&*wall.model, &DelegationTableModel::refreshed);
    for (const auto &typed : {u"w"_s, u"we"_s, u"week"_s}) {
        DelegationQuery query;
        query.search = typed;
        wall.model->setQuery(query);
    }
    gate.release();
    wall.window->settle();
    QCOMPARE(answers.size(), 1);
    QCOMPARE(columnTexts(*wall.model, int(Column::Title)), QStringList{u"Weekly update"_s});
}

void TestDelegationTableModel::anEditIsShownAtOnceAndTaken()
{
    Wall wall;
    const QSignalSpy edited(&*wall.model, &DelegationTableModel::edited);
    const auto cell = wall.cell(wall.weekly, Column::Owner);
    QVERIFY(wall.model->setData(cell, u"ben"_s));
    QCOMPARE(cell.data().toString(), u"ben"_s);
    QVERIFY(cell.data(DelegationTableModel::PendingRole).toBool());
    wall.window->settle();
    QCOMPARE(edited.size(), 1);
    QVERIFY(!wall.cell(wall.weekly, Column::Owner).data(DelegationTableModel::PendingRole).toBool());
    QCOMPARE(wall.text(wall.weekly, Column::Owner), u"Ben Other"_s);
    QCOMPARE(wall.window->history().undoText(), u"Change owner of “Weekly update”"_s);

    const qint64 before = wall.window->entries();
    QVERIFY(wall.model->setData(wall.cell(wall.weekly, Column::NextDue), QDate(2026, 9, 1)));
    wall.window->settle();
    QCOMPARE(wall.window->get(wall.weekly).nextDue, QDate(2026, 9, 1));
    QVERIFY(wall.model->setData(wall.cell(wall.weekly, Column::NextDue), QDate(2026, 9, 1)));
    wall.window->settle();
    QCOMPARE(wall.window->entries(), before + 1);
}

void TestDelegationTableModel::whatTheRegisterCannotTakeComesBackWithItsText()
{
    Wall wall;
    const QSignalSpy refused(&*wall.model, &DelegationTableModel::editRefused);
    const qint64 before = wall.window->entries();
    QVERIFY(wall.model->setData(wall.cell(wall.weekly, Column::Category), u"automate"_s));
    QVERIFY(wall.model->setData(wall.cell(wall.weekly, Column::Risk), u"enormous"_s));
    wall.window->settle();
    QCOMPARE(refused.size(), 2);
    QCOMPARE(refused[0][1].value<Error>().code, ErrorCode::Refused);
    QCOMPARE(refused[0][2].toString(), u"automate"_s);
    QCOMPARE(refused[1][0].toModelIndex(), wall.cell(wall.weekly, Column::Risk));
    QCOMPARE(refused[1][1].value<Error>().code, ErrorCode::InvalidInput);
    QCOMPARE(refused[1][2].toString(), u"enormous"_s);
    QCOMPARE(wall.text(wall.weekly, Column::Category), u"assist"_s);
    QCOMPARE(wall.text(wall.weekly, Column::Risk), u"low"_s);
    QCOMPARE(wall.window->entries(), before);
    QVERIFY(!wall.window->history().canUndo());
}

void TestDelegationTableModel::anEditOfWhatChangedMeanwhileIsRefusedWithBothVersions()
{
    Wall wall;
    Window other(wall.fixture);
    const QSignalSpy refused(&*wall.model, &DelegationTableModel::editRefused);
    other.set(wall.weekly, u"owner"_s, u"Ben Other"_s);
    QCOMPARE(wall.text(wall.weekly, Column::Owner), u"Ada Owner"_s);
    QVERIFY(wall.model->setData(wall.cell(wall.weekly, Column::Owner), QString()));
    wall.window->settle();
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].toModelIndex(), wall.cell(wall.weekly, Column::Owner));
    QCOMPARE(refused[0][1].value<Error>().code, ErrorCode::Conflict);
    QCOMPARE(refused[0][2].toString(), QString());
    QCOMPARE(refused[0][3].toString(), u"Ben Other"_s);
    QCOMPARE(wall.text(wall.weekly, Column::Owner), u"Ben Other"_s);
    QVERIFY(!wall.window->history().canUndo());
    QVERIFY(wall.model->setData(wall.cell(wall.weekly, Column::Owner), QString()));
    wall.window->settle();
    QVERIFY(!wall.window->get(wall.weekly).owner);
}

void TestDelegationTableModel::followsAnotherWindowAndKeepsWhatIsSelected()
{
    Wall wall;
    wall.model->sort(int(Column::Title));
    wall.window->settle();
    const QPersistentModelIndex selected(wall.cell(wall.weekly, Column::Team));
    QCOMPARE(selected.row(), 4);
    Window other(wall.fixture);
    const auto added = other.add({{u"title"_s, u"Zebra"_s}});
    other.set(wall.weekly, u"title"_s, u"Ahead of all but one"_s);
    QTRY_VERIFY_WITH_TIMEOUT(wall.model->indexOf(added).isValid() && selected.row() == 1, 2000);
    QCOMPARE(selected.data().toString(), u"Product"_s);
    QCOMPARE(selected.data(DelegationTableModel::IdRole).toString(), wall.weekly.text());
}

void TestDelegationTableModel::aRowThatNoLongerFitsGoes()
{
    Wall wall;
    DelegationQuery query;
    query.category = Category::Assist;
    wall.model->setQuery(query);
    wall.window->settle();
    const QPersistentModelIndex selected(wall.cell(wall.weekly, Column::Title));
    QVERIFY(wall.model->setData(wall.cell(wall.weekly, Column::Category), u"avoid"_s));
    wall.window->settle();
    QVERIFY(!selected.isValid());
    QCOMPARE(wall.model->rowCount(), 0);
    QVERIFY(wall.window->history().undo());
    wall.window->settle();
    QCOMPARE(wall.model->rowCount(), 1);
    QCOMPARE(wall.text(wall.weekly, Column::Tier), u"mid"_s);
}

void TestDelegationTableModel::aSelectionIsSetAsOneCommand()
{
    Wall wall;
    QModelIndexList cells;
    for (int row = 0; row < wall.model->rowCount(); ++row)
        cells << wall.model->index(row, int(Column::Team));
    const auto before = columnTexts(*wall.model, int(Column::Team));
    QVERIFY(wall.model->setAll(cells, u"Product"_s));
    wall.window->settle();
    QCOMPARE(columnTexts(*wall.model, int(Column::Team)), QStringList(5, u"Product"_s));
    for (const auto &cell : cells)
        QVERIFY(!cell.data(DelegationTableModel::PendingRole).toBool());
    QCOMPARE(wall.window->history().count(), 1);
    QCOMPARE(wall.window->history().undoText(), u"Change team of 4 delegations"_s);
    QVERIFY(wall.window->history().undo());
    wall.window->settle();
    QCOMPARE(columnTexts(*wall.model, int(Column::Team)), before);
}

void TestDelegationTableModel::aSelectionIsSetWhollyOrNotAtAll()
{
    Wall wall;
    const QSignalSpy refused(&*wall.model, &DelegationTableModel::editRefused);
    const qint64 before = wall.window->entries();
    QModelIndexList cells;
    for (int row = 0; row < wall.model->rowCount(); ++row)
        cells << wall.model->index(row, int(Column::Tier));
    QVERIFY(wall.model->setAll(cells, u"light"_s));
    wall.window->settle();
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].toModelIndex().siblingAtColumn(0).data().toString(), u"aal"_s);
    QCOMPARE(wall.window->entries(), before);
    QCOMPARE(wall.text(wall.weekly, Column::Tier), u"mid"_s);
}

void TestDelegationTableModel::withoutHistoryNothingCanBeEdited()
{
    Wall wall;
    DelegationTableModel model(wall.window->reg(), nullptr);
    wall.window->settle();
    const auto cell = model.indexOf(wall.weekly);
    QVERIFY(cell.isValid());
    QVERIFY(!cell.flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.setData(cell, u"Another"_s));
}

void TestDelegationTableModel::flagsFollowTheDay()
{
    Wall wall;
    const auto flags = [&] {
        return wall.cell(wall.weekly, Column::Flags).data(DelegationTableModel::FlagsRole).toStringList();
    };
    QVERIFY(!flags().contains(u"overdue"_s));
    wall.fixture.clock().set(QDate(2026, 8, 1));
    wall.model->refresh();
    wall.window->settle();
    QVERIFY(flags().contains(u"overdue"_s));
}

MUSTER_GUILESS_TEST(TestDelegationTableModel)

}

#include "tst_delegation_table_model.moc"
