#include "evidence/figure_text.h"
#include "evidence/signal_words.h"

using namespace Qt::StringLiterals;

namespace muster::evidence {

namespace {

QString noStopRuleSentence(const Signal &signal)
{
    if (saysYes(signal, u"hasStopRule"))
        return u"There is a stop rule"_s;
    switch (signal.state) {
    case SignalState::Raised: return u"An Automate without a stop rule"_s;
    case SignalState::Quiet: return u"No stop rule, and an Assist owes none"_s;
    case SignalState::NotEnoughData: break;
    }
    return u"No stop rule, and nobody has decided the category"_s;
}

QString withoutRule()
{
    return u"There is no stop rule"_s;
}

QString pullerLeftSentence(const Signal &signal)
{
    if (!saysYes(signal, u"hasStopRule"))
        return withoutRule();
    const auto puller = wordsOf(signal, u"puller"), deputy = wordsOf(signal, u"deputy");
    QStringList said;
    if (puller.isEmpty())
        said << u"nobody is named who pulls the plug"_s;
    else
        said << (saysYes(signal, u"pullerLeft") ? u"%1, who pulls the plug, has left"_s : u"%1 pulls the plug"_s)
                    .arg(puller);
    if (!deputy.isEmpty())
        said << (saysYes(signal, u"deputyLeft") ? u"the deputy %1 has left"_s : u"%1 is the deputy"_s).arg(deputy);
    auto sentence = said.join(u", "_s);
    if (puller.isEmpty())
        sentence[0] = u'N';
    return sentence;
}

QString neverDrilledSentence(const Signal &signal)
{
    if (!saysYes(signal, u"hasStopRule"))
        return withoutRule();
    const auto drills = countOf(signal, u"drills", u"drill"_s, u"drills"_s);
    if (signal.state == SignalState::Quiet)
        return u"%1 of %2 worked"_s.arg(numberOf(signal, u"drillsThatWorked")).arg(drills);
    return numberOf(signal, u"drills") == 0 ? u"The stop rule was never drilled"_s : u"None of %1 worked"_s.arg(drills);
}

QString noDrill()
{
    return u"The stop rule was never drilled"_s;
}

QString drillOldSentence(const Signal &signal)
{
    const auto last = wordsOf(signal, u"lastDrillOn");
    if (!saysYes(signal, u"hasStopRule"))
        return withoutRule();
    if (last.isEmpty())
        return noDrill();
    if (signal.state == SignalState::NotEnoughData)
        return u"Last drilled on %1, and there is no cadence to compare with"_s.arg(last);
    return u"Last drilled on %1, %2 ago, at a cadence of about %3"_s.arg(
               last, countOf(signal, u"ageDays", u"day"_s, u"days"_s),
               countOf(signal, u"cadenceDays", u"day"_s, u"days"_s))
           + sinceOf(signal);
}

QString drillTooSlowSentence(const Signal &signal)
{
    const auto last = wordsOf(signal, u"lastDrillOn");
    if (!saysYes(signal, u"hasStopRule"))
        return withoutRule();
    if (last.isEmpty())
        return noDrill();
    if (!saysYes(signal, u"worked"))
        return u"The drill on %1 did not work"_s.arg(last);
    const auto minutes = [&signal](QStringView figure) { return countOf(signal, figure, u"minute"_s, u"minutes"_s); };
    if (!hasFigure(signal, u"measuredMinutes"))
        return u"The drill on %1 was not measured"_s.arg(last);
    if (!hasFigure(signal, u"promisedMinutes"))
        return u"The drill on %1 took %2, and the stop rule promises no time"_s.arg(last, minutes(u"measuredMinutes"));
    return u"The drill on %1 took %2, %3 are promised"_s.arg(last, minutes(u"measuredMinutes"),
                                                             minutes(u"promisedMinutes"));
}

QString withoutExpirySentence(const Signal &signal)
{
    if (signal.state == SignalState::NotEnoughData)
        return u"No credential is known"_s;
    const auto all = countOf(signal, u"credentials", u"credential"_s, u"credentials"_s);
    if (signal.state == SignalState::Quiet)
        return u"%1, all with an expiry"_s.arg(all);
    return u"%1 of %2 without an expiry: %3"_s.arg(numberOf(signal, u"withoutExpiry"))
        .arg(all, wordsOf(signal, u"titles"));
}

QString expiredSentence(const Signal &signal)
{
    if (signal.state == SignalState::NotEnoughData)
        return u"No credential with an expiry is known"_s;
    const auto all = countOf(signal, u"withExpiry", u"credential"_s, u"credentials"_s);
    const auto earliest = wordsOf(signal, u"earliestExpiryOn");
    if (signal.state == SignalState::Quiet)
        return u"%1, the earliest expires on %2"_s.arg(all, earliest);
    return u"%1 of %2 expired, the earliest on %3: %4"_s.arg(numberOf(signal, u"expired"))
        .arg(all, earliest, wordsOf(signal, u"titles"));
}

QString tooWideSentence(const Signal &signal)
{
    if (signal.state == SignalState::NotEnoughData)
        return u"No credential names both its scope and the scope needed"_s;
    const auto all = countOf(signal, u"compared", u"credential"_s, u"credentials"_s);
    if (signal.state == SignalState::Quiet)
        return u"%1 compared, none wider than needed"_s.arg(all);
    return u"%1 of %2 wider than needed: %3, by %4"_s.arg(numberOf(signal, u"tooWide"))
        .arg(all, wordsOf(signal, u"titles"), wordsOf(signal, u"notNeeded"));
}

}

QList<SignalWords> stopWords()
{
    return {{u"no-stop-rule"_s, u"No stop rule"_s, noStopRuleSentence},
            {u"puller-left"_s, u"Nobody left to pull the plug"_s, pullerLeftSentence},
            {u"never-drilled"_s, u"Never drilled"_s, neverDrilledSentence},
            {u"drill-old"_s, u"The last drill is old"_s, drillOldSentence},
            {u"drill-too-slow"_s, u"Slower than promised"_s, drillTooSlowSentence},
            {u"credential-without-expiry"_s, u"Credentials without expiry"_s, withoutExpirySentence},
            {u"credential-expired"_s, u"Credentials expired"_s, expiredSentence},
            {u"credential-too-wide"_s, u"Credentials wider than needed"_s, tooWideSentence}};
}

}
