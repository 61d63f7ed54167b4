#include "items/change_set.h"

#include "items/entity_operations.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::RuleContext;
using registry::Store;
using registry::Writer;

namespace {

/// The values of a step, with what earlier steps added in place of its links.
Result<Patch> patchOf(Store &store, const ChangeStep &step, const QStringList &ids)
{
    auto texts = step.texts;
    for (const auto &[field, number] : step.links)
        texts.append({field, ids.value(number)});
    return readPatch(store, *step.entity, texts);
}

Result<ChangeMade> addIn(Writer &writer, RuleContext &context, const EntityOperations &operations, const Patch &patch,
                         const QString &why)
{
    const auto id = operations.restore(writer, context, newRow(writer.store(), *operations.entity, patch), why);
    if (!id)
        return tl::unexpected(id.error());
    return rowById(writer.store(), *operations.entity, *id).map([&](const Row &row) {
        return ChangeMade{operations.entity, row, {}};
    });
}

Result<ChangeMade> makeIn(Writer &writer, RuleContext &context, const SameVersions &versions, const ChangeStep &step,
                          const QStringList &ids, const QString &why)
{
    const auto *operations = operationsFor(*step.entity);
    if (!operations)
        return tl::unexpected(notEditable(*step.entity));
    const auto patch = patchOf(writer.store(), step, ids);
    if (!patch)
        return tl::unexpected(patch.error());
    if (!step.row)
        return addIn(writer, context, *operations, *patch, why);
    const auto *kind = step.kind.empty() ? nullptr : registry::kindNamed(step.kind);
    return changeRow(writer, context, versions, *operations, {*step.row, *patch}, why, kind)
        .map([&](const RowChange &change) {
            return ChangeMade{step.entity, {}, change};
        });
}

/// What stands in a row now, as people read it.
void readTheirs(Store &store, const ChangeStep &step, ChangeRefusal &refusal)
{
    const auto row = rowById(store, *step.entity, step.row->id);
    if (!row)
        return;
    refusal.now = *row;
    for (size_t i = 0; i < row->values.size(); ++i) {
        const auto &field = step.entity->fields[i];
        refusal.theirs.insert(field.title(), readable(store, field, row->values[i]).value_or(QString()));
    }
}

Result<void> undoIn(Writer &writer, RuleContext &context, SameVersions &versions, const ChangeMade &made,
                    const QString &why)
{
    const auto &operations = *operationsFor(*made.entity);
    if (!made.added) {
        if (const auto admitted = admit(context, *made.entity, made.change.before); !admitted)
            return admitted;
        const RowEdit edit{{made.change.id, made.change.to}, made.change.before};
        const auto undone = changeRow(writer, context, versions, operations, edit, why);
        if (!undone)
            return tl::unexpected(undone.error());
        versions.add(undone->to, made.change.from);
        return {};
    }
    const auto now = rowById(writer.store(), *made.entity, made.added->id);
    if (!now)
        return tl::unexpected(now.error());
    if (!versions.same(now->n, made.added->n))
        return failure(
            ErrorCode::Conflict,
            u"This %1 was changed since it was added (entry %2); nothing is undone. Look at it and decide again."_s
                .arg(nounOf(*made.entity))
                .arg(now->n));
    const auto done = operations.withdraw(writer, made.added->id, why);
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<void> redoIn(Writer &writer, RuleContext &context, SameVersions &versions, const ChangeMade &made,
                    const QString &why)
{
    const auto &operations = *operationsFor(*made.entity);
    if (!made.added) {
        const RowEdit edit{{made.change.id, made.change.from}, made.change.after};
        const auto done = changeRow(writer, context, versions, operations, edit, why);
        if (!done)
            return tl::unexpected(done.error());
        versions.add(done->to, made.change.to);
        return {};
    }
    if (const auto id = operations.restore(writer, context, *made.added, why); !id)
        return tl::unexpected(id.error());
    return rowById(writer.store(), *made.entity, made.added->id).map([&](const Row &row) {
        versions.add(row.n, made.added->n);
    });
}

using Again = decltype(&undoIn);

EditHistory::Job jobOf(const QList<ChangeMade> &changes, const std::shared_ptr<SameVersions> &versions, Again again,
                       const QString &why)
{
    return [=](Store &store) {
        return store.write([&](Writer &writer) -> Result<void> {
            RuleContext context(store);
            for (const auto &made : changes) {
                if (const auto done = again(writer, context, *versions, made, why); !done)
                    return done;
            }
            return {};
        });
    };
}

}

ChangeResult makeChanges(Store &store, const SameVersions &versions, const ChangeSet &set)
{
    int at = -1;
    const auto done = store.write([&](Writer &writer) -> Result<QList<ChangeMade>> {
        RuleContext context(store);
        QList<ChangeMade> changes;
        QStringList ids;
        for (const auto &step : set.steps) {
            ++at;
            auto made = makeIn(writer, context, versions, step, ids, set.why);
            if (!made)
                return tl::unexpected(made.error());
            ids << made->id();
            if (made->added || !made->change.after.items.empty())
                changes.append(std::move(*made));
        }
        return changes;
    });
    if (done)
        return *done;
    ChangeRefusal refusal{done.error(), at, {}, {}};
    if (at >= 0 && done.error().code == ErrorCode::Conflict && set.steps[at].row)
        readTheirs(store, set.steps[at], refusal);
    return tl::unexpected(refusal);
}

ChangeSetCommand::ChangeSetCommand(EditHistory &history, QList<ChangeMade> changes, const QString &text)
    : RecordCommand(history, text), m_changes(std::move(changes))
{
}

EditHistory::Job ChangeSetCommand::undoing() const
{
    auto backwards = m_changes;
    std::ranges::reverse(backwards);
    return jobOf(backwards, versions(), undoIn, u"undone: "_s + text());
}

EditHistory::Job ChangeSetCommand::redoing() const
{
    return jobOf(m_changes, versions(), redoIn, u"done again: "_s + text());
}

}
