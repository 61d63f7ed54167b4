#include "items/evidence_desk.h"

#include "register/delegation_list.h"

#include <QCollator>
#include <QLocale>

namespace muster::items {

using evidence::Signal;
using evidence::SignalState;

namespace {

/// How much a state asks to be looked at.
int urgencyOf(SignalState state)
{
    switch (state) {
    case SignalState::Raised: return 0;
    case SignalState::Quiet: return 1;
    case SignalState::NotEnoughData: return 2;
    }
    return 3;
}

}

Result<QList<SignalledDelegation>> readSignalled(registry::Store &store, const QLocale &locale,
                                                 const registry::Progress &progress)
{
    const auto read = evidence::readSignals(store, {}, progress);
    if (!read)
        return tl::unexpected(read.error());
    QList<SignalledDelegation> delegations;
    for (const auto &one : *read) {
        if (one.list.isEmpty())
            continue; // retired
        SignalledDelegation delegation{one.delegation, one.title};
        for (const auto &signal : one.list) {
            delegation.raised += signal.state == SignalState::Raised ? 1 : 0;
            delegation.known += signal.state == SignalState::NotEnoughData ? 0 : 1;
        }
        delegations << delegation;
    }
    QCollator collator(locale);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::ranges::stable_sort(delegations, [&](const SignalledDelegation &a, const SignalledDelegation &b) {
        return a.raised != b.raised ? a.raised > b.raised : collator.compare(a.title, b.title) < 0;
    });
    return delegations;
}

Result<QList<NamedDelegation>> readDelegationNames(registry::Store &store, const QLocale &locale)
{
    const auto listed = registry::listDelegations(store, {});
    if (!listed)
        return tl::unexpected(listed.error());
    QList<NamedDelegation> names;
    for (const auto &one : *listed)
        names.append({one.id, one.title});
    QCollator collator(locale);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::ranges::stable_sort(names, [&](const NamedDelegation &a, const NamedDelegation &b) {
        return collator.compare(a.title, b.title) < 0;
    });
    return names;
}

Result<DelegationEvidence> readEvidence(registry::Store &store, const DelegationId &id)
{
    const auto reader = evidence::SignalReader::make(store, store.today(), id);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto facts = reader->facts(id);
    if (!facts)
        return tl::unexpected(facts.error());
    const auto read = reader->evidence(id);
    if (!read)
        return tl::unexpected(read.error());
    DelegationEvidence found{id, evidence::signalsOf(*facts, *read, reader->market(), reader->on()), nullptr};
    auto figures = foldEvidence(*facts, *read, reader->market(), found.list, reader->on());
    figures.title = reader->titleOf(id);
    found.figures = std::make_shared<const EvidenceFigures>(std::move(figures));
    return found;
}

QList<Signal> signalsOfCheck(const QList<Signal> &list, Check check)
{
    QList<Signal> found;
    std::ranges::copy_if(list, std::back_inserter(found), [&](const Signal &one) { return one.check == check; });
    std::ranges::stable_sort(
        found, {}, [](const Signal &one) { return std::pair(urgencyOf(one.state), -evidence::gravityOf(one.name)); });
    return found;
}

}
