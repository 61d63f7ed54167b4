#include "evidence/row_makers.h"

#include "evidence/cell.h"

namespace muster::evidence {

using namespace Qt::StringLiterals;
using namespace muster::registry;
using exchange::CsvRow;

namespace {

enum ReviewField { RDelegation, ROutput, RProducedAt, RReviewedAt, RSeconds, RReviewer, ROutcome, RWords, RModel };
enum UsageField { UDelegation, UAt, UModel, UCalls, UTokensIn, UTokensOut, UCost, UCurrency };
enum PriceField { PVendor, PModel, PName, PInput, POutput, PCachedInput, PFrom, PTo, PEndsOn };
enum OutputField { ODelegation, OOutput, OProducedAt, OWords, OReference };

/// A review that took longer than a week was not measured.
constexpr qint64 longestMeasuredMs = qint64(7) * 24 * 60 * 60 * 1000;
/// Nor is what was reviewed more than a year after it was made a review of that work.
constexpr qint64 longestElapsedMs = qint64(366) * 24 * 60 * 60 * 1000;

QString shown(std::string_view cell)
{
    const QString text = QString::fromUtf8(cell.data(), qsizetype(cell.size())).simplified();
    return text.size() > 60 ? text.first(60) + u'…' : text;
}

std::optional<ReviewOutcome> outcomeNamed(std::string_view cell)
{
    for (size_t i = 0; i < Words<ReviewOutcome>::all.size(); ++i) {
        if (cell == Words<ReviewOutcome>::all[i])
            return ReviewOutcome(i);
    }
    return fromWord<ReviewOutcome>(QString::fromUtf8(cell.data(), qsizetype(cell.size())));
}

QString instantText(qint64 at)
{
    std::string text;
    appendInstant(at, text);
    return QString::fromStdString(text);
}

}

RowMaker::RowMaker(RowPlan plan, SubjectFinder subjects, const QTimeZone &zone)
    : m_plan(std::move(plan)), m_subjects(std::move(subjects)), m_days(zone)
{
}

RowFault RowMaker::fault(int field, const QString &reason, std::string_view cell) const
{
    return {field, reason.arg(shown(cell))};
}

std::optional<RowFault> RowMaker::text(int field, const CsvRow &cells, std::string_view &into, size_t longest)
{
    const auto cell = m_plan.cell(field, cells);
    const auto clean = cleanCell(cell, longest, m_texts[size_t(field)]);
    if (!clean)
        return fault(field,
                     u"\"%1\" has control characters, or is longer than %2 characters; shorten it in the file."_s.arg(
                         u"%1"_s, QString::number(longest)),
                     cell);
    into = *clean;
    return {};
}

std::optional<RowFault> RowMaker::number(int field, const CsvRow &cells, std::optional<qint64> &into)
{
    into.reset();
    const auto cell = m_plan.cell(field, cells);
    if (cell.empty())
        return {};
    into = wholeNumber(cell);
    return into ? std::nullopt : std::optional(fault(field, u"\"%1\" is no whole number from 0."_s, cell));
}

std::optional<RowFault> RowMaker::money(int field, const CsvRow &cells, std::optional<qint64> &into)
{
    into.reset();
    const auto cell = m_plan.cell(field, cells);
    if (cell.empty())
        return {};
    into = millionths(cell);
    if (!into)
        return fault(field, u"\"%1\" is no amount; write it as 12.50, without a currency sign."_s, cell);
    return *into < 0 ? std::optional(fault(field, u"\"%1\" is less than nothing; leave credits out."_s, cell))
                     : std::nullopt;
}

std::optional<RowFault> RowMaker::when(int field, const CsvRow &cells, std::optional<Moment> &into)
{
    into.reset();
    const auto cell = m_plan.cell(field, cells);
    if (cell.empty())
        return {};
    into = moment(cell, m_days);
    if (into)
        return {};
    return fault(
        field, u"\"%1\" is no time that exists; write it as 2026-06-01T09:30:00Z, or the date as 2026-06-01."_s, cell);
}

std::optional<RowFault> RowMaker::date(int field, const CsvRow &cells, std::string_view &into)
{
    const auto cell = m_plan.cell(field, cells);
    into = {};
    if (cell.empty())
        return {};
    const auto day = cell.size() >= 10 ? cell.substr(0, 10) : cell;
    const QDate parsed = QDate::fromString(QString::fromUtf8(day.data(), qsizetype(day.size())), Qt::ISODate);
    if (!parsed.isValid())
        return fault(field, u"\"%1\" is no date that exists; write it as 2026-06-01."_s, cell);
    m_texts[size_t(field)].assign(day);
    into = m_texts[size_t(field)];
    return {};
}

std::optional<RowFault> RowMaker::subject(int field, const CsvRow &cells, EvidenceSubject &into)
{
    if (auto wrong = text(field, cells, into.name))
        return wrong;
    if (into.name.empty())
        return RowFault{field, u"It names no delegation; fill the cell, or give a default."_s};
    into.delegation = m_subjects.find(into.name);
    return {};
}

std::optional<RowFault> RowMaker::duration(const CsvRow &cells, ReviewRow &row)
{
    row.milliseconds.reset();
    if (row.producedAt && row.reviewedAt && *row.reviewedAt < *row.producedAt && !row.wholeDays)
        return RowFault{RReviewedAt,
                        u"It was reviewed at %1, before it was produced at %2; check the clocks of both systems."_s.arg(
                            instantText(*row.reviewedAt), instantText(*row.producedAt))};
    const auto cell = m_plan.cell(RSeconds, cells);
    if (!cell.empty()) {
        const auto micros = millionths(cell);
        if (!micros || *micros < 0)
            return fault(RSeconds, u"\"%1\" is no number of seconds from 0."_s, cell);
        row.milliseconds = (*micros + 500) / 1000;
        if (*row.milliseconds > longestMeasuredMs)
            return fault(RSeconds, u"\"%1\" seconds are more than a week, which no review takes; check the unit."_s,
                         cell);
        return {};
    }
    if (const auto elapsed = elapsedOf(row); elapsed && *elapsed > longestElapsedMs)
        return RowFault{RReviewedAt, u"It was reviewed more than a year after it was produced; check the dates."_s};
    return {};
}

std::optional<RowFault> RowMaker::make(const CsvRow &cells, ReviewRow &row)
{
    row.row = cells.number;
    std::optional<Moment> produced, reviewed;
    for (auto wrong :
         {text(ROutput, cells, row.output), when(RProducedAt, cells, produced), when(RReviewedAt, cells, reviewed),
          text(RReviewer, cells, row.reviewer), number(RWords, cells, row.words), text(RModel, cells, row.model)}) {
        if (wrong)
            return wrong;
    }
    if (!produced && !reviewed)
        return RowFault{-1, u"It says neither when it was produced nor when it was reviewed; give one of them."_s};
    row.producedAt = produced ? std::optional(produced->at) : std::nullopt;
    row.reviewedAt = reviewed ? std::optional(reviewed->at) : std::nullopt;
    row.wholeDays = (produced && produced->isWholeDay) || (reviewed && reviewed->isWholeDay);
    if (auto wrong = duration(cells, row))
        return wrong;
    const auto outcome = m_plan.cell(ROutcome, cells);
    row.outcome = outcome.empty() ? std::nullopt : outcomeNamed(outcome);
    if (!outcome.empty() && !row.outcome)
        return fault(
            ROutcome,
            u"\"%1\" is no outcome; an outcome is accepted, edited or rejected. Say with --value what it means."_s,
            outcome);
    return subject(RDelegation, cells, row.subject);
}

std::optional<RowFault> RowMaker::make(const CsvRow &cells, UsageRow &row)
{
    row.row = cells.number;
    std::optional<Moment> at;
    for (auto wrong : {when(UAt, cells, at), text(UModel, cells, row.model), number(UCalls, cells, row.calls),
                       number(UTokensIn, cells, row.tokensIn), number(UTokensOut, cells, row.tokensOut),
                       money(UCost, cells, row.cost), text(UCurrency, cells, row.currency)}) {
        if (wrong)
            return wrong;
    }
    if (!at)
        return RowFault{UAt, u"It says no time; fill the cell."_s};
    row.at = at->at;
    if (!row.cost)
        row.currency = {};
    else if (row.currency.empty())
        return RowFault{UCurrency, u"Its cost has no currency; map one, or give a default such as USD."_s};
    else if (row.currency.size() != 3
             || !std::ranges::all_of(row.currency, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return fault(UCurrency, u"\"%1\" is no currency; a currency is three capitals, as USD."_s, row.currency);
    return subject(UDelegation, cells, row.subject);
}

std::optional<RowFault> RowMaker::make(const CsvRow &cells, PriceRow &row)
{
    row.row = cells.number;
    for (auto wrong : {text(PVendor, cells, row.vendor), text(PModel, cells, row.model), text(PName, cells, row.name),
                       money(PInput, cells, row.input), money(POutput, cells, row.output),
                       money(PCachedInput, cells, row.cachedInput), date(PFrom, cells, row.from),
                       date(PTo, cells, row.to), date(PEndsOn, cells, row.endsOn)}) {
        if (wrong)
            return wrong;
    }
    if (row.model.empty())
        return RowFault{PModel, u"It names no model; fill the cell."_s};
    if (!row.input && !row.output && row.endsOn.empty())
        return RowFault{-1, u"It has neither a price nor an end; leave the row out."_s};
    if (!row.from.empty() && !row.to.empty() && row.to < row.from)
        return RowFault{PTo, u"It ends on %1, before it begins on %2."_s.arg(shown(row.to), shown(row.from))};
    return {};
}

std::optional<RowFault> RowMaker::make(const CsvRow &cells, OutputRow &row)
{
    row.row = cells.number;
    std::optional<Moment> produced;
    for (auto wrong : {text(OOutput, cells, row.output), when(OProducedAt, cells, produced),
                       number(OWords, cells, row.words), text(OReference, cells, row.reference, 2000)}) {
        if (wrong)
            return wrong;
    }
    if (row.output.empty())
        return RowFault{OOutput, u"It has no name; fill the cell."_s};
    row.producedAt = produced ? std::optional(produced->at) : std::nullopt;
    return subject(ODelegation, cells, row.subject);
}

}
