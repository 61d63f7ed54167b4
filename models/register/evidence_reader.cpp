#include "register/evidence_reader.h"

#include "register/row_reader.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> number(const RowReader &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(rows.integer(column));
}

std::optional<QDate> day(const RowReader &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(QDate::fromString(rows.text(column), Qt::ISODate));
}

QString listOf(const QList<qint64> &ids)
{
    QStringList numbers;
    for (const qint64 id : ids)
        numbers << QString::number(id);
    return numbers.join(u',');
}

QString foldedAlias(const QString &name)
{
    return name.simplified().toCaseFolded();
}

/// Delegations by what files call them.
Result<QHash<QString, QString>> aliasesOf(Database &database)
{
    QHash<QString, QString> meant;
    const auto read = eachRow(database, u"SELECT name, delegation FROM alias ORDER BY n"_s, {},
                              [&](const RowReader &rows) { meant.insert(foldedAlias(rows.text(0)), rows.text(1)); });
    if (!read)
        return tl::unexpected(read.error());
    return meant;
}

/// The first of the outputs with a name stays; a later one may add where it lies or when it was made.
void keepOutput(QMap<QString, KnownOutput> &found, KnownOutput output)
{
    auto &kept = found[output.output];
    kept.output = output.output;
    if (kept.reference.isEmpty())
        kept.reference = output.reference;
    if (!kept.producedOn)
        kept.producedOn = output.producedOn;
}

}

Result<void> eachReview(Database &database, qint64 import, const std::function<Result<void>(const ReviewRow &)> &take)
{
    return eachRow(database,
                   u"SELECT r.\"row\", s.name, s.delegation, r.output, r.produced_at, r.reviewed_at, r.milliseconds, "
                   "person.text, r.outcome, r.words, model.text, r.whole_days FROM review r "
                   "JOIN evidence_subject s ON s.id = r.subject "
                   "LEFT JOIN evidence_text person ON person.id = r.reviewer "
                   "LEFT JOIN evidence_text model ON model.id = r.model WHERE r.import = ? ORDER BY r.\"row\""_s,
                   {import}, [&take](const RowReader &rows) {
                       ReviewRow row;
                       row.row = rows.integer(0);
                       row.subject = {rows.utf8(1), rows.utf8(2)};
                       row.output = rows.utf8(3);
                       row.producedAt = number(rows, 4);
                       row.reviewedAt = number(rows, 5);
                       row.milliseconds = number(rows, 6);
                       row.reviewer = rows.utf8(7);
                       if (const auto outcome = number(rows, 8))
                           row.outcome = ReviewOutcome(std::clamp(*outcome, qint64(0), qint64(2)));
                       row.words = number(rows, 9);
                       row.model = rows.utf8(10);
                       row.wholeDays = number(rows, 11).value_or(0) != 0;
                       return take(row);
                   });
}

Result<void> eachUsage(Database &database, qint64 import, const std::function<Result<void>(const UsageRow &)> &take)
{
    return eachRow(database,
                   u"SELECT u.\"row\", s.name, s.delegation, u.\"at\", model.text, u.calls, u.tokens_in, u.tokens_out, "
                   "u.cost, u.currency FROM usage u JOIN evidence_subject s ON s.id = u.subject "
                   "LEFT JOIN evidence_text model ON model.id = u.model WHERE u.import = ? ORDER BY u.\"row\""_s,
                   {import}, [&take](const RowReader &rows) {
                       UsageRow row;
                       row.row = rows.integer(0);
                       row.subject = {rows.utf8(1), rows.utf8(2)};
                       row.at = rows.integer(3);
                       row.model = rows.utf8(4);
                       row.calls = number(rows, 5);
                       row.tokensIn = number(rows, 6);
                       row.tokensOut = number(rows, 7);
                       row.cost = number(rows, 8);
                       row.currency = rows.utf8(9);
                       return take(row);
                   });
}

Result<void> eachPrice(Database &database, qint64 import, const std::function<Result<void>(const PriceRow &)> &take)
{
    return eachRow(database,
                   u"SELECT \"row\", vendor, model, name, input, output, cached_input, from_on, to_on, ends_on "
                   "FROM price WHERE import = ? ORDER BY \"row\""_s,
                   {import}, [&take](const RowReader &rows) {
                       PriceRow row;
                       row.row = rows.integer(0);
                       row.vendor = rows.utf8(1);
                       row.model = rows.utf8(2);
                       row.name = rows.utf8(3);
                       row.input = number(rows, 4);
                       row.output = number(rows, 5);
                       row.cachedInput = number(rows, 6);
                       row.from = rows.utf8(7);
                       row.to = rows.utf8(8);
                       row.endsOn = rows.utf8(9);
                       return take(row);
                   });
}

Result<void> eachOutput(Database &database, qint64 import, const std::function<Result<void>(const OutputRow &)> &take)
{
    return eachRow(
        database,
        u"SELECT o.\"row\", s.name, s.delegation, o.output, o.produced_at, o.words, o.reference FROM output o "
        "JOIN evidence_subject s ON s.id = o.subject WHERE o.import = ? ORDER BY o.\"row\""_s,
        {import}, [&take](const RowReader &rows) {
            OutputRow row;
            row.row = rows.integer(0);
            row.subject = {rows.utf8(1), rows.utf8(2)};
            row.output = rows.utf8(3);
            row.producedAt = number(rows, 4);
            row.words = number(rows, 5);
            row.reference = rows.utf8(6);
            return take(row);
        });
}

Result<QHash<QString, QList<qint64>>> subjectsByDelegation(Store &store)
{
    const auto meant = aliasesOf(store.database());
    if (!meant)
        return tl::unexpected(meant.error());
    QHash<QString, QList<qint64>> subjects;
    const auto read = eachRow(store.database(), u"SELECT id, name, delegation FROM evidence_subject ORDER BY id"_s, {},
                              [&](const RowReader &rows) {
                                  const QString known = rows.text(2);
                                  const QString delegation =
                                      known.isEmpty() ? meant->value(foldedAlias(rows.text(1))) : known;
                                  subjects[delegation].append(rows.integer(0));
                              });
    if (!read)
        return tl::unexpected(read.error());
    return subjects;
}

Result<std::vector<StoredReviewDay>> reviewDaysOf(Store &store, const QList<qint64> &subjects)
{
    std::vector<StoredReviewDay> days;
    for (const qint64 subject : subjects) {
        const auto read =
            eachRow(store.database(),
                    u"SELECT day, model, accepted, edited, rejected, unstated, elapsed, durations, paces "
                    "FROM review_day WHERE subject = ? ORDER BY day, model, import"_s,
                    {subject}, [&days](const RowReader &rows) {
                        days.push_back({rows.integer(0), rows.integer(1),
                                        ReviewTotals{rows.integer(2), rows.integer(3), rows.integer(4), rows.integer(5),
                                                     rows.integer(6), unpackCounted(rows.bytes(7)),
                                                     unpackCounted(rows.bytes(8))}});
                    });
        if (!read)
            return tl::unexpected(read.error());
    }
    return days;
}

Result<std::vector<StoredUsageDay>> usageDaysOf(Store &store, const QList<qint64> &subjects)
{
    std::vector<StoredUsageDay> days;
    for (const qint64 subject : subjects) {
        const auto read = eachRow(
            store.database(),
            u"SELECT day, model, currency, calls, tokens_in, tokens_out, cost "
            "FROM usage_day WHERE subject = ? ORDER BY day, model, currency, import"_s,
            {subject}, [&days](const RowReader &rows) {
                days.push_back({rows.integer(0), rows.integer(1), rows.text(2),
                                UsageTotals{rows.integer(3), rows.integer(4), rows.integer(5), number(rows, 6)}});
            });
        if (!read)
            return tl::unexpected(read.error());
    }
    return days;
}

Result<QString> textOfEvidence(Store &store, qint64 id)
{
    QString text;
    const auto read = eachRow(store.database(), u"SELECT text FROM evidence_text WHERE id = ?"_s, {id},
                              [&text](const RowReader &rows) { text = rows.text(0); });
    return read ? Result<QString>(text) : tl::unexpected(read.error());
}

Result<QList<AsideName>> asideNames(Store &store)
{
    const auto meant = aliasesOf(store.database());
    if (!meant)
        return tl::unexpected(meant.error());
    QList<AsideName> names;
    const auto read =
        eachRow(store.database(),
                u"SELECT s.name, "
                "COALESCE((SELECT SUM(d.accepted + d.edited + d.rejected + d.unstated) FROM review_day d WHERE "
                "d.subject = s.id), 0)"
                " + COALESCE(u.times, 0) + COALESCE(o.times, 0) AS times FROM evidence_subject s "
                "LEFT JOIN (SELECT subject, COUNT(*) AS times FROM usage GROUP BY subject) u ON u.subject = s.id "
                "LEFT JOIN (SELECT subject, COUNT(*) AS times FROM output GROUP BY subject) o ON o.subject = s.id "
                "WHERE s.delegation = '' ORDER BY times DESC, s.name"_s,
                {}, [&](const RowReader &rows) {
                    if (rows.integer(1) > 0 && !meant->contains(foldedAlias(rows.text(0))))
                        names.append({rows.text(0), rows.integer(1)});
                });
    return read ? Result<QList<AsideName>>(names) : tl::unexpected(read.error());
}

Result<QList<KnownOutput>> outputsOf(Store &store, const QList<qint64> &subjects, std::optional<QDate> from)
{
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    DayFinder days(QTimeZone(info->timeZone.toUtf8()));
    QMap<QString, KnownOutput> found;
    const QString list = listOf(subjects);
    const qint64 firstDay = from ? DayFinder::dayNumber(*from) : std::numeric_limits<qint64>::min();
    const auto take = [&](const RowReader &rows) {
        const auto at = number(rows, 1);
        const auto madeOn = at ? std::optional(days.dayOf(*at)) : std::nullopt;
        if (rows.isNull(0) || (madeOn && *madeOn < firstDay))
            return;
        keepOutput(found,
                   {rows.text(0), rows.text(2), madeOn ? std::optional(DayFinder::date(*madeOn)) : std::nullopt});
    };
    const auto read =
        eachRow(store.database(),
                u"SELECT output, produced_at, reference FROM output WHERE subject IN (%1)"_s.arg(list), {}, take)
            .and_then([&] {
                return eachRow(
                    store.database(),
                    u"SELECT output, COALESCE(produced_at, reviewed_at), NULL FROM review WHERE import IN "
                    "(SELECT import FROM review_day WHERE subject IN (%1) AND day >= ?) AND subject IN (%1)"_s.arg(
                        list),
                    {firstDay}, take);
            });
    if (!read)
        return tl::unexpected(read.error());
    return found.values();
}

Result<QList<StoredPrice>> pricesOf(Store &store)
{
    QList<StoredPrice> prices;
    const auto read =
        eachRow(store.database(),
                u"SELECT vendor, model, name, input, output, cached_input, from_on, to_on, ends_on "
                "FROM price ORDER BY import, \"row\""_s,
                {}, [&prices](const RowReader &rows) {
                    prices.append({rows.text(0), rows.text(1), rows.text(2), number(rows, 3), number(rows, 4),
                                   number(rows, 5), day(rows, 6), day(rows, 7), day(rows, 8)});
                });
    return read ? Result<QList<StoredPrice>>(prices) : tl::unexpected(read.error());
}

}
