#include "views/audit/sample_board.h"

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::Sample;

void TraceModel::take(const items::DelegationDossier &dossier, const Sample &sample)
{
    QList<Line> lines;
    for (const auto &mode : dossier.failureModes)
        lines << Line{Kind::FailureMode, mode.key, mode.text};
    for (const auto &criterion : dossier.criteria)
        lines << Line{Kind::Criterion, criterion.key, criterion.text};
    for (const auto &source : dossier.sources)
        lines << Line{Kind::Source, source.id.text(), source.title};
    const bool same = lines == m_lines;
    if (!same)
        beginResetModel();
    m_lines = lines;
    m_sample = sample;
    if (!same)
        endResetModel();
    else if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_lines.size()) - 1));
}

int TraceModel::answers(int row) const
{
    return m_lines[row].kind == Kind::Source ? int(Words<SourceState>::all.size()) : 2;
}

std::optional<int> TraceModel::answer(int row) const
{
    const Line &line = m_lines[row];
    if (line.kind == Kind::Source)
        return m_sample.sources.contains(line.key) ? std::optional(int(m_sample.sources[line.key])) : std::nullopt;
    return m_sample.criteria.contains(line.key) ? std::optional(m_sample.criteria[line.key] ? 0 : 1) : std::nullopt;
}

Sample TraceModel::answered(int row, std::optional<int> answer) const
{
    Sample sample = m_sample;
    const Line &line = m_lines[row];
    sample.sources.remove(line.key);
    sample.criteria.remove(line.key);
    if (answer && line.kind == Kind::Source)
        sample.sources.insert(line.key, SourceState(*answer));
    else if (answer)
        sample.criteria.insert(line.key, *answer == 0);
    return sample;
}

Sample TraceModel::turned(int row, int by) const
{
    const int states = answers(row) + 1; // the open one leads
    const auto now = answer(row);
    const int next = ((now ? *now + 1 : 0) + by + states) % states;
    return answered(row, next == 0 ? std::nullopt : std::optional(next - 1));
}

Sample TraceModel::allFine() const
{
    Sample sample = m_sample;
    for (const Line &line : m_lines) {
        if (line.kind == Kind::Source && !sample.sources.contains(line.key))
            sample.sources.insert(line.key, SourceState::Current);
        else if (line.kind != Kind::Source && !sample.criteria.contains(line.key))
            sample.criteria.insert(line.key, true);
    }
    return sample;
}

TagLook TraceModel::look(int row) const
{
    using Tone = TagLook::Tone;
    const auto now = answer(row);
    if (!now)
        return tagOf(Verdict::NotChecked);
    if (m_lines[row].kind == Kind::Source) {
        const auto state = SourceState(*now);
        if (state == SourceState::Current)
            return {spoken(state).toLower(), Mark::Check, Tone::Pass};
        return {spoken(state).toLower(), state == SourceState::Contradicts ? Mark::Cross : Mark::Triangle,
                state == SourceState::Contradicts ? Tone::Fail : Tone::Drift};
    }
    const bool mode = m_lines[row].kind == Kind::FailureMode;
    if (*now == 0)
        return {mode ? tr("not seen") : tr("met"), Mark::Check, Tone::Pass};
    return {mode ? tr("seen") : tr("unmet"), Mark::Cross, Tone::Fail};
}

int TraceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant TraceModel::data(const QModelIndex &index, int role) const
{
    const Line &line = m_lines[index.row()];
    static const QString kinds[] = {tr("Known failure"), tr("Criterion"), tr("Source")};
    switch (role) {
    case Qt::DisplayRole: return line.text;
    case Qt::AccessibleTextRole:
        return u"%1: %2, %3"_s.arg(kinds[size_t(line.kind)], line.text, look(index.row()).text);
    case Qt::ToolTipRole: return plainToolTip(line.text);
    case KindRole: return int(line.kind);
    case TagTextRole: return look(index.row()).text;
    case TagToneRole: return int(look(index.row()).tone);
    case TagMarkRole: return int(look(index.row()).mark);
    default: return {};
    }
}

}
