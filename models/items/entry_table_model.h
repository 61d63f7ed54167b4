#pragma once

#include "domain/error.h"
#include "register/open_register.h"
#include "register/record_lines.h"

#include <QAbstractTableModel>

namespace muster::items {

/// The columns of the table of entries.
enum class EntryColumn { Number, At, By, Kind, What, Leaf };
inline constexpr int entryColumns = int(EntryColumn::Leaf) + 1;

/// Which entries are wanted; each part narrows it.
struct EntryQuery
{
    std::optional<QDate> from, to; ///< days in the register's zone, both included
    std::optional<DelegationId> delegation;
    std::optional<PersonId> by;
    QString text;               ///< every word of it is a part of who, kind or what
    std::optional<qint64> upTo; ///< nothing newer than this entry; what is written later is left out too

    bool operator==(const EntryQuery &) const = default;
};

/// An entry as its table shows it.
struct ShownEntry
{
    qint64 n = -1;
    QDateTime at;         ///< in the register's zone
    QString by;           ///< name, or empty
    QString kind;         ///< `tier.changed`
    QString what;         ///< "Friday update: tier frontier → mid"
    QString leaf;         ///< hex
    bool readable = true; ///< false for a line this Muster doesn't understand
};

/// What was written, newest first, read as far as somebody looks. New entries come in at the top by themselves.
class EntryTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int page = 200;     ///< rows read at a time
    static constexpr int scanned = 2000; ///< entries looked through at a time for them

    explicit EntryTableModel(registry::OpenRegister::Pointer openRegister, QObject *parent = nullptr);

    void setQuery(const EntryQuery &query);
    const EntryQuery &query() const { return m_query; }
    /// Asks for what is newer than the rows.
    void catchUp();

    const ShownEntry &entry(int row) const { return m_rows.at(row); }
    /// How many entries the record has.
    qint64 size() const { return m_size; }
    bool isAsking() const { return m_asking; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// A question was answered.
    void refreshed();
    void failed(const muster::Error &error);

private:
    struct Piece
    {
        QList<ShownEntry> rows;
        qint64 lowest = 0; ///< everything from here on was looked through
        qint64 size = 0;
    };
    static Result<Piece> readPiece(registry::Store &store, const EntryQuery &query, qint64 from, qint64 below,
                                   qsizetype most);
    void ask(qint64 from, qint64 below, qsizetype most, void (EntryTableModel::*take)(const Piece &));
    void takeOlder(const Piece &piece);
    void takeNewer(const Piece &piece);
    void insert(int at, const QList<ShownEntry> &rows);

    registry::OpenRegister::Pointer m_register;
    EntryQuery m_query;
    QList<ShownEntry> m_rows;
    qint64 m_size = 0;
    qint64 m_lowest = -1; ///< looked through down to here; -1: not yet asked
    int m_generation = 0;
    bool m_asking = false;
    bool m_behind = false; ///< something newer came while asking
};

}
