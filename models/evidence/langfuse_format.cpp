#include "evidence/json_format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

using Names = std::vector<const char *>;

/// The first of these members that is there: the API and the exports spell them differently.
const Json &firstOf(const Json &value, const Names &names)
{
    const auto found = std::ranges::find_if(names, [&](const char *name) { return !at(value, {name}).is_null(); });
    return at(value, {found == names.end() ? names.front() : *found});
}

std::function<std::string(const JsonItem &)> anyOf(Names names)
{
    return [names = std::move(names)](const JsonItem &item) { return cellText(firstOf(*item.inner, names)); };
}

std::function<std::string(const JsonItem &)> timeOfAny(Names names)
{
    return [names = std::move(names)](const JsonItem &item) { return utcTime(cellText(firstOf(*item.inner, names))); };
}

bool mentions(std::string name, std::string_view word)
{
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return name.find(word) != name.npos;
}

/// Tokens in or out (`word` is input or output): all kinds that the details name so, as Langfuse itself adds them up; where
/// there are none, what older exports have.
std::string tokens(const Json &observation, const char *word, const Names &older)
{
    const Json details = embedded(firstOf(observation, {"usageDetails", "usage_details"}));
    std::vector<std::string> parts;
    for (const auto &detail : details.items()) {
        if (mentions(detail.key(), word))
            parts.push_back(cellText(detail.value()));
    }
    if (const std::string total = sum(parts); !total.empty())
        return total;
    const std::string used = cellText(at(embedded(at(observation, {"usage"})), {word}));
    return used.empty() ? cellText(firstOf(observation, older)) : used;
}

std::string cost(const JsonItem &item)
{
    const Json &total = firstOf(*item.inner, {"calculatedTotalCost", "totalCost", "total_cost"});
    if (!total.is_null())
        return decimal(cellText(total));
    const Json details = embedded(firstOf(*item.inner, {"costDetails", "cost_details"}));
    return decimal(cellText(at(details, {"total"})));
}

/// A generation, or whatever names a model; spans, events and tools give no row.
Result<std::vector<JsonItem>> generation(const exchange::JsonRecord &record)
{
    const Json &observation = record.value;
    if (firstOf(observation, {"startTime", "start_time"}).is_null())
        return failure(ErrorCode::InvalidInput, u"has no \"startTime\" or \"start_time\""_s);
    const bool isCall = at(observation, {"type"}) == "GENERATION"
                        || !firstOf(observation, {"model", "providedModelName", "provided_model_name"}).is_null();
    return isCall ? wholeRecord(record) : std::vector<JsonItem>();
}

}

JsonFormat langfuseFormat()
{
    JsonFormat format;
    format.format.name = u"langfuse"_s;
    format.format.title = u"Langfuse observations"_s;
    format.format.kind = EvidenceKind::Usage;
    format.format.source = u"https://langfuse.com/docs/api-and-data-platform/features/blob-storage-export-fields"_s;
    format.paths = {{"[]"}, {"data", "[]"}, {}};
    format.columns = {
        {u"traceName"_s, u"delegation"_s, anyOf({"traceName", "trace_name"})},
        {u"name"_s, {}, anyOf({"name"})},
        {u"startTime"_s, u"at"_s, timeOfAny({"startTime", "start_time"})},
        {u"endTime"_s, {}, timeOfAny({"endTime", "end_time"})},
        {u"model"_s, u"model"_s, anyOf({"model", "providedModelName", "provided_model_name"})},
        {u"calls"_s, u"calls"_s, always("1")},
        {u"inputTokens"_s, u"tokensIn"_s,
         [](const JsonItem &item) {
             return tokens(*item.inner, "input", {"inputUsage", "promptTokens"});
         }},
        {u"outputTokens"_s, u"tokensOut"_s,
         [](const JsonItem &item) {
             return tokens(*item.inner, "output", {"outputUsage", "completionTokens"});
         }},
        {u"totalCost"_s, u"cost"_s, cost},
        {u"currency"_s, u"currency"_s, always("USD")},
        {u"id"_s, {}, anyOf({"id"})},
        {u"traceId"_s, {}, anyOf({"traceId", "trace_id"})},
        {u"type"_s, {}, anyOf({"type"})},
        {u"environment"_s, {}, anyOf({"environment"})},
        {u"userId"_s, {}, anyOf({"userId", "user_id"})},
        {u"tags"_s,
         {},
         [](const JsonItem &item) {
             return cellText(embedded(firstOf(*item.inner, {"tags", "traceTags"})));
         }},
    };
    format.items = generation;
    format.tells = [](const JsonKeys &keys) {
        return recordsHave(keys, {"traceId", "trace_id", "traceName", "trace_name"})
               && recordsHave(keys, {"startTime", "start_time"}) && !recordsHave(keys, {"resourceSpans"});
    };
    return format;
}

}
