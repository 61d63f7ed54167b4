#include "register/search.h"

#include "domain/entities.h"
#include "register/map_values.h"
#include "register/row_choice.h"
#include "register/row_reader.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// More changed rows than this are indexed by a rebuild: 100,000 rows take 3.5 s then, one by one 9.5 s.
constexpr qint64 rebuildFrom = 2000;
constexpr qsizetype shortestIndexed = 3; ///< a trigram index knows no shorter pattern

/// What is kept of texts follows from `searched`, `namedColumns` and foldForSearch(): whoever changes one of them counts on.
constexpr qint64 foldVersion = 1;
/// `caught_up` holds the number of entries below this bit, and above it the version the texts were folded with.
constexpr int versionShift = 48;

/// The fields that are searched, and the people by name.
constexpr std::array searched = std::to_array<const char16_t *>(
    {u"title",      u"purpose",  u"outcome",           u"outcome_measure",  u"outcome_target", u"outcome_latest",
     u"team",       u"model",    u"prompt_reference",  u"prompt_version",   u"allowed",        u"forbidden",
     u"task_split", u"inputs",   u"outputs",           u"validation",       u"fallback",       u"category_reason",
     u"records",    u"controls", u"shared_components", u"improvement_plan", u"notes",          u"external_id"});
constexpr std::array namedColumns =
    std::to_array<const char16_t *>({u"owner", u"deputy", u"maintainer", u"reviewer", u"escalation"});

/// Delegations `d` with the people they name, each under its field's name.
QString joined()
{
    QString from = u" FROM delegation d"_s;
    for (const auto *name : namedColumns)
        from += u" LEFT JOIN person %1 ON %1.id = d.%1"_s.arg(QString::fromUtf16(name));
    return from;
}

QString textQuery()
{
    QString columns = u"SELECT d.id"_s;
    for (const auto *name : searched)
        columns += u", d.%1"_s.arg(QString::fromUtf16(name));
    for (const auto *name : namedColumns)
        columns += u", %1.name"_s.arg(QString::fromUtf16(name));
    return columns + u", d.column_values"_s + joined();
}

QString foldedRow(const RowReader &row)
{
    QString whole;
    for (size_t i = 0; i < searched.size() + namedColumns.size(); ++i) {
        const QString part = row.text(int(i) + 1);
        if (!part.isEmpty())
            whole += part + u'\n';
    }
    const int ownColumns = int(searched.size() + namedColumns.size()) + 1;
    if (!row.isNull(ownColumns)) {
        for (const auto &text : columnTexts(row.text(ownColumns)))
            whole += text + u'\n';
    }
    return foldForSearch(whole);
}

bool holdsAll(const QString &folded, const QStringList &words)
{
    return std::ranges::all_of(words, [&](const QString &word) { return folded.contains(word); });
}

/// How many entries the kept texts know; none where they were folded otherwise.
Result<qint64> knownEntries(Database &database)
{
    const auto state = database.run(u"SELECT caught_up FROM search_state"_s);
    if (!state)
        return tl::unexpected(state.error());
    const qint64 kept = (*state)->next() ? (*state)->value(0).toLongLong() : 0;
    (*state)->finish();
    return kept >> versionShift == foldVersion ? kept - (foldVersion << versionShift) : 0;
}

}

QString foldForSearch(QStringView text)
{
    QString folded;
    folded.reserve(text.size());
    const QString decomposed = text.toString().normalized(QString::NormalizationForm_KD);
    bool blank = true;
    for (const QChar c : decomposed) {
        const bool ascii = c.unicode() < 0x80; // as most text is; the tables of Unicode cost three times as much
        if (!ascii && (c.isMark() || c.category() == QChar::Other_Format))
            continue;
        if (c.isSpace()) {
            if (!blank)
                folded += u' ';
            blank = true;
            continue;
        }
        folded += ascii ? c.toLower() : c.toCaseFolded();
        blank = false;
    }
    return folded.trimmed();
}

QStringList wordsOfSearch(const QString &text)
{
    return foldForSearch(text).split(u' ', Qt::SkipEmptyParts);
}

Result<void> eachFoldedText(Store &store, const QStringList &ids,
                            const std::function<void(const QString &, const QString &)> &take)
{
    const RowChoice choice(ids);
    return eachRow(store.database(), textQuery() + choice.after(u" WHERE d.id"_s), choice.values(),
                   [&](const RowReader &row) { take(row.text(0), foldedRow(row)); });
}

Result<QSet<QString>> Search::find(const QString &text)
{
    const QStringList words = wordsOfSearch(text);
    const auto known = knownEntries(m_store.database());
    if (!known)
        return tl::unexpected(known.error());
    const auto head = m_store.head();
    if (!head)
        return tl::unexpected(head.error());
    if (*known != head->size()) {
        const auto caughtUp = m_store.refusal() ? Result<void>(tl::unexpected(*m_store.refusal())) : catchUp();
        if (!caughtUp)
            return findByScan(words);
    }
    return findIndexed(words);
}

Result<QSet<QString>> Search::findIndexed(const QStringList &words)
{
    QString sql = u"SELECT t.delegation, t.folded FROM search_text t"_s;
    QStringList quoted, rest;
    for (const auto &word : words) {
        if (word.size() >= shortestIndexed)
            quoted << u'"' + QString(word).replace(u'"', u"\"\""_s) + u'"';
        else
            rest << word;
    }
    QList<QVariant> values;
    if (!quoted.isEmpty()) {
        sql += u" JOIN search_index i ON i.rowid = t.number WHERE search_index MATCH ?"_s;
        values << quoted.join(u" AND "_s);
    }
    QSet<QString> found;
    const auto read = eachRow(m_store.database(), sql, values, [&](const RowReader &row) {
        if (rest.isEmpty() || holdsAll(row.text(1), rest))
            found.insert(row.text(0));
    });
    return read ? Result<QSet<QString>>(std::move(found)) : tl::unexpected(read.error());
}

Result<QSet<QString>> Search::findByScan(const QStringList &words)
{
    QSet<QString> found;
    const auto read = eachFoldedText(m_store, {}, [&](const QString &id, const QString &folded) {
        if (holdsAll(folded, words))
            found.insert(id);
    });
    return read ? Result<QSet<QString>>(std::move(found)) : tl::unexpected(read.error());
}

namespace {

/// Rows whose text is not what the index knows: changed themselves, or naming somebody whose name changed.
QString changedSince()
{
    QString where = u" WHERE d.n >= ?1"_s;
    for (const auto *name : namedColumns)
        where += u" OR %1.n >= ?1"_s.arg(QString::fromUtf16(name));
    return where;
}

Result<void> indexRow(Database &database, const QString &delegation, const QString &folded, bool rebuild)
{
    if (!rebuild) {
        auto old = database.select(u"SELECT number, folded FROM search_text WHERE delegation = ?"_s, {delegation});
        if (!old)
            return tl::unexpected(old.error());
        if (old->next()) {
            const auto gone =
                database.run(u"INSERT INTO search_index (search_index, rowid, folded) VALUES ('delete', ?, ?)"_s,
                             {old->value(0), old->value(1)});
            if (!gone)
                return tl::unexpected(gone.error());
        }
    }
    const auto kept = database.run(u"INSERT INTO search_text (delegation, folded) VALUES (?, ?) "
                                   "ON CONFLICT (delegation) DO UPDATE SET folded = excluded.folded"_s,
                                   {delegation, folded});
    if (!kept || rebuild)
        return kept ? Result<void>() : tl::unexpected(kept.error());
    const auto indexed = database.run(
        u"INSERT INTO search_index (rowid, folded) SELECT number, folded FROM search_text WHERE delegation = ?"_s,
        {delegation});
    return indexed ? Result<void>() : tl::unexpected(indexed.error());
}

Result<void> forgetWithdrawn(Database &database, bool rebuild)
{
    const auto gone = u" FROM search_text WHERE delegation NOT IN (SELECT id FROM delegation)"_s;
    if (!rebuild) {
        const auto unindexed = database.run(
            u"INSERT INTO search_index (search_index, rowid, folded) SELECT 'delete', number, folded"_s + gone);
        if (!unindexed)
            return tl::unexpected(unindexed.error());
    }
    const auto done = database.run(u"DELETE"_s + gone);
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<void> indexChanged(Database &database, qint64 known)
{
    qint64 count = 0;
    const auto counted = eachRow(database, u"SELECT COUNT(*)"_s + joined() + changedSince(), {known},
                                 [&](const RowReader &row) { count = row.integer(0); });
    if (!counted)
        return counted;
    const bool rebuild = count >= rebuildFrom;
    const auto indexed = eachRow(database, textQuery() + changedSince(), {known}, [&](const RowReader &row) {
        return indexRow(database, row.text(0), foldedRow(row), rebuild);
    });
    if (!indexed)
        return indexed;
    if (const auto done = forgetWithdrawn(database, rebuild); !done)
        return done;
    if (!rebuild)
        return {};
    const auto built = database.run(u"INSERT INTO search_index (search_index) VALUES ('rebuild')"_s);
    return built ? Result<void>() : tl::unexpected(built.error());
}

}

Result<void> Search::catchUp()
{
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto known = knownEntries(m_store.database());
    if (!known)
        return tl::unexpected(known.error());
    const auto head = m_store.head();
    if (!head)
        return tl::unexpected(head.error());
    if (const auto done = indexChanged(m_store.database(), *known); !done)
        return done;
    const qint64 kept = (foldVersion << versionShift) + head->size();
    if (const auto done = m_store.database().run(u"UPDATE search_state SET caught_up = ?"_s, {kept}); !done)
        return tl::unexpected(done.error());
    return transaction->commit();
}

}
