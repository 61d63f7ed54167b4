#include "audit_view.h"

#include "evidence/audit_figures.h"
#include "signal_output.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;
using registry::OpenAudit;
using registry::OpenDelegation;

namespace {

qint64 seconds(Agenda::Duration duration)
{
    return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

/// "4:05", minutes and seconds.
QString clockText(Agenda::Duration duration)
{
    const qint64 total = seconds(duration);
    return u"%1:%2"_s.arg(total / 60).arg(total % 60, 2, 10, QChar(u'0'));
}

using Names = QHash<QString, QString>;

ordered_json namesJson(const QList<PersonId> &people, const Names &names)
{
    auto list = ordered_json::array();
    for (const auto &person : people)
        list.push_back(utf8(names.value(person.text(), person.text())));
    return list;
}

ordered_json agendaJson(const Agenda &agenda, const QDateTime &now)
{
    auto phases = ordered_json::array();
    for (const auto &box : phasesOf(agenda.form()))
        phases.push_back({{"phase", latin(wordView(box.phase))},
                          {"timebox", box.minutes * 60},
                          {"elapsed", seconds(agenda.elapsed(box.phase, now))},
                          {"remaining", seconds(agenda.remaining(box.phase, now))},
                          {"overtime", seconds(agenda.overtime(box.phase, now))}});
    const auto phase = agenda.currentPhase();
    return {{"phase", jsonOrNull(phase ? word(*phase) : QString())},
            {"paused", agenda.isPaused()},
            {"finished", agenda.isFinished()},
            {"phases", std::move(phases)}};
}

ordered_json findingsJson(const OpenDelegation &item)
{
    auto findings = ordered_json::object();
    for (const auto check : item.checks()) {
        const auto finding = item.findings.value(check);
        findings[latin(wordView(check))] = {{"verdict", latin(wordView(finding.verdict))},
                                            {"note", jsonOrNull(finding.note)}};
    }
    return findings;
}

ordered_json samplesJson(const OpenDelegation &item)
{
    auto samples = ordered_json::array();
    for (const auto &sample : item.samples) {
        auto criteria = ordered_json::object(), sources = ordered_json::object();
        for (const auto &[key, met] : sample.criteria.asKeyValueRange())
            criteria[utf8(key)] = met ? "met" : "unmet";
        for (const auto &[id, state] : sample.sources.asKeyValueRange())
            sources[utf8(id)] = latin(wordView(state));
        samples.push_back({{"id", utf8(sample.id)},
                           {"reference", utf8(sample.reference)},
                           {"date", jsonOf(std::optional(sample.date))},
                           {"criteria", std::move(criteria)},
                           {"sources", std::move(sources)}});
    }
    return samples;
}

QList<evidence::Signal> keptSignals(const OpenDelegation &item)
{
    QList<evidence::Signal> list;
    for (const auto check : item.checks())
        list += evidence::signalsFrom(check, item.figures.value(check));
    return list;
}

ordered_json drawingJson(const OpenDelegation &item)
{
    if (!item.drawing)
        return {};
    return {{"count", item.drawing->count}, {"of", item.drawing->of}, {"seed", item.drawing->seed}};
}

ordered_json decisionsJson(const OpenDelegation &item, const Names &names)
{
    auto decisions = ordered_json::array();
    for (const auto &decision : item.decisions) {
        auto checks = ordered_json::array();
        for (const auto check : decision.checks)
            checks.push_back(latin(wordView(check)));
        decisions.push_back({{"id", utf8(decision.id.text())},
                             {"number", decision.number},
                             {"kind", latin(wordView(decision.kind))},
                             {"checks", std::move(checks)},
                             {"to", jsonOrNull(names.value(decision.to, decision.to))},
                             {"owner", jsonOrNull(names.value(decision.owner.text()))},
                             {"due", jsonOf(std::optional(decision.due))},
                             {"why", jsonOrNull(decision.why)},
                             {"decidedBy", namesJson(decision.decidedBy, names)},
                             {"done", decision.done}});
    }
    return decisions;
}

ordered_json drillsJson(const OpenDelegation &item, const Names &names)
{
    auto drills = ordered_json::array();
    for (const auto &drill : item.drills)
        drills.push_back({{"id", utf8(drill.id.text())},
                          {"by", jsonOrNull(drill.by ? names.value(drill.by->text()) : QString())},
                          {"minutes", drill.minutes ? ordered_json(*drill.minutes) : ordered_json()},
                          {"worked", drill.worked},
                          {"note", jsonOrNull(drill.note.value_or(QString()))}});
    return drills;
}

ordered_json delegationJson(const OpenDelegation &item, const Names &names)
{
    ordered_json reach;
    if (item.reach)
        reach = {{"person", jsonOrNull(names.value(item.reach->person.text()))}, {"seconds", item.reach->seconds}};
    return {{"id", utf8(item.id.text())},
            {"title", utf8(item.title)},
            {"category", latin(wordView(item.category))},
            {"pair", item.pair + 1},
            {"selfChecked", item.selfChecked},
            {"findings", findingsJson(item)},
            {"signals", signalsJson({{item.id, item.title, keptSignals(item)}})},
            {"samples", samplesJson(item)},
            {"draw", drawingJson(item)},
            {"decisions", decisionsJson(item, names)},
            {"drills", drillsJson(item, names)},
            {"reach", std::move(reach)}};
}

ordered_json followUpsJson(const OpenAudit &audit)
{
    constexpr std::array words{"done", "not-done", "moved", "dropped"};
    auto list = ordered_json::array();
    for (const auto &answer : audit.followUps)
        list.push_back({{"decision", utf8(answer.decision.text())},
                        {"answer", words[size_t(answer.answer)]},
                        {"due", answer.due.isValid() ? jsonOf(std::optional(answer.due)) : ordered_json()},
                        {"why", jsonOrNull(answer.why)}});
    return list;
}

}

Result<ordered_json> openAuditJson(const AuditRoom &room)
{
    const auto names = peopleNames(room.store);
    if (!names)
        return tl::unexpected(names.error());
    const auto &audit = room.audit;
    auto pairs = ordered_json::array(), delegations = ordered_json::array();
    for (const auto &pair : audit.pairs)
        pairs.push_back(namesJson(pair, *names));
    for (const auto &item : audit.delegations)
        delegations.push_back(delegationJson(item, *names));
    return ordered_json{{"id", utf8(audit.id.text())},
                        {"number", audit.number},
                        {"open", true},
                        {"kind", latin(wordView(kindOf(audit.form)))},
                        {"minutes", QString(word(audit.form)).toInt()},
                        {"facilitator", jsonOrNull(names->value(audit.facilitator.text()))},
                        {"participants", namesJson(audit.participants, *names)},
                        {"pairs", std::move(pairs)},
                        {"agenda", agendaJson(audit.agenda, room.store.clock().now())},
                        {"delegations", std::move(delegations)},
                        {"followUps", followUpsJson(audit)},
                        {"notes", jsonOrNull(audit.notes)},
                        {"parkingLot", jsonOrNull(audit.parkingLot)}};
}

void printAgenda(Output &out, const Agenda &agenda, const QDateTime &now)
{
    QList<QStringList> rows;
    for (const auto &box : phasesOf(agenda.form())) {
        const auto over = agenda.overtime(box.phase, now);
        const bool current = agenda.currentPhase() == box.phase;
        rows << QStringList{current ? (agenda.isPaused() ? u"paused"_s : u"now"_s) : QString(),
                            word(box.phase),
                            u"%1 min"_s.arg(box.minutes),
                            clockText(agenda.elapsed(box.phase, now)),
                            clockText(agenda.remaining(box.phase, now)),
                            over.count() > 0 ? clockText(over) : QString()};
    }
    out.table({{}, u"phase"_s, u"timebox"_s, u"elapsed"_s, u"remaining"_s, u"overtime"_s}, rows, {2, 3, 4, 5});
}

void printMatrix(Output &out, const OpenAudit &audit, const QStringList &before)
{
    QList<QStringList> rows;
    for (const auto &item : audit.delegations) {
        QStringList row = before;
        row << QStringList{item.title, item.pair >= 0 ? QString::number(item.pair + 1) : QString()};
        const auto applicable = item.checks();
        for (const auto check : {Check::Output, Check::Model, Check::Stop, Check::Creep}) {
            const bool applies = std::ranges::find(applicable, check) != applicable.end();
            const auto verdict = item.findings.value(check).verdict;
            row << (!applies ? u"–"_s : verdict == Verdict::NotChecked ? u"open"_s : word(verdict));
        }
        row << QString::number(item.samples.size()) << QString::number(item.decisions.size())
            << (item.selfChecked ? u"self-checked"_s : QString());
        rows << row;
    }
    const QStringList headers{u"delegation"_s, u"pair"_s,    u"output"_s,    u"model"_s, u"stop"_s,
                              u"creep"_s,      u"samples"_s, u"decisions"_s, {}};
    const int first = int(before.size());
    out.table(before + headers, rows, {first + 1, first + 6, first + 7});
}

}
