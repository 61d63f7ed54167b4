#include "register/inventory_services.h"
#include "shooter.h"
#include "support/evidence_csv.h"
#include "views/charts/evidence_charts.h"
#include "views/evidence/evidence_page.h"

#include <QComboBox>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

namespace muster::shots {

using namespace Qt::StringLiterals;
using namespace views;

namespace {

const QString reviewedTitle = u"Release notes"_s;

ChartsPart chartsOf()
{
    auto *charts = new EvidenceCharts;
    return {charts, [charts](const items::SharedFigures &figures) { charts->setFigures(figures); }};
}

/// Half a year of reviews and usage of one delegation, a drill and another model, and a file with a name that leads nowhere.
void readEvidenceIn(test::SampleSession &sample)
{
    sample.ask([folder = sample.folder()](registry::Store &store) {
        const QDate today = store.today();
        const auto id = test::must(registry::DelegationService(store).find(reviewedTitle));
        test::takeEvidence(store, folder, u"reviews-2026.csv"_s, test::reviewLines(reviewedTitle, today));
        test::takeEvidence(store, folder, u"gateway.csv"_s,
                           test::usageLines(reviewedTitle, today, {u"swift-1"_s, u"swift-2"_s, u"large-4"_s}));
        test::takeEvidence(store, folder, u"pull requests.csv"_s, test::reviewLines(u"triage of tickets"_s, today, 3));
        Drill drill;
        drill.delegation = id;
        drill.heldOn = today.addDays(-60);
        drill.minutes = 9;
        drill.worked = true;
        test::must(registry::DrillService(store).add(drill));
        test::must(registry::DelegationService(store).set(id, QList<registry::FieldText>{{u"model"_s, u"swift-2"_s}}));
        return 0;
    });
}

void choose(EvidencePage &page, test::SampleSession &sample, const QString &title)
{
    page.choose(sample.ask(
        [title](registry::Store &store) { return test::must(registry::DelegationService(store).find(title)); }));
    for (int i = 0; i < 4; ++i) {
        QTest::qWait(30);
        sample.settle();
    }
}

void importShots(Shooter &shooter, EvidencePage &page)
{
    auto &sample = shooter.sample();
    QStringList lines = test::reviewLines(reviewedTitle, QDate(2026, 6, 12), 4);
    lines[0] = u"workflow,output,reviewedAt,seconds,outcome,model"_s;
    lines << u"Releese notes,x-1,2026-06-10T09:00:00Z,12,accepted,swift-2"_s
          << u"Release notes,x-2,2026-06-10,ages,accepted,swift-2"_s;
    page.openImport(test::writeLines(sample.folder(), u"reviews-june.csv"_s, lines));
    for (int i = 0; i < 4; ++i) {
        QTest::qWait(30);
        sample.settle();
    }
    shooter.page(page, u"evidence-import-columns"_s);
    if (auto *column = page.findChild<QComboBox *>(u"column-delegation"_s)) {
        column->setCurrentIndex(1);
        Q_EMIT column->activated(1);
    }
    page.findChild<QPushButton *>(u"next"_s)->click();
    for (int i = 0; i < 4; ++i) {
        QTest::qWait(30);
        sample.settle();
    }
    shooter.page(page, u"evidence-import-trial"_s);
}

}

void evidenceShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    {
        EvidencePage page(sample.session(), chartsOf);
        page.show();
        page.activate();
        choose(page, sample, u"Ticket triage"_s);
        shooter.page(page, u"evidence-none"_s);
        page.setTab(EvidencePage::Files);
        shooter.page(page, u"evidence-no-files"_s);
    }
    readEvidenceIn(sample);
    EvidencePage page(sample.session(), chartsOf);
    page.show();
    page.activate();
    choose(page, sample, reviewedTitle);
    shooter.page(page, u"evidence"_s);
    for (auto *tabs : page.findChildren<QTabBar *>(u"view"_s))
        tabs->setCurrentIndex(1);
    shooter.page(page, u"evidence-tables"_s);
    page.setTab(EvidencePage::Files);
    sample.settle();
    shooter.page(page, u"evidence-files"_s);
    sample.history().add(entityOf<Model>(),
                         {{u"title"_s, u"swift-2"_s},
                          {u"provider"_s, u"Example AI"_s},
                          {u"tier"_s, u"light"_s},
                          {u"kind"_s, u"pinned"_s},
                          {u"standsForTier"_s, u"yes"_s},
                          {u"endsOn"_s, u"2026-12-31"_s}},
                         u"swift-2"_s);
    page.setTab(EvidencePage::Models);
    sample.settle();
    shooter.page(page, u"evidence-models"_s);
    importShots(shooter, page);
}

}
