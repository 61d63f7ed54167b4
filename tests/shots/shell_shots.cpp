#include "gui/window_fixture.h"
#include "register/audit_service.h"
#include "register/inventory_services.h"
#include "sample/sample_audit.h"
#include "shooter.h"
#include "views/audit/check_matrix.h"

#include <QPromise>

namespace muster::shots {

using namespace Qt::StringLiterals;
using namespace views;

namespace {

/// The audit room in its second phase, with most of the checks said.
void roomShot(Shooter &shooter, test::WindowFixture &fixture)
{
    const auto id = test::must(fixture.ask([&](registry::Store &store) -> Result<AuditId> {
        auto audit = sample::openSampleAudit(store, fixture.clock());
        if (audit)
            test::must(sample::fillSampleAudit(store, fixture.clock(), *audit));
        return audit;
    }));
    test::must(fixture.ask([&](registry::Store &store) {
        return registry::AuditService(store).moveAgenda(
            id, [](Agenda &agenda, const QDateTime &now) { return agenda.enter(Phase::Checks, now); });
    }));
    Q_EMIT fixture.workspace().session().navigator->auditWanted(id);
    fixture.settle();
    auto *matrix = fixture.workspace().findChild<CheckMatrix *>();
    matrix->setCurrent(matrix->matrix().cells().at(7));
    matrix->setFocus();
    shooter.window(fixture.window(), u"window-room"_s);
    fixture.workspace().setRoomMode(true);
    fixture.settle();
    shooter.window(fixture.window(), u"window-room-mode"_s);
    fixture.workspace().setRoomMode(false);
}

}

namespace {

/// What a window shows where something is not as it should be: an error at the start, a register that can only be read,
/// one whose file is gone, and one on its way.
void troubleShots(Shooter &shooter)
{
    test::WindowFixture fixture;
    fixture.opens([&] { fixture.window().open(fixture.path(u"team-registers/checkout.muster"_s)); });
    shooter.window(fixture.window(), u"start-error"_s);

    if (!fixture.openSample())
        qFatal("the sample register was not opened");
    const QString file = fixture.path(u"sample/checkout-team.muster"_s), copy = fixture.path(u"copy"_s);
    QFile::copy(file, copy);
    test::must(fixture.ask([](registry::Store &store) {
        return registry::PersonService(store).add({{u"name"_s, u"Somebody New"_s}});
    }));
    fixture.window().closeRegister();
    QFile::remove(file);
    QFile::rename(copy, file);
    if (!fixture.openSample())
        qFatal("the older copy was not opened");
    shooter.window(fixture.window(), u"window-older-copy"_s);

    QFile::rename(file, copy);
    if (!QTest::qWaitFor([&] { return fixture.workspace().fileNotice()->isVisible(); }))
        qFatal("nothing says that the file is gone");
    fixture.opens([&] { fixture.window().open(fixture.path(u"team-registers/checkout.muster"_s)); });
    shooter.window(fixture.window(), u"window-file-gone"_s);
    QFile::rename(copy, file);
}

/// An empty wall, the keys, and long work of the window.
void momentShots(Shooter &shooter)
{
    test::WindowFixture fixture;
    if (!fixture.opens([&] {
            fixture.key(Qt::Key_4);
            fixture.type(u"Billing team"_s);
            fixture.key(Qt::Key_Return);
        }))
        qFatal("the new register was not made");
    shooter.window(fixture.window(), u"window-empty-wall"_s);

    QPromise<void> opening;
    opening.start();
    opening.setProgressRange(0, 100);
    opening.setProgressValue(62);
    fixture.workspace().progress()->follow(u"Opening payments-team.muster"_s, opening.future());
    QTest::qWait(100); // the bar is told of progress with a delay
    shooter.window(fixture.window(), u"window-busy"_s);
    opening.finish();
    fixture.settle();

    fixture.key(Qt::Key_F1);
    shooter.window(*QApplication::activeModalWidget(), u"window-keys"_s);
    fixture.key(Qt::Key_Escape);
}

}

/// The whole window: the start page, each page on the sample register, the search, and what may stand in the way.
void shellShots(Shooter &shooter)
{
    troubleShots(shooter);
    momentShots(shooter);
    test::WindowFixture fixture;
    shooter.window(fixture.window(), u"start"_s);
    fixture.key(Qt::Key_1);
    fixture.type(u"Friday stakeholder update"_s);
    shooter.window(fixture.window(), u"start-quick"_s);
    fixture.key(Qt::Key_Escape);
    if (!fixture.openSample())
        qFatal("the sample register was not opened");
    const std::pair<int, QString> pages[] = {{Qt::Key_1, u"window-wall"_s},      {Qt::Key_2, u"window-audit"_s},
                                             {Qt::Key_3, u"window-decisions"_s}, {Qt::Key_4, u"window-record"_s},
                                             {Qt::Key_5, u"window-evidence"_s},  {Qt::Key_6, u"window-people"_s}};
    for (const auto &[key, name] : pages) {
        fixture.key(key, Qt::ControlModifier);
        fixture.settle();
        shooter.window(fixture.window(), name);
    }
    fixture.key(Qt::Key_1, Qt::ControlModifier);
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(u"up"_s);
    fixture.settle();
    shooter.window(fixture.window(), u"window-search"_s);
    fixture.key(Qt::Key_Escape);
    roomShot(shooter, fixture);
}

}
