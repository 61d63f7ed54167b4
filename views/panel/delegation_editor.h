#pragma once

#include "views/panel/row_form.h"
#include "views/parts/session.h"

#include <QDialog>
#include <QJsonObject>
#include <QTimer>

class QListWidget;
class QPushButton;
class QScrollArea;

namespace muster::views {

class EditorPage;
class InlineMessage;
class PlainLabel;

/// Adds a delegation or edits everything about one: quick for the first fields, complete for the rest. A save is one
/// command of the window's history. What was typed and not saved is kept as a draft and restored next time, with what it
/// was typed over: what somebody else has changed since is shown beside it.
class DelegationEditor final : public QDialog
{
    Q_OBJECT

public:
    explicit DelegationEditor(const Session &session, QWidget *parent = nullptr);
    ~DelegationEditor() override;

    /// Opens on a delegation to be added.
    void add();
    /// Opens on one that is there.
    void edit(const DelegationId &id);
    /// The same, with the focus in one of its fields, in the stop rule's `trigger`, or where `sources` are added.
    void edit(const DelegationId &id, const QString &field);

    void save();
    void reject() override;

Q_SIGNALS:
    /// The register has taken it.
    void saved(const muster::DelegationId &id);

private:
    void load(const std::optional<DelegationId> &id);
    void take(const EditorFacts &facts);
    void fillHeadings();
    QWidget *foot();
    QString draftKey() const;
    void keepDraft();
    FieldEdit *restoreDraft();
    FieldEdit *restoreField(const QString &key, const QJsonValue &kept, QHash<QString, RowForm *> &added);
    void tellRestored(bool overtaken);
    void focusWanted();
    void discardDraft();
    void follow();
    items::ChangeSet changes();
    void addPeople(items::ChangeSet &set);
    void addAttached(items::ChangeSet &set, const QString &delegation, int delegationStep);
    void addDelegation(items::ChangeSet &set);
    void addStep(items::ChangeSet &set, RowForm *form, items::ChangeStep step);
    void refuse(const items::ChangeRefusal &refusal);
    void showConflict(RowForm *form, const items::ChangeRefusal &refusal);
    void finish(const QList<items::ChangeMade> &made);
    void focusField(FieldEdit *field);

    Session m_session;
    std::optional<DelegationId> m_id;
    QString m_wantedField;
    EditorPage *m_page = nullptr;
    PlainLabel *m_title;
    InlineMessage *m_message;
    QListWidget *m_headings;
    QScrollArea *m_scroll;
    QPushButton *m_save;
    QPushButton *m_discard;
    QList<RowForm *> m_steps; ///< whose each step of the change set on its way is; null for a new person
    QTimer m_draftTimer;
    QJsonObject m_orphans; ///< of the draft, what belongs to things that are gone
    bool m_saving = false;
    bool m_discarding = false;
};

}
