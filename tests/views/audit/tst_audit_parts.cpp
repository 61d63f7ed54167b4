#include "sample/sample_audit.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/audit/check_facts.h"
#include "views/audit/line_list.h"
#include "views/audit/sample_board.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace tst_audit_parts {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

/// The room's lists, and what is known beside a check.
class TestAuditParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsAreSoundModels();
    void tooltipsAreText();
    void tiersOutsideANarrowPolicyAreNotAllowed();
};

void TestAuditParts::listsAreSoundModels()
{
    LineListModel lines;
    QAbstractItemModelTester linesTester(&lines, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto line = [](const QString &key, const QString &state) {
        return ListLine{u"Title"_s, u"text"_s, {}, state, true, {}, key};
    };
    lines.take({line(u"a"_s, u"open"_s), line(u"b"_s, u"open"_s)});
    lines.take({line(u"a"_s, u"done"_s), line(u"b"_s, u"open"_s)});
    QCOMPARE(lines.index(0).data(LineListModel::StateRole).toString(), u"done"_s);
    lines.take({line(u"b"_s, u"open"_s)});
    QCOMPARE(lines.rowCount(), 1);
    lines.take({});
    QCOMPARE(lines.rowCount(), 0);

    TraceModel trace;
    QAbstractItemModelTester traceTester(&trace, QAbstractItemModelTester::FailureReportingMode::QtTest);
    items::DelegationDossier dossier;
    dossier.criteria = {{u"c1"_s, u"It names its source"_s, {}}};
    dossier.failureModes = {{u"f1"_s, u"It invents a date"_s, {}}};
    registry::Sample sample;
    sample.id = u"s"_s;
    trace.take(dossier, sample);
    QCOMPARE(trace.rowCount(), 2);
    QCOMPARE(trace.kind(0), TraceModel::Kind::FailureMode);
    trace.take(dossier, trace.turned(1, 1));
    QVERIFY(trace.sample().criteria.value(u"c1"_s));
    dossier.failureModes.clear();
    trace.take(dossier, trace.allFine());
    QCOMPARE(trace.rowCount(), 1);
}

void TestAuditParts::tooltipsAreText()
{
    LineListModel lines;
    lines.take({ListLine{u"R&D <b>notes</b>"_s, u"a \"word\""_s, {}, {}, true, {}, u"a"_s}});
    const QString tip = lines.index(0).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.startsWith(u"<p>"_s)); // so that Qt reads what is escaped
    QVERIFY(tip.contains(u"R&amp;D &lt;b&gt;"_s));
}

void TestAuditParts::tiersOutsideANarrowPolicyAreNotAllowed()
{
    SampleSession sample;
    items::AuditSession session(sample.reg(), &sample.clock(), AuditId());
    Dossiers dossiers(sample.reg());
    const RoomContext room{sample.session(), &session, &dossiers};
    items::DelegationDossier dossier;
    dossier.tiers = {u"light"_s, u"mid"_s, u"frontier"_s};
    dossier.policy = TierRange{u"light"_s, u"light"_s};
    dossier.delegation.tier = u"frontier"_s;
    const auto said = [&](const QString &label) {
        const auto facts = factsFor(Check::Model, dossier, room);
        const auto found = std::ranges::find(facts, label, &ShownFact::label);
        return found == facts.end() ? QString() : found->value;
    };
    QVERIFY(said(u"Too strong?"_s).startsWith(u"light"_s));
    QVERIFY(said(u"Too weak?"_s).startsWith(u"nothing"_s));
    dossier.policy = TierRange{u"frontier"_s, u"frontier"_s};
    dossier.delegation.tier = u"light"_s;
    QVERIFY(said(u"Too weak?"_s).startsWith(u"frontier"_s));
    QVERIFY(said(u"Too strong?"_s).startsWith(u"nothing"_s));
    dossier.definition = Definition();
    dossier.definition->title = u"Done means %2"_s;
    const auto facts = factsFor(Check::Output, dossier, room);
    QVERIFY(facts.first().value.startsWith(u"Done means %2, version"_s));
}

MUSTER_TEST(TestAuditParts)

}

#include "tst_audit_parts.moc"
