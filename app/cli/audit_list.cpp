#include "audit_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::AuditSummary;

namespace {

void printJson(Output &out, const QList<AuditSummary> &audits)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto &audit : audits)
        list.push_back({{"id", utf8(audit.id.text())},
                        {"number", audit.number},
                        {"kind", latin(wordView(audit.kind))},
                        {"date", utf8(audit.heldOn.toString(Qt::ISODate))},
                        {"open", audit.open},
                        {"facilitator", jsonOrNull(audit.facilitatorName)},
                        {"delegations", audit.delegations}});
    out.json(list);
}

void printTable(Output &out, const QList<AuditSummary> &audits)
{
    if (audits.isEmpty()) {
        out.line(u"No audit yet; open one with 'audit open'."_s);
        return;
    }
    QList<QStringList> rows;
    for (const auto &audit : audits)
        rows << QStringList{QString::number(audit.number),
                            word(audit.kind),
                            audit.heldOn.toString(Qt::ISODate),
                            audit.open ? u"open"_s : u"closed"_s,
                            audit.facilitatorName,
                            QString::number(audit.delegations),
                            audit.id.text()};
    out.table({u"audit"_s, u"kind"_s, u"date"_s, u"state"_s, u"facilitator"_s, u"delegations"_s, u"id"_s}, rows,
              {0, 5});
}

Outcome runAuditList(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    const auto audits = registry::AuditService(**store).list();
    if (!audits)
        return tl::unexpected(audits.error());
    context.out().wantsJson() ? printJson(context.out(), *audits) : printTable(context.out(), *audits);
    return Exit::Fine;
}

}

Command auditList()
{
    return {"audit", "list", "List audits, open and closed", runAuditList, {}};
}

}
