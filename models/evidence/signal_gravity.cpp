#include "evidence/signals.h"

#include <array>

namespace muster::evidence {

namespace {

struct Gravity
{
    QStringView signal;
    int gravity = 1;
    bool isFlag = false; ///< the wall has a flag for it
};

constexpr std::array gravities{
    Gravity{u"samples-failed-last-time", 3},
    Gravity{u"no-stop-rule", 3, true},
    Gravity{u"puller-left", 3},
    Gravity{u"drill-too-slow", 3},
    Gravity{u"credential-expired", 3},
    Gravity{u"avoid-used", 3},
    Gravity{u"model-ended", 3},
    Gravity{u"review-time-falling", 2},
    Gravity{u"reviews-stopped", 2},
    Gravity{u"faster-than-reading", 2},
    Gravity{u"nobody-edits", 2},
    Gravity{u"outcome-shift", 2},
    Gravity{u"sources-stale", 2, true},
    Gravity{u"never-drilled", 2, true},
    Gravity{u"tier-outside-policy", 2, true},
    Gravity{u"credential-too-wide", 2},
    Gravity{u"model-changed", 2},
    Gravity{u"dearer-tier", 2},
    Gravity{u"drill-old", 2},
};

const Gravity *known(QStringView signal)
{
    const auto found = std::ranges::find(gravities, signal, &Gravity::signal);
    return found == gravities.end() ? nullptr : &*found;
}

}

int gravityOf(QStringView signal)
{
    const auto *found = known(signal);
    return found ? found->gravity : 1;
}

bool isToldByFlag(QStringView signal)
{
    const auto *found = known(signal);
    return found && found->isFlag;
}

}
