#include "evidence/json_format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

/// The value of an attribute, of whichever type; null where there is no such attribute.
const Json &attribute(const Json &attributes, const char *key)
{
    static const Json nothing;
    for (const Json &candidate : attributes) {
        if (at(candidate, {"key"}) != key)
            continue;
        const Json &value = at(candidate, {"value"});
        for (const char *type : {"stringValue", "intValue", "doubleValue", "boolValue"}) {
            if (const Json &typed = at(value, {type}); !typed.is_null())
                return typed;
        }
    }
    return nothing;
}

using Keys = std::vector<const char *>;

/// The text of the first of these attributes of a span that there is.
std::string spanText(const Json &span, const Keys &keys)
{
    for (const char *key : keys) {
        if (const Json &found = attribute(at(span, {"attributes"}), key); !found.is_null())
            return cellText(found);
    }
    return {};
}

std::function<std::string(const JsonItem &)> ofSpan(Keys keys)
{
    return [keys = std::move(keys)](const JsonItem &item) { return spanText(*item.inner, keys); };
}

std::string serviceName(const JsonItem &item)
{
    const Json *resource = item.record->inherited("resource");
    return resource ? cellText(attribute(at(*resource, {"attributes"}), "service.name")) : std::string();
}

std::function<std::string(const JsonItem &)> spanTime(const char *name)
{
    return [name](const JsonItem &item) { return nanosTime(cellText(at(*item.inner, {name}))); };
}

const Keys &inputKeys()
{
    static const Keys keys{"gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"};
    return keys;
}

const Keys &outputKeys()
{
    static const Keys keys{"gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"};
    return keys;
}

/// A call of a model. Spans of agents, workflows and tools repeat the tokens of the calls within them.
bool isModelCall(const Json &span)
{
    const std::string operation = spanText(span, {"gen_ai.operation.name"});
    const Keys others{"invoke_agent", "create_agent", "invoke_workflow", "execute_tool", "plan"};
    if (std::ranges::any_of(others, [&](const char *other) { return operation == other; }))
        return false;
    return !spanText(span, {"gen_ai.request.model", "gen_ai.response.model"}).empty()
           || !spanText(span, inputKeys()).empty() || !spanText(span, outputKeys()).empty();
}

Result<std::vector<JsonItem>> modelCall(const exchange::JsonRecord &record)
{
    if (!record.value.contains("startTimeUnixNano"))
        return failure(ErrorCode::InvalidInput, u"has no \"startTimeUnixNano\""_s);
    return isModelCall(record.value) ? wholeRecord(record) : std::vector<JsonItem>();
}

}

JsonFormat otlpFormat()
{
    JsonFormat format;
    format.format.name = u"otlp"_s;
    format.format.title = u"OpenTelemetry spans"_s;
    format.format.kind = EvidenceKind::Usage;
    format.format.source = u"https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/"_s;
    format.paths = {{"resourceSpans", "[]", "scopeSpans?", "[]", "spans?", "[]"},
                    {"[]", "resourceSpans", "[]", "scopeSpans?", "[]", "spans?", "[]"}};
    format.columns = {
        {u"service.name"_s, u"delegation"_s, serviceName},
        {u"startTime"_s, u"at"_s, spanTime("startTimeUnixNano")},
        {u"endTime"_s, {}, spanTime("endTimeUnixNano")},
        {u"model"_s, u"model"_s, ofSpan({"gen_ai.response.model", "gen_ai.request.model"})},
        {u"gen_ai.request.model"_s, {}, ofSpan({"gen_ai.request.model"})},
        {u"calls"_s, u"calls"_s, always("1")},
        {u"gen_ai.usage.input_tokens"_s, u"tokensIn"_s, ofSpan(inputKeys())},
        {u"gen_ai.usage.output_tokens"_s, u"tokensOut"_s, ofSpan(outputKeys())},
        {u"gen_ai.operation.name"_s, {}, ofSpan({"gen_ai.operation.name"})},
        {u"gen_ai.provider.name"_s, {}, ofSpan({"gen_ai.provider.name", "gen_ai.system"})},
        {u"gen_ai.agent.name"_s, {}, ofSpan({"gen_ai.agent.name"})},
        {u"gen_ai.conversation.id"_s, {}, ofSpan({"gen_ai.conversation.id"})},
        {u"name"_s, {}, inner({"name"})},
        {u"traceId"_s, {}, inner({"traceId"})},
        {u"spanId"_s, {}, inner({"spanId"})},
    };
    format.items = modelCall;
    format.tells = [](const JsonKeys &keys) { return recordsHave(keys, {"resourceSpans"}); };
    return format;
}

}
