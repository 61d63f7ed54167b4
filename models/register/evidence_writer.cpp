#include "register/evidence_writer.h"

#include "register/row_reader.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t digestedAtOnce = 1 << 16;

void bindOptional(BulkStatement &statement, int position, const std::optional<qint64> &value)
{
    value ? statement.bind(position, *value) : statement.bindNull(position);
}

void bindOptional(BulkStatement &statement, int position, std::string_view text)
{
    text.empty() ? statement.bindNull(position) : statement.bindText(position, text);
}

/// A text's number, or null where there is no text.
void bindReference(BulkStatement &statement, int position, qint64 id)
{
    id > 0 ? statement.bind(position, id) : statement.bindNull(position);
}

std::optional<qint64> outcomeNumber(const std::optional<ReviewOutcome> &outcome)
{
    return outcome ? std::optional(qint64(*outcome)) : std::nullopt;
}

QString questionMarks(const QString &columns)
{
    return u"?"_s + u", ?"_s.repeated(columns.count(u','));
}

}

EvidenceWriter::EvidenceWriter(Writer &writer, QTimeZone zone)
    : m_writer(writer), m_import(writer.size()), m_days(std::move(zone))
{
}

Result<BulkStatement *> EvidenceWriter::statement(const QString &table, const QString &columns, BulkStatement *&kept)
{
    if (kept)
        return kept;
    const auto made =
        m_writer.database().bulk(u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table, columns, questionMarks(columns)));
    if (made)
        kept = *made;
    return made;
}

Result<qint64> EvidenceWriter::textId(std::string_view text)
{
    if (text.empty())
        return 0;
    m_key.assign(text);
    if (const auto known = m_texts.find(m_key); known != m_texts.end())
        return known->second;
    auto &database = m_writer.database();
    const QString spelled = QString::fromUtf8(text.data(), qsizetype(text.size()));
    if (const auto kept = database.run(u"INSERT OR IGNORE INTO evidence_text (text) VALUES (?)"_s, {spelled}); !kept)
        return tl::unexpected(kept.error());
    const auto id = database.run(u"SELECT id FROM evidence_text WHERE text = ?"_s, {spelled});
    if (!id)
        return tl::unexpected(id.error());
    (*id)->next();
    return m_texts.emplace(m_key, (*id)->value(0).toLongLong()).first->second;
}

Result<qint64> EvidenceWriter::subjectId(const EvidenceSubject &subject)
{
    m_key.assign(subject.delegation);
    m_key += '\n';
    m_key += subject.name;
    if (const auto known = m_subjects.find(m_key); known != m_subjects.end())
        return known->second;
    auto &database = m_writer.database();
    const QList<QVariant> values{QString::fromUtf8(subject.name.data(), qsizetype(subject.name.size())),
                                 QString::fromUtf8(subject.delegation.data(), qsizetype(subject.delegation.size()))};
    if (const auto kept =
            database.run(u"INSERT OR IGNORE INTO evidence_subject (name, delegation) VALUES (?, ?)"_s, values);
        !kept)
        return tl::unexpected(kept.error());
    const auto id = database.run(u"SELECT id FROM evidence_subject WHERE name = ? AND delegation = ?"_s, values);
    if (!id)
        return tl::unexpected(id.error());
    (*id)->next();
    return m_subjects.emplace(m_key, (*id)->value(0).toLongLong()).first->second;
}

void EvidenceWriter::digest(size_t flushAt)
{
    if (m_lines.size() < flushAt)
        return;
    m_sha.add(m_lines);
    m_lines.clear();
}

void EvidenceWriter::meet(qint64 day)
{
    m_firstDay = std::min(m_firstDay.value_or(day), day);
    m_lastDay = std::max(m_lastDay.value_or(day), day);
}

Result<void> EvidenceWriter::add(const ReviewRow &row)
{
    const auto subject = subjectId(row.subject);
    const auto reviewer = textId(row.reviewer);
    const auto model = textId(row.model);
    const auto insert = statement(
        u"review"_s,
        u"import, \"row\", subject, output, produced_at, reviewed_at, milliseconds, reviewer, outcome, words, model, "
        "whole_days"_s,
        m_statement);
    for (const auto *id : {&subject, &reviewer, &model}) {
        if (!*id)
            return tl::unexpected(id->error());
    }
    if (!insert)
        return tl::unexpected(insert.error());
    auto &into = **insert;
    into.bind(0, m_import);
    into.bind(1, row.row);
    into.bind(2, *subject);
    bindOptional(into, 3, row.output);
    bindOptional(into, 4, row.producedAt);
    bindOptional(into, 5, row.reviewedAt);
    bindOptional(into, 6, row.milliseconds);
    bindReference(into, 7, *reviewer);
    bindOptional(into, 8, outcomeNumber(row.outcome));
    bindOptional(into, 9, row.words);
    bindReference(into, 10, *model);
    bindReference(into, 11, row.wholeDays ? 1 : 0);
    if (const auto day = m_days.dayOf(row))
        meet(*day);
    m_days.add(*subject, *model, row);
    appendCanonical(row, m_lines);
    digest(digestedAtOnce);
    return into.exec();
}

Result<void> EvidenceWriter::add(const UsageRow &row)
{
    const auto subject = subjectId(row.subject);
    const auto model = textId(row.model);
    const auto insert = statement(
        u"usage"_s, u"import, \"row\", subject, \"at\", model, calls, tokens_in, tokens_out, cost, currency"_s,
        m_statement);
    if (!subject || !model)
        return tl::unexpected(!subject ? subject.error() : model.error());
    if (!insert)
        return tl::unexpected(insert.error());
    auto &into = **insert;
    into.bind(0, m_import);
    into.bind(1, row.row);
    into.bind(2, *subject);
    into.bind(3, row.at);
    bindReference(into, 4, *model);
    bindOptional(into, 5, row.calls);
    bindOptional(into, 6, row.tokensIn);
    bindOptional(into, 7, row.tokensOut);
    bindOptional(into, 8, row.cost);
    bindOptional(into, 9, row.currency);
    meet(m_days.dayOf(row.at));
    m_days.add(*subject, *model, row);
    appendCanonical(row, m_lines);
    digest(digestedAtOnce);
    return into.exec();
}

Result<void> EvidenceWriter::add(const PriceRow &row)
{
    const auto insert = statement(
        u"price"_s, u"import, \"row\", vendor, model, name, input, output, cached_input, from_on, to_on, ends_on"_s,
        m_statement);
    if (!insert)
        return tl::unexpected(insert.error());
    auto &into = **insert;
    into.bind(0, m_import);
    into.bind(1, row.row);
    bindOptional(into, 2, row.vendor);
    bindOptional(into, 3, row.model);
    bindOptional(into, 4, row.name);
    bindOptional(into, 5, row.input);
    bindOptional(into, 6, row.output);
    bindOptional(into, 7, row.cachedInput);
    bindOptional(into, 8, row.from);
    bindOptional(into, 9, row.to);
    bindOptional(into, 10, row.endsOn);
    appendCanonical(row, m_lines);
    digest(digestedAtOnce);
    return into.exec();
}

Result<void> EvidenceWriter::add(const OutputRow &row)
{
    const auto subject = subjectId(row.subject);
    const auto insert =
        statement(u"output"_s, u"import, \"row\", subject, output, produced_at, words, reference"_s, m_statement);
    if (!subject || !insert)
        return tl::unexpected(!subject ? subject.error() : insert.error());
    auto &into = **insert;
    into.bind(0, m_import);
    into.bind(1, row.row);
    into.bind(2, *subject);
    bindOptional(into, 3, row.output);
    bindOptional(into, 4, row.producedAt);
    bindOptional(into, 5, row.words);
    bindOptional(into, 6, row.reference);
    if (row.producedAt)
        meet(m_days.dayOf(*row.producedAt));
    appendCanonical(row, m_lines);
    digest(digestedAtOnce);
    return into.exec();
}

Result<void> EvidenceWriter::writeReviewDays()
{
    BulkStatement *kept = nullptr;
    const auto insert = statement(u"review_day"_s,
                                  u"subject, day, model, import, accepted, edited, rejected, unstated, elapsed, "
                                  "durations, paces"_s,
                                  kept);
    if (!insert)
        return tl::unexpected(insert.error());
    auto &into = **insert;
    return m_days.eachReviewDay([&](const DayKey &key, const ReviewTotals &totals) {
        const auto durations = packCounted(totals.durations);
        const auto paces = packCounted(totals.paces);
        int position = 0;
        for (const qint64 number : {key.subject, key.day, key.model, m_import, totals.accepted, totals.edited,
                                    totals.rejected, totals.unstated, totals.elapsed})
            into.bind(position++, number);
        into.bind(position++, std::string_view(durations));
        into.bind(position++, std::string_view(paces));
        return into.exec();
    });
}

Result<void> EvidenceWriter::writeUsageDays()
{
    BulkStatement *kept = nullptr;
    const auto insert =
        statement(u"usage_day"_s, u"subject, day, model, import, calls, tokens_in, tokens_out, cost, currency"_s, kept);
    if (!insert)
        return tl::unexpected(insert.error());
    auto &into = **insert;
    for (const auto &[key, totals] : m_days.usage()) {
        int position = 0;
        for (const qint64 number : {key.first.subject, key.first.day, key.first.model, m_import, totals.calls,
                                    totals.tokensIn, totals.tokensOut})
            into.bind(position++, number);
        bindOptional(into, position++, totals.cost);
        into.bindText(position++, key.second);
        if (const auto done = into.exec(); !done)
            return done;
    }
    return {};
}

Result<EvidenceWriter::Written> EvidenceWriter::finish()
{
    digest(1);
    if (const auto done = writeReviewDays().and_then([this] { return writeUsageDays(); }); !done)
        return tl::unexpected(done.error());
    Written written{QString::fromStdString(ledger::toHex(m_sha.finish())), {}, {}};
    if (m_firstDay) {
        written.firstOn = DayFinder::date(*m_firstDay);
        written.lastOn = DayFinder::date(*m_lastDay);
    }
    return written;
}

Result<void> removeEvidence(Writer &writer, qint64 import)
{
    for (const auto &table : {u"review"_s, u"review_day"_s, u"usage"_s, u"usage_day"_s, u"price"_s, u"output"_s}) {
        const auto done = writer.database().run(u"DELETE FROM %1 WHERE import = ?"_s.arg(table), {import});
        if (!done)
            return tl::unexpected(done.error());
    }
    return {};
}

}
