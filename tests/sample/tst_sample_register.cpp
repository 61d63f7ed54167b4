#include "domain/closing_rules.h"
#include "exchange/delegation_import.h"
#include "register/delegation_list.h"
#include "register/inventory_services.h"
#include "register/log.h"
#include "register/verify.h"
#include "sample/sample_audit.h"
#include "sample/sample_files.h"
#include "sample/sample_register.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QtTest>

#include <set>

namespace tst_sample_register {

using namespace muster;
using namespace muster::registry;
using namespace muster::sample;
using namespace Qt::StringLiterals;
using muster::test::must;

namespace {

/// A sample register in a temporary folder, on the sample's today.
struct MadeSample
{
    explicit MadeSample(quint32 seed = 1) : random(seed), store(must(makeSampleRegister(path(), options()))) {}

    QString path() const { return folder.filePath(u"sample.muster"_s); }

    StoreOptions options()
    {
        StoreOptions options;
        options.clock = &clock;
        options.random = &random;
        options.stateFolder = folder.filePath(u"state"_s);
        return options;
    }

    QStringList lines()
    {
        QStringList all;
        must(readPublicLines(*store, [&](std::string_view line) -> Result<void> {
            all << QString::fromUtf8(line.data(), qsizetype(line.size()));
            return {};
        }));
        return all;
    }

    QTemporaryDir folder;
    SampleClock clock;
    SampleRandomness random;
    std::unique_ptr<Store> store;
};

/// Every table that replay fills, as one text.
QString tablesOf(Store &store)
{
    QString all;
    for (const auto &table : projectedTables()) {
        auto query = must(store.database().select(
            u"SELECT \"%1\" FROM \"%2\" ORDER BY %3"_s.arg(table.columns.join(u"\", \""_s), table.name, table.order)));
        while (query.next()) {
            all += table.name;
            for (int i = 0; i < table.columns.size(); ++i)
                all += u'|' + query.value(i).toString();
            all += u'\n';
        }
    }
    return all;
}

template <typename E>
constexpr size_t wordCount()
{
    return Words<E>::all.size();
}

bool hasFlag(const DelegationSummary &item, Flag flag)
{
    return std::ranges::find(item.flags, flag) != item.flags.end();
}

QList<Decision> decisionsOf(Store &store)
{
    QList<Decision> decisions;
    for (const auto &item : must(DecisionService(store).list({false, false, {}, {}})))
        decisions << item.decision;
    return decisions;
}

qsizetype inState(const QList<Decision> &decisions, DecisionState state)
{
    return std::ranges::count(decisions, state, &Decision::state);
}

}

class TestSampleRegister : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_sample = std::make_unique<MadeSample>(); }
    void cleanupTestCase() { m_sample.reset(); }

    void isMarkedAsSampleAndVerifies()
    {
        const auto info = must(store().info());
        QCOMPARE(info.sample, std::optional(true));
        QCOMPARE(info.name, u"Checkout team"_s);
        QCOMPARE(store().today(), sampleToday());
        const auto verified = must(verifyRegister(store()));
        QVERIFY2(verified.ok, qUtf8Printable(verified.problems.join(u'\n')));
        QVERIFY(verified.entries > 100);
    }

    void isTheSameForTheSameSeedAndOnlyThen()
    {
        MadeSample again(1), other(2);
        QCOMPARE(must(again.store->head()).root(), must(store().head()).root());
        QCOMPARE(tablesOf(*again.store), tablesOf(store()));
        QVERIFY(must(other.store->head()).root() != must(store().head()).root());
    }

    void everythingHappenedInItsTurnAndInWorkingHours()
    {
        QDateTime last;
        for (const auto &line : m_sample->lines()) {
            const auto found = QRegularExpression(u"\"at\":\"([^\"]+)\""_s).match(line);
            const auto at = QDateTime::fromString(found.captured(1), Qt::ISODateWithMs);
            QVERIFY2(at.isValid() && (!last.isValid() || at >= last), qUtf8Printable(line));
            QVERIFY2(at.date().dayOfWeek() <= 5 && at.time() >= QTime(6, 0) && at.time() < QTime(17, 0),
                     qUtf8Printable(line));
            last = at;
        }
        QVERIFY(last.date() < sampleToday());
    }

    void hasEveryCategoryStatusAndFlag()
    {
        DelegationQuery all;
        all.withRetired = true;
        const auto list = must(listDelegations(store(), all));
        QVERIFY(list.size() >= 12);
        std::set<Category> categories;
        std::set<Flag> flags;
        std::set<TrustEnd> ends;
        for (const auto &item : list) {
            categories.insert(item.category);
            flags.insert(item.flags.begin(), item.flags.end());
            if (item.trusted)
                ends.insert(item.trusted->because);
        }
        QCOMPARE(categories.size(), wordCount<Category>());
        for (size_t i = 0; i < wordCount<Flag>(); ++i)
            QVERIFY2(flags.contains(Flag(i)), qUtf8Printable(word(Flag(i))));
        QCOMPARE(ends.size(), wordCount<TrustEnd>());
        QVERIFY(std::ranges::any_of(list, [](const auto &item) { return item.status == Status::Retired; }));
        for (const auto &item : list)
            QVERIFY2(hasFlag(item, Flag::StaleSource) == (item.title == u"Friday stakeholder update"_s),
                     qUtf8Printable(item.title));
    }

    void theFridayUpdateIsAsTheStoryTells()
    {
        const auto id = must(DelegationService(store()).find(u"Friday stakeholder update"_s));
        const auto friday = must(DelegationService(store()).get(id));
        QCOMPARE(friday.category, Category::Automate);
        QCOMPARE(friday.nextDue, std::optional(sampleToday()));
        QCOMPARE(must(DefinitionService(store()).get(*friday.definition)).version, 2);
        const auto standing = must(standingOf(store(), id));
        QVERIFY(standing.hasStopRule && !standing.hasWorkingDrill);
        QCOMPARE(trustedUntil(standing)->because, TrustEnd::SourceFreshness);
        QStringList moves;
        for (const auto &item : must(DelegationService(store()).history(id)))
            moves << u"%1 %2>%3"_s.arg(item.field, item.before, item.after);
        QVERIFY(moves.contains(u"category assist>automate"_s));
        QVERIFY(moves.contains(u"tier frontier>mid"_s));
    }

    void whoLeftStillOwnsSomething()
    {
        DelegationQuery abandoned;
        abandoned.flag = Flag::OwnerLeft;
        const auto list = must(listDelegations(store(), abandoned));
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.first().title, u"Dependency bumps"_s);
        QVERIFY(hasFlag(list.first(), Flag::NoStopRule) && hasFlag(list.first(), Flag::Incomplete));
    }

    void hasAuditsOfBothKindsWithEveryVerdict()
    {
        const auto audits = must(AuditService(store()).list());
        QCOMPARE(std::ranges::count(audits, AuditKind::Full, &AuditSummary::kind), 2);
        QCOMPARE(std::ranges::count(audits, AuditKind::Spot, &AuditSummary::kind), 1);
        QVERIFY(std::ranges::none_of(audits, &AuditSummary::open));
        std::set<Verdict> verdicts;
        bool selfChecked = false, amended = false;
        must(readLog(store(), {}, [&](const LogRow &row) {
            if (row.verdict)
                verdicts.insert(*row.verdict);
            selfChecked |= row.selfChecked;
            amended |= row.amendment;
            return true;
        }));
        QCOMPARE(verdicts.size(), wordCount<Verdict>());
        QVERIFY(selfChecked);
        QVERIFY(amended);
    }

    void hasDecisionsInEveryState()
    {
        const auto decisions = decisionsOf(store());
        std::set<DecisionKind> kinds;
        for (const auto &decision : decisions)
            kinds.insert(decision.kind);
        QVERIFY(kinds.size() + 1 >= wordCount<DecisionKind>());
        QVERIFY(inState(decisions, DecisionState::Done) >= 6);
        QCOMPARE(inState(decisions, DecisionState::Dropped), 1);
        QCOMPARE(inState(decisions, DecisionState::Open), 4);
        QCOMPARE(must(DecisionService(store()).list({true, true, {}, {}})).size(), 2);
        QVERIFY(std::ranges::any_of(
            decisions, [](const auto &one) { return one.moved == 1 && one.state == DecisionState::Open; }));
        QVERIFY(std::ranges::any_of(
            decisions, [](const auto &one) { return one.kind == DecisionKind::Accept && one.due >= sampleToday(); }));
    }

    void noFileStaysWhereItCanNotBeMade()
    {
        MadeSample other(3);
        const auto refused = makeSampleRegister(other.path(), other.options());
        QVERIFY(!refused);
        QVERIFY(QFile::exists(other.path()));
        QVERIFY(!makeSampleRegister(other.folder.filePath(u"no/such/folder.muster"_s), other.options()));
    }

    void theSpreadsheetTellsEveryRowsFate()
    {
        MadeSample own(4);
        const QString file = own.folder.filePath(spreadsheetName());
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::WriteOnly) && csv.write(spreadsheet()) > 0);
        csv.close();
        exchange::ImportOptions options;
        options.mapping = must(exchange::ColumnMapping::fromJson(spreadsheetMapping(), spreadsheetMappingName()));
        const auto report = must(exchange::importDelegations(*own.store, file, options));
        QCOMPARE(report.rows, 8);
        QCOMPARE(report.accepted, 6);
        QCOMPARE(report.updated, 1);
        QCOMPARE(report.refused, 1);
        QCOMPARE(report.problems.first().column, u"Owner"_s);
        const auto again = must(exchange::importDelegations(*own.store, file, options));
        QCOMPARE(again.unchanged, 7);
        QVERIFY(must(verifyRegister(*own.store)).ok);
    }

    void theAuditThatIsDueCanBeClosed()
    {
        MadeSample own(5);
        AuditService audits(*own.store);
        const auto id = must(openSampleAudit(*own.store, own.clock));
        QCOMPARE(must(audits.followUpsDue(id)).size(), 3);
        for (const auto &item : must(audits.get(id)).delegations) {
            QVERIFY(item.pair >= 0);
            QVERIFY(sampleAuditScope().contains(item.title));
        }
        must(fillSampleAudit(*own.store, own.clock, id));
        const auto preview = must(audits.previewClosing(id));
        QVERIFY(preview.problems.empty());
        const auto closed = must(audits.close(id));
        QCOMPARE(closed.entries, preview.entries);
        QCOMPARE(closed.nextSlot, std::optional(QDate(2026, 7, 12)));
        const auto friday =
            must(DelegationService(*own.store).get(must(DelegationService(*own.store).find(u"Friday"_s))));
        QCOMPARE(friday.status, Status::Paused);
        QVERIFY(must(verifyRegister(*own.store)).ok);
    }

private:
    Store &store() { return *m_sample->store; }

    std::unique_ptr<MadeSample> m_sample;
};

MUSTER_GUILESS_TEST(TestSampleRegister)

}

#include "tst_sample_register.moc"
