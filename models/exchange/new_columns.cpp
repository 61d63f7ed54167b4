#include "exchange/new_columns.h"

#include "domain/environment.h"
#include "exchange/delegation_import.h"
#include "register/own_columns.h"

#include <QRegularExpression>

namespace muster::exchange {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostGuessed = 12;
constexpr qint64 cellsAChoice = 10; ///< how many cells there are at least for each choice that is guessed
constexpr qsizetype longestGuessed = 60;

/// Whether a column has cells that are not empty, and all of them are so.
template <typename Fits>
bool holdsOnly(const ScannedColumn &column, Fits fits)
{
    const auto isOther = [&](const DistinctValue &value) { return !value.text.isEmpty() && !fits(value.text); };
    const auto isFilled = [](const DistinctValue &value) { return !value.text.isEmpty(); };
    return std::ranges::any_of(column.values, isFilled) && std::ranges::none_of(column.values, isOther);
}

bool isDate(const QString &text)
{
    return parseDate(text, {}).has_value();
}

/// A number that loses nothing by being read as one: no leading zeros, and no comma that may set thousands apart.
bool isPlainNumber(const QString &text)
{
    static const QRegularExpression doubtful(u"^-?0[0-9]|^-?[0-9]{1,3},[0-9]{3}$"_s);
    OwnColumn numbers;
    numbers.type = ColumnType::Number;
    return !doubtful.match(text).hasMatch() && registry::parseColumnText(numbers, text).has_value();
}

bool looksLikeChoices(const ScannedColumn &column)
{
    qint64 cells = 0;
    QSet<QString> different;
    for (const auto &value : column.values) {
        if (value.text.isEmpty())
            continue;
        if (value.text.size() > longestGuessed || value.text.contains(u'\n') || different.size() > mostGuessed)
            return false;
        different << value.text.simplified().toCaseFolded();
        cells += value.count;
    }
    return column.unlisted == 0 && different.size() > 1 && different.size() <= mostGuessed
           && different.size() * cellsAChoice <= cells;
}

Result<TableScan> scanned(const QString &path, const ColumnMapping &mapping, const registry::Progress &progress)
{
    const auto csv = csvOptions(mapping);
    if (!csv)
        return tl::unexpected(csv.error());
    // The import that follows tells how far it is; this only asks whether to go on.
    const auto goesOn = [&progress](qint64, qint64 total) { return !progress || progress(0, total); };
    auto scan = scanTable(path, *csv, goesOn);
    if (scan && scan->trouble)
        return tl::unexpected(*scan->trouble);
    return scan;
}

struct Asked
{
    int column = -1;
    std::optional<ColumnType> type;
};

Result<Asked> askedFor(const QString &text, const QStringList &headers)
{
    const auto at = text.lastIndexOf(u'=');
    const auto type = at < 0 ? std::nullopt : fromWord<ColumnType>(text.mid(at + 1).trimmed());
    const auto column = ColumnRef::parse(type ? text.left(at) : text).and_then([&](const ColumnRef &ref) {
        return resolve(ref, headers);
    });
    if (!column && at >= 0 && !type)
        return failure(ErrorCode::Usage,
                       u"Expected COLUMN or COLUMN=TYPE, where TYPE is text, number, date or choice, got \"%1\"."_s.arg(
                           text.left(80)));
    return column ? Result<Asked>(Asked{*column, type}) : tl::unexpected(column.error());
}

bool isCalled(const QString &a, const QString &b)
{
    return a.simplified().compare(b.simplified(), Qt::CaseInsensitive) == 0;
}

void addTo(ColumnMapping &mapping, const NewColumn &made, const ColumnRef &from)
{
    mapping.columns.removeIf([&](const MappedColumn &mapped) { return isCalled(mapped.field, made.title); });
    mapping.newColumns.removeIf([&](const NewColumn &other) { return isCalled(other.title, made.title); });
    mapping.columns.append({made.title, from});
    mapping.newColumns.append(made);
}

Result<void> mustBeOfType(const OwnColumn &there, const NewColumn &wanted)
{
    if (there.type == wanted.type)
        return {};
    return failure(
        ErrorCode::Refused,
        u"The register has a column \"%1\" of the type %2 already, not %3; map the file's column to that one, "
        "or give the new one another title."_s.arg(there.title, word(there.type), word(wanted.type)));
}

/// The column of the file that goes to a new one. Error: Usage where none does.
Result<MappedColumn> sourceOf(const NewColumn &wanted, const ColumnMapping &mapping)
{
    for (const auto &mapped : mapping.columns) {
        if (isCalled(mapped.field, wanted.title))
            return mapped;
    }
    return failure(ErrorCode::Usage,
                   u"No column of the file goes to the new column \"%1\"; map one to it."_s.arg(wanted.title.left(80)));
}

/// A column as it will be added, but for its choices.
Result<OwnColumn> columnFor(const NewColumn &wanted, const QList<OwnColumn> &others, Randomness &random)
{
    static const auto &field = entityOf<OwnColumn>().fields[size_t(entityOf<OwnColumn>().indexOf(u"title"))];
    const auto title = parseField(field, wanted.title.simplified());
    if (!title)
        return tl::unexpected(title.error());
    if (const auto free = registry::mayBeTitled(textOf(*title), others); !free)
        return tl::unexpected(free.error());
    OwnColumn column;
    column.id = ColumnId(newUuid(random));
    column.title = textOf(*title);
    column.type = wanted.type;
    return column;
}

/// What can be chosen in a column, from the whole file.
Result<JsonText> choicesIn(const TableScan &scan, const ColumnMapping &mapping, const MappedColumn &source,
                           const QString &title)
{
    const auto at = resolve(source.column, scan.headers());
    if (!at)
        return tl::unexpected(at.error());
    return choicesOf(scan.columns[*at], mapping, source.field, title).map([](const QStringList &choices) {
        return JsonText(registry::toJsonList(choices));
    });
}

}

QString titleFor(const QStringList &headers, int column)
{
    const QString header = headers.value(column).simplified();
    return header.isEmpty() ? u"Column %1"_s.arg(column + 1) : header;
}

ColumnType guessType(const ScannedColumn &column)
{
    if (holdsOnly(column, isDate))
        return ColumnType::Date;
    if (holdsOnly(column, isPlainNumber))
        return ColumnType::Number;
    return looksLikeChoices(column) ? ColumnType::Choice : ColumnType::Text;
}

Result<QStringList> choicesOf(const ScannedColumn &column, const ColumnMapping &mapping, const QString &field,
                              const QString &title)
{
    QStringList choices;
    QSet<QString> seen;
    const auto take = [&](const QString &text) {
        const auto clean = cleanText(text.simplified(), title, true, 10'000);
        if (!clean || clean->isEmpty() || seen.contains(clean->toCaseFolded()))
            return;
        seen << clean->toCaseFolded();
        choices << *clean;
    };
    for (const auto &value : column.values)
        take(mapping.mappedValue(field, value.text).value_or(value.text));
    take(mapping.defaults.value(field));
    if (choices.isEmpty())
        return failure(ErrorCode::Refused,
                       u"\"%1\" holds nothing to choose from; make it a column of text."_s.arg(title));
    if (choices.size() > mostChoices || column.unlisted > 0)
        return failure(
            ErrorCode::Refused,
            u"\"%1\" holds more than %2 different values; make it a column of text."_s.arg(title).arg(mostChoices));
    return choices;
}

Result<void> addNewColumns(ColumnMapping &mapping, const QStringList &texts, const QString &path,
                           const QList<OwnColumn> &own)
{
    if (texts.isEmpty())
        return {};
    const auto headers = readHeaders(path, mapping);
    if (!headers)
        return tl::unexpected(headers.error());
    std::optional<Result<TableScan>> scan;
    for (const auto &text : texts) {
        auto asked = askedFor(text, *headers);
        if (!asked)
            return tl::unexpected(asked.error());
        const QString title = titleFor(*headers, asked->column);
        if (const auto *there = registry::columnNamed(own, title); there && !asked->type)
            asked->type = there->type;
        if (!asked->type) {
            if (!scan)
                scan = scanned(path, mapping, {});
            if (!*scan)
                return tl::unexpected(scan->error());
            asked->type = guessType((*scan)->columns[asked->column]);
        }
        addTo(mapping, {title, *asked->type}, columnAt(*headers, asked->column));
    }
    return {};
}

Result<QList<OwnColumn>> columnsToMake(registry::Store &store, const ColumnMapping &mapping, const QString &path,
                                       const QList<OwnColumn> &own, const registry::Progress &progress)
{
    QList<OwnColumn> made;
    std::optional<Result<TableScan>> scan;
    for (const auto &wanted : mapping.newColumns) {
        const auto source = sourceOf(wanted, mapping);
        if (!source)
            return tl::unexpected(source.error());
        if (const auto *there = registry::columnNamed(own, wanted.title)) {
            if (const auto same = mustBeOfType(*there, wanted); !same)
                return tl::unexpected(same.error());
            continue;
        }
        auto column = columnFor(wanted, made, store.random());
        if (!column)
            return tl::unexpected(column.error());
        if (column->type == ColumnType::Choice) {
            if (!scan)
                scan = scanned(path, mapping, progress);
            if (!*scan)
                return tl::unexpected(scan->error());
            const auto choices = choicesIn(**scan, mapping, *source, column->title);
            if (!choices)
                return tl::unexpected(choices.error());
            column->choices = *choices;
        }
        made.append(*column);
    }
    return made;
}

}
