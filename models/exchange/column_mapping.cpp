#include "exchange/column_mapping.h"

#include "exchange/nearest_name.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace muster::exchange {

namespace {

constexpr int kMostColumns = 16384;
constexpr qsizetype kLongestQuoted = 80;

struct Parts
{
    QString before;
    QString after;
};

/// Splits "FIELD<mark>REST" at `at`; nothing where the mark or the field is missing.
std::optional<Parts> splitAt(QStringView text, qsizetype at)
{
    if (at < 0 || text.first(at).trimmed().isEmpty()) {
        return std::nullopt;
    }
    return Parts{text.first(at).trimmed().toString(), text.sliced(at + 1).toString()};
}

tl::unexpected<Error> expected(QStringView form, QStringView got)
{
    return failure(ErrorCode::Usage, u"Expected %1, got \"%2\"."_s.arg(form, got));
}

QString shortened(const QString &text)
{
    return text.size() <= kLongestQuoted ? text : text.first(kLongestQuoted) + u'…';
}

QString folded(const QString &text)
{
    return text.simplified().toCaseFolded();
}

/// Letters and digits alone, case aside: "Use_Case ID:" and "usecaseid" are the same.
QString bare(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (c.isLetterOrNumber()) {
            result += c.toLower();
        }
    }
    return result;
}

QList<int> indexesOf(const QStringList &headers, const std::function<bool(const QString &)> &fits)
{
    QList<int> indexes;
    for (int i = 0; i < headers.size(); ++i) {
        if (fits(headers[i])) {
            indexes += i;
        }
    }
    return indexes;
}

Result<int> byNumber(int number, qsizetype columns)
{
    if (number <= columns) {
        return number - 1;
    }
    return failure(ErrorCode::NotFound,
                   u"There is no column #%1: the file has %2; use a number from 1 to %2."_s.arg(number).arg(columns));
}

Result<int> ambiguous(const QString &header, const QList<int> &indexes)
{
    QStringList numbers;
    for (const int index : indexes) {
        numbers += u"#%1"_s.arg(index + 1);
    }
    return failure(ErrorCode::Ambiguous,
                   u"The header \"%1\" occurs %2 times; name the column by its number: %3."_s.arg(shortened(header))
                       .arg(indexes.size())
                       .arg(numbers.join(u", ")));
}

Result<int> notThere(const QString &header, const QStringList &headers)
{
    const QString near = nearestName(header, headers);
    const QString advice = near.isEmpty() ? u"use one of the file's headers, or # and a number"_s
                                          : u"did you mean \"%1\"?"_s.arg(shortened(near));
    const QString end = near.isEmpty() ? u"."_s : QString();
    return failure(ErrorCode::NotFound, u"No column has the header \"%1\"; %2%3"_s.arg(shortened(header), advice, end));
}

}

Result<ColumnRef> ColumnRef::parse(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        return failure(ErrorCode::InvalidInput, u"A column has no name; give a header, or # and a number."_s);
    }
    const QStringView digits = trimmed.sliced(1);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (trimmed.front() != u'#' || digits.isEmpty() || !std::ranges::all_of(digits, isDigit)) {
        return ColumnRef{text.toString(), 0};
    }
    bool ok = false;
    const int number = digits.toInt(&ok);
    if (!ok || number < 1 || number > kMostColumns) {
        return failure(ErrorCode::InvalidInput,
                       u"%1 is no column; columns are numbered from #1 to #%2."_s.arg(trimmed).arg(kMostColumns));
    }
    return ColumnRef{QString(), number};
}

QString ColumnRef::toString() const
{
    return number > 0 ? u"#%1"_s.arg(number) : header;
}

Result<void> ColumnMapping::addColumn(QStringView text)
{
    const std::optional<Parts> parts = splitAt(text, text.indexOf(u'='));
    const Result<ColumnRef> column = ColumnRef::parse(parts ? parts->after : QString());
    if (!parts || !column) {
        return expected(u"FIELD=COLUMN, where COLUMN is a header or # and a number", text);
    }
    const auto same = std::ranges::find(columns, parts->before, &MappedColumn::field);
    if (same != columns.end()) {
        same->column = *column;
    } else {
        columns += MappedColumn{parts->before, *column};
    }
    return {};
}

Result<void> ColumnMapping::addValue(QStringView text)
{
    const std::optional<Parts> field = splitAt(text, text.indexOf(u':'));
    const qsizetype equals = field ? field->after.lastIndexOf(u'=') : -1;
    if (equals < 0) {
        return expected(u"FIELD:FROM=TO", text);
    }
    values[field->before][field->after.first(equals).trimmed()] = field->after.sliced(equals + 1).trimmed();
    return {};
}

Result<void> ColumnMapping::addDefault(QStringView text)
{
    const std::optional<Parts> parts = splitAt(text, text.indexOf(u'='));
    if (!parts) {
        return expected(u"FIELD=VALUE", text);
    }
    defaults[parts->before] = parts->after.trimmed();
    return {};
}

std::optional<QString> ColumnMapping::mappedValue(const QString &field, const QString &cell) const
{
    const auto map = values.constFind(field);
    if (map == values.constEnd()) {
        return std::nullopt;
    }
    const QString trimmed = cell.trimmed();
    if (const auto exact = map->constFind(trimmed); exact != map->constEnd()) {
        return *exact;
    }
    for (auto entry = map->keyValueBegin(); entry != map->keyValueEnd(); ++entry) {
        if (entry->first.compare(trimmed, Qt::CaseInsensitive) == 0) {
            return entry->second;
        }
    }
    const auto rest = trimmed.isEmpty() ? map->constEnd() : map->constFind(u"*"_s);
    return rest == map->constEnd() ? std::nullopt : std::optional(*rest);
}

Result<int> resolve(const ColumnRef &column, const QStringList &headers)
{
    if (column.number > 0) {
        return byNumber(column.number, headers.size());
    }
    QList<int> found = indexesOf(headers, [&](const QString &header) { return header == column.header; });
    if (found.isEmpty()) {
        const QString sought = folded(column.header);
        found = indexesOf(headers, [&](const QString &header) { return folded(header) == sought; });
    }
    if (found.isEmpty()) {
        return notThere(column.header, headers);
    }
    return found.size() == 1 ? Result<int>(found.front()) : ambiguous(column.header, found);
}

ColumnRef columnAt(const QStringList &headers, int index)
{
    const QString &header = headers[index];
    const auto parsed = ColumnRef::parse(header);
    return parsed && parsed->number == 0 && headers.count(header) == 1 ? ColumnRef{header, 0}
                                                                       : ColumnRef{{}, index + 1};
}

QList<GuessedColumn> guessColumns(const QStringList &headers, const QList<KnownField> &fields)
{
    QStringList bareHeaders;
    for (const QString &header : headers) {
        bareHeaders += bare(header);
    }
    QList<GuessedColumn> guesses;
    for (const KnownField &field : fields) {
        for (const QString &name : QStringList{field.name} + field.synonyms) {
            const QString sought = bare(name);
            const qsizetype at = sought.isEmpty() ? -1 : bareHeaders.indexOf(sought);
            if (at >= 0) {
                guesses += GuessedColumn{field.name, static_cast<int>(at)};
                bareHeaders[at].clear();
                break;
            }
        }
    }
    return guesses;
}

}
