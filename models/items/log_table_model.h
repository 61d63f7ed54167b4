#pragma once

#include "domain/error.h"
#include "register/log.h"
#include "register/open_register.h"

#include <QAbstractTableModel>

namespace muster::items {

/// The columns of the dated log.
enum class LogColumn { Date, Delegation, Check, Verdict, Decision, Note, Owner };
inline constexpr int logColumns = int(LogColumn::Owner) + 1;

/// The dated log, newest audit first: the rows that fit a filter, read as far as somebody looks. Follows every change
/// of the register; rows that say the same stay.
class LogTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int page = 300; ///< rows read at a time

    /// Besides Qt::DisplayRole (text; dates as QDate).
    enum Role {
        VerdictRole = Qt::UserRole, ///< word, or empty
        DelegationIdRole,
    };

    explicit LogTableModel(registry::OpenRegister::Pointer openRegister, QObject *parent = nullptr);

    /// Asks for other rows. A question not yet answered is dropped.
    void setFilter(const registry::LogFilter &filter);
    const registry::LogFilter &filter() const { return m_filter; }
    /// Asks again.
    void refresh();

    const registry::LogRow &row(int row) const { return m_rows.at(row); }
    /// Where the same finding and decision stand now, or -1 where they aren't among the rows read.
    int rowOf(const registry::LogRow &row) const;
    /// How many rows fit; nothing while they are still counted.
    std::optional<qint64> total() const { return m_total; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// A question was answered and the first rows are there.
    void refreshed();
    /// total() is known.
    void counted();
    /// A question could not be answered; the rows are as they were.
    void failed(const muster::Error &error);

private:
    struct Reading;
    struct Piece
    {
        QList<registry::LogRow> rows;
        bool atEnd = false;
    };
    using Pointer = std::shared_ptr<Reading>;

    static Result<Piece> readPiece(registry::Store &store, Reading &reading, qsizetype most);
    void takeFirst(const Pointer &reading, const Piece &piece);
    void takeNext(const Piece &piece);
    void count(const Pointer &reading);

    registry::OpenRegister::Pointer m_register;
    registry::LogFilter m_filter;
    Pointer m_asked;   ///< the last question
    Pointer m_reading; ///< whose rows are shown
    QList<registry::LogRow> m_rows;
    std::optional<qint64> m_total;
    bool m_atEnd = true;
    bool m_fetching = false;
};

}
