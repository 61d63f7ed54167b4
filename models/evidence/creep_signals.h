#pragma once

#include "evidence/facts.h"
#include "evidence/signal.h"

/// The signals of the check "category creep". "Lately" is since the last audit, its own day left out, or the last 56
/// days where there was none.
namespace muster::evidence {

/// How far back review times are looked at: half a year shows a slow fall, and one that ended before it has been
/// audited since.
constexpr int trendDays = 182;

/// In weeks with timed reviews: with five, only a fall without any exception could be told from chance.
constexpr qint64 trendWeeksMinimum = 6;

/// In timed reviews: what is put out once a week has as many after two months (seed 1's Friday update).
constexpr qint64 trendReviewsMinimum = 8;

/// Two-sided, of the Mann–Kendall test: chance alone makes one level series in forty look as if it fell.
constexpr double trendLevel = 0.05;

/// In approvals whose words and time are known: of 20, five too fast are told from one in ten, and four are not.
constexpr qint64 readingMinimum = 20;

/// The share of approvals faster than reading that is still put down to outputs somebody knew already.
constexpr double readingShare = 0.10;

/// In days on which something was reviewed: fewer make no rhythm.
constexpr qint64 rhythmMinimum = 6;

/// A silence of two weeks is a holiday.
constexpr int silenceDays = 14;

/// How many times the median gap a silence has to last.
constexpr int silenceGaps = 3;

/// In reviews with an outcome: where none of 50 is touched, fewer than 6 in 100 would have been, at 95 %
/// confidence.
constexpr qint64 untouchedMinimum = 50;

/// In their order. An Avoid has only the last; no other delegation has it. `nobody-edits` is an Assist's alone.
///
/// `review-time-falling`: the time a review takes falls. Of the weeks (Monday to Sunday) of the last 182 days, the
/// exact median of each week's review times; raised where the two-sided p of the Mann–Kendall test is under 0.05, S is
/// negative and the Theil–Sen slope over the weeks' dates is, too. Since: the Monday of the week from which the test,
/// over the weeks from the first to that one, held for every later week. Minimum: 6 weeks, 8 timed reviews. Measured
/// times are taken where they reach the minimum, otherwise the times between output and review; the two are never
/// mixed. Source: Mann 1945; Kendall 1975; Gilbert 1987 §16.4; Sen 1968. Limits: says that it falls, not that it is
/// short, so look at the medians; a week with one review weighs as much as one with a hundred; people get quicker at
/// what they know, and outputs may have become shorter; series that carry over from week to week are taken for a trend
/// more often than one in forty.
///
/// `faster-than-reading`: approvals faster than anyone can read. Lately, the share of approvals quicker than their
/// words can be read, among those whose words and time are known; raised where the lower end of Wilson's 95 % interval
/// is above 10 %. Since: the first day from which that held on every later day. Minimum: 20 such approvals. Source:
/// Newcombe 1998, 17:857, method 3. Limits: who saw the output elsewhere or looks at a part only is counted, too.
///
/// `reviews-stopped`: work goes on and nobody reviews it. No review for longer than 14 days and three times the median
/// gap between days with reviews, of the 182 days up to the last of them. Raised where usage is later than that; where
/// no usage is read in at all, an active delegation's rhythm is expected to go on. Since: the day after the silence was
/// long enough. Minimum: 6 days with reviews. Limits: reviews that were not read in look the same; usage dated by its
/// month's first day is late.
///
/// `nobody-edits`: an Assist where nobody edits or rejects any more: lately, all of 50 reviews or more accepted. Since:
/// the day of the fiftieth. Minimum: 50 reviews with an outcome; fewer are quiet where one was edited or rejected.
/// Source: the rule of three, Hanley and Lippman-Hand 1983, JAMA 249:1743. Limits: outputs that are really good look
/// the same.
///
/// `avoid-used`: AI is used for an Avoid: there is any review or usage of it. Since: the first day. Minimum: one row;
/// one that says that nothing was used is quiet. Limits: what is not read in is not seen.
QList<Signal> creepSignals(const DelegationFacts &facts, const Evidence &evidence, QDate on);

}
