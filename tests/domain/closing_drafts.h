#pragma once

#include "domain/closing_rules.h"

#include <QTest>

#include <functional>

/// An audit as it stands before closing, in order but for what a test changes of it.
namespace muster::test {

using namespace Qt::StringLiterals;

inline const QDate today(2026, 6, 1);

inline DraftDecision decision(DecisionKind kind, const QString &to = {})
{
    DraftDecision result;
    result.kind = kind;
    result.checks = {Check::Output};
    result.to = to;
    result.owner = PersonId(u"p1"_s);
    result.ownerName = u"Anna Weber"_s;
    result.due = today.addDays(14);
    result.why = u"The last three outputs were wrong."_s;
    result.decidedBy = {PersonId(u"p1"_s)};
    return result;
}

/// Everything an Automate owes; output drifted, the rest passed; one decision answers it. Nothing keeps it from closing.
inline DraftDelegation inOrder(DecisionKind kind = DecisionKind::Review, const QString &to = {})
{
    DraftDelegation result;
    result.id = DelegationId(u"d1"_s);
    result.title = u"Weekly update"_s;
    result.category = Category::Assist;
    result.hasOwner = result.hasDefinition = result.hasStopRule = true;
    result.cadence = Cadence{};
    result.findings = {{Check::Output, Verdict::Drift, u"Named a feature that was dropped."_s, 3},
                       {Check::Model, Verdict::Pass, {}, 0},
                       {Check::Stop, Verdict::Pass, {}, 0},
                       {Check::Creep, Verdict::Pass, {}, 0}};
    result.decisions = {decision(kind, to)};
    return result;
}

inline DraftAudit auditOf(const DraftDelegation &delegation)
{
    DraftAudit audit;
    audit.date = today;
    audit.seriesNext = today.addDays(28);
    audit.tiers = {u"light"_s, u"mid"_s, u"frontier"_s};
    audit.delegations = {delegation};
    return audit;
}

inline QStringList codes(const std::vector<ClosingProblem> &problems)
{
    QStringList result;
    for (const auto &problem : problems)
        result += word(problem.code);
    return result;
}

inline QString sentences(const std::vector<ClosingProblem> &problems)
{
    QStringList result;
    for (const auto &problem : problems)
        result += problem.sentence;
    return result.join(u'\n');
}

using Change = std::function<void(DraftDelegation &)>;

inline void nothing(DraftDelegation &) {}

/// The columns of a table of what keeps from closing, which row() fills and checkRow() judges.
inline void addColumns()
{
    QTest::addColumn<DraftDelegation>("delegation");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QString>("says");
}

/// A delegation, what is changed of it, the codes that keep it from closing then, and a part of their sentences.
inline void row(const char *name, const DraftDelegation &delegation, const Change &change, const QStringList &expected,
                const QString &says = {})
{
    QTest::newRow(name) << delegation << change << expected << says;
}

}

Q_DECLARE_METATYPE(muster::test::Change)

namespace muster::test {

inline void checkRow()
{
    QFETCH(DraftDelegation, delegation);
    QFETCH(Change, change);
    QFETCH(QString, says);
    change(delegation);
    const auto problems = closingProblems(auditOf(delegation));
    QTEST(codes(problems), "expected");
    QVERIFY2(sentences(problems).contains(says), qPrintable(sentences(problems)));
    for (const auto &problem : problems)
        QVERIFY(problem.sentence.startsWith(u"“Weekly update”"_s) && problem.sentence.endsWith(u'.'));
}

}
