#pragma once

#include "register/delegation_list.h"
#include "views/wall/wall_words.h"

#include <QWidget>

namespace muster::views {
class Chip;
}

namespace muster::views::wall {

/// The chips that narrow the wall: due, what stands out, team, owner, retired ones too.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    /// Everything but the words searched for.
    const registry::DelegationQuery &query() const { return m_query; }
    bool isNarrowing() const;
    void clear();
    /// Lets retired delegations in.
    void showRetired();

    /// What to offer: found among all delegations in use.
    void offer(const Counts &everything);
    /// The figures on the chips: found among those shown.
    void setCounts(const Counts &counts);

Q_SIGNALS:
    void queryChanged();

private:
    void addFlagChips();
    void showFlags();
    void chooseFlag();
    void chooseTeam();
    void chooseOwner();
    void showState();
    void take();

    registry::DelegationQuery m_query;
    Counts m_everything;
    QString m_ownerName;
    Chip *m_due;
    std::array<Chip *, Words<Flag>::all.size()> m_flags{};
    Chip *m_more;
    Chip *m_team;
    Chip *m_owner;
    Chip *m_retired;
};

}
