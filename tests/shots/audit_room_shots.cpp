#include "register/audit_service.h"
#include "sample/sample_audit.h"
#include "shooter.h"
#include "views/audit/audit_page.h"
#include "views/audit/check_matrix.h"

#include <QBoxLayout>
#include <QListView>
#include <QTest>

namespace muster::shots {

using namespace Qt::StringLiterals;

namespace {

/// The page as it stands in a window: room for the rail at the left, the page's own part of the bar above.
class Frame final : public QWidget
{
public:
    explicit Frame(const views::Session &session) : page(new views::AuditPage(session))
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(0);
        row->addSpacing(184);
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        auto *bar = new QWidget;
        bar->setFixedHeight(52);
        auto *inBar = new QHBoxLayout(bar);
        inBar->addStretch();
        for (auto *widget : page->barWidgets())
            inBar->addWidget(widget);
        column->addWidget(bar);
        column->addWidget(page, 1);
        row->addLayout(column, 1);
        resize(1280, 800);
        show();
    }

    views::AuditPage *page;

    views::CheckMatrix &matrix() { return *page->findChild<views::CheckMatrix *>(); }
    void choose(const QString &list, int row)
    {
        auto *view = page->findChild<QListView *>(list);
        view->setCurrentIndex(view->model()->index(row, 0));
    }
};

void enter(test::SampleSession &sample, const AuditId &id, Phase phase)
{
    test::must(sample.ask([&](registry::Store &store) {
        return registry::AuditService(store).moveAgenda(
            id, [phase](Agenda &agenda, const QDateTime &now) { return agenda.enter(phase, now); });
    }));
    sample.settle();
}

void phaseShots(Shooter &shooter, Frame &frame, const AuditId &id)
{
    auto &sample = shooter.sample();
    enter(sample, id, Phase::Checks);
    sample.clock().advance(7);
    const auto cells = frame.matrix().matrix().cells();
    const std::pair<int, QString> checks[] = {{0, u"output"_s}, {1, u"model"_s}, {2, u"stop"_s}, {7, u"creep"_s}};
    for (const auto &[cell, name] : checks) {
        frame.matrix().setCurrent(cells[cell]);
        frame.matrix().setFocus();
        shooter.window(frame, u"audit-checks-"_s + name);
    }
    enter(sample, id, Phase::Reclassify);
    shooter.window(frame, u"audit-reclassify"_s);
    enter(sample, id, Phase::Decisions);
    frame.choose(u"decisions"_s, 3);
    shooter.window(frame, u"audit-decisions"_s);
    enter(sample, id, Phase::Close);
    QTest::qWait(400);
    shooter.window(frame, u"audit-close"_s);
}

}

void auditRoomShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    const auto id =
        test::must(sample.ask([&](registry::Store &store) { return sample::openSampleAudit(store, sample.clock()); }));
    Frame frame(sample.session());
    frame.page->open(id);
    sample.settle();
    sample.clock().advance(4);
    shooter.window(frame, u"audit-data-walk"_s);
    sample.clock().advance(8);
    QTest::qWait(600);
    shooter.window(frame, u"audit-overtime"_s);
    test::must(sample.ask([&](registry::Store &store) { return sample::fillSampleAudit(store, sample.clock(), id); }));
    sample.settle();
    phaseShots(shooter, frame, id);
    const auto undecided = frame.matrix().matrix().cells()[11].delegation;
    test::must(sample.ask([&](registry::Store &store) {
        return registry::AuditService(store).setFinding(id, undecided, Check::Stop, {Verdict::Fail, {}});
    }));
    sample.settle();
    QTest::qWait(500);
    shooter.window(frame, u"audit-close-refused"_s);
}

void auditSpotShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    const auto release = test::must(sample.ask(
        [](registry::Store &store) { return registry::resolve(store, entityOf<Delegation>(), u"Release notes"_s); }));
    Frame frame(sample.session());
    frame.page->spotCheck(DelegationId(release));
    sample.settle();
    shooter.window(frame, u"audit-spot"_s);
}

}
