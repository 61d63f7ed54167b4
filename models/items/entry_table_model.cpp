#include "items/entry_table_model.h"

#include "items/entry_text.h"
#include "items/when_done.h"
#include "register/search.h"

#include <QTimeZone>

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::Store;

namespace {

/// Whether an entry is among those asked for.
class Fits
{
public:
    explicit Fits(const EntryQuery &query)
        : m_query(query), m_words(registry::foldForSearch(query.text).split(u' ', Qt::SkipEmptyParts))
    {
    }

    bool operator()(const ReadEntry &read) const
    {
        const QDate day = read.shown.at.date();
        return (!m_query.from || day >= *m_query.from) && (!m_query.to || day <= *m_query.to)
               && (!m_query.delegation || read.delegation == *m_query.delegation)
               && (!m_query.by || read.by == *m_query.by) && saysAll(read.shown);
    }

private:
    bool saysAll(const ShownEntry &shown) const
    {
        if (m_words.isEmpty())
            return true;
        const QString folded = registry::foldForSearch(shown.by + u'\n' + shown.kind + u'\n' + shown.what);
        return std::ranges::all_of(m_words, [&](const QString &word) { return folded.contains(word); });
    }

    const EntryQuery &m_query;
    QStringList m_words;
};

}

EntryTableModel::EntryTableModel(registry::OpenRegister::Pointer openRegister, QObject *parent)
    : QAbstractTableModel(parent), m_register(std::move(openRegister))
{
    connect(m_register.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from)
            catchUp();
    });
    connect(m_register.get(), &registry::OpenRegister::changedElsewhere, this, &EntryTableModel::catchUp);
}

void EntryTableModel::setQuery(const EntryQuery &query)
{
    ++m_generation;
    beginResetModel();
    m_query = query;
    m_rows.clear();
    m_asking = false;
    m_behind = false;
    m_lowest = -1;
    endResetModel();
    ask(0, -1, page, &EntryTableModel::takeOlder);
}

void EntryTableModel::catchUp()
{
    if (m_lowest < 0 && !m_asking)
        return; // nobody has looked yet
    if (m_query.upTo)
        return; // only what is older than an entry is looked at
    m_behind = m_asking;
    if (!m_asking)
        ask(m_size, -1, std::numeric_limits<qsizetype>::max(), &EntryTableModel::takeNewer);
}

Result<EntryTableModel::Piece> EntryTableModel::readPiece(Store &store, const EntryQuery &query, qint64 from,
                                                          qint64 below, qsizetype most)
{
    const auto head = store.head();
    if (!head)
        return tl::unexpected(head.error());
    EntryReader reader(store);
    const Fits fits(query);
    const qint64 newest = query.upTo ? std::min(head->size(), *query.upTo + 1) : head->size();
    Piece piece{{}, below < 0 ? newest : below, head->size()};
    const qint64 end = most == page ? std::max(from, piece.lowest - scanned) : from;
    while (piece.lowest > end && piece.rows.size() < most) {
        const qint64 first = std::max(end, piece.lowest - page);
        const auto lines = registry::linesBackwards(store, first, piece.lowest - 1);
        if (!lines)
            return tl::unexpected(lines.error());
        for (const auto &line : *lines) {
            const auto read = reader.read(line);
            if (fits(read))
                piece.rows.append(read.shown);
        }
        piece.lowest = first;
    }
    return piece;
}

void EntryTableModel::ask(qint64 from, qint64 below, qsizetype most, void (EntryTableModel::*take)(const Piece &))
{
    m_asking = true;
    const auto question = m_register->run(
        [query = m_query, from, below, most](Store &store) { return readPiece(store, query, from, below, most); });
    whenDone(this, question, [this, take, generation = m_generation](const Result<Piece> &piece) {
        if (generation != m_generation)
            return;
        m_asking = false;
        if (!piece) {
            Q_EMIT failed(piece.error());
            return;
        }
        (this->*take)(*piece);
        Q_EMIT refreshed();
        if (m_behind)
            catchUp();
    });
}

void EntryTableModel::takeOlder(const Piece &piece)
{
    if (m_lowest < 0)
        m_size = piece.size;
    m_lowest = piece.lowest;
    insert(int(m_rows.size()), piece.rows);
    // Where few of many fit, go on until a page is full.
    if (m_rows.size() < page && m_lowest > 0)
        ask(0, m_lowest, page, &EntryTableModel::takeOlder);
}

void EntryTableModel::takeNewer(const Piece &piece)
{
    m_size = piece.size;
    insert(0, piece.rows);
}

void EntryTableModel::insert(int at, const QList<ShownEntry> &rows)
{
    if (rows.isEmpty())
        return;
    beginInsertRows({}, at, at + int(rows.size()) - 1);
    m_rows = m_rows.mid(0, at) + rows + m_rows.mid(at);
    endInsertRows();
}

bool EntryTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_lowest > 0 && !m_asking;
}

void EntryTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(0, m_lowest, page, &EntryTableModel::takeOlder);
}

int EntryTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int EntryTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : entryColumns;
}

QVariant EntryTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || role != Qt::DisplayRole)
        return {};
    const auto &shown = m_rows.at(index.row());
    switch (EntryColumn(index.column())) {
    case EntryColumn::Number: return shown.n;
    case EntryColumn::At: return shown.at;
    case EntryColumn::By: return shown.by;
    case EntryColumn::Kind: return shown.kind;
    case EntryColumn::What: return shown.what;
    case EntryColumn::Leaf: return shown.leaf.left(10);
    }
    return {};
}

QVariant EntryTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= entryColumns)
        return {};
    const std::array names{tr("n"), tr("At"), tr("By"), tr("Kind"), tr("What"), tr("Leaf")};
    static_assert(names.size() == entryColumns);
    return names[size_t(section)];
}

}
