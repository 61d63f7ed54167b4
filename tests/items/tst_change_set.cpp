#include "items/change_set.h"
#include "items/person_table_model.h"
#include "items/when_done.h"
#include "support/test_program.h"
#include "window.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace tst_change_set {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;

/// Changes that belong together: made, undone and done again whole; and the table of people, which shows them.
class ChangeSetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laterStepsNameWhatEarlierOnesAdd()
    {
        RegisterFixture fixture;
        fixture.close();
        Window window(fixture);
        const auto made = make(window, newcomer());
        QVERIFY(made);
        QCOMPARE(made->size(), 3);
        const auto delegation = window.get(DelegationId((*made)[1].id()));
        QCOMPARE(delegation.owner.value().text(), (*made)[0].id());
        const auto rule =
            must(window.ask([&](Store &store) { return registry::StopRuleService(store).of(delegation.id); }));
        QCOMPARE(rule.value().trigger, u"A wrong letter"_s);
    }

    void isOneCommand()
    {
        RegisterFixture fixture;
        fixture.close();
        Window window(fixture);
        const auto made = make(window, newcomer());
        QCOMPARE(window.history().count(), 1);
        QCOMPARE(window.history().undoText(), u"Add everything"_s);
        QVERIFY(window.history().undo());
        window.settle();
        QCOMPARE(people(window), 1);
        QVERIFY(window.history().redo());
        window.settle();
        QCOMPARE(people(window), 2);
        QCOMPARE(window.get(DelegationId((*made)[1].id())).title, u"Letters"_s);
        QVERIFY(window.history().undo());
        window.settle();
        QCOMPARE(people(window), 1);
    }

    void nothingIsMadeWhereOneStepIsRefused()
    {
        RegisterFixture fixture;
        fixture.close();
        Window window(fixture);
        auto set = newcomer();
        set.steps[1].texts.append({u"tier"_s, u"gigantic"_s});
        const auto entries = window.entries();
        const auto made = make(window, set);
        QVERIFY(!made);
        QCOMPARE(made.error().step, 1);
        QCOMPARE(window.entries(), entries);
        QVERIFY(!window.history().canUndo());
    }

    void aConflictTellsWhatIsThereNow()
    {
        RegisterFixture fixture;
        fixture.close();
        Window window(fixture);
        const auto id = window.add({{u"title"_s, u"Letters"_s}});
        const auto before = window.get(id);
        window.set(id, u"team"_s, u"Theirs"_s);
        ChangeSet set{{{&entityOf<Delegation>(), RowVersion{id.text(), before.n}, {{u"team"_s, u"Mine"_s}}, {}, {}}},
                      u"Change"_s,
                      {}};
        const auto made = make(window, set);
        QVERIFY(!made);
        QCOMPARE(made.error().error.code, ErrorCode::Conflict);
        QCOMPARE(made.error().theirs.value(u"team"_s), u"Theirs"_s);
        QVERIFY(made.error().now.value().n > before.n);
    }

    void undoIsRefusedWhereSomethingWasChangedSince()
    {
        RegisterFixture fixture;
        fixture.close();
        Window window(fixture);
        const auto made = make(window, newcomer());
        window.set(DelegationId((*made)[1].id()), u"team"_s, u"Theirs"_s);
        QVERIFY(window.history().undo());
        window.settle();
        QCOMPARE(people(window), 2);
    }

    void theTableOfPeopleFollows()
    {
        RegisterFixture fixture;
        fixture.close();
        Window window(fixture);
        PersonTableModel model(window.reg(), &window.history());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        window.settle();
        QCOMPARE(columnTexts(model, 0), QStringList{u"Ada Owner"_s});
        make(window, newcomer());
        QCOMPARE(columnTexts(model, 0), QStringList({u"Ada Owner"_s, u"Zoe New"_s}));
        QCOMPARE(model.index(1, int(PersonColumn::Owns)).data().toInt(), 1);
        model.setSearch(u"zoe"_s);
        window.settle();
        QCOMPARE(columnTexts(model, 0), QStringList{u"Zoe New"_s});
        QCOMPARE(model.total(), 2);
        QVERIFY(model.setData(model.index(0, 0), u"Zoe Newman"_s));
        QCOMPARE(model.index(0, 0).data().toString(), u"Zoe Newman"_s);
        window.settle();
        QCOMPARE(columnTexts(model, 0), QStringList{u"Zoe Newman"_s});
        QVERIFY(window.history().undo());
        window.settle();
        QCOMPARE(columnTexts(model, 0), QStringList{u"Zoe New"_s});
    }

private:
    /// A person, a delegation that is theirs, and its stop rule.
    static ChangeSet newcomer()
    {
        ChangeSet set;
        set.text = u"Add everything"_s;
        set.steps = {{&entityOf<Person>(), {}, {{u"name"_s, u"Zoe New"_s}}, {}, {}},
                     {&entityOf<Delegation>(), {}, {{u"title"_s, u"Letters"_s}, {u"owner"_s, u"Zoe New"_s}}, {}, {}},
                     {&entityOf<StopRule>(), {}, {{u"trigger"_s, u"A wrong letter"_s}}, {{u"delegation"_s, 1}}, {}}};
        return set;
    }

    static ChangeResult make(Window &window, const ChangeSet &set)
    {
        const auto result = window.history().make(set).result();
        window.settle();
        return result;
    }

    static qsizetype people(Window &window)
    {
        return window.ask([](Store &store) { return must(registry::PersonService(store).all()).size(); });
    }
};

MUSTER_GUILESS_TEST(ChangeSetTest)

}

#include "tst_change_set.moc"
