#include "views/audit/decision_form.h"

#include "domain/check_guide.h"
#include "items/when_done.h"
#include "views/parts/flow_layout.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QJsonArray>
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
      m_drafts(room.session, room.audit->id()),
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
    connectFields();
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(1000);
    connect(&m_draftTimer, &QTimer::timeout, this, &DecisionForm::keepDraft);
}

void DecisionForm::connectFields()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, &DecisionForm::showKind);
    connect(m_add, &QPushButton::clicked, this, &DecisionForm::submit);
    const auto touched = [this] {
        if (!m_filling && !m_draftTimer.isActive())
            m_draftTimer.start();
    };
    for (auto *combo : {m_kind, m_value, m_owner})
        connect(combo, &QComboBox::currentTextChanged, this, touched);
    for (auto *check : m_check4)
        connect(check, &QCheckBox::toggled, this, touched);
    connect(m_due, &QDateEdit::dateChanged, this, touched);
    connect(m_done, &QCheckBox::toggled, this, touched);
    connect(m_why, &NoteField::edited, this, touched);
    connect(m_decidersMenu, &QMenu::triggered, this, touched);
}

void DecisionForm::build()
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::medium);
    m_form->setVerticalSpacing(space::small);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto named = [](QWidget *widget, const QString &object, const QString &name) {
        widget->setObjectName(object);
        widget->setAccessibleName(name);
        return widget;
    };
    m_labels = {m_valueLabel, m_dueLabel};
    const auto label = [this](const QString &text) {
        m_labels << new PlainLabel(text, Type::Body, Ink::Muted);
        return m_labels.last();
    };
    m_form->addRow(label(tr("What follows")), named(m_kind, u"kind"_s, tr("What follows")));
    m_form->addRow(m_valueLabel, named(m_value, u"value"_s, tr("New value")));
    auto *checks = new FlowLayout(space::medium, m_checks);
    for (size_t i = 0; i < m_check4.size(); ++i) {
        m_check4[i] = new QCheckBox(i == 0 ? tr("Output") : i == 3 ? tr("Creep") : checkTitle(Check(i)));
        m_check4[i]->setObjectName(u"answers-"_s + word(Check(i)));
        checks->addWidget(m_check4[i]);
    }
    m_form->addRow(label(tr("Answers")), m_checks);
    m_form->addRow(label(tr("Sees to it")), named(m_owner, u"owner"_s, tr("Who sees to it")));
    // As wide as there is room for, not as their longest choice.
    for (auto *combo : {m_kind, m_value, m_owner}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(8);
    }
    m_due->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_due->setButtonSymbols(QAbstractSpinBox::NoButtons);
    auto *when = new QWidget;
    auto *whenRow = new FlowLayout(space::medium, when);
    whenRow->addWidget(named(m_due, u"due"_s, tr("By when")));
    whenRow->addWidget(m_done);
    m_form->addRow(m_dueLabel, when);
    m_why->setObjectName(u"why"_s);
    m_why->setPlaceholderText(tr("Why it was decided"));
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
    showSizes();
}

/// What is as wide or high as its type.
void DecisionForm::showSizes()
{
    for (auto *label : std::as_const(m_labels))
        label->setFixedWidth(scaled(96));
    m_why->setFixedHeight(scaled(56));
}

void DecisionForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange)
        showSizes();
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
    for (const auto &person : possibleDeciders()) {
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
    const auto *about = item();
    items::whenDone(this, m_room.audit->addDecision(m_delegation, decision()),
                    [this, sent = key(), title = about ? about->title : QString()](const Result<void> &result) {
                        finish(sent, title, result);
                    });
}

/// The register's answer to what was sent; by then another finding may be shown.
void DecisionForm::finish(const QString &sent, const QString &title, const Result<void> &result)
{
    m_sending = false;
    const bool here = key() == sent;
    if (result) {
        m_drafts.forget(sent);
        if (here) {
            m_draftTimer.stop();
            reload();
        }
        Q_EMIT added();
    } else if (here) {
        const QString &why = result.error().message;
        sayWrong(why.contains(u" ends "_s) || why.contains(u" is due "_s) ? m_due : nullptr, why);
    } else {
        m_message->show(InlineMessage::Kind::Error, tr("“%1”: %2").arg(title, result.error().message));
    }
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
