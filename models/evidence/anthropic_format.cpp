#include "evidence/json_format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

const std::vector<exchange::JsonPath> &reportBuckets()
{
    static const std::vector<exchange::JsonPath> paths{{"data", "[]"}, {"[]", "data", "[]"}};
    return paths;
}

bool hasInReports(const JsonKeys &keys, const std::string &name)
{
    return keys.contains("data[]." + name) || keys.contains("[].data[]." + name);
}

/// Everything that went in: what was read afresh, what was written to a cache, and what was read from it.
std::string inputTokens(const JsonItem &item)
{
    return sum({cellText(at(*item.inner, {"uncached_input_tokens"})),
                cellText(at(*item.inner, {"cache_creation", "ephemeral_1h_input_tokens"})),
                cellText(at(*item.inner, {"cache_creation", "ephemeral_5m_input_tokens"})),
                cellText(at(*item.inner, {"cache_read_input_tokens"}))});
}

/// The report gives cents: "123.45" are 1.2345 US dollars.
std::string wholeUnits(const JsonItem &item)
{
    return decimal(cellText(at(*item.inner, {"amount"})), -2);
}

/// Results that have this member; a report of the other kind has none.
Result<std::vector<JsonItem>> resultsWith(const exchange::JsonRecord &record, const char *name)
{
    if (!record.value.contains("starting_at"))
        return failure(ErrorCode::InvalidInput, u"has no \"starting_at\""_s);
    auto items = listed(record, "results");
    const auto lacks = [&](const JsonItem &item) { return !item.inner->contains(name); };
    if (items && std::ranges::any_of(*items, lacks))
        return failure(ErrorCode::InvalidInput, u"has a result without \"%1\""_s.arg(QLatin1StringView(name)));
    return items;
}

}

JsonFormat anthropicUsageFormat()
{
    JsonFormat format;
    format.format.name = u"anthropic-usage"_s;
    format.format.title = u"Anthropic usage report"_s;
    format.format.kind = EvidenceKind::Usage;
    format.format.source = u"https://platform.claude.com/docs/en/api/admin/usage_report"_s;
    format.paths = reportBuckets();
    format.columns = {
        {u"starting_at"_s, u"at"_s, outer({"starting_at"})},
        {u"ending_at"_s, {}, outer({"ending_at"})},
        {u"model"_s, u"model"_s, inner({"model"})},
        {u"input_tokens"_s, u"tokensIn"_s, inputTokens},
        {u"uncached_input_tokens"_s, {}, inner({"uncached_input_tokens"})},
        {u"cache_read_input_tokens"_s, {}, inner({"cache_read_input_tokens"})},
        {u"output_tokens"_s, u"tokensOut"_s, inner({"output_tokens"})},
        {u"api_key_id"_s, {}, inner({"api_key_id"})},
        {u"workspace_id"_s, {}, inner({"workspace_id"})},
        {u"service_tier"_s, {}, inner({"service_tier"})},
        {u"context_window"_s, {}, inner({"context_window"})},
        {u"web_search_requests"_s, {}, inner({"server_tool_use", "web_search_requests"})},
    };
    format.items = [](const exchange::JsonRecord &record) { return resultsWith(record, "uncached_input_tokens"); };
    format.tells = [](const JsonKeys &keys) {
        return hasInReports(keys, "starting_at") && hasInReports(keys, "results")
               && !hasInReports(keys, "results[].amount");
    };
    return format;
}

JsonFormat anthropicCostFormat()
{
    JsonFormat format;
    format.format.name = u"anthropic-cost"_s;
    format.format.title = u"Anthropic cost report"_s;
    format.format.kind = EvidenceKind::Usage;
    format.format.source = u"https://platform.claude.com/docs/en/api/admin/cost_report"_s;
    format.paths = reportBuckets();
    format.columns = {
        {u"starting_at"_s, u"at"_s, outer({"starting_at"})},  {u"ending_at"_s, {}, outer({"ending_at"})},
        {u"model"_s, u"model"_s, inner({"model"})},           {u"cost"_s, u"cost"_s, wholeUnits},
        {u"currency"_s, u"currency"_s, inner({"currency"})},  {u"description"_s, {}, inner({"description"})},
        {u"cost_type"_s, {}, inner({"cost_type"})},           {u"token_type"_s, {}, inner({"token_type"})},
        {u"workspace_id"_s, {}, inner({"workspace_id"})},     {u"service_tier"_s, {}, inner({"service_tier"})},
        {u"context_window"_s, {}, inner({"context_window"})},
    };
    format.items = [](const exchange::JsonRecord &record) { return resultsWith(record, "amount"); };
    format.tells = [](const JsonKeys &keys) {
        return hasInReports(keys, "starting_at") && hasInReports(keys, "results[].amount");
    };
    return format;
}

}
