#include "views/audit/check_panel.h"

#include "domain/check_guide.h"
#include "views/audit/check_facts.h"
#include "views/audit/check_signals.h"
#include "views/audit/sample_board.h"
#include "views/audit/stop_work.h"
#include "views/parts/facts.h"

#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

VerdictButton::VerdictButton(Verdict verdict, QWidget *parent)
    : QPushButton(spoken(verdict), parent), m_verdict(verdict)
{
    setProperty("look", u"verdict"_s);
    setProperty("verdict", word(verdict));
    setObjectName(word(verdict));
    setCheckable(true);
    setAutoDefault(false);
    setToolTip(tr("%1, or %2 while typing; Backspace takes it back").arg(text().left(1), keys()));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QString VerdictButton::keys() const
{
    return tr("Alt %1").arg(text().left(1));
}

int VerdictButton::wordWidth() const
{
    const QFontMetrics strong(fontOf(Type::Strong));
    return strong.capHeight() + space::tiny + 1 + strong.horizontalAdvance(text());
}

int VerdictButton::keysWidth() const
{
    return space::small + QFontMetrics(fontOf(Type::Tag)).horizontalAdvance(keys()) + 10;
}

/// Where there is room for the longest of the three, so that they look alike.
bool VerdictButton::showsKeys() const
{
    const QFontMetrics strong(fontOf(Type::Strong));
    int longest = 0;
    for (const auto one : {Verdict::Pass, Verdict::Drift, Verdict::Fail})
        longest = std::max(longest, strong.horizontalAdvance(spoken(one)));
    return width() >= wordWidth() - strong.horizontalAdvance(text()) + longest + keysWidth() + space::small;
}

QSize VerdictButton::sizeHint() const
{
    return {wordWidth() + keysWidth() + 2 * space::small + 3, QPushButton::sizeHint().height()};
}

QSize VerdictButton::minimumSizeHint() const
{
    return {wordWidth() + 2 * space::small, sizeHint().height()};
}

void VerdictButton::paintEvent(QPaintEvent *)
{
    const auto &c = coloursOf(this);
    const TagLook look = tagOf(m_verdict);
    const QColor chosen = m_verdict == Verdict::Pass ? c.pass : m_verdict == Verdict::Drift ? c.drift : c.fail;
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fontOf(isChecked() ? Type::Strong : Type::Body));
    painter.setPen(isChecked() ? chosen : c.ink);
    const QFontMetrics metrics = painter.fontMetrics();
    const int capital = metrics.capHeight();
    const int hint = keysWidth() - space::small;
    int left =
        (width() - capital - space::tiny - metrics.horizontalAdvance(text()) - (showsKeys() ? keysWidth() : 0)) / 2;
    paintMark(painter, QRectF(left, (height() - capital) / 2.0, capital, capital), look.mark);
    left += capital + space::tiny + 1;
    painter.drawText(QRect(left, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (!showsKeys())
        return;
    left += metrics.horizontalAdvance(text()) + space::small;
    QFont small = fontOf(Type::Tag);
    small.setWeight(QFont::Normal);
    painter.setFont(small);
    const int tall = painter.fontMetrics().height() + 2;
    painter.setPen(isChecked() ? chosen : c.line);
    painter.drawRoundedRect(QRectF(left + 0.5, (height() - tall) / 2.0, hint, tall), radius::tag, radius::tag);
    painter.setPen(isChecked() ? chosen : c.muted);
    painter.drawText(QRect(left, 0, hint, height()), Qt::AlignCenter, keys());
}

CheckPanel::CheckPanel(const RoomContext &room, QWidget *parent)
    : Card(parent),
      m_room(room),
      m_category(new Tag),
      m_selfChecked(new Tag({tr("self-checked"), Mark::Triangle, TagLook::Tone::Drift})),
      m_pair(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_position(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_title(new PlainLabel({}, Type::Title)),
      m_question(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_lookAt(new PlainLabel),
      m_signals(new CheckSignals),
      m_facts(new FactsList),
      m_samples(new SampleBoard(room)),
      m_reach(new ReachWatch(room)),
      m_drill(new DrillForm(room)),
      m_note(new NoteField(tr("Note on this check"))),
      m_lacks(new PlainLabel({}, Type::Small)),
      m_saved(new PlainLabel({}, Type::Small, Ink::Muted)),
      m_takeBack(button(tr("Take back"), Look::Link)),
      m_previous(button(tr("Previous"))),
      m_next(button(tr("Next check"), Look::Primary))
{
    build();
    connect(m_note, &NoteField::edited, this, [this](const QString &text) {
        if (!m_cell.delegation.isNull())
            m_room.audit->setNote(m_cell.delegation, m_cell.check, text);
    });
    connect(m_room.audit, &items::AuditSession::savingChanged, this, &CheckPanel::showSaving);
    connect(m_takeBack, &QPushButton::clicked, this, &CheckPanel::takeBack);
    connect(m_previous, &QPushButton::clicked, this, [this] { Q_EMIT stepWanted(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { Q_EMIT stepWanted(1); });
}

void CheckPanel::build()
{
    auto *head = rowOf();
    m_pair->setElided(true);
    m_position->setWordWrap(false);
    head->addWidget(m_category);
    head->addWidget(m_pair, 1);
    head->addWidget(m_selfChecked);
    head->addWidget(m_position);
    column()->addLayout(head);
    column()->addWidget(m_title);
    column()->addWidget(m_question);
    m_scroll = qobject_cast<QScrollArea *>(scrolled(makeEvidence()));
    column()->addWidget(m_scroll, 1);
    column()->addLayout(makeVerdicts());
    m_note->setObjectName(u"note"_s);
    m_note->setPlaceholderText(
        tr("What was seen, in which output, and what it rests on: so that it convinces someone who was not here."));
    column()->addWidget(m_note);
    column()->addWidget(m_lacks);
    auto *saved = rowOf();
    saved->addWidget(m_saved, 1);
    saved->addWidget(m_takeBack, 0, Qt::AlignTop);
    column()->addLayout(saved);
    m_takeBack->setObjectName(u"takeBack"_s);
    m_takeBack->setToolTip(tr("Backspace or Delete, in the matrix"));
    column()->addLayout(makeSteps());
    showSizes();
}

/// What is as wide or high as its type.
void CheckPanel::showSizes()
{
    setMinimumWidth(scaled(312));
    setMaximumWidth(scaled(560));
    m_title->setMaximumHeight(scaled(64));
    m_title->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_note->setFixedHeight(scaled(68));
}

void CheckPanel::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange)
        showSizes();
}

QWidget *CheckPanel::makeEvidence()
{
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, space::small, 0);
    layout->setSpacing(space::medium);
    layout->addWidget(m_lookAt);
    layout->addWidget(m_signals);
    layout->addWidget(m_samples);
    layout->addWidget(m_facts);
    layout->addWidget(m_reach);
    layout->addWidget(m_drill);
    auto *meanings = new QGridLayout;
    meanings->setHorizontalSpacing(space::small);
    meanings->setVerticalSpacing(space::tiny);
    meanings->setColumnStretch(1, 1);
    for (size_t i = 0; i < m_meanings.size(); ++i) {
        m_meanings[i] = new PlainLabel({}, Type::Small, Ink::Muted);
        meanings->addWidget(new Tag(tagOf(Verdict(i + 1))), int(i), 0, Qt::AlignTop);
        meanings->addWidget(m_meanings[i], int(i), 1);
    }
    layout->addLayout(meanings);
    layout->addStretch();
    return body;
}

QLayout *CheckPanel::makeVerdicts()
{
    auto *row = rowOf();
    for (size_t i = 0; i < m_verdicts.size(); ++i) {
        m_verdicts[i] = new VerdictButton(Verdict(i + 1));
        row->addWidget(m_verdicts[i], 1);
        connect(m_verdicts[i], &QPushButton::clicked, this, [this, i] { setVerdict(Verdict(i + 1)); });
    }
    return row;
}

QLayout *CheckPanel::makeSteps()
{
    auto *row = rowOf();
    m_previous->setObjectName(u"previousCheck"_s);
    m_next->setObjectName(u"nextCheck"_s);
    m_next->setToolTip(tr("Ctrl+Enter"));
    row->addWidget(m_previous);
    row->addStretch();
    row->addWidget(m_next);
    return row;
}

const registry::OpenDelegation *CheckPanel::item() const
{
    return m_room.open().find(m_cell.delegation);
}

void CheckPanel::show(const MatrixCell &cell)
{
    const bool other = !(cell == m_cell);
    m_cell = cell;
    const auto *shownItem = item();
    if (!shownItem)
        return;
    showHead(*shownItem);
    if (other) {
        showGuide(*shownItem);
        m_note->document()->clearUndoRedoStacks();
        m_scroll->verticalScrollBar()->setValue(0);
    }
    showEvidence();
    showVerdict(*shownItem);
    showSaving();
}

void CheckPanel::showHead(const registry::OpenDelegation &item)
{
    const auto checks = item.checks();
    const auto at = std::ranges::find(checks, m_cell.check) - checks.begin();
    m_category->setLook(tagOf(item.category));
    m_pair->setText(m_room.audit->pairName(item.pair));
    m_selfChecked->setVisible(item.selfChecked);
    m_position->setText(tr("check %1 of %2").arg(at + 1).arg(checks.size()));
    QString check = checkTitle(m_cell.check);
    check[0] = check[0].toLower();
    m_title->setText(breakable(u"%1: %2"_s.arg(item.title, check), headingWord));
    m_title->setToolTip(plainToolTip(item.title));
}

void CheckPanel::showGuide(const registry::OpenDelegation &item)
{
    const CheckGuide guide = guideFor(m_cell.check, item.category);
    m_question->setText(guide.question);
    m_lookAt->setText(guide.lookAt);
    const QString meanings[] = {guide.pass, guide.drift, guide.fail};
    for (size_t i = 0; i < m_meanings.size(); ++i) {
        m_meanings[i]->setText(meanings[i]);
        m_verdicts[i]->setAccessibleDescription(meanings[i]);
    }
}

void CheckPanel::showEvidence()
{
    if (m_room.figures)
        m_signals->show(m_room.figures->find(m_cell.delegation), m_cell.check);
    const auto *dossier = m_room.dossiers->find(m_cell.delegation);
    m_facts->setFacts(dossier ? factsFor(m_cell.check, *dossier, m_room) : QList<ShownFact>());
    m_samples->setVisible(m_cell.check == Check::Output);
    m_reach->setVisible(m_cell.check == Check::Stop);
    m_drill->setVisible(m_cell.check == Check::Stop);
    if (m_cell.check == Check::Output)
        m_samples->show(m_cell.delegation);
    if (m_cell.check == Check::Stop) {
        m_reach->show(m_cell.delegation);
        m_drill->show(m_cell.delegation);
    }
}

void CheckPanel::showVerdict(const registry::OpenDelegation &item)
{
    const auto finding = item.findings.value(m_cell.check);
    for (size_t i = 0; i < m_verdicts.size(); ++i)
        m_verdicts[i]->setChecked(finding.verdict == Verdict(i + 1));
    m_takeBack->setVisible(finding.verdict != Verdict::NotChecked);
    m_note->show(finding.note);
    const bool lacks = asksForDecision(finding.verdict) && finding.note.trimmed().isEmpty();
    m_lacks->setText(tr("A %1 needs its note before the record is closed.").arg(word(finding.verdict)));
    m_lacks->setVisible(lacks);
}

void CheckPanel::showSaving()
{
    m_saved->setText(m_room.audit->hasUnsaved() ? tr("Saving · a verdict is yours, the figures only hint")
                                                : tr("Saved · a verdict is yours, the figures only hint"));
}

void CheckPanel::setVerdict(Verdict verdict)
{
    const auto *shownItem = item();
    if (!shownItem)
        return;
    m_room.audit->setVerdict(m_cell.delegation, m_cell.check, verdict);
    if (const auto *after = item())
        showVerdict(*after);
}

void CheckPanel::takeBack()
{
    const auto *shownItem = item();
    if (!shownItem || shownItem->findings.value(m_cell.check).verdict == Verdict::NotChecked)
        return;
    setVerdict(Verdict::NotChecked);
}

void CheckPanel::setEnds(bool first, bool last)
{
    m_previous->setEnabled(!first);
    m_next->setEnabled(!last);
}

void CheckPanel::focusNote()
{
    m_note->setFocus();
    m_note->moveCursor(QTextCursor::End);
}

bool CheckPanel::onVerdict() const
{
    return std::ranges::any_of(m_verdicts, [](const VerdictButton *one) { return one->hasFocus(); });
}

}
