#include "items/when_done.h"
#include "register/audit_service.h"
#include "register/entity_table.h"
#include "views/audit/audit_setup.h"

#include <QComboBox>

/// An audit that is set up from its series.
namespace muster::views {

namespace {

/// Who took part in the latest audit of a series that was closed; nobody where there was none.
Result<QList<PersonId>> lastTeam(registry::Store &store, const SeriesId &series)
{
    const auto audits = registry::allWhere<Audit>(store);
    if (!audits)
        return tl::unexpected(audits.error());
    const Audit *last = nullptr;
    for (const auto &audit : *audits) {
        if (audit.series == series && (!last || audit.number > last->number))
            last = &audit;
    }
    QList<PersonId> people;
    for (const auto &id : last ? registry::fromJsonList(last->participants) : QStringList())
        people << PersonId(id);
    return people;
}

}

void AuditSetup::proposeSeries(const Series &series)
{
    // Asked first, so that it is known when the plan begins.
    const auto team = m_session.reg->run([id = series.id](registry::Store &store) { return lastTeam(store, id); });
    items::whenDone(this, team, [this](const Result<QList<PersonId>> &people) {
        if (people && m_wantedSeries)
            m_wantedTeam = *people;
    });
    propose({}, registry::formOf(series));
    m_wantedSeries = series;
}

/// A series brings its form with it.
void AuditSetup::chooseSeries()
{
    const SeriesId id(m_series->currentData().toString());
    const auto chosen = std::ranges::find(m_facts.series, id, &Series::id);
    m_plan.setSeries(chosen == m_facts.series.end() ? nullptr : &*chosen);
    refresh();
}

}
