#include "views/audit/sample_form.h"

#include "items/when_done.h"

#include <QDateEdit>
#include <QLineEdit>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::Sample;

namespace {

QString sampleKey(const DelegationId &delegation)
{
    return u"sample/"_s + delegation.text();
}

}

SampleForm::SampleForm(const RoomContext &room, QWidget *parent)
    : QWidget(parent),
      m_room(room),
      m_drafts(room.session, room.audit->id()),
      m_reference(new QLineEdit),
      m_date(new QDateEdit),
      m_message(new InlineMessage)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tiny);
    auto *row = rowOf();
    m_reference->setObjectName(u"sampleReference"_s);
    m_reference->setPlaceholderText(tr("Where the output lies"));
    m_reference->setMinimumWidth(scaled(64)); // a font's widest letter would make it wider than its column
    m_reference->setAccessibleName(tr("Where the output lies"));
    m_date->setObjectName(u"sampleDate"_s);
    m_date->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_date->setAccessibleName(tr("Day of the output"));
    m_date->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_date->setDate(m_room.session.clock->now().date());
    auto *add = button(tr("Add"), Look::Ordinary, this, &SampleForm::add);
    add->setObjectName(u"addSample"_s);
    add->setAccessibleName(tr("Add sample"));
    row->addWidget(m_reference, 1);
    row->addWidget(m_date);
    row->addWidget(add);
    column->addLayout(row);
    column->addWidget(m_message);
    connect(m_reference, &QLineEdit::returnPressed, this, &SampleForm::add);
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(1000);
    connect(&m_draftTimer, &QTimer::timeout, this, &SampleForm::keepDraft);
    connect(m_reference, &QLineEdit::textEdited, this, [this] {
        if (!m_draftTimer.isActive())
            m_draftTimer.start();
    });
}

void SampleForm::focusReference()
{
    m_reference->setFocus();
}

void SampleForm::setDelegation(const DelegationId &id)
{
    if (id == m_delegation)
        return;
    keepDraft();
    m_delegation = id;
    restoreDraft();
    m_message->clear();
}

void SampleForm::keepDraft()
{
    m_draftTimer.stop();
    if (m_delegation.isNull())
        return;
    if (m_reference->text().trimmed().isEmpty())
        m_drafts.forget(sampleKey(m_delegation));
    else
        m_drafts.keep(sampleKey(m_delegation),
                      {{u"reference"_s, m_reference->text()}, {u"date"_s, m_date->date().toString(Qt::ISODate)}});
}

void SampleForm::restoreDraft()
{
    const auto draft = m_drafts.find(sampleKey(m_delegation));
    const QDate day = QDate::fromString(draft[u"date"_s].toString(), Qt::ISODate);
    m_reference->setText(draft[u"reference"_s].toString());
    m_date->setDate(day.isValid() ? day : m_room.session.clock->now().date());
}

/// The same workflow may have been worked on in another phase.
void SampleForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_delegation.isNull() && !event->spontaneous())
        restoreDraft();
}

void SampleForm::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    keepDraft();
}

void SampleForm::add()
{
    Sample sample;
    sample.reference = m_reference->text().trimmed();
    sample.date = m_date->date();
    if (sample.reference.isEmpty()) {
        m_message->show(InlineMessage::Kind::Error, tr("Say where the output lies: a link, a ticket, a file."));
        m_reference->setFocus();
        return;
    }
    if (std::exchange(m_sending, true))
        return;
    items::whenDone(this, m_room.audit->addSample(m_delegation, sample),
                    [this, about = m_delegation, typed = m_reference->text()](const Result<void> &result) {
                        m_sending = false;
                        if (!result) {
                            m_message->showError(result.error());
                            return;
                        }
                        m_message->clear();
                        m_drafts.forget(sampleKey(about));
                        if (about == m_delegation && m_reference->text() == typed)
                            m_reference->clear();
                        Q_EMIT added(about);
                    });
}

}
