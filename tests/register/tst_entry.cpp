#include "ledger/canonical.h"
#include "ledger/json_generators.h"
#include "ledger/sha256.h"
#include "register/entry.h"
#include "support/test_program.h"

#include <QtTest>

#include <set>

#include <rapidcheck.h>

namespace tst_entry {

using namespace muster;
using namespace muster::registry;
using namespace Qt::StringLiterals;
namespace generate = muster::ledger::generate;

namespace {

constexpr auto salt = "00112233445566778899aabbccddeeff";

QString randomText()
{
    return QString::fromStdString(*generate::text());
}

Value randomValue(const Field &field)
{
    switch (field.type) {
    case FieldType::Integer: return *generate::integer();
    case FieldType::Boolean: return *rc::gen::arbitrary<bool>();
    case FieldType::List: {
        nlohmann::json list = nlohmann::json::array();
        for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
            list.push_back(generate::value(2));
        return QString::fromStdString(ledger::canonical(list).value());
    }
    case FieldType::Map: {
        nlohmann::json map = nlohmann::json::object();
        for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
            map["key " + std::to_string(i)] = *generate::text();
        return QString::fromStdString(ledger::canonical(map).value());
    }
    default: return randomText();
    }
}

/// Absent now and then.
Value randomState(const Field &field)
{
    return *rc::gen::inRange(0, 4) == 0 ? Value() : randomValue(field);
}

Change randomChange(const Kind &kind)
{
    Change change{&kind, u"1b4e28ba-2fa1-41d2-883f-0016d3cca427"_s, {}, {}, {}};
    if (*rc::gen::arbitrary<bool>())
        change.delegation = u"6fa459ea-ee8a-4ca4-894e-db77e160355e"_s;
    change.why = *rc::gen::arbitrary<bool>() ? randomText() : QString();
    if (kind.operation == Operation::Withdraw)
        return change;
    for (size_t i = 0; i < kind.entity->fields.size(); ++i) {
        const auto &field = kind.entity->fields[i];
        if (!*rc::gen::arbitrary<bool>())
            continue;
        const bool isSet = kind.operation == Operation::Set;
        change.fields.push_back(
            {int(i), isSet ? randomState(field) : Value(), isSet ? randomState(field) : randomValue(field)});
    }
    return change;
}

std::vector<const Kind *> everyKind()
{
    std::vector<const Kind *> kinds;
    for (const auto *name :
         {"register.created",   "register.changed",     "register.restored",    "person.added",
          "person.changed",     "person.left",          "person.withdrawn",     "delegation.added",
          "delegation.changed", "delegation.audited",   "delegation.withdrawn", "definition.added",
          "definition.changed", "definition.withdrawn", "source.added",         "source.changed",
          "source.withdrawn",   "stop-rule.added",      "stop-rule.changed",    "stop-rule.withdrawn",
          "drill.recorded",     "drill.changed",        "drill.withdrawn",      "credential.added",
          "credential.changed", "credential.withdrawn", "series.added",         "series.changed",
          "series.withdrawn",   "audit.closed",         "audit.amended",        "finding.recorded",
          "decision.made",      "decision.changed",     "decision.done",        "decision.moved",
          "decision.dropped",   "import.completed",     "import.undone",        "column.added",
          "column.changed",     "column.withdrawn",     "evidence.imported",    "evidence.undone",
          "alias.added",        "alias.changed",        "alias.withdrawn",      "model.added",
          "model.changed",      "model.withdrawn"})
        kinds.push_back(kindNamed(name));
    return kinds;
}

Change simpleChange(const char *kind, const QString &field, const Value &value)
{
    const auto *known = kindNamed(kind);
    return {known, u"1b4e28ba-2fa1-41d2-883f-0016d3cca427"_s, {}, {{known->entity->indexOf(field), {}, value}}, {}};
}

const EntryHead head{17, u"2026-06-01T09:30:00.000Z"_s, {}};

}

/// What an entry says survives its two lines, whatever people typed, and each field stands on its side alone.
class TestEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsThere();
    void roundTrip();
    void linesAreCanonical();
    void sidesAreKept();
    void publicLineCommitsToPrivate();
    void erasedPrivateLineGivesAbsentFields();
    void newerKindsAreToldApart_data();
    void newerKindsAreToldApart();
    void brokenLinesAreRefused_data();
    void brokenLinesAreRefused();
    void impossibleTextIsRefused_data();
    void impossibleTextIsRefused();
    void listsMustBeCanonical_data();
    void listsMustBeCanonical();
    void changeOfKeepsOnlyWhatDiffers();
};

void TestEntry::everyKindIsThere()
{
    std::set<const Entity *> covered;
    for (const auto *kind : everyKind()) {
        QVERIFY(kind);
        QVERIFY(kind->entity);
        covered.insert(kind->entity);
    }
    QCOMPARE(covered.size(), allEntities().size());
}

void TestEntry::roundTrip()
{
    const bool held = rc::check("an entry read is the entry written", [] {
        const auto kinds = everyKind();
        const auto change = randomChange(**rc::gen::elementOf(kinds));
        const EntryHead at{*rc::gen::inRange<qint64>(0, 1'000'000), u"2026-06-01T09:30:00.000Z"_s,
                           *rc::gen::arbitrary<bool>() ? u"0c7e28ba-2fa1-41d2-883f-0016d3cca427"_s : QString()};
        const auto lines = writeLines(at, change, salt);
        RC_ASSERT(lines.has_value());
        const auto entry = readLines(lines->publicLine, lines->privateLine);
        RC_ASSERT(entry.has_value());
        RC_ASSERT(entry->change == change);
        RC_ASSERT(entry->head.n == at.n);
        RC_ASSERT(entry->head.at == at.at);
        RC_ASSERT(entry->head.by == at.by);
    });
    QVERIFY(held);
}

void TestEntry::linesAreCanonical()
{
    const bool held = rc::check("both lines are canonical and carry what the format asks for", [] {
        const auto kinds = everyKind();
        const auto *kind = *rc::gen::elementOf(kinds);
        const auto lines = writeLines(head, randomChange(*kind), salt);
        RC_ASSERT(lines.has_value());
        const auto open = ledger::parseCanonical(lines->publicLine);
        const auto closed = ledger::parseCanonical(lines->privateLine);
        RC_ASSERT(open.has_value());
        RC_ASSERT(closed.has_value());
        RC_ASSERT(open->at("n") == 17);
        RC_ASSERT(closed->at("n") == 17);
        RC_ASSERT(open->at("by").is_null());
        RC_ASSERT(open->at("kind") == std::string(kind->name));
        RC_ASSERT(closed->at("salt") == salt);
    });
    QVERIFY(held);
}

void TestEntry::sidesAreKept()
{
    for (const auto *kind : everyKind()) {
        if (kind->operation == Operation::Withdraw)
            continue;
        Change change{kind, u"1b4e28ba-2fa1-41d2-883f-0016d3cca427"_s, {}, {}, u"a private reason"_s};
        for (size_t i = 0; i < kind->entity->fields.size(); ++i) {
            const auto type = kind->entity->fields[i].type;
            change.fields.push_back({int(i),
                                     {},
                                     type == FieldType::List  ? u"[]"_s
                                     : type == FieldType::Map ? u"{}"_s
                                                              : u"x"_s});
        }
        const auto lines = writeLines(head, change, salt);
        QVERIFY(lines);
        const auto open = ledger::parseCanonical(lines->publicLine).value();
        const auto closed = ledger::parseCanonical(lines->privateLine).value();
        const char *where = kind->operation == Operation::Add ? "values" : "changes";
        for (const auto &field : kind->entity->fields) {
            const bool isPublic = field.side == Side::Public;
            QCOMPARE(open.value(where, nlohmann::json::object()).contains(std::string(field.name)), isPublic);
            QCOMPARE(closed.value(where, nlohmann::json::object()).contains(std::string(field.name)), !isPublic);
        }
        QVERIFY(lines->publicLine.find("a private reason") == std::string::npos);
        QCOMPARE(closed.at("why"), "a private reason");
    }
}

void TestEntry::publicLineCommitsToPrivate()
{
    const auto lines = writeLines(head, simpleChange("person.added", u"name"_s, u"Zoë"_s), salt).value();
    QVERIFY(lines.publicLine.find("Zo") == std::string::npos);
    const auto open = ledger::parseCanonical(lines.publicLine).value();
    QCOMPARE(open.at("private"), ledger::toHex(ledger::sha256(lines.privateLine)));
    QCOMPARE(lines.privateLine,
             std::string(R"({"n":17,"salt":"00112233445566778899aabbccddeeff","values":{"name":"Zoë"}})"));
}

void TestEntry::erasedPrivateLineGivesAbsentFields()
{
    auto change = simpleChange("source.added", u"title"_s, u"Prices"_s);
    change.fields.push_back({change.kind->entity->indexOf(u"verifiedOn"_s), {}, u"2026-05-01"_s});
    const auto lines = writeLines(head, change, salt).value();
    const auto entry = readLines(lines.publicLine, {});
    QVERIFY(entry);
    QCOMPARE(entry->change.fields.size(), size_t(1));
    QCOMPARE(textOf(entry->change.fields.front().after), u"2026-05-01"_s);
}

void TestEntry::newerKindsAreToldApart_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("unknown kind") << QByteArray(R"({"id":"x","kind":"robot.added","n":3,"v":1})");
    QTest::newRow("newer version") << QByteArray(R"({"id":"x","kind":"person.added","n":3,"v":2})");
    QTest::newRow("no version") << QByteArray(R"({"id":"x","kind":"person.added","n":3})");
    QTest::newRow("no kind") << QByteArray(R"({"id":"x","n":3,"v":1})");
}

void TestEntry::newerKindsAreToldApart()
{
    QFETCH(QByteArray, line);
    const auto entry = readLines(line.toStdString(), R"({"n":3})");
    QVERIFY(!entry);
    QCOMPARE(entry.error().code, ErrorCode::Newer);
    QVERIFY(entry.error().message.contains(u"Entry 3"_s));
}

void TestEntry::brokenLinesAreRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no number") << QByteArray(R"({"kind":"person.added","v":1})");
    QTest::newRow("number of another type") << QByteArray(R"({"kind":"person.added","n":"3","v":1})");
    QTest::newRow("unknown field") << QByteArray(R"({"id":"x","kind":"person.added","n":3,"v":1,"values":{"age":7}})");
    QTest::newRow("private field in public")
        << QByteArray(R"({"id":"x","kind":"person.added","n":3,"v":1,"values":{"name":"A"}})");
    QTest::newRow("wrong type") << QByteArray(R"({"id":"x","kind":"person.added","n":3,"v":1,"values":{"leftOn":7}})");
    QTest::newRow("values are no object") << QByteArray(R"({"id":"x","kind":"person.added","n":3,"v":1,"values":[7]})");
    QTest::newRow("change without before")
        << QByteArray(R"({"changes":{"leftOn":{"after":null}},"id":"x","kind":"person.changed","n":3,"v":1})");
}

void TestEntry::brokenLinesAreRefused()
{
    QFETCH(QByteArray, line);
    const auto entry = readLines(line.toStdString(), {});
    QVERIFY(!entry);
    QCOMPARE(entry.error().code, ErrorCode::Damaged);
}

void TestEntry::impossibleTextIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << QString(QChar(u'\0'));
    QTest::newRow("half a pair") << QString(QChar(0xD800));
    QTest::newRow("pair the wrong way round") << QString(QChar(0xDC00)) + QChar(0xD800);
}

void TestEntry::impossibleTextIsRefused()
{
    QFETCH(QString, text);
    auto why = simpleChange("person.added", u"name"_s, u"A"_s);
    why.why = text;
    for (const auto &change :
         {simpleChange("person.added", u"name"_s, text), simpleChange("delegation.added", u"title"_s, text), why}) {
        const auto lines = writeLines(head, change, salt);
        QVERIFY(!lines);
        QCOMPARE(lines.error().code, ErrorCode::InvalidInput);
    }
}

void TestEntry::listsMustBeCanonical_data()
{
    QTest::addColumn<QString>("list");
    QTest::newRow("white space") << u"[1, 2]"_s;
    QTest::newRow("keys out of order") << u"{\"b\":1,\"a\":2}"_s;
    QTest::newRow("doubled key") << u"{\"a\":1,\"a\":1}"_s;
    QTest::newRow("fraction") << u"[0.5]"_s;
    QTest::newRow("no JSON") << u"mid"_s;
    QTest::newRow("no list") << u"\"mid\""_s;
    QTest::newRow("a further member") << u"[],\"zone\":1"_s;
    QTest::newRow("empty") << u""_s;
}

void TestEntry::listsMustBeCanonical()
{
    QFETCH(QString, list);
    const auto lines = writeLines(head, simpleChange("register.created", u"tiers"_s, list), salt);
    QVERIFY(!lines);
    QCOMPARE(lines.error().code, ErrorCode::InvalidInput);
    QVERIFY(lines.error().message.contains(u"tiers"_s));
}

void TestEntry::changeOfKeepsOnlyWhatDiffers()
{
    const auto &entity = entityOf<Person>();
    Row row{u"x"_s, 4, std::vector<Value>(entity.fields.size())};
    const int name = entity.indexOf(u"name"_s);
    const int leftOn = entity.indexOf(u"leftOn"_s);
    row.values[size_t(name)] = u"Ada"_s;
    Patch patch;
    patch.set(name, Value(u"Ada"_s));
    QVERIFY(changeOf(entity, row, patch).fields.empty());
    patch.set(leftOn, Value(u"2026-06-30"_s));
    const auto change = changeOf(entity, row, patch);
    QCOMPARE(change.fields, (std::vector<FieldChange>{{leftOn, Value(), Value(u"2026-06-30"_s)}}));
}

MUSTER_GUILESS_TEST(TestEntry)

}

#include "tst_entry.moc"
