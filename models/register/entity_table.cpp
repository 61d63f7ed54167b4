#include "register/entity_table.h"

#include "ledger/json_writer.h"
#include "register/own_columns.h"
#include "register/row_reader.h"

#include <nlohmann/json.hpp>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

QString nounOf(const Entity &entity)
{
    return QString::fromLatin1(entity.noun.data(), qsizetype(entity.noun.size()));
}

/// The column people call a thing by.
QString nameColumn(const Entity &entity)
{
    for (const auto &name : {u"title"_s, u"name"_s, u"trigger"_s}) {
        if (entity.indexOf(name) >= 0)
            return name;
    }
    return u"id"_s;
}

struct Candidate
{
    QString id;
    QString name;
};

Result<QString> theOne(const QList<Candidate> &found, const Entity &entity, const QString &text)
{
    if (found.size() == 1)
        return found.first().id;
    QStringList names;
    for (const auto &candidate : found.first(std::min<qsizetype>(found.size(), 4)))
        names << u"%1 (%2)"_s.arg(candidate.name, candidate.id);
    return failure(ErrorCode::Ambiguous,
                   u"More than one %1 fits \"%2\": %3%4. Give its identifier."_s.arg(
                       nounOf(entity), text.left(80), names.join(u", "_s), found.size() > 4 ? u" …"_s : QString()));
}

bool isUuid(const QString &text)
{
    return text.size() == 36 && text[8] == u'-' && text[13] == u'-';
}

}

Result<Row> rowById(Store &store, const Entity &entity, const QString &id)
{
    const auto query = store.database().run(selectClause(entity) + u" WHERE id = ?"_s, {id});
    if (!query)
        return tl::unexpected(query.error());
    if (!(*query)->next())
        return failure(ErrorCode::NotFound, u"There is no %1 %2."_s.arg(nounOf(entity), id.left(80)));
    Row row = readRow(entity, **query);
    (*query)->finish();
    return row;
}

Result<QList<Row>> rowsWhere(Store &store, const Entity &entity, const QString &condition,
                             const QList<QVariant> &values)
{
    auto query = store.database().select(selectClause(entity) + u' ' + condition, values);
    if (!query)
        return tl::unexpected(query.error());
    QList<Row> rows;
    while (query->next())
        rows.append(readRow(entity, *query));
    return rows;
}

Result<qint64> countOf(Store &store, const Entity &entity)
{
    auto query = store.database().select(u"SELECT COUNT(*) FROM \"%1\""_s.arg(entity.table));
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<QString> resolve(Store &store, const Entity &entity, const QString &text)
{
    const QString wanted = text.trimmed().normalized(QString::NormalizationForm_C);
    if (wanted.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       u"Name a %1: its identifier, or its title or name."_s.arg(nounOf(entity)));
    if (isUuid(wanted)) {
        const auto row = rowById(store, entity, wanted.toLower());
        return row ? Result<QString>(row->id) : tl::unexpected(row.error());
    }
    const bool byNumber = entity.indexOf(u"number"_s) >= 0;
    QList<Candidate> exact, folded, part;
    const auto read =
        eachRow(store.database(),
                u"SELECT id, \"%1\" FROM \"%2\""_s.arg(byNumber ? u"number"_s : nameColumn(entity), entity.table), {},
                [&](const RowReader &row) {
                    const QString name = row.text(1);
                    if (name == wanted)
                        exact << Candidate{row.text(0), name};
                    else if (name.compare(wanted, Qt::CaseInsensitive) == 0)
                        folded << Candidate{row.text(0), name};
                    else if (!byNumber && name.contains(wanted, Qt::CaseInsensitive))
                        part << Candidate{row.text(0), name};
                });
    if (!read)
        return tl::unexpected(read.error());
    for (const auto *found : {&exact, &folded, &part}) {
        if (!found->isEmpty())
            return theOne(*found, entity, wanted);
    }
    return failure(ErrorCode::NotFound,
                   u"There is no %1 \"%2\"; list what there is with '%1 list'."_s.arg(nounOf(entity), wanted.left(80)));
}

namespace {

Error noSuchField(const Entity &entity, const QString &name, const QList<OwnColumn> &columns)
{
    QStringList known;
    for (const auto &field : entity.fields) {
        if (field.type != FieldType::Map)
            known << field.title();
    }
    for (const auto &column : columns)
        known << column.title;
    return {ErrorCode::InvalidInput,
            u"A %1 has no field \"%2\"; its fields are %3."_s.arg(nounOf(entity), name.left(60), known.join(u", "_s))};
}

/// A text for one of the register's own columns, added to the patch.
Result<void> readOwnColumn(Store &store, const Entity &entity, const FieldText &given, Patch &patch)
{
    const auto columns = entity.isDelegation() ? ownColumns(store) : Result<QList<OwnColumn>>();
    if (!columns)
        return tl::unexpected(columns.error());
    const auto *column = columnNamed(*columns, given.field);
    if (!column)
        return tl::unexpected(noSuchField(entity, given.field, *columns));
    const auto text = parseColumnText(*column, given.text);
    if (!text)
        return tl::unexpected(text.error());
    const int index = entity.indexOf(u"columnValues");
    const auto *others = patch.find(index);
    patch.set(index, mapPatch(others ? *others : Value(), column->id.text(), *text));
    return {};
}

}

Result<Patch> readPatch(Store &store, const Entity &entity, const QList<FieldText> &texts)
{
    Patch patch;
    for (const auto &[name, text] : texts) {
        const int index = entity.indexOf(name);
        if (index < 0 || entity.fields[size_t(index)].type == FieldType::Map) {
            if (const auto read = readOwnColumn(store, entity, {name, text}, patch); !read)
                return tl::unexpected(read.error());
            continue;
        }
        const auto &field = entity.fields[size_t(index)];
        auto value = parseField(field, text);
        if (!value)
            return tl::unexpected(value.error());
        if (field.type == FieldType::Reference && !isAbsent(*value)) {
            const auto id = resolve(store, *entityNamed(field.refers), textOf(*value));
            if (!id)
                return failure(id.error().code, u"%1: %2"_s.arg(field.title(), id.error().message));
            value = Value(*id);
        }
        if (patch.find(index))
            return failure(ErrorCode::InvalidInput, u"%1 is given twice; give it once."_s.arg(field.title()));
        patch.set(index, std::move(*value));
    }
    return patch;
}

Row newRow(Store &store, const Entity &entity, const Patch &patch)
{
    Row row{newUuid(store.random()), -1, std::vector<Value>(entity.fields.size())};
    for (const auto &item : patch.items)
        row.values[size_t(item.field)] = applied(entity.fields[size_t(item.field)], {}, item.value);
    return row;
}

Result<void> checkExpected(const Entity &entity, const Row &now, const Patch &patch, const SetOptions &options)
{
    if (options.expected < 0 || options.expected == now.n)
        return {};
    QStringList differences;
    for (const auto &item : patch.items) {
        const auto &field = entity.fields[size_t(item.field)];
        const Value &theirs = now.values[size_t(item.field)];
        if (theirs == applied(field, theirs, item.value))
            continue;
        differences << (field.type == FieldType::Map ? u"another column has changed"_s
                                                     : u"%1 is now \"%2\", you want \"%3\""_s.arg(
                                                         field.title(), displayText(theirs), displayText(item.value)));
    }
    return failure(ErrorCode::Conflict,
                   u"This %1 was changed meanwhile (entry %2): %3. Look at both and decide again."_s.arg(nounOf(entity))
                       .arg(now.n)
                       .arg(differences.isEmpty() ? u"in other fields"_s : differences.join(u"; "_s)));
}

namespace {

/// Values of own columns as people read them: a line each, the column's title before it.
Result<QString> readableColumns(Store &store, const Value &value)
{
    const auto texts = columnTexts(value);
    const auto columns = texts.isEmpty() ? Result<QList<OwnColumn>>() : ownColumns(store, true);
    if (!columns)
        return tl::unexpected(columns.error());
    QStringList lines;
    for (const auto &column : *columns) {
        if (const auto text = texts.constFind(column.id.text()); text != texts.constEnd())
            lines << column.title + u": "_s + *text;
    }
    return lines.join(u'\n');
}

}

Result<QString> readable(Store &store, const Field &field, const Value &value)
{
    if (field.type == FieldType::Map)
        return readableColumns(store, value);
    if (field.type != FieldType::Reference || isAbsent(value))
        return displayText(value);
    const auto &entity = *entityNamed(field.refers);
    const auto query = store.database().run(
        u"SELECT \"%1\" FROM \"%2\" WHERE id = ?"_s.arg(nameColumn(entity), entity.table), {textOf(value)});
    if (!query)
        return tl::unexpected(query.error());
    const QString name = (*query)->next() ? (*query)->value(0).toString() : QString();
    (*query)->finish();
    return name.isEmpty() ? textOf(value) : name;
}

Result<QMultiHash<QString, QString>> identifiersBy(Store &store, const Entity &entity, int field)
{
    auto query = store.database().select(u"SELECT \"%1\", id FROM \"%2\" WHERE \"%1\" IS NOT NULL"_s.arg(
        entity.fields[size_t(field)].column, entity.table));
    if (!query)
        return tl::unexpected(query.error());
    QMultiHash<QString, QString> known;
    while (query->next())
        known.insert(query->value(0).toString(), query->value(1).toString());
    return known;
}

Result<std::vector<Entry>> entriesBackwards(Store &store, qint64 from, qint64 to)
{
    auto query = store.database().select(
        u"SELECT public_line, private_line FROM entry WHERE n BETWEEN ? AND ? ORDER BY n DESC"_s, {from, to});
    if (!query)
        return tl::unexpected(query.error());
    std::vector<Entry> entries;
    while (query->next()) {
        auto entry =
            readLines(query->value(0).toByteArray().toStdString(), query->value(1).toByteArray().toStdString());
        if (!entry)
            return tl::unexpected(entry.error());
        entries.push_back(std::move(*entry));
    }
    return entries;
}

QString toJsonList(const QStringList &texts)
{
    ledger::JsonWriter out;
    out.beginArray();
    for (const auto &text : texts)
        out.string(QStringView(text));
    out.endArray();
    return QString::fromStdString(out.bytes());
}

QStringList fromJsonList(const QString &text)
{
    const auto list = nlohmann::json::parse(text.toStdString(), nullptr, false);
    QStringList texts;
    if (list.is_array()) {
        for (const auto &item : list) {
            if (item.is_string())
                texts << QString::fromStdString(item.get_ref<const std::string &>());
        }
    }
    return texts;
}

}
