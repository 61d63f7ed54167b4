#include "domain/entities.h"
#include "ledger/canonical.h"
#include "register/map_values.h"
#include "support/test_program.h"

#include <QTest>

#include <rapidcheck.h>

namespace tst_map_values {

using namespace muster;
using namespace muster::registry;
using namespace Qt::StringLiterals;

namespace {

const Field &fieldOf(const Entity &entity, QStringView name)
{
    return entity.fields[size_t(entity.indexOf(name))];
}

const Field &columns = fieldOf(entityOf<Delegation>(), u"columnValues");

/// A text as somebody types it into a column, never empty.
QString anyText()
{
    return *rc::gen::element(u"Mistral"_s, u"2.5"_s, u"2027-01-31"_s, u"a \"quoted\" \\ one"_s, u"two\nlines\ttab"_s,
                             u"é 監 \U0001F9ED"_s, u"=1+1"_s, u"null"_s, u"{\"a\":1}"_s, u"\u007F\u2028"_s);
}

/// Columns are named by identifiers; four of them are enough to meet.
QString anyKey()
{
    return *rc::gen::element(u"a1"_s, u"b2"_s, u"c3"_s, u"d4"_s);
}

ColumnTexts anyTexts()
{
    ColumnTexts texts;
    for (int left = *rc::gen::inRange(0, 5); left > 0; --left)
        texts.insert(anyKey(), anyText());
    return texts;
}

/// A patch that sets some keys and takes others away.
Value anyPatch(ColumnTexts &expected)
{
    Value patch;
    for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
        const QString key = anyKey(), text = *rc::gen::arbitrary<bool>() ? anyText() : QString();
        patch = mapPatch(patch, key, text);
        expected.remove(key);
        if (!text.isEmpty())
            expected.insert(key, text);
    }
    return patch;
}

}

/// Values of the register's own columns: a map in one field, changed key by key so that two people may each change one.
class TestMapValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreKeptAsTheyAre();
    void aPatchChangesItsKeysAlone();
    void aPatchBetweenLeadsThereAndBack();
    void whatIsTheSameIsNoPatch();
    void patchesOfOtherKeysTakeTurns();
    void otherFieldsAreReplaced();
    void whatIsNoMapHoldsNothing();
};

void TestMapValues::textsAreKeptAsTheyAre()
{
    QVERIFY(rc::check("texts by key come back, and their JSON is the one the record allows", [] {
        const auto texts = anyTexts();
        const Value map = mapOf(texts);
        RC_ASSERT(isAbsent(map) == texts.isEmpty());
        RC_ASSERT(columnTexts(map) == texts);
        RC_ASSERT(mapKeys(map) == texts.keys());
        RC_ASSERT(isAbsent(map) || ledger::parseCanonical(textOf(map).toStdString()).has_value());
        // Whatever writes it, the bytes are the same, or a change would be seen where there is none.
        RC_ASSERT(applied(columns, Value(), map) == map);
    }));
}

void TestMapValues::aPatchChangesItsKeysAlone()
{
    QVERIFY(rc::check("keys that a patch names take its text or go; the others stay", [] {
        auto expected = anyTexts();
        const Value before = mapOf(expected);
        const Value patch = anyPatch(expected);
        RC_ASSERT(columnTexts(applied(columns, before, patch)) == expected);
        RC_ASSERT(applied(columns, before, patch) == mapOf(expected));
    }));
}

void TestMapValues::aPatchBetweenLeadsThereAndBack()
{
    QVERIFY(rc::check("what was done is undone, and done again", [] {
        const Value before = mapOf(anyTexts()), after = mapOf(anyTexts());
        const Value there = patchBetween(columns, before, after), back = patchBetween(columns, after, before);
        RC_ASSERT(applied(columns, before, there) == after);
        RC_ASSERT(applied(columns, after, back) == before);
        for (const auto &key : mapKeys(there))
            RC_ASSERT(columnTexts(before).value(key) != columnTexts(after).value(key));
    }));
}

void TestMapValues::whatIsTheSameIsNoPatch()
{
    QVERIFY(rc::check("nothing lies between a map and itself", [] {
        const Value map = mapOf(anyTexts());
        RC_ASSERT(isAbsent(patchBetween(columns, map, map)));
        RC_ASSERT(applied(columns, map, Value()) == map);
    }));
}

void TestMapValues::patchesOfOtherKeysTakeTurns()
{
    QVERIFY(rc::check("two people who change a column each may do so in any order", [] {
        const Value start = mapOf(anyTexts());
        const QString one = anyKey(), other = anyKey();
        RC_PRE(one != other);
        const Value mine = mapPatch({}, one, anyText()), theirs = mapPatch({}, other, QString());
        RC_ASSERT(applied(columns, applied(columns, start, mine), theirs)
                  == applied(columns, applied(columns, start, theirs), mine));
    }));
}

void TestMapValues::otherFieldsAreReplaced()
{
    for (const auto *field :
         {&fieldOf(entityOf<Delegation>(), u"notes"), &fieldOf(entityOf<RegisterInfo>(), u"tiers")}) {
        QCOMPARE(applied(*field, Value(u"[1]"_s), Value(u"[2]"_s)), Value(u"[2]"_s));
        QCOMPARE(applied(*field, Value(u"[1]"_s), Value()), Value());
        QCOMPARE(patchBetween(*field, Value(u"[1]"_s), Value()), Value());
    }
}

void TestMapValues::whatIsNoMapHoldsNothing()
{
    for (const auto &text : {u"[]"_s, u"no JSON"_s, u"{\"a\":1}"_s, u"{\"a\":null}"_s})
        QVERIFY2(columnTexts(Value(text)).isEmpty(), qPrintable(text));
    QVERIFY(columnTexts(Value()).isEmpty());
    QVERIFY(isAbsent(mapOf({})));
}

MUSTER_GUILESS_TEST(TestMapValues)

}

#include "tst_map_values.moc"
