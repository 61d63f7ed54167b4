#include "items/delegation_table_model.h"
#include "support/test_program.h"
#include "window.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <ctime>

namespace tst_large_table {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;
using registry::DelegationQuery;

namespace {

constexpr int many = 100'000;
constexpr int screenful = 40;

/// What a table view does to paint a screenful.
int paint(const DelegationTableModel &model)
{
    int shown = 0;
    for (int row = 0; row < std::min(screenful, model.rowCount()); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            shown += model.index(row, column).data().isValid();
    }
    return shown;
}

/// Processor time, which other programs on the machine don't add to: of the calling thread, or of the whole program.
double processorMs(clockid_t whose)
{
    timespec time{};
    clock_gettime(whose, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

}

/// The table at its largest. Times are printed, not judged: that is what `./dev bench` is for.
class TestLargeTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKeystrokeToTheFirstScreenful_data();
    void aKeystrokeToTheFirstScreenful();
    void anotherOrder();
    void anEdit();

private:
    /// Does something and waits for its rows; prints how long that took, and how long of it the GUI thread was busy.
    template <typename Act>
    void measure(const char *what, Act act);

    RegisterFixture m_fixture;
    std::optional<Window> m_window;
    std::optional<DelegationTableModel> m_model;
};

template <typename Act>
void TestLargeTable::measure(const char *what, Act act)
{
    const QSignalSpy refreshed(&*m_model, &DelegationTableModel::refreshed);
    const auto ready = refreshed.size();
    QElapsedTimer whole;
    whole.start();
    const double before = processorMs(CLOCK_PROCESS_CPUTIME_ID);
    act();
    double busiest = 0;
    while (refreshed.size() == ready && whole.elapsed() < 60'000) {
        const double slice = processorMs(CLOCK_THREAD_CPUTIME_ID);
        QCoreApplication::processEvents();
        busiest = std::max(processorMs(CLOCK_THREAD_CPUTIME_ID) - slice, busiest);
        QThread::usleep(200);
    }
    QVERIFY(refreshed.size() > ready);
    paint(*m_model);
    qInfo("%s: %.1f ms, %.1f ms of processor time, of it %.1f ms at most in one go on the GUI thread, %d rows", what,
          double(whole.nsecsElapsed()) / 1e6, processorMs(CLOCK_PROCESS_CPUTIME_ID) - before, busiest,
          m_model->rowCount());
}

void TestLargeTable::initTestCase()
{
    m_fixture.close();
    m_window.emplace(m_fixture);
    must(m_window->ask([](Store &store) {
        registry::DelegationService service(store);
        return store.write([&](registry::Writer &writer) -> Result<int> {
            registry::RuleContext context(store);
            for (int i = 0; i < many; ++i) {
                Delegation one;
                one.title = u"Workflow %1 of %2"_s.arg((i * 7919) % many).arg(i % 17 ? u"claims"_s : u"reporting"_s);
                one.team = u"Team %1"_s.arg(i % 50);
                one.notes = i % 1000 ? u"nothing to say"_s : u"needle"_s;
                one.category = Category(i % 3);
                if (const auto added = service.addIn(writer, context, one); !added)
                    return tl::unexpected(added.error());
            }
            return 0;
        });
    }));
    m_model.emplace(m_window->reg(), &m_window->history(), QLocale(QLocale::English));
    measure("first rows, tables read", [] {});
    QCOMPARE(m_model->rowCount(), many);
    measure("first search, texts read", [this] {
        DelegationQuery query;
        query.search = u"needle"_s;
        m_model->setQuery(query);
    });
    QCOMPARE(m_model->rowCount(), many / 1000);
}

void TestLargeTable::aKeystrokeToTheFirstScreenful_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("rows");
    QTest::newRow("nothing") << QString() << many;
    QTest::newRow("w, in every row") << u"w"_s << many;
    QTest::newRow("wo, in every row") << u"wo"_s << many;
    QTest::newRow("work, in every row") << u"work"_s << many;
    QTest::newRow("report, in some") << u"report"_s << (many + 16) / 17;
    QTest::newRow("needle, in few") << u"needle"_s << many / 1000;
    QTest::newRow("nothing fits") << u"xyzzy"_s << 0;
    QTest::newRow("all again") << QString() << many;
}

void TestLargeTable::aKeystrokeToTheFirstScreenful()
{
    QFETCH(QString, typed);
    QFETCH(int, rows);
    measure(QTest::currentDataTag(), [&] {
        DelegationQuery query;
        query.search = typed;
        m_model->setQuery(query);
    });
    QCOMPARE(m_model->rowCount(), rows);
}

void TestLargeTable::anotherOrder()
{
    const QString first = m_model->index(0, 0).data().toString();
    const QPersistentModelIndex held(m_model->index(0, 0));
    measure("by title, descending", [this] { m_model->sort(int(DelegationColumn::Title), Qt::DescendingOrder); });
    QVERIFY(m_model->index(0, 0).data().toString().startsWith(u"Workflow 99999 "_s));
    QCOMPARE(held.data().toString(), first);
    measure("by team", [this] { m_model->sort(int(DelegationColumn::Team)); });
    QCOMPARE(m_model->index(0, int(DelegationColumn::Team)).data().toString(), u"Team 0"_s);
}

void TestLargeTable::anEdit()
{
    const QSignalSpy edited(&*m_model, &DelegationTableModel::edited);
    const DelegationId id = m_model->summary(0).id;
    measure("an edit, one row read anew", [&] { m_model->setData(m_model->indexOf(id), u"Renamed"_s); });
    QCOMPARE(edited.size(), 1);
    QCOMPARE(m_model->indexOf(id).data().toString(), u"Renamed"_s);
    QVERIFY(!m_model->indexOf(id).data(DelegationTableModel::PendingRole).toBool());
}

MUSTER_GUILESS_TEST(TestLargeTable)

}

#include "tst_large_table.moc"
