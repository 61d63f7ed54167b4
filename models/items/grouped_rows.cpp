#include "items/grouped_rows.h"

#include <QCollator>

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::DelegationSummary;

/// A row of the table, or one that names a group.
struct GroupedRows::Shown : KeyedRow
{
    Shown(int number, int row, QString title, int size)
        : KeyedRow{number}, tableRow(row), name(std::move(title)), count(size)
    {
    }

    int tableRow; ///< -1: a group
    QString name;
    int count;
};

struct GroupedRows::Group
{
    QString key, name;
    std::vector<int> tableRows;
};

GroupedRows::GroupedRows(DelegationTableModel *table, const QLocale &locale, QObject *parent)
    : KeyedTableModel(parent), m_table(table), m_locale(locale)
{
    const auto fallBehind = [this] { m_behind = true; };
    connect(table, &QAbstractItemModel::rowsInserted, this, fallBehind);
    connect(table, &QAbstractItemModel::rowsRemoved, this, fallBehind);
    connect(table, &QAbstractItemModel::layoutChanged, this, fallBehind);
    connect(table, &QAbstractItemModel::modelReset, this, fallBehind);
    connect(table, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        if (m_behind)
            m_forwarded.append({first.row(), last.row()});
        else
            forward(first.row(), last.row());
    });
    connect(table, &DelegationTableModel::refreshed, this, &GroupedRows::rebuild);
    followColumns();
}

/// The columns are the table's, and come and go with them.
void GroupedRows::followColumns()
{
    connect(m_table, &QAbstractItemModel::columnsAboutToBeInserted, this,
            [this](const QModelIndex &, int first, int last) { beginInsertColumns({}, first, last); });
    connect(m_table, &QAbstractItemModel::columnsInserted, this, [this] { endInsertColumns(); });
    connect(m_table, &QAbstractItemModel::columnsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { beginRemoveColumns({}, first, last); });
    connect(m_table, &QAbstractItemModel::columnsRemoved, this, [this] { endRemoveColumns(); });
    connect(m_table, &QAbstractItemModel::columnsAboutToBeMoved, this,
            [this](const QModelIndex &, int first, int last, const QModelIndex &, int to) {
                beginMoveColumns({}, first, last, {}, to);
            });
    connect(m_table, &QAbstractItemModel::columnsMoved, this, [this] { endMoveColumns(); });
    connect(m_table, &QAbstractItemModel::headerDataChanged, this, &QAbstractItemModel::headerDataChanged);
}

void GroupedRows::setGrouping(Grouping grouping)
{
    m_grouping = grouping;
    rebuild();
}

const GroupedRows::Shown &GroupedRows::rowAt(int row) const
{
    return static_cast<const Shown &>(*rows()[size_t(row)]);
}

bool GroupedRows::isGroup(int row) const
{
    return rowAt(row).tableRow < 0;
}

QModelIndex GroupedRows::toTable(const QModelIndex &index) const
{
    return index.isValid() && !isGroup(index.row()) ? m_table->index(rowAt(index.row()).tableRow, index.column())
                                                    : QModelIndex();
}

QModelIndex GroupedRows::fromTable(const QModelIndex &tableIndex) const
{
    const bool known = tableIndex.isValid() && size_t(tableIndex.row()) < m_places.size();
    return known ? index(m_places[size_t(tableIndex.row())], tableIndex.column()) : QModelIndex();
}

/// What tells one group from another: a team in any spelling, a person.
QString GroupedRows::groupKey(const DelegationSummary &summary) const
{
    if (m_grouping == Grouping::Team)
        return summary.team.toCaseFolded();
    return summary.owner ? summary.owner->text() : QString();
}

QString GroupedRows::groupName(const DelegationSummary &summary) const
{
    const bool byTeam = m_grouping == Grouping::Team;
    const QString &name = byTeam ? summary.team : summary.ownerName;
    return !name.isEmpty() ? name : byTeam ? tr("No team") : tr("No owner");
}

std::vector<GroupedRows::Group> GroupedRows::groups() const
{
    std::vector<Group> found;
    QHash<QString, size_t> asWritten, places; // the former spares folding each row's team
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto &summary = m_table->summary(row);
        const QString written = m_grouping == Grouping::Team ? summary.team : groupKey(summary);
        auto place = asWritten.constFind(written);
        if (place == asWritten.constEnd()) {
            const QString key = groupKey(summary);
            if (!places.contains(key)) {
                places.insert(key, found.size());
                found.push_back({key, groupName(summary), {}});
            }
            place = asWritten.insert(written, places.value(key));
        }
        found[*place].tableRows.push_back(row);
    }
    QCollator collator(m_locale);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    std::ranges::sort(found, [&](const Group &a, const Group &b) {
        if (a.key.isEmpty() != b.key.isEmpty())
            return b.key.isEmpty();
        const int order = collator.compare(a.name, b.name);
        return order != 0 ? order < 0 : a.key < b.key;
    });
    return found;
}

/// A row as it was last shown, where it shows the same.
RowPointer GroupedRows::shownAs(int key, int tableRow, const QString &name, int count)
{
    if (size_t(key) >= m_byKey.size())
        m_byKey.resize(size_t(key) + 1);
    auto &last = m_byKey[size_t(key)];
    const auto *old = last ? &static_cast<const Shown &>(*last) : nullptr;
    if (!old || old->tableRow != tableRow || old->count != count || old->name != name)
        last = std::make_shared<const Shown>(key, tableRow, name, count);
    return last;
}

/// Groups have odd keys and delegations even ones.
int GroupedRows::keyOf(const Group &group)
{
    const QPair<int, QString> named(int(m_grouping), group.key);
    const auto known = m_groupNumbers.constFind(named);
    const int number =
        known != m_groupNumbers.constEnd() ? *known : *m_groupNumbers.insert(named, int(m_groupNumbers.size()));
    return 2 * number + 1;
}

void GroupedRows::rebuild()
{
    RowPointers next;
    if (m_grouping != Grouping::None) {
        next.reserve(size_t(m_table->rowCount()));
        for (const auto &group : groups()) {
            next.push_back(shownAs(keyOf(group), -1, group.name, int(group.tableRows.size())));
            for (const int row : group.tableRows)
                next.push_back(shownAs(2 * m_table->keyOf(row), row, {}, 0));
        }
    }
    swapRows(std::move(next));
    m_places.assign(size_t(m_grouping == Grouping::None ? 0 : m_table->rowCount()), -1);
    for (int row = 0; row < rowCount(); ++row) {
        if (!isGroup(row))
            m_places[size_t(rowAt(row).tableRow)] = row;
    }
    m_behind = false;
    for (const auto &[first, last] : std::exchange(m_forwarded, {}))
        forward(first, last);
}

/// Tells that rows of the table have changed; as one stretch, since they may lie in many groups.
void GroupedRows::forward(int first, int last)
{
    if (first < 0 || size_t(last) >= m_places.size())
        return;
    const auto changed = std::span(m_places).subspan(size_t(first), size_t(last - first) + 1);
    const auto [from, to] = std::ranges::minmax(changed);
    Q_EMIT dataChanged(index(from, 0), index(to, columnCount() - 1));
}

int GroupedRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_table->columnCount();
}

QVariant GroupedRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = rowAt(index.row());
    const bool group = row.tableRow < 0;
    if (role == IsGroupRole)
        return group;
    if (!group)
        return toTable(index).data(role);
    if (role == CountRole)
        return row.count;
    return role == Qt::DisplayRole && index.column() == 0 ? QVariant(row.name) : QVariant();
}

QVariant GroupedRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal ? m_table->headerData(section, orientation, role) : QVariant();
}

Qt::ItemFlags GroupedRows::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    if (isGroup(index.row()))
        return Qt::ItemNeverHasChildren;
    return m_table->flags(toTable(index));
}

bool GroupedRows::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto cell = toTable(index);
    return cell.isValid() && m_table->setData(cell, value, role);
}

void GroupedRows::sort(int column, Qt::SortOrder order)
{
    m_table->sort(column, order);
}

}
