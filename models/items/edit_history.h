#pragma once

#include "items/row_edits.h"
#include "register/open_register.h"

#include <QUndoStack>

namespace muster::items {

/// What a person asks to have set, on one thing or on a selection.
struct EditRequest
{
    const Entity *entity = nullptr;
    QList<RowVersion> rows; ///< all of them are changed, or none
    QList<registry::FieldText> texts;
    QString name; ///< what a single thing is called, for the command's text
    QString why;
};

struct ChangeSet;
struct ChangeMade;
struct ChangeRefusal;

/// Everything a person has edited in a register through one window, to be undone and done again.
///
/// Work is done by the register's worker, so the outcome comes later (docs/decisions/0005). An edit is put on the stack
/// when it has succeeded. While something is under way nothing can be undone; an undo that fails leaves the stack as it
/// was, and where it can never succeed again (the row was changed or withdrawn meanwhile, a rule forbids it) without
/// that command.
class EditHistory final : public QObject
{
    Q_OBJECT

public:
    using Job = std::function<Result<void>(registry::Store &)>;

    explicit EditHistory(registry::OpenRegister::Pointer openRegister, QObject *parent = nullptr);

    /// Sets fields. Errors: those of setRows(); nothing is put on the stack then.
    QFuture<EditResult> edit(const EditRequest &request);

    /// Adds a thing and gives the row; undoing it withdraws it. Errors: those of addRow().
    QFuture<Result<Row>> add(const Entity &entity, const QList<registry::FieldText> &texts, const QString &name,
                             const QString &why = {});

    /// Makes several changes that belong together, as one command. Errors: those of makeChanges().
    QFuture<tl::expected<QList<ChangeMade>, ChangeRefusal>> make(const ChangeSet &set);

    bool canUndo() const { return m_underWay == 0 && m_stack.canUndo(); }
    bool canRedo() const { return m_underWay == 0 && m_stack.canRedo(); }
    /// What would be undone or done again, for a menu; empty where nothing is.
    QString undoText() const { return m_stack.undoText(); }
    QString redoText() const { return m_stack.redoText(); }
    /// Whether something was sent off and its outcome is not known yet.
    bool isUnderWay() const { return m_underWay > 0; }
    /// How many commands can be undone.
    int count() const { return m_stack.index(); }

    /// Begins to undo, or to do again; false where that isn't possible now. `finished` or `refused` tells the outcome.
    bool undo();
    bool redo();

Q_SIGNALS:
    /// canUndo(), canRedo() or their texts may have changed.
    void stateChanged();
    /// Something was undone or done again; `text` says what.
    void finished(const QString &text);
    /// Something was not undone or not done again.
    void refused(const muster::Error &error, const QString &text);

private:
    friend class RecordCommand;
    void carryOut(QUndoCommand &command, const Job &job, bool undoing);
    void settle(QUndoCommand &command, const Result<void> &outcome, bool undoing);
    void push(QUndoCommand *command);
    void begin();
    void end();

    registry::OpenRegister::Pointer m_register;
    std::shared_ptr<SameVersions> m_versions = std::make_shared<SameVersions>(); ///< used in the worker's jobs alone
    QUndoStack m_stack;
    int m_underWay = 0;
    bool m_onlyMoving = false; ///< the stack is being brought in line with the register; nothing is carried out
};

}
