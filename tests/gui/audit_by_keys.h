#pragma once

#include "register/audit_service.h"
#include "views/audit/audit_setup.h"
#include "views/audit/check_matrix.h"
#include "views/audit/room.h"
#include "window_fixture.h"

/// An audit in a window, gone through by keys. What does not come about ends the test program.
namespace muster::test {

/// Waits until it holds.
template <typename Holds>
void await(Holds holds, const char *what)
{
    if (!QTest::qWaitFor(holds, 10000))
        qFatal("waited in vain until %s", what);
}

inline views::AuditRoom *roomOf(WindowFixture &fixture)
{
    return fixture.window().findChild<views::AuditRoom *>();
}

/// Runs a command of the palette.
inline void runCommand(WindowFixture &fixture, const QString &command)
{
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(command);
    fixture.settle();
    fixture.key(Qt::Key_Return);
    fixture.settle();
}

/// Opens what is being put together: its clock stands still.
inline void openWhatIsSetUp(WindowFixture &fixture)
{
    await([&] { return part<QWidget>(fixture.window(), QStringLiteral("open"))->isEnabled(); },
          "an audit can be opened");
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    await([&] { return roomOf(fixture) && roomOf(fixture)->isOpen(); }, "the room is open");
    fixture.settle();
}

/// An audit as it is proposed.
inline void openAudit(WindowFixture &fixture)
{
    runCommand(fixture, QStringLiteral("start an audit"));
    openWhatIsSetUp(fixture);
}

/// A spot check of the delegation found by these words.
inline void openSpotCheck(WindowFixture &fixture, const QString &words)
{
    runCommand(fixture, QStringLiteral("start a spot check"));
    fixture.type(words);
    fixture.settle();
    fixture.key(Qt::Key_Return);
    fixture.settle();
    openWhatIsSetUp(fixture);
}

inline void startClock(WindowFixture &fixture)
{
    fixture.key(Qt::Key_S, Qt::AltModifier);
    await([&] { return roomOf(fixture)->agenda().isStarted(); }, "the clock runs");
    fixture.settle();
}

/// Goes to a phase by its number.
inline void goToPhase(WindowFixture &fixture, int number)
{
    fixture.key(Qt::Key_0 + number, Qt::AltModifier);
    fixture.settle();
}

/// In the checks: says a verdict of the current cell, with a note where one is given, and leaves the focus in the note.
inline void say(WindowFixture &fixture, Qt::Key verdict, const QString &note = {})
{
    fixture.key(verdict);
    if (note.isEmpty())
        return;
    fixture.key(Qt::Key_Return);
    fixture.type(note);
}

/// In the checks: passes every cell but the first, which drifts with this note. Returns how many cells there are.
inline int passAllButTheFirst(WindowFixture &fixture, const QString &note)
{
    const auto cells = part<views::CheckMatrix>(fixture.window(), QStringLiteral("matrix"))->matrix().cells();
    for (const auto &cell : cells) {
        say(fixture, cell == cells.first() ? Qt::Key_D : Qt::Key_P, cell == cells.first() ? note : QString());
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    }
    return int(cells.size());
}

/// In re-classify or decisions: decides on what has the focus in the list, the first kind there is.
inline void decideOnCurrent(WindowFixture &fixture, const QString &owner, const QString &why)
{
    fixture.key(Qt::Key_Return);
    if (!fixture.tabTo(QStringLiteral("owner")))
        qFatal("no owner to be chosen");
    fixture.type(owner);
    if (!fixture.tabTo(QStringLiteral("why")))
        qFatal("no reason to be typed");
    fixture.type(why);
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
}

/// The audit in the room, as the register has it.
inline registry::OpenAudit stored(WindowFixture &fixture)
{
    return must(fixture.ask(
        [id = roomOf(fixture)->id()](registry::Store &store) { return registry::AuditService(store).get(id); }));
}

}
