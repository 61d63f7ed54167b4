#include "items/when_done.h"
#include "views/audit/decision_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

/// What a decision's form shows: what it begins with, what is there to choose from, and the draft of what was typed.
namespace muster::views {

using namespace Qt::StringLiterals;
using registry::OpenDecision;

namespace {

QString newKey(const DelegationId &delegation, Check check)
{
    return u"new/%1-%2"_s.arg(delegation.text(), word(check));
}

QJsonArray wordsOf(const std::vector<Check> &checks)
{
    QJsonArray words;
    for (const auto check : checks)
        words << word(check);
    return words;
}

/// A name as a menu's text: an ampersand in it is no mnemonic.
QString asAction(QString name)
{
    return name.left(60).replace(u'&', u"&&"_s);
}

}

void DecisionForm::begin(const DelegationId &delegation, Check check)
{
    if (delegation == m_delegation && check == m_check && !m_editing)
        refreshChoices();
    else
        open(delegation, check, {});
}

void DecisionForm::edit(const DelegationId &delegation, const OpenDecision &decision)
{
    const bool same = m_editing && m_editing->id == decision.id && delegation == m_delegation;
    if (!same) {
        open(delegation, decision.checks.empty() ? Check::Output : decision.checks.front(), decision);
        return;
    }
    // Changed in another window: what is typed here stays, what is only shown follows.
    const bool follows = !(*m_editing == decision) && state() == m_pristine;
    m_editing = decision;
    follows ? reload() : refreshChoices();
}

void DecisionForm::open(const DelegationId &delegation, Check check, const std::optional<OpenDecision> &editing)
{
    if (!m_room.open().find(delegation))
        return;
    keepDraft();
    m_delegation = delegation;
    m_check = check;
    m_editing = editing;
    m_message->clear();
    reload();
}

QString DecisionForm::key() const
{
    return m_editing ? u"edit/"_s + m_editing->id.text() : newKey(m_delegation, m_check);
}

void DecisionForm::reload()
{
    const auto *known = item();
    if (!known)
        return;
    // As the audit has it now: it may have been written a moment ago.
    if (m_editing) {
        const auto now = std::ranges::find(known->decisions, m_editing->id, &OpenDecision::id);
        if (now != known->decisions.end())
            m_editing = *now;
    }
    const auto draft = m_drafts.find(key());
    m_filling = true;
    m_add->setText(m_editing ? tr("Keep the change") : tr("Add decision"));
    fillKinds();
    showChecks();
    fillPeople(m_owner, *m_room.audit);
    m_due->setMinimumDate(m_editing ? std::min(m_room.today(), m_editing->due) : m_room.today());
    apply(base());
    if (!m_editing) {
        m_proposedOwner = {};
        m_proposedDue = m_due->date();
        proposeOwner();
        proposeDue();
    }
    m_pristine = state();
    if (!draft.isEmpty())
        apply(draft);
    m_filling = false;
}

QJsonObject DecisionForm::base() const
{
    if (!m_editing)
        return {{u"kind"_s, word(DecisionKind(m_kind->itemData(0).toInt()))},
                {u"checks"_s, wordsOf({m_check})},
                {u"due"_s, m_room.today().addDays(14).toString(Qt::ISODate)}};
    QJsonArray by;
    for (const auto &person : m_editing->decidedBy)
        by << person.text();
    return {{u"kind"_s, word(m_editing->kind)},
            {u"to"_s, m_editing->to},
            {u"checks"_s, wordsOf(m_editing->checks)},
            {u"owner"_s, m_editing->owner.text()},
            {u"due"_s, m_editing->due.toString(Qt::ISODate)},
            {u"why"_s, m_editing->why},
            {u"by"_s, by},
            {u"done"_s, m_editing->done}};
}

QJsonObject DecisionForm::state() const
{
    std::vector<Check> checks;
    for (size_t i = 0; i < m_check4.size(); ++i) {
        if (m_check4[i]->isChecked())
            checks.push_back(Check(i));
    }
    QStringList by(m_decidedBy.begin(), m_decidedBy.end());
    by.sort();
    return {{u"kind"_s, word(kind())},
            {u"to"_s, value()},
            {u"checks"_s, wordsOf(checks)},
            {u"owner"_s, personIn(m_owner).text()},
            {u"due"_s, m_due->date().toString(Qt::ISODate)},
            {u"why"_s, m_why->toPlainText()},
            {u"by"_s, QJsonArray::fromStringList(by)},
            {u"done"_s, m_done->isChecked()}};
}

void DecisionForm::apply(const QJsonObject &state)
{
    {
        const QSignalBlocker quiet(m_kind);
        const auto kind = fromWord<DecisionKind>(state[u"kind"_s].toString());
        m_kind->setCurrentIndex(std::max(0, kind ? m_kind->findData(int(*kind)) : 0));
    }
    showKind();
    chooseValue(state[u"to"_s].toString());
    const auto checks = state[u"checks"_s].toArray();
    for (size_t i = 0; i < m_check4.size(); ++i)
        m_check4[i]->setChecked(m_check4[i]->isVisibleTo(m_checks) && checks.contains(word(Check(i))));
    choosePerson(m_owner, PersonId(state[u"owner"_s].toString()));
    if (const QDate due = QDate::fromString(state[u"due"_s].toString(), Qt::ISODate); due.isValid())
        m_due->setDate(due);
    m_why->show(state[u"why"_s].toString());
    m_done->setChecked(state[u"done"_s].toBool());
    m_decidedBy.clear();
    for (const auto &person : state[u"by"_s].toArray())
        m_decidedBy.insert(person.toString());
    fillDeciders();
}

/// Of a decision that was taken back meanwhile, what was typed goes to the finding it answered.
void DecisionForm::keepDraft()
{
    m_draftTimer.stop();
    if (m_delegation.isNull() || m_filling)
        return;
    if (state() == m_pristine) {
        m_drafts.forget(key());
        return;
    }
    const auto *known = item();
    const bool gone =
        m_editing && known
        && std::ranges::find(known->decisions, m_editing->id, &OpenDecision::id) == known->decisions.end();
    if (gone)
        m_drafts.forget(key());
    m_drafts.keep(gone ? newKey(m_delegation, m_check) : key(), state());
}

/// The same finding may have been worked on in another phase.
void DecisionForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_delegation.isNull() && !event->spontaneous() && !m_sending)
        reload();
}

void DecisionForm::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!m_sending)
        keepDraft();
}

void DecisionForm::fillKinds()
{
    const QSignalBlocker quiet(m_kind);
    m_kind->clear();
    auto kinds = fittingKinds(m_check, item()->category);
    if (m_editing && !kinds.contains(m_editing->kind))
        kinds << m_editing->kind;
    for (const auto kind : kinds)
        m_kind->addItem(kindTitle(kind), int(kind));
    m_kind->setMaxVisibleItems(m_kind->count());
}

/// The findings that may be answered: those that ask for a decision.
void DecisionForm::showChecks()
{
    const auto *known = item();
    for (size_t i = 0; i < m_check4.size() && known; ++i) {
        const bool asks = asksForDecision(known->findings.value(Check(i)).verdict);
        m_check4[i]->setVisible(asks);
        if (!asks)
            m_check4[i]->setChecked(false);
    }
}

DecisionForm::Options DecisionForm::options() const
{
    Options options;
    const auto *dossier = m_room.dossiers->find(m_delegation);
    switch (kind()) {
    case DecisionKind::Category:
        for (const auto category : {Category::Assist, Category::Automate, Category::Avoid})
            options << std::pair(spoken(category), word(category));
        break;
    case DecisionKind::Tier:
        for (const auto &tier : dossier ? dossier->tiers : QStringList())
            options << std::pair(tier, tier);
        break;
    case DecisionKind::Owner:
        for (const auto &person : m_room.audit->people()) {
            if (person.active)
                options << std::pair(person.name, person.id.text());
        }
        break;
    case DecisionKind::Definition:
        for (const auto &definition : m_room.dossiers->definitions())
            options << std::pair(QString(definition.title), definition.id.text());
        break;
    case DecisionKind::Source:
        for (const auto &source : dossier ? dossier->sources : QList<Source>())
            options << std::pair(QString(source.title), source.id.text());
        break;
    default: break;
    }
    return options;
}

void DecisionForm::fillValues()
{
    m_options = options();
    m_value->clear();
    m_value->setEditable(kind() == DecisionKind::Definition || kind() == DecisionKind::Source
                         || kind() == DecisionKind::StopRule);
    if (auto *line = m_value->lineEdit())
        line->setPlaceholderText(kind() == DecisionKind::Definition ? tr("A failure to look for from now on")
                                                                    : tr("Say it, or leave it open"));
    for (const auto &[text, id] : std::as_const(m_options))
        m_value->addItem(text, id);
    const bool leads =
        kind() == DecisionKind::Category || kind() == DecisionKind::Tier || kind() == DecisionKind::Source;
    m_value->setCurrentIndex(leads && m_value->count() > 0 ? 0 : -1);
    if (m_value->isEditable() && m_value->currentIndex() < 0)
        m_value->clearEditText();
}

/// Takes up what there is to choose from by now; what was chosen or typed stays.
void DecisionForm::refillValues()
{
    if (options() == m_options)
        return;
    const QString chosen = value();
    fillValues();
    chooseValue(chosen);
}

void DecisionForm::chooseValue(const QString &to)
{
    if (to.isEmpty())
        return;
    if (const int at = m_value->findData(to); at >= 0) {
        m_value->setCurrentIndex(at);
    } else if (m_value->isEditable()) {
        m_value->setEditText(to);
    } else {
        // Not there yet, or not any more: it stays what was decided until somebody chooses another.
        m_value->addItem(valueText(kind(), to, m_room, m_delegation), to);
        m_value->setCurrentIndex(m_value->count() - 1);
    }
}

void DecisionForm::showKind()
{
    const QString label = valueLabel(kind());
    m_form->setRowVisible(m_value, !label.isEmpty());
    m_valueLabel->setText(label);
    fillValues();
    const bool accept = kind() == DecisionKind::Accept;
    m_dueLabel->setText(accept ? tr("Until") : tr("By"));
    m_done->setVisible(!accept);
    proposeDue();
}

/// The delegation's owner sees to it, unless somebody said who does.
void DecisionForm::proposeOwner()
{
    if (m_editing || personIn(m_owner) != m_proposedOwner)
        return;
    if (const auto *dossier = m_room.dossiers->find(m_delegation))
        choosePerson(m_owner, dossier->delegation.owner.value_or(PersonId()));
    m_proposedOwner = personIn(m_owner);
}

/// In two weeks, and an acceptance until the next audit, unless somebody said when.
void DecisionForm::proposeDue()
{
    if (m_editing || m_due->date() != m_proposedDue)
        return;
    const QDate today = m_room.today();
    const auto *dossier = m_room.dossiers->find(m_delegation);
    m_proposedDue = kind() == DecisionKind::Accept && dossier && dossier->delegation.cadence
                        ? std::max(today, nextDue(today, *dossier->delegation.cadence))
                        : today.addDays(14);
    m_due->setDate(m_proposedDue);
}

void DecisionForm::refreshChoices()
{
    if (!item())
        return;
    m_filling = true;
    const bool untouched = state() == m_pristine;
    showChecks();
    fillPeople(m_owner, *m_room.audit);
    refillValues();
    proposeOwner();
    proposeDue();
    if (!m_decidersMenu->isVisible())
        fillDeciders();
    if (untouched)
        m_pristine = state();
    m_filling = false;
}

/// The people in the room, and those who decided and have left it since.
QList<PersonId> DecisionForm::possibleDeciders() const
{
    QList<PersonId> people = m_room.open().participants;
    QStringList others(m_decidedBy.begin(), m_decidedBy.end());
    others.sort();
    for (const auto &id : std::as_const(others)) {
        if (!people.contains(PersonId(id)))
            people << PersonId(id);
    }
    return people;
}

void DecisionForm::fillDeciders()
{
    m_decidersMenu->clear();
    auto *everyone = m_decidersMenu->addAction(tr("Everyone in the room"));
    connect(everyone, &QAction::triggered, this, [this] {
        m_decidedBy.clear();
        fillDeciders();
    });
    m_decidersMenu->addSeparator();
    const auto &present = m_room.open().participants;
    for (const auto &person : possibleDeciders()) {
        const QString name = asAction(m_room.audit->nameOf(person));
        auto *action = m_decidersMenu->addAction(present.contains(person) ? name : tr("%1 (left the room)").arg(name));
        action->setCheckable(true);
        action->setChecked(m_decidedBy.contains(person.text()));
        connect(action, &QAction::toggled, this, [this, id = person.text()](bool on) {
            on ? void(m_decidedBy.insert(id)) : void(m_decidedBy.remove(id));
            showDeciders();
        });
    }
    showDeciders();
}

void DecisionForm::showDeciders()
{
    QStringList names;
    for (const auto &person : possibleDeciders()) {
        if (m_decidedBy.contains(person.text()))
            names << m_room.audit->nameOf(person);
    }
    const QString text = names.isEmpty()    ? tr("Everyone (%1) …").arg(m_room.open().participants.size())
                         : names.size() > 2 ? tr("%1 people").arg(names.size())
                                            : names.join(u", "_s);
    const QString fitting = QFontMetrics(fontOf(Type::Body)).elidedText(text, Qt::ElideRight, scaled(140));
    m_deciders->setText(QString(fitting).replace(u'&', u"&&"_s));
    m_deciders->setToolTip(plainToolTip(names.join(u", "_s)));
}

}
