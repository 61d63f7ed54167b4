#include "evidence/json_format.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

const Json &along(const Json &value, const std::vector<const char *> &names)
{
    const Json *found = &value;
    for (const char *name : names)
        found = &at(*found, {name});
    return *found;
}

QStringList headersOf(const std::vector<JsonColumn> &columns)
{
    QStringList headers;
    for (const JsonColumn &column : columns)
        headers += column.header;
    return headers;
}

/// The rows of a JSON file, some a record.
class JsonRows final : public exchange::RowSource
{
public:
    JsonRows(std::unique_ptr<exchange::JsonRecords> records, const JsonFormat &format)
        : m_records(std::move(records)), m_format(format), m_cells(format.columns.size())
    {
    }

    const QStringList &headers() const override { return m_format.format.headers; }
    Result<bool> next(exchange::CsvRow &row) override;
    qint64 bytesRead() const override { return m_records->bytesRead(); }
    qint64 bytesTotal() const override { return m_records->bytesTotal(); }

private:
    Result<bool> nextRecord();
    Result<bool> refuse(const QString &clause);

    std::unique_ptr<exchange::JsonRecords> m_records;
    const JsonFormat &m_format;
    exchange::JsonRecord m_record;
    std::vector<JsonItem> m_items;
    size_t m_at = 0;
    qint64 m_number = 0;
    std::vector<std::string> m_cells;
    std::optional<Error> m_error;
};

Result<bool> JsonRows::refuse(const QString &clause)
{
    m_error = Error{ErrorCode::InvalidInput,
                    u"%1, line %2: record %3 %4; docs/evidence-formats.md says what a file of format %5 has."_s
                        .arg(m_records->name())
                        .arg(m_record.line)
                        .arg(m_record.number)
                        .arg(clause, m_format.format.name)};
    return tl::unexpected(*m_error);
}

Result<bool> JsonRows::nextRecord()
{
    const auto more = m_records->next(m_record);
    m_items.clear();
    m_at = 0;
    if (!more || !*more)
        return more;
    if (!m_record.value.is_object())
        return refuse(u"is no object"_s);
    auto items = m_format.items(m_record);
    if (!items)
        return refuse(items.error().message);
    m_items = std::move(*items);
    return true;
}

Result<bool> JsonRows::next(exchange::CsvRow &row)
{
    if (m_error)
        return tl::unexpected(*m_error);
    while (m_at == m_items.size()) {
        const auto more = nextRecord();
        if (!more || !*more)
            return more;
    }
    const JsonItem &item = m_items[m_at++];
    row.number = ++m_number;
    row.line = m_record.line;
    row.undecodable = -1;
    row.fields.clear();
    for (size_t i = 0; i < m_cells.size(); ++i) {
        m_cells[i] = m_format.columns[i].cell(item);
        row.fields.emplace_back(m_cells[i]);
    }
    return true;
}

}

std::function<std::string(const JsonItem &)> inner(std::vector<const char *> names)
{
    return [names = std::move(names)](const JsonItem &item) { return cellText(along(*item.inner, names)); };
}

std::function<std::string(const JsonItem &)> outer(std::vector<const char *> names)
{
    return [names = std::move(names)](const JsonItem &item) { return cellText(along(*item.outer, names)); };
}

std::function<std::string(const JsonItem &)> always(const char *text)
{
    return [text](const JsonItem &) { return std::string(text); };
}

Result<std::vector<JsonItem>> wholeRecord(const exchange::JsonRecord &record)
{
    return std::vector<JsonItem>{{&record, &record.value, &record.value}};
}

Result<std::vector<JsonItem>> listed(const exchange::JsonRecord &record, const char *name)
{
    const auto found = record.value.find(name);
    if (found == record.value.end())
        return failure(ErrorCode::InvalidInput, u"has no \"%1\""_s.arg(QLatin1StringView(name)));
    if (!found->is_array() && !found->is_null())
        return failure(ErrorCode::InvalidInput, u"has a \"%1\" that is no list"_s.arg(QLatin1StringView(name)));
    std::vector<JsonItem> items;
    for (const Json &element : *found) {
        if (!element.is_object())
            return failure(ErrorCode::InvalidInput,
                           u"has something in its \"%1\" that is no object"_s.arg(QLatin1StringView(name)));
        items.push_back({&record, &record.value, &element});
    }
    return items;
}

JsonFormat withColumns(JsonFormat format)
{
    format.format.headers = headersOf(format.columns);
    for (const QString &field : fieldsOf(format.format.kind)) {
        const auto column = std::ranges::find(format.columns, field, &JsonColumn::field);
        if (column != format.columns.end())
            format.format.columns.append({field, exchange::ColumnRef{column->header, 0}});
    }
    return format;
}

const std::vector<JsonFormat> &jsonFormats()
{
    static const std::vector<JsonFormat> all = [] {
        std::vector<JsonFormat> made;
        for (const auto make :
             {githubFormat, gitlabFormat, openAiUsageFormat, openAiCostsFormat, anthropicUsageFormat,
              anthropicCostFormat, liteLlmFormat, langfuseFormat, otlpFormat, llmPricesFormat, liteLlmPricesFormat})
            made.push_back(withColumns(make()));
        return made;
    }();
    return all;
}

Result<std::unique_ptr<exchange::RowSource>> openJsonRows(const QString &path, const JsonFormat &format)
{
    auto records = exchange::JsonRecords::open(path, format.paths);
    if (!records)
        return tl::unexpected(records.error());
    return std::unique_ptr<exchange::RowSource>(std::make_unique<JsonRows>(std::move(*records), format));
}

}
