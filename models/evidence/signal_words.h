#pragma once

#include "evidence/signal.h"

/// What the signals of each check are called and say, in their order.
namespace muster::evidence {

struct SignalWords
{
    QString name;
    QString title;
    QString (*sentence)(const Signal &signal) = nullptr;
};

QList<SignalWords> outputWords();
QList<SignalWords> modelWords();
QList<SignalWords> stopWords();
QList<SignalWords> creepWords();

}
