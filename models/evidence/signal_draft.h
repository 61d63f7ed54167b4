#pragma once

#include "evidence/signal.h"

namespace muster::evidence {

/// Puts a signal together: first its figures in the order to show them, then its state.
class SignalDraft
{
public:
    SignalDraft(Check check, const QString &name);

    /// A count, or a number in the unit its name tells; absent where it is not known.
    SignalDraft &number(const QString &name, std::optional<qint64> value);

    /// A share between −1 and 1, kept in parts per million.
    SignalDraft &share(const QString &name, std::optional<double> value);

    /// A yes or no.
    SignalDraft &yes(const QString &name, bool value);

    /// A day, as ISO text.
    SignalDraft &day(const QString &name, const std::optional<QDate> &value);

    /// A name, title or currency, and so private; empty text is absent.
    SignalDraft &text(const QString &name, const QString &value);

    Signal notEnough() const;
    Signal quiet() const;

    /// Raised, and since when where that can be told.
    Signal raised(const std::optional<QDate> &since = {}) const;

    /// Raised where it holds, otherwise quiet.
    Signal raisedIf(bool holds, const std::optional<QDate> &since = {}) const;

private:
    SignalDraft &add(const QString &name, Value value, bool isPrivate = false);
    Signal in(SignalState state, const std::optional<QDate> &since = {}) const;

    Signal m_signal;
};

}
