#include "evidence/signal.h"

#include "evidence/signal_words.h"
#include "evidence/signals.h"

#include <algorithm>

namespace muster::evidence {

namespace {

const QList<SignalWords> &allSignalWords()
{
    static const auto all = outputWords() + modelWords() + stopWords() + creepWords();
    return all;
}

const SignalWords *wordsFor(const Signal &signal)
{
    const auto &all = allSignalWords();
    const auto found = std::ranges::find(all, signal.name, &SignalWords::name);
    return found == all.end() ? nullptr : &*found;
}

}

const Figure *Signal::figure(QStringView figureName) const
{
    const auto found = std::ranges::find(figures, figureName, &Figure::name);
    return found == figures.end() ? nullptr : &*found;
}

QString sentenceOf(const Signal &signal)
{
    const auto *words = wordsFor(signal);
    return words ? words->sentence(signal) : signal.name;
}

QString titleOf(const Signal &signal)
{
    const auto *words = wordsFor(signal);
    return words ? words->title : signal.name;
}

QStringList signalNames()
{
    QStringList names;
    for (const auto &words : allSignalWords())
        names << words.name;
    return names;
}

}
