#include "cli/cli_process.h"
#include "support/test_program.h"

#include <QRegularExpression>

namespace tst_cli_nouns {

using namespace Qt::StringLiterals;
using muster::test::CliProcess;
using muster::test::json;
using muster::test::Ran;

/// Every noun of the inventory has add, list, show and set alike: for people, for scripts, and with the same exit status.
class TestCliNouns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void addPrintsTheIdentifier_data() { nouns(); }
    void addPrintsTheIdentifier();
    void listAndShowAgree_data() { nouns(); }
    void listAndShowAgree();
    void setSaysWhatItDid_data() { nouns(); }
    void setSaysWhatItDid();
    void namesWhatIsWrong_data() { nouns(); }
    void namesWhatIsWrong();
    void whatEndedIsListedWithAll_data();
    void whatEndedIsListedWithAll();
    void emptyListsSaySo_data() { nouns(); }
    void emptyListsSaySo();

private:
    static void nouns();
    Ran run(const QStringList &args) const { return m_cli->run(args); }
    json jsonOf(const QStringList &args) const { return m_cli->run(args + QStringList{u"--json"_s}).parsed(); }
    QString added(const QString &noun, const QStringList &given) const
    {
        return run(QStringList{noun, u"add"_s} + given).line();
    }
    int entries() const { return jsonOf({u"register"_s, u"info"_s})["entries"]; }

    std::unique_ptr<CliProcess> m_cli;
};

namespace {

QString text(const json &value)
{
    return value.is_string() ? QString::fromStdString(value) : QString::fromStdString(value.dump());
}

bool isIdentifier(const QString &line)
{
    static const QRegularExpression shape(u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    return shape.match(line).hasMatch();
}

}

/// What is given to add, and a field that set changes: to what, and as show tells it.
void TestCliNouns::nouns()
{
    QTest::addColumn<QString>("noun");
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *noun, const QStringList &given, const QString &field, const QString &value) {
        QTest::newRow(noun) << QString::fromLatin1(noun) << given << field << value;
    };
    row("person", {u"Grace"_s, u"--email"_s, u"g@example.org"_s}, u"email"_s, u"grace@example.org"_s);
    row("delegation", {u"Minutes"_s, u"risk=low"_s}, u"risk"_s, u"high"_s);
    row("column", {u"Vendor"_s, u"type=text"_s}, u"title"_s, u"Supplier"_s);
    row("definition", {u"Summaries"_s, u"--criterion"_s, u"Names its sources"_s}, u"taskClass"_s, u"summary"_s);
    row("source", {u"Update"_s, u"The board"_s}, u"freshnessDays"_s, u"14"_s);
    row("stop-rule", {u"Update"_s, u"trigger=Two errors"_s}, u"minutes"_s, u"15"_s);
    row("drill", {u"Update"_s, u"worked=no"_s}, u"worked"_s, u"true"_s);
    row("credential", {u"Update"_s, u"Board reader"_s}, u"expiresOn"_s, u"2026-12-31"_s);
    row("series", {u"Monthly"_s, u"owner=Ada"_s, u"cadence=monthly"_s}, u"cadence"_s, u"days:14"_s);
}

void TestCliNouns::init()
{
    m_cli = std::make_unique<CliProcess>();
    const QString problem = m_cli->once(u"one delegation"_s, [this] {
        return m_cli->makeRegister() ? run({u"delegation"_s, u"add"_s, u"Update"_s, u"owner=Ada"_s}).err
                                     : u"no register"_s;
    });
    QCOMPARE(problem, QString());
}

void TestCliNouns::addPrintsTheIdentifier()
{
    QFETCH(QString, noun);
    QFETCH(QStringList, given);
    const int before = entries();
    const auto plain = run(QStringList{noun, u"add"_s} + given);
    MUSTER_FINE(plain);
    QVERIFY2(isIdentifier(plain.line()) && plain.out.endsWith(u'\n'), qPrintable(plain.out));
    QCOMPARE(entries(), before + 1);
    QCOMPARE(text(jsonOf({noun, u"show"_s, plain.line()})["id"]), plain.line());
    // Another of them, as scripts add it.
    init();
    const auto made = jsonOf(QStringList{noun, u"add"_s} + given);
    QCOMPARE(made.size(), 1u);
    QVERIFY(isIdentifier(text(made["id"])));
}

void TestCliNouns::listAndShowAgree()
{
    QFETCH(QString, noun);
    QFETCH(QStringList, given);
    const QString id = added(noun, given);
    const auto shown = jsonOf({noun, u"show"_s, id});
    const auto list = jsonOf({noun, u"list"_s});
    QVERIFY(list.is_array() && !list.empty());
    const auto &listed = list.back();
    for (const auto &[key, value] : listed.items()) {
        if (noun == u"delegation" && key == "owner")
            continue; // a list shows the name, the thing itself its identifier
        QVERIFY2(shown.contains(key) && shown[key] == value, key.c_str());
    }
    const auto table = run({noun, u"list"_s});
    MUSTER_FINE(table);
    QCOMPARE(table.out.count(id), noun == u"delegation" ? 0 : 1);
    const auto lines = run({noun, u"show"_s, id});
    MUSTER_FINE(lines);
    QVERIFY2(lines.out.contains(id), qPrintable(lines.out));
    for (const auto &one : given) {
        const QString value = one.section(u'=', -1);
        QVERIFY2(value.startsWith(u"--") || lines.out.contains(value), qPrintable(value + u'\n' + lines.out));
    }
}

void TestCliNouns::setSaysWhatItDid()
{
    QFETCH(QString, noun);
    QFETCH(QStringList, given);
    QFETCH(QString, field);
    QFETCH(QString, value);
    const QString id = added(noun, given);
    const QStringList set{noun, u"set"_s, id, field + u'=' + value, u"--why"_s, u"seen today"_s};
    const int before = entries();
    const auto plain = run(set);
    MUSTER_FINE(plain);
    QCOMPARE(plain.line(), u"Changed, as entry %1."_s.arg(before));
    QCOMPARE(text(jsonOf({noun, u"show"_s, id})[field.toStdString()]), value);
    const auto again = run(set);
    MUSTER_FINE(again);
    QCOMPARE(again.line(), u"Nothing differs; nothing was changed."_s);
    const auto same = jsonOf(set);
    QCOMPARE(text(same["id"]), id);
    QVERIFY(same["entry"].is_null());
    QCOMPARE(entries(), before + 1);
    const auto n = jsonOf({noun, u"show"_s, id})["n"].get<int>();
    QCOMPARE(n, before);
    MUSTER_FAILS(run(set + QStringList{u"--expect"_s, QString::number(n - 1)}), 1, "was changed meanwhile");
}

void TestCliNouns::namesWhatIsWrong()
{
    QFETCH(QString, noun);
    QFETCH(QStringList, given);
    QFETCH(QString, field);
    const QString id = added(noun, given);
    const int before = entries();
    const QString nobody = u"00000000-0000-4000-8000-000000000000"_s;
    const QStringList why = noun == u"delegation" ? QStringList{u"--why"_s, u"w"_s} : QStringList();
    MUSTER_FAILS(run({noun, u"show"_s, nobody}), 1, "There is no ");
    MUSTER_FAILS(run({noun, u"show"_s, u"nothing of the kind"_s}), 1, "There is no ");
    MUSTER_FAILS(run(QStringList{noun, u"set"_s, nobody, field + u"=x"_s} + why), 1, "There is no ");
    MUSTER_FAILS(run(QStringList{noun, u"set"_s, id, u"colour=red"_s} + why), 1, "has no field \"colour\"");
    MUSTER_FAILS(run(QStringList{noun, u"set"_s, id, field + u"=a\ab"_s} + why), 1, "control character U+0007");
    MUSTER_FAILS(run(QStringList{noun, u"add"_s} + given + QStringList{u"colour=red"_s}), 1, "no field \"colour\"");
    MUSTER_FAILS(run({noun, u"set"_s, id, u"no assignment"_s, u"--why"_s, u"w"_s}), 2, "FIELD=VALUE");
    MUSTER_FAILS(run({noun, u"list"_s, id}), 2, "Not expected here");
    QCOMPARE(entries(), before);
}

void TestCliNouns::whatEndedIsListedWithAll_data()
{
    QTest::addColumn<QString>("noun");
    QTest::addColumn<QStringList>("given");
    for (const auto &[noun, given] : std::initializer_list<std::pair<QString, QStringList>>{
             {u"column"_s, {u"Vendor"_s, u"type=text"_s}},
             {u"definition"_s, {u"Summaries"_s, u"--criterion"_s, u"True"_s}},
             {u"source"_s, {u"Update"_s, u"The board"_s}},
             {u"stop-rule"_s, {u"Update"_s, u"trigger=Two errors"_s}},
             {u"credential"_s, {u"Update"_s, u"Board reader"_s}},
             {u"series"_s, {u"Monthly"_s, u"owner=Ada"_s, u"cadence=monthly"_s}}})
        QTest::newRow(qPrintable(noun)) << noun << given;
}

void TestCliNouns::whatEndedIsListedWithAll()
{
    QFETCH(QString, noun);
    QFETCH(QStringList, given);
    const QString id = added(noun, given);
    MUSTER_FINE(run({noun, u"set"_s, id, u"endedOn=2026-06-15"_s}));
    QCOMPARE(jsonOf({noun, u"list"_s}).size(), 0u);
    const auto all = jsonOf({noun, u"list"_s, u"--all"_s});
    QCOMPARE(all.size(), 1u);
    QCOMPARE(text(all[0]["endedOn"]), u"2026-06-15"_s);
    QVERIFY(run({noun, u"list"_s, u"--all"_s}).out.contains(u"2026-06-15"_s));
    MUSTER_FINE(run({noun, u"set"_s, id, u"endedOn="_s}));
    QCOMPARE(jsonOf({noun, u"list"_s}).size(), 1u);
}

void TestCliNouns::emptyListsSaySo()
{
    QFETCH(QString, noun);
    QVERIFY(m_cli->makeRegister(u"empty.muster"_s));
    const auto plain = run({noun, u"list"_s});
    MUSTER_FINE(plain);
    if (noun == u"person")
        return; // there is always the owner
    QVERIFY2(plain.out.count(u'\n') == 1 && plain.line().endsWith(u'.'), qPrintable(plain.out));
    QCOMPARE(jsonOf({noun, u"list"_s}), json::array());
}

MUSTER_GUILESS_TEST(TestCliNouns)

}

#include "tst_cli_nouns.moc"
