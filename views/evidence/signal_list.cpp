#include "views/evidence/signal_list.h"

#include "items/evidence_desk.h"
#include "views/parts/counted.h"
#include "views/parts/tag.h"

#include <QBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using evidence::Signal;
using evidence::SignalState;

namespace {

QString checkTitle(Check check)
{
    switch (check) {
    case Check::Output: return SignalList::tr("Output and source drift");
    case Check::Model: return SignalList::tr("Model fit");
    case Check::Stop: return SignalList::tr("Reversibility");
    case Check::Creep: return SignalList::tr("Category creep");
    }
    return {};
}

/// A signal that is raised: its title with a tag, and the sentence with the figures.
QWidget *raisedCard(const Signal &signal)
{
    auto *card = new Card;
    card->setObjectName(u"raised"_s);
    card->setAccessibleName(SignalList::tr("%1, raised: %2").arg(titleOf(signal), sentenceOf(signal)));
    auto *row = rowOf();
    auto *title = new PlainLabel(titleOf(signal), Type::Strong);
    title->setElided(true);
    row->addWidget(title, 1);
    row->addWidget(new Tag({SignalList::tr("raised"), Mark::Dot, TagLook::Tone::Drift}), 0, Qt::AlignTop);
    card->column()->setSpacing(space::tiny);
    card->column()->addLayout(row);
    card->column()->addWidget(new PlainLabel(breakable(sentenceOf(signal)), Type::Body));
    return card;
}

/// One that is not: a line for its title, and what it was judged by.
QWidget *quietLine(const Signal &signal)
{
    auto *both = new QWidget;
    both->setAccessibleName(titleOf(signal));
    auto *column = columnOf(0);
    both->setLayout(column);
    column->setContentsMargins(space::medium, 0, space::medium, 0);
    column->addWidget(new PlainLabel(titleOf(signal), Type::Body));
    column->addWidget(new PlainLabel(breakable(sentenceOf(signal)), Type::Small, Ink::Muted));
    return both;
}

}

SignalList::SignalList(QWidget *parent) : QWidget(parent), m_column(new ScrollColumn)
{
    setObjectName(u"signals"_s);
    m_column->setAccessibleName(tr("Signals"));
    auto *column = columnOf(0);
    setLayout(column);
    column->addWidget(m_column);
}

void SignalList::setSignals(const QList<Signal> &list)
{
    m_column->clear();
    for (const auto check : {Check::Output, Check::Model, Check::Stop, Check::Creep})
        addCheck(check, items::signalsOfCheck(list, check));
}

void SignalList::addCheck(Check check, const QList<Signal> &list)
{
    if (list.isEmpty())
        return;
    m_column->add(new PlainLabel(checkTitle(check), Type::Lead));
    QList<Signal> unknown;
    for (const auto &signal : list) {
        if (signal.state == SignalState::NotEnoughData)
            unknown << signal;
        else
            m_column->add(signal.state == SignalState::Raised ? raisedCard(signal) : quietLine(signal));
    }
    if (!unknown.isEmpty())
        addUnknown(check, unknown);
    m_column->addSpace(space::medium);
}

void SignalList::addUnknown(Check check, const QList<Signal> &unknown)
{
    auto *lines = new QWidget;
    lines->setObjectName(u"unknown-lines"_s);
    auto *column = columnOf(space::tiny);
    lines->setLayout(column);
    for (const auto &signal : unknown)
        column->addWidget(quietLine(signal));
    lines->hide();
    auto *more = button(unknown.size() == 1 ? tr("1 lacks data") : tr("%1 lack data").arg(unknown.size()), Look::Link);
    more->setObjectName(u"unknown"_s);
    more->setCheckable(true);
    more->setAccessibleName(tr("%1: %2 without enough to look at")
                                .arg(checkTitle(check), counted(unknown.size(), tr("signal"), tr("signals"))));
    connect(more, &QPushButton::toggled, lines, &QWidget::setVisible);
    auto *row = new QWidget;
    auto *at = rowOf();
    row->setLayout(at);
    at->setContentsMargins(space::small, 0, 0, 0);
    at->addWidget(more);
    at->addStretch();
    m_column->add(row);
    m_column->add(lines);
}

}
