#include "exchange/json_records.h"
#include "support/test_program.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <vector>

#include <rapidcheck.h>

namespace tst_json_records {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::exchange;
using Json = nlohmann::json;

namespace {

struct Read
{
    std::vector<Json> values;
    std::vector<std::string> keys;
    std::vector<qint64> lines;
    QString error;
    ErrorCode code{};
};

Read readAll(std::unique_ptr<QIODevice> device, const std::vector<JsonPath> &paths, const JsonLimits &limits = {})
{
    Read result;
    JsonRecords records(std::move(device), u"in.json"_s, paths, limits);
    JsonRecord record;
    while (true) {
        const auto more = records.next(record);
        if (!more) {
            result.error = more.error().message;
            result.code = more.error().code;
        }
        if (!more || !*more)
            return result;
        result.values.push_back(record.value);
        result.keys.push_back(record.key);
        result.lines.push_back(record.line);
    }
}

Read readText(const QByteArray &text, const std::vector<JsonPath> &paths, const JsonLimits &limits = {})
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(text);
    buffer->open(QIODevice::ReadOnly);
    return readAll(std::move(buffer), paths, limits);
}

std::string joined(const std::vector<Json> &values)
{
    std::string text;
    for (const Json &value : values)
        text += value.dump() + ' ';
    return text;
}

bool isSentence(const QString &message)
{
    return message.contains(u"in.json"_s) && message.endsWith(u'.') && !message.contains(u'\n');
}

/// Hands out `head`, then `record` so many times, then `tail`, without ever having all of it.
class LongFile final : public QIODevice
{
public:
    LongFile(QByteArray head, QByteArray record, qint64 count, QByteArray tail)
        : m_next(std::move(head)), m_record(std::move(record)), m_tail(std::move(tail)), m_left(count)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        qint64 given = 0;
        while (given < most && !(m_next.isEmpty() && m_left < 0)) {
            if (m_at == m_next.size()) {
                m_next = m_left > 0 ? m_record : m_left == 0 ? m_tail : QByteArray();
                --m_left;
                m_at = 0;
                continue;
            }
            const qint64 n = std::min<qint64>(most - given, m_next.size() - m_at);
            memcpy(data + given, m_next.constData() + m_at, static_cast<size_t>(n));
            m_at += n;
            given += n;
        }
        return given;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_next, m_record, m_tail;
    qint64 m_left = 0;
    qsizetype m_at = 0;
};

qint64 residentKilobytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return -1;
}

/// Any document: values of all types, nested, with awkward texts.
Json anyDocument(int depth)
{
    switch (*rc::gen::inRange(0, depth > 0 ? 8 : 6)) {
    case 0: return nullptr;
    case 1: return *rc::gen::arbitrary<bool>();
    case 2: return *rc::gen::arbitrary<qint64>();
    case 3: return *rc::gen::arbitrary<quint64>();
    case 4: return double(*rc::gen::arbitrary<int>()) / 64 + 0.25;
    case 5: {
        const auto part = rc::gen::elementOf(std::vector<std::string>{"a", "\"", "\\", "\n", "é", "😀", "{", "]", ","});
        std::string text;
        for (const std::string &piece : *rc::gen::container<std::vector<std::string>>(part))
            text += piece;
        return text;
    }
    case 6: {
        Json array = Json::array();
        for (int left = *rc::gen::inRange(0, 4); left > 0; --left)
            array.push_back(anyDocument(depth - 1));
        return array;
    }
    default: {
        Json object = Json::object();
        for (int left = *rc::gen::inRange(0, 4); left > 0; --left)
            object[std::string(1, char('a' + left)) + (left == 2 ? "\"" : "")] = anyDocument(depth - 1);
        return object;
    }
    }
}

/// As the reader gives it: numbers that are no integers are text.
Json withFloatsAsText(const Json &value)
{
    if (value.is_number_float())
        return value.dump();
    Json changed = value;
    for (auto &element : changed) {
        if (value.is_structured())
            element = withFloatsAsText(element);
    }
    return changed;
}

}

class TestJsonRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void records_data();
    void records();
    void parentsAreKnown();
    void keysAndLines();
    void numbersStayAsTheyAre();
    void refusals_data();
    void refusals();
    void truncated();
    void deepNesting();
    void limits();
    void utf16();
    void files();
    void constantMemory();
    void equalsAFullParse();
    void damagedTextIsRefusedOrRead();
};

void TestJsonRecords::records_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::vector<JsonPath>>("paths");
    QTest::addColumn<std::string>("values");
    const std::vector<JsonPath> list{{"[]"}};
    const std::vector<JsonPath> either{{"[]"}, {}};
    const std::vector<JsonPath> page{{"[]"}, {"data", "[]"}, {}};
    QTest::newRow("array") << QByteArray("[{\"a\":1}, {\"a\":2}]") << list << std::string("{\"a\":1} {\"a\":2} ");
    QTest::newRow("empty array") << QByteArray(" [ ] \n") << list << std::string();
    QTest::newRow("scalars") << QByteArray("[1,\"x\",null,true,[2]]") << list << std::string("1 \"x\" null true [2] ");
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF[1]") << list << std::string("1 ");
    QTest::newRow("one object") << QByteArray("{\"a\":[1]}") << either << std::string("{\"a\":[1]} ");
    QTest::newRow("JSON Lines") << QByteArray("{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}") << either
                                << std::string("{\"a\":1} {\"a\":2} {\"a\":3} ");
    QTest::newRow("one after the other") << QByteArray("[1][2,3]{\"a\":4}") << either
                                         << std::string("1 2 3 {\"a\":4} ");
    QTest::newRow("page") << QByteArray("{\"n\":9,\"data\":[{\"a\":1}],\"next\":null}") << page
                          << std::string("{\"a\":1} ");
    QTest::newRow("empty page") << QByteArray("{\"data\":[],\"next\":null}") << page << std::string();
    QTest::newRow("null page") << QByteArray("{\"data\":null}") << page << std::string();
    QTest::newRow("no page but a record")
        << QByteArray("{\"a\":1,\"b\":[2]}") << page << std::string("{\"a\":1,\"b\":[2]} ");
    QTest::newRow("nested") << QByteArray("{\"r\":[{\"s\":[{\"x\":[1,2]},{}]},{\"s\":[{\"x\":[3]}]}]}")
                            << std::vector<JsonPath>{{"r", "[]", "s", "[]", "x?", "[]"}} << std::string("1 2 3 ");
    QTest::newRow("members") << QByteArray("{\"m\":{\"p\":1},\"n\":{\"p\":2}}") << std::vector<JsonPath>{{"{}"}}
                             << std::string("{\"p\":1} {\"p\":2} ");
    QTest::newRow("the last of a name counts")
        << QByteArray("[{\"a\":1,\"a\":2}]") << list << std::string("{\"a\":2} ");
    QTest::newRow("both of a name give records")
        << QByteArray("{\"data\":[1],\"data\":[2]}") << page << std::string("1 2 ");
    QTest::newRow("escapes") << QByteArray("[\"\\u00e9\\ud83d\\ude00\\n\"]") << list << std::string("\"é😀\\n\" ");
}

void TestJsonRecords::records()
{
    QFETCH(QByteArray, text);
    QFETCH(std::vector<JsonPath>, paths);
    QFETCH(std::string, values);
    const Read got = readText(text, paths);
    QCOMPARE(got.error, QString());
    QCOMPARE(joined(got.values), values);
}

void TestJsonRecords::parentsAreKnown()
{
    const QByteArray text = "{\"version\":1,\"r\":[{\"name\":\"a\",\"s\":[1,2],\"late\":0},{\"s\":[3]}]}";
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(text);
    buffer->open(QIODevice::ReadOnly);
    JsonRecords records(std::move(buffer), u"in.json"_s, {{"r", "[]", "s", "[]"}});
    JsonRecord record;
    QStringList names;
    while (records.next(record).value_or(false)) {
        const Json *name = record.inherited("name");
        names += name ? QString::fromStdString(name->get<std::string>()) : u"-"_s;
        QCOMPARE(record.parents.size(), 4u);
        QCOMPARE(record.inherited("version")->get<int>(), 1);
        QVERIFY(!record.inherited("late"));
    }
    QCOMPARE(names, QStringList({u"a"_s, u"a"_s, u"-"_s}));
    QCOMPARE(records.bytesRead(), text.size());
    QCOMPARE(records.bytesTotal(), text.size());
}

void TestJsonRecords::keysAndLines()
{
    const Read got = readText("{\n \"m\": {\n},\n\"n\":\n{} }", {{"{}"}});
    QCOMPARE(got.keys, std::vector<std::string>({"m", "n"}));
    QCOMPARE(got.lines, std::vector<qint64>({2, 5}));
}

void TestJsonRecords::numbersStayAsTheyAre()
{
    const Read got = readText("[1.10, 1e-05, 18446744073709551615, 18446744073709551616, -9, 0.1E+2]", {{"[]"}});
    QCOMPARE(joined(got.values),
             std::string("\"1.10\" \"1e-05\" 18446744073709551615 \"18446744073709551616\" -9 \"0.1E+2\" "));
}

void TestJsonRecords::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("clause");
    QTest::newRow("empty") << QByteArray() << u"is empty"_s;
    QTest::newRow("blank") << QByteArray("  \n") << u"breaks off at byte 3"_s;
    QTest::newRow("text") << QByteArray("name;value") << u"line 1, byte 2: this is no JSON"_s;
    QTest::newRow("NUL") << QByteArray("{\"data\":[1]}\0\n", 14) << u"a NUL byte"_s;
    QTest::newRow("no comma") << QByteArray("{\"data\":[1\n2]}")
                              << u"line 2, byte 12: found number literal where a comma or ]"_s;
    QTest::newRow("comma at the end") << QByteArray("{\"data\":[1,]}")
                                      << u"found \"]\" where a value belongs, after 1 complete record;"_s;
    QTest::newRow("no colon") << QByteArray("{\"data\" 1}") << u"where a colon belongs"_s;
    QTest::newRow("no name") << QByteArray("{data:1}") << u"this is no JSON"_s;
    QTest::newRow("member without comma") << QByteArray("{\"x\":1 \"data\":[]}") << u"a comma or }"_s;
    QTest::newRow("in a record") << QByteArray("{\"data\":[{\"a\":1,}]}") << u"where the name of a member belongs"_s;
    QTest::newRow("bytes") << QByteArray("{\"data\":[\"\xE9\"]}") << u"ill-formed UTF-8"_s;
    QTest::newRow("member missing") << QByteArray("{\"data\":[]}\n{\"error\":{}}")
                                    << u"the object that begins in line 2 has no \"data\""_s;
    QTest::newRow("no list") << QByteArray("{\"data\":7}") << u"found number literal where a list belongs"_s;
    QTest::newRow("no object") << QByteArray("[7]") << u"found \"[\" where an object with \"data\" belongs"_s;
    QTest::newRow("after the value") << QByteArray("{\"data\":[]} ]") << u"found \"]\""_s;
}

void TestJsonRecords::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, clause);
    const Read got = readText(text, {{"data", "[]"}});
    QVERIFY2(got.error.contains(clause), qPrintable(got.error));
    QVERIFY2(isSentence(got.error), qPrintable(got.error));
    QCOMPARE(got.code, ErrorCode::InvalidInput);
}

void TestJsonRecords::truncated()
{
    const QByteArray text = "{\"data\":[{\"a\":[1,2]},{\"b\":\"x\"},{\"c\":null}],\"more\":{\"n\":1.5}}";
    const Read whole = readText(text, {{"data", "[]"}});
    QCOMPARE(whole.values.size(), 3u);
    for (qsizetype length = 1; length < text.size(); ++length) {
        const Read cut = readText(text.first(length), {{"data", "[]"}});
        QVERIFY2(cut.error.contains(u"breaks off at byte %1"_s.arg(length)), qPrintable(cut.error));
        QVERIFY(cut.values.size() <= 3);
        QVERIFY(std::equal(cut.values.begin(), cut.values.end(), whole.values.begin()));
        QVERIFY(cut.error.contains(cut.values.size() == 1 ? u"1 complete record;"_s
                                                          : u"%1 complete records;"_s.arg(cut.values.size())));
    }
}

void TestJsonRecords::deepNesting()
{
    for (const QByteArray &begin : {QByteArray("["), QByteArray("{\"a\":")}) {
        for (const std::vector<JsonPath> &paths : std::vector<std::vector<JsonPath>>{{{"[]"}, {}}, {{"data", "[]"}}}) {
            const Read got = readText("{\"x\":" + begin.repeated(10'000), paths);
            QVERIFY2(got.error.contains(u"nested more than 200 deep"_s), qPrintable(got.error));
        }
    }
    const QByteArray deep = QByteArray("[").repeated(199) + "1" + QByteArray("]").repeated(199);
    QCOMPARE(readText(deep, {{"[]"}}).error, QString());
}

void TestJsonRecords::limits()
{
    const JsonLimits small{.maxRecordBytes = 100, .maxSkeletonBytes = 60, .maxValues = 20};
    const QByteArray wide = "\"" + QByteArray("x").repeated(120) + "\"";
    const Read record = readText("{\"data\":[1,\n[" + wide + "]]}", {{"data", "[]"}}, small);
    QVERIFY2(record.error.contains(u"the record that begins in line 2 is larger than 100 bytes or 20 values"_s),
             qPrintable(record.error));
    QCOMPARE(record.values.size(), 1u);
    const Read around = readText("{\"x\":" + wide + ",\"data\":[1]}", {{"data", "[]"}}, small);
    QVERIFY2(around.error.contains(u"what stands around the records is larger than 60 bytes or 20 values"_s),
             qPrintable(around.error));
    const Read values = readText("{\"data\":[[" + QByteArray("1,").repeated(30) + "1]]}", {{"data", "[]"}}, small);
    QVERIFY2(values.error.contains(u"the record that begins in line 1 is larger"_s), qPrintable(values.error));
    QByteArray many = "{\"data\":[";
    for (int i = 0; i < 50; ++i)
        many += QByteArray(i > 0 ? "," : "") + "{\"o\":\"12345678901234567890\"}";
    QCOMPARE(readText(many + "]}", {{"data", "[]"}}, small).values.size(), 50u);
    const QByteArray frames = QByteArray("{\"r\":{\"n\":\"1234567890\"},\"s\":[1]},").repeated(50);
    QCOMPARE(readText("[" + frames + "{\"s\":[1]}]", {{"[]", "s", "[]"}}, small).values.size(), 51u);
}

void TestJsonRecords::utf16()
{
    const char16_t text[] = u"\uFEFF[{\"a\":\"é\"}]";
    const Read got = readText(QByteArray(reinterpret_cast<const char *>(text), sizeof text - 2), {{"[]"}});
    QCOMPARE(got.error, QString());
    QCOMPARE(joined(got.values), std::string("{\"a\":\"é\"} "));
}

void TestJsonRecords::files()
{
    QTemporaryDir dir;
    QCOMPARE(JsonRecords::open(dir.filePath(u"none"_s), {{}}).error().code, ErrorCode::NotFound);
    QCOMPARE(JsonRecords::open(dir.path(), {{}}).error().code, ErrorCode::InvalidInput);
    QFile file(dir.filePath(u"in.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(JsonRecords::open(file.fileName(), {{}}).error().message.contains(u"in.json is empty"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[1]");
    file.close();
    const auto records = JsonRecords::open(file.fileName(), {{"[]"}});
    QVERIFY(records);
    JsonRecord record;
    QVERIFY((*records)->next(record).value_or(false));
    QCOMPARE((*records)->name(), u"in.json"_s);
    QCOMPARE((*records)->bytesTotal(), 3);
}

void TestJsonRecords::constantMemory()
{
    const QByteArray record =
        "{\"id\":\"" + QByteArray("r").repeated(900) + "\",\"usage\":{\"input\":10,\"output\":5}},\n";
    constexpr qint64 count = 110'000; // 100 MB
    auto device = std::make_unique<LongFile>("{\"data\":[", record, count, "{}],\"has_more\":false}");
    JsonRecords records(std::move(device), u"long.json"_s, {{"data", "[]"}});
    JsonRecord got;
    qint64 seen = 0, most = 0;
    const qint64 before = residentKilobytes();
    for (auto more = records.next(got); more.value_or(false); more = records.next(got)) {
        if (++seen % 10'000 == 0)
            most = std::max(most, residentKilobytes());
    }
    QCOMPARE(seen, count + 1);
    QVERIFY(records.bytesRead() > 100 * 1000 * 1000);
#ifdef __SANITIZE_ADDRESS__ // which keeps 256 MB of what was freed
    constexpr qint64 allowed = 300 * 1024;
#else
    constexpr qint64 allowed = 20 * 1024;
#endif
    QVERIFY2(most - before < allowed, qPrintable(u"%1 kB more"_s.arg(most - before)));
}

void TestJsonRecords::equalsAFullParse()
{
    QVERIFY(rc::check("records are those of a full parse", [] {
        Json list = Json::array();
        for (int left = *rc::gen::inRange(0, 5); left > 0; --left)
            list.push_back(anyDocument(4));
        const Json document{{"before", anyDocument(3)}, {"data", list}};
        const std::string text = document.dump(*rc::gen::inRange(-1, 3));
        const Read got = readText(QByteArray::fromStdString(text), {{"data", "[]"}});
        RC_ASSERT(got.error == QString());
        const Json parsed = withFloatsAsText(Json::parse(text)["data"]);
        RC_ASSERT(got.values.size() == parsed.size());
        for (size_t i = 0; i < parsed.size(); ++i)
            RC_ASSERT(got.values[i] == parsed[i]);
    }));
}

void TestJsonRecords::damagedTextIsRefusedOrRead()
{
    QVERIFY(rc::check("what is JSON is read, whatever was done to it", [] {
        std::string text = Json::array({anyDocument(3), anyDocument(3)}).dump();
        for (int left = *rc::gen::inRange(0, 4); left > 0 && !text.empty(); --left) {
            const auto at = *rc::gen::inRange<size_t>(0, text.size());
            text[at] = *rc::gen::elementOf(std::string("[]{},:\"\\0-.eEn\xC3\x80 ") + '\0');
        }
        const Read got = readText(QByteArray::fromStdString(text), {{"[]"}, {}});
        RC_ASSERT(got.error.isEmpty() || (!Json::accept(text) && isSentence(got.error)));
    }));
}

MUSTER_GUILESS_TEST(TestJsonRecords)

}

#include "tst_json_records.moc"
