#include "reports/audit_result.h"

#include "domain/check_guide.h"
#include "reports/audit_log.h"

namespace muster::reports {

using namespace Qt::StringLiterals;
using registry::ClosedAudit;

namespace {

constexpr Check allChecks[] = {Check::Output, Check::Model, Check::Stop, Check::Creep};

QString minutesText(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

QString dateText(const QDate &date)
{
    return date.toString(Qt::ISODate);
}

Section summaryOf(const ClosedAudit &closed)
{
    KeyValues facts;
    QStringList pairs;
    for (const auto &pair : closed.pairs)
        pairs << pair.join(u" + "_s);
    facts.facts = {{u"Held on"_s, dateText(closed.audit.heldOn), Kind::Date},
                   {u"Form"_s, closed.audit.kind == AuditKind::Spot
                                   ? u"spot check"_s
                                   : u"full audit, %1 minutes"_s.arg(closed.audit.form)},
                   {u"Facilitator"_s, closed.facilitator},
                   {u"Participants"_s, closed.participants.join(u", "_s)},
                   {u"Pairs"_s, pairs.join(u"; "_s)}};
    if (!closed.series.isEmpty())
        facts.facts.push_back({u"Series"_s, closed.series});
    if (closed.audit.personMinutes)
        facts.facts.push_back({u"Person-minutes"_s, QString::number(*closed.audit.personMinutes)});
    for (const auto &phase : closed.phases)
        facts.facts.push_back({u"Phase “%1”"_s.arg(word(phase.phase)), phaseText(phase)});
    return {u"Summary"_s, 2, {facts}};
}

Section matrixOf(const ClosedAudit &closed)
{
    Table table;
    table.columns = {{u"delegation"_s, u"Delegation"_s}};
    for (const auto check : allChecks)
        table.columns.push_back({word(check), checkTitle(check), Kind::Verdict});
    table.columns.push_back({u"checkers"_s, u"Checked by"_s});
    for (const auto &item : closed.delegations) {
        QStringList row{item.title};
        for (const auto check : allChecks)
            row << (item.findings.contains(check) ? word(item.findings[check].verdict) : u"–"_s);
        row << item.checkers.join(u" + "_s) + (item.selfChecked ? u" (self-checked)"_s : QString());
        table.rows.push_back(row);
    }
    return {u"Delegations and checks"_s, 2, {std::move(table)}};
}

Section findingsOf(const ClosedAudit &closed)
{
    Table table;
    table.columns = {{u"delegation"_s, u"Delegation"_s},
                     {u"check"_s, u"Check"_s},
                     {u"verdict"_s, u"Verdict"_s, Kind::Verdict},
                     {u"note"_s, u"Note"_s}};
    table.emptyText = u"No finding has a note."_s;
    for (const auto &item : closed.delegations) {
        for (const auto &finding : item.findings) {
            if (finding.note && !finding.note->isEmpty())
                table.rows.push_back({item.title, checkTitle(finding.check), word(finding.verdict), *finding.note});
        }
    }
    return {u"Findings with notes"_s, 2, {std::move(table)}};
}

/// What stood beside the checks; nothing where nothing did.
std::optional<Section> hintsOf(const ClosedAudit &closed, const std::function<QStringList(const Finding &)> &hints)
{
    Table table;
    table.columns = {{u"delegation"_s, u"Delegation"_s}, {u"check"_s, u"Check"_s}, {u"hint"_s, u"Hint"_s}};
    for (const auto &item : closed.delegations) {
        for (const auto &finding : item.findings) {
            for (const auto &hint : hints(finding))
                table.rows.push_back({item.title, checkTitle(finding.check), hint});
        }
    }
    if (table.rows.empty())
        return std::nullopt;
    return Section{u"What the figures hinted at"_s, 2, {std::move(table)}};
}

Section decisionsOf(const ClosedAudit &closed)
{
    Table table;
    table.columns = {{u"number"_s, u"No."_s, Kind::Number},
                     {u"delegation"_s, u"Delegation"_s},
                     {u"decision"_s, u"Decision"_s},
                     {u"why"_s, u"Why"_s},
                     {u"owner"_s, u"Owner"_s},
                     {u"due"_s, u"Due"_s, Kind::Date},
                     {u"state"_s, u"State"_s}};
    table.emptyText = u"This audit decided nothing."_s;
    for (const auto &item : closed.decisions) {
        const QString what = word(item.decision.kind) + (item.after.isEmpty() ? QString() : u": "_s + item.after);
        table.rows.push_back({QString::number(item.decision.number), item.delegation, what, item.decision.why,
                              item.owner, item.decision.due ? dateText(*item.decision.due) : QString(),
                              word(item.decision.state)});
    }
    return {u"Decisions"_s, 2, {std::move(table)}};
}

Section amendmentsOf(const ClosedAudit &closed)
{
    Table table;
    table.columns = {{u"date"_s, u"Date"_s, Kind::Date},
                     {u"about"_s, u"About"_s},
                     {u"verdict"_s, u"Verdict"_s, Kind::Verdict},
                     {u"why"_s, u"Why"_s},
                     {u"note"_s, u"Note"_s}};
    for (const auto &item : closed.amendments) {
        const QString about = item.delegation.isEmpty() ? u"the audit"_s
                              : item.check              ? u"%1: %2"_s.arg(item.delegation, checkTitle(*item.check))
                                                        : item.delegation;
        table.rows.push_back({dateText(item.amendment.amendedOn), about,
                              item.amendment.verdict ? word(*item.amendment.verdict) : QString(), item.amendment.why,
                              item.amendment.note.value_or(QString())});
    }
    return {u"Amendments"_s, 2, {std::move(table)}};
}

}

QString phaseText(const registry::ClosedPhase &phase)
{
    return u"%1 of %2:00"_s.arg(minutesText(phase.milliseconds)).arg(phase.timebox);
}

Document auditResultDocument(const ClosedAudit &closed, const std::function<QStringList(const Finding &)> &hints)
{
    Document document;
    document.title = u"Audit %1"_s.arg(closed.audit.number);
    document.sections = {summaryOf(closed), matrixOf(closed), findingsOf(closed)};
    if (auto section = hints ? hintsOf(closed, hints) : std::nullopt)
        document.sections.push_back(std::move(*section));
    document.sections.push_back(decisionsOf(closed));
    const std::pair<QString, std::optional<QString>> texts[] = {{u"Notes"_s, closed.audit.notes},
                                                                {u"Parking lot"_s, closed.audit.parkingLot}};
    for (const auto &[heading, text] : texts) {
        if (text && !text->isEmpty())
            document.sections.push_back({heading, 2, {Paragraph{*text}}});
    }
    if (!closed.amendments.isEmpty())
        document.sections.push_back(amendmentsOf(closed));
    return document;
}

Result<Document> auditLogTable(registry::Store &store, const ClosedAudit &closed)
{
    registry::LogFilter filter;
    filter.from = closed.audit.heldOn; // amendments of it come later
    auto opened = registry::LogReader::open(store, filter);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto reader = std::make_shared<registry::LogReader>(std::move(*opened));
    Table table;
    table.columns = logColumns();
    table.source = [reader, number = closed.audit.number](QStringList &row) -> Result<bool> {
        for (;;) {
            const auto next = reader->next();
            if (!next)
                return tl::unexpected(next.error());
            if (!*next)
                return false;
            if ((*next)->audit == number) {
                row = logCells(**next);
                return true;
            }
        }
    };
    Document document;
    document.title = u"Log of audit %1"_s.arg(closed.audit.number);
    document.sections.push_back({u"Log"_s, 2, {std::move(table)}});
    return document;
}

}
