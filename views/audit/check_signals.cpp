#include "views/audit/check_signals.h"

#include "items/evidence_desk.h"
#include "views/parts/facts.h"

#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using evidence::Signal;
using evidence::SignalState;

CheckSignals::CheckSignals(QWidget *parent)
    : QWidget(parent),
      m_reading(new PlainLabel(tr("Reading the figures…"), Type::Small, Ink::Muted)),
      m_problem(new InlineMessage),
      m_lines(columnOf(space::tiny))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tiny);
    column->addWidget(m_reading);
    column->addLayout(m_lines);
    column->addWidget(m_problem);
    setAccessibleName(tr("What the figures hint at"));
}

void CheckSignals::show(const items::AuditSignals::Shown *shown, Check check)
{
    if (!shown) {
        showReading();
        return;
    }
    if (shown->problem.isEmpty())
        m_problem->clear();
    else if (m_problem->text() != shown->problem)
        m_problem->show(InlineMessage::Kind::Warning, shown->problem);
    const auto list = items::signalsOfCheck(shown->of(check), check);
    if (m_list == list)
        return;
    m_list = list;
    fill(list);
    m_reading->hide();
    setMinimumHeight(0);
}

void CheckSignals::showReading()
{
    if (!m_list && !m_reading->isHidden())
        return;
    setMinimumHeight(height());
    m_list.reset();
    clear(m_lines);
    m_problem->clear();
    m_reading->show();
}

void CheckSignals::fill(const QList<Signal> &list)
{
    clear(m_lines);
    QStringList lacking;
    for (const auto &signal : list) {
        if (signal.state == SignalState::Raised)
            addRaised(signal);
        else if (signal.state == SignalState::Quiet)
            addQuiet(signal);
        else
            lacking << evidence::titleOf(signal);
    }
    if (!lacking.isEmpty())
        addLacking(lacking);
}

/// A dot and a word: no verdict's shape, since it is none.
void CheckSignals::addRaised(const Signal &signal)
{
    const QString title = evidence::titleOf(signal), sentence = evidence::sentenceOf(signal);
    auto *row = rowOf();
    row->addWidget(new Tag({tr("raised"), Mark::Dot, TagLook::Tone::Accent}), 0, Qt::AlignTop);
    auto *texts = columnOf(0);
    texts->addWidget(new PlainLabel(breakable(title), Type::Strong));
    auto *said = new PlainLabel(breakable(sentence));
    said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    said->setFocusPolicy(Qt::NoFocus);
    said->setAccessibleName(tr("raised: %1: %2").arg(title, sentence));
    texts->addWidget(said);
    row->addLayout(texts, 1);
    m_lines->addLayout(row);
}

void CheckSignals::addQuiet(const Signal &signal)
{
    auto *line = new PlainLabel(tr("quiet: %1").arg(evidence::sentenceOf(signal)), Type::Small, Ink::Muted);
    line->setElided(true);
    m_lines->addWidget(line);
}

void CheckSignals::addLacking(const QStringList &titles)
{
    const QString which = titles.join(u", "_s);
    m_lines->addWidget(
        new PlainLabel(breakable(titles.size() == 1 ? tr("1 signal lacks data: %1").arg(which)
                                                    : tr("%1 signals lack data: %2").arg(titles.size()).arg(which)),
                       Type::Small, Ink::Muted));
}

}
