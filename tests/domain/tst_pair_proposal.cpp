#include "domain/pair_proposal.h"
#include "support/test_program.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

#include <rapidcheck.h>

namespace tst_pair_proposal {

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

PersonId person(const QString &name)
{
    return PersonId(u"id-"_s + name);
}

std::vector<Participant> people(const QStringList &names)
{
    std::vector<Participant> result;
    for (const auto &name : names)
        result.push_back({person(name), name});
    return result;
}

CheckPair pairOf(const QStringList &names)
{
    CheckPair pair;
    for (const auto &name : names)
        pair.members.push_back(person(name));
    return pair;
}

PairWorkflow workflow(const QString &title, const QString &owner, int minutes = 10)
{
    PairWorkflow result;
    result.id = DelegationId(title);
    result.title = title;
    if (!owner.isEmpty())
        result.owner = person(owner);
    result.minutes = minutes;
    return result;
}

const PairAssignment &of(const PairProposal &proposal, const QString &title)
{
    return *std::ranges::find(proposal.assignments, DelegationId(title), &PairAssignment::delegation);
}

int loadOf(const PairProposal &proposal, const CheckPair &pair, const std::vector<PairWorkflow> &workflows)
{
    int load = 0;
    for (size_t i = 0; i < workflows.size(); ++i)
        load += proposal.assignments[i].checkers == pair.members ? workflows[i].minutes : 0;
    return load;
}

}

class TestPairProposal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsASelfCheck();
    void makesPairs_data();
    void makesPairs();
    void separatesWhoOwnsMost();
    void countsNobodyTwice();
    void keepsOwnersFromTheirOwn();
    void prefersAPairWithoutDeputy();
    void exchangesForTheSakeOfAnOwner();
    void putsSomebodyBesideAnOwner();
    void aSingleOneChecksTheirOwn();
    void sharesOutThoughOneOwnsAll();
    void keepsNamedPairs();
    void withoutPairsNothingIsAssigned();
    void namesWhatIsWrongWithPairs_data();
    void namesWhatIsWrongWithPairs();
    void aThreeGoesOnAsTwo();
    void whoIsLeftGoesOnAlone();
    void movesWhatWouldBeSelfChecked();
    void staysSelfCheckedWhereNobodyElseIs();
    void sharesOutWhenAPairIsGone();
    void leavesFinishedOnesAlone();
    void leavesAChosenSelfCheckAlone();
    void nobodyIsLeft();
    void pairsAnyParticipants();
    void assignsAnyWorkflows();
    void assignsToAnyNamedPairs();
    void removesAnybody();
};

void TestPairProposal::knowsASelfCheck()
{
    const auto anna = person(u"Anna"_s);
    const auto ben = person(u"Ben"_s);
    QVERIFY(isSelfChecked(anna, {anna}));
    QVERIFY(!isSelfChecked(anna, {anna, ben}));
    QVERIFY(!isSelfChecked(anna, {ben}));
    QVERIFY(!isSelfChecked(anna, {}));
    QVERIFY(!isSelfChecked(std::nullopt, {anna}));
}

void TestPairProposal::makesPairs_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QList<int>>("sizes");
    QTest::newRow("nobody") << QStringList{} << QList<int>{};
    QTest::newRow("one") << QStringList{u"A"_s} << QList<int>{1};
    QTest::newRow("two") << QStringList{u"A"_s, u"B"_s} << QList<int>{2};
    QTest::newRow("three") << QStringList{u"A"_s, u"B"_s, u"C"_s} << QList<int>{3};
    QTest::newRow("four") << QStringList{u"A"_s, u"B"_s, u"C"_s, u"D"_s} << QList<int>{2, 2};
    QTest::newRow("five") << QStringList{u"A"_s, u"B"_s, u"C"_s, u"D"_s, u"E"_s} << QList<int>{2, 3};
}

void TestPairProposal::makesPairs()
{
    QFETCH(QStringList, names);
    QList<int> sizes;
    for (const auto &pair : proposePairs(people(names), {}))
        sizes += int(pair.members.size());
    QTEST(sizes, "sizes");
}

void TestPairProposal::separatesWhoOwnsMost()
{
    const auto pairs =
        proposePairs(people({u"Anna"_s, u"Ben"_s, u"Carla"_s, u"Dan"_s}),
                     {workflow(u"1"_s, u"Anna"_s), workflow(u"2"_s, u"Anna"_s), workflow(u"3"_s, u"Ben"_s)});
    QCOMPARE(pairs, (std::vector{pairOf({u"Anna"_s, u"Dan"_s}), pairOf({u"Ben"_s, u"Carla"_s})}));
}

void TestPairProposal::countsNobodyTwice()
{
    QCOMPARE(proposePairs(people({u"Anna"_s, u"Ben"_s, u"Anna"_s}), {}), std::vector{pairOf({u"Anna"_s, u"Ben"_s})});
}

void TestPairProposal::keepsOwnersFromTheirOwn()
{
    const std::vector workflows{workflow(u"1"_s, u"Anna"_s), workflow(u"2"_s, u"Ben"_s), workflow(u"3"_s, u"Carla"_s),
                                workflow(u"4"_s, u"Dan"_s)};
    const auto proposal = proposePairing(people({u"Anna"_s, u"Ben"_s, u"Carla"_s, u"Dan"_s}), workflows);
    for (size_t i = 0; i < workflows.size(); ++i) {
        const auto &checkers = proposal.assignments[i].checkers;
        QCOMPARE(proposal.assignments[i].delegation, workflows[i].id);
        QVERIFY(std::ranges::find(checkers, *workflows[i].owner) == checkers.end());
        QVERIFY(!proposal.assignments[i].selfChecked);
    }
    QCOMPARE(loadOf(proposal, proposal.pairs[0], workflows), 20);
    QCOMPARE(loadOf(proposal, proposal.pairs[1], workflows), 20);
}

void TestPairProposal::prefersAPairWithoutDeputy()
{
    auto one = workflow(u"1"_s, u"Zoe"_s);
    one.deputy = person(u"Anna"_s);
    auto other = workflow(u"2"_s, u"Zoe"_s);
    other.maintainer = person(u"Carla"_s);
    const std::vector pairs{pairOf({u"Anna"_s, u"Ben"_s}), pairOf({u"Carla"_s, u"Dan"_s})};
    const auto proposal = assignWorkflows(pairs, {one, other});
    QCOMPARE(of(proposal, u"1"_s).checkers, pairs[1].members);
    QCOMPARE(of(proposal, u"2"_s).checkers, pairs[0].members);
}

void TestPairProposal::exchangesForTheSakeOfAnOwner()
{
    const std::vector pairs{pairOf({u"A"_s, u"B"_s}), pairOf({u"C"_s, u"D"_s})};
    const auto proposal = assignWorkflows(pairs, {workflow(u"1"_s, u"Zoe"_s), workflow(u"2"_s, u"C"_s)});
    QCOMPARE(of(proposal, u"1"_s).checkers, pairs[1].members);
    QCOMPARE(of(proposal, u"2"_s).checkers, pairs[0].members);
}

void TestPairProposal::putsSomebodyBesideAnOwner()
{
    const auto proposal = assignWorkflows({pairOf({u"Anna"_s, u"Ben"_s})}, {workflow(u"1"_s, u"Anna"_s)});
    QCOMPARE(of(proposal, u"1"_s).checkers, pairOf({u"Anna"_s, u"Ben"_s}).members);
    QVERIFY(!of(proposal, u"1"_s).selfChecked);
}

void TestPairProposal::aSingleOneChecksTheirOwn()
{
    const auto proposal =
        proposePairing(people({u"Anna"_s}), {workflow(u"1"_s, u"Anna"_s), workflow(u"2"_s, u"Ben"_s)});
    QVERIFY(of(proposal, u"1"_s).selfChecked);
    QVERIFY(!of(proposal, u"2"_s).selfChecked);
}

void TestPairProposal::sharesOutThoughOneOwnsAll()
{
    std::vector<PairWorkflow> workflows;
    workflows.reserve(6);
    for (int i = 0; i < 6; ++i)
        workflows.push_back(workflow(QString::number(i), u"Anna"_s));
    const auto proposal = proposePairing(people({u"Anna"_s, u"Ben"_s, u"Carla"_s, u"Dan"_s}), workflows);
    QCOMPARE(loadOf(proposal, proposal.pairs[0], workflows), 30);
    QCOMPARE(loadOf(proposal, proposal.pairs[1], workflows), 30);
}

void TestPairProposal::keepsNamedPairs()
{
    const std::vector pairs{pairOf({u"Dan"_s, u"Anna"_s}), pairOf({u"Ben"_s})};
    const auto proposal =
        assignWorkflows(pairs, {workflow(u"1"_s, u"Ben"_s), workflow(u"2"_s, u"Ben"_s), workflow(u"3"_s, u"Ben"_s)});
    QCOMPARE(proposal.pairs, pairs);
    for (const auto &one : proposal.assignments)
        QCOMPARE(one.checkers, pairs[0].members);
}

void TestPairProposal::withoutPairsNothingIsAssigned()
{
    QCOMPARE(proposePairing({}, {workflow(u"1"_s, u"Anna"_s)}), PairProposal());
}

void TestPairProposal::namesWhatIsWrongWithPairs_data()
{
    QTest::addColumn<QList<QStringList>>("pairs");
    QTest::addColumn<QString>("says");
    const auto A = u"A"_s, B = u"B"_s, C = u"C"_s, D = u"D"_s;
    QTest::newRow("fine") << QList<QStringList>{{A, B}, {C, D}} << QString();
    QTest::newRow("some take no part in pairs") << QList<QStringList>{{A, B, C}} << QString();
    QTest::newRow("one alone") << QList<QStringList>{{A}} << QString();
    QTest::newRow("empty") << QList<QStringList>{{A, B}, {}} << u"empty"_s;
    QTest::newRow("too large") << QList<QStringList>{{A, B, C, D}} << u"4 people"_s;
    QTest::newRow("in two") << QList<QStringList>{{A, B}, {B, C}} << u"“B” is named twice"_s;
    QTest::newRow("with oneself") << QList<QStringList>{{A, A}} << u"“A” is named twice"_s;
    QTest::newRow("a stranger") << QList<QStringList>{{A, u"X"_s}} << u"“id-X” is in a pair but takes no part"_s;
}

void TestPairProposal::namesWhatIsWrongWithPairs()
{
    QFETCH(QList<QStringList>, pairs);
    QFETCH(QString, says);
    std::vector<CheckPair> named;
    for (const auto &pair : pairs)
        named.push_back(pairOf(pair));
    const auto problem = pairsProblem(named, people({u"A"_s, u"B"_s, u"C"_s, u"D"_s}));
    QCOMPARE(problem.has_value(), !says.isEmpty());
    QVERIFY(!problem || (problem->code == ErrorCode::InvalidInput && problem->message.contains(says)));
}

void TestPairProposal::aThreeGoesOnAsTwo()
{
    const std::vector workflows{workflow(u"1"_s, u"Anna"_s)};
    const auto before = proposePairing(people({u"Anna"_s, u"Ben"_s, u"Carla"_s}), workflows);
    const auto after = withoutParticipant(before, person(u"Carla"_s), workflows);
    QCOMPARE(after.pairs.size(), size_t(1));
    QCOMPARE(after.pairs[0].members.size(), size_t(2));
    QCOMPARE(after.assignments[0].checkers, after.pairs[0].members);
    QVERIFY(!after.assignments[0].selfChecked);
}

void TestPairProposal::whoIsLeftGoesOnAlone()
{
    const std::vector workflows{workflow(u"1"_s, u"Zoe"_s), workflow(u"2"_s, u"Zoe"_s)};
    const auto before = assignWorkflows({pairOf({u"A"_s, u"B"_s}), pairOf({u"C"_s, u"D"_s})}, workflows);
    const auto after = withoutParticipant(before, person(u"B"_s), workflows);
    QCOMPARE(after.pairs, (std::vector{pairOf({u"A"_s}), pairOf({u"C"_s, u"D"_s})}));
    QCOMPARE(of(after, u"1"_s).checkers, pairOf({u"A"_s}).members);
    QCOMPARE(of(after, u"2"_s), of(before, u"2"_s));
}

void TestPairProposal::movesWhatWouldBeSelfChecked()
{
    const std::vector workflows{workflow(u"1"_s, u"A"_s), workflow(u"2"_s, u"Zoe"_s), workflow(u"3"_s, u"C"_s)};
    const std::vector pairs{pairOf({u"A"_s, u"B"_s}), pairOf({u"C"_s, u"D"_s})};
    const PairProposal before{pairs,
                              {{workflows[0].id, pairs[0].members, false},
                               {workflows[1].id, pairs[0].members, false},
                               {workflows[2].id, pairs[1].members, false}}};
    const auto after = withoutParticipant(before, person(u"B"_s), workflows);
    QCOMPARE(of(after, u"1"_s).checkers, pairs[1].members);
    QVERIFY(!of(after, u"1"_s).selfChecked);
    QCOMPARE(of(after, u"2"_s).checkers, pairOf({u"A"_s}).members);
    QCOMPARE(of(after, u"3"_s), before.assignments[2]);
}

void TestPairProposal::staysSelfCheckedWhereNobodyElseIs()
{
    const std::vector workflows{workflow(u"1"_s, u"A"_s)};
    const auto before = assignWorkflows({pairOf({u"A"_s, u"B"_s})}, workflows);
    const auto after = withoutParticipant(before, person(u"B"_s), workflows);
    QCOMPARE(of(after, u"1"_s).checkers, pairOf({u"A"_s}).members);
    QVERIFY(of(after, u"1"_s).selfChecked);
}

void TestPairProposal::sharesOutWhenAPairIsGone()
{
    std::vector<PairWorkflow> workflows;
    workflows.reserve(6);
    for (int i = 0; i < 6; ++i)
        workflows.push_back(workflow(QString::number(i), u"Zoe"_s));
    const auto before = assignWorkflows({pairOf({u"A"_s}), pairOf({u"B"_s}), pairOf({u"C"_s})}, workflows);
    const auto after = withoutParticipant(before, person(u"B"_s), workflows);
    QCOMPARE(after.pairs, (std::vector{pairOf({u"A"_s}), pairOf({u"C"_s})}));
    QCOMPARE(loadOf(after, after.pairs[0], workflows), 30);
    QCOMPARE(loadOf(after, after.pairs[1], workflows), 30);
}

void TestPairProposal::leavesFinishedOnesAlone()
{
    const std::vector workflows{workflow(u"1"_s, u"A"_s), workflow(u"2"_s, u"A"_s)};
    const auto before = assignWorkflows({pairOf({u"A"_s, u"B"_s})}, workflows);
    const auto after = withoutParticipant(before, person(u"B"_s), workflows, {workflows[0].id});
    QCOMPARE(of(after, u"1"_s), of(before, u"1"_s));
    QVERIFY(of(after, u"2"_s).selfChecked);
}

void TestPairProposal::leavesAChosenSelfCheckAlone()
{
    const std::vector workflows{workflow(u"1"_s, u"A"_s)};
    const PairProposal before{{pairOf({u"A"_s}), pairOf({u"B"_s, u"C"_s})},
                              {{workflows[0].id, {person(u"A"_s)}, true}}};
    const auto after = withoutParticipant(before, person(u"C"_s), workflows);
    QCOMPARE(of(after, u"1"_s), before.assignments[0]);
}

void TestPairProposal::nobodyIsLeft()
{
    const std::vector workflows{workflow(u"1"_s, u"A"_s)};
    const auto before = assignWorkflows({pairOf({u"A"_s})}, workflows);
    const auto after = withoutParticipant(before, person(u"A"_s), workflows);
    QVERIFY(after.pairs.empty());
    QVERIFY(of(after, u"1"_s).checkers.empty());
    QVERIFY(!of(after, u"1"_s).selfChecked);
}

namespace {

const QStringList names{u"Anna"_s, u"Ben"_s, u"Carla"_s, u"Dan"_s, u"Eve"_s, u"Finn"_s, u"Gül"_s, u"Hugo"_s, u"Ida"_s};

/// Somebody of the first `count`, or a stranger, or nobody.
std::optional<PersonId> anybody(int count)
{
    const int which = *rc::gen::inRange(0, count + 2);
    if (which == count)
        return std::nullopt;
    return person(which > count ? u"stranger"_s : names[which]);
}

std::vector<PairWorkflow> anyWorkflows(int count)
{
    std::vector<PairWorkflow> workflows;
    for (int i = 0, many = *rc::gen::inRange(0, 15); i < many; ++i) {
        auto one = workflow(QString::number(i), QString(), *rc::gen::element(3, 10, 10, 10));
        one.owner = anybody(count);
        one.deputy = anybody(count);
        one.maintainer = anybody(count);
        workflows.push_back(one);
    }
    return workflows;
}

int longestOf(const std::vector<PairWorkflow> &workflows)
{
    int longest = 0;
    for (const auto &one : workflows)
        longest = std::max(longest, one.minutes);
    return longest;
}

int spreadOf(const PairProposal &proposal, const std::vector<PairWorkflow> &workflows)
{
    std::vector<int> loads;
    for (const auto &pair : proposal.pairs)
        loads.push_back(loadOf(proposal, pair, workflows));
    return *std::ranges::max_element(loads) - *std::ranges::min_element(loads);
}

/// Each workflow once, in order, by one of the pairs; self-checked exactly where the owner is alone and needn't be.
void assertWellAssigned(const PairProposal &proposal, const std::vector<PairWorkflow> &workflows)
{
    RC_ASSERT(proposal.assignments.size() == workflows.size());
    for (size_t i = 0; i < workflows.size(); ++i) {
        const auto &one = proposal.assignments[i];
        const auto &owner = workflows[i].owner;
        RC_ASSERT(one.delegation == workflows[i].id);
        RC_ASSERT(std::ranges::count(proposal.pairs, one.checkers, &CheckPair::members) == 1);
        RC_ASSERT(one.selfChecked == (owner && one.checkers == std::vector{*owner}));
        const bool isAvoidable = std::ranges::any_of(
            proposal.pairs, [&](const CheckPair &pair) { return !owner || pair.members != std::vector{*owner}; });
        RC_ASSERT(!one.selfChecked || !isAvoidable);
    }
}

/// Pairs of one to three of the first `count`, everybody in one.
std::vector<CheckPair> anyPairs(int count)
{
    std::vector<CheckPair> pairs;
    for (int i = 0; i < count;) {
        const int size = std::min(count - i, *rc::gen::inRange(1, 4));
        pairs.push_back(pairOf(names.mid(i, size)));
        i += size;
    }
    return pairs;
}

}

void TestPairProposal::pairsAnyParticipants()
{
    QVERIFY(
        rc::check("everybody in one pair of two, one of three where odd, one alone; the order makes no difference", [] {
            const int count = *rc::gen::inRange(1, int(names.size()) + 1);
            const auto workflows = anyWorkflows(count);
            auto participants = people(names.first(count));
            const auto pairs = proposePairs(participants, workflows);

            std::multiset<PersonId> seen;
            size_t threes = 0;
            for (const auto &pair : pairs) {
                seen.insert(pair.members.begin(), pair.members.end());
                RC_ASSERT(pair.members.size() == 2 || pair.members.size() == 3 || count == 1);
                threes += pair.members.size() == 3;
            }
            RC_ASSERT(seen.size() == size_t(count));
            RC_ASSERT((std::set<PersonId>(seen.begin(), seen.end()).size() == seen.size()));
            RC_ASSERT(threes == (count > 1 && count % 2 == 1 ? 1 : 0));
            RC_ASSERT(!pairsProblem(pairs, participants));

            std::ranges::reverse(participants);
            RC_ASSERT(proposePairs(participants, workflows) == pairs);
        }));
}

void TestPairProposal::assignsAnyWorkflows()
{
    QVERIFY(rc::check("each workflow once, loads within the longest workflow, nobody alone on their own", [] {
        const int count = *rc::gen::inRange(1, int(names.size()) + 1);
        auto workflows = anyWorkflows(count);
        const auto proposal = proposePairing(people(names.first(count)), workflows);
        assertWellAssigned(proposal, workflows);
        RC_ASSERT(spreadOf(proposal, workflows) <= longestOf(workflows));

        std::ranges::reverse(workflows);
        auto reversed = proposePairing(people(names.first(count)), workflows);
        std::ranges::reverse(reversed.assignments);
        RC_ASSERT(reversed == proposal);
    }));
}

void TestPairProposal::assignsToAnyNamedPairs()
{
    QVERIFY(rc::check("named pairs stay, and nobody is alone on their own where another pair could", [] {
        const int count = *rc::gen::inRange(1, int(names.size()) + 1);
        const auto pairs = anyPairs(count);
        const auto workflows = anyWorkflows(count);
        const auto proposal = assignWorkflows(pairs, workflows);
        RC_ASSERT(proposal.pairs == pairs);
        assertWellAssigned(proposal, workflows);
        const bool hasSingles = std::ranges::any_of(pairs, [](const auto &pair) { return pair.members.size() == 1; });
        RC_ASSERT(hasSingles || spreadOf(proposal, workflows) <= longestOf(workflows));
    }));
}

void TestPairProposal::removesAnybody()
{
    QVERIFY(rc::check("who leaves is gone, every workflow is still checked, others keep theirs", [] {
        const int count = *rc::gen::inRange(2, int(names.size()) + 1);
        const auto workflows = anyWorkflows(count);
        const auto before = assignWorkflows(anyPairs(count), workflows);
        RC_PRE(before.pairs.size() > 1);
        const auto gone = person(names[*rc::gen::inRange(0, count)]);
        const auto after = withoutParticipant(before, gone, workflows);
        assertWellAssigned(after, workflows);
        for (size_t i = 0; i < workflows.size(); ++i) {
            const auto &was = before.assignments[i];
            const auto &is = after.assignments[i];
            const bool concerned = std::ranges::find(was.checkers, gone) != was.checkers.end();
            RC_ASSERT(std::ranges::find(is.checkers, gone) == is.checkers.end());
            RC_ASSERT(concerned || is == was);
        }
    }));
}

MUSTER_GUILESS_TEST(TestPairProposal)

}

#include "tst_pair_proposal.moc"
