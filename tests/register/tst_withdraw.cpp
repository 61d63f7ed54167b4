#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_withdraw {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;

/// What was added by mistake is withdrawn, but never from under those who still refer to it.
class TestWithdraw : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyRefersToIt();
    void rowsReferToIt_data();
    void rowsReferToIt();
    void listsOfAClosedAuditReferToIt();
    void anOpenAuditRefersToIt();
    void theDatabaseRefusesWhatNobodyAsked();
};

namespace {

/// The sentence of a refusal; the register is as it was.
template <typename Service, typename IdType>
QString refusal(Store &store, const IdType &id)
{
    const auto before = must(store.head()).size();
    const auto done = Service(store).withdraw(id, u"by mistake"_s);
    if (done || done.error().code != ErrorCode::Refused || must(store.head()).size() != before)
        return done ? u"withdrawn"_s : u"code %1: %2"_s.arg(int(done.error().code)).arg(done.error().message);
    return done.error().message;
}

}

void TestWithdraw::nobodyRefersToIt()
{
    AuditedRegister made;
    Person one;
    one.name = u"Twice"_s;
    const auto person = must(PersonService(made.store()).add(one));
    Definition two;
    two.title = u"Unused"_s;
    two.criteria = DefinitionService::criteriaFrom(u"One"_s, {});
    const auto definition = must(DefinitionService(made.store()).add(two));
    must(PersonService(made.store()).withdraw(person, u"twice"_s));
    must(DefinitionService(made.store()).withdraw(definition, u"unused"_s));
    QCOMPARE(PersonService(made.store()).get(person).error().code, ErrorCode::NotFound);
}

void TestWithdraw::rowsReferToIt_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("a delegation with all that hangs on it") << u"delegation"_s
                                                            << QStringList{u"\"Weekly update\" is not withdrawn"_s,
                                                                           u"the source \"The board\""_s,
                                                                           u"one stop rule"_s,
                                                                           u"8 findings"_s,
                                                                           u"4 decisions"_s,
                                                                           u"retire it"_s};
    QTest::newRow("a person") << u"person"_s
                              << QStringList{u"\"Bo =1+1\" is not withdrawn"_s, u"the delegation \"Weekly update\""_s,
                                             u"audit 2"_s, u"they left"_s};
    QTest::newRow("a definition") << u"definition"_s
                                  << QStringList{u"the delegation \"Weekly update\""_s, u"2 findings"_s};
    QTest::newRow("a source that an audit looked at")
        << u"source"_s << QStringList{u"\"The board\""_s, u"one finding"_s};
}

void TestWithdraw::rowsReferToIt()
{
    QFETCH(QString, what);
    QFETCH(QStringList, words);
    AuditedRegister made;
    auto &store = made.store();
    const QString said = what == u"delegation"_s   ? refusal<DelegationService>(store, made.update)
                         : what == u"person"_s     ? refusal<PersonService>(store, made.bo)
                         : what == u"definition"_s ? refusal<DefinitionService>(store, made.definition)
                                                   : refusal<SourceService>(store, made.board);
    for (const auto &word : words)
        QVERIFY2(said.contains(word), qPrintable(said));
}

void TestWithdraw::listsOfAClosedAuditReferToIt()
{
    AuditedRegister made;
    Person guest;
    guest.name = u"Guest"_s;
    const auto id = must(PersonService(made.store()).add(guest));
    AuditRequest request;
    request.facilitator = made.ada;
    request.participants = {made.ada, id};
    request.delegations = {made.refunds};
    const auto audit = must(AuditService(made.store()).open(request));
    made.find(audit, made.refunds, Check::Creep, Verdict::Pass);
    must(AuditService(made.store()).close(audit));
    const QString said = refusal<PersonService>(made.store(), id);
    QVERIFY2(said.contains(u"audit 3"_s) && said.contains(u"one finding"_s), qPrintable(said));
}

void TestWithdraw::anOpenAuditRefersToIt()
{
    AuditedRegister made;
    Delegation late;
    late.title = u"Added by mistake"_s;
    const auto id = must(DelegationService(made.store()).add(late));
    const auto audit = made.open({id});
    const QString said = refusal<DelegationService>(made.store(), id);
    QVERIFY2(said.contains(u"open audit 3"_s), qPrintable(said));
    must(AuditService(made.store()).discard(audit));
    must(DelegationService(made.store()).withdraw(id, u"by mistake"_s));
}

void TestWithdraw::theDatabaseRefusesWhatNobodyAsked()
{
    AuditedRegister made;
    const auto &entity = entityOf<Delegation>();
    const auto before = must(made.store().head()).size();
    const auto done = made.store().write([&](Writer &writer) {
        return writer.append({kindOf(entity, Operation::Withdraw), made.update.text(), {}, {}, u"import undone"_s});
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Refused);
    QVERIFY2(done.error().message.contains(u"refer"_s), qPrintable(done.error().message));
    QCOMPARE(must(made.store().head()).size(), before);
    QVERIFY(DelegationService(made.store()).history(made.update).has_value());
}

MUSTER_GUILESS_TEST(TestWithdraw)

}

#include "tst_withdraw.moc"
