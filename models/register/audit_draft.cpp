#include "register/audit_draft.h"

#include <nlohmann/json.hpp>

namespace muster::registry::draft {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

std::string text(const QString &value)
{
    return value.toStdString();
}

QString dump(const json &value)
{
    return QString::fromStdString(value.dump());
}

QString textAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get_ref<const std::string &>())
                                                       : QString();
}

qint64 numberAt(const json &object, const char *key, qint64 otherwise = 0)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<qint64>() : otherwise;
}

bool flagAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

QString dateText(QDate date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : QString();
}

QDate dateAt(const json &object, const char *key)
{
    return QDate::fromString(textAt(object, key), Qt::ISODate);
}

QString instantText(const QDateTime &instant)
{
    return instant.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime instantFrom(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

template <typename E>
E wordAt(const json &object, const char *key)
{
    return fromWord<E>(textAt(object, key)).value_or(E{});
}

json idList(const QList<PersonId> &people)
{
    json list = json::array();
    for (const auto &person : people)
        list.push_back(text(person.text()));
    return list;
}

QList<PersonId> peopleFrom(const json &list)
{
    QList<PersonId> people;
    for (const auto &item : list.is_array() ? list : json::array()) {
        if (item.is_string())
            people << PersonId(QString::fromStdString(item.get<std::string>()));
    }
    return people;
}

constexpr std::array answers = std::to_array<const char16_t *>({u"done", u"not-done", u"moved", u"dropped"});

json publicPart(const Sample &sample)
{
    json criteria = json::object();
    for (auto it = sample.criteria.begin(); it != sample.criteria.end(); ++it)
        criteria[text(it.key())] = it.value() ? "met" : "unmet";
    json sources = json::object();
    for (auto it = sample.sources.begin(); it != sample.sources.end(); ++it)
        sources[text(it.key())] = std::string(wordView(it.value()));
    const json date = sample.date.isValid() ? json(text(dateText(sample.date))) : json();
    return {{"criteria", criteria}, {"date", date}, {"id", text(sample.id)}, {"sources", sources}};
}

Sample sampleFrom(const json &object)
{
    Sample sample{textAt(object, "id"), textAt(object, "reference"), dateAt(object, "date"), {}, {}};
    const json criteria = object.value("criteria", json::object());
    for (const auto &[key, value] : criteria.items())
        sample.criteria.insert(QString::fromStdString(key), value == "met");
    const json sources = object.value("sources", json::object());
    for (const auto &[key, value] : sources.items())
        sample.sources.insert(QString::fromStdString(key),
                              fromWord<SourceState>(QString::fromStdString(value)).value_or(SourceState::Current));
    return sample;
}

OpenDecision decisionFrom(const json &object)
{
    OpenDecision decision{DecisionId(textAt(object, "id")),
                          numberAt(object, "number"),
                          wordAt<DecisionKind>(object, "kind"),
                          {},
                          textAt(object, "to"),
                          PersonId(textAt(object, "owner")),
                          dateAt(object, "due"),
                          textAt(object, "why"),
                          peopleFrom(object.value("decidedBy", json::array())),
                          flagAt(object, "done")};
    for (const auto &item : object.value("checks", json::array())) {
        if (const auto check = fromWord<Check>(QString::fromStdString(item)))
            decision.checks.push_back(*check);
    }
    return decision;
}

Drill drillFrom(const json &object, const QString &delegation)
{
    Drill drill;
    drill.id = DrillId(textAt(object, "id"));
    drill.delegation = DelegationId(delegation);
    drill.heldOn = dateAt(object, "heldOn");
    if (const QString by = textAt(object, "by"); !by.isEmpty())
        drill.by = PersonId(by);
    if (object.contains("minutes"))
        drill.minutes = numberAt(object, "minutes");
    drill.worked = flagAt(object, "worked");
    if (const QString note = textAt(object, "note"); !note.isEmpty())
        drill.note = note;
    return drill;
}

FollowUp followUpFrom(const json &object)
{
    const QString answer = textAt(object, "answer");
    int index = 0;
    while (index < int(answers.size()) - 1 && answer != QStringView(answers[size_t(index)]))
        ++index;
    return {DecisionId(textAt(object, "decision")), static_cast<FollowUp::Answer>(index), dateAt(object, "due"),
            textAt(object, "why")};
}

OpenDelegation &delegationIn(OpenAudit &audit, const QString &id)
{
    for (auto &known : audit.delegations) {
        if (known.id.text() == id)
            return known;
    }
    OpenDelegation item;
    item.id = DelegationId(id);
    audit.delegations.append(item);
    return audit.delegations.last();
}

Checkers checkersFrom(const json &object)
{
    return {peopleFrom(object.value("people", json::array())), flagAt(object, "selfChecked")};
}

QList<Leaver> leaversFrom(const json &list)
{
    QList<Leaver> all;
    for (const auto &item : list.is_array() ? list : json::array())
        all.append({PersonId(textAt(item, "person")), std::chrono::milliseconds(numberAt(item, "present"))});
    return all;
}

/// A row about one check.
void takeOfCheck(OpenDelegation &delegation, Check check, const QString &item, const json &value, const QString &stored)
{
    if (item == finding)
        delegation.findings.insert(check, {wordAt<Verdict>(value, "verdict"), textAt(value, "note")});
    else if (item == checkers)
        delegation.checked.insert(check, checkersFrom(value));
    else if (item == figures)
        delegation.figures[check].figures = stored;
    else if (item == privateFigures)
        delegation.figures[check].privateFigures = stored;
}

void takeOverall(OpenAudit &audit, const QString &item, const json &value)
{
    if (item == participants)
        audit.participants = peopleFrom(value);
    else if (item == pairs) {
        for (const auto &pair : value)
            audit.pairs << peopleFrom(pair);
    } else if (item == notes && value.is_string())
        audit.notes = QString::fromStdString(value.get<std::string>());
    else if (item == parkingLot && value.is_string())
        audit.parkingLot = QString::fromStdString(value.get<std::string>());
    else if (item == draft::leavers)
        audit.leavers = leaversFrom(value);
    else if (item == draft::nextSlot && value.is_string()) {
        const auto day = QDate::fromString(QString::fromStdString(value.get<std::string>()), Qt::ISODate);
        audit.nextSlot = day.isValid() ? std::optional(day) : std::nullopt;
    } else if (item.startsWith(followUpPrefix))
        audit.followUps << followUpFrom(value);
}

}

QString toJson(const AgendaState &state)
{
    json intervals = json::array();
    for (const auto &interval : state.intervals) {
        json item{{"phase", std::string(wordView(interval.phase))}, {"from", text(instantText(interval.from))}};
        if (interval.to)
            item["to"] = text(instantText(*interval.to));
        intervals.push_back(item);
    }
    json object{{"form", std::string(wordView(state.form))}, {"finished", state.finished}, {"intervals", intervals}};
    if (state.current)
        object["current"] = std::string(wordView(*state.current));
    return dump(object);
}

QString toJson(const Sample &sample)
{
    json object = publicPart(sample);
    object["reference"] = text(sample.reference);
    return dump(object);
}

QString toJson(const OpenFinding &found)
{
    return dump({{"verdict", std::string(wordView(found.verdict))}, {"note", text(found.note)}});
}

QString toJson(const OpenDecision &decision)
{
    json checks = json::array();
    for (const auto check : decision.checks)
        checks.push_back(std::string(wordView(check)));
    return dump({{"id", text(decision.id.text())},
                 {"number", decision.number},
                 {"kind", std::string(wordView(decision.kind))},
                 {"checks", checks},
                 {"to", text(decision.to)},
                 {"owner", text(decision.owner.text())},
                 {"due", text(dateText(decision.due))},
                 {"why", text(decision.why)},
                 {"decidedBy", idList(decision.decidedBy)},
                 {"done", decision.done}});
}

QString toJson(const Drill &drill)
{
    json object{{"id", text(drill.id.text())}, {"heldOn", text(dateText(drill.heldOn))}, {"worked", drill.worked}};
    if (drill.by)
        object["by"] = text(drill.by->text());
    if (drill.minutes)
        object["minutes"] = *drill.minutes;
    if (drill.note)
        object["note"] = text(*drill.note);
    return dump(object);
}

QString toJson(const Reach &answered)
{
    return dump({{"person", text(answered.person.text())}, {"seconds", answered.seconds}});
}

QString toJson(const FollowUp &followUp)
{
    return dump({{"decision", text(followUp.decision.text())},
                 {"answer", QString::fromUtf16(answers[size_t(followUp.answer)]).toStdString()},
                 {"due", text(dateText(followUp.due))},
                 {"why", text(followUp.why)}});
}

QString toJson(const QList<QList<PersonId>> &all)
{
    json list = json::array();
    for (const auto &pair : all)
        list.push_back(idList(pair));
    return dump(list);
}

QString scopeToJson(int pair, bool selfChecked, qint64 order)
{
    return dump({{"pair", pair}, {"selfChecked", selfChecked}, {"order", order}});
}

QString toJson(const Checkers &by)
{
    return dump({{"people", idList(by.people)}, {"selfChecked", by.selfChecked}});
}

QString toJson(const Drawing &drawn)
{
    return dump({{"count", drawn.count}, {"of", drawn.of}, {"seed", drawn.seed}});
}

QString toJson(const QList<Leaver> &all)
{
    json list = json::array();
    for (const auto &one : all)
        list.push_back({{"person", text(one.person.text())}, {"present", qint64(one.present.count())}});
    return dump(list);
}

Result<QString> cleanNote(const QString &note, const QString &what)
{
    constexpr qsizetype longestNote = 200'000;
    return cleanText(note, what, false, longestNote);
}

QString textToJson(const QString &value)
{
    return dump(json(text(value)));
}

QString publicSamples(const QList<Sample> &samples)
{
    json list = json::array();
    for (const auto &sample : samples)
        list.push_back(publicPart(sample));
    return dump(list);
}

QString sampleReferences(const QList<Sample> &samples)
{
    json list = json::array();
    for (const auto &sample : samples)
        list.push_back({{"id", text(sample.id)}, {"reference", text(sample.reference)}});
    return dump(list);
}

Result<Agenda> agendaFrom(const QString &stored)
{
    const auto object = json::parse(stored.toStdString(), nullptr, false);
    if (!object.is_object())
        return failure(ErrorCode::Damaged, u"The agenda of an open audit can't be read; restore a backup."_s);
    AgendaState state{
        wordAt<AgendaForm>(object, "form"), fromWord<Phase>(textAt(object, "current")), flagAt(object, "finished"), {}};
    for (const auto &item : object.value("intervals", json::array())) {
        const QString to = textAt(item, "to");
        state.intervals.push_back({wordAt<Phase>(item, "phase"), instantFrom(textAt(item, "from")),
                                   to.isEmpty() ? std::nullopt : std::optional(instantFrom(to))});
    }
    return Agenda::restore(state);
}

Result<void> take(OpenAudit &audit, const Cell &cell, const QString &stored, QHash<QString, qint64> &orders)
{
    const auto value = json::parse(stored.toStdString(), nullptr, false);
    if (value.is_discarded())
        return failure(
            ErrorCode::Damaged,
            u"A part of open audit %1 (%2) can't be read; restore a backup."_s.arg(audit.number).arg(cell.item));
    if (cell.delegation.isEmpty()) {
        takeOverall(audit, cell.item, value);
        return {};
    }
    auto &delegation = delegationIn(audit, cell.delegation);
    if (cell.item == scope) {
        delegation.pair = int(numberAt(value, "pair", -1));
        delegation.selfChecked = flagAt(value, "selfChecked");
        orders.insert(cell.delegation, numberAt(value, "order"));
    } else if (cell.item == drawing) {
        delegation.drawing = Drawing{numberAt(value, "count"), numberAt(value, "of"), numberAt(value, "seed")};
    } else if (cell.item == reach) {
        delegation.reach = Reach{PersonId(textAt(value, "person")), numberAt(value, "seconds")};
    } else if (cell.item.startsWith(samplePrefix)) {
        delegation.samples << sampleFrom(value);
    } else if (cell.item.startsWith(decisionPrefix)) {
        delegation.decisions << decisionFrom(value);
    } else if (cell.item.startsWith(drillPrefix)) {
        delegation.drills << drillFrom(value, cell.delegation);
    } else if (const auto check = fromWord<Check>(cell.check)) {
        takeOfCheck(delegation, *check, cell.item, value, stored);
    }
    return {};
}

Result<void> run(Store &store, const QString &sql, const QList<QVariant> &values)
{
    const auto done = store.database().run(sql, values);
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<void> mustBeInNoOther(Store &store, const AuditId &id, const DelegationId &delegation, const QString &title)
{
    auto taken = store.database().select(
        u"SELECT number FROM draft_item i JOIN draft_audit a ON a.id = i.audit WHERE i.delegation = ? AND i.item = ? AND a.id <> ?"_s,
        {delegation.text(), scope, id.text()});
    if (!taken)
        return tl::unexpected(taken.error());
    if (!taken->next())
        return {};
    return failure(ErrorCode::Refused,
                   u"\"%1\" is in open audit %2 already; close or discard that one first."_s.arg(title).arg(
                       taken->value(0).toLongLong()));
}

Result<qint64> nextNumber(Database &database, const QString &sql)
{
    auto query = database.select(sql);
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0).toLongLong() + 1 : 1;
}

}
