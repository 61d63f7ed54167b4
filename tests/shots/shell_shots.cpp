#include "gui/window_fixture.h"
#include "register/audit_service.h"
#include "sample/sample_audit.h"
#include "shooter.h"
#include "views/audit/check_matrix.h"

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
}

}

/// The whole window: the start page, each page on the sample register, the search.
void shellShots(Shooter &shooter)
{
    test::WindowFixture fixture;
    shooter.window(fixture.window(), u"start"_s);
    fixture.key(Qt::Key_1);
    fixture.type(u"Friday stakeholder update"_s);
    shooter.window(fixture.window(), u"start-quick"_s);
    fixture.key(Qt::Key_Escape);
    if (!fixture.openSample())
        qFatal("the sample register was not opened");
    const std::pair<int, QString> pages[] = {{Qt::Key_1, u"window-wall"_s},
                                             {Qt::Key_2, u"window-audit"_s},
                                             {Qt::Key_3, u"window-decisions"_s},
                                             {Qt::Key_4, u"window-record"_s},
                                             {Qt::Key_5, u"window-people"_s}};
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
