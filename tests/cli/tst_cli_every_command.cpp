#include "cli/cli_process.h"
#include "command.h"
#include "support/test_program.h"

#include <sstream>

namespace tst_cli_every_command {

using namespace Qt::StringLiterals;
using namespace muster;
using cli::Command;
using cli::Parameter;
using muster::test::CliProcess;
using muster::test::json;

/// What holds for each command there is, whoever adds one: its exit status where a register is missing, unnamed or
/// another thing, and where the command line makes no sense.
class TestCliEveryCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutARegister_data() { commands(); }
    void withoutARegister();
    void whatIsMissingIsNamed_data() { commands(); }
    void whatIsMissingIsNamed();
    void unknownOptionsAreNamed_data() { commands(); }
    void unknownOptionsAreNamed();
    void aRegisterThatIsNotThere_data() { commands(); }
    void aRegisterThatIsNotThere();
    void aDamagedRegister();
    void jsonIsJson_data();
    void jsonIsJson();

private:
    static void commands();
};

namespace {

/// What a command came to within this process.
struct InProcess
{
    int status;
    QString out, err;
};

InProcess run(const QStringList &args)
{
    std::ostringstream out, err;
    const int status = cli::run(args, out, err, {});
    return {status, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

const Command &commandAt(int index)
{
    return cli::allCommands()[size_t(index)];
}

QStringList nameOf(const Command &command)
{
    QStringList name{QString::fromLatin1(command.noun), QString::fromLatin1(command.verb)};
    name.removeAll(QString());
    return name;
}

/// A value that a parameter's own reading takes.
QString valueOf(const Parameter &parameter)
{
    const QString called = QString::fromUtf8(*parameter.value ? parameter.value : parameter.name);
    if (called == u"DATE" || called == u"D" || parameter.name == std::string_view("date"))
        return u"2026-06-15"_s;
    if (called == u"FIELD=VALUE")
        return u"title=x"_s;
    if (called == u"S" || called == u"M")
        return u"3"_s;
    if (called.contains(u'|'))
        return called.section(u'|', 0, 0);
    const QHash<QString, QString> words{{u"CHECK"_s, u"output"_s}, {u"VERDICT"_s, u"pass"_s}, {u"KIND"_s, u"review"_s},
                                        {u"ANSWER"_s, u"done"_s},  {u"PHASE"_s, u"start"_s},  {u"FILE"_s, u"t.csv"_s}};
    return words.value(called, u"x"_s);
}

/// The command with everything it has to be given.
QStringList lineOf(const Command &command)
{
    QStringList line = nameOf(command);
    for (const auto &parameter : command.parameters) {
        if (!parameter.required)
            continue;
        if (parameter.kind > Parameter::Kind::Many)
            line << u"--"_s + QString::fromLatin1(parameter.name);
        line << valueOf(parameter);
    }
    const QString name = nameOf(command).join(u' ');
    if (name == u"audit open") // one of two has to be there
        line << u"--due"_s;
    else if (name == u"definition set")
        line << u"title=x"_s;
    return line;
}

/// Whether it works on a register that is there already.
bool needsRegister(const Command &command)
{
    const QString name = nameOf(command).join(u' ');
    return name != u"register new" && name != u"demo";
}

}

void TestCliEveryCommand::commands()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(cli::allCommands().size()); ++i)
        QTest::newRow(qPrintable(nameOf(commandAt(i)).join(u' '))) << i;
}

void TestCliEveryCommand::withoutARegister()
{
    QFETCH(int, index);
    if (!needsRegister(commandAt(index)))
        return;
    const auto ran = run(lineOf(commandAt(index)));
    QCOMPARE(ran.status, 2);
    QCOMPARE(ran.err, u"muster-cli: No register is named; give --register FILE or set MUSTER_REGISTER.\n"_s);
    QCOMPARE(ran.out, QString());
}

void TestCliEveryCommand::whatIsMissingIsNamed()
{
    QFETCH(int, index);
    const auto &command = commandAt(index);
    for (const auto &parameter : command.parameters) {
        if (!parameter.required)
            continue;
        // The line without this one, and without the positionals that would take its place.
        QStringList line = nameOf(command);
        const bool positional = parameter.kind <= Parameter::Kind::Many;
        for (const auto &other : command.parameters) {
            const bool isPositional = other.kind <= Parameter::Kind::Many;
            if (!other.required || &other == &parameter || (positional && isPositional && &other > &parameter))
                continue;
            if (!isPositional)
                line << u"--"_s + QString::fromLatin1(other.name);
            line << valueOf(other);
        }
        const auto ran = run(line);
        QVERIFY2(ran.status == 2, qPrintable(line.join(u' ')));
        const QString name = QString::fromLatin1(parameter.name).replace(u'=', u'-');
        QVERIFY2(ran.err.contains(name), qPrintable(ran.err));
        QVERIFY2(ran.err.contains(u"muster-cli %1 --help"_s.arg(nameOf(command).join(u' '))), qPrintable(ran.err));
        QCOMPARE(ran.err.count(u'\n'), 1);
    }
}

void TestCliEveryCommand::unknownOptionsAreNamed()
{
    QFETCH(int, index);
    const auto ran = run(lineOf(commandAt(index)) + QStringList{u"--colour=red"_s});
    QCOMPARE(ran.status, 2);
    QVERIFY2(ran.err.contains(u"Not expected here: --colour=red"_s), qPrintable(ran.err));
    QCOMPARE(ran.out, QString());
}

void TestCliEveryCommand::aRegisterThatIsNotThere()
{
    QFETCH(int, index);
    if (!needsRegister(commandAt(index)))
        return;
    QTemporaryDir folder;
    const QString file = folder.filePath(u"nowhere.muster"_s);
    const auto ran = run(lineOf(commandAt(index)) + QStringList{u"--register"_s, file});
    QCOMPARE(ran.status, 1);
    QVERIFY2(ran.err.contains(u"There is no file "_s + file), qPrintable(ran.err));
    QCOMPARE(ran.err.count(u'\n'), 1);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestCliEveryCommand::aDamagedRegister()
{
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    auto bytes = cli.bytes(u"team.muster"_s);
    bytes.truncate(bytes.size() / 2);
    QFile file(cli.path(u"team.muster"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
    file.close();
    for (const auto &command : cli::allCommands()) {
        const QString name = nameOf(command).join(u' ');
        if (!needsRegister(command) || name == u"register verify")
            continue;
        const auto ran = cli.run(lineOf(command));
        QVERIFY2(ran.status == 1 && ran.err.count(u'\n') == 1, qPrintable(name + u": "_s + ran.err));
        QVERIFY2(ran.err.contains(u"damaged"_s), qPrintable(name + u": "_s + ran.err));
        QCOMPARE(cli.bytes(u"team.muster"_s), bytes);
    }
}

void TestCliEveryCommand::jsonIsJson_data()
{
    QTest::addColumn<QStringList>("line");
    for (const auto &command : cli::allCommands()) {
        const QString verb = QString::fromLatin1(command.verb);
        if (verb == u"list" || verb == u"info" || verb == u"verify" || verb == u"propose")
            QTest::newRow(qPrintable(nameOf(command).join(u' '))) << nameOf(command);
    }
}

/// On a register in which there is next to nothing, too.
void TestCliEveryCommand::jsonIsJson()
{
    QFETCH(QStringList, line);
    CliProcess cli;
    QVERIFY(cli.makeRegister());
    const auto ran = cli.run(line + QStringList{u"--json"_s});
    MUSTER_FINE(ran);
    const auto value = ran.parsed();
    QVERIFY2(value.is_array() || value.is_object(), qPrintable(ran.out));
    QVERIFY(ran.out.endsWith(u'\n'));
}

MUSTER_GUILESS_TEST(TestCliEveryCommand)

}

#include "tst_cli_every_command.moc"
