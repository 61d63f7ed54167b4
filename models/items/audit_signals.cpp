#include "items/audit_signals.h"

#include "evidence/audit_figures.h"
#include "items/when_done.h"

#include <algorithm>

namespace muster::items {

using evidence::Signal;
using evidence::SignalState;
using registry::Store;

namespace {

/// Signals that were read; a problem of reading or keeping them.
struct SignalReading
{
    AuditSignals::Shown shown;
    bool isKept = false;
};

SignalReading readShown(Store &store, const AuditId &audit, const DelegationId &delegation)
{
    const auto read = evidence::readSignals(store, {delegation, {}, {}});
    if (!read)
        return {{{}, read.error().message}, false};
    const auto list = read->isEmpty() ? QList<Signal>() : read->first().list;
    const auto kept = evidence::keepShown(store, audit, delegation, list);
    return {{list, kept ? QString() : kept.error().message}, kept.has_value()};
}

}

QList<Signal> AuditSignals::Shown::of(Check check) const
{
    QList<Signal> some;
    std::ranges::copy_if(list, std::back_inserter(some), [check](const Signal &one) { return one.check == check; });
    return some;
}

AuditSignals::AuditSignals(registry::OpenRegister::Pointer openRegister, const AuditId &audit, QObject *parent)
    : QObject(parent), m_register(std::move(openRegister)), m_audit(audit)
{
    // What is typed moves no figure, but where it could be written, figures can be kept that could not be before.
    connect(m_register.get(), &registry::OpenRegister::changed, this,
            [this](const registry::Changed &moved) { readAgain(moved.to <= moved.from); });
    connect(m_register.get(), &registry::OpenRegister::changedElsewhere, this, [this] { readAgain(false); });
}

const AuditSignals::Shown *AuditSignals::find(const DelegationId &delegation)
{
    if (delegation.isNull())
        return nullptr;
    auto known = m_known.find(delegation);
    if (known == m_known.end()) {
        known = m_known.insert(delegation, {});
        read(delegation);
    }
    return known->shown ? &*known->shown : nullptr;
}

QStringList AuditSignals::raisedTitles(const DelegationId &delegation, Check check)
{
    QStringList titles;
    if (const auto *shown = find(delegation)) {
        for (const auto &signal : shown->list) {
            if (signal.check == check && signal.state == SignalState::Raised)
                titles << evidence::titleOf(signal);
        }
    }
    return titles;
}

void AuditSignals::read(const DelegationId &delegation)
{
    const auto reading =
        m_register->run([audit = m_audit, delegation](Store &store) { return readShown(store, audit, delegation); });
    whenDone(this, reading, [this, delegation](const SignalReading &read) {
        auto &known = m_known[delegation];
        known.isKept = read.isKept;
        if (known.shown == read.shown)
            return;
        known.shown = read.shown;
        Q_EMIT changed(delegation);
    });
}

void AuditSignals::readAgain(bool onlyNotKept)
{
    for (const auto &delegation : m_known.keys()) {
        if (!onlyNotKept || !m_known[delegation].isKept)
            read(delegation);
    }
}

}
