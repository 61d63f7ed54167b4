#include "evidence/figure_text.h"
#include "evidence/signal_words.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

QString neverAudited()
{
    return u"Never audited, so there is no time before to compare with"_s;
}

QString outcomeShiftSentence(const Signal &signal)
{
    const auto audit = wordsOf(signal, u"lastAuditOn");
    if (audit.isEmpty())
        return neverAudited();
    const auto since = countOf(signal, u"reviewsSince", u"review"_s, u"reviews"_s);
    const auto before = numberOf(signal, u"reviewsBefore");
    if (signal.state == SignalState::NotEnoughData)
        return u"%1 with an outcome since the audit of %2 and %3 before it; %4 on each side are needed"_s
            .arg(since, audit)
            .arg(before)
            .arg(numberOf(signal, u"reviewsNeeded"));
    return u"%1 of %2 since the audit of %3 edited or rejected, %4 of %5 before it; 95 % interval of the difference %6"_s
               .arg(shareOf(signal, u"changedSincePpm"), since, audit, shareOf(signal, u"changedBeforePpm"))
               .arg(before)
               .arg(intervalOf(signal, u"differencePpm"_s))
           + sinceOf(signal);
}

/// "from A to B", of what is known of it.
QString fromTo(const Signal &signal)
{
    const auto before = wordsOf(signal, u"before"), after = wordsOf(signal, u"after");
    return (before.isEmpty() ? QString() : u" from "_s + before) + (after.isEmpty() ? QString() : u" to "_s + after);
}

QString changedSentence(const Signal &signal, const QString &what)
{
    const auto audit = wordsOf(signal, u"lastAuditOn");
    if (audit.isEmpty())
        return neverAudited();
    if (numberOf(signal, u"changes") == 0)
        return u"%1 has not changed since the audit of %2"_s.arg(what, audit);
    return u"%1 changed%2 since the audit of %3, %4, last on %5"_s.arg(
        what, fromTo(signal), audit, countOf(signal, u"changes", u"change"_s, u"changes"_s),
        wordsOf(signal, u"lastChangeOn"));
}

QString modelChangedSentence(const Signal &signal)
{
    if (numberOf(signal, u"newModels") == 0)
        return changedSentence(signal, u"The model"_s);
    const auto named = u"evidence names %1 for the first time"_s.arg(wordsOf(signal, u"newModelNames"));
    if (numberOf(signal, u"changes") > 0)
        return changedSentence(signal, u"The model"_s) + u"; "_s + named;
    return u"Since the audit of %1, "_s.arg(wordsOf(signal, u"lastAuditOn")) + named + sinceOf(signal);
}

QString promptChangedSentence(const Signal &signal)
{
    return changedSentence(signal, u"The prompt or instruction"_s);
}

QString sourcesStaleSentence(const Signal &signal)
{
    if (numberOf(signal, u"sources") == 0)
        return u"No source is known"_s;
    if (signal.state == SignalState::NotEnoughData)
        return u"No source has a freshness limit"_s;
    const auto limited = countOf(signal, u"limited", u"source with a limit"_s, u"sources with a limit"_s);
    if (signal.state == SignalState::Quiet)
        return u"None of %1 is past it"_s.arg(limited);
    const auto never = numberOf(signal, u"neverVerified");
    const auto longest = hasFigure(signal, u"longestOverDays")
                             ? u"; the longest by "_s + countOf(signal, u"longestOverDays", u"day"_s, u"days"_s)
                             : QString();
    const auto stale = numberOf(signal, u"stale");
    return u"%1 of %2 %3 past it: %4"_s.arg(stale).arg(limited, stale == 1 ? u"is"_s : u"are"_s,
                                                       wordsOf(signal, u"titles"))
           + longest + (never > 0 ? u"; %1 never verified"_s.arg(never) : QString());
}

QString samplesFailedSentence(const Signal &signal)
{
    if (signal.state == SignalState::NotEnoughData)
        return u"No audit has looked at a sample yet"_s;
    const auto failed = numberOf(signal, u"failed");
    return u"%1 of %2 failed in the audit of %3"_s.arg(failed == 0 ? u"None"_s : QString::number(failed),
                                                       countOf(signal, u"samples", u"sample"_s, u"samples"_s),
                                                       wordsOf(signal, u"heldOn"))
           + (failed == 0 ? QString() : u"; 95 % interval "_s + intervalOf(signal, u"failedPpm"_s));
}

}

QList<SignalWords> outputWords()
{
    return {{u"outcome-shift"_s, u"More is edited or rejected"_s, outcomeShiftSentence},
            {u"model-changed"_s, u"The model changed"_s, modelChangedSentence},
            {u"prompt-changed"_s, u"The prompt changed"_s, promptChangedSentence},
            {u"sources-stale"_s, u"Sources past their limit"_s, sourcesStaleSentence},
            {u"samples-failed-last-time"_s, u"Samples failed last time"_s, samplesFailedSentence}};
}

}
