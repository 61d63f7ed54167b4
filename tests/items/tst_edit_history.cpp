#include "register/verify.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"
#include "window.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_edit_history {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

/// A register with two delegations, and a window whose history is tried.
struct Desk
{
    Desk()
    {
        fixture.close();
        window.emplace(fixture);
        first = window->add(
            {{u"title"_s, u"First"_s}, {u"category"_s, u"assist"_s}, {u"tier"_s, u"mid"_s}, {u"model"_s, u"M 4"_s}});
        second = window->add({{u"title"_s, u"Second"_s}});
        finished.emplace(&history(), &EditHistory::finished);
        refused.emplace(&history(), &EditHistory::refused);
    }

    EditHistory &history() { return window->history(); }

    /// Edits as a screen would that has just read the row.
    EditResult edit(const DelegationId &id, const QString &field, const QString &text)
    {
        const auto row = window->get(id);
        const auto future =
            history().edit({&entityOf<Delegation>(), {{id.text(), row.n}}, {{field, text}}, row.title, {}});
        window->settle();
        return future.result();
    }

    /// The title after an undo, or its refusal's code as a number.
    QString undo() { return outcomeOf(history().undo()); }
    QString redo() { return outcomeOf(history().redo()); }

    ErrorCode lastRefusal() const { return refused->last()[0].value<Error>().code; }

    RegisterFixture fixture;
    std::optional<Window> window;
    std::optional<QSignalSpy> finished, refused;
    DelegationId first, second;

private:
    QString outcomeOf(bool begun)
    {
        if (!begun)
            return u"not begun"_s;
        const auto done = finished->size();
        window->settle();
        return finished->size() > done ? u"done"_s : u"refused"_s;
    }
};

}

class TestEditHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editsOfOneRowAreUndoneAndDoneAgainInTurn();
    void whatFollowedFromAnEditIsUndoneWithIt();
    void whatOthersChangedIsNotUndone();
    void whatOthersChangedBetweenIsNotUndone();
    void whatWasWithdrawnMeanwhileIsNotUndone();
    void aRuleStillHoldsWhenUndoing();
    void whoHasLeftIsNamedAgainByUndoing();
    void aBusyFileLeavesTheCommandToBeTriedAgain();
    void redoIsRefusedAlike();
    void nothingIsUndoneWhileSomethingIsUnderWay();
    void anAdditionIsWithdrawnAndBroughtBack();
    void anAdditionOthersChangedIsNotWithdrawn();
    void anAdditionOthersReferToIsNotWithdrawn();
    void everyStepIsAnEntryAndTheRecordVerifies();
    void itMayGoWhileSomethingIsUnderWay();
    void whatIsNotEditedByHandIsRefused();
};

void TestEditHistory::editsOfOneRowAreUndoneAndDoneAgainInTurn()
{
    Desk desk;
    for (const auto &title : {u"One"_s, u"Two"_s, u"Three"_s})
        QVERIFY(desk.edit(desk.first, u"title"_s, title));
    const auto title = [&] { return QString(desk.window->get(desk.first).title); };
    for (int round = 0; round < 2; ++round) {
        for (const auto &expected : {u"Two"_s, u"One"_s, u"First"_s}) {
            QCOMPARE(desk.undo(), u"done"_s);
            QCOMPARE(title(), expected);
        }
        QVERIFY(!desk.history().canUndo());
        QCOMPARE(desk.undo(), u"not begun"_s);
        for (const auto &expected : {u"One"_s, u"Two"_s, u"Three"_s}) {
            QCOMPARE(desk.redo(), u"done"_s);
            QCOMPARE(title(), expected);
        }
        QVERIFY(!desk.history().canRedo());
    }
}

void TestEditHistory::whatFollowedFromAnEditIsUndoneWithIt()
{
    Desk desk;
    QVERIFY(desk.edit(desk.first, u"category"_s, u"avoid"_s));
    QVERIFY(!desk.window->get(desk.first).tier);
    QCOMPARE(desk.undo(), u"done"_s);
    const auto now = desk.window->get(desk.first);
    QCOMPARE(now.category, Category::Assist);
    QCOMPARE(now.tier.value_or(QString()), u"mid"_s);
    QCOMPARE(now.model.value_or(QString()), u"M 4"_s);
}

void TestEditHistory::whatOthersChangedIsNotUndone()
{
    Desk desk;
    QVERIFY(desk.edit(desk.second, u"team"_s, u"Earlier"_s));
    QVERIFY(desk.edit(desk.first, u"title"_s, u"Mine"_s));
    Window(desk.fixture).set(desk.first, u"team"_s, u"Theirs"_s);
    QCOMPARE(desk.undo(), u"refused"_s);
    QCOMPARE(desk.lastRefusal(), ErrorCode::Conflict);
    QCOMPARE(QString(desk.window->get(desk.first).title), u"Mine"_s);
    QVERIFY(!desk.history().canRedo());
    QCOMPARE(desk.history().undoText(), u"Change team of “Second”"_s);
    QCOMPARE(desk.undo(), u"done"_s);
    QVERIFY(!desk.window->get(desk.second).team);
}

void TestEditHistory::whatOthersChangedBetweenIsNotUndone()
{
    Desk desk;
    QVERIFY(desk.edit(desk.first, u"title"_s, u"Mine"_s));
    Window(desk.fixture).set(desk.first, u"team"_s, u"Theirs"_s);
    QVERIFY(desk.edit(desk.first, u"title"_s, u"Mine again"_s));
    QCOMPARE(desk.undo(), u"done"_s);
    QCOMPARE(desk.undo(), u"refused"_s);
    QCOMPARE(desk.lastRefusal(), ErrorCode::Conflict);
    QCOMPARE(QString(desk.window->get(desk.first).title), u"Mine"_s);
    QCOMPARE(desk.redo(), u"done"_s);
    QCOMPARE(QString(desk.window->get(desk.first).title), u"Mine again"_s);
}

void TestEditHistory::whatWasWithdrawnMeanwhileIsNotUndone()
{
    Desk desk;
    QVERIFY(desk.edit(desk.first, u"title"_s, u"Mine"_s));
    must(Window(desk.fixture).ask([id = desk.first](Store &store) {
        return registry::DelegationService(store).withdraw(id, u"twice"_s);
    }));
    QCOMPARE(desk.undo(), u"refused"_s);
    QCOMPARE(desk.lastRefusal(), ErrorCode::NotFound);
    QVERIFY(!desk.history().canUndo());
    QVERIFY(!desk.history().canRedo());
}

void TestEditHistory::aRuleStillHoldsWhenUndoing()
{
    Desk desk;
    const auto running = desk.window->add({{u"title"_s, u"Runs already"_s}, {u"category"_s, u"automate"_s}});
    QVERIFY(desk.edit(running, u"category"_s, u"assist"_s));
    QCOMPARE(desk.undo(), u"refused"_s);
    QCOMPARE(desk.lastRefusal(), ErrorCode::Refused);
    QCOMPARE(desk.window->get(running).category, Category::Assist);
    QVERIFY(!desk.history().canUndo());
}

/// The commonest edit of a wall: the owner has left, somebody else takes over; that was a slip, and is undone.
void TestEditHistory::whoHasLeftIsNamedAgainByUndoing()
{
    Desk desk;
    const auto person = [&](const QString &name) {
        return must(desk.window->ask([name](Store &store) {
            return registry::PersonService(store).add({{u"name"_s, name}});
        }));
    };
    const PersonId tom = person(u"Tom"_s), una = person(u"Una"_s);
    desk.window->set(desk.first, u"owner"_s, tom.text());
    must(desk.window->ask([tom](Store &store) {
        return registry::PersonService(store).set(tom, {{u"leftOn"_s, u"2026-05-20"_s}});
    }));
    QVERIFY(desk.edit(desk.first, u"owner"_s, una.text()));
    QCOMPARE(desk.undo(), u"done"_s);
    QCOMPARE(desk.window->get(desk.first).owner, std::optional(tom));
    QCOMPARE(desk.redo(), u"done"_s);
    QCOMPARE(desk.window->get(desk.first).owner, std::optional(una));
    // Whoever names them anew is refused as before.
    const auto refused = desk.edit(desk.second, u"owner"_s, tom.text());
    QVERIFY(!refused);
    QCOMPARE(refused.error().error.code, ErrorCode::Refused);
}

void TestEditHistory::aBusyFileLeavesTheCommandToBeTriedAgain()
{
    Desk desk;
    QVERIFY(desk.edit(desk.first, u"title"_s, u"Mine"_s));
    {
        RawSqlite writer(desk.fixture.path());
        QCOMPARE(writer.exec("BEGIN IMMEDIATE"), SQLITE_OK);
        QCOMPARE(desk.undo(), u"refused"_s);
        QCOMPARE(desk.lastRefusal(), ErrorCode::Locked);
    }
    QCOMPARE(QString(desk.window->get(desk.first).title), u"Mine"_s);
    QVERIFY(desk.history().canUndo() && !desk.history().canRedo());
    QCOMPARE(desk.undo(), u"done"_s);
    QCOMPARE(QString(desk.window->get(desk.first).title), u"First"_s);
    {
        RawSqlite writer(desk.fixture.path());
        QCOMPARE(writer.exec("BEGIN IMMEDIATE"), SQLITE_OK);
        QCOMPARE(desk.redo(), u"refused"_s);
    }
    QVERIFY(desk.history().canRedo() && !desk.history().canUndo());
    QCOMPARE(desk.redo(), u"done"_s);
}

void TestEditHistory::redoIsRefusedAlike()
{
    Desk desk;
    QVERIFY(desk.edit(desk.second, u"team"_s, u"Earlier"_s));
    QVERIFY(desk.edit(desk.first, u"title"_s, u"Mine"_s));
    QCOMPARE(desk.undo(), u"done"_s);
    Window(desk.fixture).set(desk.first, u"title"_s, u"Theirs"_s);
    QCOMPARE(desk.redo(), u"refused"_s);
    QCOMPARE(QString(desk.window->get(desk.first).title), u"Theirs"_s);
    QVERIFY(!desk.history().canRedo());
    QCOMPARE(desk.history().count(), 1);
    QCOMPARE(desk.undo(), u"done"_s);
}

void TestEditHistory::nothingIsUndoneWhileSomethingIsUnderWay()
{
    Desk desk;
    QVERIFY(desk.edit(desk.first, u"title"_s, u"Mine"_s));
    const auto row = desk.window->get(desk.second);
    desk.history().edit({&entityOf<Delegation>(), {{desk.second.text(), row.n}}, {{u"team"_s, u"T"_s}}, row.title, {}});
    QVERIFY(!desk.history().canUndo());
    QVERIFY(!desk.history().undo());
    desk.window->settle();
    QVERIFY(desk.history().undo());
    QVERIFY(!desk.history().undo());
    QVERIFY(!desk.history().redo());
    desk.window->settle();
    QVERIFY(desk.history().canUndo() && desk.history().canRedo());
}

void TestEditHistory::anAdditionIsWithdrawnAndBroughtBack()
{
    Desk desk;
    const auto future =
        desk.history().add(entityOf<Delegation>(), {{u"title"_s, u"New"_s}, {u"team"_s, u"T"_s}}, u"New"_s);
    desk.window->settle();
    const DelegationId id(must(future.result()).id);
    QCOMPARE(desk.history().undoText(), u"Add “New”"_s);
    QVERIFY(desk.edit(id, u"title"_s, u"Newer"_s));
    QCOMPARE(desk.undo(), u"done"_s);
    QCOMPARE(desk.undo(), u"done"_s);
    const auto gone = desk.window->ask([id](Store &store) { return registry::DelegationService(store).get(id); });
    QVERIFY(!gone && gone.error().code == ErrorCode::NotFound);
    QCOMPARE(desk.redo(), u"done"_s);
    QCOMPARE(QString(desk.window->get(id).team.value()), u"T"_s);
    QCOMPARE(desk.redo(), u"done"_s);
    QCOMPARE(QString(desk.window->get(id).title), u"Newer"_s);
    QCOMPARE(desk.undo(), u"done"_s);
    QCOMPARE(desk.undo(), u"done"_s);

    const auto nameless = desk.history().add(entityOf<Delegation>(), {{u"team"_s, u"T"_s}}, {});
    desk.window->settle();
    QCOMPARE(nameless.result().error().code, ErrorCode::InvalidInput);
    QVERIFY(desk.history().canRedo());
}

void TestEditHistory::anAdditionOthersChangedIsNotWithdrawn()
{
    Desk desk;
    const auto future = desk.history().add(entityOf<Delegation>(), {{u"title"_s, u"New"_s}}, u"New"_s);
    desk.window->settle();
    const DelegationId id(must(future.result()).id);
    Window(desk.fixture).set(id, u"team"_s, u"Theirs"_s);
    QCOMPARE(desk.undo(), u"refused"_s);
    QCOMPARE(desk.lastRefusal(), ErrorCode::Conflict);
    QCOMPARE(QString(desk.window->get(id).title), u"New"_s);
}

void TestEditHistory::anAdditionOthersReferToIsNotWithdrawn()
{
    Desk desk;
    const auto future = desk.history().add(entityOf<Person>(), {{u"name"_s, u"Cleo New"_s}}, u"Cleo New"_s);
    desk.window->settle();
    const QString person = must(future.result()).id;
    Window(desk.fixture).set(desk.first, u"owner"_s, person);
    const qint64 before = desk.window->entries();
    QCOMPARE(desk.undo(), u"refused"_s);
    QCOMPARE(desk.window->entries(), before);
    QCOMPARE(desk.window->get(desk.first).owner, PersonId(person));
}

void TestEditHistory::everyStepIsAnEntryAndTheRecordVerifies()
{
    Desk desk;
    const qint64 before = desk.window->entries();
    QVERIFY(desk.edit(desk.first, u"cadence"_s, u"days:7"_s));
    desk.history().add(entityOf<Source>(), {{u"title"_s, u"Board"_s}, {u"delegation"_s, u"First"_s}}, u"Board"_s);
    desk.window->settle();
    for (int step = 0; step < 2; ++step)
        QCOMPARE(desk.undo(), u"done"_s);
    for (int step = 0; step < 2; ++step)
        QCOMPARE(desk.redo(), u"done"_s);
    QCOMPARE(desk.window->entries(), before + 6);
    const auto report = must(desk.window->ask([](Store &store) { return registry::verifyRegister(store); }));
    QVERIFY2(report.ok, qUtf8Printable(report.problems.join(u'\n')));
}

void TestEditHistory::itMayGoWhileSomethingIsUnderWay()
{
    Desk desk;
    const auto row = desk.window->get(desk.first);
    QFuture<EditResult> future;
    {
        EditHistory closing(desk.window->reg());
        future = closing.edit(
            {&entityOf<Delegation>(), {{desk.first.text(), row.n}}, {{u"title"_s, u"Kept"_s}}, row.title, {}});
    }
    desk.window->settle();
    QVERIFY(future.result());
    QCOMPARE(QString(desk.window->get(desk.first).title), u"Kept"_s);
}

void TestEditHistory::whatIsNotEditedByHandIsRefused()
{
    QVERIFY(isEditable(entityOf<StopRule>()));
    QVERIFY(!isEditable(entityOf<Finding>()));
    Desk desk;
    const auto future = desk.history().edit({&entityOf<Finding>(), {{u"x"_s, 1}}, {{u"note"_s, u"y"_s}}, {}, {}});
    desk.window->settle();
    QCOMPARE(future.result().error().error.code, ErrorCode::Refused);
}

MUSTER_GUILESS_TEST(TestEditHistory)

}

#include "tst_edit_history.moc"
