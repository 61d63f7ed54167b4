#pragma once

#include "evidence/facts.h"
#include "evidence/signal.h"

/// The signals of the check "output and source drift". "Since the last audit" leaves out the audit's own day, on which
/// the team looked; a delegation never audited has nothing to compare with.
namespace muster::evidence {

/// Of reviews with an outcome, on each side of the audit: with fewer, the interval of a share near one half is wider
/// than ± 20 points.
constexpr qint64 outcomeMinimum = 20;

/// In their order:
///
/// `outcome-shift`: more outputs are edited or rejected than before the last audit. With the share (edited + rejected)
/// / (accepted + edited + rejected) since the audit (a) and in the 182 days up to and with its day (b), raised where
/// the lower end of the 95 % interval of a − b is above 0. Since: the first day from which that held on every later
/// day. Minimum: an audit, 20 reviews with an outcome on each side. Source: Newcombe 1998, Statistics in Medicine
/// 17:873, method 10. Limits: a team that reviews more strictly looks the same as outputs that got worse; looking again
/// each day finds more than the 2.5 % of shifts that a single look finds where there is none.
///
/// `model-changed`: since the last audit, the record changed the model, its version or its kind, or evidence names a
/// model that it didn't name before. Since: the earliest of these days. Minimum: an audit; of the evidence's half, a
/// row with a model in the 182 days before. Source: the record and the rows. Limits: a model that a vendor changes
/// under the same name leaves no trace.
///
/// `prompt-changed`: since the last audit, the record changed the prompt's or instruction's reference or version.
/// Since: the first change. Minimum: an audit. Limits: a prompt edited without a new version in the register leaves no
/// trace.
///
/// `sources-stale`: a source is past its freshness limit: verified + limit < day; one never verified is past it on
/// every day. Since: the day after the earliest limit, where all that are past it were verified once. Minimum: a source
/// with a limit. Limits: fresh is what somebody said to have verified.
///
/// `samples-failed-last-time`: a sample of the last closed audit didn't meet a criterion, or one of its sources was not
/// current. With Wilson's 95 % interval of the share. Since: that audit. Minimum: one sample. Source: Wilson 1927;
/// Newcombe 1998, Statistics in Medicine 17:857, method 3. Limits: three samples, as an audit takes, say little about a
/// share.
QList<Signal> outputSignals(const DelegationFacts &facts, const Evidence &evidence, QDate on);

}
