#include "record_support.h"

#include "output.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using registry::LogFilter;
using registry::LogRow;

std::vector<Parameter> logFilterParameters()
{
    return {Parameter::option("from", "D", "from this day on"), Parameter::option("to", "D", "up to this day"),
            Parameter::option("delegation", "ID", "only this delegation"),
            Parameter::option("verdict", "V", "only pass, drift, fail or not-checked"),
            Parameter::option("person", "P", "only what this person decided, checked or owns")};
}

Result<LogFilter> logFilterFrom(Context &context)
{
    LogFilter filter;
    const auto from = context.date("from");
    if (!from)
        return tl::unexpected(from.error());
    const auto to = context.date("to");
    if (!to)
        return tl::unexpected(to.error());
    if (*from && *to && **to < **from)
        return failure(ErrorCode::InvalidInput,
                       u"--to %1 is before --from %2; turn them round."_s.arg(dateText(*to), dateText(*from)));
    const auto verdict = context.word<Verdict>("verdict");
    if (!verdict)
        return tl::unexpected(verdict.error());
    const auto delegation = context.named<DelegationId>("delegation", entityOf<Delegation>());
    if (!delegation)
        return tl::unexpected(delegation.error());
    const auto person = context.named<PersonId>("person", entityOf<Person>());
    if (!person)
        return tl::unexpected(person.error());
    return LogFilter{*from, *to, *delegation, *verdict, *person};
}

namespace {

template <typename E>
QString wordOf(const std::optional<E> &value)
{
    return value ? word(*value) : QString();
}

}

nlohmann::ordered_json logRowJson(const LogRow &row)
{
    auto decidedBy = nlohmann::ordered_json::array();
    for (const auto &name : row.decidedBy)
        decidedBy.push_back(utf8(name));
    return {{"date", utf8(row.date.toString(Qt::ISODate))},
            {"audit", row.audit > 0 ? nlohmann::ordered_json(row.audit) : nlohmann::ordered_json()},
            {"delegation", jsonOrNull(row.delegation)},
            {"owner", jsonOrNull(row.owner)},
            {"tier", jsonOrNull(row.tier)},
            {"lastOutput", jsonOf(row.lastOutput)},
            {"check", jsonOrNull(wordOf(row.check))},
            {"verdict", jsonOrNull(wordOf(row.verdict))},
            {"note", jsonOrNull(row.note)},
            {"decision", jsonOrNull(wordOf(row.decision))},
            {"before", jsonOrNull(row.before)},
            {"after", jsonOrNull(row.after)},
            {"why", jsonOrNull(row.why)},
            {"decidedBy", std::move(decidedBy)},
            {"decisionOwner", jsonOrNull(row.decisionOwner)},
            {"followUp", jsonOf(row.followUp)},
            {"selfChecked", row.selfChecked}};
}

void printLogRows(Output &out, const QList<LogRow> &rows)
{
    if (rows.isEmpty()) {
        out.line(u"No finding or decision fits."_s);
        return;
    }
    QList<QStringList> lines;
    for (const auto &row : rows)
        lines << QStringList{row.date.toString(Qt::ISODate),
                             row.audit > 0 ? QString::number(row.audit) : QString(),
                             shortened(row.delegation, 32),
                             wordOf(row.check),
                             wordOf(row.verdict),
                             shortened(row.note, 32),
                             wordOf(row.decision),
                             shortened(row.after, 20),
                             shortened(row.decisionOwner, 20),
                             dateText(row.followUp)};
    out.table({u"date"_s, u"audit"_s, u"delegation"_s, u"check"_s, u"verdict"_s, u"note"_s, u"decision"_s, u"after"_s,
               u"decision's owner"_s, u"follow-up"_s},
              lines, {1});
}

}
