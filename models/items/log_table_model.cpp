#include "items/log_table_model.h"

#include "items/when_done.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::LogOrder;
using registry::LogReader;
using registry::LogRow;
using registry::Store;

namespace {

constexpr int countedAtATime = 1000; ///< rows, so that other questions get their turn between
constexpr qsizetype keptAtMost = 3000;

template <typename E>
QString wordOf(const std::optional<E> &value)
{
    return value ? word(*value) : QString();
}

QString decisionOf(const LogRow &row)
{
    if (!row.decision)
        return row.amendment ? LogTableModel::tr("amendment") : QString();
    const QString kind = word(*row.decision);
    return row.after.isEmpty() ? kind : u"%1: %2"_s.arg(kind, row.after);
}

auto placeOf(const LogRow &row)
{
    return std::tie(row.date, row.audit, row.delegationId, row.check, row.decisionNumber, row.amendment);
}

}

/// What the worker keeps between questions.
struct LogTableModel::Reading
{
    registry::LogFilter filter;
    std::optional<LogReader> reader, counter;
    qint64 counted = 0;
};

LogTableModel::LogTableModel(registry::OpenRegister::Pointer openRegister, QObject *parent)
    : QAbstractTableModel(parent), m_register(std::move(openRegister))
{
    connect(m_register.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from)
            refresh();
    });
    connect(m_register.get(), &registry::OpenRegister::changedElsewhere, this, &LogTableModel::refresh);
}

void LogTableModel::setFilter(const registry::LogFilter &filter)
{
    m_filter = filter;
    refresh();
}

Result<LogTableModel::Piece> LogTableModel::readPiece(Store &store, Reading &reading, qsizetype most)
{
    if (!reading.reader) {
        auto opened = LogReader::open(store, reading.filter, LogOrder::NewestFirst);
        if (!opened)
            return tl::unexpected(opened.error());
        reading.reader.emplace(std::move(*opened));
    }
    Piece piece;
    while (piece.rows.size() < most) {
        auto row = reading.reader->next();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row) {
            piece.atEnd = true;
            break;
        }
        piece.rows.append(std::move(**row));
    }
    return piece;
}

void LogTableModel::refresh()
{
    const auto reading = std::make_shared<Reading>();
    reading->filter = m_filter;
    m_asked = reading;
    const qsizetype most = std::clamp<qsizetype>(m_rows.size(), page, keptAtMost);
    const auto question = m_register->run([=](Store &store) { return readPiece(store, *reading, most); });
    whenDone(this, question, [this, reading](const Result<Piece> &piece) {
        if (reading != m_asked)
            return;
        if (!piece) {
            Q_EMIT failed(piece.error());
            return;
        }
        takeFirst(reading, *piece);
        Q_EMIT refreshed();
        count(reading);
    });
}

void LogTableModel::takeFirst(const Pointer &reading, const Piece &piece)
{
    m_reading = reading;
    m_atEnd = piece.atEnd;
    m_fetching = false;
    if (m_rows == piece.rows)
        return;
    beginResetModel();
    m_rows = piece.rows;
    endResetModel();
}

void LogTableModel::count(const Pointer &reading)
{
    if (m_atEnd && reading == m_reading) {
        m_total = m_rows.size();
        Q_EMIT counted();
        return;
    }
    m_total.reset();
    const auto question = m_register->run([reading](Store &store) -> Result<bool> {
        if (!reading->counter) {
            auto opened = LogReader::open(store, reading->filter);
            if (!opened)
                return tl::unexpected(opened.error());
            reading->counter.emplace(std::move(*opened));
        }
        for (int i = 0; i < countedAtATime; ++i, ++reading->counted) {
            const auto row = reading->counter->next();
            if (!row || !*row)
                return row ? Result<bool>(true) : tl::unexpected(row.error());
        }
        return false;
    });
    whenDone(this, question, [this, reading](const Result<bool> &ended) {
        if (reading != m_reading || !ended)
            return;
        if (!*ended) {
            count(reading);
            return;
        }
        m_total = reading->counted;
        Q_EMIT counted();
    });
}

bool LogTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_atEnd && !m_fetching;
}

void LogTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_fetching = true;
    const auto question =
        m_register->run([reading = m_reading](Store &store) { return readPiece(store, *reading, page); });
    whenDone(this, question, [this, reading = m_reading](const Result<Piece> &piece) {
        if (reading != m_reading)
            return;
        m_fetching = false;
        if (piece)
            takeNext(*piece);
        else
            Q_EMIT failed(piece.error());
    });
}

void LogTableModel::takeNext(const Piece &piece)
{
    m_atEnd = piece.atEnd;
    if (piece.rows.isEmpty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(piece.rows.size()) - 1);
    m_rows += piece.rows;
    endInsertRows();
}

int LogTableModel::rowOf(const LogRow &row) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const LogRow &one) { return placeOf(one) == placeOf(row); });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int LogTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LogTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : logColumns;
}

QVariant LogTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows.at(index.row());
    if (role == VerdictRole)
        return wordOf(row.verdict);
    if (role == DelegationIdRole)
        return row.delegationId.text();
    if (role != Qt::DisplayRole)
        return {};
    switch (LogColumn(index.column())) {
    case LogColumn::Date: return row.date;
    case LogColumn::Delegation: return row.delegation;
    case LogColumn::Check: return wordOf(row.check);
    case LogColumn::Verdict: return wordOf(row.verdict);
    case LogColumn::Decision: return decisionOf(row);
    case LogColumn::Note: return row.note;
    case LogColumn::Owner: return row.decision ? row.decisionOwner : row.owner;
    }
    return {};
}

QVariant LogTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= logColumns)
        return {};
    const std::array names{tr("Date"),     tr("Delegation"), tr("Check"), tr("Verdict"),
                           tr("Decision"), tr("Note"),       tr("Owner")};
    static_assert(names.size() == logColumns);
    return names[size_t(section)];
}

}
