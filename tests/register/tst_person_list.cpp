#include "register/person_list.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_person_list {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;

namespace {

/// What is in somebody's name, as "holding title".
QStringList held(AuditedRegister &made, const PersonId &person)
{
    static const QStringList names{u"owner"_s,    u"puller"_s,     u"series"_s,     u"decision"_s,   u"deputy"_s,
                                   u"reviewer"_s, u"maintainer"_s, u"escalation"_s, u"stop deputy"_s};
    QStringList all;
    for (const auto &item : must(holdingsOf(made.store(), person)))
        all << names[int(item.holding)] + u' ' + item.title;
    return all;
}

void set(AuditedRegister &made, const DelegationId &delegation, const QList<FieldText> &fields)
{
    must(DelegationService(made.store()).set(delegation, fields));
}

PersonSummary summaryOf(AuditedRegister &made, const PersonId &person)
{
    for (const auto &summary : must(listPeople(made.store()))) {
        if (summary.person.id == person)
            return summary;
    }
    qFatal("nobody of this identifier");
}

}

/// Who is there, how much is in their name, and what somebody who leaves would leave behind.
class TestPersonList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingInAName();
    void whatEndedIsInNobodysName();
    void countsWhatIsInUse();
    void leavingTellsWhatIsLeftBehind();
    void nobodyHoldsWhatIsNotThere();
};

void TestPersonList::everythingInAName()
{
    AuditedRegister made;
    set(made, made.notes, {{u"deputy"_s, made.bo.text()}, {u"reviewer"_s, made.bo.text()}});
    set(made, made.refunds, {{u"maintainer"_s, made.bo.text()}, {u"escalation"_s, made.bo.text()}});
    Series series;
    series.title = u"Team"_s;
    series.owner = made.bo;
    series.cadence = Cadence{};
    must(SeriesService(made.store()).add(series));
    QCOMPARE(held(made, made.bo),
             (QStringList{u"owner Weekly update"_s, u"puller Weekly update"_s, u"series Team"_s,
                          u"decision Weekly update: review"_s, u"decision Weekly update: tier"_s,
                          u"decision Weekly update: accept"_s, u"deputy Release notes"_s, u"reviewer Release notes"_s,
                          u"maintainer Refunds"_s, u"escalation Refunds"_s}));
    QCOMPARE(held(made, made.cem), (QStringList{u"owner Refunds"_s, u"stop deputy Weekly update"_s}));
    int lost = 0;
    for (const auto &item : must(holdingsOf(made.store(), made.bo)))
        lost += item.isLost();
    QCOMPARE(lost, 6);
}

void TestPersonList::whatEndedIsInNobodysName()
{
    AuditedRegister made;
    DecisionService decisions(made.store());
    must(decisions.markDone(made.fixBoard, {}));
    must(decisions.drop(made.stronger, u"too dear"_s));
    const auto rule = must(StopRuleService(made.store()).of(made.update)).value();
    must(StopRuleService(made.store()).set(rule.id, QList<FieldText>{{u"endedOn"_s, u"2026-06-20"_s}}));
    QCOMPARE(held(made, made.bo), (QStringList{u"owner Weekly update"_s, u"decision Weekly update: accept"_s}));
    set(made, made.update, {{u"status"_s, u"retired"_s}});
    QCOMPARE(held(made, made.bo), QStringList{u"decision Weekly update: accept"_s});
    QCOMPARE(held(made, made.cem), QStringList{u"owner Refunds"_s});
}

void TestPersonList::countsWhatIsInUse()
{
    AuditedRegister made;
    QCOMPARE(must(listPeople(made.store())).size(), 4);
    QCOMPARE(summaryOf(made, made.bo).owns, 1);
    QCOMPARE(summaryOf(made, made.bo).openDecisions, 3);
    QCOMPARE(summaryOf(made, made.dee).openDecisions, 1);
    set(made, made.notes, {{u"deputy"_s, made.bo.text()}});
    set(made, made.update, {{u"deputy"_s, made.bo.text()}, {u"owner"_s, made.dee.text()}});
    QCOMPARE(summaryOf(made, made.bo).owns, 0);
    QCOMPARE(summaryOf(made, made.bo).deputyOf, 2);
    QCOMPARE(summaryOf(made, made.dee).owns, 1);
    set(made, made.update, {{u"status"_s, u"retired"_s}});
    QCOMPARE(summaryOf(made, made.bo).deputyOf, 1);
    QCOMPARE(summaryOf(made, made.dee).owns, 0);
}

void TestPersonList::leavingTellsWhatIsLeftBehind()
{
    AuditedRegister made;
    PersonService people(made.store());
    const auto left = must(people.left(made.dee, QDate(2026, 6, 20)));
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.first().holding, Holding::DecisionOwner);
    QCOMPARE(left.first().delegation, made.update);
    QCOMPARE(left.first().due, std::optional(QDate(2026, 6, 9)));
    const auto again = people.left(made.dee, QDate(2026, 6, 21));
    QCOMPARE(again.error().code, ErrorCode::Refused);
    QVERIFY2(again.error().message.contains(u"Dee left on 2026-06-20 already"_s), qPrintable(again.error().message));
    QVERIFY(!summaryOf(made, made.dee).person.isActive(made.store().today()));
    // Somebody may come back.
    must(people.set(made.dee, QList<FieldText>{{u"leftOn"_s, QString()}}));
    QVERIFY(summaryOf(made, made.dee).person.isActive(made.store().today()));
}

void TestPersonList::nobodyHoldsWhatIsNotThere()
{
    AuditedRegister made;
    QCOMPARE(holdingsOf(made.store(), PersonId(u"nobody"_s)).error().code, ErrorCode::NotFound);
    QCOMPARE(PersonService(made.store()).left(PersonId(u"nobody"_s), QDate(2026, 6, 1)).error().code,
             ErrorCode::NotFound);
}

MUSTER_GUILESS_TEST(TestPersonList)

}

#include "tst_person_list.moc"
