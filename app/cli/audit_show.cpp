#include "audit_view.h"
#include "evidence/audit_figures.h"
#include "record_support.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;
using registry::LogRow;
using registry::Store;

namespace {

/// The log's rows of one audit, its amendments included.
Result<QList<LogRow>> rowsOf(Store &store, const Audit &audit)
{
    QList<LogRow> rows;
    registry::LogFilter filter;
    filter.from = audit.heldOn;
    const auto read = registry::readLog(store, filter, [&](const LogRow &row) {
        if (row.audit == audit.number)
            rows << row;
        return true;
    });
    return read ? Result<QList<LogRow>>(std::move(rows)) : tl::unexpected(read.error());
}

Outcome showClosed(Context &context, Store &store, const AuditId &id)
{
    const auto row = registry::rowById(store, entityOf<Audit>(), id.text());
    if (!row)
        return tl::unexpected(row.error());
    const auto audit = fromRow<Audit>(*row);
    const auto rows = rowsOf(store, audit);
    if (!rows)
        return tl::unexpected(rows.error());
    auto &out = context.out();
    auto object = jsonOf(store, entityOf<Audit>(), *row);
    if (!object)
        return tl::unexpected(object.error());
    if (out.wantsJson()) {
        (*object)["open"] = false;
        auto &log = (*object)["log"] = ordered_json::array();
        for (const auto &item : *rows)
            log.push_back(logRowJson(item));
        out.json(*object);
        return Exit::Fine;
    }
    const auto names = peopleNames(store);
    if (!names)
        return tl::unexpected(names.error());
    QStringList present;
    for (const auto &person : registry::fromJsonList(audit.participants))
        present << names->value(person, person);
    out.pairs({{u"audit"_s, QString::number(audit.number)},
               {u"kind"_s, u"%1, %2 minutes"_s.arg(word(audit.kind), audit.form)},
               {u"held on"_s, audit.heldOn.toString(Qt::ISODate)},
               {u"facilitator"_s, names->value(audit.facilitator.value_or(PersonId()).text())},
               {u"participants"_s, present.join(u", "_s)},
               {u"person-minutes"_s, audit.personMinutes ? QString::number(*audit.personMinutes) : QString()},
               {u"notes"_s, audit.notes.value_or(QString())},
               {u"parking lot"_s, audit.parkingLot.value_or(QString())},
               {u"id"_s, id.text()}});
    out.line();
    printLogRows(out, *rows);
    return Exit::Fine;
}

void printDelegation(Output &out, const registry::OpenDelegation &item, const QHash<QString, QString> &names)
{
    out.line();
    out.line(item.title + (item.selfChecked ? u" (self-checked)"_s : QString()));
    for (const auto check : item.checks()) {
        const auto finding = item.findings.value(check);
        out.line(u"  %1: %2%3"_s.arg(word(check), word(finding.verdict),
                                     finding.note.isEmpty() ? QString() : u" – "_s + finding.note));
        for (const auto &sentence : evidence::raisedSentences(item, check))
            out.line(u"    signal: "_s + sentence);
    }
    if (item.drawing)
        out.line(u"  samples: "_s + registry::drawingText(*item.drawing));
    for (const auto &sample : item.samples)
        out.line(u"  sample of %1: %2 (%3)"_s.arg(sample.date.toString(Qt::ISODate), sample.reference, sample.id));
    for (const auto &drill : item.drills)
        out.line(u"  drill: %1 (%2)"_s.arg(drill.worked ? u"worked"_s : u"did not work"_s, drill.id.text()));
    if (item.reach)
        out.line(
            u"  %1 answered after %2 seconds"_s.arg(names.value(item.reach->person.text())).arg(item.reach->seconds));
    for (const auto &decision : item.decisions)
        out.line(u"  decision %1: %2%3, %4, due %5%6 (%7)"_s.arg(
            QString::number(decision.number), word(decision.kind),
            decision.to.isEmpty() ? QString() : u" → "_s + names.value(decision.to, decision.to),
            names.value(decision.owner.text()), decision.due.toString(Qt::ISODate),
            decision.done ? u", done"_s : QString(), decision.id.text()));
}

Outcome showOpen(AuditRoom &room)
{
    auto &out = room.context.out();
    if (out.wantsJson()) {
        const auto object = openAuditJson(room);
        if (!object)
            return tl::unexpected(object.error());
        out.json(*object);
        return Exit::Fine;
    }
    const auto names = peopleNames(room.store);
    if (!names)
        return tl::unexpected(names.error());
    const auto &audit = room.audit;
    out.pairs({{u"audit"_s, u"%1, open"_s.arg(audit.number)},
               {u"kind"_s, u"%1, %2 minutes"_s.arg(word(kindOf(audit.form)), word(audit.form))},
               {u"facilitator"_s, names->value(audit.facilitator.text())},
               {u"notes"_s, audit.notes},
               {u"parking lot"_s, audit.parkingLot},
               {u"id"_s, audit.id.text()}});
    for (const auto &item : audit.delegations)
        printDelegation(out, item, *names);
    return Exit::Fine;
}

Outcome runAuditShow(Context &context)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    if (context.has("N")) {
        if (const auto closed = registry::AuditService(**store).findClosed(context.text("N")))
            return showClosed(context, **store, *closed);
    }
    return withAudit(context, showOpen);
}

}

Command auditShow()
{
    return {"audit",
            "show",
            "Show an audit with all that was found and decided",
            runAuditShow,
            {Parameter::maybe("N", "an audit, open or closed; may be left out where only one is open")}};
}

}
