#include "items/decision_table_model.h"

#include "items/when_done.h"

namespace muster::items {

using registry::Store;

namespace {

bool showsTheSameDecision(const ShownDecision &a, const ShownDecision &b)
{
    return a.decision.n == b.decision.n && a.delegationTitle == b.delegationTitle && a.ownerName == b.ownerName
           && a.overdue == b.overdue && a.before == b.before && a.after == b.after;
}

/// The noun of what a decision's before and after name, empty where they are words.
std::string_view namedBy(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Owner: return "person";
    case DecisionKind::Definition: return "definition";
    case DecisionKind::Source: return "source";
    default: return {};
    }
}

Result<QString> shownText(Store &store, DecisionKind kind, const std::optional<Title> &value)
{
    Field field;
    field.refers = namedBy(kind);
    field.type = field.refers.empty() ? FieldType::Title : FieldType::Reference;
    return value ? readable(store, field, Value(QString(*value))) : QString();
}

Result<QList<ShownDecision>> listShown(Store &store, const DecisionTableModel::Query &query)
{
    auto found = registry::DecisionService(store).list(query);
    if (!found)
        return tl::unexpected(found.error());
    QList<ShownDecision> all;
    all.reserve(found->size());
    for (auto &item : *found) {
        const auto before = shownText(store, item.decision.kind, item.decision.before);
        const auto after = shownText(store, item.decision.kind, item.decision.after);
        if (!before || !after)
            return tl::unexpected(!before ? before.error() : after.error());
        all.append({std::move(item), *before, *after});
    }
    return all;
}

QVariant dateOf(const std::optional<QDate> &date)
{
    return date ? QVariant(*date) : QVariant();
}

}

DecisionTableModel::DecisionTableModel(registry::OpenRegister::Pointer openRegister, QObject *parent)
    : KeyedTableModel(parent), m_register(std::move(openRegister)), m_pool(std::make_shared<RowPool<ShownDecision>>())
{
    connect(m_register.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from)
            refresh();
    });
    connect(m_register.get(), &registry::OpenRegister::changedElsewhere, this, &DecisionTableModel::refresh);
    refresh();
}

void DecisionTableModel::setQuery(const Query &query)
{
    m_query = query;
    refresh();
}

void DecisionTableModel::refresh()
{
    m_question.cancel();
    m_question = m_register->run([pool = m_pool, query = m_query](Store &store) -> Result<RowPointers> {
        auto found = listShown(store, query);
        if (!found)
            return tl::unexpected(found.error());
        const auto idOf = [](const ShownDecision &one) { return one.decision.id.text(); };
        const auto &rows = pool->take(std::move(*found), idOf, showsTheSameDecision);
        return RowPointers(rows.begin(), rows.end());
    });
    whenDone(this, m_question, [this](const Result<RowPointers> &answer) {
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        swapRows(*answer);
        Q_EMIT refreshed();
    });
}

const ShownDecision &DecisionTableModel::item(int row) const
{
    return static_cast<const RowOf<ShownDecision> &>(*rows()[size_t(row)]).item;
}

int DecisionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : decisionColumns;
}

QVariant DecisionTableModel::display(const ShownDecision &shown, DecisionColumn column) const
{
    const auto &decision = shown.decision;
    switch (column) {
    case DecisionColumn::Number: return decision.number;
    case DecisionColumn::Delegation: return shown.delegationTitle;
    case DecisionColumn::Kind: return word(decision.kind);
    case DecisionColumn::Before: return shown.before;
    case DecisionColumn::After: return decision.after ? shown.after : decision.detail.value_or(QString());
    case DecisionColumn::Why: return decision.why;
    case DecisionColumn::Owner: return shown.ownerName;
    case DecisionColumn::Due: return dateOf(decision.due);
    case DecisionColumn::State: return word(decision.state);
    }
    return {};
}

QVariant DecisionTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &shown = item(index.row());
    const auto &decision = shown.decision;
    switch (role) {
    case Qt::DisplayRole: return display(shown, DecisionColumn(index.column()));
    case IdRole: return decision.id.text();
    case VersionRole: return decision.n;
    case DelegationIdRole: return decision.delegation.text();
    case OwnerIdRole: return decision.owner ? decision.owner->text() : QString();
    case KindRole: return word(decision.kind);
    case StateRole: return word(decision.state);
    case OverdueRole: return shown.overdue;
    case MovedRole: return decision.moved;
    default: return {};
    }
}

QVariant DecisionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= decisionColumns)
        return {};
    const std::array names{tr("No."), tr("Delegation"), tr("Kind"), tr("Before"), tr("After"),
                           tr("Why"), tr("Owner"),      tr("Due"),  tr("State")};
    static_assert(names.size() == decisionColumns);
    return names[size_t(section)];
}

}
