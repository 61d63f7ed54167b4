#include "views/audit/decision_form.h"

#include "domain/check_guide.h"
#include "items/when_done.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStyle>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::OpenDecision;

DecisionForm::DecisionForm(const RoomContext &room, QWidget *parent)
    : QWidget(parent),
      m_room(room),
      m_form(new QFormLayout(this)),
      m_kind(new QComboBox),
      m_value(new QComboBox),
      m_valueLabel(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_checks(new QWidget),
      m_owner(new QComboBox),
      m_due(new QDateEdit),
      m_dueLabel(new PlainLabel(tr("By"), Type::Body, Ink::Muted)),
      m_why(new NoteField(tr("Why it was decided"))),
      m_deciders(button({}, Look::Ordinary)),
      m_decidersMenu(new QMenu(this)),
      m_done(new QCheckBox(tr("Done here and now"))),
      m_add(button(tr("Add decision"), Look::Primary)),
      m_message(new InlineMessage)
{
    build();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &DecisionForm::showKind);
    connect(m_add, &QPushButton::clicked, this, &DecisionForm::submit);
}

void DecisionForm::build()
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::medium);
    m_form->setVerticalSpacing(space::small);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto named = [](QWidget *widget, const QString &object, const QString &name) {
        widget->setObjectName(object);
        widget->setAccessibleName(name);
        return widget;
    };
    const auto label = [](const QString &text) {
        auto *made = new PlainLabel(text, Type::Body, Ink::Muted);
        made->setFixedWidth(scaled(112));
        return made;
    };
    m_valueLabel->setFixedWidth(scaled(112));
    m_dueLabel->setFixedWidth(scaled(112));
    m_form->addRow(label(tr("What follows")), named(m_kind, u"kind"_s, tr("What follows")));
    m_form->addRow(m_valueLabel, named(m_value, u"value"_s, tr("New value")));
    auto *checks = new QHBoxLayout(m_checks);
    checks->setContentsMargins(0, 0, 0, 0);
    checks->setSpacing(space::medium);
    for (size_t i = 0; i < m_check4.size(); ++i) {
        m_check4[i] = new QCheckBox(i == 0 ? tr("Output") : i == 3 ? tr("Creep") : checkTitle(Check(i)));
        m_check4[i]->setObjectName(u"answers-"_s + word(Check(i)));
        checks->addWidget(m_check4[i]);
    }
    checks->addStretch();
    m_form->addRow(label(tr("Answers")), m_checks);
    m_form->addRow(label(tr("Sees to it")), named(m_owner, u"owner"_s, tr("Who sees to it")));
    m_due->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_due->setButtonSymbols(QAbstractSpinBox::NoButtons);
    auto *when = new QWidget;
    auto *whenRow = new QHBoxLayout(when);
    whenRow->setContentsMargins(0, 0, 0, 0);
    whenRow->setSpacing(space::medium);
    whenRow->addWidget(named(m_due, u"due"_s, tr("By when")));
    whenRow->addWidget(m_done);
    whenRow->addStretch();
    m_form->addRow(m_dueLabel, when);
    m_why->setObjectName(u"why"_s);
    m_why->setPlaceholderText(tr("Why it was decided"));
    m_why->setFixedHeight(scaled(56));
    m_form->addRow(label(tr("Why")), m_why);
    connect(m_deciders, &QPushButton::clicked, this,
            [this] { m_decidersMenu->popup(m_deciders->mapToGlobal(QPoint(0, m_deciders->height()))); });
    m_form->addRow(label(tr("Decided by")), named(m_deciders, u"deciders"_s, tr("Who decided")));
    m_form->addRow(m_message);
    auto *foot = rowOf();
    foot->addStretch();
    foot->addWidget(m_add);
    m_form->addRow(foot);
    m_done->setObjectName(u"doneNow"_s);
    m_add->setObjectName(u"addDecision"_s);
    m_add->setToolTip(tr("Ctrl+Enter"));
}

void DecisionForm::begin(const DelegationId &delegation, Check check)
{
    if (delegation == m_delegation && check == m_check && !m_editing) {
        fillChecks(true);
        return;
    }
    m_delegation = delegation;
    m_check = check;
    m_editing.reset();
    const auto *shownItem = item();
    if (!shownItem)
        return;
    fillKinds(check, shownItem->category);
    fillChecks();
    resetRest();
    showKind();
    m_add->setText(tr("Add decision"));
}

void DecisionForm::resetRest()
{
    m_why->show({});
    m_done->setChecked(false);
    m_message->clear();
    m_decidedBy.clear();
    fillPeople(m_owner, *m_room.audit);
    fillDeciders();
    const QDate today = m_room.today();
    m_due->setMinimumDate(today);
    m_due->setDate(today.addDays(14));
    const auto *dossier = m_room.dossiers->find(m_delegation);
    choosePerson(m_owner, dossier ? dossier->delegation.owner.value_or(PersonId()) : PersonId());
}

void DecisionForm::edit(const DelegationId &delegation, const OpenDecision &decision)
{
    const auto *known = m_room.open().find(delegation);
    if (!known)
        return;
    m_delegation = delegation;
    m_check = decision.checks.empty() ? Check::Output : decision.checks.front();
    m_editing = decision;
    fillKinds(m_check, known->category);
    m_kind->setCurrentIndex(m_kind->findData(int(decision.kind)));
    fillChecks();
    resetRest();
    showKind();
    if (const int at = m_value->findData(decision.to); at >= 0)
        m_value->setCurrentIndex(at);
    else if (m_value->isEditable())
        m_value->setEditText(decision.to);
    choosePerson(m_owner, decision.owner);
    m_due->setMinimumDate(std::min(m_due->minimumDate(), decision.due));
    m_due->setDate(decision.due);
    m_why->show(decision.why);
    m_done->setChecked(decision.done);
    for (const auto &person : decision.decidedBy)
        m_decidedBy.insert(person.text());
    fillDeciders();
    m_add->setText(tr("Keep the change"));
}

void DecisionForm::fillKinds(Check check, Category category)
{
    const QSignalBlocker quiet(m_kind);
    m_kind->clear();
    for (const auto kind : fittingKinds(check, category))
        m_kind->addItem(kindTitle(kind), int(kind));
    m_kind->setMaxVisibleItems(m_kind->count());
    m_kind->setCurrentIndex(0);
}

void DecisionForm::fillChecks(bool keep)
{
    const auto *shownItem = item();
    for (size_t i = 0; i < m_check4.size() && shownItem; ++i) {
        const bool asks = asksForDecision(shownItem->findings.value(Check(i)).verdict);
        const bool was = keep && m_check4[i]->isVisibleTo(m_checks) && m_check4[i]->isChecked();
        m_check4[i]->setVisible(asks);
        const bool edited = m_editing && std::ranges::find(m_editing->checks, Check(i)) != m_editing->checks.end();
        m_check4[i]->setChecked(asks && (was || (!keep && (edited || (!m_editing && Check(i) == m_check)))));
    }
}

void DecisionForm::fillValues()
{
    m_value->clear();
    const auto *dossier = m_room.dossiers->find(m_delegation);
    m_value->setEditable(kind() == DecisionKind::Definition || kind() == DecisionKind::Source
                         || kind() == DecisionKind::StopRule);
    if (auto *line = m_value->lineEdit())
        line->setPlaceholderText(kind() == DecisionKind::Definition ? tr("A failure to look for from now on")
                                                                    : tr("Say it, or leave it open"));
    switch (kind()) {
    case DecisionKind::Category:
        for (const auto category : {Category::Assist, Category::Automate, Category::Avoid})
            m_value->addItem(spoken(category), word(category));
        break;
    case DecisionKind::Tier:
        for (const auto &tier : dossier ? dossier->tiers : QStringList())
            m_value->addItem(tier, tier);
        break;
    case DecisionKind::Owner: fillPeople(m_value, *m_room.audit); break;
    case DecisionKind::Definition:
        for (const auto &definition : m_room.dossiers->definitions())
            m_value->addItem(definition.title, definition.id.text());
        break;
    case DecisionKind::Source:
        for (const auto &source : dossier ? dossier->sources : QList<Source>())
            m_value->addItem(source.title, source.id.text());
        break;
    default: break;
    }
    m_value->setCurrentIndex(m_value->isEditable() && kind() != DecisionKind::Source ? -1 : m_value->currentIndex());
    if (m_value->isEditable() && m_value->currentIndex() < 0)
        m_value->clearEditText();
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
    const auto *dossier = m_room.dossiers->find(m_delegation);
    if (accept && dossier && !m_editing)
        m_due->setDate(std::max(m_room.today(), dossier->delegation.cadence
                                                    ? nextDue(m_room.today(), *dossier->delegation.cadence)
                                                    : m_room.today().addDays(14)));
}

void DecisionForm::refreshChoices()
{
    fillChecks(true);
    fillPeople(m_owner, *m_room.audit);
    fillDeciders();
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
    for (const auto &person : m_room.open().participants) {
        auto *action = m_decidersMenu->addAction(m_room.audit->nameOf(person));
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
    for (const auto &person : m_room.open().participants) {
        if (m_decidedBy.contains(person.text()))
            names << m_room.audit->nameOf(person);
    }
    const QString text = names.isEmpty()    ? tr("Everyone in the room (%1) …").arg(m_room.open().participants.size())
                         : names.size() > 2 ? tr("%1 people").arg(names.size())
                                            : names.join(u", "_s);
    m_deciders->setText(QString(text).replace(u'&', u"&&"_s));
}

DecisionKind DecisionForm::kind() const
{
    return DecisionKind(m_kind->currentData().toInt());
}

QString DecisionForm::value() const
{
    if (valueLabel(kind()).isEmpty())
        return {};
    if (!m_value->isEditable())
        return m_value->currentData().toString();
    const int at = m_value->findText(m_value->currentText(), Qt::MatchFixedString);
    return at >= 0 ? m_value->itemData(at).toString() : m_value->currentText().trimmed();
}

OpenDecision DecisionForm::decision() const
{
    OpenDecision made;
    if (m_editing) {
        made.id = m_editing->id;
        made.number = m_editing->number; // it stays the decision the room speaks of
    }
    made.kind = kind();
    for (size_t i = 0; i < m_check4.size(); ++i) {
        if (m_check4[i]->isChecked())
            made.checks.push_back(Check(i));
    }
    made.to = value();
    made.owner = personIn(m_owner);
    made.due = m_due->date();
    made.why = m_why->toPlainText();
    for (const auto &person : m_room.open().participants) {
        if (m_decidedBy.contains(person.text()))
            made.decidedBy << person;
    }
    made.done = m_done->isVisibleTo(this) && m_done->isChecked();
    return made;
}

std::pair<QWidget *, QString> DecisionForm::problem() const
{
    const OpenDecision made = decision();
    if (made.to.isEmpty() && toNeed(made.kind) == ToNeed::Required)
        return {m_value, tr("Say to what it changes.")};
    if (made.checks.empty())
        return {m_check4[size_t(m_check)], tr("Name the finding it answers.")};
    if (made.owner.isNull())
        return {m_owner, tr("Name who sees to it: an active person, not a team.")};
    if (made.why.trimmed().isEmpty())
        return {m_why, tr("Say why, so that somebody who was not here understands it.")};
    return {nullptr, {}};
}

void DecisionForm::sayWrong(QWidget *field, const QString &sentence)
{
    for (QWidget *one : {static_cast<QWidget *>(m_value), static_cast<QWidget *>(m_owner),
                         static_cast<QWidget *>(m_due), static_cast<QWidget *>(m_why)}) {
        one->setProperty("wrong", one == field);
        one->style()->unpolish(one);
        one->style()->polish(one);
    }
    if (sentence.isEmpty()) {
        m_message->clear();
        return;
    }
    m_message->show(InlineMessage::Kind::Error, sentence);
    if (field)
        field->setFocus();
}

void DecisionForm::submit()
{
    const auto [field, sentence] = problem();
    sayWrong(field, sentence);
    if (!sentence.isEmpty() || std::exchange(m_sending, true))
        return;
    items::whenDone(this, m_room.audit->addDecision(m_delegation, decision()), [this](const Result<void> &result) {
        m_sending = false;
        if (result) {
            m_editing.reset();
            m_add->setText(tr("Add decision"));
            resetRest();
            Q_EMIT added();
            return;
        }
        sayWrong(result.error().message.contains(u" ends "_s) || result.error().message.contains(u" is due "_s)
                     ? m_due
                     : nullptr,
                 result.error().message);
    });
}

void DecisionForm::focusKind()
{
    m_kind->setFocus();
}

void DecisionForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        submit();
    else
        QWidget::keyPressEvent(event);
}

}
