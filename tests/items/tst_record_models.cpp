#include "items/entry_table_model.h"
#include "items/log_table_model.h"
#include "register/decision_service.h"
#include "support/test_program.h"
#include "window.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace tst_record_models {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int many = 2 * LogTableModel::page + 50;

/// A register with many decisions made outside any audit: each is a row of the log and an entry.
struct Register
{
    Register()
    {
        fixture.close();
        window.emplace(fixture);
        delegation = window->add({{u"title"_s, u"Weekly update"_s}});
        other = window->add({{u"title"_s, u"Release notes"_s}});
        owner = must(window->ask([](Store &store) { return store.info(); })).owner.value();
        decide(delegation, many);
    }

    void decide(const DelegationId &on, int count)
    {
        const auto by = owner;
        must(window->ask([=](Store &store) {
            return store.write([&](registry::Writer &writer) -> Result<int> {
                registry::RuleContext context(store);
                registry::DecisionService decisions(store);
                for (int i = 0; i < count; ++i) {
                    Decision decision;
                    decision.number = i + 1;
                    decision.delegation = on;
                    decision.kind = DecisionKind::Review;
                    decision.why = u"reason %1"_s.arg(i);
                    decision.owner = by;
                    decision.decidedOn = QDate(2026, 5, 1).addDays(i % 20);
                    const auto added = decisions.addIn(writer, context, decision);
                    if (!added)
                        return tl::unexpected(added.error());
                }
                return 0;
            });
        }));
    }

    RegisterFixture fixture;
    std::optional<Window> window;
    DelegationId delegation, other;
    PersonId owner;
};

void fetchAll(QAbstractItemModel &model, Window &window)
{
    window.settle(); // the tester has asked for more, too
    for (int guard = 0; guard < 100 && model.canFetchMore({}); ++guard) {
        model.fetchMore({});
        window.settle();
    }
}

}

/// The models behind the record: newest first, read by pages, narrowed, following what is written.
class TestRecordModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLogIsReadByPages();
    void theLogIsCountedAndNarrowed();
    void theLogFollowsWhatIsWritten();
    void entriesAreReadByPages();
    void entriesSayWhatWasWritten();
    void newEntriesComeInAtTheTop();
};

void TestRecordModels::theLogIsReadByPages()
{
    Register reg;
    LogTableModel model(reg.window->reg());
    model.refresh();
    reg.window->settle();
    QCOMPARE(model.rowCount(), LogTableModel::page);
    QCOMPARE(model.row(0).date, QDate(2026, 5, 20));
    QVERIFY(model.canFetchMore({}));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    fetchAll(model, *reg.window);
    QCOMPARE(model.rowCount(), many);
    QCOMPARE(model.row(many - 1).date, QDate(2026, 5, 1));
    QCOMPARE(model.rowOf(model.row(many - 1)), many - 1);
}

void TestRecordModels::theLogIsCountedAndNarrowed()
{
    Register reg;
    LogTableModel model(reg.window->reg());
    registry::LogFilter filter;
    model.setFilter(filter);
    reg.window->settle();
    QTRY_COMPARE(model.total().value_or(-1), many);
    filter.text = u"REASON 17"_s;
    model.setFilter(filter);
    reg.window->settle();
    QCOMPARE(model.total().value_or(-1), 17); // 17, 117 … 617 and 170 to 179
    filter.delegation = reg.other;
    model.setFilter(filter);
    reg.window->settle();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.total().value_or(-1), 0);
}

void TestRecordModels::theLogFollowsWhatIsWritten()
{
    Register reg;
    LogTableModel model(reg.window->reg());
    registry::LogFilter filter;
    filter.delegation = reg.other;
    model.setFilter(filter);
    reg.window->settle();
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    reg.window->set(reg.delegation, u"notes"_s, u"nothing of the log"_s);
    reg.window->settle();
    QCOMPARE(reset.size(), 0);
    reg.decide(reg.other, 2);
    reg.window->settle();
    QCOMPARE(model.rowCount(), 2);
}

void TestRecordModels::entriesAreReadByPages()
{
    Register reg;
    EntryTableModel model(reg.window->reg());
    model.setQuery({});
    reg.window->settle();
    const qint64 size = reg.window->entries();
    QCOMPARE(model.size(), size);
    QCOMPARE(model.rowCount(), EntryTableModel::page);
    QCOMPARE(model.entry(0).n, size - 1);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    fetchAll(model, *reg.window);
    QCOMPARE(qint64(model.rowCount()), size);
    QCOMPARE(model.entry(model.rowCount() - 1).kind, u"register.created"_s);
}

void TestRecordModels::entriesSayWhatWasWritten()
{
    Register reg;
    reg.window->set(reg.other, u"owner"_s, u"Ada Owner"_s);
    EntryTableModel model(reg.window->reg());
    EntryQuery query;
    query.delegation = reg.other;
    model.setQuery(query);
    reg.window->settle();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.entry(0).what, u"Release notes: owner – → Ada Owner"_s);
    QCOMPARE(model.entry(0).by, u"Ada Owner"_s);
    QCOMPARE(model.entry(1).kind, u"delegation.added"_s);
    QCOMPARE(model.entry(0).leaf.size(), 64);
    query.text = u"ada owner →"_s;
    model.setQuery(query);
    reg.window->settle();
    QCOMPARE(model.rowCount(), 1);
    query = {};
    query.to = QDate(2020, 1, 1);
    model.setQuery(query);
    reg.window->settle();
    QCOMPARE(model.rowCount(), 0);
}

void TestRecordModels::newEntriesComeInAtTheTop()
{
    Register reg;
    EntryTableModel model(reg.window->reg());
    model.setQuery({});
    reg.window->settle();
    const QPersistentModelIndex held(model.index(0, 0));
    const qint64 before = model.size();
    reg.window->set(reg.other, u"notes"_s, u"More"_s);
    reg.window->settle();
    QCOMPARE(model.size(), before + 1);
    QCOMPARE(model.entry(0).n, before);
    QCOMPARE(held.row(), 1);
}

MUSTER_GUILESS_TEST(TestRecordModels)

}

#include "tst_record_models.moc"
