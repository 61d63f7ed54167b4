#pragma once

#include "items/delegation_catalogue.h"
#include "items/edit_history.h"
#include "items/raised_signals.h"

namespace muster::items {

/// The wall's table: the delegations that fit a question, in an order, as the register has them now.
///
/// Questions are answered by the register's worker and the rows swapped in here; data() asks nobody. It follows every
/// change of the register, from this window or another, and keeps selection and current cell with their delegations.
/// Cells are edited through the window's history; until the register has taken an edit its cell shows what was typed.
class DelegationTableModel final : public KeyedTableModel
{
    Q_OBJECT

public:
    /// Besides Qt::DisplayRole (text; dates as QDate) and Qt::EditRole (what setData takes, as text).
    enum Role {
        IdRole = Qt::UserRole, ///< the delegation's identifier
        VersionRole,           ///< the entry that last wrote it
        FieldRole,             ///< the field a cell edits, as the command line names it; empty where it can't be edited
        CategoryRole,          ///< word
        StatusRole,            ///< word
        FlagsRole,             ///< words, gravest first
        TrustEndRole,          ///< word: which date ends the trust
        OwnerIdRole,           ///< a person's identifier or empty
        ColumnTypeRole,        ///< word: of what type a column of the register's own is; empty for the others
        ColumnChoicesRole,     ///< texts: what can be chosen in such a column
        SignalsRole,           ///< texts: which signals are raised, the worst first
        PendingRole,           ///< true while the register hasn't taken the cell's edit yet
    };
    Q_ENUM(Role)

    /// `history` takes the edits; without one the table is for reading only. `locale` decides the order of texts.
    DelegationTableModel(registry::OpenRegister::Pointer openRegister, EditHistory *history, const QLocale &locale = {},
                         QObject *parent = nullptr);

    /// Asks for other delegations. A question not yet answered is dropped.
    void setQuery(const registry::DelegationQuery &query);
    const registry::DelegationQuery &query() const { return m_query; }

    /// Asks for another order; anything but a column of this table is the first order, by trusted until.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// What is known of raised signals; rows show it beside what stands out.
    void setRaised(const RaisedTitles &raised);
    QStringList raised(int row) const { return m_raised.value(summary(row).id.text()); }

    /// Asks again; for a new day, or where something else than the register changed.
    void refresh();

    /// Whether a question is not yet answered.
    bool isAsking() const { return m_asking; }
    /// How many delegations the register has.
    int total() const { return m_total; }
    /// The cell of a delegation, or an invalid index where it isn't among the rows.
    QModelIndex indexOf(const DelegationId &id, DelegationColumn column = DelegationColumn::Title) const;
    /// What a row shows.
    const registry::DelegationSummary &summary(int row) const;
    /// A number that stays a row's delegation's as long as the model lives.
    int keyOf(int row) const { return rows()[size_t(row)].key(); }
    /// The register's own columns; they stand behind the others, from `delegationColumns` on.
    const QList<OwnColumn> &ownColumns() const { return m_columns; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Sends an edit to the register, based on the version the row shows. True where it was sent; the outcome comes by
    /// `edited` or `editRefused`.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    /// Sets the field of `indexes.first()` for every delegation among them, as one command: all or none.
    bool setAll(const QModelIndexList &indexes, const QVariant &value);

Q_SIGNALS:
    /// A question was answered and the rows swapped in.
    void refreshed();
    /// A question could not be answered; the rows are as they were.
    void failed(const muster::Error &error);
    /// The register has taken an edit.
    void edited(const QModelIndex &index);
    /// The register has not taken an edit. `text` is what was typed, `theirs` on a conflict what now stands there; the
    /// index is invalid where the delegation is no longer shown.
    void editRefused(const QModelIndex &index, const muster::Error &error, const QString &text, const QString &theirs);

private:
    /// An edit on its way: what was typed, and once it is taken the version it made.
    struct Pending
    {
        QString text;
        qint64 version = -1;
    };
    using Cell = QPair<int, int>; ///< key and column

    const DelegationRow &rowAt(int row) const;
    void take(DelegationAnswer &answer);
    bool send(const QModelIndexList &cells, const QString &text);
    void accept(const QList<int> &keys, int column, const QList<RowChange> &changes);
    void refuse(const QList<int> &keys, int column, const QString &text, const EditRefusal &refusal);
    void settlePending(const RowPointers &next);
    QModelIndexList cellsOf(const QList<int> &keys, int column) const;
    void takeColumns(const QList<OwnColumn> &columns);
    const OwnColumn *ownColumn(int column) const;
    QString fieldOf(int column) const;
    QVariant display(const DelegationRow &row, int column) const;

    registry::OpenRegister::Pointer m_register;
    EditHistory *m_history;
    std::shared_ptr<DelegationCatalogue> m_catalogue; ///< used in the worker's jobs alone
    registry::DelegationQuery m_query;
    QList<OwnColumn> m_columns;
    DelegationOrder m_order;
    QFuture<Result<std::shared_ptr<DelegationAnswer>>> m_question;
    QHash<Cell, Pending> m_pending;
    RaisedTitles m_raised;
    int m_total = 0;
    bool m_asking = false;
};

}
