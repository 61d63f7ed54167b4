#pragma once

#include "evidence/signal.h"
#include "views/parts/facts.h"

namespace muster::views {

/// The signals of one delegation, check by check: what is raised with its sentence, what is quiet in muted text, and what
/// has not enough to look at behind a button.
class SignalList final : public QWidget
{
    Q_OBJECT

public:
    explicit SignalList(QWidget *parent = nullptr);

    void setSignals(const QList<evidence::Signal> &list);

private:
    void addCheck(Check check, const QList<evidence::Signal> &list);
    void addUnknown(Check check, const QList<evidence::Signal> &unknown);

    ScrollColumn *m_column;
};

}
