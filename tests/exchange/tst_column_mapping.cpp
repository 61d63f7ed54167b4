#include "exchange/column_mapping.h"
#include "support/test_program.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <rapidcheck.h>

namespace tst_column_mapping {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::exchange;

namespace {

const QStringList kHeaders{u"Use Case Name"_s, u"Agency"_s,       u"If Other, please explain."_s,
                           u"In-house? "_s,    u"agency "_s,      u"If Other, please explain."_s,
                           u"AGENCY CODE"_s,   u"Summary\nlong"_s};

ColumnRef named(const QString &header)
{
    return ColumnRef{header, 0};
}

ColumnMapping sample()
{
    ColumnMapping mapping;
    mapping.columns = {{u"title"_s, named(u"Use Case Name"_s)}, {u"purpose"_s, ColumnRef{QString(), 8}}};
    mapping.values[u"risk"_s] = {{u"Both"_s, u"high"_s}, {u"*"_s, u"low"_s}, {QString(), u"medium"_s}};
    mapping.defaults[u"status"_s] = u"active"_s;
    mapping.key = ColumnRef{QString(), 1};
    mapping.keepUnmapped = true;
    mapping.encoding = u"windows-1252"_s;
    mapping.delimiter = u';';
    return mapping;
}

QString generatedText()
{
    const auto points = *rc::gen::container<std::vector<char32_t>>(
        rc::gen::oneOf(rc::gen::inRange<char32_t>(1, 0x7F), rc::gen::inRange<char32_t>(0xA0, 0xD800)));
    return QString::fromUcs4(points.data(), qsizetype(points.size()));
}

}

class TestColumnMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnRefs();
    void resolves_data();
    void resolves();
    void resolveSaysWhatToDo_data();
    void resolveSaysWhatToDo();
    void addColumn();
    void addValue();
    void addDefault();
    void usageErrors_data();
    void usageErrors();
    void values_data();
    void values();
    void jsonIsAsDocumented();
    void jsonRoundTrips();
    void jsonTakesAliasesAndDefaults();
    void jsonRefuses_data();
    void jsonRefuses();
    void hugeJsonIsRefusedQuickly();
    void savesAndLoads();
    void guesses();
};

void TestColumnMapping::columnRefs()
{
    QCOMPARE(ColumnRef::parse(u"#3").value(), (ColumnRef{QString(), 3}));
    QCOMPARE(ColumnRef::parse(u" #12 ").value(), (ColumnRef{QString(), 12}));
    QCOMPARE(ColumnRef::parse(u"# of users").value(), named(u"# of users"_s));
    QCOMPARE(ColumnRef::parse(u"#").value(), named(u"#"_s));
    QCOMPARE(ColumnRef::parse(u"In-house? ").value(), named(u"In-house? "_s));
    for (const QStringView bad : {u"", u"  ", u"#0", u"#16385", u"#99999999999999999999"}) {
        QVERIFY(!ColumnRef::parse(bad));
    }
    QCOMPARE((ColumnRef{QString(), 3}).toString(), u"#3"_s);
}

void TestColumnMapping::resolves_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<int>("index");
    QTest::newRow("exact") << u"Use Case Name"_s << 0;
    QTest::newRow("exact before folded") << u"Agency"_s << 1;
    QTest::newRow("exact with blank") << u"agency "_s << 4;
    QTest::newRow("case aside") << u"use case NAME"_s << 0;
    QTest::newRow("blank left out") << u"in-house?"_s << 3;
    QTest::newRow("line break as blank") << u"Summary long"_s << 7;
    QTest::newRow("number") << u"#6"_s << 5;
    QTest::newRow("last number") << u"#8"_s << 7;
}

void TestColumnMapping::resolves()
{
    QFETCH(QString, column);
    QFETCH(int, index);
    QCOMPARE(resolve(ColumnRef::parse(column).value(), kHeaders).value(), index);
}

void TestColumnMapping::resolveSaysWhatToDo_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");
    QTest::newRow("typing error") << u"Use Case Nmae"_s << int(ErrorCode::NotFound) << u"\"Use Case Name\""_s;
    QTest::newRow("beginning") << u"If Other"_s << int(ErrorCode::NotFound) << u"\"If Other, please explain.\""_s;
    QTest::newRow("nothing near") << u"zzzzzzzz"_s << int(ErrorCode::NotFound) << u"# and a number"_s;
    QTest::newRow("repeated") << u"If Other, please explain."_s << int(ErrorCode::Ambiguous) << u"2 times"_s;
    QTest::newRow("repeated, numbers") << u"If Other, please explain."_s << int(ErrorCode::Ambiguous) << u"#3, #6"_s;
    QTest::newRow("repeated but for case") << u"AGENCY"_s << int(ErrorCode::Ambiguous) << u"#2, #5"_s;
    QTest::newRow("out of range") << u"#9"_s << int(ErrorCode::NotFound) << u"from 1 to 8"_s;
}

void TestColumnMapping::resolveSaysWhatToDo()
{
    QFETCH(QString, column);
    QFETCH(int, code);
    QFETCH(QString, part);
    const auto found = resolve(ColumnRef::parse(column).value(), kHeaders);
    QVERIFY(!found);
    QCOMPARE(int(found.error().code), code);
    QVERIFY2(found.error().message.contains(part), qPrintable(found.error().message));
}

void TestColumnMapping::addColumn()
{
    ColumnMapping mapping;
    QVERIFY(mapping.addColumn(u"title=A = b"));
    QVERIFY(mapping.addColumn(u" owner =#4"));
    QCOMPARE(mapping.columns, (QList<MappedColumn>{{u"title"_s, named(u"A = b"_s)}, {u"owner"_s, {QString(), 4}}}));
    QVERIFY(mapping.addColumn(u"title=#1"));
    QCOMPARE(mapping.columns, (QList<MappedColumn>{{u"title"_s, {QString(), 1}}, {u"owner"_s, {QString(), 4}}}));
}

void TestColumnMapping::addValue()
{
    ColumnMapping mapping;
    QVERIFY(mapping.addValue(u"risk:a=b: c=high"));
    QVERIFY(mapping.addValue(u"risk:=low"));
    QVERIFY(mapping.addValue(u"risk:n/a="));
    const QMap<QString, QString> risk{{u"a=b: c"_s, u"high"_s}, {QString(), u"low"_s}, {u"n/a"_s, QString()}};
    QCOMPARE(mapping.values.value(u"risk"_s), risk);
}

void TestColumnMapping::addDefault()
{
    ColumnMapping mapping;
    QVERIFY(mapping.addDefault(u"purpose=a=b"));
    QCOMPARE(mapping.defaults.value(u"purpose"_s), u"a=b"_s);
}

void TestColumnMapping::usageErrors_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "title", "=x", "title=", "title=#0"}) {
        QTest::addRow("column %s", text) << u"column"_s << QString::fromLatin1(text);
    }
    for (const char *text : {"", "risk", "risk:x", "risk=x", ":a=b"}) {
        QTest::addRow("value %s", text) << u"value"_s << QString::fromLatin1(text);
    }
    for (const char *text : {"", "team", "=x"}) {
        QTest::addRow("default %s", text) << u"default"_s << QString::fromLatin1(text);
    }
}

void TestColumnMapping::usageErrors()
{
    QFETCH(QString, kind);
    QFETCH(QString, text);
    ColumnMapping mapping;
    const auto added = kind == u"column"  ? mapping.addColumn(text)
                       : kind == u"value" ? mapping.addValue(text)
                                          : mapping.addDefault(text);
    QVERIFY(!added);
    QCOMPARE(added.error().code, ErrorCode::Usage);
    QVERIFY(added.error().message.contains(u"FIELD"_s));
    QCOMPARE(mapping, ColumnMapping());
}

void TestColumnMapping::values_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("value");
    QTest::newRow("exact") << u"Yes"_s << u"1"_s;
    QTest::newRow("exact before case") << u"YES"_s << u"2"_s;
    QTest::newRow("trimmed") << u" Yes \n"_s << u"1"_s;
    QTest::newRow("case") << u"nO"_s << u"3"_s;
    QTest::newRow("anything") << u"perhaps"_s << u"4"_s;
    QTest::newRow("empty") << u" "_s << u"5"_s;
}

void TestColumnMapping::values()
{
    QFETCH(QString, cell);
    QFETCH(QString, value);
    ColumnMapping mapping;
    mapping.values[u"f"_s] = {
        {u"Yes"_s, u"1"_s}, {u"YES"_s, u"2"_s}, {u"no"_s, u"3"_s}, {u"*"_s, u"4"_s}, {QString(), u"5"_s}};
    QCOMPARE(mapping.mappedValue(u"f"_s, cell), value);
    QCOMPARE(mapping.mappedValue(u"other"_s, cell), std::nullopt);
    mapping.values[u"f"_s] = {{u"no"_s, QString()}, {u"*"_s, u"x"_s}};
    QCOMPARE(mapping.mappedValue(u"f"_s, QString()), std::nullopt);
    QCOMPARE(mapping.mappedValue(u"f"_s, u" No "_s), QString());
}

void TestColumnMapping::jsonIsAsDocumented()
{
    const QByteArray json = R"({ "format": "muster-mapping", "version": 1,
       "columns": { "title": "Use Case Name", "purpose": "#8" },
       "values": { "risk": { "Both": "high", "*": "low", "": "medium" } },
       "defaults": { "status": "active" },
       "key": "#1", "keepUnmapped": true, "createPeople": false,
       "encoding": "windows-1252", "delimiter": ";" })";
    QCOMPARE(ColumnMapping::fromJson(json, u"m.json"_s).value(), sample());
    QVERIFY(sample().toJson().startsWith("{\n  \"format\": \"muster-mapping\",\n  \"version\": 1,\n  \"columns\": {\n"
                                         "    \"title\": \"Use Case Name\",\n    \"purpose\": \"#8\"\n  },"));
}

void TestColumnMapping::jsonRoundTrips()
{
    QCOMPARE(ColumnMapping::fromJson(sample().toJson(), u"m.json"_s).value(), sample());
    QCOMPARE(ColumnMapping::fromJson(ColumnMapping().toJson(), u"m.json"_s).value(), ColumnMapping());
    QVERIFY(rc::check("a mapping written and read is equal", [] {
        ColumnMapping mapping;
        for (int n = *rc::gen::inRange(0, 5); n > 0; --n) {
            const ColumnRef byName = named(u"h"_s + generatedText());
            mapping.columns += MappedColumn{u"f%1"_s.arg(n), *rc::gen::arbitrary<bool>() ? byName : ColumnRef{{}, n}};
            mapping.values[generatedText()][generatedText()] = generatedText();
            mapping.defaults[generatedText()] = generatedText();
        }
        mapping.createPeople = *rc::gen::arbitrary<bool>();
        const auto read = ColumnMapping::fromJson(mapping.toJson(), u"m.json"_s);
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == mapping);
    }));
}

void TestColumnMapping::jsonTakesAliasesAndDefaults()
{
    const auto mapping =
        ColumnMapping::fromJson(R"({"version":1,"format":"muster-mapping","encoding":"cp1252"})", u"m.json"_s);
    QCOMPARE(mapping.value().encoding, u"windows-1252"_s);
    QVERIFY(!mapping->keepUnmapped && !mapping->key && mapping->columns.isEmpty());
}

void TestColumnMapping::jsonRefuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("part");
    const auto with = [](const char *member) {
        return QByteArray(R"({"format":"muster-mapping","version":1,)") + member + "}";
    };
    QTest::newRow("no JSON") << QByteArray("title=x") << u"no mapping"_s;
    QTest::newRow("not UTF-8") << with("\"key\":\"\x92\"") << u"no mapping"_s;
    QTest::newRow("array") << QByteArray("[]") << u"no mapping"_s;
    QTest::newRow("another format") << QByteArray(R"({"format":"x","version":1})") << u"no mapping"_s;
    QTest::newRow("no version") << QByteArray(R"({"format":"muster-mapping"})") << u"version"_s;
    QTest::newRow("version as text") << QByteArray(R"({"format":"muster-mapping","version":"1"})") << u"version"_s;
    QTest::newRow("version 0") << QByteArray(R"({"format":"muster-mapping","version":0})") << u"version"_s;
    QTest::newRow("unknown") << with(R"("colums":{})") << u"\"colums\""_s;
    QTest::newRow("columns as list") << with(R"("columns":["title"])") << u"\"columns\""_s;
    QTest::newRow("column as number") << with(R"("columns":{"title":3})") << u"\"title\""_s;
    QTest::newRow("column 0") << with(R"("columns":{"title":"#0"})") << u"\"#0\""_s;
    QTest::newRow("empty column") << with(R"("columns":{"title":""})") << u"header"_s;
    QTest::newRow("repeated field") << with(R"("columns":{"title":"a","title":"b"})") << u"\"title\" twice"_s;
    QTest::newRow("repeated member") << with(R"("key":"a","key":"b")") << u"\"key\" twice"_s;
    QTest::newRow("repeated empty value") << with(R"("values":{"risk":{"":"a","":"b"}})") << u"twice"_s;
    QTest::newRow("values as text") << with(R"("values":"x")") << u"\"values\""_s;
    QTest::newRow("values of a field") << with(R"("values":{"risk":["x"]})") << u"values of risk"_s;
    QTest::newRow("value as number") << with(R"("values":{"risk":{"a":1}})") << u"\"a\" in values of risk"_s;
    QTest::newRow("default as null") << with(R"("defaults":{"team":null})") << u"\"team\" in defaults"_s;
    QTest::newRow("flag as text") << with(R"("keepUnmapped":"yes")") << u"\"keepUnmapped\""_s;
    QTest::newRow("key as number") << with(R"("key":1)") << u"\"key\""_s;
    QTest::newRow("encoding") << with(R"("encoding":"klingon")") << u"\"klingon\""_s;
    QTest::newRow("delimiter") << with(R"("delimiter":";;")") << u"\";;\""_s;
    QTest::newRow("quote as delimiter") << with(R"("delimiter":"\"")") << u"delimiter"_s;
    QTest::newRow("large") << with(R"("key":"a")") + QByteArray(1'000'000, ' ') << u"1 MB"_s;
}

void TestColumnMapping::jsonRefuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, part);
    const auto mapping = ColumnMapping::fromJson(json, u"m.json"_s);
    QVERIFY(!mapping);
    QCOMPARE(mapping.error().code, ErrorCode::InvalidInput);
    const QString message = mapping.error().message;
    QVERIFY2(message.contains(part) && message.startsWith(u"m.json "_s) && message.endsWith(u'.'), qPrintable(message));
}

void TestColumnMapping::hugeJsonIsRefusedQuickly()
{
    QElapsedTimer timer;
    timer.start();
    QByteArray members;
    for (int n = 0; n < 80'000; ++n) {
        members += ",\"" + QByteArray::number(n) + "\":0";
    }
    QVERIFY(!ColumnMapping::fromJson("{\"format\":\"muster-mapping\"" + members + "}", u"m.json"_s));
    QVERIFY(!ColumnMapping::fromJson(QByteArray(900'000, '['), u"m.json"_s));
    QVERIFY(!ColumnMapping::fromJson(QByteArray(400'000, '[') + QByteArray(400'000, ']'), u"m.json"_s));
    QVERIFY(timer.elapsed() < 10'000);
}

void TestColumnMapping::savesAndLoads()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"m.json"_s);
    QVERIFY(sample().save(path));
    QCOMPARE(ColumnMapping::load(path).value(), sample());
    QCOMPARE(ColumnMapping::load(dir.filePath(u"none.json"_s)).error().code, ErrorCode::NotFound);
    QCOMPARE(sample().save(dir.filePath(u"no/folder/m.json"_s)).error().code, ErrorCode::Io);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"format":"muster-mapping","version":2,"later":true})");
    file.close();
    QCOMPARE(ColumnMapping::load(path).error().code, ErrorCode::Newer);
}

void TestColumnMapping::guesses()
{
    const QList<KnownField> fields{{u"title"_s, {u"name"_s, u"use case name"_s}},
                                   {u"team"_s, {u"agency"_s}},
                                   {u"externalId"_s, {u"id"_s}},
                                   {u"purpose"_s, {u"agency"_s, u"summary long"_s}},
                                   {u"owner"_s, {}}};
    const QStringList headers = QStringList{u"External ID"_s} + kHeaders;
    const QList<GuessedColumn> expected{{u"title"_s, 1}, {u"team"_s, 2}, {u"externalId"_s, 0}, {u"purpose"_s, 5}};
    QCOMPARE(guessColumns(headers, fields), expected);
    QVERIFY(guessColumns({QString(), u"—"_s}, fields).isEmpty());
}

MUSTER_GUILESS_TEST(TestColumnMapping)

}

#include "tst_column_mapping.moc"
