#include "exchange/import_rows.h"

#include "domain/entities.h"
#include "register/own_columns.h"

namespace muster::exchange {

using namespace Qt::StringLiterals;

namespace {

QString cellText(int column, const CsvRow &row)
{
    return column >= 0 && column < int(row.fields.size()) ? fieldText(row.fields[size_t(column)]) : QString();
}

bool hasBreaks(const QString &text)
{
    return text.contains(u'\n') || text.contains(u'\r') || text.contains(u'\t');
}

}

RowParser::RowParser(CsvReader &reader, const ImportPlan &plan, const ColumnMapping &mapping)
    : m_reader(reader),
      m_plan(plan),
      m_mapping(mapping),
      m_entity(entityOf<Delegation>()),
      m_notesField(m_entity.indexOf(u"notes"_s))
{
}

Result<ParsedRows> RowParser::next(size_t count)
{
    ParsedRows parsed;
    parsed.rows.reserve(count);
    CsvRow row;
    while (parsed.rows.size() < count) {
        const auto more = m_reader.next(row);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        parsed.rows.push_back(parse(row));
    }
    parsed.bytesRead = m_reader.bytesRead();
    return parsed;
}

ParsedRow RowParser::parse(const CsvRow &row) const
{
    ParsedRow parsed;
    parsed.number = row.number;
    if (m_plan.keyIsIdentifier)
        parsed.identifier = cellText(m_plan.keyColumn, row).trimmed().toLower();
    if (row.undecodable >= 0)
        parsed.refusal = {m_plan.columnName(row.undecodable),
                          u"it holds bytes that windows-1252 doesn't define; say which encoding the file has."_s};
    else if (qsizetype(row.fields.size()) > m_plan.headers.size())
        parsed.refusal = {{},
                          u"it has %1 cells, the header %2; check its quotes and delimiters."_s.arg(row.fields.size())
                              .arg(m_plan.headers.size())};
    else
        parsed.refusal = takeCells(row, parsed);
    return parsed;
}

std::optional<Refusal> RowParser::takeCells(const CsvRow &row, ParsedRow &parsed) const
{
    parsed.cells.values.reserve(m_plan.feeds.size() + 1);
    for (const auto &feed : m_plan.feeds) {
        if (auto refusal = takeCell(feed, row, parsed))
            return refusal;
    }
    return takeNotes(row, parsed);
}

std::optional<Refusal> RowParser::takeCell(const Feed &feed, const CsvRow &row, ParsedRow &parsed) const
{
    const auto &field = m_entity.fields[size_t(feed.field)];
    QString text = cellText(feed.column, row);
    if (feed.mapsValues)
        text = m_mapping.mappedValue(feed.name, text).value_or(text.trimmed());
    const bool isDefault = feed.mapsValues && text.isEmpty();
    if (isDefault)
        text = m_mapping.defaults.value(feed.name);
    if (text.isEmpty())
        return std::nullopt;
    auto &cells = isDefault ? parsed.defaults : parsed.cells;
    if (feed.own)
        return takeOwn(feed, text, cells);
    if (field.type == FieldType::Reference) {
        cells.references.emplace_back(feed, text.simplified());
        return std::nullopt;
    }
    if (field.type != FieldType::Text && hasBreaks(text))
        text = text.simplified();
    auto value = parseField(field, text);
    if (!value)
        return Refusal{m_plan.columnName(feed.column), value.error().message};
    if (!isAbsent(*value))
        cells.values.emplace_back(feed.field, std::move(*value));
    return std::nullopt;
}

/// A value of one of the register's own columns, beside those of the others.
std::optional<Refusal> RowParser::takeOwn(const Feed &feed, const QString &text, ParsedRow::Cells &cells) const
{
    const bool oneLine = feed.own->type != ColumnType::Text && hasBreaks(text);
    const auto clean = registry::parseColumnText(*feed.own, oneLine ? text.simplified() : text);
    if (!clean)
        return Refusal{m_plan.columnName(feed.column), clean.error().message};
    if (clean->isEmpty())
        return std::nullopt;
    auto given = std::ranges::find(cells.values, feed.field, &std::pair<int, Value>::first);
    if (given == cells.values.end())
        given = cells.values.insert(given, {feed.field, Value()});
    given->second = registry::mapPatch(given->second, feed.own->id.text(), *clean);
    return std::nullopt;
}

QString RowParser::noteName(int column) const
{
    const QString header = m_plan.headers.value(column).simplified();
    return header.isEmpty() ? m_plan.columnName(column) : header;
}

std::optional<Refusal> RowParser::takeNotes(const CsvRow &row, ParsedRow &parsed) const
{
    const auto &field = m_entity.fields[size_t(m_notesField)];
    const auto given = std::ranges::find(parsed.cells.values, m_notesField, &std::pair<int, Value>::first);
    QString notes = given == parsed.cells.values.end() ? QString() : textOf(given->second);
    int last = -1;
    for (const int column : m_plan.unmapped) {
        const QString text = cellText(column, row).trimmed();
        if (text.isEmpty())
            continue;
        const QString line = noteName(column) + u": "_s + text;
        if (const auto clean = parseField(field, line); !clean)
            return Refusal{m_plan.columnName(column), clean.error().message};
        notes += (notes.isEmpty() ? QString() : u"\n"_s) + line;
        last = column;
    }
    if (last < 0)
        return std::nullopt;
    auto clean = parseField(field, notes);
    if (!clean)
        return Refusal{m_plan.columnName(last), clean.error().message};
    parsed.cells.values.emplace_back(m_notesField, std::move(*clean));
    return std::nullopt;
}

}
