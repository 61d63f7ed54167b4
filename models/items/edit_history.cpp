#include "items/edit_history.h"

#include "items/change_set.h"
#include "items/when_done.h"

namespace muster::items {

using namespace Qt::StringLiterals;
using registry::FieldText;
using registry::Store;

namespace {

/// Whether what failed may succeed when it is tried again: the file was busy, the disk full. What was refused by the
/// register's content stays refused; the command would only bar the way to earlier ones.
bool mayBeTriedAgain(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Io:
    case ErrorCode::DiskFull:
    case ErrorCode::ReadOnly:
    case ErrorCode::Locked:
    case ErrorCode::Cancelled: return true;
    default: return false;
    }
}

/// The plural of an entity's noun: `stop-rule` → `stop rules`, `series` stays.
QString pluralOf(const Entity &entity)
{
    const QString noun = QString::fromLatin1(entity.noun.data(), qsizetype(entity.noun.size())).replace(u'-', u' ');
    return noun == u"person" ? u"people"_s : noun.endsWith(u's') ? noun : noun + u's';
}

QString nameOf(const EditRequest &request)
{
    return request.rows.size() == 1 ? u"“%1”"_s.arg(request.name)
                                    : u"%1 %2"_s.arg(request.rows.size()).arg(pluralOf(*request.entity));
}

QString describedEdit(const EditRequest &request)
{
    QStringList fields;
    for (const auto &text : request.texts) {
        const int field = request.entity->indexOf(text.field);
        fields << (field >= 0 ? spokenName(request.entity->fields[size_t(field)]) : text.field);
    }
    return EditHistory::tr("Change %1 of %2").arg(fields.join(u", "_s), nameOf(request));
}

}

EditHistory::EditHistory(registry::OpenRegister::Pointer openRegister, QObject *parent)
    : QObject(parent), m_register(std::move(openRegister))
{
}

QFuture<EditResult> EditHistory::edit(const EditRequest &request)
{
    begin();
    const auto future = m_register->run([request, versions = m_versions](Store &store) {
        return setRows(store, *versions, *request.entity, request.rows, request.texts, request.why);
    });
    whenDone(this, future, [this, request](const EditResult &result) {
        if (result && !result->isEmpty())
            push(new EditCommand(*this, *request.entity, *result, describedEdit(request)));
        end();
    });
    return future;
}

QFuture<Result<Row>> EditHistory::add(const Entity &entity, const QList<FieldText> &texts, const QString &name,
                                      const QString &why)
{
    begin();
    const auto future =
        m_register->run([kind = &entity, texts, why](Store &store) { return addRow(store, *kind, texts, why); });
    whenDone(this, future, [this, kind = &entity, name](const Result<Row> &row) {
        if (row)
            push(new AddCommand(*this, *kind, *row, tr("Add “%1”").arg(name)));
        end();
    });
    return future;
}

QFuture<ChangeResult> EditHistory::make(const ChangeSet &set)
{
    begin();
    const auto future =
        m_register->run([set, versions = m_versions](Store &store) { return makeChanges(store, *versions, set); });
    whenDone(this, future, [this, text = set.text](const ChangeResult &result) {
        if (result && !result->isEmpty())
            push(new ChangeSetCommand(*this, *result, text));
        end();
    });
    return future;
}

bool EditHistory::undo()
{
    if (!canUndo())
        return false;
    m_stack.undo();
    return true;
}

bool EditHistory::redo()
{
    if (!canRedo())
        return false;
    m_stack.redo();
    return true;
}

void EditHistory::carryOut(QUndoCommand &command, const Job &job, bool undoing)
{
    if (m_onlyMoving)
        return;
    begin();
    whenDone(this, m_register->run(job),
             [this, &command, undoing](const Result<void> &outcome) { settle(command, outcome, undoing); });
}

/// The stack has moved already when the outcome is known; where nothing was done it is moved back, and drops the
/// command on the way where it is obsolete.
void EditHistory::settle(QUndoCommand &command, const Result<void> &outcome, bool undoing)
{
    const QString text = command.text();
    if (!outcome) {
        m_onlyMoving = true;
        command.setObsolete(!mayBeTriedAgain(outcome.error().code));
        undoing ? m_stack.redo() : m_stack.undo();
        m_onlyMoving = false;
    }
    end();
    if (outcome)
        Q_EMIT finished(text);
    else
        Q_EMIT refused(outcome.error(), text);
}

void EditHistory::push(QUndoCommand *command)
{
    m_onlyMoving = true;
    m_stack.push(command);
    m_onlyMoving = false;
}

void EditHistory::begin()
{
    ++m_underWay;
    Q_EMIT stateChanged();
}

void EditHistory::end()
{
    --m_underWay;
    Q_EMIT stateChanged();
}

}
