#include "items/delegation_table_model.h"

#include "items/when_done.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::DelegationSummary;
using registry::Store;

namespace {

/// The field one of the columns that every register has edits, or nullptr.
const Field *builtInField(int column)
{
    static const auto find = [](const QString &name) -> const Field * {
        const auto &entity = entityOf<Delegation>();
        return &entity.fields[size_t(entity.indexOf(name))];
    };
    static const std::array<const Field *, delegationColumns> fields{
        find(u"title"_s),   find(u"team"_s), find(u"owner"_s),  find(u"category"_s),
        find(u"tier"_s),    find(u"risk"_s), find(u"status"_s), nullptr,
        find(u"nextDue"_s), nullptr,         nullptr,           find(u"externalId"_s)};
    return column >= 0 && column < delegationColumns ? fields[size_t(column)] : nullptr;
}

QVariant shownDateOf(const std::optional<QDate> &date)
{
    return date ? QVariant(*date) : QVariant();
}

QStringList wordsOf(const std::vector<Flag> &flags)
{
    QStringList words;
    for (const auto flag : flags)
        words << word(flag);
    return words;
}

/// What setData is given, as text: a date in the register's spelling.
QString editedText(const QVariant &value)
{
    return value.typeId() == QMetaType::QDate ? value.toDate().toString(Qt::ISODate) : value.toString();
}

}

DelegationTableModel::DelegationTableModel(registry::OpenRegister::Pointer openRegister, EditHistory *history,
                                           const QLocale &locale, QObject *parent)
    : KeyedTableModel(parent),
      m_register(std::move(openRegister)),
      m_history(history),
      m_catalogue(std::make_shared<DelegationCatalogue>(locale))
{
    connect(m_register.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from)
            refresh();
    });
    connect(m_register.get(), &registry::OpenRegister::changedElsewhere, this, &DelegationTableModel::refresh);
    refresh();
}

void DelegationTableModel::setQuery(const registry::DelegationQuery &query)
{
    m_query = query;
    refresh();
}

void DelegationTableModel::sort(int column, Qt::SortOrder order)
{
    const auto *own = ownColumn(column);
    const bool known = column >= 0 && column < delegationColumns;
    m_order = own     ? DelegationOrder{DelegationColumn::Title, order, own->id.text()}
              : known ? DelegationOrder{DelegationColumn(column), order, {}}
                      : DelegationOrder();
    refresh();
}

void DelegationTableModel::refresh()
{
    m_question.cancel();
    m_asking = true;
    m_question = m_register->run([catalogue = m_catalogue, query = m_query, order = m_order](Store &store) {
        return catalogue->answer(store, query, order);
    });
    whenDone(this, m_question, [this](const Result<std::shared_ptr<DelegationAnswer>> &answer) {
        m_asking = false;
        if (answer)
            take(**answer);
        else
            Q_EMIT failed(answer.error());
    });
}

void DelegationTableModel::take(DelegationAnswer &answer)
{
    m_total = answer.total;
    takeColumns(answer.columns);
    settlePending(answer.rows);
    swapRows(std::move(answer.rows));
    Q_EMIT refreshed();
}

/// Drops what was typed where the rows to come show it, or don't show its delegation any more.
void DelegationTableModel::settlePending(const RowPointers &next)
{
    if (m_pending.isEmpty())
        return;
    QSet<int> waiting;
    for (auto cell = m_pending.keyBegin(); cell != m_pending.keyEnd(); ++cell)
        waiting << cell->first;
    QHash<int, qint64> versions;
    for (const auto &row : next) {
        if (waiting.contains(row.key()))
            versions.insert(row.key(), static_cast<const DelegationRow &>(*row).item.n);
    }
    m_pending.removeIf([&](const auto &cell) {
        const qint64 made = cell.value().version;
        return made >= 0 && versions.value(cell.key().first, made) >= made;
    });
}

/// The register's own columns as they are now. A new one comes in and one that ended goes; the others stay where they are.
void DelegationTableModel::takeColumns(const QList<OwnColumn> &columns)
{
    const auto idOf = [](const OwnColumn &column) { return column.id; };
    for (qsizetype i = m_columns.size() - 1; i >= 0; --i) {
        if (std::ranges::find(columns, m_columns[i].id, idOf) != columns.end())
            continue;
        const int at = delegationColumns + int(i);
        beginRemoveColumns({}, at, at);
        m_columns.removeAt(i);
        endRemoveColumns();
    }
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const auto old = std::ranges::find(m_columns, columns[i].id, idOf);
        const int at = delegationColumns + int(i);
        if (old == m_columns.end()) {
            beginInsertColumns({}, at, at);
            m_columns.insert(i, columns[i]);
            endInsertColumns();
        } else if (const auto from = old - m_columns.begin(); from != i) {
            beginMoveColumns({}, delegationColumns + int(from), delegationColumns + int(from), {}, at);
            m_columns.move(from, i);
            endMoveColumns();
        }
        m_columns[i] = columns[i];
    }
    if (!columns.isEmpty())
        Q_EMIT headerDataChanged(Qt::Horizontal, delegationColumns, columnCount() - 1);
}

const OwnColumn *DelegationTableModel::ownColumn(int column) const
{
    const int place = column - delegationColumns;
    return place >= 0 && place < m_columns.size() ? &m_columns[place] : nullptr;
}

/// What a column edits, as the command line names it; empty where it can't be edited.
QString DelegationTableModel::fieldOf(int column) const
{
    if (const auto *own = ownColumn(column))
        return own->title;
    const auto *field = builtInField(column);
    return field ? field->title() : QString();
}

const DelegationRow &DelegationTableModel::rowAt(int row) const
{
    return static_cast<const DelegationRow &>(*rows()[size_t(row)]);
}

const DelegationSummary &DelegationTableModel::summary(int row) const
{
    return rowAt(row).item;
}

QModelIndex DelegationTableModel::indexOf(const DelegationId &id, DelegationColumn column) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (rowAt(row).item.id == id)
            return index(row, int(column));
    }
    return {};
}

int DelegationTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : delegationColumns + int(m_columns.size());
}

QVariant DelegationTableModel::display(const DelegationRow &row, int column) const
{
    const auto &shown = row.item;
    if (const auto *own = ownColumn(column)) {
        const QString text = shown.columnTexts.value(own->id.text());
        return own->type == ColumnType::Date && !text.isEmpty() ? QVariant(QDate::fromString(text, Qt::ISODate))
                                                                : QVariant(text);
    }
    switch (DelegationColumn(column)) {
    case DelegationColumn::Title: return shown.title;
    case DelegationColumn::Team: return shown.team;
    case DelegationColumn::Owner: return shown.ownerName;
    case DelegationColumn::Category: return word(shown.category);
    case DelegationColumn::Tier: return shown.tier;
    case DelegationColumn::Risk: return shown.risk ? word(*shown.risk) : QString();
    case DelegationColumn::Status: return word(shown.status);
    case DelegationColumn::LastAudit: return shownDateOf(shown.lastAudit);
    case DelegationColumn::NextDue: return shownDateOf(shown.nextDue);
    case DelegationColumn::TrustedUntil: return shown.trusted ? QVariant(shown.trusted->date) : QVariant();
    case DelegationColumn::Flags: return wordsOf(shown.flags).join(u", "_s);
    case DelegationColumn::ExternalId: return shown.externalId;
    }
    return {};
}

QVariant DelegationTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = rowAt(index.row());
    const auto pending = m_pending.constFind({row.key, index.column()});
    const bool isPending = pending != m_pending.constEnd();
    const auto &shown = row.item;
    switch (role) {
    case Qt::DisplayRole: return isPending ? pending->text : display(row, index.column());
    case Qt::EditRole: return isPending ? pending->text : editedText(display(row, index.column()));
    case IdRole: return shown.id.text();
    case VersionRole: return shown.n;
    case FieldRole: return flags(index).testFlag(Qt::ItemIsEditable) ? fieldOf(index.column()) : QString();
    case CategoryRole: return word(shown.category);
    case StatusRole: return word(shown.status);
    case FlagsRole: return wordsOf(shown.flags);
    case SignalsRole: return m_raised.value(shown.id.text());
    case TrustEndRole: return shown.trusted ? word(shown.trusted->because) : QString();
    case OwnerIdRole: return shown.owner ? shown.owner->text() : QString();
    case PendingRole: return isPending;
    case ColumnTypeRole: return ownColumn(index.column()) ? word(ownColumn(index.column())->type) : QString();
    case ColumnChoicesRole:
        return ownColumn(index.column()) ? registry::fromJsonList(ownColumn(index.column())->choices) : QStringList();
    default: return {};
    }
}

void DelegationTableModel::setRaised(const RaisedTitles &raised)
{
    const auto before = std::exchange(m_raised, raised);
    for (int row = 0; row < rowCount(); ++row) {
        const QString id = summary(row).id.text();
        if (before.value(id) == raised.value(id))
            continue;
        const auto cell = index(row, int(DelegationColumn::Flags)); // no other: an editor may be open in one
        Q_EMIT dataChanged(cell, cell, {SignalsRole});
    }
}

QVariant DelegationTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    if (const auto *own = ownColumn(section))
        return QString(own->title);
    const std::array names{tr("Delegation"), tr("Team"),          tr("Owner"),      tr("Category"),
                           tr("Tier"),       tr("Risk"),          tr("Status"),     tr("Last audit"),
                           tr("Next due"),   tr("Trusted until"), tr("Stands out"), tr("External ID")};
    static_assert(names.size() == delegationColumns);
    return names[size_t(section)];
}

Qt::ItemFlags DelegationTableModel::flags(const QModelIndex &index) const
{
    const auto usual = KeyedTableModel::flags(index);
    return index.isValid() && m_history && !fieldOf(index.column()).isEmpty() ? usual | Qt::ItemIsEditable : usual;
}

bool DelegationTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    return role == Qt::EditRole && setAll({index}, value);
}

bool DelegationTableModel::setAll(const QModelIndexList &indexes, const QVariant &value)
{
    const QString text = editedText(value);
    QModelIndexList cells;
    QSet<int> seen;
    for (const auto &one : indexes) {
        const auto cell = one.siblingAtColumn(indexes.first().column());
        if (!checkIndex(cell, CheckIndexOption::IndexIsValid) || !flags(cell).testFlag(Qt::ItemIsEditable))
            return false;
        if (!seen.contains(cell.row()) && cell.data(Qt::EditRole).toString() != text)
            cells << cell;
        seen << cell.row();
    }
    return cells.isEmpty() ? !indexes.isEmpty() : send(cells, text);
}

bool DelegationTableModel::send(const QModelIndexList &cells, const QString &text)
{
    const int column = cells.first().column();
    EditRequest request{
        &entityOf<Delegation>(), {}, {{fieldOf(column), text}}, rowAt(cells.first().row()).item.title, {}};
    QList<int> keys;
    for (const auto &cell : cells) {
        const auto &row = rowAt(cell.row());
        request.rows.append({row.item.id.text(), row.item.n});
        keys << row.key;
        m_pending.insert({row.key, column}, {text, -1});
    }
    whenDone(this, m_history->edit(request), [this, keys, column, text](const EditResult &result) {
        if (result)
            accept(keys, column, *result);
        else
            refuse(keys, column, text, result.error());
    });
    for (const auto &cell : cells)
        Q_EMIT dataChanged(cell, cell);
    return true;
}

/// What was typed stays shown until the rows show it too.
void DelegationTableModel::accept(const QList<int> &keys, int column, const QList<RowChange> &changes)
{
    const qint64 first = changes.isEmpty() ? 0 : changes.first().to;
    for (const auto &cell : cellsOf(keys, column)) {
        const auto &row = rowAt(cell.row());
        const auto pending = m_pending.find({row.key, column});
        const bool changed = std::ranges::find(changes, row.item.id.text(), &RowChange::id) != changes.end();
        if (pending != m_pending.end())
            pending->version = changed ? first : 0;
    }
    if (changes.isEmpty())
        refresh();
    Q_EMIT edited(cellsOf(keys.first(1), column).value(0));
}

void DelegationTableModel::refuse(const QList<int> &keys, int column, const QString &text, const EditRefusal &refusal)
{
    for (const int key : keys)
        m_pending.remove({key, column});
    const auto cells = cellsOf(keys, column);
    for (const auto &cell : cells)
        Q_EMIT dataChanged(cell, cell);
    const auto at = std::ranges::find_if(cells, [&](const QModelIndex &cell) {
        return refusal.id.isEmpty() || rowAt(cell.row()).item.id.text() == refusal.id;
    });
    Q_EMIT editRefused(at == cells.end() ? QModelIndex() : *at, refusal.error, text, refusal.theirs);
    refresh();
}

/// The cells of a column for those of these delegations that are shown, from the top.
QModelIndexList DelegationTableModel::cellsOf(const QList<int> &keys, int column) const
{
    const QSet<int> wanted(keys.begin(), keys.end());
    QModelIndexList cells;
    for (int row = 0; row < rowCount() && cells.size() < wanted.size(); ++row) {
        if (wanted.contains(rowAt(row).key))
            cells << index(row, column);
    }
    return cells;
}

}
