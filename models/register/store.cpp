#include "register/store.h"

#include "register/migrations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

/// Makes the file for a new register so that only its owner may read it, and nothing that is there is overwritten.
Result<void> makePrivateFile(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return {};
    if (file.exists())
        return failure(ErrorCode::Io, u"%1 is there already; choose another name."_s.arg(path));
    const QFileInfo folder(QFileInfo(path).absolutePath());
    return failure(ErrorCode::Io,
                   folder.exists()
                       ? u"%1 can't be made: no permission or no space in %2."_s.arg(path, folder.filePath())
                       : u"%1 can't be made: there is no folder %2."_s.arg(path, folder.filePath()));
}

}

Writer::Writer(Store &store) : m_store(store) {}

Database &Writer::database()
{
    return *m_store.m_database;
}

qint64 Writer::size() const
{
    return m_store.m_tree->size();
}

Result<void> Writer::begin()
{
    m_at = m_store.clock().now().toUTC().toString(Qt::ISODateWithMs);
    auto head = m_store.head();
    if (!head)
        return tl::unexpected(head.error());
    if (const auto same = m_store.mustGoOn(*head); !same)
        return same;
    m_first = head->size();
    m_store.m_tree = std::move(*head);
    return {};
}

/// Where others have written meanwhile, their record has to go on from what was seen here.
Result<void> Store::mustGoOn(const ledger::Tree &head)
{
    if (m_seen && head != *m_seen) {
        const auto grown = treeUpTo(*m_database, head.size(), *m_seen);
        if (!grown)
            return tl::unexpected(grown.error());
        if (*grown != head)
            return failure(
                ErrorCode::ReadOnly,
                u"%1 was replaced by another record while it was open; close it and open it again."_s.arg(path()));
    }
    m_seen = head;
    return {};
}

Result<qint64> Writer::append(const Change &change)
{
    if (change.kind->operation == Operation::Set && change.fields.empty())
        return -1;
    const EntryHead head{size(), m_at, m_store.actor().text()};
    const auto lines = writeLines(head, change, randomHex(m_store.random(), 16));
    if (!lines)
        return tl::unexpected(lines.error());
    const auto insert = database().bulk(u"INSERT INTO entry (n, public_line, private_line) VALUES (?, ?, ?)"_s);
    if (!insert)
        return tl::unexpected(insert.error());
    (*insert)->bind(0, head.n);
    (*insert)->bind(1, std::string_view(lines->publicLine));
    (*insert)->bind(2, std::string_view(lines->privateLine));
    if (const auto done = (*insert)->exec(); !done)
        return tl::unexpected(done.error());
    m_store.m_tree->append(ledger::leafHash(lines->publicLine));
    m_headMoved = true;
    if (const auto applied = m_store.m_projection->apply(head, change); !applied)
        return tl::unexpected(applied.error());
    return head.n;
}

Result<void> Writer::finish()
{
    if (!m_headMoved)
        return {};
    const auto root = m_store.m_tree->root();
    const auto done = database().run(u"UPDATE head SET size = ?, root = ?, edge = ? WHERE only_one = 1"_s,
                                     {size(), bytes(ledger::bytesOf(root)), bytes(m_store.m_tree->edge())});
    return done ? Result<void>() : tl::unexpected(done.error());
}

Store::Store(std::unique_ptr<Database> database, const StoreOptions &options)
    : m_database(std::move(database)),
      m_options(options),
      m_file(identityOf(m_database->path())),
      m_marks(options.stateFolder),
      m_projection(std::make_unique<Projection>(*m_database))
{
}

Result<std::unique_ptr<Store>> Store::create(const QString &path, const StoreOptions &options, RegisterInfo info,
                                             const QString &owner)
{
    if (const auto made = makePrivateFile(path); !made)
        return tl::unexpected(made.error());
    const auto undo = [&path](const Error &error) {
        QFile::remove(path);
        return tl::unexpected(error);
    };
    auto database = Database::open(path, OpenMode::ReadWrite, options.busyTimeoutMs);
    if (!database)
        return undo(database.error());
    if (!options.flush) {
        if (const auto relaxed = (*database)->run(u"PRAGMA synchronous = OFF"_s); !relaxed)
            return undo(relaxed.error());
    }
    std::unique_ptr<Store> store(new Store(std::move(*database), options));
    store->m_tree = ledger::Tree();
    info.id = RegisterId(newUuid(*options.random));
    store->m_id = info.id.text();
    store->m_zone = info.timeZone.toLatin1();
    const Person first{PersonId(newUuid(*options.random)), -1, owner, {}, {}};
    info.owner = first.id;
    store->setActor(first.id);
    const auto schema = [&]() -> Result<void> {
        auto transaction = Transaction::begin(*store->m_database);
        if (!transaction)
            return tl::unexpected(transaction.error());
        if (auto done = store->m_database->runScript(u"PRAGMA application_id = %1"_s.arg(applicationId)); !done)
            return done;
        if (auto done = migrate(*store->m_database, 0, currentSchema()); !done)
            return done;
        const auto emptyRoot = ledger::Tree().root();
        if (auto done = store->m_database->run(u"INSERT INTO head (only_one, size, root, edge) VALUES (1, 0, ?, x'')"_s,
                                               {bytes(ledger::bytesOf(emptyRoot))});
            !done)
            return tl::unexpected(done.error());
        Writer writer(*store);
        if (auto begun = writer.begin(); !begun)
            return begun;
        for (const auto &change :
             {additionOf(entityOf<RegisterInfo>(), toRow(info)), additionOf(entityOf<Person>(), toRow(first))}) {
            if (auto done = writer.append(change); !done)
                return tl::unexpected(done.error());
        }
        return store->commit(*transaction, writer);
    }();
    if (!schema) {
        store.reset();
        return undo(schema.error());
    }
    store->changedElsewhere();
    return store;
}

Result<std::unique_ptr<Store>> Store::open(const QString &path, const StoreOptions &options)
{
    const auto facts = inspectFile(path);
    if (!facts)
        return tl::unexpected(facts.error());
    const bool writable = facts->writable && options.mode == OpenMode::ReadWrite;
    auto database = Database::open(path, writable ? OpenMode::ReadWrite : OpenMode::ReadOnly, options.busyTimeoutMs);
    if (!database)
        return tl::unexpected(database.error());
    std::unique_ptr<Store> store(new Store(std::move(*database), options));
    if (!writable)
        store->m_refusal = Error{ErrorCode::ReadOnly,
                                 u"%1 may only be read; ask its owner for write permission or copy it."_s.arg(path)};
    const auto schema = schemaOf(*store->m_database);
    if (!schema)
        return tl::unexpected(schema.error());
    if (*schema < currentSchema()) {
        if (const auto migrated = store->migrateFrom(*schema); !migrated)
            return tl::unexpected(migrated.error());
    }
    if (const auto known = store->readIdentity(); !known)
        return tl::unexpected(known.error());
    if (const auto checked = store->checkMark(); !checked)
        return tl::unexpected(checked.error());
    store->changedElsewhere();
    return store;
}

Result<void> Store::migrateFrom(int schema)
{
    if (m_refusal)
        return failure(
            ErrorCode::ReadOnly,
            u"%1 was written by an older Muster and has to be brought up to date, but may only be read."_s.arg(path()));
    if (m_options.keepBackup) {
        const QString backup = u"%1.before-schema-%2.backup"_s.arg(path()).arg(currentSchema());
        QFile::remove(backup);
        if (const auto made = makePrivateFile(backup); !made)
            return made;
        if (const auto copied = m_database->run(u"VACUUM INTO ?"_s, {backup}); !copied)
            return tl::unexpected(copied.error());
    }
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (const auto migrated = migrate(*m_database, schema, currentSchema()); !migrated)
        return migrated;
    return transaction->commit();
}

Result<void> Store::readIdentity()
{
    const auto known = info();
    if (!known)
        return tl::unexpected(known.error());
    m_id = known->id.text();
    m_zone = known->timeZone.toLatin1();
    m_actor = known->owner.value_or(PersonId());
    const auto tree = head();
    return tree ? Result<void>() : tl::unexpected(tree.error());
}

Result<void> Store::checkMark()
{
    const auto mark = m_marks.read(m_id);
    const auto tree = head();
    if (!tree)
        return {};
    m_seen = *tree;
    if (!mark)
        return {};
    const auto what = contradiction(*m_database, *tree, *mark);
    if (!what)
        return tl::unexpected(what.error());
    if (what->isEmpty())
        return {};
    m_refusal = Error{
        ErrorCode::ReadOnly,
        u"%1 %2. It is open for reading only; if you put it back on purpose, say so with 'register accept-restore --why'."_s
            .arg(path(), *what)};
    m_lost = mark;
    return {};
}

Result<RegisterInfo> Store::info()
{
    const auto &entity = entityOf<RegisterInfo>();
    auto query = m_database->select(selectClause(entity));
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return failure(ErrorCode::Damaged,
                       u"%1 is damaged: it doesn't say which register it is; restore a backup."_s.arg(path()));
    return fromRow<RegisterInfo>(readRow(entity, *query));
}

QDate Store::today() const
{
    const QTimeZone zone(m_zone);
    return (zone.isValid() ? clock().now().toTimeZone(zone) : clock().now().toUTC()).date();
}

Result<ledger::Tree> Store::head()
{
    const auto query = m_database->run(u"SELECT size, edge, root FROM head WHERE only_one = 1"_s);
    if (!query)
        return tl::unexpected(query.error());
    if (!(*query)->next())
        return failure(ErrorCode::Damaged, u"%1 is damaged: the record has no head; restore a backup."_s.arg(path()));
    const qint64 size = (*query)->value(0).toLongLong();
    const std::string edge = (*query)->value(1).toByteArray().toStdString();
    const QByteArray root = (*query)->value(2).toByteArray();
    (*query)->finish();
    if (m_tree && m_tree->size() == size && m_tree->edge() == edge)
        return *m_tree;
    auto tree = ledger::Tree::fromEdge(size, edge);
    if (!tree || root != bytes(ledger::bytesOf(tree->root())))
        return failure(
            ErrorCode::Damaged,
            u"%1 is damaged: the head of the record doesn't fit its root; run 'register verify'."_s.arg(path()));
    return *tree;
}

Result<Transaction> Store::beginWrite()
{
    if (m_refusal)
        return tl::unexpected(*m_refusal);
    if (const auto state = fileState(); state != FileState::There)
        return tl::unexpected(movedError(path(), state));
    return Transaction::begin(*m_database);
}

Result<void> Store::commit(Transaction &transaction, const Writer &writer)
{
    if (const auto done = const_cast<Writer &>(writer).finish(); !done)
        return done;
    if (const auto done = transaction.commit(); !done) {
        m_tree.reset();
        return done;
    }
    if (writer.m_headMoved) {
        m_seen = m_tree;
        // What is committed is committed; a mark that can't be written only leaves the older, still true one.
        (void)m_marks.write(m_id, {m_tree->size(), m_tree->root()});
    }
    if (m_observer)
        m_observer({writer.m_first, m_tree->size()});
    return {};
}

FileState Store::fileState() const
{
    const auto now = identityOf(path());
    if (!now)
        return FileState::Gone;
    return !m_file || now == m_file ? FileState::There : FileState::Replaced;
}

bool Store::changedElsewhere()
{
    const auto query = m_database->run(u"PRAGMA data_version"_s);
    if (!query || !(*query)->next())
        return false;
    const qint64 version = (*query)->value(0).toLongLong();
    (*query)->finish();
    const qint64 known = std::exchange(m_dataVersion, version);
    return known != -1 && known != version;
}

Result<void> Store::acceptRestore(const QString &why)
{
    if (!m_lost)
        return failure(ErrorCode::Refused,
                       u"%1 has not fallen behind what was seen here; there is nothing to accept."_s.arg(path()));
    const Restoration restoration{Id<RestorationTag>(newUuid(random())), -1, m_lost->size,
                                  QString::fromStdString(ledger::toBase64(m_lost->root)), why};
    const auto refused = std::exchange(m_refusal, std::nullopt);
    const auto done = write([&](Writer &writer) {
        return writer.append(additionOf(entityOf<Restoration>(), toRow(restoration), kindNamed("register.restored")));
    });
    if (!done) {
        m_refusal = refused;
        return tl::unexpected(done.error());
    }
    m_lost.reset();
    return {};
}

}
