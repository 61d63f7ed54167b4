#include "register/audit_service.h"
#include "register/inventory_services.h"
#include "sample/sample_audit.h"
#include "shooter.h"
#include "views/audit/audit_list.h"
#include "views/audit/audit_result.h"
#include "views/audit/audit_setup.h"

#include <QTableView>

namespace muster::shots {

using namespace Qt::StringLiterals;

/// The audit's setup, the list of audits, and a closed one.
void auditSetupShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    views::AuditSetup setup(sample.session());
    setup.propose();
    sample.settle();
    shooter.page(setup, u"audit-setup"_s);
    const auto delegations =
        test::must(sample.ask([](registry::Store &store) { return registry::DelegationService(store).all(); }));
    setup.propose({delegations.first().id}, AgendaForm::Spot15);
    sample.settle();
    shooter.page(setup, u"audit-setup-spot"_s);

    views::AuditList list(sample.session());
    list.activate();
    sample.settle();
    shooter.page(list, u"audit-list-closed"_s);
    test::must(sample.ask([&](registry::Store &store) -> Result<void> {
        const auto id = sample::openSampleAudit(store, sample.clock());
        return id ? sample::fillSampleAudit(store, sample.clock(), *id) : tl::unexpected(id.error());
    }));
    list.activate();
    sample.settle();
    shooter.page(list, u"audit-list"_s);

    const auto closed =
        test::must(sample.ask([](registry::Store &store) { return registry::AuditService(store).findClosed(u"1"_s); }));
    views::AuditResult result(sample.session());
    result.showAudit(closed);
    sample.settle();
    shooter.page(result, u"audit-result"_s);
}

}
