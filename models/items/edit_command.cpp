#include "items/edit_command.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::Store;

RecordCommand::RecordCommand(EditHistory &history, const QString &text) : QUndoCommand(text), m_history(history) {}

void RecordCommand::undo()
{
    m_history.carryOut(*this, undoing(), true);
}

void RecordCommand::redo()
{
    m_history.carryOut(*this, redoing(), false);
}

const std::shared_ptr<SameVersions> &RecordCommand::versions() const
{
    return m_history.m_versions;
}

EditCommand::EditCommand(EditHistory &history, const Entity &entity, QList<RowChange> changes, const QString &text)
    : RecordCommand(history, text), m_entity(entity), m_changes(std::move(changes))
{
}

EditHistory::Job EditCommand::undoing() const
{
    return
        [entity = &m_entity, changes = m_changes, versions = versions(), why = u"undone: "_s + text()](Store &store) {
            QList<RowEdit> edits;
            for (auto change = changes.rbegin(); change != changes.rend(); ++change)
                edits.append({{change->id, change->to}, change->before});
            const auto done = changeRows(store, *versions, *entity, edits, why, Undoing::Yes);
            if (!done)
                return Result<void>(tl::unexpected(done.error().error));
            for (const auto &made : *done) {
                const auto original = std::ranges::find(changes, made.id, &RowChange::id);
                versions->add(made.to, original->from);
            }
            return Result<void>();
        };
}

EditHistory::Job EditCommand::redoing() const
{
    return [entity = &m_entity, changes = m_changes, versions = versions(),
            why = u"done again: "_s + text()](Store &store) {
        QList<RowEdit> edits;
        for (const auto &change : changes)
            edits.append({{change.id, change.from}, change.after});
        const auto done = changeRows(store, *versions, *entity, edits, why);
        if (!done)
            return Result<void>(tl::unexpected(done.error().error));
        for (const auto &made : *done) {
            const auto original = std::ranges::find(changes, made.id, &RowChange::id);
            versions->add(made.to, original->to);
        }
        return Result<void>();
    };
}

AddCommand::AddCommand(EditHistory &history, const Entity &entity, Row row, const QString &text)
    : RecordCommand(history, text), m_entity(entity), m_row(std::move(row))
{
}

EditHistory::Job AddCommand::undoing() const
{
    return [entity = &m_entity, row = RowVersion{m_row.id, m_row.n}, versions = versions(),
            why = u"undone: "_s + text()](Store &store) { return withdrawRow(store, *versions, *entity, row, why); };
}

EditHistory::Job AddCommand::redoing() const
{
    return [entity = &m_entity, row = m_row, versions = versions(), why = u"done again: "_s + text()](Store &store) {
        const auto version = restoreRow(store, *entity, row, why);
        if (!version)
            return Result<void>(tl::unexpected(version.error()));
        versions->add(*version, row.n);
        return Result<void>();
    };
}

QString spokenName(const Field &field)
{
    return columnName(field.name).replace(u'_', u' ');
}

}
