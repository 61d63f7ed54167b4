#include "audit_support.h"

#include "register/inventory_services.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::AuditService;
using registry::OpenDelegation;
using registry::Store;

namespace {

Result<AuditId> onlyOpen(AuditService &service)
{
    const auto all = service.list();
    if (!all)
        return tl::unexpected(all.error());
    QStringList numbers;
    AuditId found;
    for (const auto &audit : *all) {
        if (audit.open) {
            found = audit.id;
            numbers << QString::number(audit.number);
        }
    }
    if (numbers.size() == 1)
        return found;
    if (numbers.isEmpty())
        return failure(ErrorCode::NotFound, u"No audit is open; open one with 'audit open'."_s);
    return failure(ErrorCode::Ambiguous,
                   u"More than one audit is open: %1. Give its number."_s.arg(numbers.join(u", "_s)));
}

}

Result<const OpenDelegation *> AuditRoom::delegation() const
{
    const QString text = context.text("DELEGATION").trimmed().normalized(QString::NormalizationForm_C);
    QList<const OpenDelegation *> whole, part;
    for (const auto &open : audit.delegations) {
        if (open.id.text() == text.toLower() || open.title.compare(text, Qt::CaseInsensitive) == 0)
            whole << &open;
        else if (!text.isEmpty() && open.title.contains(text, Qt::CaseInsensitive))
            part << &open;
    }
    const auto &found = whole.isEmpty() ? part : whole;
    if (found.size() == 1)
        return found.first();
    QStringList titles;
    for (const auto &open : audit.delegations)
        titles << u"%1 (%2)"_s.arg(open.title, open.id.text());
    if (found.isEmpty())
        return failure(ErrorCode::NotFound, u"Audit %1 has no delegation \"%2\"; it has %3."_s.arg(
                                                QString::number(audit.number), text.left(80), titles.join(u", "_s)));
    return failure(ErrorCode::Ambiguous,
                   u"More than one delegation of audit %1 fits \"%2\": %3. Give its identifier."_s.arg(
                       QString::number(audit.number), text.left(80), titles.join(u", "_s)));
}

Result<PersonId> AuditRoom::personNamed(Store &store, const QString &text)
{
    return registry::resolve(store, entityOf<Person>(), text).map([](const QString &id) { return PersonId(id); });
}

Outcome withAudit(Context &context, const std::function<Outcome(AuditRoom &)> &work)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    AuditService service(**store);
    const auto id = context.has("N") ? service.findOpen(context.text("N")) : onlyOpen(service);
    if (!id)
        return tl::unexpected(id.error());
    auto audit = service.get(*id);
    if (!audit)
        return tl::unexpected(audit.error());
    AuditRoom room{context, **store, service, std::move(*audit)};
    return work(room);
}

Parameter auditParameter()
{
    return Parameter::one("N", "the open audit, by number or identifier");
}

Parameter delegationParameter()
{
    return Parameter::one("DELEGATION", "a delegation of the audit");
}

Result<std::vector<Check>> checksFrom(const QString &text)
{
    std::vector<Check> checks;
    for (const auto &part : text.split(u',', Qt::SkipEmptyParts)) {
        const auto check = fromWord<Check>(part.trimmed());
        if (!check)
            return failure(ErrorCode::InvalidInput,
                           u"CHECK takes output, model, stop or creep, not \"%1\"."_s.arg(part.left(40)));
        if (std::ranges::find(checks, *check) == checks.end())
            checks.push_back(*check);
    }
    if (checks.empty())
        return failure(ErrorCode::InvalidInput,
                       u"CHECK takes output, model, stop or creep, several separated by commas."_s);
    return checks;
}

Result<AgendaForm> formFrom(const Context &context)
{
    const auto kind = context.word<AuditKind>("kind");
    if (!kind)
        return tl::unexpected(kind.error());
    const auto minutes = context.number("minutes");
    if (!minutes)
        return tl::unexpected(minutes.error());
    if (kind->value_or(AuditKind::Full) == AuditKind::Spot) {
        if (minutes->value_or(15) != 15)
            return failure(ErrorCode::Usage, u"A spot check takes 15 minutes; leave --minutes out."_s);
        return AgendaForm::Spot15;
    }
    switch (minutes->value_or(60)) {
    case 60: return AgendaForm::Full60;
    case 45: return AgendaForm::Full45;
    default: return failure(ErrorCode::InvalidInput, u"--minutes takes 60 or 45, not %1."_s.arg(**minutes));
    }
}

std::vector<Parameter> formParameters()
{
    return {Parameter::option("kind", "full|spot", "a full audit, or a spot check of one delegation"),
            Parameter::option("minutes", "60|45", "the form of a full audit; 60 unless told")};
}

Result<QList<PersonId>> peopleFrom(Store &store, const QStringList &texts)
{
    QList<PersonId> people;
    for (const auto &text : texts) {
        const auto person = AuditRoom::personNamed(store, text);
        if (!person)
            return tl::unexpected(person.error());
        people << *person;
    }
    return people;
}

Result<QHash<QString, QString>> peopleNames(Store &store)
{
    return registry::PersonService(store).all().map([](const QList<Person> &people) {
        QHash<QString, QString> names;
        for (const auto &person : people)
            names.insert(person.id.text(), person.name);
        return names;
    });
}

Result<std::pair<QString, QString>> assignment(const QString &text, const QString &option)
{
    const auto at = text.lastIndexOf(u'=');
    if (at <= 0)
        return failure(ErrorCode::Usage, u"%1 takes NAME=VALUE, not \"%2\"."_s.arg(option, text.left(80)));
    return std::pair(text.left(at).trimmed(), text.mid(at + 1).trimmed());
}

void printMade(Output &out, const QString &id, qint64 number)
{
    if (!out.wantsJson()) {
        out.line(id);
        return;
    }
    nlohmann::ordered_json made{{"id", utf8(id)}};
    if (number > 0)
        made["number"] = number;
    out.json(made);
}

Outcome changeDecision(Context &context, const QString &said,
                       const std::function<Result<void>(registry::DecisionService &, const DecisionId &)> &change)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    registry::DecisionService decisions(**store);
    const auto done =
        decisions.find(context.text("ID")).and_then([&](const DecisionId &id) { return change(decisions, id); });
    if (!done)
        return tl::unexpected(done.error());
    if (!context.out().wantsJson())
        context.out().line(said);
    return Exit::Fine;
}

Parameter decisionParameter()
{
    return Parameter::one("ID", "the decision, by number or identifier");
}

QString dateText(const std::optional<QDate> &date)
{
    return date ? date->toString(Qt::ISODate) : QString();
}

}
