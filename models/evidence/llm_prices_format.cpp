#include "evidence/json_format.h"

#include <QDate>

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

/// The prices of one model, each with the time it holds.
Result<std::vector<JsonItem>> priceSpans(const exchange::JsonRecord &record, const Json &model)
{
    const Json &history = at(model, {"price_history"});
    if (at(model, {"id"}).is_null() || !history.is_array())
        return failure(ErrorCode::InvalidInput, u"has a model without \"id\" or without a list \"price_history\""_s);
    std::vector<JsonItem> spans;
    for (const Json &price : history) {
        if (!price.is_object())
            return failure(ErrorCode::InvalidInput, u"has something in a \"price_history\" that is no object"_s);
        spans.push_back({&record, &model, &price});
    }
    return spans;
}

Result<std::vector<JsonItem>> vendorPrices(const exchange::JsonRecord &record)
{
    auto models = listed(record, "models");
    if (!models)
        return models;
    std::vector<JsonItem> prices;
    for (const JsonItem &model : *models) {
        const auto spans = priceSpans(record, *model.inner);
        if (!spans)
            return spans;
        prices.insert(prices.end(), spans->begin(), spans->end());
    }
    return prices;
}

std::function<std::string(const JsonItem &)> price(const char *name)
{
    return [name](const JsonItem &item) { return decimal(cellText(at(*item.inner, {name}))); };
}

/// The day before `to_date`, which is the day that the next price begins.
std::string lastDay(const JsonItem &item)
{
    const std::string end = cellText(at(*item.inner, {"to_date"}));
    const QDate day = QDate::fromString(QString::fromStdString(end), Qt::ISODate);
    return day.isValid() ? day.addDays(-1).toString(Qt::ISODate).toStdString() : end;
}

}

JsonFormat llmPricesFormat()
{
    JsonFormat format;
    format.format.name = u"llm-prices"_s;
    format.format.title = u"Price list of llm-prices"_s;
    format.format.kind = EvidenceKind::Prices;
    format.format.source = u"https://github.com/simonw/llm-prices"_s;
    format.paths = {{"[]"}, {}};
    format.columns = {
        {u"vendor"_s, u"vendor"_s, [](const JsonItem &item) { return cellText(at(item.record->value, {"vendor"})); }},
        {u"id"_s, u"model"_s, outer({"id"})},
        {u"name"_s, u"name"_s, outer({"name"})},
        {u"input"_s, u"input"_s, price("input")},
        {u"output"_s, u"output"_s, price("output")},
        {u"input_cached"_s, u"cachedInput"_s, price("input_cached")},
        {u"from_date"_s, u"from"_s, inner({"from_date"})},
        {u"to_date"_s, {}, inner({"to_date"})},
        {u"to"_s, u"to"_s, lastDay},
    };
    format.items = vendorPrices;
    format.tells = [](const JsonKeys &keys) { return recordsHave(keys, {"vendor"}) && recordsHave(keys, {"models"}); };
    return format;
}

}
