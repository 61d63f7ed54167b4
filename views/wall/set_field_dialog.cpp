#include "views/wall/set_field_dialog.h"

#include "items/when_done.h"
#include "register/inventory_services.h"
#include "views/parts/pieces.h"
#include "views/wall/wall_words.h"

#include <QBoxLayout>

namespace muster::views::wall {

using namespace Qt::StringLiterals;

SetFieldDialog::SetFieldDialog(const Session &session, const QString &field, const QString &first,
                               QList<Target> targets, const Choices &choices, QWidget *parent)
    : QDialog(parent),
      m_session(session),
      m_field(field),
      m_targets(std::move(targets)),
      m_editor(makeEditor(field, choices, this)),
      m_message(new InlineMessage),
      m_apply(button(tr("&Set"), Look::Primary, this, &SetFieldDialog::apply))
{
    setObjectName(u"setField"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    const bool one = m_targets.size() == 1;
    setWindowTitle(tr("Set %1").arg(labelOf(field).toLower()));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    layout->setSpacing(space::small);
    auto *label = new PlainLabel(
        tr("%1 of %2")
            .arg(labelOf(field), one ? u"“%1”"_s.arg(isolated(m_targets[0].title)) : spokenCount(m_targets.size())),
        Type::Lead);
    label->setBuddy(m_editor);
    layout->addWidget(label);
    layout->addWidget(m_editor);
    layout->addWidget(m_message);
    auto *buttons = rowOf();
    buttons->addStretch();
    buttons->addWidget(button(tr("Cancel"), Look::Ordinary, this, &QDialog::reject));
    buttons->addWidget(m_apply);
    layout->addLayout(buttons);
    m_apply->setDefault(true);
    m_message->setObjectName(u"setFieldMessage"_s);
    setMinimumWidth(scaled(360));
    setEditorText(m_editor, first);
    m_editor->setFocus();
}

void SetFieldDialog::apply()
{
    m_message->clear();
    m_apply->setEnabled(false);
    items::EditRequest request{&entityOf<Delegation>(), {}, {{m_field, editorText(m_editor)}}, m_targets[0].title, {}};
    for (const auto &target : m_targets)
        request.rows << target.row;
    items::whenDone(this, m_session.history->edit(request), [this](const items::EditResult &result) {
        m_apply->setEnabled(true);
        if (!result)
            return refuse(result.error());
        Q_EMIT m_session.navigator->said(tr("%1 set for %2.").arg(labelOf(m_field), spokenCount(m_targets.size())));
        accept();
    });
}

/// Says what stands in the way, and at which delegation. After a conflict the next try is based on what stands there
/// now, which was shown.
void SetFieldDialog::refuse(const items::EditRefusal &refusal)
{
    const QString title = titleOf(refusal.id);
    QString text = title.isEmpty() || m_targets.size() == 1
                       ? refusal.error.message
                       : tr("None were set. “%1”: %2").arg(isolated(title), refusal.error.message);
    if (refusal.error.code == ErrorCode::Conflict) {
        text += u' ' + tr("It says “%1” now. Press Set again to overwrite it.").arg(isolated(refusal.theirs));
        catchUp();
    }
    m_message->show(InlineMessage::Kind::Error, text);
    m_editor->setFocus();
}

void SetFieldDialog::catchUp()
{
    const auto versions = m_session.reg->run([targets = m_targets](registry::Store &store) mutable {
        for (auto &target : targets) {
            if (const auto now = rowById(store, entityOf<Delegation>(), target.row.id))
                target.row.n = now->n;
        }
        return targets;
    });
    items::whenDone(this, versions, [this](const QList<Target> &targets) { m_targets = targets; });
}

QString SetFieldDialog::titleOf(const QString &id) const
{
    const auto found = std::ranges::find(m_targets, id, [](const Target &target) { return target.row.id; });
    return found == m_targets.end() ? QString() : found->title;
}

}
