#include "command.h"
#include "domain/entities.h"
#include "entity_json.h"
#include "exchange/csv_writer.h"
#include "register/own_columns.h"

namespace muster::cli {

using namespace Qt::StringLiterals;
using exchange::CsvCell;

namespace {

/// The fields in the order in which their struct lists them, which is the order a person expects.
std::vector<int> fieldOrder()
{
    std::vector<int> order;
    const Delegation prototype;
    Delegation::describe(prototype, [&order]<typename M>(std::string_view name, Side, const M &) {
        order.push_back(entityOf<Delegation>().indexOf(QString::fromLatin1(name.data(), qsizetype(name.size()))));
    });
    // The register's own columns stand behind, each by itself.
    std::erase(order, entityOf<Delegation>().indexOf(u"columnValues"));
    return order;
}

/// How references read: by name where it is the only one of its kind, otherwise by identifier, so that reading the file
/// in again finds the same thing.
class Names
{
public:
    Result<void> read(registry::Store &store, const Entity &entity, const QString &field)
    {
        const auto rows = registry::rowsWhere(store, entity);
        if (!rows)
            return tl::unexpected(rows.error());
        QHash<QString, int> seen;
        const auto index = size_t(entity.indexOf(field));
        for (const auto &row : *rows)
            ++seen[textOf(row.values[index]).toCaseFolded()];
        for (const auto &row : *rows) {
            const QString name = textOf(row.values[index]);
            m_names.insert(row.id, seen.value(name.toCaseFolded()) == 1 ? name : row.id);
        }
        return {};
    }

    QString of(const QString &id) const { return m_names.value(id, id); }

private:
    QHash<QString, QString> m_names;
};

CsvCell cellOf(const Field &field, const Value &value, const Names &names)
{
    switch (field.type) {
    case FieldType::Reference: return {names.of(textOf(value))};
    case FieldType::Integer:
    case FieldType::Date: return CsvCell::literal(displayText(value));
    default: return {displayText(value)};
    }
}

Result<void> writeRows(QIODevice &device, const QList<Row> &rows, const QList<OwnColumn> &own, const Names &names)
{
    const auto order = fieldOrder();
    const auto &entity = entityOf<Delegation>();
    exchange::CsvWriter writer(device);
    QStringList header;
    for (const int index : order)
        header << entity.fields[size_t(index)].title();
    for (const auto &column : own)
        header << column.title;
    const auto ownField = size_t(entity.indexOf(u"columnValues"));
    if (const auto written = writer.writeRow(header + QStringList{u"id"_s}); !written)
        return written;
    std::vector<CsvCell> cells;
    for (const auto &row : rows) {
        cells.clear();
        for (const int index : order)
            cells.push_back(cellOf(entity.fields[size_t(index)], row.values[size_t(index)], names));
        const auto texts = registry::columnTexts(row.values[ownField]);
        for (const auto &column : own) {
            const QString text = texts.value(column.id.text());
            cells.push_back(column.type == ColumnType::Date ? CsvCell::literal(text) : CsvCell{text});
        }
        cells.push_back({row.id});
        if (const auto written = writer.writeRow(cells); !written)
            return written;
    }
    return {};
}

Result<qint64> exportTo(Context &context, const QString &path)
{
    const auto store = context.store();
    if (!store)
        return tl::unexpected(store.error());
    Names names;
    const auto read = names.read(**store, entityOf<Person>(), u"name"_s).and_then([&] {
        return names.read(**store, entityOf<Definition>(), u"title"_s);
    });
    if (!read)
        return tl::unexpected(read.error());
    const auto rows = registry::rowsWhere(**store, entityOf<Delegation>(), u"ORDER BY n"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    const auto own = registry::ownColumns(**store);
    if (!own)
        return tl::unexpected(own.error());
    return context.save(path, [&](QIODevice &device) { return writeRows(device, *rows, *own, names); }).map([&] {
        return qint64(rows->size());
    });
}

Outcome runDelegationExport(Context &context)
{
    const QString path = context.text("output");
    if (path != u"-"_s && !path.endsWith(u".csv"_s, Qt::CaseInsensitive))
        return failure(ErrorCode::InvalidInput,
                       u"%1: delegations are exported as CSV; give a name that ends in .csv."_s.arg(path.left(200)));
    const auto count = exportTo(context, path);
    if (!count)
        return tl::unexpected(count.error());
    if (path == u"-"_s)
        return Exit::Fine;
    if (context.out().wantsJson())
        context.out().json({{"file", utf8(path)}, {"delegations", *count}});
    else
        context.out().line(u"Saved %1 delegations to %2."_s.arg(*count).arg(path));
    return Exit::Fine;
}

}

Command delegationExport()
{
    return {"delegation",
            "export",
            "Save all delegations with every field as CSV, which 'delegation import' takes back",
            runDelegationExport,
            {Parameter::option("output", "FILE", "a file that ends in .csv, or - for stdout").shortly('o').must()},
            ""};
}

}
