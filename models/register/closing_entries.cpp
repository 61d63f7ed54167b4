#include "register/closing_entries.h"

#include "register/audit_draft.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// What one decision is about, as its entry keeps it.
struct Outcome
{
    std::optional<Title> before, after;
    std::optional<QString> detail;
};

std::optional<Title> titled(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional<Title>(text);
}

Outcome outcomeOf(Store &store, const OpenDecision &decision, const Delegation &now)
{
    const auto names = [&](const Entity &entity) {
        return !decision.to.isEmpty() && rowById(store, entity, decision.to).has_value();
    };
    switch (decision.kind) {
    case DecisionKind::Category: return {titled(word(now.category)), titled(decision.to), {}};
    case DecisionKind::Promote: return {titled(word(now.category)), titled(word(Category::Automate)), {}};
    case DecisionKind::Tier: return {titled(now.tier.value_or(TierName())), titled(decision.to), {}};
    case DecisionKind::Owner: return {titled(now.owner.value_or(PersonId()).text()), titled(decision.to), {}};
    case DecisionKind::Retire: return {titled(word(now.status)), titled(word(Status::Retired)), {}};
    case DecisionKind::Pause: return {titled(word(now.status)), titled(word(Status::Paused)), {}};
    case DecisionKind::Definition:
        if (names(entityOf<Definition>()))
            return {titled(now.definition.value_or(DefinitionId()).text()), titled(decision.to), {}};
        break;
    case DecisionKind::Source:
        if (names(entityOf<Source>()))
            return {{}, titled(decision.to), {}};
        break;
    default: break;
    }
    return {{}, {}, decision.to.isEmpty() ? std::nullopt : std::optional(decision.to)};
}

QString phasesJson(const OpenAudit &audit, const QDateTime &now)
{
    nlohmann::json list = nlohmann::json::array();
    for (const auto &box : phasesOf(audit.form))
        list.push_back({{"milliseconds", audit.agenda.elapsed(box.phase, now).count()},
                        {"phase", std::string(wordView(box.phase))},
                        {"timebox", box.minutes}});
    return QString::fromStdString(list.dump());
}

QStringList textsOf(const QList<PersonId> &people)
{
    QStringList texts;
    for (const auto &person : people)
        texts << person.text();
    return texts;
}

QString verdictLine(const OpenDelegation &item, const Finding &finding)
{
    QString line = u"finding: %1, %2: %3"_s.arg(item.title, word(finding.check), word(finding.verdict));
    if (finding.note)
        line += u" – "_s + finding.note->left(80);
    return line + (finding.selfChecked ? u" (self-checked)"_s : QString());
}

/// Writes the entries of one closing, in an order in which each refers only to what stands before it.
class Closing
{
public:
    Closing(Writer &writer, RuleContext &context, const OpenAudit &audit, QDate heldOn, const ClosingAccount &account)
        : m_store(writer.store()),
          m_writer(writer),
          m_context(context),
          m_audit(audit),
          m_heldOn(heldOn),
          m_lines(account.lines),
          m_nextSlot(account.nextSlot)
    {
    }

    Result<void> writeAll()
    {
        using Step = Result<void> (Closing::*)();
        for (const Step step : {&Closing::readSeries, &Closing::writeAudit, &Closing::writeFindings,
                                &Closing::writeDrills, &Closing::writeDecisions, &Closing::applyDone,
                                &Closing::writeFollowUps, &Closing::moveDueDates, &Closing::moveSeries}) {
            if (auto done = (this->*step)(); !done)
                return done;
        }
        return {};
    }

private:
    template <typename T>
    Result<void> append(const T &thing, const QString &line, const char *kind)
    {
        m_lines << line;
        const auto n = m_writer.append(additionOf(entityOf<T>(), toRow(thing), kindNamed(kind)));
        return n ? Result<void>() : tl::unexpected(n.error());
    }

    Result<void> readSeries()
    {
        if (!m_audit.series)
            return {};
        const auto series = byId<Series>(m_store, *m_audit.series);
        if (!series)
            return tl::unexpected(series.error());
        m_series = *series;
        return {};
    }

    Result<void> writeAudit()
    {
        const QDateTime now = m_store.clock().now();
        Audit closed;
        closed.id = m_audit.id;
        closed.number = m_audit.number;
        closed.kind = kindOf(m_audit.form);
        closed.form = word(m_audit.form);
        closed.series = m_audit.series;
        closed.facilitator = m_audit.facilitator;
        closed.participants = toJsonList(textsOf(m_audit.everyone()));
        closed.pairs = draft::toJson(m_audit.pairs);
        const auto &intervals = m_audit.agenda.state().intervals;
        closed.startedAt = intervals.empty() ? m_audit.openedAt : intervals.front().from;
        closed.closedAt = now;
        closed.heldOn = m_heldOn;
        closed.phases = phasesJson(m_audit, now);
        closed.personMinutes = personMinutes(now);
        closed.delegations = m_audit.delegations.size();
        if (!m_audit.notes.isEmpty())
            closed.notes = m_audit.notes;
        if (!m_audit.parkingLot.isEmpty())
            closed.parkingLot = m_audit.parkingLot;
        return append(closed,
                      u"audit %1 closed: %2 of %3 minutes, %4"_s.arg(m_audit.number)
                          .arg(word(closed.kind), word(m_audit.form),
                               m_audit.delegations.size() == 1 ? u"one delegation"_s
                                                               : u"%1 delegations"_s.arg(m_audit.delegations.size())),
                      "audit.closed");
    }

    qint64 personMinutes(const QDateTime &now) const
    {
        using std::chrono::minutes;
        const bool counted = m_audit.everyone().contains(m_audit.facilitator);
        qint64 all = std::chrono::duration_cast<minutes>(m_audit.agenda.totalElapsed(now)).count()
                     * (m_audit.participants.size() + (counted ? 0 : 1));
        for (const auto &leaver : m_audit.leavers)
            all += std::chrono::duration_cast<minutes>(leaver.present).count();
        return all;
    }

    /// The checks that apply, and those that did when they were found to be something.
    static std::vector<Check> recordedChecks(const OpenDelegation &item)
    {
        auto checks = item.checks();
        for (auto it = item.findings.begin(); it != item.findings.end(); ++it) {
            if (it->verdict != Verdict::NotChecked && std::ranges::find(checks, it.key()) == checks.end())
                checks.push_back(it.key());
        }
        return checks;
    }

    Result<void> writeFindings()
    {
        for (const auto &item : m_audit.delegations) {
            const auto now = byId<Delegation>(m_store, item.id);
            if (!now)
                return tl::unexpected(now.error());
            for (const auto check : recordedChecks(item)) {
                const auto finding = findingOf(item, *now, check);
                m_findings[item.id][check] = finding.id;
                if (auto done = append(finding, verdictLine(item, finding), "finding.recorded"); !done)
                    return done;
            }
        }
        return {};
    }

    Finding findingOf(const OpenDelegation &item, const Delegation &now, Check check)
    {
        const auto typed = item.findings.value(check);
        Finding finding;
        finding.id = FindingId(newUuid(m_store.random()));
        finding.audit = m_audit.id;
        finding.delegation = item.id;
        finding.check = check;
        finding.verdict = typed.verdict;
        if (!typed.note.isEmpty())
            finding.note = typed.note;
        finding.owner = now.owner;
        finding.tier = now.tier;
        finding.category = now.category;
        const auto checkers = m_audit.checkersOf(item, check);
        finding.checkers = toJsonList(textsOf(checkers.people));
        // The owner may have become another one since the pairs were made.
        const bool ownAlone = checkers.people.size() == 1 && now.owner == checkers.people.first();
        finding.selfChecked = checkers.selfChecked || ownAlone;
        const auto figures = item.figures.value(check);
        finding.figures = figures.figures;
        finding.privateFigures = figures.privateFigures;
        if (check == Check::Output)
            addSamples(finding, item, now);
        if (check == Check::Stop && item.reach) {
            finding.reached = item.reach->person;
            finding.reachSeconds = item.reach->seconds;
        }
        return finding;
    }

    void addSamples(Finding &finding, const OpenDelegation &item, const Delegation &now)
    {
        if (now.definition) {
            finding.definition = now.definition;
            if (const auto definition = byId<Definition>(m_store, *now.definition))
                finding.definitionVersion = definition->version;
        }
        if (item.drawing)
            finding.draw = draft::toJson(*item.drawing);
        if (item.samples.isEmpty())
            return;
        finding.samples = draft::publicSamples(item.samples);
        finding.sampleReferences = draft::sampleReferences(item.samples);
        for (const auto &sample : item.samples) {
            if (sample.date.isValid() && (!finding.lastOutput || sample.date > *finding.lastOutput))
                finding.lastOutput = sample.date;
        }
    }

    Result<void> writeDrills()
    {
        for (const auto &item : m_audit.delegations) {
            for (auto drill : item.drills) {
                drill.audit = m_audit.id;
                if (auto done = append(
                        drill, u"drill: %1: %2"_s.arg(item.title, drill.worked ? u"worked"_s : u"did not work"_s),
                        "drill.recorded");
                    !done)
                    return done;
            }
        }
        return {};
    }

    Result<void> writeDecisions()
    {
        for (const auto &item : m_audit.delegations) {
            const auto now = byId<Delegation>(m_store, item.id);
            if (!now)
                return tl::unexpected(now.error());
            for (const auto &typed : item.decisions) {
                const auto decision = decisionOf(item, *now, typed);
                const QString line = u"decision %1: %2: %3, due %4%5"_s.arg(decision.number)
                                         .arg(item.title, word(decision.kind), typed.due.toString(Qt::ISODate),
                                              typed.done ? u", done"_s : QString());
                if (auto done = append(decision, line, "decision.made"); !done)
                    return done;
            }
        }
        return {};
    }

    Decision decisionOf(const OpenDelegation &item, const Delegation &now, const OpenDecision &typed)
    {
        const auto outcome = outcomeOf(m_store, typed, now);
        Decision decision;
        decision.id = typed.id;
        decision.number = typed.number;
        decision.delegation = item.id;
        decision.audit = m_audit.id;
        QStringList findings;
        for (const auto check : typed.checks) {
            if (const auto finding = m_findings[item.id].value(check); !finding.isNull())
                findings << finding.text();
        }
        decision.findings = toJsonList(findings);
        decision.kind = typed.kind;
        decision.before = outcome.before;
        decision.after = outcome.after;
        decision.detail = outcome.detail;
        decision.why = typed.why;
        decision.decidedOn = m_heldOn;
        decision.decidedBy = toJsonList(textsOf(typed.decidedBy.isEmpty() ? m_audit.participants : typed.decidedBy));
        decision.owner = typed.owner;
        if (typed.due.isValid())
            decision.due = typed.due;
        return decision;
    }

    /// What was marked done in the room changes the inventory now; what Automate owes before what needs it.
    Result<void> applyDone()
    {
        DecisionService decisions(m_store);
        for (const auto &item : m_audit.delegations) {
            std::vector<DraftDecision> order;
            for (const auto &typed : item.decisions) {
                DraftDecision judged;
                judged.kind = typed.kind;
                judged.done = typed.done;
                order.push_back(judged);
            }
            for (const size_t index : applyOrder(order)) {
                const auto &typed = item.decisions[qsizetype(index)];
                m_lines << u"decision %1 done"_s.arg(typed.number);
                const qint64 before = m_writer.size();
                if (auto done = decisions.markDoneIn(m_writer, m_context, typed.id, u"done in the audit"_s); !done)
                    return done;
                tellEffect(before, item.title, typed.number);
            }
        }
        return {};
    }

    /// What is done is an entry, and what it changes of the inventory another.
    void tellEffect(qint64 sizeBefore, const QString &title, qint64 number)
    {
        if (m_writer.size() > sizeBefore + 1)
            m_lines << u"%1: changed as decision %2 says"_s.arg(title).arg(number);
    }

    Result<void> writeFollowUps()
    {
        DecisionService decisions(m_store);
        for (const auto &answer : m_audit.followUps) {
            const auto decision = byId<Decision>(m_store, answer.decision);
            if (!decision)
                return tl::unexpected(decision.error());
            if (decision->state != DecisionState::Open)
                continue;
            const qint64 before = m_writer.size();
            Result<void> done;
            switch (answer.answer) {
            case FollowUp::Answer::Done:
                done = decisions.markDoneIn(m_writer, m_context, answer.decision, answer.why);
                break;
            case FollowUp::Answer::Moved:
                done = decisions.moveIn(m_writer, m_context, answer.decision, answer.due, answer.why);
                break;
            case FollowUp::Answer::Dropped:
                done = decisions.dropIn(m_writer, m_context, answer.decision, answer.why);
                break;
            case FollowUp::Answer::NotDone: continue;
            }
            if (!done)
                return done;
            m_lines << u"decision %1 of last time: %2"_s.arg(decision->number)
                           .arg(answer.answer == FollowUp::Answer::Done ? u"done"_s
                                : answer.answer == FollowUp::Answer::Moved
                                    ? u"moved to "_s + answer.due.toString(Qt::ISODate)
                                    : u"dropped"_s);
            const auto *item = m_audit.find(decision->delegation);
            tellEffect(before, item ? item->title : QString(), decision->number);
        }
        return {};
    }

    Result<void> moveDueDates()
    {
        const auto &entity = entityOf<Delegation>();
        for (const auto &item : m_audit.delegations) {
            std::vector<Verdict> verdicts;
            for (const auto check : item.checks())
                verdicts.push_back(item.findings.value(check).verdict);
            if (!movesNextDue(verdicts))
                continue;
            const auto now = byId<Delegation>(m_store, item.id);
            if (!now)
                return tl::unexpected(now.error());
            const auto cadence = now->cadence ? now->cadence : m_series ? m_series->cadence : std::nullopt;
            const bool goesOn = cadence && now->status != Status::Retired;
            Patch patch;
            patch.set(entity.indexOf(u"lastAudit"_s), Value(m_heldOn.toString(Qt::ISODate)));
            patch.set(entity.indexOf(u"nextDue"_s),
                      goesOn ? Value(nextDue(m_heldOn, *cadence).toString(Qt::ISODate)) : Value());
            m_lines << u"%1: audited, next due %2"_s.arg(
                item.title, goesOn ? nextDue(m_heldOn, *cadence).toString(Qt::ISODate) : u"–"_s);
            if (const auto done = DelegationService(m_store).setIn(m_writer, m_context, item.id, patch,
                                                                   {{}, -1, kindNamed("delegation.audited")});
                !done)
                return tl::unexpected(done.error());
        }
        return {};
    }

    Result<void> moveSeries()
    {
        if (!m_series || kindOf(m_audit.form) == AuditKind::Spot)
            return {};
        m_nextSlot = slotAfter(m_audit, *m_series, m_heldOn, m_store.today());
        if (!m_nextSlot)
            return {};
        m_lines << u"series \"%1\": next slot %2"_s.arg(m_series->title, m_nextSlot->toString(Qt::ISODate));
        Patch patch;
        patch.set(entityOf<Series>().indexOf(u"nextSlot"_s), Value(m_nextSlot->toString(Qt::ISODate)));
        const auto done = SeriesService(m_store).setIn(m_writer, m_context, m_series->id, patch);
        return done ? Result<void>() : tl::unexpected(done.error());
    }

    Store &m_store;
    Writer &m_writer;
    RuleContext &m_context;
    const OpenAudit &m_audit;
    QDate m_heldOn;
    QStringList &m_lines;
    std::optional<QDate> &m_nextSlot;
    std::optional<Series> m_series;
    QHash<DelegationId, QMap<Check, FindingId>> m_findings;
};

}

std::optional<QDate> slotAfter(const OpenAudit &audit, const Series &series, QDate heldOn, QDate today)
{
    if (kindOf(audit.form) == AuditKind::Spot)
        return series.nextSlot;
    if (audit.nextSlot && *audit.nextSlot >= today)
        return audit.nextSlot;
    return series.cadence ? std::optional(nextDue(heldOn, *series.cadence)) : std::nullopt;
}

Result<void> writeClosingEntries(Writer &writer, RuleContext &context, const OpenAudit &audit, QDate heldOn,
                                 const ClosingAccount &account)
{
    return Closing(writer, context, audit, heldOn, account).writeAll();
}

}
