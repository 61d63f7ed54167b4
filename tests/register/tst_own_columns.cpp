#include "register/delegation_list.h"
#include "register/inventory_services.h"
#include "register/own_columns.h"
#include "register/search.h"
#include "register/verify.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_own_columns {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

/// A register may know more of its delegations than Muster has fields for.
class TestOwnColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void valuesAreKeptByType_data();
    void valuesAreKeptByType();
    void whatDoesNotFitIsNamed_data();
    void whatDoesNotFitIsNamed();
    void oneColumnLeavesTheOthersAlone();
    void anEmptyTextTakesItAway();
    void titlesAreUnique();
    void aTypeStays();
    void anEndedColumnKeepsItsValues();
    void whatIsInUseIsNotWithdrawn();
    void valuesAreSearchedAndPrivate();
    void theRecordGivesThemAgain();
    void patchesUndoEachOther_data();
    void patchesUndoEachOther();

private:
    ColumnId add(const QString &title, const QString &type, const QString &choices = {});
    QString valueOf(const QString &title);
    Result<qint64> set(const QString &title, const QString &text);

    std::unique_ptr<RegisterFixture> m_fixture;
    DelegationId m_delegation;
};

void TestOwnColumns::init()
{
    m_fixture = std::make_unique<RegisterFixture>();
    m_delegation = must(DelegationService(m_fixture->store()).add({{u"title"_s, u"Weekly update"_s}}));
}

ColumnId TestOwnColumns::add(const QString &title, const QString &type, const QString &choices)
{
    QList<FieldText> texts{{u"title"_s, title}, {u"type"_s, type}};
    if (!choices.isEmpty())
        texts.append({u"choices"_s, choices});
    return must(ColumnService(m_fixture->store()).add(texts));
}

Result<qint64> TestOwnColumns::set(const QString &title, const QString &text)
{
    return DelegationService(m_fixture->store()).set(m_delegation, QList<FieldText>{{title, text}});
}

QString TestOwnColumns::valueOf(const QString &title)
{
    const auto columns = must(ownColumns(m_fixture->store(), true));
    const auto *column = columnNamed(columns, title);
    const auto delegation = must(DelegationService(m_fixture->store()).get(m_delegation));
    return columnTexts(Value(QString(delegation.columnValues))).value(column->id.text());
}

void TestOwnColumns::valuesAreKeptByType_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kept");
    QTest::newRow("text") << u"text"_s << u" =1+1, “für alle” "_s << u"=1+1, “für alle”"_s;
    QTest::newRow("whole number") << u"number"_s << u"0012"_s << u"12"_s;
    QTest::newRow("decimals") << u"number"_s << u"12.50"_s << u"12.5"_s;
    QTest::newRow("a comma is a decimal one") << u"number"_s << u"-0,75"_s << u"-0.75"_s;
    QTest::newRow("grouped digits") << u"number"_s << u"1 250 000"_s << u"1250000"_s;
    QTest::newRow("nothing but zeros") << u"number"_s << u"-0.0"_s << u"0"_s;
    QTest::newRow("date") << u"date"_s << u"2026-12-31"_s << u"2026-12-31"_s;
    QTest::newRow("choice, as the column spells it") << u"choice"_s << u"mistral"_s << u"Mistral"_s;
}

void TestOwnColumns::valuesAreKeptByType()
{
    QFETCH(QString, type);
    QFETCH(QString, typed);
    QFETCH(QString, kept);
    add(u"Vendor"_s, type, type == u"choice" ? u"OpenAI; Mistral"_s : QString());
    QVERIFY(set(u"vendor"_s, typed));
    QCOMPARE(valueOf(u"Vendor"_s), kept);
}

void TestOwnColumns::whatDoesNotFitIsNamed_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("typed");
    QTest::newRow("a word for a number") << u"number"_s << u"many"_s;
    QTest::newRow("two points") << u"number"_s << u"1.2.3"_s;
    QTest::newRow("a day that does not exist") << u"date"_s << u"2026-02-30"_s;
    QTest::newRow("no choice") << u"choice"_s << u"Nobody"_s;
    QTest::newRow("control characters") << u"text"_s << u"a\u0001b"_s;
}

void TestOwnColumns::whatDoesNotFitIsNamed()
{
    QFETCH(QString, type);
    QFETCH(QString, typed);
    add(u"Vendor"_s, type, type == u"choice" ? u"OpenAI; Mistral"_s : QString());
    const auto refused = set(u"Vendor"_s, typed);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY2(refused.error().message.contains(u"Vendor"), qPrintable(refused.error().message));
    QCOMPARE(valueOf(u"Vendor"_s), QString());
}

void TestOwnColumns::oneColumnLeavesTheOthersAlone()
{
    add(u"Vendor"_s, u"text"_s);
    add(u"Contract ends"_s, u"date"_s);
    QVERIFY(set(u"Vendor"_s, u"Mistral"_s));
    QVERIFY(set(u"Contract ends"_s, u"2027-01-31"_s));
    QVERIFY(set(u"risk"_s, u"high"_s));
    QCOMPARE(valueOf(u"Vendor"_s), u"Mistral"_s);
    QCOMPARE(valueOf(u"Contract ends"_s), u"2027-01-31"_s);
    QCOMPARE(must(set(u"Vendor"_s, u"Mistral"_s)), -1);
}

void TestOwnColumns::anEmptyTextTakesItAway()
{
    add(u"Vendor"_s, u"text"_s);
    QVERIFY(set(u"Vendor"_s, u"Mistral"_s));
    QVERIFY(set(u"Vendor"_s, u"  "_s));
    QVERIFY(must(DelegationService(m_fixture->store()).get(m_delegation)).columnValues.isEmpty());
}

void TestOwnColumns::titlesAreUnique()
{
    add(u"Vendor"_s, u"text"_s);
    ColumnService columns(m_fixture->store());
    for (const auto &title : {u"vendor"_s, u"owner"_s, u"ID"_s, u" "_s}) {
        const auto refused = columns.add({{u"title"_s, title}, {u"type"_s, u"text"_s}});
        QVERIFY2(!refused, qPrintable(title));
    }
    QVERIFY(!columns.add({{u"title"_s, u"Size"_s}, {u"type"_s, u"choice"_s}}));
    QVERIFY(!columns.add({{u"title"_s, u"Size"_s}, {u"type"_s, u"text"_s}, {u"choices"_s, u"a;b"_s}}));
    QCOMPARE(must(ownColumns(m_fixture->store())).size(), 1);
}

void TestOwnColumns::aTypeStays()
{
    const auto id = add(u"Vendor"_s, u"text"_s);
    ColumnService columns(m_fixture->store());
    const auto refused = columns.set(id, QList<FieldText>{{u"type"_s, u"date"_s}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(columns.set(id, QList<FieldText>{{u"title"_s, u"Supplier"_s}}));
    QVERIFY(set(u"Supplier"_s, u"Mistral"_s));
    QVERIFY(!set(u"Vendor"_s, u"Mistral"_s));
}

void TestOwnColumns::anEndedColumnKeepsItsValues()
{
    const auto id = add(u"Vendor"_s, u"text"_s);
    QVERIFY(set(u"Vendor"_s, u"Mistral"_s));
    QVERIFY(ColumnService(m_fixture->store()).set(id, QList<FieldText>{{u"endedOn"_s, u"2026-06-01"_s}}));
    QVERIFY(must(ownColumns(m_fixture->store())).isEmpty());
    QVERIFY(!set(u"Vendor"_s, u"other"_s));
    QCOMPARE(valueOf(u"Vendor"_s), u"Mistral"_s);
    add(u"Vendor"_s, u"number"_s);
    QVERIFY(set(u"Vendor"_s, u"12"_s));
}

void TestOwnColumns::whatIsInUseIsNotWithdrawn()
{
    const auto id = add(u"Vendor"_s, u"text"_s);
    QVERIFY(set(u"Vendor"_s, u"Mistral"_s));
    const auto refused = ColumnService(m_fixture->store()).withdraw(id, u"a slip"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(set(u"Vendor"_s, {}));
    QVERIFY(ColumnService(m_fixture->store()).withdraw(id, u"a slip"_s));
}

void TestOwnColumns::valuesAreSearchedAndPrivate()
{
    const auto id = add(u"Vendor"_s, u"text"_s);
    QVERIFY(set(u"Vendor"_s, u"Société Générale"_s));
    DelegationQuery query;
    query.search = u"societe gen"_s;
    QCOMPARE(must(listDelegations(m_fixture->store(), query)).size(), 1);
    query.search = id.text().left(8); // an identifier is no text of anybody's
    QCOMPARE(must(listDelegations(m_fixture->store(), query)).size(), 0);
    auto lines = must(m_fixture->store().database().select(u"SELECT public_line FROM entry"_s));
    while (lines.next()) {
        QVERIFY(!lines.value(0).toString().contains(u"Société"));
        QVERIFY(!lines.value(0).toString().contains(u"Vendor"));
    }
}

void TestOwnColumns::theRecordGivesThemAgain()
{
    add(u"Vendor"_s, u"choice"_s, u"OpenAI; Mistral"_s);
    QVERIFY(set(u"Vendor"_s, u"OpenAI"_s));
    QVERIFY(set(u"Vendor"_s, u"Mistral"_s));
    const auto report = must(verifyRegister(m_fixture->store()));
    QVERIFY2(report.ok, qPrintable(report.problems.join(u'\n')));
}

void TestOwnColumns::patchesUndoEachOther_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("added") << QString() << uR"({"a":"1"})"_s;
    QTest::newRow("taken away") << uR"({"a":"1"})"_s << QString();
    QTest::newRow("changed") << uR"({"a":"1","b":"2"})"_s << uR"({"a":"3","c":"4"})"_s;
    QTest::newRow("same") << uR"({"a":"1"})"_s << uR"({"a":"1"})"_s;
}

void TestOwnColumns::patchesUndoEachOther()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const auto &entity = entityOf<Delegation>();
    const auto &field = entity.fields[size_t(entity.indexOf(u"columnValues"))];
    const auto value = [](const QString &text) { return text.isEmpty() ? Value() : Value(text); };
    const Value a = value(before), b = value(after);
    QCOMPARE(applied(field, a, patchBetween(field, a, b)), b);
    QCOMPARE(applied(field, b, patchBetween(field, b, a)), a);
}

MUSTER_GUILESS_TEST(TestOwnColumns)

}

#include "tst_own_columns.moc"
