#include "views/audit/audit_setup.h"

#include "items/when_done.h"
#include "register/audit_service.h"
#include "views/audit/audit_setup_lists.h"
#include "views/parts/counted.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QCompleter>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::PlanFacts;
using items::ScopeModel;

namespace {

constexpr AgendaForm forms[] = {AgendaForm::Full60, AgendaForm::Full45, AgendaForm::Spot15};

/// The tallest pair's minutes.
int longestMinutes(const PairProposal &proposal, const std::vector<PairWorkflow> &workflows)
{
    int longest = 0;
    for (const auto &pair : proposal.pairs) {
        int minutes = 0;
        for (const auto &assignment : proposal.assignments) {
            const auto workflow = std::ranges::find(workflows, assignment.delegation, &PairWorkflow::id);
            minutes += assignment.checkers == pair.members && workflow != workflows.end() ? workflow->minutes : 0;
        }
        longest = std::max(longest, minutes);
    }
    return longest;
}

}

void AuditSetup::propose(const QList<DelegationId> &chosen, AgendaForm form)
{
    m_wanted = chosen;
    m_wantedForm = form;
    m_wantedSeries.reset();
    m_wantedTeam.clear();
    m_begun = m_touched = m_tried = false;
    m_plan = {};
    m_plan.form = form;
    m_scope.setChosen(chosen);
    m_message->clear();
    refresh();
    m_search->setFocus();
}

QString AuditSetup::settingsKey() const
{
    return u"audit/setup/%1-%2"_s.arg(m_session.reg->id(),
                                      m_wantedSeries ? m_wantedSeries->id.text() : word(kindOf(m_wantedForm)));
}

/// Asks for what there is to choose from; a question not yet answered is dropped.
void AuditSetup::refresh()
{
    items::PlanQuestion question;
    question.form = m_plan.form;
    question.pairs = m_plan.isArranged() ? int(m_plan.pairs().size()) : pairCount(int(m_plan.participants().size()));
    question.chosen = m_scope.chosen();
    question.search = m_search->text();
    m_question.cancel();
    m_question =
        m_session.reg->run([question](registry::Store &store) { return items::readPlanFacts(store, question); });
    items::whenDone(this, m_question, [this](const Result<PlanFacts> &facts) {
        if (facts)
            take(*facts);
        else
            m_message->showError(facts.error());
    });
}

void AuditSetup::take(const PlanFacts &facts)
{
    m_facts = facts;
    m_names.clear();
    for (const auto &person : facts.people)
        m_names.insert(person.id, person.name);
    const bool first = !std::exchange(m_begun, true);
    if (first)
        begin(facts);
    const auto current = m_scopeList->currentIndex().data(ScopeModel::IdRole);
    m_scope.setSingle(isSpot());
    m_scope.setFacts(facts);
    if (!m_touched)
        m_scope.setChosen(m_scope.fitting());
    for (int row = 0; current.isValid() && row < m_scope.rowCount(); ++row) {
        if (m_scope.index(row).data(ScopeModel::IdRole) == current)
            m_scopeList->setCurrentIndex(m_scope.index(row));
    }
    fillChoices();
    showPlan();
    if (first)
        refresh(); // with the people known by now, another number of pairs has time for other delegations
}

/// Takes up what was being put together, or begins with whom the last audit had.
void AuditSetup::begin(const PlanFacts &facts)
{
    QHash<PersonId, QString> active;
    for (const auto &person : facts.people) {
        if (person.active)
            active.insert(person.id, person.name);
    }
    const auto kept = QJsonDocument::fromJson(m_session.settings->value(settingsKey()).toByteArray()).object();
    m_plan.fromJson(kept, m_names);
    if (kindOf(m_plan.form) != kindOf(m_wantedForm) || kept.isEmpty())
        m_plan.form = m_wantedForm;
    if (m_wantedSeries && kept.isEmpty())
        m_plan.setSeries(&*m_wantedSeries);
    QList<DelegationId> chosen = m_wanted;
    if (chosen.isEmpty() && kept.contains(u"chosen"_s)) {
        for (const auto &id : kept[u"chosen"_s].toArray())
            chosen << DelegationId(id.toString());
    }
    m_touched = !chosen.isEmpty();
    m_scope.setChosen(chosen);
    if (m_plan.participants().isEmpty() && !isSpot()) {
        for (const auto &person : m_wantedTeam.isEmpty() ? facts.lastParticipants : m_wantedTeam) {
            if (active.contains(person))
                m_plan.add(person, active.value(person));
        }
    }
    if (m_plan.participants().isEmpty() && active.contains(facts.actor))
        m_plan.add(facts.actor, active.value(facts.actor));
    if (m_plan.facilitator.isNull())
        m_plan.facilitator = active.contains(facts.actor)      ? facts.actor
                             : m_plan.participants().isEmpty() ? PersonId()
                                                               : m_plan.participants().first();
}

void AuditSetup::fillChoices()
{
    const QSignalBlocker seriesQuiet(m_series), facilitatorQuiet(m_facilitator);
    m_series->clear();
    m_series->addItem(tr("No series"), QString());
    for (const auto &one : m_facts.series)
        m_series->addItem(one.title, one.id.text());
    m_series->setCurrentIndex(std::max(0, m_series->findData(m_plan.series.text())));
    QStringList candidates;
    m_facilitator->clear();
    for (const auto &person : m_facts.people) {
        if (person.active || person.id == m_plan.facilitator)
            m_facilitator->addItem(person.active ? person.name : tr("%1 (left)").arg(person.name), person.id.text());
        if (person.active && !m_plan.participants().contains(person.id))
            candidates << person.name;
    }
    m_facilitator->setCurrentIndex(m_facilitator->findData(m_plan.facilitator.text()));
    m_candidates->setStringList(candidates);
    for (int i = 0; i < 3; ++i)
        m_forms->button(i)->setChecked(forms[i] == m_plan.form);
}

/// Shows the plan as it is now, with pairs and who checks what.
void AuditSetup::showPlan()
{
    const auto person = m_pairList->currentPerson();
    const auto workflows = m_scope.workflows();
    const auto proposal = m_plan.propose(workflows);
    QHash<PersonId, QString> names = m_names;
    for (const auto &one : m_facts.people) {
        if (!one.active)
            names[one.id] = tr("%1 (left)").arg(one.name);
    }
    m_pairs.setProposal(proposal, names, workflows, m_plan.facilitator);
    m_pairList->setCurrentIndex(m_pairs.indexOf(person));
    m_heading->setTitle(isSpot() ? tr("New spot check") : tr("New audit"));
    m_heading->setCount(isSpot() ? tr("one delegation, fifteen minutes")
                                 : counted(qint64(workflows.size()), tr("delegation"), tr("delegations")));
    showActions();
    m_anew->setVisible(m_plan.isArranged());
    showCapacity(proposal);
    showProblems();
    remember();
}

/// What can be done with a person needs one to be current.
void AuditSetup::showActions()
{
    const bool chosen = !m_pairList->currentPerson().isNull();
    for (auto *one : {m_up, m_down, m_remove})
        one->setEnabled(chosen);
}

void AuditSetup::showCapacity(const PairProposal &proposal)
{
    const int pairs = int(proposal.pairs.size());
    const int timebox = timeboxMinutes(m_plan.form, Phase::Checks);
    m_capacity->setText(isSpot()     ? tr("Pick the one to look at. What is due comes first, riskiest at the top.")
                        : pairs == 0 ? tr("About ten minutes a workflow for a pair. Add people to see what fits.")
                                     : tr("About ten minutes a workflow for a pair: %1 for %2.")
                                           .arg(counted(pairs, tr("pair has time"), tr("pairs have time")),
                                                counted(m_facts.capacity, tr("workflow"), tr("workflows"))));
    const auto workflows = m_scope.workflows();
    const int longest = longestMinutes(proposal, workflows);
    const int people = int(m_plan.participants().size());
    m_summary->setText(tr("%1 · %2 · %3")
                           .arg(counted(qint64(workflows.size()), tr("delegation"), tr("delegations")),
                                counted(people, tr("person"), tr("people")),
                                tr("%1 of %2 minutes of checks").arg(longest).arg(timebox)));
    if (longest > timebox && !isSpot())
        m_scopeMessage->show(
            InlineMessage::Kind::Warning,
            tr("A pair would need %1 minutes, and the checks have %2. What stays open leads the next audit.")
                .arg(longest)
                .arg(timebox));
    else
        m_scopeMessage->clear();
}

QString AuditSetup::problemOfPeople() const
{
    for (const auto &person : m_facts.people) {
        if (!person.active && m_plan.participants().contains(person.id))
            return tr("%1 has left. Take them out of the audit.").arg(person.name);
        if (!person.active && person.id == m_plan.facilitator)
            return tr("%1 has left. Choose somebody else to facilitate.").arg(person.name);
    }
    if (m_tried && m_plan.participants().isEmpty())
        return tr("Nobody takes part yet. Add the people in the room.");
    if (m_tried && m_plan.facilitator.isNull())
        return tr("Nobody facilitates yet. Choose who does.");
    return {};
}

QString AuditSetup::problemOfScope() const
{
    for (const auto &id : m_scope.chosen()) {
        const auto *one = m_scope.find(id);
        if (one && one->openAudit > 0)
            return tr("“%1” is in open audit %2. Untick it here, or close that audit first.")
                .arg(one->workflow.title, QString::number(one->openAudit));
    }
    return m_tried && m_scope.workflows().empty() ? tr("Nothing is chosen yet. Tick what the audit should look at.")
                                                  : QString();
}

void AuditSetup::showProblems()
{
    const QString people = problemOfPeople(), scope = problemOfScope();
    if (people.isEmpty())
        m_peopleMessage->clear();
    else
        m_peopleMessage->show(InlineMessage::Kind::Error, people);
    if (!scope.isEmpty())
        m_scopeMessage->show(InlineMessage::Kind::Error, scope);
}

void AuditSetup::setForm(AgendaForm form)
{
    m_plan.form = form;
    m_scope.setSingle(isSpot());
    refresh();
}

void AuditSetup::addPerson(const QString &name)
{
    const QString wanted = name.trimmed();
    if (wanted.isEmpty())
        return;
    const items::RoomPerson *part = nullptr, *whole = nullptr;
    for (const auto &person : m_facts.people) {
        if (!person.active || m_plan.participants().contains(person.id))
            continue;
        if (!part && person.name.contains(wanted, Qt::CaseInsensitive))
            part = &person;
        if (!whole && person.name.compare(wanted, Qt::CaseInsensitive) == 0)
            whole = &person;
    }
    const auto *found = whole ? whole : part;
    if (!found) {
        m_peopleMessage->show(
            InlineMessage::Kind::Error,
            tr("Nobody else who is active is called “%1”. Add them on the People page first.").arg(wanted));
        return;
    }
    m_plan.add(found->id, found->name);
    // Later, since a completer still writes the chosen name into the field.
    QMetaObject::invokeMethod(m_person, &QLineEdit::clear, Qt::QueuedConnection);
    fillChoices();
    showPlan();
    refresh();
}

void AuditSetup::removePerson()
{
    const auto person = m_pairList->currentPerson();
    if (person.isNull())
        return;
    m_plan.remove(person);
    fillChoices();
    showPlan();
    refresh();
}

void AuditSetup::shiftPerson(int by)
{
    const auto person = m_pairList->currentPerson();
    if (person.isNull())
        return;
    const auto done = m_plan.shift(person, by);
    showPlan();
    if (!done)
        m_peopleMessage->showError(done.error());
    else
        refresh();
}

/// Enter in the search: ticks the current row, or the first, and makes room for the next word.
void AuditSetup::tickCurrent()
{
    for (int row = 0; row < m_scope.rowCount() && !m_search->text().isEmpty(); ++row) {
        const auto index = m_scope.index(row);
        if (!index.flags().testFlag(Qt::ItemIsUserCheckable))
            continue;
        m_scope.setData(index, Qt::Checked, Qt::CheckStateRole);
        m_search->clear();
        return;
    }
}

void AuditSetup::remember()
{
    if (!m_begun)
        return;
    auto object = m_plan.toJson();
    QJsonArray chosen;
    for (const auto &id : m_scope.chosen())
        chosen << id.text();
    if (m_touched)
        object.insert(u"chosen"_s, chosen);
    m_session.settings->setValue(settingsKey(), QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void AuditSetup::open()
{
    if (m_opening || !m_begun)
        return;
    m_tried = true;
    m_message->clear();
    showProblems();
    if (!problemOfPeople().isEmpty()) {
        m_person->setFocus();
        return;
    }
    if (!problemOfScope().isEmpty()) {
        m_search->setFocus();
        return;
    }
    registry::AuditRequest request;
    request.form = m_plan.form;
    if (!m_plan.series.isNull() && m_series->currentIndex() > 0)
        request.series = m_plan.series;
    request.facilitator = m_plan.facilitator;
    request.participants = m_plan.participants();
    for (const auto &pair : m_plan.pairs())
        request.pairs << QList<PersonId>(pair.members.begin(), pair.members.end());
    request.delegations = m_scope.chosen();
    m_opening = true;
    m_open->setEnabled(false);
    const auto done =
        m_session.reg->run([request](registry::Store &store) { return registry::AuditService(store).open(request); });
    items::whenDone(this, done, [this](const Result<AuditId> &id) {
        m_opening = false;
        m_open->setEnabled(true);
        if (!id) {
            m_message->showError(id.error());
            refresh();
            return;
        }
        m_session.settings->remove(settingsKey());
        m_begun = false;
        Q_EMIT opened(*id);
    });
}

}
