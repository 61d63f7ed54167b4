#pragma once

#include "items/delegation_table_model.h"
#include "views/parts/session.h"
#include "views/wall/field_editors.h"

#include <QDialog>

class QPushButton;

namespace muster::views {
class InlineMessage;
}

namespace muster::views::wall {

/// Sets one field of a selection of delegations: of all of them or of none, as one step that can be undone. What the
/// register refuses is said under the field, and stays in it. While the register has not answered it stays open.
class SetFieldDialog final : public QDialog
{
    Q_OBJECT

public:
    /// A delegation as it was when the dialog opened.
    struct Target
    {
        items::RowVersion row;
        QString title;
    };

    /// @param first  what stands in the field of all of them, or empty where that differs; nothing: the register is asked
    SetFieldDialog(const Session &session, const QString &field, const std::optional<QString> &first,
                   QList<Target> targets, const Choices &choices, QWidget *parent);

    void reject() override;

private:
    QString heading() const;
    void askFirst();
    void apply();
    void setSaving(bool saving);
    void refuse(const items::EditRefusal &refusal);
    void showConflict(Target &target, const QString &said);

    Session m_session;
    QString m_field;
    QList<Target> m_targets;
    QWidget *m_editor;
    InlineMessage *m_message;
    QPushButton *m_cancel, *m_apply;
    bool m_saving = false;
};

}
