#include "evidence/json_format.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

constexpr int kToMillion = 6;

Result<std::vector<JsonItem>> loggedCall(const exchange::JsonRecord &record)
{
    for (const char *name : {"request_id", "startTime"}) {
        if (!record.value.contains(name))
            return failure(ErrorCode::InvalidInput, u"has no \"%1\""_s.arg(QLatin1StringView(name)));
    }
    return wholeRecord(record);
}

/// Of the metadata, which some versions keep as text.
std::function<std::string(const JsonItem &)> ofMetadata(const char *name)
{
    return [name](const JsonItem &item) { return cellText(at(embedded(at(*item.inner, {"metadata"})), {name})); };
}

std::function<std::string(const JsonItem &)> timeOf(const char *name)
{
    return [name](const JsonItem &item) { return utcTime(cellText(at(*item.inner, {name}))); };
}

/// US dollars a token, as US dollars a million tokens.
std::function<std::string(const JsonItem &)> perMillion(const char *name)
{
    return [name](const JsonItem &item) { return decimal(cellText(at(*item.inner, {name})), kToMillion); };
}

/// A model with a price a token; others, of images or seconds, and the file's own example of an entry, give no row.
Result<std::vector<JsonItem>> pricedModel(const exchange::JsonRecord &record)
{
    const bool isPriced = !at(record.value, {"input_cost_per_token"}).is_null();
    return isPriced && record.key != "sample_spec" ? wholeRecord(record) : std::vector<JsonItem>();
}

}

JsonFormat liteLlmFormat()
{
    JsonFormat format;
    format.format.name = u"litellm"_s;
    format.format.title = u"LiteLLM spend logs"_s;
    format.format.kind = EvidenceKind::Usage;
    format.format.source = u"https://docs.litellm.ai/docs/proxy/cost_tracking"_s;
    format.paths = {{"[]"}, {"data", "[]"}, {}};
    format.columns = {
        {u"key_alias"_s, u"delegation"_s, ofMetadata("user_api_key_alias")},
        {u"startTime"_s, u"at"_s, timeOf("startTime")},
        {u"endTime"_s, {}, timeOf("endTime")},
        {u"model"_s, u"model"_s, inner({"model"})},
        {u"model_group"_s, {}, inner({"model_group"})},
        {u"calls"_s, u"calls"_s, always("1")},
        {u"prompt_tokens"_s, u"tokensIn"_s, inner({"prompt_tokens"})},
        {u"completion_tokens"_s, u"tokensOut"_s, inner({"completion_tokens"})},
        {u"total_tokens"_s, {}, inner({"total_tokens"})},
        {u"spend"_s, u"cost"_s, [](const JsonItem &item) { return decimal(cellText(at(*item.inner, {"spend"}))); }},
        {u"currency"_s, u"currency"_s, always("USD")},
        {u"request_id"_s, {}, inner({"request_id"})},
        {u"call_type"_s, {}, inner({"call_type"})},
        {u"status"_s, {}, inner({"status"})},
        {u"user"_s, {}, inner({"user"})},
        {u"end_user"_s, {}, inner({"end_user"})},
        {u"team_id"_s, {}, inner({"team_id"})},
        {u"team_alias"_s, {}, ofMetadata("user_api_key_team_alias")},
        {u"api_key"_s, {}, inner({"api_key"})},
        {u"request_tags"_s,
         {},
         [](const JsonItem &item) { return cellText(embedded(at(*item.inner, {"request_tags"}))); }},
    };
    format.items = loggedCall;
    format.tells = [](const JsonKeys &keys) {
        return recordsHave(keys, {"request_id"}) && recordsHave(keys, {"spend", "call_type"});
    };
    return format;
}

JsonFormat liteLlmPricesFormat()
{
    JsonFormat format;
    format.format.name = u"litellm-prices"_s;
    format.format.title = u"LiteLLM model prices"_s;
    format.format.kind = EvidenceKind::Prices;
    format.format.source = u"https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"_s;
    format.paths = {{"{}"}};
    format.columns = {
        {u"litellm_provider"_s, u"vendor"_s, inner({"litellm_provider"})},
        {u"model"_s, u"model"_s, [](const JsonItem &item) { return cellText(item.record->key); }},
        {u"mode"_s, {}, inner({"mode"})},
        {u"input"_s, u"input"_s, perMillion("input_cost_per_token")},
        {u"output"_s, u"output"_s, perMillion("output_cost_per_token")},
        {u"cachedInput"_s, u"cachedInput"_s, perMillion("cache_read_input_token_cost")},
        {u"deprecation_date"_s, u"endsOn"_s, inner({"deprecation_date"})},
        {u"source"_s, {}, inner({"source"})},
    };
    format.items = pricedModel;
    format.tells = [](const JsonKeys &keys) { return keys.contains("{}.litellm_provider"); };
    return format;
}

}
