#include "items/raised_signals.h"

#include "domain/evidence_entities.h"
#include "evidence/signal_reader.h"
#include "items/when_done.h"
#include "register/entity_table.h"

namespace muster::items {

using evidence::Signal;

namespace {

/// Hints can wait until nobody has changed anything for a moment.
constexpr int pauseMs = 1500;

QStringList titlesOf(QList<Signal> list)
{
    list.removeIf([](const Signal &signal) {
        return signal.state != evidence::SignalState::Raised || evidence::isToldByFlag(signal.name);
    });
    std::ranges::stable_sort(list, std::ranges::greater(),
                             [](const Signal &signal) { return evidence::gravityOf(signal.name); });
    QStringList titles;
    for (const auto &signal : list)
        titles << evidence::titleOf(signal);
    return titles;
}

}

Result<RaisedTitles> readRaised(registry::Store &store, const registry::Progress &progress)
{
    const auto imports = registry::countOf(store, entityOf<EvidenceImport>());
    const auto models = registry::countOf(store, entityOf<Model>());
    if (!imports || !models)
        return tl::unexpected(!imports ? imports.error() : models.error());
    if (*imports == 0 && *models == 0)
        return RaisedTitles();
    const auto read = evidence::readSignals(store, {}, progress);
    if (!read)
        return tl::unexpected(read.error());
    RaisedTitles raised;
    for (const auto &one : *read) {
        if (const auto titles = titlesOf(one.list); !titles.isEmpty())
            raised.insert(one.delegation.text(), titles);
    }
    return raised;
}

RaisedSignals::RaisedSignals(registry::OpenRegister::Pointer openRegister, QObject *parent)
    : QObject(parent), m_register(std::move(openRegister))
{
    m_later.setSingleShot(true);
    m_later.setInterval(pauseMs);
    connect(&m_later, &QTimer::timeout, this, &RaisedSignals::read);
    const auto *source = m_register.get();
    connect(source, &registry::OpenRegister::changed, &m_later, qOverload<>(&QTimer::start));
    connect(source, &registry::OpenRegister::changedElsewhere, &m_later, qOverload<>(&QTimer::start));
    m_later.start();
}

RaisedSignals::~RaisedSignals()
{
    m_reading.cancel();
}

void RaisedSignals::read()
{
    m_reading.cancel();
    m_reading = m_register->readLong(
        [](registry::Store &store, const registry::Progress &progress) { return readRaised(store, progress); });
    whenDone(this, m_reading, [this](const Result<RaisedTitles> &titles) {
        if (!titles || m_titles == *titles)
            return;
        m_titles = *titles;
        Q_EMIT refreshed();
    });
}

}
