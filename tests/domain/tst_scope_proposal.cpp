#include "domain/scope_proposal.h"
#include "support/test_program.h"

#include <QTest>

#include <algorithm>

#include <rapidcheck.h>

namespace tst_scope_proposal {

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QDate today(2026, 6, 1);

/// Audited a month ago and due in ten days: nothing asks for it.
ScopeCandidate calm(const QString &title)
{
    ScopeCandidate candidate;
    candidate.id = DelegationId(title);
    candidate.title = title;
    candidate.category = Category::Assist;
    candidate.risk = Risk::Medium;
    candidate.lastAudit = today.addMonths(-1);
    candidate.nextDue = today.addDays(10);
    return candidate;
}

ScopeCandidate due(const QString &title, int daysAgo, std::optional<Risk> risk = Risk::Medium)
{
    auto candidate = calm(title);
    candidate.nextDue = today.addDays(-daysAgo);
    candidate.risk = risk;
    return candidate;
}

ScopeProposal propose(const std::vector<ScopeCandidate> &candidates, AgendaForm form = AgendaForm::Full60,
                      int pairs = 1)
{
    return proposeScope(candidates, today, form, pairs);
}

QStringList titles(const ScopeProposal &proposal, bool onlyFitting = false)
{
    QStringList result;
    for (const auto &entry : proposal.entries) {
        if (!onlyFitting || entry.fits)
            result += entry.title;
    }
    return result;
}

}

class TestScopeProposal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAvoidOnlyHasCreep();
    void countsPairs_data();
    void countsPairs();
    void tellsWhy_data();
    void tellsWhy();
    void leavesOutWhatIsNotDue();
    void leavesOutProposedAndRetired();
    void ordersByUrgency();
    void countsAnUnknownRiskAsNearlyHigh();
    void breaksTiesByTitleAndId();
    void givesCapacity_data();
    void givesCapacity();
    void anAvoidTakesLessTime();
    void aSpotCheckTakesOne();
    void anythingGivenHoldsTheRules();
};

void TestScopeProposal::anAvoidOnlyHasCreep()
{
    const std::vector all{Check::Output, Check::Model, Check::Stop, Check::Creep};
    QCOMPARE(checksFor(Category::Avoid), std::vector{Check::Creep});
    QCOMPARE(checksFor(Category::Assist), all);
    QCOMPARE(checksFor(Category::Automate), all);
    QCOMPARE(checksFor(Category::Unclassified), all);
    QVERIFY(checkMinutes(Category::Avoid) < checkMinutes(Category::Automate));
}

void TestScopeProposal::countsPairs_data()
{
    QTest::addColumn<int>("people");
    QTest::addColumn<int>("pairs");
    for (const auto &[people, pairs] : {std::pair(0, 1), {1, 1}, {2, 1}, {3, 1}, {4, 2}, {5, 2}, {12, 6}})
        QTest::addRow("%d people", people) << people << pairs;
}

void TestScopeProposal::countsPairs()
{
    QFETCH(int, people);
    QTEST(pairCount(people), "pairs");
}

void TestScopeProposal::tellsWhy_data()
{
    QTest::addColumn<ScopeCandidate>("candidate");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("text");
    auto leftOpen = calm(u"a"_s);
    leftOpen.leftUncheckedLastTime = true;
    auto never = calm(u"a"_s);
    never.lastAudit.reset();
    never.risk.reset();
    auto neverAndDue = due(u"a"_s, 31);
    neverAndDue.lastAudit.reset();
    auto untrusted = calm(u"a"_s);
    untrusted.trustedUntil = today.addDays(-2);
    auto flagged = calm(u"a"_s);
    flagged.hasOpenFlags = true;
    QTest::newRow("left open") << leftOpen << u"left-open"_s << u"not checked last time; risk medium"_s;
    QTest::newRow("never") << never << u"never-audited"_s << u"never audited; risk not set"_s;
    QTest::newRow("never, and due") << neverAndDue << u"never-audited"_s
                                    << u"never audited, due since 2026-05-01, 31 days ago; risk medium"_s;
    QTest::newRow("overdue") << due(u"a"_s, 31, Risk::High) << u"overdue"_s
                             << u"due since 2026-05-01, 31 days ago; risk high"_s;
    QTest::newRow("since yesterday") << due(u"a"_s, 1) << u"overdue"_s
                                     << u"due since 2026-05-31, 1 day ago; risk medium"_s;
    QTest::newRow("due") << due(u"a"_s, 0) << u"due"_s << u"due today, 2026-06-01; risk medium"_s;
    QTest::newRow("trust") << untrusted << u"trust-ended"_s << u"trusted until 2026-05-30; risk medium"_s;
    QTest::newRow("flags") << flagged << u"flagged"_s << u"not due, but something stands out; risk medium"_s;
}

void TestScopeProposal::tellsWhy()
{
    QFETCH(ScopeCandidate, candidate);
    const auto proposal = propose({candidate});
    QCOMPARE(proposal.entries.size(), size_t(1));
    QTEST(word(proposal.entries.front().reason), "reason");
    QTEST(proposal.entries.front().reasonText, "text");
    QVERIFY(proposal.entries.front().fits);
}

void TestScopeProposal::leavesOutWhatIsNotDue()
{
    auto trusted = calm(u"trusted until today"_s);
    trusted.trustedUntil = today;
    auto undated = calm(u"no due date"_s);
    undated.nextDue.reset();
    QVERIFY(propose({calm(u"calm"_s), trusted, undated}).entries.empty());
}

void TestScopeProposal::leavesOutProposedAndRetired()
{
    auto retired = due(u"retired"_s, 100);
    retired.status = Status::Retired;
    retired.leftUncheckedLastTime = true;
    auto proposed = due(u"proposed"_s, 100);
    proposed.status = Status::Proposed;
    auto paused = due(u"paused"_s, 1);
    paused.status = Status::Paused;
    QCOMPARE(titles(propose({retired, proposed, paused})), QStringList{u"paused"_s});
}

void TestScopeProposal::ordersByUrgency()
{
    auto leftOpen = calm(u"left open, low"_s);
    leftOpen.leftUncheckedLastTime = true;
    leftOpen.risk = Risk::Low;
    auto never = calm(u"never, high, no date"_s);
    never.lastAudit.reset();
    never.nextDue.reset();
    never.risk = Risk::High;
    auto untrusted = calm(u"trust ended 7 days ago, high"_s);
    untrusted.trustedUntil = today.addDays(-7);
    untrusted.risk = Risk::High;
    auto flagged = calm(u"flagged, high"_s);
    flagged.hasOpenFlags = true;
    flagged.risk = Risk::High;
    const auto proposal =
        propose({flagged, due(u"low, 90 days"_s, 90, Risk::Low), due(u"high, 3 days"_s, 3, Risk::High), untrusted,
                 due(u"medium, 20 days"_s, 20), due(u"high, 30 days"_s, 30, Risk::High), never, leftOpen});
    const QStringList expected{
        u"left open, low"_s, u"never, high, no date"_s, u"high, 30 days"_s, u"trust ended 7 days ago, high"_s,
        u"high, 3 days"_s,   u"medium, 20 days"_s,      u"low, 90 days"_s,  u"flagged, high"_s};
    QCOMPARE(titles(proposal), expected);
    QCOMPARE(titles(proposal, true), expected.first(2));
}

void TestScopeProposal::countsAnUnknownRiskAsNearlyHigh()
{
    const auto proposal =
        propose({due(u"medium"_s, 5), due(u"unknown"_s, 5, std::nullopt), due(u"high"_s, 5, Risk::High)});
    QCOMPARE(titles(proposal), (QStringList{u"high"_s, u"unknown"_s, u"medium"_s}));
}

void TestScopeProposal::breaksTiesByTitleAndId()
{
    auto second = due(u"a"_s, 5);
    second.id = DelegationId(u"2"_s);
    auto first = second;
    first.id = DelegationId(u"1"_s);
    const auto proposal = propose({due(u"b"_s, 5), second, first});
    QCOMPARE(titles(proposal), (QStringList{u"a"_s, u"a"_s, u"b"_s}));
    QCOMPARE(proposal.entries.front().id, first.id);
}

void TestScopeProposal::givesCapacity_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("pairs");
    QTest::addColumn<int>("capacity");
    QTest::newRow("60, one pair") << int(AgendaForm::Full60) << 1 << 2;
    QTest::newRow("60, three pairs") << int(AgendaForm::Full60) << 3 << 6;
    QTest::newRow("60, none counts as one") << int(AgendaForm::Full60) << 0 << 2;
    QTest::newRow("45, two pairs") << int(AgendaForm::Full45) << 2 << 2;
    QTest::newRow("spot") << int(AgendaForm::Spot15) << 4 << 1;
}

void TestScopeProposal::givesCapacity()
{
    QFETCH(int, form);
    QFETCH(int, pairs);
    std::vector<ScopeCandidate> many;
    many.reserve(10);
    for (int i = 0; i < 10; ++i)
        many.push_back(due(u"%1"_s.arg(i), 10 - i));
    const auto proposal = propose(many, AgendaForm(form), pairs);
    QTEST(proposal.capacity, "capacity");
    QCOMPARE(proposal.entries.size(), many.size());
    QTEST(int(titles(proposal, true).size()), "capacity");
    QCOMPARE(titles(proposal, true), titles(proposal).first(proposal.capacity));
}

void TestScopeProposal::anAvoidTakesLessTime()
{
    std::vector<ScopeCandidate> candidates{due(u"first"_s, 9), due(u"second"_s, 8), due(u"avoid"_s, 7)};
    candidates[2].category = Category::Avoid;
    QCOMPARE(titles(propose(candidates), true), (QStringList{u"first"_s, u"second"_s}));
    QCOMPARE(titles(propose(candidates, AgendaForm::Full45), true), (QStringList{u"first"_s, u"avoid"_s}));
}

void TestScopeProposal::aSpotCheckTakesOne()
{
    std::vector<ScopeCandidate> avoids{due(u"a"_s, 2), due(u"b"_s, 2)};
    for (auto &avoid : avoids)
        avoid.category = Category::Avoid;
    QCOMPARE(titles(propose(avoids, AgendaForm::Spot15), true), QStringList{u"a"_s});
}

namespace {

ScopeCandidate anyCandidate(int number)
{
    ScopeCandidate candidate;
    candidate.id = DelegationId(QString::number(number));
    candidate.title = QString(QChar(u'a' + *rc::gen::inRange(0, 3)));
    candidate.category = Category(*rc::gen::inRange(0, 4));
    candidate.status = Status(*rc::gen::inRange(0, 4));
    if (const int risk = *rc::gen::inRange(0, 4); risk < 3)
        candidate.risk = Risk(risk);
    if (*rc::gen::arbitrary<bool>())
        candidate.lastAudit = today.addDays(-30);
    if (*rc::gen::arbitrary<bool>())
        candidate.nextDue = today.addDays(*rc::gen::inRange(-5, 5));
    if (*rc::gen::arbitrary<bool>())
        candidate.trustedUntil = today.addDays(*rc::gen::inRange(-5, 5));
    candidate.leftUncheckedLastTime = *rc::gen::inRange(0, 5) == 0;
    candidate.hasOpenFlags = *rc::gen::arbitrary<bool>();
    return candidate;
}

}

void TestScopeProposal::anythingGivenHoldsTheRules()
{
    QVERIFY(rc::check("same set, same proposal; everything due is in it; what fits has the time", [] {
        std::vector<ScopeCandidate> candidates;
        for (int i = 0, count = *rc::gen::inRange(0, 25); i < count; ++i)
            candidates.push_back(anyCandidate(i));
        const auto form = AgendaForm(*rc::gen::inRange(0, 3));
        const int pairs = *rc::gen::inRange(1, 5);
        const auto proposal = proposeScope(candidates, today, form, pairs);

        auto shuffled = candidates;
        std::ranges::reverse(shuffled);
        RC_ASSERT(proposeScope(shuffled, today, form, pairs) == proposal);

        int minutes = 0;
        bool leading = true;
        for (const auto &entry : proposal.entries) {
            minutes += entry.fits ? entry.minutes : 0;
            const bool leftOpen = entry.reason == ScopeReason::LeftOpenLastTime;
            RC_ASSERT(leading || !leftOpen);
            leading = leftOpen;
        }
        RC_ASSERT(minutes <= pairs * timeboxMinutes(form, Phase::Checks));
        if (!proposal.entries.empty())
            RC_ASSERT(proposal.entries.front().fits);
        for (const auto &candidate : candidates) {
            const bool runs = candidate.status == Status::Active || candidate.status == Status::Paused;
            const bool isDue = !candidate.lastAudit || (candidate.nextDue && *candidate.nextDue <= today);
            const auto times = std::ranges::count(proposal.entries, candidate.id, &ScopeEntry::id);
            RC_ASSERT(times <= (runs ? 1 : 0));
            RC_ASSERT(!(runs && isDue) || times == 1);
        }
    }));
}

MUSTER_GUILESS_TEST(TestScopeProposal)

}

#include "tst_scope_proposal.moc"
