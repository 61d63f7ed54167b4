#pragma once

#include "items/pair_list_model.h"
#include "items/scope_model.h"
#include "views/parts/pieces.h"
#include "views/parts/session.h"

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QListView;
class QStringListModel;

namespace muster::views {

class PairList;

/// Puts an audit together: its form, what it looks at, who takes part, and who checks what. What was put together is
/// remembered on this machine until it is opened or given up.
class AuditSetup final : public QWidget
{
    Q_OBJECT

public:
    explicit AuditSetup(const Session &session, QWidget *parent = nullptr);

    /// Begins: with what is due, or with these delegations, or with what was being put together when none are named.
    void propose(const QList<DelegationId> &chosen = {}, AgendaForm form = AgendaForm::Full60);

    /// Begins with a series: its form, and the people of its last audit.
    void proposeSeries(const Series &series);

Q_SIGNALS:
    /// The audit is open; its clock stands.
    void opened(const muster::AuditId &id);
    /// Somebody went back; what was put together is kept.
    void cancelled();

private:
    QWidget *head();
    QWidget *scopeCard();
    QWidget *peopleCard();
    QWidget *foot();
    void connectKeys();

    void refresh();
    void take(const items::PlanFacts &facts);
    void begin(const items::PlanFacts &facts);
    void fillChoices();
    void showPlan();
    void showActions();
    void showCapacity(const PairProposal &proposal);
    void showProblems();
    QString problemOfPeople() const;
    QString problemOfScope() const;
    void setForm(AgendaForm form);
    void chooseSeries();
    void addPerson(const QString &name);
    void removePerson();
    void shiftPerson(int by);
    void tickCurrent();
    void remember();
    void open();
    bool isSpot() const { return m_plan.form == AgendaForm::Spot15; }
    QString settingsKey() const;

    Session m_session;
    items::AuditPlan m_plan;
    items::PlanFacts m_facts;
    items::ScopeModel m_scope;
    items::PairListModel m_pairs;
    QHash<PersonId, QString> m_names;
    QFuture<Result<items::PlanFacts>> m_question;
    QList<DelegationId> m_wanted; ///< named by propose()
    AgendaForm m_wantedForm = AgendaForm::Full60;
    std::optional<Series> m_wantedSeries;
    QList<PersonId> m_wantedTeam; ///< of that series
    bool m_begun = false;         ///< the first facts are there
    bool m_touched = false;       ///< somebody ticked or unticked: the proposal changes no tick any more
    bool m_tried = false;         ///< somebody tried to open it: what is missing is said
    bool m_opening = false;

    PageHeading *m_heading;
    QButtonGroup *m_forms;
    QComboBox *m_series, *m_facilitator;
    QLineEdit *m_search, *m_person;
    QStringListModel *m_candidates;
    QListView *m_scopeList;
    PairList *m_pairList;
    PlainLabel *m_capacity, *m_pairHint;
    InlineMessage *m_scopeMessage, *m_peopleMessage, *m_message;
    QPushButton *m_up, *m_down, *m_remove, *m_anew, *m_open;
    PlainLabel *m_summary;
};

}
