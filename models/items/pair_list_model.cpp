#include "items/pair_list_model.h"

#include <algorithm>

namespace muster::items {

void PairListModel::setProposal(const PairProposal &proposal, const QHash<PersonId, QString> &names,
                                const std::vector<PairWorkflow> &workflows, const PersonId &facilitator)
{
    QList<Line> lines;
    for (size_t i = 0; i < proposal.pairs.size(); ++i) {
        const auto &members = proposal.pairs[i].members;
        const qsizetype heading = lines.size();
        const QString name = members.size() == 1 ? tr("%1 · alone") : members.size() > 2 ? tr("%1 · three") : tr("%1");
        lines << Line{RowKind::Pair, name.arg(tr("Pair %1").arg(i + 1)), {}, 0, false};
        for (const auto &person : members)
            lines << Line{RowKind::Person, names.value(person), person, 0, person == facilitator};
        for (const auto &assignment : proposal.assignments) {
            const auto workflow = std::ranges::find(workflows, assignment.delegation, &PairWorkflow::id);
            if (assignment.checkers != members || workflow == workflows.end())
                continue;
            lines << Line{RowKind::Workflow, workflow->title, {}, workflow->minutes, assignment.selfChecked};
            lines[heading].minutes += workflow->minutes;
        }
    }
    if (lines == m_lines)
        return;
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

QModelIndex PairListModel::indexOf(const PersonId &person) const
{
    const auto found = std::ranges::find(m_lines, person, &Line::person);
    return person.isNull() || found == m_lines.end() ? QModelIndex() : index(int(found - m_lines.begin()));
}

int PairListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant PairListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &line = m_lines[index.row()];
    switch (role) {
    case Qt::DisplayRole: return line.text;
    case KindRole: return QVariant::fromValue(line.kind);
    case PersonRole: return line.person.text();
    case MinutesRole: return line.minutes;
    case SelfCheckedRole: return line.kind == RowKind::Workflow && line.flagged;
    case FacilitatorRole: return line.kind == RowKind::Person && line.flagged;
    default: return {};
    }
}

Qt::ItemFlags PairListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (m_lines[index.row()].kind != RowKind::Person)
        return Qt::ItemNeverHasChildren | Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

}
