#include "audit_by_keys.h"
#include "views/audit/follow_up_card.h"
#include "wall_by_keys.h"

#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QProcess>

#include <csignal>

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

/// After so long nothing that was typed may be lost (design: at most two seconds, whatever dies).
constexpr int longestUnsaved = 2000; ///< milliseconds

constexpr int minutesBefore = 5; ///< from the start of the clock until the phase is entered, where that isn't the first
constexpr int minutesUntilBack = 30; ///< from the start of the clock until the window is opened again

const QString note = u"One of three told what the board does not say."_s;
const QString lot = u"Who pays for the second seat?"_s;
const QString why = u"It went to forty people."_s;
const QString half = u"Half a reason"_s;

/// Somewhere in an audit: how a window gets there and what is typed, and what has to be there again.
struct Scene
{
    const char *name;
    std::optional<Phase> phase; ///< nothing: the clock was not started
    const char *timer;          ///< what it shows when the window is back
    void (*type)(WindowFixture &fixture);
    void (*look)(WindowFixture &fixture);
};

QString textIn(WindowFixture &fixture, const QString &name)
{
    return part<QPlainTextEdit>(fixture.window(), name)->toPlainText();
}

void typeOffAgenda(WindowFixture &fixture, Qt::Key field, const QString &text)
{
    fixture.key(field, Qt::AltModifier);
    fixture.type(text);
}

/// An audit whose clock runs, some minutes later in one of its phases.
void goOn(WindowFixture &fixture, int phase)
{
    openAudit(fixture);
    startClock(fixture);
    fixture.clock().advance(minutesBefore);
    goToPhase(fixture, phase);
}

/// The same with a drift, for the phases that follow from it.
void goOnWithDrift(WindowFixture &fixture, int phase)
{
    goOn(fixture, 2);
    say(fixture, Qt::Key_D, note);
    goToPhase(fixture, phase);
}

void putTogether(WindowFixture &fixture)
{
    runCommand(fixture, u"start an audit"_s);
    fixture.key(Qt::Key_4, Qt::AltModifier); // the form of 45 minutes
    await([&] { return part<QPushButton>(fixture.window(), u"form1"_s)->isChecked(); }, "the form is chosen");
    if (!fixture.tabTo(u"scopeSearch"_s))
        qFatal("nothing to be searched");
    fixture.type(u"Performance"_s);
    fixture.settle();
    fixture.key(Qt::Key_Return);
    fixture.settle();
}

void seePutTogether(WindowFixture &fixture)
{
    QVERIFY(!roomOf(fixture));
    runCommand(fixture, u"start an audit"_s);
    QVERIFY(part<QPushButton>(fixture.window(), u"form1"_s)->isChecked());
    const auto *scope = part<QListView>(fixture.window(), u"scope"_s)->model();
    QStringList ticked;
    for (int row = 0; row < scope->rowCount(); ++row) {
        if (scope->index(row, 0).data(Qt::CheckStateRole).toInt() == Qt::Checked)
            ticked << scope->index(row, 0).data().toString();
    }
    QVERIFY2(ticked.contains(u"Performance feedback"_s), qPrintable(ticked.join(u", "_s)));
}

void layOutBefore(WindowFixture &fixture)
{
    openAudit(fixture);
    if (!fixture.tabTo(u"sampleReference"_s))
        qFatal("no sample to be laid out");
    fixture.type(u"mail of 5 June"_s);
    fixture.key(Qt::Key_Return);
    fixture.settle();
    typeOffAgenda(fixture, Qt::Key_K, lot);
}

void seeLaidOut(WindowFixture &fixture)
{
    QVERIFY(!stored(fixture).agenda.isStarted());
    QVERIFY(textIn(fixture, u"parkingLot"_s).startsWith(lot));
    QStringList samples;
    for (const auto &one : stored(fixture).delegations) {
        for (const auto &sample : one.samples)
            samples << sample.reference;
    }
    QCOMPARE(samples, QStringList{u"mail of 5 June"_s});
    startClock(fixture);
}

/// Of the decisions of last time one is moved, and the reason for dropping the next is being typed.
void walkTheData(WindowFixture &fixture)
{
    openAudit(fixture);
    startClock(fixture);
    fixture.key(Qt::Key_M);
    if (!fixture.tabTo(u"followUpWhy"_s))
        qFatal("no decision of last time to be moved");
    fixture.type(why);
    fixture.key(Qt::Key_Return);
    fixture.key(Qt::Key_X);
    if (fixture.focused() != u"followUpWhy"_s)
        qFatal("no second decision of last time");
    fixture.type(half);
}

void seeDataWalked(WindowFixture &fixture)
{
    const auto answers = stored(fixture).followUps;
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers.first().answer, registry::FollowUp::Answer::Moved);
    QCOMPARE(answers.first().why, why);
    const auto cards = fixture.window().findChildren<FollowUpCard *>();
    const auto typed = std::ranges::find_if(cards, &FollowUpCard::isBeingTyped);
    QVERIFY(typed != cards.end());
    const QString text = part<QLineEdit>(**typed, u"followUpWhy"_s)->text();
    QVERIFY2(text.startsWith(half), qPrintable(text));
    QVERIFY(!(*typed)->isAnswered());
}

void check(WindowFixture &fixture)
{
    goOn(fixture, 2);
    say(fixture, Qt::Key_D, note);
}

void seeChecked(WindowFixture &fixture)
{
    QVERIFY(part<QPushButton>(fixture.window(), u"drift"_s)->isChecked());
    QVERIFY2(textIn(fixture, u"note"_s).startsWith(note), qPrintable(textIn(fixture, u"note"_s)));
    const auto audit = stored(fixture);
    QList<registry::OpenFinding> found;
    for (const auto &one : audit.delegations)
        found << one.findings.values();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().verdict, Verdict::Drift);
}

/// Of the first workflow a sample is being named, and a drill described.
void layEvidence(WindowFixture &fixture)
{
    goOn(fixture, 2);
    if (!fixture.tabTo(u"sampleReference"_s))
        qFatal("no sample to be named");
    fixture.type(half);
    fixture.key(Qt::Key_Escape);
    for (int i = 0; i < 2; ++i)
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    fixture.press(part<QPushButton>(fixture.window(), u"drill"_s));
    if (!fixture.tabTo(u"drillNote"_s))
        qFatal("no drill to be described");
    fixture.type(half);
}

void seeEvidence(WindowFixture &fixture)
{
    const auto line = [&](const QString &name) { return part<QLineEdit>(fixture.window(), name)->text(); };
    QCOMPARE(line(u"sampleReference"_s), half);
    for (int i = 0; i < 2; ++i)
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY2(line(u"drillNote"_s).startsWith(half), qPrintable(line(u"drillNote"_s)));
    QVERIFY(stored(fixture).delegations.first().samples.isEmpty());
    QVERIFY(stored(fixture).delegations.first().drills.isEmpty());
}

void reclassify(WindowFixture &fixture)
{
    goOnWithDrift(fixture, 3);
    typeOffAgenda(fixture, Qt::Key_K, lot);
    fixture.key(Qt::Key_Escape);
    fixture.key(Qt::Key_Return);
    if (!fixture.tabTo(u"why"_s))
        qFatal("no reason to be typed");
    fixture.type(half);
}

void seeReclassified(WindowFixture &fixture)
{
    QCOMPARE(textIn(fixture, u"parkingLot"_s), lot);
    QVERIFY2(textIn(fixture, u"why"_s).startsWith(half), qPrintable(textIn(fixture, u"why"_s)));
    QVERIFY(stored(fixture).delegations.first().decisions.isEmpty());
}

/// One decision is added, and a word to its reason is being typed.
void decide(WindowFixture &fixture)
{
    goOnWithDrift(fixture, 4);
    decideOnCurrent(fixture, u"Mei"_s, why);
    fixture.settle();
    fixture.key(Qt::Key_Return);
    if (!fixture.tabTo(u"why"_s))
        qFatal("the decision can't be changed");
    fixture.key(Qt::Key_End, Qt::ControlModifier);
    fixture.type(half);
}

void seeDecided(WindowFixture &fixture)
{
    QList<registry::OpenDecision> decisions;
    for (const auto &one : stored(fixture).delegations)
        decisions << one.decisions;
    QCOMPARE(decisions.size(), 1);
    QCOMPARE(decisions.first().why, why);
    QVERIFY2(textIn(fixture, u"why"_s).startsWith(why + half), qPrintable(textIn(fixture, u"why"_s)));
}

void closeTheRecord(WindowFixture &fixture)
{
    goOnWithDrift(fixture, 4);
    decideOnCurrent(fixture, u"Mei"_s, why);
    goToPhase(fixture, 5);
    typeOffAgenda(fixture, Qt::Key_O, note);
}

void seeNotClosed(WindowFixture &fixture)
{
    QVERIFY2(textIn(fixture, u"notes"_s).startsWith(note), qPrintable(textIn(fixture, u"notes"_s)));
    // What was there to be closed can still be closed.
    QTRY_VERIFY(part<QPushButton>(fixture.window(), u"closeRecord"_s)->isEnabled());
}

void checkOne(WindowFixture &fixture)
{
    openSpotCheck(fixture, u"Ticket triage"_s);
    startClock(fixture);
    say(fixture, Qt::Key_F, note);
}

void seeOneChecked(WindowFixture &fixture)
{
    const auto audit = stored(fixture);
    QCOMPARE(audit.form, AgendaForm::Spot15);
    QCOMPARE(audit.delegations.first().title, u"Ticket triage"_s);
    QVERIFY(part<QPushButton>(fixture.window(), u"fail"_s)->isChecked());
    QVERIFY2(textIn(fixture, u"note"_s).startsWith(note), qPrintable(textIn(fixture, u"note"_s)));
}

constexpr Scene scenes[] = {
    {"while it is put together", std::nullopt, "", putTogether, seePutTogether},
    {"before the clock starts", std::nullopt, "10:00", layOutBefore, seeLaidOut},
    {"data walk", Phase::DataWalk, "+20:00", walkTheData, seeDataWalked},
    {"checks", Phase::Checks, "+5:00", check, seeChecked},
    {"checks: their evidence", Phase::Checks, "+5:00", layEvidence, seeEvidence},
    {"re-classify", Phase::Reclassify, "+10:00", reclassify, seeReclassified},
    {"decisions", Phase::Decisions, "+15:00", decide, seeDecided},
    {"close", Phase::Close, "+20:00", closeTheRecord, seeNotClosed},
    {"spot check", Phase::Checks, "+20:00", checkOne, seeOneChecked},
};

const Scene &sceneNamed(const QString &name)
{
    const auto found = std::ranges::find(scenes, name, [](const Scene &one) { return QString::fromLatin1(one.name); });
    if (found == std::end(scenes))
        qFatal("no scene is called %s", qPrintable(name));
    return *found;
}

void typeTheRest()
{
    for (const QChar letter : u", and more"_s)
        QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(letter), {});
}

/// The other process: a window in which somebody types, and which dies in the middle of a word.
int typeAndDie(const QString &name, const QString &folder)
{
    WindowFixture fixture(folder);
    if (!fixture.openSample())
        qFatal("the sample was not opened");
    sceneNamed(name).type(fixture);
    QTest::qWait(longestUnsaved);
    typeTheRest();
    return std::raise(SIGKILL);
}

/// Opens the register as after a break, and looks whether the audit is as it was left.
void goOnLater(WindowFixture &fixture, const Scene &scene)
{
    fixture.clock().advance(minutesUntilBack - int(fixture.clock().now().time().minute()));
    QVERIFY(fixture.openSample());
    QCOMPARE(fixture.workspace().current(), PageName::Audit);
    if (*scene.timer != '\0') {
        QTRY_VERIFY(roomOf(fixture) && roomOf(fixture)->isOpen());
        fixture.settle();
        const auto audit = stored(fixture);
        QCOMPARE(audit.agenda.currentPhase(), scene.phase);
        QVERIFY(!audit.agenda.isPaused());
        if (scene.phase)
            QCOMPARE(roomOf(fixture)->phase(), scene.phase);
        QCOMPARE(part<Clockface>(fixture.window(), u"timer"_s)->time(), QString::fromLatin1(scene.timer));
    }
    scene.look(fixture);
    QVERIFY(verifies(fixture));
}

void addScenes()
{
    QTest::addColumn<QString>("name");
    for (const auto &scene : scenes)
        QTest::newRow(scene.name) << QString::fromLatin1(scene.name);
}

}

/// A window that dies, or is closed, in the middle of an audit, and is opened again: everything typed two seconds before
/// is there, in the phase it was typed in, and the clock ran on.
class TestWindowCrash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsThereAgain_data() { addScenes(); }
    void everythingIsThereAgain();
    void closedInTheMiddleOfAWordItIsAllThere_data() { addScenes(); }
    void closedInTheMiddleOfAWordItIsAllThere();
};

void TestWindowCrash::everythingIsThereAgain()
{
    QFETCH(QString, name);
    QTemporaryDir folder;
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(), {u"--crash"_s, name, folder.path()});
    QVERIFY(other.waitForFinished(120000));
    const QByteArray said = other.readAllStandardError();
    QVERIFY2(other.exitStatus() == QProcess::CrashExit && other.exitCode() == SIGKILL, said.constData());
    WindowFixture fixture(folder.path());
    goOnLater(fixture, sceneNamed(name));
}

/// Nobody waits for what is being typed to be saved.
void TestWindowCrash::closedInTheMiddleOfAWordItIsAllThere()
{
    QFETCH(QString, name);
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    sceneNamed(name).type(fixture);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!fixture.window().workspace());
    fixture.restart();
    goOnLater(fixture, sceneNamed(name));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == u"--crash")
        return typeAndDie(arguments.value(2), arguments.value(3));
    TestWindowCrash test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_crash.moc"
