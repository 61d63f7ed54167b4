#include "domain/field.h"

#include "domain/cadence.h"
#include "domain/iso_date.h"

#include <QDate>

#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTitle = 500;
constexpr qsizetype longestText = 200'000;
constexpr qint64 largestInteger = (1LL << 53) - 1;

bool isPlainAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F; });
}

/// The controls of direction that embed, override and isolate (UAX #9): with one, a title reads as another.
bool turnsDirection(char16_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool isForbidden(QChar c, bool oneLine)
{
    const auto code = c.unicode();
    if (code == '\n' || code == '\t')
        return oneLine;
    return code < 0x20 || code == 0x7F || (code >= 0x80 && code < 0xA0) || (oneLine && turnsDirection(code));
}

Result<Value> parseInteger(const Field &field, QStringView text)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || number < 0 || number > largestInteger)
        return failure(ErrorCode::InvalidInput,
                       u"%1 takes a whole number from 0, not \"%2\"."_s.arg(field.title(), text.left(40)));
    return Value(number);
}

Result<Value> parseBoolean(const Field &field, QStringView text)
{
    for (const auto yes : {u"yes", u"true", u"1", u"y"}) {
        if (text.compare(QStringView(yes), Qt::CaseInsensitive) == 0)
            return Value(true);
    }
    for (const auto no : {u"no", u"false", u"0", u"n"}) {
        if (text.compare(QStringView(no), Qt::CaseInsensitive) == 0)
            return Value(false);
    }
    return failure(ErrorCode::InvalidInput, u"%1 takes yes or no, not \"%2\"."_s.arg(field.title(), text.left(40)));
}

Result<Value> parseWord(const Field &field, QStringView text)
{
    QStringList known;
    for (size_t i = 0; i < field.wordCount; ++i) {
        const QLatin1StringView spelling(field.words[i].data(), qsizetype(field.words[i].size()));
        if (text.compare(spelling, Qt::CaseInsensitive) == 0)
            return Value(QString(spelling));
        known << spelling;
    }
    return failure(ErrorCode::InvalidInput,
                   u"%1 takes one of %2, not \"%3\"."_s.arg(field.title(), known.join(u", "_s), text.left(40)));
}

}

int Entity::indexOf(QStringView name) const
{
    const auto found = std::ranges::find_if(fields, [name](const Field &field) {
        return name == QLatin1StringView(field.name.data(), qsizetype(field.name.size()));
    });
    return found == fields.end() ? -1 : int(found - fields.begin());
}

void Patch::set(int field, Value value)
{
    for (auto &item : items) {
        if (item.field == field) {
            item.value = std::move(value);
            return;
        }
    }
    items.push_back({field, std::move(value)});
}

const Value *Patch::find(int field) const
{
    const auto found = std::ranges::find(items, field, &Item::field);
    return found == items.end() ? nullptr : &found->value;
}

QString columnName(std::string_view name)
{
    QString column;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            (column += u'_') += QChar::fromLatin1(char(c - 'A' + 'a'));
        else
            column += c == '-' ? u'_' : QChar::fromLatin1(c);
    }
    return column;
}

Result<QString> cleanText(QStringView text, const QString &what, bool oneLine, qsizetype longest)
{
    const QStringView trimmed = text.trimmed();
    if (trimmed.size() > longest)
        return failure(ErrorCode::InvalidInput,
                       u"%1 is %2 characters long; the most is %3."_s.arg(what).arg(trimmed.size()).arg(longest));
    if (isPlainAscii(trimmed))
        return trimmed.toString();
    QString clean = trimmed.toString();
    if (clean.contains(u'\r')) {
        clean.replace(u"\r\n"_s, u"\n"_s);
        clean.replace(u'\r', u'\n');
    }
    for (qsizetype i = 0; i < clean.size(); ++i) {
        const QChar c = clean[i];
        if (isForbidden(c, oneLine))
            return failure(ErrorCode::InvalidInput,
                           u"%1 holds the control character U+%2 at position %3; remove it."_s.arg(what)
                               .arg(uint(c.unicode()), 4, 16, QChar(u'0'))
                               .arg(i + 1));
        const bool pairFollows = c.isHighSurrogate() && i + 1 < clean.size() && clean[i + 1].isLowSurrogate();
        if (c.isSurrogate() && !pairFollows)
            return failure(ErrorCode::InvalidInput,
                           u"%1 holds half a character at position %2; remove it."_s.arg(what).arg(i + 1));
        i += pairFollows ? 1 : 0;
    }
    return clean.normalized(QString::NormalizationForm_C);
}

Result<QDate> parseDate(QStringView text, const QString &what)
{
    // Qt takes any punctuation between the numbers, and the record has one spelling of a date.
    const auto date = QDate::fromString(text.trimmed().toString(), Qt::ISODate);
    if (!date.isValid() || text.trimmed() != isoText(date))
        return failure(ErrorCode::InvalidInput,
                       u"%1 takes a date that exists, written YYYY-MM-DD, not \"%2\"."_s.arg(what, text.left(40)));
    return date;
}

Result<Value> parseField(const Field &field, QStringView text)
{
    const bool oneLine = field.type != FieldType::Text && !holdsJson(field.type);
    const auto clean = cleanText(text, field.title(), oneLine, oneLine ? longestTitle : longestText);
    if (!clean)
        return tl::unexpected(clean.error());
    if (clean->isEmpty())
        return Value();
    switch (field.type) {
    case FieldType::Integer: return parseInteger(field, *clean);
    case FieldType::Boolean: return parseBoolean(field, *clean);
    case FieldType::Word: return parseWord(field, *clean);
    case FieldType::Date: return parseDate(*clean, field.title()).map([&](QDate) { return Value(*clean); });
    case FieldType::Cadence:
        return parseCadence(*clean).map([](const Cadence &cadence) { return Value(toText(cadence)); });
    default: return Value(*clean);
    }
}

QString displayText(const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return QString::number(*number);
    if (const auto *boolean = std::get_if<bool>(&value))
        return *boolean ? u"yes"_s : u"no"_s;
    return textOf(value);
}

}
