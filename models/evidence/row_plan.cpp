#include "evidence/row_plan.h"

#include "evidence/cell.h"

namespace muster::evidence {

using namespace Qt::StringLiterals;
using exchange::ColumnMapping;

namespace {

bool hasColumn(const ColumnMapping &mapping, const QString &field)
{
    return std::ranges::find(mapping.columns, field, &exchange::MappedColumn::field) != mapping.columns.end();
}

Result<void> checkFields(const ColumnMapping &mapping, const QStringList &fields, EvidenceKind kind)
{
    QStringList named = mapping.values.keys() + mapping.defaults.keys();
    for (const auto &column : mapping.columns)
        named << column.field;
    for (const auto &field : named) {
        if (!fields.contains(field))
            return failure(ErrorCode::Usage, u"%1 have no field \"%2\"; their fields are %3."_s.arg(
                                                 word(kind), field.left(60), fields.join(u", "_s)));
    }
    for (const auto &field : neededFields(kind)) {
        if (!hasColumn(mapping, field) && !mapping.defaults.contains(field))
            return failure(
                ErrorCode::Usage,
                u"No column is mapped to %1; add --map %1=COLUMN, or --default %1=VALUE where it is the same for every row."_s
                    .arg(field));
    }
    return {};
}

}

QStringList neededFields(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::Reviews: return {u"delegation"_s};
    case EvidenceKind::Usage: return {u"delegation"_s, u"at"_s};
    case EvidenceKind::Prices: return {u"model"_s};
    case EvidenceKind::Outputs: return {u"delegation"_s, u"output"_s};
    }
    return {};
}

ColumnMapping completed(const Format &format, const ColumnMapping &mapping, const QStringList &headers)
{
    ColumnMapping whole = mapping;
    for (const auto &column : format.columns) {
        if (!hasColumn(mapping, column.field))
            whole.columns.append(column);
    }
    if (format.headers.isEmpty()) { // CSV: columns headed with fields' names are these
        QList<exchange::KnownField> open;
        for (const auto &field : fieldsOf(format.kind)) {
            if (!hasColumn(whole, field))
                open.append({field, {}});
        }
        for (const auto &guess : exchange::guessColumns(headers, open))
            whole.columns.append({guess.field, exchange::columnAt(headers, guess.column)});
    }
    for (const auto &[field, values] : format.values.asKeyValueRange()) {
        for (const auto &[from, to] : values.asKeyValueRange()) {
            if (!whole.values[field].contains(from))
                whole.values[field].insert(from, to);
        }
    }
    return whole;
}

Result<RowPlan> RowPlan::make(const Format &format, const ColumnMapping &mapping, const QStringList &headers)
{
    RowPlan plan;
    plan.m_fields = fieldsOf(format.kind);
    plan.m_headers = headers;
    plan.m_mapping = completed(format, mapping, headers);
    if (const auto known = checkFields(plan.m_mapping, plan.m_fields, format.kind); !known)
        return tl::unexpected(known.error());
    plan.m_feeds.resize(size_t(plan.m_fields.size()));
    for (qsizetype i = 0; i < plan.m_fields.size(); ++i) {
        auto &feed = plan.m_feeds[size_t(i)];
        feed.mapsValues = plan.m_mapping.values.contains(plan.m_fields[i]);
        feed.byDefault = plan.m_mapping.defaults.value(plan.m_fields[i]).trimmed().toStdString();
        const auto column = std::ranges::find(plan.m_mapping.columns, plan.m_fields[i], &exchange::MappedColumn::field);
        if (column == plan.m_mapping.columns.end())
            continue;
        const auto index = exchange::resolve(column->column, headers);
        if (!index)
            return tl::unexpected(index.error());
        feed.column = *index;
    }
    return plan;
}

std::string_view RowPlan::cell(int field, const exchange::CsvRow &row)
{
    auto &feed = m_feeds[size_t(field)];
    std::string_view text;
    if (feed.column >= 0 && feed.column < int(row.fields.size()))
        text = trimmedCell(row.fields[size_t(feed.column)]);
    if (feed.mapsValues)
        text = mapped(field, text);
    return text.empty() ? std::string_view(feed.byDefault) : text;
}

const std::string &RowPlan::mapped(int field, std::string_view cell)
{
    auto &known = m_feeds[size_t(field)].known;
    m_sought.assign(cell);
    if (const auto found = known.find(m_sought); found != known.end())
        return found->second;
    const auto meant = m_mapping.mappedValue(m_fields[field], exchange::fieldText(cell));
    return known.emplace(m_sought, meant ? meant->trimmed().toStdString() : m_sought).first->second;
}

QString RowPlan::columnName(int field) const
{
    const int column = m_feeds[size_t(field)].column;
    if (column < 0)
        return m_fields[field];
    const QString header = m_headers.value(column).simplified();
    return header.isEmpty() || m_headers.count(m_headers.value(column)) > 1 ? u"#%1"_s.arg(column + 1) : header;
}

}
