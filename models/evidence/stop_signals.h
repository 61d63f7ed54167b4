#pragma once

#include "evidence/facts.h"
#include "evidence/signal.h"

/// The signals of the check "reversibility". They come from the register alone: rules, drills and credentials that it
/// doesn't know don't count as absent in the world.
namespace muster::evidence {

/// In cadences: one drill may be missed, two in a row have to be noticed.
constexpr int drillCadences = 2;

/// In their order:
///
/// `no-stop-rule`: an Automate has no stop rule. An Assist owes none and is quiet without one; where nobody has
/// decided the category, there is not enough to say. Limits: says nothing about whether a rule works.
///
/// `puller-left`: the stop rule names nobody who pulls the plug, or who is named as that or as the deputy has left.
/// Minimum: a stop rule. Limits: active is who the register says is; whether they answer is the audit's reach.
///
/// `never-drilled`: no drill of the stop rule has worked yet. Minimum: a stop rule.
///
/// `drill-old`: the last drill, whether it worked or not, is older than two of the delegation's cadences: the day two
/// cadences after it has passed. Since: the day after that. Minimum: a stop rule, a drill and a cadence.
///
/// `drill-too-slow`: the last drill took longer than the stop rule promises, or didn't work at all. Since: that drill.
/// Minimum: a stop rule, a drill and, where it worked, its minutes and those promised. Limits: one measurement, as good
/// as its clock.
///
/// `credential-without-expiry`: a credential has no day on which it ends. Minimum: a credential.
///
/// `credential-expired`: a credential's last day has passed. Since: the day after the earliest. Minimum: a credential
/// with an expiry. Limits: says what the register was told; an expired one may still be in use, or replaced and not
/// noted.
///
/// `credential-too-wide`: a credential's scope has words that the scope needed doesn't have. Words are parted by commas
/// and blanks; upper and lower case are the same. Minimum: a credential with both. Limits: words are compared, not what
/// they allow: `admin` is not known to include `read`.
QList<Signal> stopSignals(const DelegationFacts &facts, QDate on);

}
