#include "register/search.h"

#include "domain/entities.h"
#include "register/row_choice.h"
#include "register/row_reader.h"

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

QString foldedRow(const RowReader &row)
{
    QString whole;
    for (size_t i = 0; i <= searched.size(); ++i) {
        const QString part = row.text(int(i) + 1);
        if (!part.isEmpty())
            whole += part + u'\n';
    }
    return foldForSearch(whole);
}

bool holdsAll(const QString &folded, const QStringList &words)
{
    return std::ranges::all_of(words, [&](const QString &word) { return folded.contains(word); });
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
        if (!ascii && c.isMark())
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
    const auto indexed = eachRow(database, textQuery() + changedSince, {known, known}, [&](const RowReader &row) {
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
