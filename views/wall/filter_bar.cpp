#include "views/wall/filter_bar.h"

#include "views/parts/chip.h"
#include "views/parts/choice_popup.h"
#include "views/parts/facts.h"
#include "views/parts/flow_layout.h"

namespace muster::views::wall {

using namespace Qt::StringLiterals;

namespace {

/// More kinds of trouble than this are behind "more": the row stays one that is read at a glance.
constexpr int mostFlags = 3;

Chip *makeChip(QWidget *bar, const QString &name, const TagLook &look)
{
    auto *chip = new Chip(look, bar);
    chip->setObjectName(name);
    bar->layout()->addWidget(chip);
    return chip;
}

}

FilterBar::FilterBar(QWidget *parent) : QWidget(parent)
{
    new FlowLayout(space::small - 2, this);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);

    m_due = makeChip(this, u"chip-due"_s, {tr("due")});
    connect(m_due, &QAbstractButton::clicked, this, [this](bool on) {
        m_query.due = on;
        take();
    });
    addFlagChips();
    m_more = makeChip(this, u"chip-more"_s, {tr("more")});
    m_more->setArrow(true);
    m_more->setCheckable(false);
    connect(m_more, &QAbstractButton::clicked, this, &FilterBar::chooseFlag);
    m_team = makeChip(this, u"chip-team"_s, {});
    m_owner = makeChip(this, u"chip-owner"_s, {});
    connect(m_team, &QAbstractButton::clicked, this, &FilterBar::chooseTeam);
    connect(m_owner, &QAbstractButton::clicked, this, &FilterBar::chooseOwner);
    m_team->setArrow(true);
    m_owner->setArrow(true);
    m_retired = makeChip(this, u"chip-retired"_s, {tr("with retired")});
    connect(m_retired, &QAbstractButton::clicked, this, [this](bool on) {
        m_query.withRetired = on;
        take();
    });
    showState();
}

/// One flag at a time: a list shows one kind of trouble.
void FilterBar::addFlagChips()
{
    for (size_t i = 0; i < m_flags.size(); ++i) {
        m_flags[i] = makeChip(this, u"chip-"_s + word(Flag(i)), tagOf(Flag(i)));
        connect(m_flags[i], &QAbstractButton::clicked, this, [this, i](bool on) {
            m_query.flag = on ? std::optional(Flag(i)) : std::nullopt;
            take();
        });
    }
}

bool FilterBar::isNarrowing() const
{
    return m_query.due || m_query.flag || !m_query.team.isEmpty() || m_query.owner || m_query.withRetired;
}

void FilterBar::clear()
{
    m_query = {};
    take();
}

void FilterBar::showRetired()
{
    m_query.withRetired = true;
    take();
}

void FilterBar::offer(const Counts &everything)
{
    m_everything = everything;
    showState();
}

void FilterBar::setCounts(const Counts &counts)
{
    m_due->setCount(counts.due);
    for (size_t i = 0; i < m_flags.size(); ++i)
        m_flags[i]->setCount(counts.flags[i]);
}

/// The gravest that there are, and the one chosen.
void FilterBar::showFlags()
{
    int shown = 0, present = 0;
    for (size_t i = 0; i < m_flags.size(); ++i) {
        const bool chosen = m_query.flag == Flag(i), there = m_everything.flags[i] > 0;
        const bool visible = chosen || (there && shown < mostFlags);
        m_flags[i]->setChecked(chosen);
        m_flags[i]->setVisible(visible);
        shown += visible;
        present += there;
    }
    m_more->setVisible(present > shown);
}

void FilterBar::chooseFlag()
{
    QStringList names;
    QList<Flag> flags;
    for (size_t i = 0; i < m_flags.size(); ++i) {
        if (m_everything.flags[i] == 0 || !m_flags[i]->isHidden())
            continue;
        flags << Flag(i);
        names << u"%1 %2"_s.arg(tagOf(Flag(i)).text, QLocale().toString(m_everything.flags[i]));
    }
    auto *popup = new ChoicePopup(names, tr("Find what stands out"), this);
    connect(popup, &ChoicePopup::chosen, this, [this, flags](int position) {
        m_query.flag = flags[position];
        take();
    });
    popup->openUnder(m_more);
}

void FilterBar::chooseTeam()
{
    showState();
    auto *popup = new ChoicePopup(QStringList{tr("Any team")} + m_everything.teams, tr("Find a team"), this);
    connect(popup, &ChoicePopup::chosen, this, [this](int position) {
        m_query.team = position == 0 ? QString() : m_everything.teams.value(position - 1);
        take();
    });
    popup->openUnder(m_team);
}

void FilterBar::chooseOwner()
{
    showState();
    QStringList names{tr("Anybody")};
    for (const auto &[name, id] : m_everything.owners)
        names << name;
    auto *popup = new ChoicePopup(names, tr("Find a person"), this);
    connect(popup, &ChoicePopup::chosen, this, [this](int position) {
        const auto [name, id] = position == 0 ? std::pair<QString, QString>() : m_everything.owners.value(position - 1);
        m_query.owner = id.isEmpty() ? std::nullopt : std::optional(PersonId(id));
        m_ownerName = name;
        take();
    });
    popup->openUnder(m_owner);
}

void FilterBar::take()
{
    showState();
    Q_EMIT queryChanged();
}

void FilterBar::showState()
{
    m_due->setChecked(m_query.due);
    showFlags();
    m_team->setLook({m_query.team.isEmpty() ? tr("team") : isolated(m_query.team)});
    m_team->setChecked(!m_query.team.isEmpty());
    m_team->setVisible(!m_everything.teams.isEmpty() || m_team->isChecked());
    m_owner->setLook({m_query.owner ? isolated(m_ownerName) : tr("owner")});
    m_owner->setChecked(m_query.owner.has_value());
    m_owner->setVisible(!m_everything.owners.isEmpty() || m_owner->isChecked());
    m_retired->setChecked(m_query.withRetired);
}

}
