#pragma once

#include "items/edit_history.h"

#include <QUndoCommand>

namespace muster::items {

/// A command that is undone and done again on the register's worker, by way of its history. It is pushed done.
class RecordCommand : public QUndoCommand
{
public:
    void undo() final;
    void redo() final;

protected:
    RecordCommand(EditHistory &history, const QString &text);

    /// What undoes it and what does it again; each may be asked for many times.
    virtual EditHistory::Job undoing() const = 0;
    virtual EditHistory::Job redoing() const = 0;

    const std::shared_ptr<SameVersions> &versions() const;

private:
    EditHistory &m_history;
};

/// Fields of one row or of a selection, with the values before and after. Undoing is an ordinary command with the values
/// from before, all rows in one transaction, refused where one of them was changed since.
class EditCommand final : public RecordCommand
{
public:
    EditCommand(EditHistory &history, const Entity &entity, QList<RowChange> changes, const QString &text);

    const QList<RowChange> &changes() const { return m_changes; }

protected:
    EditHistory::Job undoing() const override;
    EditHistory::Job redoing() const override;

private:
    const Entity &m_entity;
    QList<RowChange> m_changes;
};

/// A thing that was added. Undoing withdraws it, refused where it was changed since; doing it again brings it back with
/// its identifier.
class AddCommand final : public RecordCommand
{
public:
    AddCommand(EditHistory &history, const Entity &entity, Row row, const QString &text);

protected:
    EditHistory::Job undoing() const override;
    EditHistory::Job redoing() const override;

private:
    const Entity &m_entity;
    Row m_row;
};

/// A field's name as a sentence has it: `lastAudit` → `last audit`.
QString spokenName(const Field &field);

}
