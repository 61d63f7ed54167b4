#include "evidence/figure_text.h"
#include "evidence/signal_words.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

QString timedReviewsOf(const Signal &signal)
{
    return saysYes(signal, u"elapsed")
               ? countOf(signal, u"reviews", u"time"_s, u"times"_s) + u" between output and review"_s
               : countOf(signal, u"reviews", u"measured review"_s, u"measured reviews"_s);
}

QString reviewTimeSentence(const Signal &signal)
{
    const auto timed = timedReviewsOf(signal);
    const auto weeks = countOf(signal, u"weeks", u"week"_s, u"weeks"_s);
    if (signal.state == SignalState::NotEnoughData)
        return u"%1 in %2; %3 in %4 weeks are needed"_s.arg(timed, weeks)
            .arg(numberOf(signal, u"reviewsNeeded"))
            .arg(numberOf(signal, u"weeksNeeded"));
    const auto p = numberOf(signal, u"pPpm");
    return u"Median %1 in the first of %2 and %3 in the last, %4 a week, p %5; %6"_s.arg(
               timeOf(signal, u"firstMedianMs"), weeks, timeOf(signal, u"lastMedianMs"),
               timeOf(signal, u"slopePerWeekMs"),
               p < 1000 ? u"under 0.001"_s : QString::number(double(p) / 1e6, 'f', 3), timed)
           + sinceOf(signal);
}

QString readingSentence(const Signal &signal)
{
    const auto readable = countOf(signal, u"readable", u"approval"_s, u"approvals"_s);
    const auto from = wordsOf(signal, u"fromOn");
    if (signal.state == SignalState::NotEnoughData)
        return u"%1 since %2 with words and time known; %3 are needed"_s.arg(readable, from)
            .arg(numberOf(signal, u"readableNeeded"));
    return u"%1 of %2 since %3 faster than reading: %4, 95 % interval %5"_s.arg(numberOf(signal, u"tooFast"))
               .arg(readable, from, shareOf(signal, u"tooFastPpm"), intervalOf(signal, u"tooFastPpm"_s))
           + sinceOf(signal);
}

QString reviewsStoppedSentence(const Signal &signal)
{
    if (signal.state == SignalState::NotEnoughData)
        return u"Reviews on %1; %2 make a rhythm"_s.arg(countOf(signal, u"reviewedOnDays", u"day"_s, u"days"_s))
            .arg(numberOf(signal, u"reviewedOnDaysNeeded"));
    const auto used = wordsOf(signal, u"lastUsageOn");
    return u"Last reviewed on %1, %2 ago, where up to %3 are usual"_s.arg(
               wordsOf(signal, u"lastReviewOn"), countOf(signal, u"silentDays", u"day"_s, u"days"_s),
               QString::number(numberOf(signal, u"allowedDays")))
           + (used.isEmpty() ? u"; no usage is known"_s : u"; last used on "_s + used) + sinceOf(signal);
}

QString nobodyEditsSentence(const Signal &signal)
{
    const auto reviews = countOf(signal, u"reviews", u"review"_s, u"reviews"_s);
    const auto from = wordsOf(signal, u"fromOn");
    switch (signal.state) {
    case SignalState::Raised: return u"All of %1 since %2 accepted as they were"_s.arg(reviews, from) + sinceOf(signal);
    case SignalState::Quiet:
        return u"%1 of %2 since %3 edited or rejected"_s.arg(numberOf(signal, u"changed")).arg(reviews, from);
    case SignalState::NotEnoughData: break;
    }
    return u"%1 with an outcome since %2, all accepted; %3 are needed"_s.arg(reviews, from)
        .arg(numberOf(signal, u"reviewsNeeded"));
}

QString avoidUsedSentence(const Signal &signal)
{
    switch (signal.state) {
    case SignalState::Raised: break;
    case SignalState::Quiet: return u"What was read in says that nothing was used"_s;
    case SignalState::NotEnoughData: return u"Nothing about it has been read in"_s;
    }
    return u"%1 and %2 from %3 to %4"_s.arg(countOf(signal, u"reviews", u"review"_s, u"reviews"_s),
                                            countOf(signal, u"calls", u"call"_s, u"calls"_s),
                                            wordsOf(signal, u"firstOn"), wordsOf(signal, u"lastOn"));
}

}

QList<SignalWords> creepWords()
{
    return {{u"review-time-falling"_s, u"Review time falls"_s, reviewTimeSentence},
            {u"faster-than-reading"_s, u"Approved faster than read"_s, readingSentence},
            {u"reviews-stopped"_s, u"Reviews stopped"_s, reviewsStoppedSentence},
            {u"nobody-edits"_s, u"Nobody edits or rejects any more"_s, nobodyEditsSentence},
            {u"avoid-used"_s, u"AI is used for it"_s, avoidUsedSentence}};
}

}
