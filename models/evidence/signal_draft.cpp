#include "evidence/signal_draft.h"

#include "domain/iso_date.h"

#include <cmath>

namespace muster::evidence {

SignalDraft::SignalDraft(Check check, const QString &name)
{
    m_signal.check = check;
    m_signal.name = name;
}

SignalDraft &SignalDraft::number(const QString &name, std::optional<qint64> value)
{
    return add(name, value ? Value(*value) : Value());
}

SignalDraft &SignalDraft::share(const QString &name, std::optional<double> value)
{
    return add(name, value ? Value(qint64(std::llround(*value * 1'000'000))) : Value());
}

SignalDraft &SignalDraft::yes(const QString &name, bool value)
{
    return add(name, value);
}

SignalDraft &SignalDraft::day(const QString &name, const std::optional<QDate> &value)
{
    return add(name, value ? Value(isoText(*value)) : Value());
}

SignalDraft &SignalDraft::text(const QString &name, const QString &value)
{
    return add(name, value.isEmpty() ? Value() : Value(value), true);
}

SignalDraft &SignalDraft::add(const QString &name, Value value, bool isPrivate)
{
    m_signal.figures.append({name, std::move(value), isPrivate});
    return *this;
}

Signal SignalDraft::in(SignalState state, const std::optional<QDate> &since) const
{
    auto signal = m_signal;
    signal.state = state;
    signal.since = since;
    return signal;
}

Signal SignalDraft::notEnough() const
{
    return in(SignalState::NotEnoughData);
}

Signal SignalDraft::quiet() const
{
    return in(SignalState::Quiet);
}

Signal SignalDraft::raised(const std::optional<QDate> &since) const
{
    return in(SignalState::Raised, since);
}

Signal SignalDraft::raisedIf(bool holds, const std::optional<QDate> &since) const
{
    return holds ? raised(since) : quiet();
}

}
