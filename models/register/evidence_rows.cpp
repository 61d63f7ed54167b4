#include "register/evidence_rows.h"

#include "ledger/json_writer.h"

#include <QDate>

#include <array>
#include <charconv>

namespace muster::registry {

namespace {

constexpr qint64 msPerDay = 24 * 60 * 60 * 1000;

void appendNumber(qint64 value, int digits, std::string &out)
{
    std::array<char, 20> text;
    const auto end = std::to_chars(text.begin(), text.end(), value).ptr;
    for (auto missing = digits - (end - text.begin()); missing > 0; --missing)
        out += '0';
    out.append(text.begin(), end);
}

/// A flat object whose keys come in ascending order.
class Line
{
public:
    explicit Line(std::string &out) : m_out(out) { m_out += '{'; }

    void text(std::string_view key, std::string_view value)
    {
        if (value.empty())
            return;
        begin(key);
        const bool isPlain = std::ranges::all_of(
            value, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; });
        if (isPlain) {
            m_out += '"';
            m_out += value;
            m_out += '"';
        } else {
            ledger::JsonWriter quoted;
            quoted.string(value);
            m_out += quoted.bytes();
        }
    }

    void number(std::string_view key, const std::optional<qint64> &value)
    {
        if (!value)
            return;
        begin(key);
        appendNumber(*value, 1, m_out);
    }

    void instant(std::string_view key, const std::optional<qint64> &value)
    {
        if (!value)
            return;
        begin(key);
        m_out += '"';
        appendInstant(*value, m_out);
        m_out += '"';
    }

    void yes(std::string_view key, bool value)
    {
        if (!value)
            return;
        begin(key);
        m_out += "true";
    }

    void end() { m_out += "}\n"; }

private:
    void begin(std::string_view key)
    {
        if (m_out.back() != '{')
            m_out += ',';
        m_out += '"';
        m_out += key;
        m_out += "\":";
    }

    std::string &m_out;
};

}

void appendInstant(qint64 instant, std::string &out)
{
    qint64 day = instant / msPerDay;
    qint64 rest = instant % msPerDay;
    if (rest < 0) {
        rest += msPerDay;
        --day;
    }
    int year = 0, month = 0, dayOfMonth = 0;
    QDate(1970, 1, 1).addDays(day).getDate(&year, &month, &dayOfMonth);
    appendNumber(year, 4, out);
    out += '-';
    appendNumber(month, 2, out);
    out += '-';
    appendNumber(dayOfMonth, 2, out);
    out += 'T';
    appendNumber(rest / 3'600'000, 2, out);
    out += ':';
    appendNumber(rest / 60'000 % 60, 2, out);
    out += ':';
    appendNumber(rest / 1000 % 60, 2, out);
    out += '.';
    appendNumber(rest % 1000, 3, out);
    out += 'Z';
}

void appendCanonical(const ReviewRow &row, std::string &out)
{
    Line line(out);
    line.text("delegation", row.subject.delegation);
    line.number("milliseconds", row.milliseconds);
    line.text("model", row.model);
    line.text("name", row.subject.name);
    line.text("outcome", row.outcome ? wordView(*row.outcome) : std::string_view());
    line.text("output", row.output);
    line.instant("producedAt", row.producedAt);
    line.instant("reviewedAt", row.reviewedAt);
    line.text("reviewer", row.reviewer);
    line.number("row", row.row);
    line.yes("wholeDays", row.wholeDays);
    line.number("words", row.words);
    line.end();
}

void appendCanonical(const UsageRow &row, std::string &out)
{
    Line line(out);
    line.instant("at", row.at);
    line.number("calls", row.calls);
    line.number("cost", row.cost);
    line.text("currency", row.currency);
    line.text("delegation", row.subject.delegation);
    line.text("model", row.model);
    line.text("name", row.subject.name);
    line.number("row", row.row);
    line.number("tokensIn", row.tokensIn);
    line.number("tokensOut", row.tokensOut);
    line.end();
}

void appendCanonical(const PriceRow &row, std::string &out)
{
    Line line(out);
    line.number("cachedInput", row.cachedInput);
    line.text("endsOn", row.endsOn);
    line.text("from", row.from);
    line.number("input", row.input);
    line.text("model", row.model);
    line.text("name", row.name);
    line.number("output", row.output);
    line.number("row", row.row);
    line.text("to", row.to);
    line.text("vendor", row.vendor);
    line.end();
}

void appendCanonical(const OutputRow &row, std::string &out)
{
    Line line(out);
    line.text("delegation", row.subject.delegation);
    line.text("name", row.subject.name);
    line.text("output", row.output);
    line.instant("producedAt", row.producedAt);
    line.text("reference", row.reference);
    line.number("row", row.row);
    line.number("words", row.words);
    line.end();
}

}
