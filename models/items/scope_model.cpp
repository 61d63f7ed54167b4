#include "items/scope_model.h"

#include <algorithm>

namespace muster::items {

using namespace Qt::StringLiterals;

void ScopeModel::setFacts(const PlanFacts &facts)
{
    m_facts = facts;
    arrange();
}

void ScopeModel::setSearch(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    arrange();
}

void ScopeModel::setSingle(bool single)
{
    m_single = single;
    if (m_single && m_chosen.size() > 1)
        setChosen({m_chosen.first()});
}

void ScopeModel::setChosen(const QList<DelegationId> &chosen)
{
    m_chosen = chosen;
    arrange();
}

std::vector<PairWorkflow> ScopeModel::workflows() const
{
    std::vector<PairWorkflow> workflows;
    for (const auto &id : m_chosen) {
        if (const auto *one = find(id))
            workflows.push_back(one->workflow);
    }
    return workflows;
}

QList<DelegationId> ScopeModel::fitting() const
{
    QList<DelegationId> ids;
    for (const auto &one : m_facts.proposal) {
        if (one.fits && one.openAudit == 0 && (!m_single || ids.isEmpty()))
            ids << one.workflow.id;
    }
    return ids;
}

const PlannedDelegation *ScopeModel::find(const DelegationId &id) const
{
    for (const auto *list : {&m_facts.others, &m_facts.proposal}) {
        for (const auto &one : *list) {
            if (one.workflow.id == id)
                return &one;
        }
    }
    return nullptr;
}

bool ScopeModel::fitsSearch(const PlannedDelegation &one) const
{
    return std::ranges::all_of(m_words, [&](const QString &word) {
        return one.workflow.title.contains(word, Qt::CaseInsensitive) || one.reason.contains(word, Qt::CaseInsensitive);
    });
}

/// Puts the rows in order. Where they are the same delegations as before, only what they say is told to differ.
void ScopeModel::arrange()
{
    QList<PlannedDelegation> rows, beyond;
    for (const auto &one : m_facts.others) {
        if (!m_words.isEmpty() || m_chosen.contains(one.workflow.id))
            rows << one; // found by the register, in more than the title
    }
    for (const auto &one : m_facts.proposal) {
        if (m_words.isEmpty() ? one.fits : fitsSearch(one))
            rows << one;
        else if (m_words.isEmpty())
            beyond << one;
    }
    if (!beyond.isEmpty()) {
        rows << PlannedDelegation();
        rows << beyond;
    }
    const bool same = std::ranges::equal(rows, m_rows, [](const PlannedDelegation &a, const PlannedDelegation &b) {
        return a.workflow.id == b.workflow.id;
    });
    if (!same)
        beginResetModel();
    m_rows = std::move(rows);
    if (!same)
        endResetModel();
    else if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int ScopeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ScopeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &one = m_rows[index.row()];
    const bool line = one.workflow.id.isNull();
    switch (role) {
    case Qt::DisplayRole:
        return line ? (m_single ? tr("Next in line") : tr("Beyond what there is time for")) : one.workflow.title;
    case Qt::AccessibleTextRole:
        return line ? data(index) : tr("%1, %2").arg(one.workflow.title, data(index, ReasonRole).toString());
    case Qt::CheckStateRole:
        return line ? QVariant() : m_chosen.contains(one.workflow.id) ? Qt::Checked : Qt::Unchecked;
    case IdRole: return one.workflow.id.text();
    case ReasonRole:
        return line                ? QString()
               : one.openAudit > 0 ? tr("in open audit %1").arg(one.openAudit)
               : one.proposed      ? one.reason
                                   : tr("not due; picked by hand");
    case MinutesRole: return line ? QVariant() : one.workflow.minutes;
    case LineRole: return line;
    case TakenRole: return one.openAudit > 0;
    default: return {};
    }
}

bool ScopeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    const auto id = m_rows[index.row()].workflow.id;
    const bool on = value.toInt() == Qt::Checked;
    if (on && m_single)
        m_chosen.clear();
    m_chosen.removeAll(id);
    if (on)
        m_chosen << id;
    Q_EMIT dataChanged(this->index(0), this->index(rowCount() - 1), {Qt::CheckStateRole});
    Q_EMIT ticked(id, on);
    return true;
}

Qt::ItemFlags ScopeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (m_rows[index.row()].workflow.id.isNull())
        return Qt::ItemNeverHasChildren;
    const auto &one = m_rows[index.row()];
    const auto shown = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    // One that another audit has may still be unticked.
    return one.openAudit > 0 && !m_chosen.contains(one.workflow.id) ? shown : shown | Qt::ItemIsUserCheckable;
}

}
