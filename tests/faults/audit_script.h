#pragma once

#include "register/audit_service.h"
#include "register/inventory_services.h"
#include "support/register_fixture.h"

#include <QStringList>

#include <array>

/// The same audit again and again, a step at a time, and what a register has to hold after each step.
namespace muster::test {

using namespace Qt::StringLiterals;

/// What a user relies on, as it is in a register or as the script says it has to be.
struct Held
{
    qint64 entries = 0;
    QString notes;     ///< of the first delegation
    int open = 0;      ///< audits
    QStringList cells; ///< everything typed into the open audit, sorted
    int closed = 0;    ///< audits
    int findings = 0;  ///< of closed audits
    int decisions = 0;

    bool operator==(const Held &) const = default;

    QString toString() const
    {
        return u"%1 entries, notes \"%2\", %3 open [%4], %5 closed, %6 findings, %7 decisions"_s.arg(
            QString::number(entries), notes, QString::number(open), cells.join(u"; "_s), QString::number(closed),
            QString::number(findings), QString::number(decisions));
    }
};

/// One step of the script: what it does by way of the services and of the command line, and what follows from it.
struct Step
{
    enum class Kind { Edit, Open, Sample, Find, Decide, Close };
    static constexpr std::array kinds{Kind::Edit, Kind::Open, Kind::Sample, Kind::Find, Kind::Decide, Kind::Close};
    Kind kind;
    int delegation = 0;
    Check check = Check::Output;
    Verdict verdict = Verdict::Pass;
};

class AuditScript
{
public:
    static inline const QStringList titles{u"Weekly update"_s, u"Ticket replies"_s};
    static inline const QDate firstDay{2026, 6, 1};

    static const std::vector<Step> &steps()
    {
        static const std::vector<Step> script = make();
        return script;
    }

    static qint64 cycleOf(qint64 position) { return position / qint64(steps().size()); }
    static const Step &stepAt(qint64 position) { return steps()[size_t(position % qint64(steps().size()))]; }
    /// Each audit is held on a day of its own.
    static QDate dayOf(qint64 position) { return firstDay.addDays(cycleOf(position)); }

    /// Adds the people and delegations that the script is about.
    static void prepare(Store &store)
    {
        must(registry::PersonService(store).add(QList<registry::FieldText>{{u"name"_s, u"Ben Pair"_s}}));
        for (const auto &title : titles)
            must(registry::DelegationService(store).add(QList<registry::FieldText>{{u"title"_s, title},
                                                                                   {u"category"_s, u"assist"_s},
                                                                                   {u"owner"_s, u"Ada Owner"_s},
                                                                                   {u"cadence"_s, u"monthly"_s}}));
    }

    /// What is held once the step at `position` is done, `closeEntries` being the entries a closing writes.
    static Held after(Held held, qint64 position, qint64 closeEntries)
    {
        const Step &step = stepAt(position);
        switch (step.kind) {
        case Step::Kind::Edit:
            ++held.entries;
            held.notes = noteOf(position);
            break;
        case Step::Kind::Open: held.open = 1; break;
        case Step::Kind::Close:
            held.entries += closeEntries;
            held.open = 0;
            held.cells.clear();
            ++held.closed;
            held.findings += findingsAnAudit();
            ++held.decisions;
            break;
        default: held.cells << cellOf(position); held.cells.sort();
        }
        return held;
    }

    /// What a register holds.
    static Held read(Store &store)
    {
        Held held;
        held.entries = must(store.head()).size();
        held.notes = must(registry::byId<Delegation>(store, idOf(store, 0))).notes.value_or(QString());
        registry::AuditService audits(store);
        for (const auto &summary : must(audits.list())) {
            ++(summary.open ? held.open : held.closed);
            if (summary.open)
                held.cells += cellsOf(must(audits.get(summary.id)));
        }
        held.cells.sort();
        held.findings = count(store, u"finding"_s);
        held.decisions = count(store, u"decision"_s);
        return held;
    }

    /// Does the step at `position` by way of the services.
    static Result<void> run(Store &store, qint64 position)
    {
        const Step &step = stepAt(position);
        const QString note = noteOf(position);
        registry::AuditService audits(store);
        const DelegationId delegation = idOf(store, step.delegation);
        if (step.kind == Step::Kind::Edit)
            return dropped(registry::DelegationService(store).set(
                delegation, QList<registry::FieldText>{{u"notes"_s, note}}, {u"looked at"_s}));
        const PersonId owner = must(store.info()).owner.value();
        if (step.kind == Step::Kind::Open)
            return dropped(audits.open(request(store, owner)));
        const AuditId audit = must(audits.findOpen({}));
        switch (step.kind) {
        case Step::Kind::Sample:
            return dropped(audits.addSample(audit, delegation, {{}, note, dayOf(position), {}, {}}));
        case Step::Kind::Find: return audits.setFinding(audit, delegation, step.check, {step.verdict, note});
        case Step::Kind::Decide: return dropped(audits.addDecision(audit, delegation, decision(position, owner)));
        default: return dropped(audits.close(audit));
        }
    }

    /// The words of muster-cli that do the same. `held` tells the audit's number.
    static QStringList command(const Held &held, qint64 position)
    {
        const Step &step = stepAt(position);
        const QString note = noteOf(position), title = titles[step.delegation],
                      audit = QString::number(held.closed + 1);
        const QString day = dayOf(position).toString(Qt::ISODate),
                      due = dayOf(position).addDays(7).toString(Qt::ISODate);
        switch (step.kind) {
        case Step::Kind::Edit:
            return {u"delegation"_s, u"set"_s, title, u"notes="_s + note, u"--why"_s, u"looked at"_s};
        case Step::Kind::Open:
            return {u"audit"_s,        u"open"_s,          u"--kind"_s,       u"full"_s,          u"--facilitator"_s,
                    u"Ada Owner"_s,    u"--participant"_s, u"Ada Owner"_s,    u"--participant"_s, u"Ben Pair"_s,
                    u"--delegation"_s, titles[0],          u"--delegation"_s, titles[1]};
        case Step::Kind::Sample:
            return {u"audit"_s, u"sample"_s, audit, title, u"--reference"_s, note, u"--date"_s, day};
        case Step::Kind::Find:
            return {u"audit"_s, u"find"_s, audit, title, word(step.check), word(step.verdict), u"--note"_s, note};
        case Step::Kind::Decide:
            return {u"audit"_s,   u"decide"_s,    audit,      title, word(step.check), word(DecisionKind::Review),
                    u"--owner"_s, u"Ada Owner"_s, u"--due"_s, due,   u"--why"_s,       note};
        case Step::Kind::Close: return {u"audit"_s, u"close"_s, audit};
        }
        return {};
    }

private:
    static std::vector<Step> make()
    {
        using Kind = Step::Kind;
        std::vector<Step> script{{Kind::Edit}, {Kind::Open}, {Kind::Sample}};
        for (const auto check : {Check::Output, Check::Model, Check::Stop, Check::Creep})
            script.push_back({Kind::Find, 0, check, check == Check::Output ? Verdict::Drift : Verdict::Pass});
        script.push_back({Kind::Decide});
        for (const auto check : {Check::Output, Check::Model, Check::Stop, Check::Creep})
            script.push_back({Kind::Find, 1, check, Verdict::Pass});
        script.push_back({Kind::Close});
        return script;
    }

    static int findingsAnAudit() { return int(std::ranges::count(steps(), Step::Kind::Find, &Step::kind)); }

    static QString noteOf(qint64 position) { return u"seen at step %1"_s.arg(position); }

    static QString cell(int delegation, const QString &what, const QString &note)
    {
        return u"%1 %2: %3"_s.arg(QString::number(delegation), what, note);
    }

    static QString cellOf(qint64 position)
    {
        const Step &step = stepAt(position);
        const QString what = step.kind == Step::Kind::Sample   ? u"sample"_s
                             : step.kind == Step::Kind::Decide ? u"decision"_s
                                                               : word(step.check) + u' ' + word(step.verdict);
        return cell(step.delegation, what, noteOf(position));
    }

    static QStringList cellsOf(const registry::OpenAudit &audit)
    {
        QStringList cells;
        for (const auto &item : audit.delegations) {
            const int place = int(titles.indexOf(item.title));
            for (auto it = item.findings.begin(); it != item.findings.end(); ++it)
                cells << cell(place, word(it.key()) + u' ' + word(it->verdict), it->note);
            for (const auto &sample : item.samples)
                cells << cell(place, u"sample"_s, sample.reference);
            for (const auto &decision : item.decisions)
                cells << cell(place, u"decision"_s, decision.why);
        }
        return cells;
    }

    static DelegationId idOf(Store &store, int place)
    {
        return DelegationId(must(registry::resolve(store, entityOf<Delegation>(), titles[place])));
    }

    static int count(Store &store, const QString &table)
    {
        auto query = must(store.database().select(u"SELECT COUNT(*) FROM "_s + table));
        return query.next() ? query.value(0).toInt() : -1;
    }

    static registry::AuditRequest request(Store &store, const PersonId &owner)
    {
        registry::AuditRequest request;
        request.facilitator = owner;
        request.participants = {owner, PersonId(must(registry::resolve(store, entityOf<Person>(), u"Ben Pair"_s)))};
        request.delegations = {idOf(store, 0), idOf(store, 1)};
        return request;
    }

    static registry::OpenDecision decision(qint64 position, const PersonId &owner)
    {
        registry::OpenDecision decision;
        decision.kind = DecisionKind::Review;
        decision.checks = {stepAt(position).check};
        decision.owner = owner;
        decision.due = dayOf(position).addDays(7);
        decision.why = noteOf(position);
        return decision;
    }

    template <typename T>
    static Result<void> dropped(const Result<T> &result)
    {
        return result ? Result<void>() : tl::unexpected(result.error());
    }
};

}
