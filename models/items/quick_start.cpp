#include "items/quick_start.h"

#include "register/audit_service.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::Store;

Result<AuditId> startQuickAudit(Store &store, const QString &title)
{
    registry::DelegationService service(store);
    Delegation delegation;
    const auto clean = cleanText(title, u"title"_s, true, 500);
    if (!clean)
        return tl::unexpected(clean.error());
    delegation.title = *clean;
    delegation.owner = store.actor();
    return service.add(delegation).and_then([&](const DelegationId &id) { return startSpotCheck(store, id); });
}

Result<AuditId> startSpotCheck(Store &store, const DelegationId &delegation)
{
    registry::AuditRequest request;
    request.form = AgendaForm::Spot15;
    request.facilitator = store.actor();
    request.delegations = {delegation};
    return registry::AuditService(store).open(request);
}

Result<std::optional<Person>> takeActor(Store &store, const QString &person)
{
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    const auto everyone = registry::PersonService(store).all();
    if (!everyone)
        return tl::unexpected(everyone.error());
    const auto activeOne = [&](const QString &id) -> std::optional<Person> {
        for (const auto &one : *everyone) {
            if (one.id.text() == id && one.isActive(store.today()))
                return one;
        }
        return std::nullopt;
    };
    auto actor = activeOne(person);
    if (!actor && info->owner)
        actor = activeOne(info->owner->text());
    if (actor)
        store.setActor(actor->id);
    return actor;
}

}
