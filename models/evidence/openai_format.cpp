#include "evidence/json_format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

/// A page as the API gives it, pages one after the other, or a list of pages.
const std::vector<exchange::JsonPath> &buckets()
{
    static const std::vector<exchange::JsonPath> paths{{"data", "[]"}, {"[]", "data", "[]"}};
    return paths;
}

bool hasInPages(const JsonKeys &keys, const std::string &name)
{
    return keys.contains("data[]." + name) || keys.contains("[].data[]." + name);
}

std::string currency(const JsonItem &item)
{
    std::string code = cellText(at(*item.inner, {"amount", "currency"}));
    std::ranges::transform(code, code.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return code;
}

Result<std::vector<JsonItem>> bucketResults(const exchange::JsonRecord &record)
{
    if (!record.value.contains("start_time"))
        return failure(ErrorCode::InvalidInput, u"has no \"start_time\""_s);
    return listed(record, "results");
}

Result<std::vector<JsonItem>> costResults(const exchange::JsonRecord &record)
{
    auto items = bucketResults(record);
    const auto hasAmount = [](const JsonItem &item) { return at(*item.inner, {"amount", "value"}).is_null(); };
    if (items && std::ranges::any_of(*items, hasAmount))
        return failure(ErrorCode::InvalidInput, u"has a result without \"amount\" and its \"value\""_s);
    return items;
}

Result<std::vector<JsonItem>> usageResults(const exchange::JsonRecord &record)
{
    auto items = bucketResults(record);
    const auto isOther = [](const JsonItem &item) { return !item.inner->contains("num_model_requests"); };
    if (items && std::ranges::any_of(*items, isOther))
        return failure(ErrorCode::InvalidInput, u"has a result without \"num_model_requests\""_s);
    return items;
}

}

JsonFormat openAiUsageFormat()
{
    JsonFormat format;
    format.format.name = u"openai-usage"_s;
    format.format.title = u"OpenAI usage"_s;
    format.format.kind = EvidenceKind::Usage;
    format.format.source = u"https://platform.openai.com/docs/api-reference/usage/completions"_s;
    format.paths = buckets();
    format.columns = {
        {u"start_time"_s, u"at"_s, outer({"start_time"})},
        {u"end_time"_s, {}, outer({"end_time"})},
        {u"model"_s, u"model"_s, inner({"model"})},
        {u"num_model_requests"_s, u"calls"_s, inner({"num_model_requests"})},
        {u"input_tokens"_s, u"tokensIn"_s, inner({"input_tokens"})},
        {u"input_cached_tokens"_s, {}, inner({"input_cached_tokens"})},
        {u"output_tokens"_s, u"tokensOut"_s, inner({"output_tokens"})},
        {u"project_id"_s, {}, inner({"project_id"})},
        {u"user_id"_s, {}, inner({"user_id"})},
        {u"api_key_id"_s, {}, inner({"api_key_id"})},
        {u"batch"_s, {}, inner({"batch"})},
        {u"service_tier"_s, {}, inner({"service_tier"})},
    };
    format.items = usageResults;
    format.tells = [](const JsonKeys &keys) {
        return hasInPages(keys, "start_time") && hasInPages(keys, "results") && !hasInPages(keys, "results[].amount");
    };
    return format;
}

JsonFormat openAiCostsFormat()
{
    JsonFormat format;
    format.format.name = u"openai-costs"_s;
    format.format.title = u"OpenAI costs"_s;
    format.format.kind = EvidenceKind::Usage;
    format.format.source = u"https://platform.openai.com/docs/api-reference/usage/costs"_s;
    format.paths = buckets();
    format.columns = {
        {u"start_time"_s, u"at"_s, outer({"start_time"})},
        {u"end_time"_s, {}, outer({"end_time"})},
        {u"amount"_s, u"cost"_s,
         [](const JsonItem &item) {
             return decimal(cellText(at(*item.inner, {"amount", "value"})));
         }},
        {u"currency"_s, u"currency"_s, currency},
        {u"line_item"_s, {}, inner({"line_item"})},
        {u"project_id"_s, {}, inner({"project_id"})},
        {u"api_key_id"_s, {}, inner({"api_key_id"})},
    };
    format.items = costResults;
    format.tells = [](const JsonKeys &keys) {
        return hasInPages(keys, "start_time") && hasInPages(keys, "results[].amount");
    };
    return format;
}

}
