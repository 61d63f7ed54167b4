#include "views/panel/delegation_editor.h"
#include "views/panel/editor_page.h"
#include "views/parts/pieces.h"

#include <QJsonDocument>

/// What was typed into the editor and not saved: kept, and put back with what others have changed since.
namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

/// In a draft, instead of a field's name: the row is to be taken out of use.
constexpr auto removal = "-removed"_L1;

constexpr qsizetype mostToldOfGone = 400;

}

QString DelegationEditor::draftKey() const
{
    return u"panel/draft/%1/%2"_s.arg(m_session.reg->id(), m_id ? m_id->text() : u"new"_s);
}

void DelegationEditor::keepDraft()
{
    m_draftTimer.stop();
    if (!m_page || m_discarding)
        return;
    QJsonObject draft = m_orphans;
    const auto forms = m_page->forms();
    for (const auto *form : forms) {
        if (form->isEnding())
            draft.insert(form->key() + u'/' + removal, true);
        for (const auto *field : form->fields()) {
            if (field->isTouched())
                draft.insert(form->key() + u'/' + field->name(),
                             QJsonObject{{u"text"_s, field->text()}, {u"base"_s, field->base()}});
        }
    }
    if (draft.isEmpty())
        m_session.settings->remove(draftKey());
    else
        m_session.settings->setValue(draftKey(),
                                     QString::fromUtf8(QJsonDocument(draft).toJson(QJsonDocument::Compact)));
}

/// Puts the draft into the fields; the first of those that somebody else has changed since, or nullptr.
FieldEdit *DelegationEditor::restoreDraft()
{
    m_orphans = {};
    const auto draft = QJsonDocument::fromJson(m_session.settings->value(draftKey()).toString().toUtf8()).object();
    QHash<QString, RowForm *> added;
    FieldEdit *overtaken = nullptr;
    for (auto item = draft.begin(); item != draft.end(); ++item) {
        auto *conflict = restoreField(item.key(), item.value(), added);
        overtaken = overtaken ? overtaken : conflict;
    }
    if (m_page->isTouched() || !m_orphans.isEmpty())
        tellRestored(overtaken != nullptr);
    return overtaken;
}

FieldEdit *DelegationEditor::restoreField(const QString &key, const QJsonValue &kept, QHash<QString, RowForm *> &added)
{
    const QString row = key.section(u'/', 0, 0), name = key.section(u'/', 1);
    auto *form = added.value(row, m_page->form(row));
    if (!form && row.contains(u".+")) {
        const auto *entity = entityNamed(row.section(u'.', 0, 0).toStdString());
        form = entity ? added.insert(row, m_page->addRow(*entity)).value() : nullptr;
    }
    if (form && form->row() && name == removal) {
        m_page->setEnding(form, true);
        return nullptr;
    }
    auto *field = form ? form->field(name) : nullptr;
    if (!field) {
        if (name != removal)
            m_orphans.insert(key, kept);
        return nullptr;
    }
    const QString text = kept.isString() ? kept.toString() : kept[u"text"_s].toString(); // older drafts: a text
    const QString typedOver = kept[u"base"_s].toString(field->base());
    field->setText(text);
    if (typedOver == field->base() || text == field->base())
        return nullptr;
    field->showConflict(field->shownText(field->base()), field->base());
    return field;
}

void DelegationEditor::tellRestored(bool overtaken)
{
    QString said = tr("Restored what you typed last time and did not save.");
    if (overtaken)
        said += u' ' + tr("Somebody changed the same meanwhile: look at both values before you save.");
    QStringList gone;
    for (const auto &kept : std::as_const(m_orphans))
        gone << kept[u"text"_s].toString();
    gone.removeAll(QString());
    if (!gone.isEmpty())
        said += u' '
                + tr("It belonged in part to something that was taken out meanwhile: %1")
                      .arg(gone.join(u"; "_s).left(mostToldOfGone));
    m_message->show(overtaken ? InlineMessage::Kind::Warning : InlineMessage::Kind::Note, said);
    m_message->offer(tr("Discard it"), [this] { discardDraft(); });
}

/// Begins anew with what the register has.
void DelegationEditor::discardDraft()
{
    m_session.settings->remove(draftKey());
    m_discarding = true;
    load(m_id);
}

}
