#include "views/audit/phase_close.h"

#include "domain/check_guide.h"
#include "items/when_done.h"
#include "views/audit/line_list.h"
#include "views/parts/counted.h"
#include "views/parts/facts.h"

#include <QDateEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using registry::ClosingPreview;

PhaseClose::PhaseClose(const RoomContext &room, QWidget *parent)
    : PhaseWork(room, parent),
      m_drafts(room.session, room.audit->id()),
      m_heading(new PageHeading(phaseTitle(Phase::Close))),
      m_lead(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_problems(new LineList(tr("What keeps the record open, and what is worth saying"))),
      m_problemsCard(new Card),
      m_entries(new QListWidget),
      m_entriesCard(new Card),
      m_slot(new PlainLabel(tr("&Next slot of the series"), Type::Body, Ink::Muted)),
      m_slotDay(new QDateEdit),
      m_typed(new InlineMessage),
      m_message(new InlineMessage),
      m_close(button(tr("Close the record"), Look::Primary))
{
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(250);
    connect(&m_soon, &QTimer::timeout, this, &PhaseClose::ask);
    connect(m_close, &QPushButton::clicked, this, &PhaseClose::closeRecord);
    connect(m_problems, &LineList::workWanted, this, [this] {
        if (const auto *line = m_problems->current())
            Q_EMIT placeWanted(line->place);
    });
}

void PhaseClose::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    column->addWidget(m_heading);
    column->addWidget(m_lead);
    column->addWidget(m_message);
    column->addWidget(m_typed);
    m_typed->setObjectName(u"closingDrafts"_s);
    m_message->setObjectName(u"closingMessage"_s);
    const auto inCard = [](QWidget *card, QWidget *content) {
        auto *inside = static_cast<Card *>(card)->column();
        inside->setContentsMargins(1, space::tiny, 1, space::tiny);
        inside->addWidget(content);
    };
    inCard(m_problemsCard, m_problems);
    inCard(m_entriesCard, m_entries);
    column->addWidget(m_problemsCard, 2);
    column->addWidget(m_entriesCard, 3);
    auto *foot = rowOf(space::medium);
    foot->addWidget(m_slot);
    foot->addWidget(m_slotDay);
    foot->addStretch(1);
    foot->addWidget(m_close);
    column->addLayout(foot);
    m_problems->setObjectName(u"problems"_s);
    m_entries->setObjectName(u"entries"_s);
    m_entries->setAccessibleName(tr("The entries that closing writes"));
    m_entries->setWordWrap(true);
    m_entries->setSelectionMode(QAbstractItemView::NoSelection);
    m_entries->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_entries->setSpacing(2);
    m_slot->setWordWrap(false);
    m_slot->setBuddy(m_slotDay);
    m_slotDay->setObjectName(u"nextSlot"_s);
    m_slotDay->setAccessibleName(tr("Next slot of the series"));
    m_slotDay->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_slotDay->setCalendarPopup(true);
    m_slotDay->setMinimumDate(room().today());
    connect(m_slotDay, &QDateEdit::userDateChanged, this, [this](QDate day) { room().audit->setNextSlot(day); });
    showSlot({});
    m_close->setObjectName(u"closeRecord"_s);
    m_close->setEnabled(false);
    m_entriesCard->hide();
    m_problemsCard->hide();
    column->addStretch();
}

void PhaseClose::activate()
{
    m_focusWork = true;
    m_tellsOfPreview = false;
    m_message->clear();
    ask();
}

void PhaseClose::refresh()
{
    m_soon.start();
}

void PhaseClose::ask()
{
    if (m_closing)
        return;
    if (std::exchange(m_asked, true)) {
        m_again = true;
        return;
    }
    items::whenDone(this, room().audit->previewClosing(), [this](const Result<ClosingPreview> &preview) {
        m_asked = false;
        show(preview);
        if (std::exchange(m_again, false))
            ask();
    });
}

void PhaseClose::show(const Result<ClosingPreview> &preview)
{
    if (m_closing)
        return;
    if (!preview) {
        tellOfPreview(InlineMessage::Kind::Error, preview.error().message);
        m_message->offer(tr("Look again"), [this] {
            m_focusWork = true;
            ask();
        });
        m_close->setEnabled(false);
        return;
    }
    if (std::exchange(m_tellsOfPreview, false))
        m_message->clear();
    showPreview(*preview);
    showDrafts();
    if (std::exchange(m_focusWork, false))
        focusWork();
}

void PhaseClose::tellOfPreview(InlineMessage::Kind kind, const QString &text)
{
    m_message->show(kind, text);
    m_tellsOfPreview = true;
}

/// What was typed and never added, such as a decision, is not in the preview.
void PhaseClose::showDrafts()
{
    const auto typed = m_drafts.texts();
    if (typed.isEmpty())
        m_typed->clear();
    else
        m_typed->show(
            InlineMessage::Kind::Warning,
            tr("Typed and not added, so not part of the record: “%1”").arg(isolated(typed.join(u"”, “"_s).left(300))));
}

void PhaseClose::showPreview(const ClosingPreview &preview)
{
    const bool may = preview.problems.empty();
    m_heading->setCount(may ? counted(preview.entries.size(), tr("entry"), tr("entries"))
                            : tr("%1 to see to").arg(preview.problems.size()));
    m_lead->setText(may ? tr("This is what closing writes, all at once. What is closed is never rewritten; a later "
                             "word is an amendment beside it.")
                        : tr("The record stays open until these are seen to. Enter leads to the place."));
    const auto lines = linesOf(preview.problems, true) + linesOf(preview.warnings, false);
    const bool newly = !may && m_problems->lines() != lines && !m_problems->hasFocus();
    m_problems->take(lines);
    if (newly)
        m_problems->setCurrentIndex(m_problems->model()->index(0, 0));
    m_problemsCard->setVisible(!lines.isEmpty());
    m_problemsCard->setMaximumHeight(
        may ? std::min<int>(int(lines.size()) * m_problems->sizeHintForRow(0) + 12, scaled(180)) : QWIDGETSIZE_MAX);
    m_entriesCard->setVisible(may);
    QStringList shownEntries;
    for (int i = 0; i < m_entries->count(); ++i)
        shownEntries << m_entries->item(i)->text();
    if (shownEntries != preview.entries || !m_close->isEnabled() || m_focusWork)
        m_since.start();
    if (shownEntries != preview.entries) {
        m_entries->clear();
        m_entries->addItems(preview.entries);
    }
    showSlot(preview.nextSlot);
    const bool hadFocus = m_close->hasFocus();
    m_close->setEnabled(may);
    if (hadFocus && !may)
        m_problems->setFocus();
}

/// When the series goes on, as proposed or as somebody has chosen; an audit without a series has none.
void PhaseClose::showSlot(const std::optional<QDate> &day)
{
    m_slot->setVisible(day.has_value());
    m_slotDay->setVisible(day.has_value());
    const QSignalBlocker quiet(m_slotDay);
    if (day && !m_slotDay->hasFocus())
        m_slotDay->setDate(*day);
}

Place PhaseClose::placeOf(const ClosingProblem &problem) const
{
    const bool spot = kindOf(audit().form) == AuditKind::Spot;
    Place place{Phase::Decisions, problem.delegation, problem.check, {}};
    switch (problem.code) {
    case ClosingCode::NoteMissing:
    case ClosingCode::PassWithoutSample:
    case ClosingCode::LeftOpen:
    case ClosingCode::CheckDoesNotApply: place.phase = Phase::Checks; break;
    case ClosingCode::FollowUpEnded: place.phase = Phase::DataWalk; break;
    case ClosingCode::DecisionMissing: place.phase = spot ? Phase::Decisions : Phase::Reclassify; break;
    default: break;
    }
    const auto *item = audit().find(problem.delegation);
    if (problem.decision && item && qsizetype(*problem.decision) < item->decisions.size())
        place.decision = item->decisions[qsizetype(*problem.decision)].id;
    return place;
}

QList<ListLine> PhaseClose::linesOf(const std::vector<ClosingProblem> &problems, bool grave) const
{
    QList<ListLine> lines;
    for (const auto &problem : problems) {
        const auto *item = audit().find(problem.delegation);
        const QString title = item ? item->title : QString();
        const QString check = problem.check ? word(*problem.check) : QString();
        const QString decision = problem.decision ? QString::number(*problem.decision) : QString();
        lines << ListLine{problem.sentence,
                          problem.check ? u"%1 · %2"_s.arg(title, checkTitle(*problem.check)) : title,
                          grave ? TagLook{tr("keeps it open"), Mark::Cross, TagLook::Tone::Fail}
                                : TagLook{tr("worth saying"), Mark::Triangle, TagLook::Tone::Drift},
                          tr("go there"),
                          true,
                          placeOf(problem),
                          problem.delegation.text() + word(problem.code) + check + decision};
    }
    return lines;
}

void PhaseClose::focusWork()
{
    if (m_close->isEnabled()) {
        m_close->setFocus();
    } else if (m_problems->model()->rowCount() > 0) {
        m_problems->setCurrentIndex(m_problems->model()->index(0, 0));
        m_problems->setFocus();
    }
}

void PhaseClose::closeRecord()
{
    if (m_closing || !m_close->isEnabled() || !m_since.hasExpired(lookFirst))
        return;
    if (m_asked || m_soon.isActive()) {
        tellOfPreview(InlineMessage::Kind::Note,
                      tr("Something has just changed. Look at the entries again, then close."));
        return;
    }
    m_closing = true;
    m_entries->setFocus(); // a button that is disabled would send the focus out of the room
    m_close->setEnabled(false);
    items::whenDone(this, room().audit->close(), [this](const Result<ClosingPreview> &closed) {
        if (closed)
            return;
        m_closing = false;
        m_tellsOfPreview = false;
        m_message->showError(closed.error());
        m_focusWork = true;
        ask();
    });
}

}
