#include "register/delegation_list.h"
#include "register/verify.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_decision_kinds {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;

namespace {

/// What of the inventory a decision may touch: every row but audits, findings and decisions themselves.
QMap<QString, QString> inventory(Store &store)
{
    QMap<QString, QString> values;
    for (const auto *entity : {&entityOf<Delegation>(), &entityOf<Definition>(), &entityOf<Source>(),
                               &entityOf<StopRule>(), &entityOf<Person>(), &entityOf<RegisterInfo>()}) {
        const auto noun = QString::fromLatin1(entity->noun.data(), qsizetype(entity->noun.size()));
        for (const auto &row : must(rowsWhere(store, *entity))) {
            for (size_t i = 0; i < entity->fields.size(); ++i)
                values[u"%1 %2 %3"_s.arg(noun, row.id, entity->fields[i].title())] = displayText(row.values[i]);
        }
    }
    return values;
}

/// A register in which a decision of any kind may be done, and the audit in which it is made.
class Room
{
public:
    Room()
    {
        Definition mail;
        mail.title = u"Mail"_s;
        mail.criteria = DefinitionService::criteriaFrom(u"Polite"_s, {});
        m_mail = must(DefinitionService(made.store()).add(mail));
        StopRule rule;
        rule.delegation = made.notes;
        rule.trigger = u"A wrong note"_s;
        must(StopRuleService(made.store()).add(rule));
        must(DelegationService(made.store())
                 .set(made.notes, QList<FieldText>{{u"definition"_s, u"Stakeholder update"_s},
                                                   {u"cadence"_s, u"monthly"_s},
                                                   {u"tier"_s, u"mid"_s}}));
        Source source;
        source.delegation = made.notes;
        source.title = u"The tracker"_s;
        source.verifiedOn = QDate(2026, 5, 1);
        must(SourceService(made.store()).add(source));
        audit = made.open({made.notes});
        made.find(audit, made.notes, Check::Output, Verdict::Fail, u"Named what was dropped"_s);
        before = inventory(made.store());
    }

    OpenDecision decision(DecisionKind kind, const QString &to, bool done)
    {
        OpenDecision one;
        one.kind = kind;
        one.checks = {Check::Output};
        one.to = to;
        one.owner = made.cem;
        one.due = QDate(2026, 6, 29);
        one.why = u"Seen today"_s;
        one.done = done;
        return must(AuditService(made.store()).addDecision(audit, made.notes, one));
    }

    /// What is other than before, as "field: before → after"; things are called by what they are.
    QStringList changes()
    {
        QStringList all;
        const auto after = inventory(made.store());
        for (const auto &[what, value] : after.asKeyValueRange()) {
            const QString old = before.value(what);
            if (value != old)
                all << named(u"%1 %2: %3 → %4"_s.arg(what.section(u' ', 0, 0), what.section(u' ', 2), old, value));
        }
        all += before.size() == after.size() ? QStringList() : QStringList{u"rows were added or are gone"_s};
        return all;
    }

    AuditedRegister made;
    AuditId audit;
    QMap<QString, QString> before;

private:
    QString named(QString text) const
    {
        return text.replace(made.ada.text(), u"Ada"_s)
            .replace(made.cem.text(), u"Cem"_s)
            .replace(made.definition.text(), u"Stakeholder update"_s)
            .replace(m_mail.text(), u"Mail"_s);
    }

    DefinitionId m_mail;
};

}

/// Each kind of decision changes the inventory when it is done, by what it says and by nothing else.
class TestDecisionKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doneInTheRoom_data();
    void doneInTheRoom();
    void doneAfterwards_data() { doneInTheRoom_data(); }
    void doneAfterwards();
    void droppedChangesNothing_data() { doneInTheRoom_data(); }
    void droppedChangesNothing();
    void theEntrySaysWhatWasAndWhatIs_data();
    void theEntrySaysWhatWasAndWhatIs();
    void anAcceptanceEndsTheTrust();
    void severalAreAppliedInTheirOrder();
    void everyKindIsThere();
};

void TestDecisionKinds::doneInTheRoom_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QStringList>("changes");
    const auto row = [](DecisionKind kind, const QString &to, const QStringList &changes) {
        QTest::addRow("%s %s", qPrintable(word(kind)), qPrintable(to)) << int(kind) << to << changes;
    };
    row(DecisionKind::Category, u"Automate"_s, {u"delegation category: assist → automate"_s});
    row(DecisionKind::Category, u"avoid"_s, {u"delegation category: assist → avoid"_s, u"delegation tier: mid → "_s});
    row(DecisionKind::Tier, u"frontier"_s, {u"delegation tier: mid → frontier"_s});
    row(DecisionKind::Definition, u"mail"_s, {u"delegation definition: Stakeholder update → Mail"_s});
    row(DecisionKind::Definition, u"Dropped features"_s,
        {u"definition failureModes: [{\"key\":\"f1\",\"since\":\"2026-06-01\",\"text\":\"Claims from an archived "
         u"page\"}]"
         " → [{\"key\":\"f1\",\"since\":\"2026-06-01\",\"text\":\"Claims from an archived page\"},"
         "{\"key\":\"f2\",\"since\":\"2026-06-20\",\"text\":\"Dropped features\"}]"_s,
         u"definition version: 2 → 3"_s});
    row(DecisionKind::Definition, {}, {});
    row(DecisionKind::StopRule, u"Name a second deputy"_s, {});
    row(DecisionKind::Review, {}, {});
    row(DecisionKind::Promote, {}, {u"delegation category: assist → automate"_s});
    row(DecisionKind::Retire, {}, {u"delegation status: active → retired"_s});
    row(DecisionKind::Source, u"the tracker"_s, {u"source verifiedOn: 2026-05-01 → 2026-06-20"_s});
    row(DecisionKind::Source, u"Find a better one"_s, {});
    row(DecisionKind::Owner, u"Cem"_s, {u"delegation owner: Ada → Cem"_s});
    row(DecisionKind::Pause, {}, {u"delegation status: active → paused"_s});
    row(DecisionKind::Accept, {}, {});
}

void TestDecisionKinds::doneInTheRoom()
{
    QFETCH(int, kind);
    QFETCH(QString, to);
    Room room;
    const auto decision = room.decision(DecisionKind(kind), to, true);
    QCOMPARE(room.changes(), QStringList());
    must(AuditService(room.made.store()).close(room.audit));
    QTEST(room.changes(), "changes");
    const auto kept = must(DecisionService(room.made.store()).get(decision.id));
    QCOMPARE(kept.state, DecisionState::Done);
    QCOMPARE(kept.endedOn, std::optional(QDate(2026, 6, 20)));
    QVERIFY(must(verifyRegister(room.made.store())).ok);
}

void TestDecisionKinds::doneAfterwards()
{
    QFETCH(int, kind);
    QFETCH(QString, to);
    Room room;
    const auto decision = room.decision(DecisionKind(kind), to, false);
    must(AuditService(room.made.store()).close(room.audit));
    QCOMPARE(room.changes(), QStringList());
    DecisionService decisions(room.made.store());
    must(decisions.markDone(decision.id, u"by hand"_s));
    QTEST(room.changes(), "changes");
    QCOMPARE(decisions.markDone(decision.id, {}).error().code, ErrorCode::Refused);
    QCOMPARE(must(decisions.get(decision.id)).endNote, std::optional(u"by hand"_s));
}

void TestDecisionKinds::droppedChangesNothing()
{
    QFETCH(int, kind);
    QFETCH(QString, to);
    Room room;
    const auto decision = room.decision(DecisionKind(kind), to, false);
    must(AuditService(room.made.store()).close(room.audit));
    must(DecisionService(room.made.store()).drop(decision.id, u"no longer needed"_s));
    QCOMPARE(room.changes(), QStringList());
    QCOMPARE(must(DecisionService(room.made.store()).get(decision.id)).state, DecisionState::Dropped);
}

void TestDecisionKinds::theEntrySaysWhatWasAndWhatIs_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("detail");
    const QString none;
    QTest::newRow("tier") << int(DecisionKind::Tier) << u"light"_s << u"mid"_s << u"light"_s << none;
    QTest::newRow("category") << int(DecisionKind::Category) << u"AVOID"_s << u"assist"_s << u"avoid"_s << none;
    QTest::newRow("promote") << int(DecisionKind::Promote) << none << u"assist"_s << u"automate"_s << none;
    QTest::newRow("retire") << int(DecisionKind::Retire) << none << u"active"_s << u"retired"_s << none;
    QTest::newRow("pause") << int(DecisionKind::Pause) << none << u"active"_s << u"paused"_s << none;
    QTest::newRow("review") << int(DecisionKind::Review) << none << none << none << none;
    QTest::newRow("a failure mode") << int(DecisionKind::Definition) << u"Dropped features"_s << none << none
                                    << u"Dropped features"_s;
    QTest::newRow("what the stop rule is to say")
        << int(DecisionKind::StopRule) << u"Two deputies"_s << none << none << u"Two deputies"_s;
}

void TestDecisionKinds::theEntrySaysWhatWasAndWhatIs()
{
    QFETCH(int, kind);
    QFETCH(QString, to);
    Room room;
    const auto decision = room.decision(DecisionKind(kind), to, false);
    must(AuditService(room.made.store()).close(room.audit));
    const auto kept = must(DecisionService(room.made.store()).get(decision.id));
    QTEST(QString(kept.before.value_or(Title())), "before");
    QTEST(QString(kept.after.value_or(Title())), "after");
    QTEST(kept.detail.value_or(QString()), "detail");
    QCOMPARE(fromJsonList(kept.decidedBy), (QStringList{room.made.ada.text(), room.made.cem.text()}));
    QCOMPARE(fromJsonList(kept.findings).size(), 1);
}

void TestDecisionKinds::anAcceptanceEndsTheTrust()
{
    Room room;
    room.decision(DecisionKind::Accept, {}, false);
    must(AuditService(room.made.store()).close(room.audit));
    const auto facts = must(standingOf(room.made.store(), room.made.notes));
    QCOMPARE(facts.acceptedUntil, std::optional(QDate(2026, 6, 29)));
    QVERIFY(!facts.hasOverdueDecision);
    room.made.fixture.clock().set(QDate(2026, 6, 30));
    QVERIFY(must(standingOf(room.made.store(), room.made.notes)).hasOverdueDecision);
}

/// What a promotion owes may be given by other decisions of the same audit.
void TestDecisionKinds::severalAreAppliedInTheirOrder()
{
    Room room;
    must(DelegationService(room.made.store()).set(room.made.notes, QList<FieldText>{{u"definition"_s, QString()}}));
    room.before = inventory(room.made.store());
    OpenDecision early;
    early.kind = DecisionKind::Promote;
    early.checks = {Check::Output};
    early.owner = room.made.cem;
    early.due = QDate(2026, 6, 29);
    early.why = u"It runs alone"_s;
    early.done = true;
    const auto refused = AuditService(room.made.store()).addDecision(room.audit, room.made.notes, early);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(refused.error().message.contains(u"lacks an AI Definition of Done"_s),
             qPrintable(refused.error().message));
    room.decision(DecisionKind::Definition, u"Mail"_s, true);
    must(AuditService(room.made.store()).addDecision(room.audit, room.made.notes, early));
    must(AuditService(room.made.store()).close(room.audit));
    QCOMPARE(room.changes(),
             (QStringList{u"delegation category: assist → automate"_s, u"delegation definition:  → Mail"_s}));
}

void TestDecisionKinds::everyKindIsThere()
{
    QSet<int> kinds;
    Room room;
    for (size_t kind = 0; kind < Words<DecisionKind>::all.size(); ++kind) {
        const auto need = toNeed(DecisionKind(kind));
        const QString to = need != ToNeed::Required                    ? QString()
                           : DecisionKind(kind) == DecisionKind::Owner ? u"Cem"_s
                           : DecisionKind(kind) == DecisionKind::Tier  ? u"light"_s
                                                                       : u"assist"_s;
        kinds << int(room.decision(DecisionKind(kind), to, false).kind);
    }
    must(AuditService(room.made.store()).close(room.audit));
    QCOMPARE(size_t(kinds.size()), Words<DecisionKind>::all.size());
    QCOMPARE(must(DecisionService(room.made.store()).list({})).size(), 4 + 11);
}

MUSTER_GUILESS_TEST(TestDecisionKinds)

}

#include "tst_decision_kinds.moc"
