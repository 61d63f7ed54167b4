#pragma once

#include "domain/environment.h"
#include "ledger/tree.h"
#include "register/entry.h"
#include "register/file_identity.h"
#include "register/high_water_mark.h"
#include "register/projection.h"

#include <functional>
#include <memory>

namespace muster::registry {

/// What a register needs from outside. Clock and randomness outlive it.
struct StoreOptions
{
    const Clock *clock = nullptr;
    Randomness *random = nullptr;
    QString stateFolder;      ///< where high-water marks lie; empty keeps none
    int busyTimeoutMs = 5000; ///< how long to wait for another program's write
    OpenMode mode = OpenMode::ReadWrite;
    bool keepBackup = true; ///< a copy beside the file before a migration
    bool flush = true;      ///< false only to make a file that can be made anew: quicker, and lost in a power cut
};

/// Told after each commit: the entries written, as [from, to).
struct Changed
{
    qint64 from = 0;
    qint64 to = 0;
};

class Store;

/// Appends to the record within one transaction. Got from Store::write.
class Writer
{
public:
    /// Takes one change: assigns n, writes both lines, hashes, applies the row changes. Returns n.
    /// A change without fields of an existing row is not an entry: returns -1.
    Result<qint64> append(const Change &change);

    Store &store() { return m_store; }
    Database &database();
    /// How many entries there are, those of this transaction included.
    qint64 size() const;

private:
    friend class Store;
    explicit Writer(Store &store);
    Result<void> begin();
    Result<void> finish();

    Store &m_store;
    QString m_at;
    qint64 m_first = 0;
    bool m_headMoved = false;
};

/// An open register: its database, the right edge of its record's tree, and the one way to write.
/// Lives on one thread, the register's worker.
class Store
{
public:
    /// Makes a new register; entry 0 is `register.created`, and `owner` becomes the first person and its owner.
    /// Errors: Io (the file is there already, the folder is missing), DiskFull.
    static Result<std::unique_ptr<Store>> create(const QString &path, const StoreOptions &options, RegisterInfo info,
                                                 const QString &owner);

    /// Opens a register, after migrating an older one (a backup is kept beside it). A record that has fallen behind
    /// this user's high-water mark opens for reading only, see `refusal`.
    /// Errors: Io, NotARegister, Newer, Damaged, ReadOnly, Locked; the file is then as it was.
    static Result<std::unique_ptr<Store>> open(const QString &path, const StoreOptions &options);

    Database &database() { return *m_database; }
    const Clock &clock() const { return *m_options.clock; }
    Randomness &random() { return *m_options.random; }
    const HighWaterMarks &marks() const { return m_marks; }
    const QString &path() const { return m_database->path(); }
    const StoreOptions &options() const { return m_options; }

    /// The file this store was opened from, and whether it still lies there; nothing is written while it doesn't.
    const std::optional<FileIdentity> &file() const { return m_file; }
    FileState fileState() const;

    /// The register's own row, read anew.
    Result<RegisterInfo> info();
    const QString &id() const { return m_id; }

    /// Today in the register's time zone.
    QDate today() const;

    /// Who acts from now on; null where nobody identified themselves.
    void setActor(const PersonId &person) { m_actor = person; }
    const PersonId &actor() const { return m_actor; }

    /// Why nothing may be written, or nothing.
    const std::optional<Error> &refusal() const { return m_refusal; }
    /// Whether that is because its record has fallen behind what was seen here; see acceptRestore().
    bool isBehind() const { return m_lost.has_value(); }

    /// Runs `work` in one write transaction: all of it is kept or nothing. What `work` returns is returned.
    /// Errors besides: Io where the file is gone or replaced, Locked, ReadOnly, DiskFull.
    template <typename Work>
    auto write(Work &&work) -> std::invoke_result_t<Work, Writer &>
    {
        auto transaction = beginWrite();
        if (!transaction)
            return tl::unexpected(transaction.error());
        Writer writer(*this);
        if (const auto begun = writer.begin(); !begun)
            return tl::unexpected(begun.error());
        auto result = work(writer);
        if (!result) {
            m_tree.reset();
            return result;
        }
        if (const auto kept = commit(*transaction, writer); !kept)
            return tl::unexpected(kept.error());
        return result;
    }

    /// The number of entries and their root, as the head row has them.
    Result<ledger::Tree> head();

    /// Whether another program has written since this was last asked; cheap enough to ask every half second.
    bool changedElsewhere();

    /// Told after each commit of this store, on its thread.
    void setObserver(std::function<void(const Changed &)> observer) { m_observer = std::move(observer); }

    /// Accepts that this register is an older copy: appends `register.restored` with the lost size and root, and
    /// starts a new mark. Errors: Refused where nothing is behind.
    Result<void> acceptRestore(const QString &why);

private:
    friend class Writer;
    Store(std::unique_ptr<Database> database, const StoreOptions &options);
    Result<Transaction> beginWrite();
    Result<void> commit(Transaction &transaction, const Writer &writer);
    Result<void> checkMark();
    Result<void> mustGoOn(const ledger::Tree &head);
    Result<void> readIdentity();
    Result<void> migrateFrom(int schema);

    std::unique_ptr<Database> m_database;
    StoreOptions m_options;
    std::optional<FileIdentity> m_file;
    HighWaterMarks m_marks;
    std::unique_ptr<Projection> m_projection;
    std::optional<ledger::Tree> m_tree;
    QString m_id;
    QByteArray m_zone;
    PersonId m_actor;
    std::optional<Error> m_refusal;
    std::optional<HighWaterMark> m_lost;
    std::optional<ledger::Tree> m_seen; ///< the record as it was last read or written here
    std::function<void(const Changed &)> m_observer;
    qint64 m_dataVersion = -1;
};

}
