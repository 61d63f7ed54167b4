#include "register/verify.h"

#include "register/migrations.h"
#include "register/table_compare.h"

#include <QSqlError>

#include <chrono>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype listed = 100;
constexpr qint64 betweenReports = 4096;
/// Missing entries are stood in for up to this many, so that those after them are still judged by their own numbers.
constexpr qint64 longestFilledGap = 4096;

Error cancelled()
{
    return {ErrorCode::Cancelled, u"Verifying was stopped; start it again to know whether the record holds."_s};
}

/// A read transaction: what is verified stays as it is for as long as this lives.
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
    Verifying(Store &store, const Progress &progress)
        : m_store(store), m_database(store.database()), m_progress(progress)
    {
    }

    Result<Verification> run();

private:
    Result<void> readHead();
    Result<void> checkLines();
    Result<void> readLinesInto(ledger::Verifier &verifier);
    void takePlace(ledger::Verifier &verifier, qint64 n);
    void judgeTree(const ledger::Report &report);
    void judgeMark(const ledger::Report &report);
    void judgeLines(const ledger::Report &report);
    Result<void> replayAndCompare();
    Result<void> replayInto(Database &replayed);
    Result<void> applyAll(Database &replayed);
    Result<void> compareTables(Database &replayed);
    Result<void> orProblem(const Result<void> &done, const QString &what);
    bool goesOn(qint64 done);
    void problem(const QString &sentence);

    Store &m_store;
    Database &m_database;
    const Progress &m_progress;
    std::optional<Head> m_head;
    std::optional<HighWaterMark> m_mark;
    qint64 m_rows = 0;
    qint64 m_next = 0;
    QStringList m_gaps;
    Verification m_found;
};

Result<Verification> Verifying::run()
{
    Snapshot snapshot(m_database);
    if (const auto begun = snapshot.begin(); !begun)
        return tl::unexpected(begun.error());
    m_mark = m_store.marks().read(m_store.id());
    if (m_mark)
        m_found.markSize = m_mark->size;
    using Watch = std::chrono::steady_clock;
    const auto passed = [](Watch::time_point since) {
        return qint64(std::chrono::duration_cast<std::chrono::milliseconds>(Watch::now() - since).count());
    };
    auto started = Watch::now();
    if (const auto done = readHead().and_then([this] { return checkLines(); }); !done)
        return tl::unexpected(done.error());
    m_found.linesMs = passed(started);
    started = Watch::now();
    if (const auto done = replayAndCompare(); !done)
        return tl::unexpected(done.error());
    m_found.replayMs = passed(started);
    m_found.ok = m_found.problems.isEmpty();
    return m_found;
}

Result<void> Verifying::readHead()
{
    auto query = m_database.select(u"SELECT size, root, edge FROM head"_s);
    if (!query)
        return orProblem(tl::unexpected(query.error()), u"The record's head can't be read"_s);
    if (query->next())
        m_head = {query->value(0).toLongLong(), query->value(1).toByteArray(),
                  query->value(2).toByteArray().toStdString()};
    else if (query->lastError().isValid())
        return orProblem(tl::unexpected(m_database.explain(*query)), u"The record's head can't be read"_s);
    else
        problem(u"The record has no head, so its size and root are not known; restore a backup."_s);
    return {};
}

Result<void> Verifying::checkLines()
{
    ledger::Verifier verifier(m_mark ? QList<qint64>{m_mark->size} : QList<qint64>{});
    if (const auto read = readLinesInto(verifier); !read)
        return read;
    const auto report = verifier.finish();
    m_found.entries = m_rows;
    m_found.root = report.root;
    judgeTree(report);
    judgeMark(report);
    judgeLines(report);
    return {};
}

Result<void> Verifying::readLinesInto(ledger::Verifier &verifier)
{
    auto query = m_database.select(u"SELECT n, public_line, private_line FROM entry ORDER BY n"_s);
    if (!query)
        return orProblem(tl::unexpected(query.error()), u"The entries can't be read"_s);
    const auto view = [](const QByteArray &bytes) { return std::string_view(bytes.constData(), size_t(bytes.size())); };
    while (query->next()) {
        takePlace(verifier, query->value(0).toLongLong());
        const QByteArray publicLine = query->value(1).toByteArray();
        const QVariant privateValue = query->value(2);
        const QByteArray privateLine = privateValue.toByteArray();
        verifier.add({view(publicLine), view(privateLine), !privateValue.isNull()});
        ++m_next;
        if (++m_rows % betweenReports == 0 && !goesOn(m_rows))
            return tl::unexpected(cancelled());
    }
    if (query->lastError().isValid())
        return orProblem(tl::unexpected(m_database.explain(*query)),
                         u"The entries can't be read beyond %1"_s.arg(m_rows));
    return {};
}

/// Sees to it that the row numbered `n` is the one that comes next.
void Verifying::takePlace(ledger::Verifier &verifier, qint64 n)
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
        verifier.addWithheld({});
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

Result<void> Verifying::replayAndCompare()
{
    auto replayed = Database::inMemory();
    if (!replayed)
        return tl::unexpected(replayed.error());
    const auto done = replayInto(**replayed);
    if (!done && done.error().code == ErrorCode::Cancelled)
        return done;
    if (!done) {
        problem(u"The record can't be replayed, so the tables were not compared: %1"_s.arg(done.error().message));
        return {};
    }
    return compareTables(**replayed);
}

Result<void> Verifying::replayInto(Database &replayed)
{
    auto transaction = Transaction::begin(replayed);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (const auto made = migrate(replayed, 0, currentSchema()); !made)
        return made;
    if (const auto applied = applyAll(replayed); !applied)
        return applied;
    return transaction->commit();
}

Result<void> Verifying::applyAll(Database &replayed)
{
    auto query = m_database.select(u"SELECT public_line, private_line FROM entry ORDER BY n"_s);
    if (!query)
        return tl::unexpected(query.error());
    const auto view = [](const QByteArray &bytes) { return std::string_view(bytes.constData(), size_t(bytes.size())); };
    Projection projection(replayed);
    for (qint64 n = 0; query->next(); ++n) {
        const QByteArray publicLine = query->value(0).toByteArray();
        const QByteArray privateLine = query->value(1).toByteArray();
        const auto entry = readLines(view(publicLine), view(privateLine));
        if (!entry)
            return tl::unexpected(entry.error());
        if (const auto applied = projection.apply(entry->head, entry->change); !applied)
            return failure(applied.error().code,
                           u"Entry %1 refuses to replay: %2"_s.arg(n).arg(applied.error().message));
        if ((n + 1) % betweenReports == 0 && !goesOn(m_rows + n + 1))
            return tl::unexpected(cancelled());
    }
    return query->lastError().isValid() ? tl::unexpected(m_database.explain(*query)) : Result<void>();
}

Result<void> Verifying::compareTables(Database &replayed)
{
    for (const auto &table : projectedTables()) {
        if (!goesOn(2 * m_rows))
            return tl::unexpected(cancelled());
        if (const auto compared = compareTable(table, m_database, replayed, listed, m_found.problems); !compared)
            return compared;
    }
    return {};
}

/// What is damaged is a problem of the register and no failure of verifying.
Result<void> Verifying::orProblem(const Result<void> &done, const QString &what)
{
    if (done || done.error().code != ErrorCode::Damaged)
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
    return Verifying(store, progress).run();
}

}
