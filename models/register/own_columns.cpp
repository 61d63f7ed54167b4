#include "register/own_columns.h"

#include <QRegularExpression>

#include <nlohmann/json.hpp>

namespace muster::registry {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype longestValue = 10'000;

/// A decimal number as people type it; a comma is a decimal one, and blanks group digits.
Result<QString> parseNumber(const OwnColumn &column, const QString &text)
{
    static const QRegularExpression shape(u"^(-?)0*([0-9]*)(?:\\.([0-9]*?)0*)?$"_s);
    static const QRegularExpression groups(u"[\\s\u00A0\u202F_']"_s), digit(u"[0-9]"_s);
    QString plain = text;
    plain.remove(groups).replace(u',', u'.').replace(u'\u2212', u'-');
    const auto match = shape.match(plain);
    QString whole = match.captured(2);
    const QString part = match.captured(3);
    if (!match.hasMatch() || !plain.contains(digit) || whole.size() + part.size() > 30)
        return failure(ErrorCode::InvalidInput,
                       u"%1 takes a number such as 12 or 0.5, not \"%2\"."_s.arg(column.title, text.left(40)));
    if (whole.isEmpty())
        whole = u"0"_s;
    const bool isZero = whole == u"0"_s && part.isEmpty();
    return (isZero ? QString() : match.captured(1)) + whole + (part.isEmpty() ? QString() : u'.' + part);
}

Result<QString> parseChoice(const OwnColumn &column, const QString &text)
{
    const auto choices = fromJsonList(column.choices);
    const QString wanted = text.simplified();
    for (const auto &choice : choices) {
        if (choice.compare(wanted, Qt::CaseInsensitive) == 0)
            return choice;
    }
    return failure(ErrorCode::InvalidInput, u"%1 takes one of %2, not \"%3\"."_s.arg(
                                                column.title, choices.join(u", "_s).left(200), text.left(40)));
}

/// Whether every delegation has a field of this name, however its words are set apart: "Last audit" is lastAudit.
bool isFieldsName(const QString &title)
{
    const QString bare = QString(title).remove(u' ');
    const auto &fields = entityOf<Delegation>().fields;
    return bare.compare(u"id"_s, Qt::CaseInsensitive) == 0 || std::ranges::any_of(fields, [&](const Field &field) {
               return bare.compare(field.title(), Qt::CaseInsensitive) == 0;
           });
}

/// Choices as a person gives them, one a line or with semicolons between, or as the list they are kept as.
QStringList choicesFrom(const QString &given)
{
    const auto list = json::parse(given.toStdString(), nullptr, false);
    QStringList texts =
        list.is_array() ? fromJsonList(given) : given.split(QRegularExpression(u"[;\n]"_s), Qt::SkipEmptyParts);
    QStringList choices;
    for (const auto &text : texts) {
        const QString clean = text.simplified();
        if (!clean.isEmpty() && !choices.contains(clean, Qt::CaseInsensitive))
            choices << clean;
    }
    return choices;
}

}

Result<QList<OwnColumn>> ownColumns(Store &store, bool withEnded)
{
    return allWhere<OwnColumn>(store, withEnded ? u"ORDER BY position, id"_s
                                                : u"WHERE ended_on IS NULL ORDER BY position, id"_s);
}

const OwnColumn *columnNamed(const QList<OwnColumn> &columns, const QString &text)
{
    const QString wanted = text.simplified().normalized(QString::NormalizationForm_C);
    const auto found = std::ranges::find_if(columns, [&](const OwnColumn &column) {
        return column.id.text() == wanted || column.title.compare(wanted, Qt::CaseInsensitive) == 0;
    });
    return found == columns.end() ? nullptr : &*found;
}

Result<void> mayBeTitled(const QString &title, const QList<OwnColumn> &others)
{
    const QString wanted = title.simplified();
    if (wanted.isEmpty())
        return failure(ErrorCode::InvalidInput, u"A column's title is missing; give one."_s);
    if (isFieldsName(wanted))
        return failure(ErrorCode::Refused,
                       u"\"%1\" is a field every delegation has; give the column another title."_s.arg(wanted));
    for (const auto &other : others) {
        if (other.title.compare(wanted, Qt::CaseInsensitive) == 0)
            return failure(ErrorCode::Refused,
                           u"There is a column \"%1\" already; give another title."_s.arg(other.title));
    }
    return {};
}

Result<QString> parseColumnText(const OwnColumn &column, const QString &text)
{
    const bool oneLine = column.type != ColumnType::Text;
    const auto clean = cleanText(text, column.title, oneLine, longestValue);
    if (!clean || clean->isEmpty())
        return clean;
    switch (column.type) {
    case ColumnType::Number: return parseNumber(column, *clean);
    case ColumnType::Date: return parseDate(*clean, column.title).map([&](QDate) { return *clean; });
    case ColumnType::Choice: return parseChoice(column, *clean);
    case ColumnType::Text: break;
    }
    return clean;
}

bool isLessNumber(const QString &a, const QString &b)
{
    return a.toDouble() < b.toDouble();
}

Result<void> ColumnService::judge(RuleContext &, const OwnColumn *before, OwnColumn &after)
{
    after.title = after.title.simplified();
    auto others = ownColumns(m_store);
    if (!others)
        return tl::unexpected(others.error());
    qint64 last = 0;
    for (const auto &other : *others)
        last = std::max(last, other.position);
    others->removeIf([&](const OwnColumn &other) { return after.endedOn || other.id == after.id; });
    const bool keepsTitle =
        before && before->title == after.title && before->endedOn.has_value() == after.endedOn.has_value();
    if (const auto free = mayBeTitled(after.title, *others); !keepsTitle && !free)
        return free;
    if (before && before->type != after.type)
        return failure(ErrorCode::Refused, u"\"%1\" stays a column of the type %2; end it and add another."_s.arg(
                                               before->title, word(before->type)));
    const auto choices = choicesFrom(after.choices);
    if ((after.type == ColumnType::Choice) == choices.isEmpty())
        return failure(
            ErrorCode::InvalidInput,
            after.type == ColumnType::Choice
                ? u"choices is missing: give what can be chosen in \"%1\", with ; between."_s.arg(after.title)
                : u"choices belong to a column of the type choice; \"%1\" is of the type %2."_s.arg(after.title,
                                                                                                    word(after.type)));
    after.choices = choices.isEmpty() ? JsonText() : JsonText(toJsonList(choices));
    if (!before && after.position == 0)
        after.position = last + 1;
    return {};
}

}
