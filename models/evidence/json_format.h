#pragma once

#include "evidence/formats.h"
#include "exchange/json_records.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// What the formats made of JSON share: each says where its records lie, which rows a record gives, and what each cell is.
namespace muster::evidence {

using Json = nlohmann::json;

/// A row: the record it comes from, what encloses it in the record, and itself. All three may be the same.
struct JsonItem
{
    const exchange::JsonRecord *record = nullptr;
    const Json *outer = nullptr;
    const Json *inner = nullptr;
};

/// A column: its header, the field it is unless a mapping says otherwise (or none), and its cell in a row.
struct JsonColumn
{
    QString header;
    QString field;
    std::function<std::string(const JsonItem &)> cell;
};

/// The names of members at the beginning of a file, as paths: `data[].results[].amount`.
using JsonKeys = std::set<std::string>;

struct JsonFormat
{
    Format format;
    std::vector<exchange::JsonPath> paths;
    std::vector<JsonColumn> columns;
    /// The rows of a record, which is an object. Errors: a clause that says what is missing, without a place.
    std::function<Result<std::vector<JsonItem>>(const exchange::JsonRecord &)> items;
    std::function<bool(const JsonKeys &)> tells; ///< whether a file with these members is of this format
};

/// The text of a value: nothing for null, a list's elements separated by commas, an object by what names it, else as JSON.
/// U+0000, which no cell can hold, becomes U+FFFD.
std::string cellText(const Json &value);

/// The value at the end of these members; null where one is missing.
const Json &at(const Json &value, std::initializer_list<const char *> names);

/// The number as plain decimal text, multiplied by 10^places, exactly; text that is no number, or beyond 400 digits, as it is.
std::string decimal(const std::string &number, int places = 0);

/// The sum of whole numbers, where null and nothing count as absent: nothing if all are. A text that is no whole number
/// comes back as it is, so that who reads the cell can refuse it.
std::string sum(const std::vector<std::string> &numbers);

/// A time without a zone, as formats write it that say it is UTC, as ISO 8601 with its zone; everything else as it is.
std::string utcTime(const std::string &text);

/// Nanoseconds since 1970 as ISO 8601 in UTC, with milliseconds; what is no such number as it is.
std::string nanosTime(const std::string &text);

/// What is listed in text that is itself a JSON list or object, as some tools keep it; null where it is neither.
Json embedded(const Json &value);

/// Cells of a column: what is at the end of these members of a row's inner or outer value.
std::function<std::string(const JsonItem &)> inner(std::vector<const char *> names);
std::function<std::string(const JsonItem &)> outer(std::vector<const char *> names);
/// A cell that is the same in every row.
std::function<std::string(const JsonItem &)> always(const char *text);

/// The record itself as its one row.
Result<std::vector<JsonItem>> wholeRecord(const exchange::JsonRecord &record);
/// A row for each object in the record's list of this name; no rows where it is null. Errors: it is missing or no list.
Result<std::vector<JsonItem>> listed(const exchange::JsonRecord &record, const char *name);

/// Whether records, wherever the file has them (itself, a list, or a page's list `data`), have one of these members.
bool recordsHave(const JsonKeys &keys, std::initializer_list<const char *> names);

/// Headers and columns of `format.format` from `format.columns`.
JsonFormat withColumns(JsonFormat format);

/// The formats, one function each or two where a vendor has two.
JsonFormat githubFormat();
JsonFormat gitlabFormat();
JsonFormat openAiUsageFormat();
JsonFormat openAiCostsFormat();
JsonFormat anthropicUsageFormat();
JsonFormat anthropicCostFormat();
JsonFormat liteLlmFormat();
JsonFormat langfuseFormat();
JsonFormat otlpFormat();
JsonFormat llmPricesFormat();
JsonFormat liteLlmPricesFormat();

/// All of them.
const std::vector<JsonFormat> &jsonFormats();

/// Opens a file of JSON. Errors: those of JsonRecords::open().
Result<std::unique_ptr<exchange::RowSource>> openJsonRows(const QString &path, const JsonFormat &format);
/// Opens a folder as rows, see formats(). Errors: NotFound, InvalidInput for what is no folder, Io.
Result<std::unique_ptr<exchange::RowSource>> openFolderRows(const QString &path);

}
