#include "views/decisions/decision_step_form.h"

#include <QDateEdit>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QSettings>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    QString label, confirm;
};

Words wordsOf(DecisionStep step)
{
    switch (step) {
    case DecisionStep::Done:
        return {DecisionStepForm::tr("What was done (optional)"), DecisionStepForm::tr("Mark as done")};
    case DecisionStep::Move: return {DecisionStepForm::tr("Why it moves"), DecisionStepForm::tr("Move")};
    case DecisionStep::Drop: return {DecisionStepForm::tr("Why it is dropped"), DecisionStepForm::tr("Drop")};
    }
    return {};
}

}

DecisionStepForm::DecisionStepForm(QWidget *parent)
    : QWidget(parent),
      m_heading(new PlainLabel({}, Type::Strong)),
      m_consequence(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_dueLabel(new PlainLabel(tr("New date"))),
      m_textLabel(new PlainLabel),
      m_due(new QDateEdit),
      m_text(new QPlainTextEdit),
      m_message(new InlineMessage),
      m_confirm(button({}, Look::Primary, this, &DecisionStepForm::submit))
{
    m_due->setObjectName(u"due"_s);
    m_text->setObjectName(u"text"_s);
    m_confirm->setObjectName(u"confirm"_s);
    m_message->setObjectName(u"formMessage"_s);
    m_due->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_due->setCalendarPopup(true);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(scaled(72));
    m_text->installEventFilter(this);
    m_due->installEventFilter(this);
    m_dueLabel->setBuddy(m_due);
    m_textLabel->setBuddy(m_text);
    m_due->setAccessibleName(m_dueLabel->text());
    m_confirm->setToolTip(tr("Ctrl+Enter"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_heading, m_consequence, m_dueLabel, m_due, m_textLabel, m_text, m_message})
        layout->addWidget(part);
    auto *actions = rowOf();
    actions->addWidget(m_confirm);
    actions->addWidget(button(tr("Cancel"), Look::Quiet, this, &DecisionStepForm::close));
    actions->addStretch();
    layout->addLayout(actions);
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(1000);
    connect(&m_draftTimer, &QTimer::timeout, this, &DecisionStepForm::keep);
    connect(m_text, &QPlainTextEdit::textChanged, &m_draftTimer, qOverload<>(&QTimer::start));
    connect(m_due, &QDateEdit::dateChanged, &m_draftTimer, qOverload<>(&QTimer::start));
    hide();
}

DecisionStepForm::~DecisionStepForm()
{
    keep();
}

void DecisionStepForm::keepDraftsIn(QSettings *settings, const QString &group)
{
    m_settings = settings;
    m_group = group;
}

QString DecisionStepForm::key() const
{
    return u"%1/%2-%3"_s.arg(m_group, m_id.text(), QString::number(int(m_step)));
}

void DecisionStepForm::keep()
{
    m_draftTimer.stop();
    if (!m_open || !m_settings)
        return;
    const bool moved = m_step == DecisionStep::Move && m_due->date() != m_proposed;
    if (m_text->toPlainText().isEmpty() && !moved)
        m_settings->remove(key());
    else
        m_settings->setValue(key(), QStringList{m_text->toPlainText(), m_due->date().toString(Qt::ISODate)});
}

void DecisionStepForm::open(DecisionStep step, const DecisionId &id, const QString &heading, const QString &consequence,
                            QDate due)
{
    keep();
    m_step = step;
    m_id = id;
    m_open = true;
    m_proposed = due;
    const QStringList draft = m_settings ? m_settings->value(key()).toStringList() : QStringList();
    const QDate draftDue = QDate::fromString(draft.value(1), Qt::ISODate);
    const auto words = wordsOf(step);
    m_heading->setText(heading);
    m_consequence->setText(consequence);
    m_consequence->setVisible(!consequence.isEmpty());
    m_dueLabel->setVisible(step == DecisionStep::Move);
    m_due->setVisible(step == DecisionStep::Move);
    m_due->setDate(draftDue.isValid() ? draftDue : due);
    m_textLabel->setText(words.label);
    m_text->setAccessibleName(words.label);
    m_text->setPlainText(draft.value(0));
    m_confirm->setText(words.confirm);
    m_confirm->setEnabled(true);
    m_message->clear();
    show();
    (step == DecisionStep::Move ? static_cast<QWidget *>(m_due) : m_text)->setFocus(Qt::OtherFocusReason);
}

void DecisionStepForm::close()
{
    if (!m_open)
        return;
    keep();
    m_open = false;
    hide();
    Q_EMIT closed();
}

void DecisionStepForm::taken()
{
    const QString gone = key();
    close();
    if (m_settings)
        m_settings->remove(gone);
}

void DecisionStepForm::refused(const Error &error)
{
    m_message->showError(error);
    m_confirm->setEnabled(true);
    m_text->setFocus(Qt::OtherFocusReason);
}

void DecisionStepForm::submit()
{
    if (!m_open || !m_confirm->isEnabled())
        return;
    m_message->clear();
    m_confirm->setEnabled(false);
    Q_EMIT submitted(m_text->toPlainText(), m_due->date());
}

bool DecisionStepForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        const bool enter = press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter;
        if (enter && press->modifiers().testFlag(Qt::ControlModifier)) {
            submit();
            return true;
        }
        if (press->key() == Qt::Key_Escape) {
            close();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}
