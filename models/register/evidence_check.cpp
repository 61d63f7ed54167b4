#include "register/evidence_check.h"

#include "domain/terms.h"
#include "ledger/sha256.h"
#include "register/evidence_reader.h"
#include "register/row_reader.h"

#include <QMap>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// What an entry says of its rows.
struct Told
{
    QString file;
    EvidenceKind kind = EvidenceKind::Reviews;
    QString sha256;
    QTimeZone zone;
};

using ToldByImport = QMap<qint64, Told>;

Result<ToldByImport> toldImports(Database &database)
{
    ToldByImport told;
    const auto read =
        eachRow(database, u"SELECT n, file, kind, rows_sha256, time_zone FROM evidence WHERE undone_on IS NULL"_s, {},
                [&told](const RowReader &rows) {
                    told.insert(rows.integer(0),
                                {rows.text(1), fromWord<EvidenceKind>(rows.text(2)).value_or(EvidenceKind::Reviews),
                                 rows.text(3), QTimeZone(rows.text(4).toUtf8())});
                });
    return read ? Result<ToldByImport>(told) : tl::unexpected(read.error());
}

void digestDay(ledger::Sha256 &sha, std::initializer_list<std::optional<qint64>> numbers,
               std::initializer_list<std::string_view> texts)
{
    std::string line;
    for (const auto &number : numbers)
        line += (number ? std::to_string(*number) : std::string("-")) + ' ';
    for (const auto text : texts) {
        line += std::to_string(text.size()) + ' ';
        line += text;
    }
    sha.add(line);
}

/// The days of all imports, each with a digest of its own.
using DayDigests = std::map<qint64, ledger::Sha256>;

Result<DayDigests> storedDays(Database &database)
{
    DayDigests digests;
    const auto read =
        eachRow(database,
                u"SELECT import, subject, day, model, accepted, edited, rejected, unstated, elapsed, durations, paces "
                "FROM review_day ORDER BY subject, day, model, import"_s,
                {},
                [&digests](const RowReader &rows) {
                    digestDay(digests[rows.integer(0)],
                              {rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4), rows.integer(5),
                               rows.integer(6), rows.integer(7), rows.integer(8)},
                              {rows.bytes(9), rows.bytes(10)});
                })
            .and_then([&] {
                return eachRow(database,
                               u"SELECT import, subject, day, model, calls, tokens_in, tokens_out, cost, currency "
                               "FROM usage_day ORDER BY subject, day, model, currency, import"_s,
                               {}, [&digests](const RowReader &rows) {
                                   digestDay(digests[rows.integer(0)],
                                             {rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4),
                                              rows.integer(5), rows.integer(6),
                                              rows.isNull(7) ? std::nullopt : std::optional(rows.integer(7))},
                                             {rows.utf8(8)});
                               });
            });
    if (!read)
        return tl::unexpected(read.error());
    return digests;
}

/// The numbers of subjects and texts, by what they stand for.
struct Numbers
{
    std::unordered_map<std::string, qint64> subjects, texts;

    static std::string key(const EvidenceSubject &subject)
    {
        return std::string(subject.delegation) + '\n' + std::string(subject.name);
    }
    qint64 subject(const EvidenceSubject &of) const
    {
        const auto found = subjects.find(key(of));
        return found == subjects.end() ? -1 : found->second;
    }
    qint64 text(std::string_view of) const
    {
        const auto found = texts.find(std::string(of));
        return found == texts.end() ? 0 : found->second;
    }
};

Result<Numbers> numbersOf(Database &database)
{
    Numbers numbers;
    const auto read =
        eachRow(database, u"SELECT id, name, delegation FROM evidence_subject"_s, {}, [&](const RowReader &rows) {
            numbers.subjects.emplace(Numbers::key({rows.utf8(1), rows.utf8(2)}), rows.integer(0));
        }).and_then([&] {
            return eachRow(
                database,
                u"SELECT id, text FROM evidence_text WHERE id IN (SELECT model FROM review_day UNION "
                "SELECT model FROM usage_day)"_s,
                {}, [&](const RowReader &rows) { numbers.texts.emplace(std::string(rows.utf8(1)), rows.integer(0)); });
        });
    if (!read)
        return tl::unexpected(read.error());
    return numbers;
}

/// What reading the rows of one import gives.
struct Reckoned
{
    QString rows;        ///< their digest
    ledger::Hash days{}; ///< and that of their days
};

class Reckoning
{
public:
    Reckoning(const QTimeZone &zone, const Numbers &numbers) : m_days(zone), m_numbers(numbers) {}

    template <typename Row>
    Result<void> take(const Row &row)
    {
        m_line.clear();
        appendCanonical(row, m_line);
        m_rows.add(m_line);
        if constexpr (std::is_same_v<Row, ReviewRow> || std::is_same_v<Row, UsageRow>)
            m_days.add(m_numbers.subject(row.subject), m_numbers.text(row.model), row);
        return {};
    }

    Reckoned finish()
    {
        ledger::Sha256 days;
        (void)m_days.eachReviewDay([&days](const DayKey &key, const ReviewTotals &totals) -> Result<void> {
            digestDay(days,
                      {key.subject, key.day, key.model, totals.accepted, totals.edited, totals.rejected,
                       totals.unstated, totals.elapsed},
                      {packCounted(totals.durations), packCounted(totals.paces)});
            return {};
        });
        for (const auto &[key, totals] : m_days.usage()) {
            digestDay(days,
                      {key.first.subject, key.first.day, key.first.model, totals.calls, totals.tokensIn,
                       totals.tokensOut, totals.cost},
                      {key.second});
        }
        return {QString::fromStdString(ledger::toHex(m_rows.finish())), days.finish()};
    }

private:
    EvidenceDays m_days;
    const Numbers &m_numbers;
    ledger::Sha256 m_rows;
    std::string m_line;
};

Result<Reckoned> reckon(Database &database, qint64 import, EvidenceKind kind, Reckoning reckoning)
{
    const auto take = [&reckoning](const auto &row) { return reckoning.take(row); };
    Result<void> read;
    switch (kind) {
    case EvidenceKind::Reviews: read = eachReview(database, import, take); break;
    case EvidenceKind::Usage: read = eachUsage(database, import, take); break;
    case EvidenceKind::Prices: read = eachPrice(database, import, take); break;
    case EvidenceKind::Outputs: read = eachOutput(database, import, take); break;
    }
    return read ? Result<Reckoned>(reckoning.finish()) : tl::unexpected(read.error());
}

/// Rows that no entry tells of: of an import that was undone, or of none.
Result<void> checkStrangers(Database &database, const ToldByImport &told,
                            const std::function<void(const QString &)> &problem)
{
    const QHash<QString, EvidenceKind> kinds{
        {u"review"_s, EvidenceKind::Reviews},     {u"usage"_s, EvidenceKind::Usage},
        {u"price"_s, EvidenceKind::Prices},       {u"output"_s, EvidenceKind::Outputs},
        {u"review_day"_s, EvidenceKind::Reviews}, {u"usage_day"_s, EvidenceKind::Usage}};
    for (const auto &[table, kind] : kinds.asKeyValueRange()) {
        const auto read = eachRow(
            database, u"SELECT import, COUNT(*) FROM %1 GROUP BY import ORDER BY import"_s.arg(table), {},
            [&](const RowReader &rows) {
                const auto owner = told.constFind(rows.integer(0));
                if (owner == told.constEnd() || owner->kind != kind)
                    problem(u"The table %1 holds %2 rows of an import that no entry %3 tells of; restore a backup."_s
                                .arg(table)
                                .arg(rows.integer(1))
                                .arg(rows.integer(0)));
            });
        if (!read)
            return read;
    }
    return {};
}

}

Result<void> checkEvidence(Database &database, qsizetype limit, QStringList &problems,
                           const std::function<bool()> &goesOn)
{
    const auto problem = [&](const QString &sentence) {
        if (problems.size() < limit)
            problems << sentence;
    };
    const auto told = toldImports(database);
    const auto numbers = numbersOf(database);
    auto days = storedDays(database);
    if (!told)
        return tl::unexpected(told.error());
    if (!numbers || !days)
        return tl::unexpected(!numbers ? numbers.error() : days.error());
    for (const auto &[import, entry] : told->asKeyValueRange()) {
        if (!goesOn())
            return failure(ErrorCode::Cancelled, u"Checking the evidence was stopped."_s);
        const auto found = reckon(database, import, entry.kind, Reckoning(entry.zone, *numbers));
        if (!found)
            return tl::unexpected(found.error());
        if (found->rows != entry.sha256)
            problem(
                u"The rows of %1 (entry %2) are not those that were read in; undo the import and read the file in again."_s
                    .arg(entry.file)
                    .arg(import));
        else if (found->days != (*days)[import].finish())
            problem(
                u"The days that the rows of %1 (entry %2) were added up to are not what they give; undo the import and read the file in again."_s
                    .arg(entry.file)
                    .arg(import));
    }
    return checkStrangers(database, *told, problem);
}

}
