#include "register/search.h"

#include "domain/entities.h"

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

/// More changed rows than this are indexed by a rebuild: 100,000 rows take 3.5 s then, one by one 9.5 s.
constexpr qint64 rebuildFrom = 2000;
constexpr qsizetype shortestIndexed = 3; ///< a trigram index knows no shorter pattern

/// The fields that are searched, and the people by name.
constexpr std::array searched = std::to_array<const char16_t *>(
    {u"title",           u"purpose",  u"outcome",           u"outcome_measure",  u"team",
     u"category_reason", u"model",    u"prompt_reference",  u"allowed",          u"forbidden",
     u"task_split",      u"inputs",   u"outputs",           u"validation",       u"fallback",
     u"records",         u"controls", u"shared_components", u"improvement_plan", u"notes",
     u"external_id"});

QString textQuery()
{
    QString columns;
    for (const auto *name : searched)
        columns += u", d.%1"_s.arg(QString::fromUtf16(name));
    return u"SELECT d.id%1, p.name FROM delegation d LEFT JOIN person p ON p.id = d.owner"_s.arg(columns);
}

QString foldedRow(const QSqlQuery &query)
{
    QString whole;
    for (size_t i = 0; i <= searched.size(); ++i) {
        const QString part = query.value(int(i) + 1).toString();
        if (!part.isEmpty())
            whole += part + u'\n';
    }
    return foldForSearch(whole);
}

bool holdsAll(const QString &folded, const QStringList &words)
{
    return std::ranges::all_of(words, [&](const QString &word) { return folded.contains(word); });
}

QStringList wordsOf(const QString &text)
{
    return foldForSearch(text).split(u' ', Qt::SkipEmptyParts);
}

}

QString foldForSearch(QStringView text)
{
    QString folded;
    folded.reserve(text.size());
    const QString decomposed = text.toString().normalized(QString::NormalizationForm_KD);
    bool blank = true;
    for (const QChar c : decomposed) {
        if (c.isMark())
            continue;
        if (c.isSpace()) {
            if (!blank)
                folded += u' ';
            blank = true;
            continue;
        }
        folded += c.toCaseFolded();
        blank = false;
    }
    return folded.trimmed();
}

Result<QSet<QString>> Search::find(const QString &text)
{
    const QStringList words = wordsOf(text);
    const auto state = m_store.database().run(u"SELECT caught_up FROM search_state"_s);
    if (!state)
        return tl::unexpected(state.error());
    const qint64 known = (*state)->next() ? (*state)->value(0).toLongLong() : 0;
    (*state)->finish();
    const auto head = m_store.head();
    if (!head)
        return tl::unexpected(head.error());
    if (known != head->size()) {
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
    auto query = m_store.database().select(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    QSet<QString> found;
    while (query->next()) {
        if (rest.isEmpty() || holdsAll(query->value(1).toString(), rest))
            found.insert(query->value(0).toString());
    }
    return found;
}

Result<QSet<QString>> Search::findByScan(const QStringList &words)
{
    auto query = m_store.database().select(textQuery());
    if (!query)
        return tl::unexpected(query.error());
    QSet<QString> found;
    while (query->next()) {
        if (holdsAll(foldedRow(*query), words))
            found.insert(query->value(0).toString());
    }
    return found;
}

namespace {

/// Rows whose text is not what the index knows: changed themselves, or owned by somebody whose name changed.
const QString changedSince = u" WHERE d.n >= ? OR p.n >= ?"_s;

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
    auto count = database.select(
        u"SELECT COUNT(*) FROM delegation d LEFT JOIN person p ON p.id = d.owner"_s + changedSince, {known, known});
    if (!count)
        return tl::unexpected(count.error());
    const bool rebuild = count->next() && count->value(0).toLongLong() >= rebuildFrom;
    count->finish();
    auto rows = database.select(textQuery() + changedSince, {known, known});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        if (const auto done = indexRow(database, rows->value(0).toString(), foldedRow(*rows), rebuild); !done)
            return done;
    }
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
    const auto state = m_store.database().run(u"SELECT caught_up FROM search_state"_s);
    if (!state)
        return tl::unexpected(state.error());
    const qint64 known = (*state)->next() ? (*state)->value(0).toLongLong() : 0;
    (*state)->finish();
    const auto head = m_store.head();
    if (!head)
        return tl::unexpected(head.error());
    if (const auto done = indexChanged(m_store.database(), known); !done)
        return done;
    if (const auto done = m_store.database().run(u"UPDATE search_state SET caught_up = ?"_s, {head->size()}); !done)
        return tl::unexpected(done.error());
    return transaction->commit();
}

}
