#include "views/wall/set_field_dialog.h"

#include "items/when_done.h"
#include "register/inventory_services.h"
#include "views/parts/facts.h"
#include "views/parts/pieces.h"
#include "views/wall/wall_words.h"

#include <QBoxLayout>

namespace muster::views::wall {

using namespace Qt::StringLiterals;
using registry::Store;

namespace {

/// What stands in a field now, as people read it, and in which version of the row.
struct Standing
{
    qint64 n = -1;
    QString text;
};

Result<Standing> readStanding(Store &store, const QString &id, const QString &field)
{
    const auto &entity = entityOf<Delegation>();
    const auto row = rowById(store, entity, id);
    if (!row)
        return tl::unexpected(row.error());
    const auto at = size_t(entity.indexOf(field));
    return readable(store, entity.fields[at], row->values[at]).map([&](const QString &text) {
        return Standing{row->n, text};
    });
}

/// What all of them say, or empty where that differs.
Result<QString> readCommon(Store &store, const QStringList &ids, const QString &field)
{
    std::optional<QString> common;
    for (const auto &id : ids) {
        const auto standing = readStanding(store, id, field);
        if (!standing)
            return tl::unexpected(standing.error());
        if (common.value_or(standing->text) != standing->text)
            return QString();
        common = standing->text;
    }
    return common.value_or(QString());
}

}

SetFieldDialog::SetFieldDialog(const Session &session, const QString &field, const std::optional<QString> &first,
                               QList<Target> targets, const Choices &choices, QWidget *parent)
    : QDialog(parent),
      m_session(session),
      m_field(field),
      m_targets(std::move(targets)),
      m_editor(makeEditor(field, choices, this)),
      m_message(new InlineMessage),
      m_cancel(button(tr("Cancel"), Look::Ordinary, this, &SetFieldDialog::reject)),
      m_apply(button(tr("&Set"), Look::Primary, this, &SetFieldDialog::apply))
{
    setObjectName(u"setField"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Set %1").arg(labelOf(field).toLower()));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    layout->setSpacing(space::small);
    auto *label = new PlainLabel(heading().replace(u'&', u"&&"_s), Type::Lead); // a label with a buddy reads & as a key
    label->setObjectName(u"setFieldLabel"_s);
    label->setBuddy(m_editor);
    layout->addWidget(label);
    layout->addWidget(m_editor);
    layout->addWidget(m_message);
    auto *buttons = rowOf();
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_apply);
    layout->addLayout(buttons);
    m_apply->setDefault(true);
    m_message->setObjectName(u"setFieldMessage"_s);
    setMinimumWidth(scaled(360));
    setEditorText(m_editor, first.value_or(QString()));
    m_editor->setFocus();
    if (!first)
        askFirst();
}

QString SetFieldDialog::heading() const
{
    return tr("%1 of %2")
        .arg(labelOf(m_field),
             m_targets.size() == 1 ? u"“%1”"_s.arg(isolated(m_targets.first().title)) : spokenCount(m_targets.size()));
}

/// The wall doesn't show this field: what stands there is put in unless something was typed by then.
void SetFieldDialog::askFirst()
{
    QStringList ids;
    for (const auto &target : m_targets)
        ids << target.row.id;
    const auto common =
        m_session.reg->run([ids, field = m_field](Store &store) { return readCommon(store, ids, field); });
    items::whenDone(this, common, [this, before = editorText(m_editor)](const Result<QString> &text) {
        if (text && editorText(m_editor) == before)
            setEditorText(m_editor, *text);
    });
}

void SetFieldDialog::apply()
{
    if (m_saving)
        return;
    m_message->clear();
    setSaving(true);
    items::EditRequest request{
        &entityOf<Delegation>(), {}, {{m_field, editorText(m_editor)}}, m_targets.first().title, {}};
    for (const auto &target : m_targets)
        request.rows << target.row;
    items::whenDone(this, m_session.history->edit(request), [this](const items::EditResult &result) {
        setSaving(false);
        if (!result)
            return refuse(result.error());
        Q_EMIT m_session.navigator->said(tr("%1 set for %2.").arg(labelOf(m_field), spokenCount(m_targets.size())));
        accept();
    });
}

void SetFieldDialog::setSaving(bool saving)
{
    m_saving = saving;
    for (auto *one : {m_cancel, m_apply})
        one->setEnabled(!saving);
}

/// A refusal has to find somebody to tell.
void SetFieldDialog::reject()
{
    if (!m_saving)
        QDialog::reject();
}

/// Says what stands in the way, and at which delegation.
void SetFieldDialog::refuse(const items::EditRefusal &refusal)
{
    const auto at = std::ranges::find(m_targets, refusal.id, [](const Target &target) { return target.row.id; });
    const bool known = at != m_targets.end();
    const QString text = !known || m_targets.size() == 1
                             ? refusal.error.message
                             : tr("None were set. “%1”: %2").arg(isolated(at->title), refusal.error.message);
    if (known && refusal.error.code == ErrorCode::Conflict)
        return showConflict(*at, text);
    m_message->show(InlineMessage::Kind::Error, text);
    m_editor->setFocus();
}

/// The next try is based on what is shown here, of this delegation alone: what was changed of the others meanwhile is
/// shown in its turn.
void SetFieldDialog::showConflict(Target &target, const QString &said)
{
    setSaving(true);
    const auto now = m_session.reg->run(
        [id = target.row.id, field = m_field](Store &store) { return readStanding(store, id, field); });
    items::whenDone(this, now, [this, said, row = &target.row](const Result<Standing> &standing) {
        setSaving(false);
        m_editor->setFocus();
        if (!standing)
            return m_message->showError(standing.error());
        row->n = standing->n;
        const QString theirs = standing->text.isEmpty() ? tr("nothing") : u"“%1”"_s.arg(isolated(standing->text));
        m_message->show(InlineMessage::Kind::Error,
                        said + u' ' + tr("It says %1 now. Press Set again to overwrite it.").arg(theirs));
    });
}

}
