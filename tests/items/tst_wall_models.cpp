#include "items/category_list_model.h"
#include "items/grouped_rows.h"
#include "support/test_program.h"
#include "window.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

namespace tst_wall_models {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

using Column = DelegationColumn;
constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// A window's table with what the wall puts over it.
struct Models
{
    Models()
    {
        fixture.close();
        window.emplace(fixture);
        for (int i = 0; i < 12; ++i) {
            static const QStringList teams{u"Support"_s, u"product"_s, u"Product"_s, {}};
            static const QStringList categories{u"assist"_s, u"automate"_s, u"avoid"_s};
            ids << window->add({{u"title"_s, u"Work %1"_s.arg(i)},
                                {u"team"_s, teams[i % 4]},
                                {u"category"_s, categories[i % 3]},
                                {u"nextDue"_s, u"2026-07-%1"_s.arg(28 - i)}});
        }
        table.emplace(window->reg(), &window->history(), QLocale(QLocale::English));
        for (const auto category : {Category::Unclassified, Category::Assist, Category::Automate, Category::Avoid}) {
            lists.push_back(std::make_unique<CategoryListModel>(&*table, category));
            testers.push_back(std::make_unique<QAbstractItemModelTester>(lists.back().get(), fatal));
        }
        groups.emplace(&*table, QLocale(QLocale::English));
        testers.push_back(std::make_unique<QAbstractItemModelTester>(&*groups, fatal));
        window->settle();
    }

    const CategoryListModel &list(Category category) const { return *lists[size_t(category)]; }

    /// Every list holds what the table has of its category, in the table's order.
    bool inLine() const
    {
        for (const auto &one : lists) {
            QStringList expected;
            for (int row = 0; row < table->rowCount(); ++row) {
                if (table->summary(row).category == one->category())
                    expected << table->summary(row).title;
            }
            if (columnTexts(*one, 0) != expected)
                return false;
        }
        return true;
    }

    QStringList grouped() const
    {
        QStringList texts;
        for (int row = 0; row < groups->rowCount(); ++row) {
            const auto cell = groups->index(row, 0);
            const QString count = cell.data(GroupedRows::CountRole).toString();
            texts << (groups->isGroup(row) ? u"[%1 %2]"_s.arg(cell.data().toString(), count) : cell.data().toString());
        }
        return texts;
    }

    RegisterFixture fixture;
    std::optional<Window> window;
    std::optional<DelegationTableModel> table;
    std::optional<GroupedRows> groups;
    std::vector<std::unique_ptr<CategoryListModel>> lists;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
    QList<DelegationId> ids;
};

}

class TestWallModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsFollowFilterAndOrder();
    void aDecidedCategoryMovesTheCard();
    void aChosenCardStaysChosenThroughAnotherOrder();
    void groupsNameAndCountTheirRows();
    void groupsFollowEditsAndFilter();
    void aCellIsEditedThroughItsGroup();
    void withoutGroupingNothingIsKept();
    void manyRowsAreQuick();
};

void TestWallModels::listsFollowFilterAndOrder()
{
    Models models;
    QVERIFY(models.inLine());
    QCOMPARE(models.list(Category::Assist).rowCount(), 4);
    QCOMPARE(models.list(Category::Unclassified).rowCount(), 0);
    registry::DelegationQuery query;
    query.search = u"work 1"_s;
    models.table->setQuery(query);
    models.window->settle();
    QVERIFY(models.inLine());
    QCOMPARE(models.table->rowCount(), 3);
    models.table->setQuery({});
    models.window->settle();
    models.table->sort(int(Column::Title), Qt::DescendingOrder);
    models.window->settle();
    QVERIFY(models.inLine());
    QCOMPARE(models.list(Category::Assist).index(0).data().toString(), u"Work 9"_s);
}

void TestWallModels::aDecidedCategoryMovesTheCard()
{
    Models models;
    models.window->set(models.ids[0], u"category"_s, u"avoid"_s);
    models.window->settle();
    QVERIFY(models.inLine());
    QVERIFY(models.list(Category::Avoid).indexOf(models.ids[0]).isValid());
    QVERIFY(!models.list(Category::Assist).indexOf(models.ids[0]).isValid());
}

void TestWallModels::aChosenCardStaysChosenThroughAnotherOrder()
{
    Models models;
    const QPersistentModelIndex chosen(models.list(Category::Assist).indexOf(models.ids[3]));
    models.table->sort(int(Column::Title), Qt::DescendingOrder);
    models.window->settle();
    QCOMPARE(chosen.data().toString(), u"Work 3"_s);
    models.table->sort(int(Column::Title), Qt::AscendingOrder);
    models.window->settle();
    QCOMPARE(chosen.data().toString(), u"Work 3"_s);
}

void TestWallModels::groupsNameAndCountTheirRows()
{
    Models models;
    models.groups->setGrouping(Grouping::Team);
    models.table->sort(int(Column::Title));
    models.window->settle();
    const QStringList expected{u"[product 6]"_s, u"Work 1"_s,      u"Work 2"_s,      u"Work 5"_s, u"Work 6"_s,
                               u"Work 9"_s,      u"Work 10"_s,     u"[Support 3]"_s, u"Work 0"_s, u"Work 4"_s,
                               u"Work 8"_s,      u"[No team 3]"_s, u"Work 3"_s,      u"Work 7"_s, u"Work 11"_s};
    QCOMPARE(models.grouped(), expected);
    QVERIFY(!models.groups->index(0, 0).flags().testFlag(Qt::ItemIsSelectable));
    for (int row = 0; row < models.table->rowCount(); ++row) {
        const auto cell = models.table->index(row, int(Column::Team));
        QCOMPARE(models.groups->toTable(models.groups->fromTable(cell)), cell);
    }
}

void TestWallModels::groupsFollowEditsAndFilter()
{
    Models models;
    models.groups->setGrouping(Grouping::Team);
    models.window->set(models.ids[0], u"team"_s, u"Product"_s);
    models.window->settle();
    QVERIFY(models.grouped().contains(u"[Support 2]"_s));
    QVERIFY(models.grouped().filter(u"[product 7]"_s, Qt::CaseInsensitive).size() == 1);
    registry::DelegationQuery query;
    query.team = u"support"_s;
    models.table->setQuery(query);
    models.window->settle();
    QCOMPARE(models.grouped(), QStringList({u"[Support 2]"_s, u"Work 8"_s, u"Work 4"_s}));
}

void TestWallModels::aCellIsEditedThroughItsGroup()
{
    Models models;
    models.groups->setGrouping(Grouping::Team);
    const auto cell = models.groups->fromTable(models.table->indexOf(models.ids[4], Column::Risk));
    const QPersistentModelIndex kept(cell);
    const QSignalSpy told(&*models.groups, &QAbstractItemModel::dataChanged);
    QVERIFY(models.groups->setData(cell, u"high"_s));
    QVERIFY(!told.isEmpty());
    models.window->settle();
    QCOMPARE(kept.data().toString(), u"high"_s);
    QVERIFY(!models.groups->setData(models.groups->index(0, 0), u"another"_s));
}

void TestWallModels::withoutGroupingNothingIsKept()
{
    Models models;
    QCOMPARE(models.groups->rowCount(), 0);
    models.groups->setGrouping(Grouping::Owner);
    QCOMPARE(models.groups->rowCount(), 13);
    models.groups->setGrouping(Grouping::None);
    QCOMPARE(models.groups->rowCount(), 0);
}

/// Times are printed, not judged: that is what `./dev bench` is for.
void TestWallModels::manyRowsAreQuick()
{
    constexpr int many = 100'000;
    RegisterFixture fixture;
    must(fixture.store().write([](registry::Writer &writer) -> Result<void> {
        registry::RuleContext context(writer.store());
        registry::DelegationService service(writer.store());
        for (int i = 0; i < many; ++i) {
            Delegation one;
            one.title = u"Work %1"_s.arg(i);
            one.team = u"Team %1"_s.arg(i % 300);
            one.category = Category(i % 4 == 2 ? 1 : i % 4);
            if (const auto added = service.addIn(writer, context, one); !added)
                return tl::unexpected(added.error());
        }
        return {};
    }));
    fixture.close();
    Window window(fixture);
    DelegationTableModel table(window.reg(), nullptr);
    std::vector<std::unique_ptr<CategoryListModel>> lists;
    for (const auto category : {Category::Unclassified, Category::Assist, Category::Automate, Category::Avoid})
        lists.push_back(std::make_unique<CategoryListModel>(&table, category));
    GroupedRows groups(&table);
    window.settle();
    QCOMPARE(table.rowCount(), many);
    QElapsedTimer timer;
    timer.start();
    groups.setGrouping(Grouping::Team);
    qInfo("grouping %d rows: %lld ms", many, timer.elapsed());
    QCOMPARE(groups.rowCount(), many + 300);
    timer.restart();
    groups.setGrouping(Grouping::Team);
    qInfo("grouping them again: %lld ms", timer.elapsed());
    QCOMPARE(lists[0]->rowCount() + lists[1]->rowCount() + lists[2]->rowCount() + lists[3]->rowCount(), many);
}

MUSTER_GUILESS_TEST(TestWallModels)

}

#include "tst_wall_models.moc"
