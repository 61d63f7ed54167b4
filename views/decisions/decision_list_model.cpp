#include "views/decisions/decision_list_model.h"

#include "register/search.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

namespace muster::views {

using namespace Qt::StringLiterals;
using items::ShownDecision;

namespace {

bool isOpen(const ShownDecision &shown)
{
    return shown.decision.state == DecisionState::Open;
}

/// Open ones before ended ones; of the open what is due first, of the ended what ended last.
bool comesBefore(const ShownDecision &a, const ShownDecision &b)
{
    if (isOpen(a) != isOpen(b))
        return isOpen(a);
    const auto &one = a.decision, &other = b.decision;
    if (!isOpen(a))
        return std::tie(other.endedOn, one.number) < std::tie(one.endedOn, other.number);
    const QDate never(9999, 12, 31);
    return std::pair(one.due.value_or(never), one.number) < std::pair(other.due.value_or(never), other.number);
}

bool saysAll(const ShownDecision &shown, const QStringList &words)
{
    if (words.isEmpty())
        return true;
    const auto &decision = shown.decision;
    const QString folded = registry::foldForSearch(
        QStringList{shown.delegationTitle, shown.ownerName, word(decision.kind), shown.before, shown.after,
                    decision.detail.value_or(QString()), decision.why, u"#%1"_s.arg(decision.number)}
            .join(u'\n'));
    return std::ranges::all_of(words, [&](const QString &one) { return folded.contains(one); });
}

QString personOf(const ShownDecision &shown)
{
    return shown.ownerName.isEmpty() ? DecisionListModel::tr("Nobody") : shown.ownerName;
}

}

QString phraseOf(const ShownDecision &shown)
{
    const QString kind = spoken(shown.decision.kind);
    const QString after = shown.decision.after ? shown.after : shown.decision.detail.value_or(QString());
    if (after.isEmpty())
        return kind;
    return shown.before.isEmpty() ? u"%1: %2"_s.arg(kind, after.simplified())
                                  : u"%1: %2 → %3"_s.arg(kind, shown.before, after.simplified());
}

QString stateOf(const ShownDecision &item)
{
    const auto &decision = item.decision;
    const QString ended = shown(decision.endedOn.value_or(QDate()));
    if (decision.state == DecisionState::Done)
        return DecisionListModel::tr("done on %1").arg(ended);
    if (decision.state == DecisionState::Dropped)
        return DecisionListModel::tr("dropped on %1").arg(ended);
    if (!decision.due)
        return DecisionListModel::tr("no date");
    const QString due = shown(*decision.due);
    return item.overdue ? DecisionListModel::tr("overdue since %1").arg(due) : DecisionListModel::tr("due %1").arg(due);
}

void DecisionListModel::setDecisions(const QList<ShownDecision> &decisions, const QString &words, QDate today)
{
    const auto folded = registry::foldForSearch(words).split(u' ', Qt::SkipEmptyParts);
    std::vector<const ShownDecision *> fitting;
    for (const auto &one : decisions) {
        if (saysAll(one, folded))
            fitting.push_back(&one);
    }
    std::ranges::stable_sort(fitting, [](const auto *a, const auto *b) { return comesBefore(*a, *b); });
    QStringList owners;
    QHash<QString, std::vector<const ShownDecision *>> byOwner;
    for (const auto *one : fitting) {
        auto &own = byOwner[personOf(*one)];
        if (own.empty())
            owners << personOf(*one);
        own.push_back(one);
    }
    beginResetModel();
    m_today = today;
    m_shown = int(fitting.size());
    m_lines.clear();
    for (const auto &owner : owners) {
        const size_t heading = m_lines.size();
        m_lines.push_back({true, owner, 0, 0, {}});
        for (const auto *one : byOwner.value(owner)) {
            m_lines[heading].open += isOpen(*one);
            m_lines[heading].overdue += one->overdue;
            m_lines.push_back({false, owner, 0, 0, *one});
        }
    }
    endResetModel();
}

int DecisionListModel::rowOf(const DecisionId &id) const
{
    const auto found = std::ranges::find_if(
        m_lines, [&](const Line &line) { return !line.isHeading && line.decision.decision.id == id; });
    return found == m_lines.end() ? -1 : int(found - m_lines.begin());
}

int DecisionListModel::decisionNear(int row) const
{
    for (int at = std::max(row, 0); at < int(m_lines.size()); ++at) {
        if (!line(at).isHeading)
            return at;
    }
    return m_lines.empty() ? -1 : int(m_lines.size()) - 1; // the last line is never a heading
}

int DecisionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

Qt::ItemFlags DecisionListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || line(index.row()).isHeading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant DecisionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const auto &one = line(index.row());
    if (one.isHeading)
        return one.overdue > 0 ? tr("%1: %2 open, %3 overdue")
                                     .arg(one.owner, QString::number(one.open), QString::number(one.overdue))
                               : tr("%1: %2 open").arg(one.owner, QString::number(one.open));
    return u"%1, %2, %3"_s.arg(one.decision.delegationTitle, phraseOf(one.decision), stateOf(one.decision));
}

}
