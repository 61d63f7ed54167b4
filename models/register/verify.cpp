#include "register/verify.h"

#include "register/evidence_check.h"
#include "register/migrations.h"
#include "register/schema_compare.h"
#include "register/table_compare.h"

#include <QSqlError>

#include <chrono>
#include <limits>
#include <memory>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype listed = 100;
constexpr int listedOfFile = 20; ///< so that one broken page doesn't hide what else is wrong
constexpr qsizetype longestFinding = 200;
/// Missing entries are stood in for up to this many, so that those after them are still judged by their own numbers.
constexpr qint64 longestFilledGap = 4096;

Error cancelled()
{
    return {ErrorCode::Cancelled, u"Verifying was stopped; start it again to know whether the record holds."_s};
}

/// A read transaction: what is verified stays as it is for as long as this lives, and who writes waits.
class Snapshot
{
public:
    explicit Snapshot(Database &database) : m_database(database) {}
    ~Snapshot() { m_database.connection().exec(u"ROLLBACK"_s); }
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

    Result<void> begin()
    {
        const auto begun = m_database.run(u"BEGIN"_s);
        return begun ? Result<void>() : tl::unexpected(begun.error());
    }

private:
    Database &m_database;
};

struct StoredEntry
{
    qint64 n = 0;
    QByteArray publicLine;
    QVariant privateLine;
};

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

/// Goes through the entries some thousands at a time. Between two of those nothing is locked: entries are only ever
/// appended, so what was read stays true while others write, and what they append comes at the end.
class Entries
{
public:
    explicit Entries(Database &database) : m_database(database) {}

    /// Gives the next ones to `take`; false after the last there is by now. Errors: the database's, and those of `take`.
    template <typename Take>
    Result<bool> next(Take &&take)
    {
        auto query = m_database.select(
            u"SELECT n, public_line, private_line FROM entry WHERE n >= ? ORDER BY n LIMIT ?"_s, {m_from, atOnce});
        if (!query)
            return tl::unexpected(query.error());
        qint64 got = 0;
        for (; query->next(); ++got) {
            const qint64 n = query->value(0).toLongLong();
            m_from = n < std::numeric_limits<qint64>::max() ? n + 1 : n;
            if (const auto taken = take(StoredEntry{n, query->value(1).toByteArray(), query->value(2)}); !taken)
                return tl::unexpected(taken.error());
        }
        if (query->lastError().isValid())
            return tl::unexpected(m_database.explain(*query));
        return got == atOnce;
    }

private:
    static constexpr qint64 atOnce = 4096;

    Database &m_database;
    qint64 m_from = std::numeric_limits<qint64>::min();
};

/// What the head row says.
struct Head
{
    qint64 size = 0;
    QByteArray root;
    std::string edge;
};

class Verifying
{
public:
    Verifying(Database &database, const std::optional<HighWaterMark> &mark, const Progress &progress)
        : m_database(database),
          m_progress(progress),
          m_mark(mark),
          m_verifier(m_mark ? QList<qint64>{m_mark->size} : QList<qint64>{})
    {
    }

    Result<Verification> run();

private:
    Result<void> judgeFile();
    Result<void> readHead();
    Result<void> readEntries();
    Result<void> judge();
    void takePlace(qint64 n);
    void judgeTree(const ledger::Report &report);
    void judgeMark(const ledger::Report &report);
    void judgeLines(const ledger::Report &report);
    Result<void> beginReplay();
    Result<void> replay();
    Result<void> replayEntries();
    Result<void> replayEntry(const StoredEntry &stored);
    Result<void> compareTables();
    Result<void> compareEvidence();
    bool isProblem(const Error &error, const QString &table) const;
    Result<void> orProblem(const Result<void> &done, const QString &table, const QString &what);
    bool goesOn(qint64 done);
    void problem(const QString &sentence);

    Database &m_database;
    const Progress &m_progress;
    std::optional<HighWaterMark> m_mark;
    ledger::Verifier m_verifier;
    QSet<QString> m_altered; ///< tables that are missing or made otherwise
    std::optional<Head> m_head;
    Entries m_lines{m_database};
    bool m_linesRead = true;
    qint64 m_rows = 0;
    qint64 m_next = 0;
    QStringList m_gaps;
    std::unique_ptr<Database> m_replayed;
    std::unique_ptr<Projection> m_projection;
    Entries m_changes{m_database};
    qint64 m_applied = 0;
    std::optional<Error> m_stuck; ///< why replay could not go on
    Verification m_found;
};

/// Looks at the file, then reads and replays everything while others may write; then, in a snapshot, what they have
/// appended meanwhile, and compares the tables. So who writes waits for looking at the file and for the comparison alone.
Result<Verification> Verifying::run()
{
    if (m_mark)
        m_found.markSize = m_mark->size;
    using Watch = std::chrono::steady_clock;
    auto started = Watch::now();
    const auto lap = [&started] {
        const auto since = std::exchange(started, Watch::now());
        return qint64(std::chrono::duration_cast<std::chrono::milliseconds>(started - since).count());
    };
    if (const auto done = beginReplay().and_then([this] { return judgeFile(); }); !done)
        return tl::unexpected(done.error());
    m_found.replayMs = lap();
    if (const auto head = readHead(); !head && !isProblem(head.error(), u"head"_s))
        return tl::unexpected(head.error());
    if (const auto read = readEntries(); !read)
        return tl::unexpected(read.error());
    m_found.linesMs = lap();
    if (const auto done = replay(); !done)
        return tl::unexpected(done.error());
    m_found.replayMs += lap();
    Snapshot snapshot(m_database);
    if (const auto done = snapshot.begin().and_then([this] { return judge(); }); !done)
        return tl::unexpected(done.error());
    m_found.linesMs += lap();
    if (const auto done = replay().and_then([this] { return compareTables(); }); !done)
        return tl::unexpected(done.error());
    m_found.replayMs += lap();
    m_found.ok = m_found.problems.isEmpty();
    return m_found;
}

/// What the file is made of, and whether its pages and indexes fit each other: a list is read by way of an index, and
/// one that has lost a row hides it.
Result<void> Verifying::judgeFile()
{
    const auto altered = compareSchema(m_database, *m_replayed, listed, m_found.problems);
    if (!altered)
        return orProblem(tl::unexpected(altered.error()), {}, u"What the file is made of can't be read"_s);
    m_altered = *altered;
    auto query = m_database.select(u"PRAGMA integrity_check(%1)"_s.arg(listedOfFile));
    if (!query)
        return orProblem(tl::unexpected(query.error()), {}, u"The file can't be checked"_s);
    while (query->next()) {
        const QString found = query->value(0).toString().simplified();
        if (found != u"ok")
            problem(u"The file is damaged (%1); restore a backup."_s.arg(found.left(longestFinding)));
    }
    return orProblem(query->lastError().isValid() ? tl::unexpected(m_database.explain(*query)) : Result<void>(), {},
                     u"The file can't be checked to its end"_s);
}

Result<void> Verifying::readHead()
{
    m_head.reset();
    auto query = m_database.select(u"SELECT size, root, edge FROM head"_s);
    if (!query)
        return tl::unexpected(query.error());
    if (query->next())
        m_head = {query->value(0).toLongLong(), query->value(1).toByteArray(),
                  query->value(2).toByteArray().toStdString()};
    return query->lastError().isValid() ? tl::unexpected(m_database.explain(*query)) : Result<void>();
}

Result<void> Verifying::readEntries()
{
    for (bool more = m_linesRead; more;) {
        const auto read = m_lines.next([this](const StoredEntry &entry) -> Result<void> {
            takePlace(entry.n);
            const QByteArray privateLine = entry.privateLine.toByteArray();
            m_verifier.add({viewOf(entry.publicLine), viewOf(privateLine), !entry.privateLine.isNull()});
            ++m_next;
            ++m_rows;
            return {};
        });
        m_linesRead = read.has_value();
        if (!read)
            return orProblem(tl::unexpected(read.error()), u"entry"_s,
                             u"The entries can't be read beyond %1"_s.arg(m_rows));
        more = *read;
        if (more && !goesOn(m_rows))
            return tl::unexpected(cancelled());
    }
    return {};
}

/// Reads what was appended meanwhile, and says what is wrong with lines, tree and mark.
Result<void> Verifying::judge()
{
    const auto head = readHead();
    if (const auto known = orProblem(head, u"head"_s, u"The record's head can't be read"_s); !known)
        return known;
    if (head && !m_head)
        problem(u"The record has no head, so its size and root are not known; restore a backup."_s);
    if (const auto read = readEntries(); !read)
        return read;
    const auto report = m_verifier.finish();
    m_found.entries = m_rows;
    m_found.root = report.root;
    judgeTree(report);
    judgeMark(report);
    judgeLines(report);
    return {};
}

/// Sees to it that the row numbered `n` is the one that comes next.
void Verifying::takePlace(qint64 n)
{
    if (n == m_next)
        return;
    if (n < m_next) {
        m_gaps << u"An entry numbered %1 stands where %2 should; restore a backup."_s.arg(n).arg(m_next);
        return;
    }
    m_gaps << (n == m_next + 1 ? u"Entry %1 is missing; restore a backup."_s.arg(m_next)
                               : u"The entries %1 to %2 are missing; restore a backup."_s.arg(m_next).arg(n - 1));
    for (qint64 i = n - m_next <= longestFilledGap ? m_next : n; i < n; ++i) {
        m_verifier.addWithheld({});
        ++m_next;
    }
}

void Verifying::judgeTree(const ledger::Report &report)
{
    if (!m_head)
        return;
    if (m_head->size != m_rows)
        problem(u"The record's head speaks of %1 entries, but there are %2; restore a backup."_s.arg(m_head->size)
                    .arg(m_rows));
    const auto root = ledger::bytesOf(report.root);
    const bool sameRoot = m_head->root == QByteArrayView(root.data(), qsizetype(root.size()));
    if (!sameRoot)
        problem(u"The record's head has another root than its entries give: one was changed; restore a backup."_s);
    const auto tree = ledger::Tree::fromEdge(m_head->size, m_head->edge);
    if (sameRoot && (!tree || tree->root() != report.root))
        problem(u"The record's head keeps an edge of the tree that doesn't fit its root; restore a backup."_s);
}

void Verifying::judgeMark(const ledger::Report &report)
{
    if (!m_mark)
        return;
    if (report.entries < m_mark->size) {
        problem(u"The record has %1 entries, but %2 were seen here: it is an older copy, or its end was cut off."_s
                    .arg(m_rows)
                    .arg(m_mark->size));
        return;
    }
    const auto then = report.prefixRoots.constFind(m_mark->size);
    if (then == report.prefixRoots.constEnd() || *then != m_mark->root)
        problem(u"The first %1 entries give another root than was seen here: the record was rewritten."_s.arg(
            m_mark->size));
}

void Verifying::judgeLines(const ledger::Report &report)
{
    for (const auto &gap : m_gaps)
        problem(gap);
    for (const auto &found : report.problems)
        problem(found.message);
    for (const auto n : report.missingPrivate)
        problem(u"Entry %1 has no private line, and no entry says that it was erased; restore a backup."_s.arg(n));
}

Result<void> Verifying::beginReplay()
{
    auto replayed = Database::inMemory();
    if (!replayed)
        return tl::unexpected(replayed.error());
    m_replayed = std::move(*replayed);
    m_projection = std::make_unique<Projection>(*m_replayed);
    auto transaction = Transaction::begin(*m_replayed);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (const auto made = migrate(*m_replayed, 0, currentSchema()); !made)
        return made;
    return transaction->commit();
}

/// Replays on from where it was. What can't be replayed is no failure: it becomes a problem.
Result<void> Verifying::replay()
{
    if (m_stuck)
        return {};
    const auto done = replayEntries();
    if (done || done.error().code == ErrorCode::Cancelled)
        return done;
    m_stuck = done.error();
    return {};
}

Result<void> Verifying::replayEntries()
{
    auto transaction = Transaction::begin(*m_replayed);
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (bool more = true; more;) {
        const auto read = m_changes.next([this](const StoredEntry &entry) { return replayEntry(entry); });
        if (!read)
            return tl::unexpected(read.error());
        more = *read;
        if (more && !goesOn(m_rows + m_applied))
            return tl::unexpected(cancelled());
    }
    return transaction->commit();
}

Result<void> Verifying::replayEntry(const StoredEntry &stored)
{
    const QByteArray privateLine = stored.privateLine.toByteArray();
    const auto entry = readLines(viewOf(stored.publicLine), viewOf(privateLine));
    if (!entry)
        return tl::unexpected(entry.error());
    if (const auto applied = m_projection->apply(entry->head, entry->change); !applied)
        return failure(applied.error().code,
                       u"Entry %1 refuses to replay: %2"_s.arg(m_applied).arg(applied.error().message));
    ++m_applied;
    return {};
}

Result<void> Verifying::compareTables()
{
    if (m_stuck) {
        problem(u"The record can't be replayed, so the tables were not compared: %1"_s.arg(m_stuck->message));
        return {};
    }
    for (const auto &table : projectedTables()) {
        if (!goesOn(2 * m_rows))
            return tl::unexpected(cancelled());
        if (m_altered.contains(table.name))
            continue;
        if (const auto compared = compareTable(table, m_database, *m_replayed, listed, m_found.problems); !compared)
            return compared;
    }
    return compareEvidence();
}

/// The rows of evidence are no entries; what was altered of their tables has been told.
Result<void> Verifying::compareEvidence()
{
    static const QStringList tables{u"evidence"_s,  u"evidence_text"_s, u"evidence_subject"_s,
                                    u"review"_s,    u"review_day"_s,    u"usage"_s,
                                    u"usage_day"_s, u"price"_s,         u"output"_s};
    if (std::ranges::any_of(tables, [this](const QString &table) { return m_altered.contains(table); }))
        return {};
    const auto checked = checkEvidence(m_database, listed, m_found.problems, [this] { return goesOn(2 * m_rows); });
    if (!checked && checked.error().code == ErrorCode::Cancelled)
        return tl::unexpected(cancelled());
    return orProblem(checked, {}, u"The evidence can't be read"_s);
}

/// What is damaged is a problem of the register and no failure of verifying; so is a table that is not what it should be.
bool Verifying::isProblem(const Error &error, const QString &table) const
{
    return error.code == ErrorCode::Damaged || (error.code == ErrorCode::Io && m_altered.contains(table));
}

Result<void> Verifying::orProblem(const Result<void> &done, const QString &table, const QString &what)
{
    if (done || !isProblem(done.error(), table))
        return done;
    problem(u"%1: %2"_s.arg(what, done.error().message));
    return {};
}

bool Verifying::goesOn(qint64 done)
{
    return !m_progress || m_progress(done, 2 * std::max(m_head ? m_head->size : 0, m_rows));
}

void Verifying::problem(const QString &sentence)
{
    if (m_found.problems.size() < listed)
        m_found.problems << sentence;
}

}

Result<Verification> verifyRegister(Store &store, const Progress &progress)
{
    return Verifying(store.database(), store.marks().read(store.id()), progress).run();
}

Result<Verification> verifyFile(const QString &path, const StoreOptions &options, const Progress &progress)
{
    if (const auto facts = inspectFile(path); !facts)
        return tl::unexpected(facts.error());
    const auto database = Database::open(path, OpenMode::ReadOnly, options.busyTimeoutMs);
    if (!database)
        return tl::unexpected(database.error());
    QString id;
    if (auto query = (*database)->select(u"SELECT id FROM register"_s); query && query->next())
        id = query->value(0).toString();
    const auto mark = id.isEmpty() ? std::nullopt : HighWaterMarks(options.stateFolder).read(id);
    return Verifying(**database, mark, progress).run();
}

}
