#include "items/when_done.h"
#include "register/audit_service.h"
#include "views/audit/audit_result.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QVBoxLayout>

/// How a closed audit is amended.
namespace muster::views {

using namespace Qt::StringLiterals;

QWidget *AuditResult::amendCard()
{
    m_amendCard = sectionOf(tr("Amend"));
    m_amendCard->setChosen(true);
    m_amendCard->hide();
    m_about = new PlainLabel({}, Type::Body, Ink::Muted);
    m_verdict = new QComboBox;
    m_verdict->setObjectName(u"amendVerdict"_s);
    m_verdict->setAccessibleName(tr("What the verdict should have been"));
    m_verdict->addItem(tr("The verdict stays"), QString());
    for (const auto verdict : {Verdict::Pass, Verdict::Drift, Verdict::Fail})
        m_verdict->addItem(tr("It should have been: %1").arg(word(verdict)), word(verdict));
    m_why = new QLineEdit;
    m_why->setObjectName(u"amendWhy"_s);
    m_why->setAccessibleName(tr("Why it is amended"));
    m_why->setPlaceholderText(tr("Why it is amended"));
    m_further = new QPlainTextEdit;
    m_further->setObjectName(u"amendNote"_s);
    m_further->setAccessibleName(tr("What there is to add"));
    m_further->setPlaceholderText(tr("What there is to add; what was closed stays as it is"));
    m_further->setMaximumHeight(scaled(80));
    m_further->setTabChangesFocus(true);
    m_amendMessage = new InlineMessage;
    m_amendMessage->setObjectName(u"amendMessage"_s);
    auto *actions = rowOf();
    auto *keep = button(tr("Write amendment"), Look::Primary, this, &AuditResult::saveAmendment);
    keep->setObjectName(u"saveAmendment"_s);
    actions->addStretch();
    actions->addWidget(button(tr("Cancel"), Look::Ordinary, this, &AuditResult::goBack));
    actions->addWidget(keep);
    for (auto *one : std::initializer_list<QWidget *>{m_about, m_verdict, m_why, m_further, m_amendMessage})
        m_amendCard->column()->addWidget(one);
    m_amendCard->column()->addLayout(actions);
    connect(m_why, &QLineEdit::returnPressed, this, &AuditResult::saveAmendment);
    return m_amendCard;
}

void AuditResult::amend()
{
    keepAmendment();
    const auto *finding = currentFinding();
    m_amended = finding ? std::optional(finding->id) : std::nullopt;
    showAmendment();
    m_about->setText(finding ? m_cell->text() : tr("The whole audit"));
    m_verdict->setVisible(finding);
    m_amendMessage->clear();
    m_amendCard->show();
    m_why->setFocus();
}

/// What is typed about one finding is there again when that is turned to.
void AuditResult::keepAmendment()
{
    if (!m_amendCard->isHidden())
        m_typed.insert(amendmentKey(), {m_verdict->currentIndex(), m_why->text(), m_further->toPlainText()});
}

void AuditResult::showAmendment()
{
    const auto typed = m_typed.value(amendmentKey());
    m_verdict->setCurrentIndex(typed.verdict);
    m_why->setText(typed.why);
    m_further->setPlainText(typed.further);
}

void AuditResult::saveAmendment()
{
    if (std::exchange(m_sending, true))
        return;
    Amendment amendment;
    amendment.audit = m_id;
    amendment.why = m_why->text();
    if (const QString note = m_further->toPlainText(); !note.isEmpty())
        amendment.note = note;
    for (const auto &item : m_closed.delegations) {
        for (const auto &finding : item.findings) {
            if (finding.id != m_amended)
                continue;
            amendment.finding = finding.id;
            amendment.delegation = item.id;
            amendment.verdict = fromWord<Verdict>(m_verdict->currentData().toString());
        }
    }
    const auto done = m_session.reg->run(
        [amendment](registry::Store &store) { return registry::AuditService(store).amend(amendment); });
    items::whenDone(this, done, [this, sent = amendmentKey()](const Result<void> &outcome) {
        m_sending = false;
        if (!outcome) {
            m_amendMessage->showError(outcome.error());
            return;
        }
        m_typed.remove(sent);
        if (sent == amendmentKey()) {
            m_amendCard->hide();
            m_matrix->setFocus();
        }
        m_message->show(InlineMessage::Kind::Done, tr("The amendment is in the record."));
        refresh();
    });
}

}
