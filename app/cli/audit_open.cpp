#include "audit_support.h"
#include "evidence/audit_figures.h"
#include "register/inventory_services.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::AuditRequest;
using registry::Store;

namespace {

Result<void> readPeople(const Context &context, Store &store, AuditRequest &request)
{
    const auto facilitator = AuditRoom::personNamed(store, context.text("facilitator"));
    if (!facilitator)
        return tl::unexpected(facilitator.error());
    request.facilitator = *facilitator;
    auto participants = peopleFrom(store, context.texts("participant"));
    if (!participants)
        return tl::unexpected(participants.error());
    request.participants = std::move(*participants);
    for (const auto &text : context.texts("pair")) {
        const auto pair = peopleFrom(store, text.split(u',', Qt::SkipEmptyParts));
        if (!pair)
            return tl::unexpected(pair.error());
        request.pairs << *pair;
    }
    return {};
}

Result<void> readScope(const Context &context, Store &store, AuditRequest &request)
{
    request.due = context.has("due");
    if (request.due == context.has("delegation"))
        return failure(ErrorCode::Usage,
                       u"Name what to audit with --delegation, or take what is due with --due: one of the two."_s);
    registry::DelegationService delegations(store);
    for (const auto &text : context.texts("delegation")) {
        const auto id = delegations.find(text);
        if (!id)
            return tl::unexpected(id.error());
        request.delegations << *id;
    }
    return {};
}

Result<AuditRequest> readRequest(Context &context, Store &store)
{
    const auto form = formFrom(context);
    if (!form)
        return tl::unexpected(form.error());
    AuditRequest request;
    request.form = *form;
    if (const auto read = readPeople(context, store, request); !read)
        return tl::unexpected(read.error());
    if (const auto read = readScope(context, store, request); !read)
        return tl::unexpected(read.error());
    const auto series = context.named<SeriesId>("series", entityOf<Series>());
    if (!series)
        return tl::unexpected(series.error());
    request.series = *series;
    if (request.series && request.form == AgendaForm::Full60 && !context.has("minutes")) {
        const auto known = registry::byId<Series>(store, *request.series);
        if (!known)
            return tl::unexpected(known.error());
        request.form = registry::formOf(*known);
    }
    return request;
}

Outcome runAuditOpen(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto request = readRequest(context, **store);
    if (!request)
        return tl::unexpected(request.error());
    registry::AuditService service(**store);
    const auto id = service.open(*request);
    if (!id)
        return tl::unexpected(id.error());
    const auto audit = service.get(*id);
    if (!audit)
        return tl::unexpected(audit.error());
    printMade(context.out(), id->text(), audit->number);
    const auto kept = evidence::keepSignals(**store, *id);
    return kept ? Outcome(Exit::Fine) : tl::unexpected(kept.error());
}

}

Command auditOpen()
{
    auto parameters = formParameters();
    parameters[0] = parameters[0].must();
    for (const auto &parameter :
         {Parameter::option("facilitator", "P", "who leads it").must(),
          Parameter::repeated("participant", "P", "who takes part; again for each"),
          Parameter::repeated("pair", "P,P", "people who check together; proposed where none is named"),
          Parameter::list("delegation", "ID", "what is audited"),
          Parameter::flag("due", "audit what is due, as 'audit propose' shows it"),
          Parameter::option("series", "S", "the series it belongs to; a full audit has its minutes unless told")})
        parameters.push_back(parameter);
    return {"audit", "open", "Open an audit", runAuditOpen, std::move(parameters)};
}

}
