#include "exchange/new_columns.h"
#include "import_table.h"
#include "register/inventory_services.h"
#include "register/own_columns.h"
#include "register/verify.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_new_columns {

using namespace muster;
using namespace muster::exchange;
using namespace Qt::StringLiterals;
using test::mapped;
using test::must;
using test::RegisterFixture;
using test::written;

namespace {

ScannedColumn holding(const QStringList &cells)
{
    ScannedColumn column;
    for (const auto &cell : cells) {
        const auto known = std::ranges::find(column.values, cell, &DistinctValue::text);
        if (known != column.values.end())
            ++known->count;
        else
            column.values.append({cell, 1});
    }
    return column;
}

QStringList times(int count, const QStringList &cells)
{
    QStringList all;
    for (int i = 0; i < count; ++i)
        all << cells;
    return all;
}

/// Twenty rows of a tool chosen from two, hours, a date and a remark.
QByteArray table()
{
    QByteArray text = "T,Tool,Hours,Since,Remark\n";
    for (int i = 0; i < 20; ++i) {
        const QByteArray n = QByteArray::number(i);
        text += "Work " + n + (i % 3 == 0 ? ",Atlas," : ",Beacon,") + n + ".5,2026-01-" + QByteArray::number(10 + i)
                + ",remark " + n + '\n';
    }
    return text;
}

}

/// Columns of a file that become columns of the register's own.
class TestNewColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typesAreGuessed_data();
    void typesAreGuessed();
    void choicesAreWhatTheCellsComeTo();
    void columnsAreMadeWithTheRows();
    void aDryRunMakesNothing();
    void whereNoRowIsTakenNoColumnIsMade();
    void strictMakesNothing();
    void aSecondImportUsesThem();
    void titlesThatAreTakenAreRefused_data();
    void titlesThatAreTakenAreRefused();
    void anotherTypeIsRefused();
    void tooManyChoicesAreRefused();
    void theImportTakesThemBack();
    void whatIsFilledInElsewhereStays();
    void onTheCommandLinesTerms();
    void aMappingRemembersThem();

private:
    static ImportOptions asking(const QStringList &texts, const QString &path)
    {
        auto options = mapped({u"title=T"_s});
        must(addNewColumns(options.mapping, texts, path, {}));
        return options;
    }

    static QList<OwnColumn> columns(RegisterFixture &fixture) { return must(registry::ownColumns(fixture.store())); }

    static QStringList titles(RegisterFixture &fixture)
    {
        QStringList titles;
        for (const auto &column : columns(fixture))
            titles << column.title;
        return titles;
    }

    static QList<Delegation> all(RegisterFixture &fixture)
    {
        return must(registry::DelegationService(fixture.store()).all());
    }

    /// What stands in a column of a delegation.
    static QString valueOf(RegisterFixture &fixture, const Delegation &delegation, const QString &title)
    {
        const auto own = columns(fixture);
        const auto *column = registry::columnNamed(own, title);
        return column ? registry::columnTexts(Value(QString(delegation.columnValues))).value(column->id.text())
                      : QString();
    }
};

void TestNewColumns::typesAreGuessed_data()
{
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<int>("type");
    const auto row = [](const char *name, const QStringList &cells, ColumnType type) {
        QTest::newRow(name) << cells << int(type);
    };
    row("dates", {u"2026-01-31"_s, u""_s, u"2025-12-01"_s}, ColumnType::Date);
    row("a date that doesn't exist", {u"2026-02-30"_s, u"2025-12-01"_s}, ColumnType::Text);
    row("numbers", {u"12"_s, u"0.5"_s, u"-3"_s, u"1,5"_s, u""_s}, ColumnType::Number);
    row("years are numbers", {u"2024"_s, u"2025"_s}, ColumnType::Number);
    row("leading zeros", {u"007"_s, u"12"_s}, ColumnType::Text);
    row("thousands or decimals", {u"1,000"_s, u"12"_s}, ColumnType::Text);
    row("a number and a word", {u"12"_s, u"many"_s}, ColumnType::Text);
    row("few words in many cells", times(10, {u"red"_s, u"green"_s}), ColumnType::Choice);
    row("case aside", times(10, {u"Red"_s, u"red"_s, u"green"_s}), ColumnType::Choice);
    row("two words in nineteen cells", times(9, {u"red"_s, u"green"_s}) + QStringList{u"red"_s}, ColumnType::Text);
    row("one word", times(40, {u"red"_s}), ColumnType::Text);
    row("empty cells count for nothing", times(9, {u"red"_s, u"green"_s}) + times(50, {u""_s}), ColumnType::Text);
    QStringList words;
    for (int i = 0; i < 12; ++i)
        words << u"word %1"_s.arg(i);
    row("twelve words", times(10, words), ColumnType::Choice);
    row("thirteen words", times(20, words + QStringList{u"one more"_s}), ColumnType::Text);
    row("long texts", times(20, {QString(80, u'x'), QString(80, u'y')}), ColumnType::Text);
    row("nothing", {u""_s, u""_s}, ColumnType::Text);
}

void TestNewColumns::typesAreGuessed()
{
    QFETCH(QStringList, cells);
    QFETCH(int, type);
    QCOMPARE(int(guessType(holding(cells))), type);
}

void TestNewColumns::choicesAreWhatTheCellsComeTo()
{
    ColumnMapping mapping;
    const auto column =
        holding({u"Open AI"_s, u"OpenAI"_s, u"Mistral"_s, u"mistral"_s, u"in  house"_s, u"none"_s, u""_s});
    mapping.values[u"Vendor"_s] = {{u"Open AI"_s, u"OpenAI"_s}, {u"none"_s, QString()}};
    mapping.defaults[u"Vendor"_s] = u"unknown"_s;
    QCOMPARE(must(choicesOf(column, mapping, u"Vendor"_s, u"Vendor"_s)),
             (QStringList{u"OpenAI"_s, u"Mistral"_s, u"in house"_s, u"unknown"_s}));
    const auto nothing = choicesOf(holding({u""_s}), {}, u"Vendor"_s, u"Vendor"_s);
    QVERIFY(!nothing && nothing.error().message.contains(u"Vendor"_s));
}

void TestNewColumns::columnsAreMadeWithTheRows()
{
    RegisterFixture fixture;
    const QString path = written(fixture, table());
    const auto report =
        must(importDelegations(fixture.store(), path, asking({u"Tool"_s, u"Hours"_s, u"Since"_s, u"Remark"_s}, path)));
    QCOMPARE(report.accepted, 20);
    QCOMPARE(report.columnsAdded, (QStringList{u"Tool"_s, u"Hours"_s, u"Since"_s, u"Remark"_s}));
    QCOMPARE(titles(fixture), report.columnsAdded);
    const auto made = columns(fixture);
    QCOMPARE(made[0].type, ColumnType::Choice);
    QCOMPARE(registry::fromJsonList(made[0].choices), (QStringList{u"Beacon"_s, u"Atlas"_s}));
    QCOMPARE(made[1].type, ColumnType::Number);
    QCOMPARE(made[2].type, ColumnType::Date);
    QCOMPARE(made[3].type, ColumnType::Text);
    const auto last = all(fixture).last();
    QCOMPARE(valueOf(fixture, last, u"Tool"_s), u"Beacon"_s);
    QCOMPARE(valueOf(fixture, last, u"Hours"_s), u"19.5"_s);
    QCOMPARE(valueOf(fixture, last, u"Since"_s), u"2026-01-29"_s);
    QCOMPARE(valueOf(fixture, last, u"Remark"_s), u"remark 19"_s);
    QVERIFY(!last.notes);
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
}

void TestNewColumns::aDryRunMakesNothing()
{
    RegisterFixture fixture;
    const QString path = written(fixture, table());
    const auto before = must(fixture.store().head()).size();
    auto options = asking({u"Tool"_s}, path);
    options.dryRun = true;
    const auto report = must(importDelegations(fixture.store(), path, options));
    QCOMPARE(report.accepted, 20);
    QCOMPARE(report.columnsAdded, QStringList{u"Tool"_s});
    QVERIFY(columns(fixture).isEmpty());
    QCOMPARE(must(fixture.store().head()).size(), before);
}

void TestNewColumns::whereNoRowIsTakenNoColumnIsMade()
{
    RegisterFixture fixture;
    const QString path = written(fixture, "T,Tool\n,Atlas\n,Beacon\n");
    const auto before = must(fixture.store().head()).size();
    const auto report = must(importDelegations(fixture.store(), path, asking({u"Tool"_s}, path)));
    QCOMPARE(report.refused, 2);
    QVERIFY(report.columnsAdded.isEmpty() && columns(fixture).isEmpty() && !report.id);
    QCOMPARE(must(fixture.store().head()).size(), before);
}

void TestNewColumns::strictMakesNothing()
{
    RegisterFixture fixture;
    const QString path = written(fixture, "T,Tool\nOne,Atlas\n,Beacon\n");
    auto options = asking({u"Tool"_s}, path);
    options.strict = true;
    QVERIFY(!must(importDelegations(fixture.store(), path, options)).kept);
    QVERIFY(columns(fixture).isEmpty() && all(fixture).isEmpty());
}

void TestNewColumns::aSecondImportUsesThem()
{
    RegisterFixture fixture;
    const QString path = written(fixture, "T,Tool\nOne,Atlas\n");
    auto options = asking({u"Tool"_s}, path);
    options.mapping.key = must(ColumnRef::parse(u"T"_s));
    must(importDelegations(fixture.store(), path, options));
    const auto made = columns(fixture);
    written(fixture, "T,Tool\nOne,Beacon\nTwo,Atlas\n");
    const auto again = must(importDelegations(fixture.store(), path, options));
    QCOMPARE(again.updated, 1);
    QCOMPARE(again.accepted, 1);
    QVERIFY(again.columnsAdded.isEmpty());
    QCOMPARE(columns(fixture), made);
    QCOMPARE(valueOf(fixture, all(fixture).first(), u"Tool"_s), u"Beacon"_s);
}

void TestNewColumns::titlesThatAreTakenAreRefused_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("says");
    QTest::newRow("a field") << QByteArray("risk") << u"\"risk\" is a field"_s;
    QTest::newRow("a field as people write it") << QByteArray("Last Audit") << u"\"Last Audit\" is a field"_s;
    QTest::newRow("the identifier") << QByteArray("ID") << u"\"ID\" is a field"_s;
    QTest::newRow("too long") << QByteArray(600, 'x') << u"600 characters"_s;
}

void TestNewColumns::titlesThatAreTakenAreRefused()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, says);
    RegisterFixture fixture;
    const QString path = written(fixture, "T," + header + "\nOne,x\n");
    const auto refused = importDelegations(fixture.store(), path, asking({u"#2=text"_s}, path));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(says), qPrintable(refused.error().message));
    QVERIFY(columns(fixture).isEmpty() && all(fixture).isEmpty());
}

void TestNewColumns::anotherTypeIsRefused()
{
    RegisterFixture fixture;
    must(registry::ColumnService(fixture.store()).add({{u"title"_s, u"tool"_s}, {u"type"_s, u"text"_s}}));
    const QString path = written(fixture, "T,Tool\nOne,12\n");
    const auto refused = importDelegations(fixture.store(), path, asking({u"Tool=number"_s}, path));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(refused.error().message.contains(u"of the type text already, not number"_s),
             qPrintable(refused.error().message));
}

void TestNewColumns::tooManyChoicesAreRefused()
{
    RegisterFixture fixture;
    QByteArray many = "T,Tool\n";
    for (int i = 0; i <= mostChoices; ++i)
        many += "Work,tool " + QByteArray::number(i) + '\n';
    const QString path = written(fixture, many);
    const auto refused = importDelegations(fixture.store(), path, asking({u"Tool=choice"_s}, path));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"more than 100 different values"_s),
             qPrintable(refused.error().message));
}

void TestNewColumns::theImportTakesThemBack()
{
    RegisterFixture fixture;
    const QString path = written(fixture, "T\nOne\n");
    must(importDelegations(fixture.store(), path, mapped({u"title=T"_s})));
    written(fixture, "T,Tool\nOne,Atlas\nTwo,Beacon\n");
    auto options = asking({u"Tool"_s}, path);
    options.mapping.key = must(ColumnRef::parse(u"T"_s));
    const auto report = must(importDelegations(fixture.store(), path, options));
    QCOMPARE(report.updated, 1);
    must(undoImport(fixture.store(), *report.id));
    QVERIFY(columns(fixture).isEmpty());
    QCOMPARE(all(fixture).size(), 1);
    QVERIFY(all(fixture).first().columnValues.isEmpty());
    QVERIFY(must(registry::verifyRegister(fixture.store())).ok);
    QCOMPARE(must(importDelegations(fixture.store(), path, options)).columnsAdded, QStringList{u"Tool"_s});
}

void TestNewColumns::whatIsFilledInElsewhereStays()
{
    RegisterFixture fixture;
    registry::DelegationService delegations(fixture.store());
    const auto other = must(delegations.add({{u"title"_s, u"By hand"_s}}));
    const QString path = written(fixture, "T,Tool\nOne,Atlas\n");
    const auto report = must(importDelegations(fixture.store(), path, asking({u"Tool"_s}, path)));
    must(delegations.set(other, {{u"Tool"_s, u"typed since"_s}}));
    const auto undone = undoImport(fixture.store(), *report.id);
    QVERIFY(!undone);
    QCOMPARE(undone.error().code, ErrorCode::Refused);
    QVERIFY2(undone.error().message.contains(u"“Tool” was filled in for “By hand”"_s),
             qPrintable(undone.error().message));
    QCOMPARE(all(fixture).size(), 2);
    must(delegations.set(other, {{u"Tool"_s, QString()}}));
    must(undoImport(fixture.store(), *report.id));
    QVERIFY(columns(fixture).isEmpty());
}

void TestNewColumns::onTheCommandLinesTerms()
{
    RegisterFixture fixture;
    const QString path = written(fixture, "T,a=b,Tool,\nOne,x,12,y\n");
    ColumnMapping mapping;
    must(addNewColumns(mapping, {u"a=b"_s, u"Tool=TEXT"_s, u"#4"_s}, path, {}));
    QCOMPARE(mapping.newColumns,
             (QList<NewColumn>{
                 {u"a=b"_s, ColumnType::Text}, {u"Tool"_s, ColumnType::Text}, {u"Column 4"_s, ColumnType::Text}}));
    const auto wrong = addNewColumns(mapping, {u"Tool=nmber"_s}, path, {});
    QCOMPARE(wrong.error().code, ErrorCode::Usage);
    QCOMPARE(addNewColumns(mapping, {u"Tol"_s}, path, {}).error().code, ErrorCode::NotFound);
    OwnColumn there;
    there.title = u"tool"_s;
    must(addNewColumns(mapping, {u"Tool"_s}, path, {there}));
    QCOMPARE(mapping.newColumns.last(), (NewColumn{u"Tool"_s, ColumnType::Text}));
    QCOMPARE(mapping.newColumns.size(), 3);
    mapping.columns.clear();
    const auto unfed = columnsToMake(fixture.store(), mapping, path, {});
    QCOMPARE(unfed.error().code, ErrorCode::Usage);
}

void TestNewColumns::aMappingRemembersThem()
{
    ColumnMapping mapping;
    mapping.columns = {{u"title"_s, {u"T"_s, 0}}, {u"Tool"_s, {u"Werkzeug"_s, 0}}};
    mapping.newColumns = {{u"Tool"_s, ColumnType::Choice}};
    QVERIFY(mapping.toJson().contains("\"newColumns\": {\n    \"Tool\": \"choice\"\n  }"));
    QCOMPARE(must(ColumnMapping::fromJson(mapping.toJson(), u"it"_s)), mapping);
    auto json = mapping.toJson();
    const auto wrong = ColumnMapping::fromJson(json.replace("\"choice\"", "\"colour\""), u"it"_s);
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().message.contains(u"\"colour\" as type of the new column \"Tool\""_s),
             qPrintable(wrong.error().message));
    QVERIFY(!ColumnMapping::fromJson(json.replace("{\n    \"Tool\": \"colour\"\n  }", "[]"), u"it"_s));
}

MUSTER_GUILESS_TEST(TestNewColumns)

}

#include "tst_new_columns.moc"
