#include "items/decision_table_model.h"
#include "support/test_program.h"
#include "window.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace tst_decision_table_model {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;
using registry::DecisionService;

namespace {

using Column = DecisionColumn;

struct Page
{
    Page()
    {
        fixture.close();
        window.emplace(fixture);
        ada = must(window->ask([](Store &store) { return store.info(); })).owner.value();
        ben = must(window->ask([](Store &store) {
            return registry::PersonService(store).add({{u"name"_s, u"Ben Other"_s}});
        }));
        delegation = window->add({{u"title"_s, u"Weekly update"_s}, {u"owner"_s, u"Ada Owner"_s}});
        later = decide(1, DecisionKind::Owner, ben.text(), QDate(2026, 7, 1));
        sooner = decide(2, DecisionKind::Tier, u"light"_s, QDate(2026, 6, 10));
        model.emplace(window->reg());
        tester.emplace(&*model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        window->settle();
    }

    DecisionId decide(qint64 number, DecisionKind kind, const QString &after, QDate due)
    {
        Decision decision;
        decision.number = number;
        decision.delegation = delegation;
        decision.kind = kind;
        decision.after = after;
        decision.why = u"it moved"_s;
        decision.owner = ada;
        decision.due = due;
        decision.decidedOn = QDate(2026, 6, 1);
        return must(window->ask([decision](Store &store) { return DecisionService(store).add(decision); }));
    }

    QVariant at(int row, Column column, int role = Qt::DisplayRole) const
    {
        return model->index(row, int(column)).data(role);
    }

    RegisterFixture fixture;
    std::optional<Window> window;
    PersonId ada, ben;
    DelegationId delegation;
    DecisionId later, sooner;
    std::optional<DecisionTableModel> model;
    std::optional<QAbstractItemModelTester> tester;
};

}

class TestDecisionTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openOnesByDueDateWithNames();
    void whatIsDoneGoesAndComesBackWhenAskedFor();
    void overdueFollowsTheDay();
    void aRenamedDelegationIsShownSo();
};

void TestDecisionTableModel::openOnesByDueDateWithNames()
{
    const Page page;
    QCOMPARE(page.model->rowCount(), 2);
    QCOMPARE(page.at(0, Column::Number).toInt(), 2);
    QCOMPARE(page.at(0, Column::Due).toDate(), QDate(2026, 6, 10));
    QCOMPARE(page.at(0, Column::After).toString(), u"light"_s);
    QCOMPARE(page.at(1, Column::Kind).toString(), u"owner"_s);
    QCOMPARE(page.at(1, Column::After).toString(), u"Ben Other"_s);
    QCOMPARE(page.at(1, Column::Delegation).toString(), u"Weekly update"_s);
    QCOMPARE(page.at(1, Column::Owner).toString(), u"Ada Owner"_s);
    QCOMPARE(page.at(1, Column::Owner, DecisionTableModel::OwnerIdRole).toString(), page.ada.text());
}

void TestDecisionTableModel::whatIsDoneGoesAndComesBackWhenAskedFor()
{
    Page page;
    const QPersistentModelIndex held(page.model->index(1, 0));
    must(page.window->ask([id = page.sooner](Store &store) { return DecisionService(store).markDone(id, {}); }));
    page.window->settle();
    QCOMPARE(page.model->rowCount(), 1);
    QCOMPARE(held.row(), 0);
    DecisionTableModel::Query query;
    query.openOnly = false;
    page.model->setQuery(query);
    page.window->settle();
    QCOMPARE(page.model->rowCount(), 2);
    QCOMPARE(held.row(), 1);
    QCOMPARE(page.at(0, Column::State).toString(), u"done"_s);
    QCOMPARE(page.window->get(page.delegation).tier.value_or(QString()), u"light"_s);
}

void TestDecisionTableModel::overdueFollowsTheDay()
{
    Page page;
    QVERIFY(!page.at(0, Column::Due, DecisionTableModel::OverdueRole).toBool());
    page.fixture.clock().set(QDate(2026, 6, 20));
    const QSignalSpy changed(&*page.model, &QAbstractItemModel::dataChanged);
    page.model->refresh();
    page.window->settle();
    QVERIFY(page.at(0, Column::Due, DecisionTableModel::OverdueRole).toBool());
    QVERIFY(!page.at(1, Column::Due, DecisionTableModel::OverdueRole).toBool());
    QCOMPARE(changed.size(), 1);
}

void TestDecisionTableModel::aRenamedDelegationIsShownSo()
{
    Page page;
    page.window->set(page.delegation, u"title"_s, u"Fortnightly update"_s);
    page.window->settle();
    QCOMPARE(page.at(0, Column::Delegation).toString(), u"Fortnightly update"_s);
}

MUSTER_GUILESS_TEST(TestDecisionTableModel)

}

#include "tst_decision_table_model.moc"
