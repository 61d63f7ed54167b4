#include "views/audit/dossiers.h"

#include "items/when_done.h"

#include <QSet>

namespace muster::views {

Dossiers::Dossiers(registry::OpenRegister::Pointer openRegister, QObject *parent)
    : QObject(parent), m_register(std::move(openRegister))
{
    connect(m_register.get(), &registry::OpenRegister::changed, this, [this](const registry::Changed &changed) {
        if (changed.to > changed.from)
            readAgain();
    });
    connect(m_register.get(), &registry::OpenRegister::changedElsewhere, this, &Dossiers::readAgain);
    readDefinitions();
}

const items::DelegationDossier *Dossiers::find(const DelegationId &id)
{
    if (id.isNull())
        return nullptr;
    if (!m_asked.contains(id)) {
        m_asked.insert(id);
        read(id);
    }
    const auto found = m_known.constFind(id);
    return found == m_known.cend() ? nullptr : &*found;
}

void Dossiers::read(const DelegationId &id)
{
    const auto dossier = m_register->run([id](registry::Store &store) { return items::readDossier(store, id); });
    items::whenDone(this, dossier, [this, id](const Result<items::DelegationDossier> &result) {
        if (result)
            m_known.insert(id, *result);
        Q_EMIT changed(id);
    });
}

void Dossiers::readDefinitions()
{
    const auto all = m_register->run([](registry::Store &store) { return registry::DefinitionService(store).all(); });
    items::whenDone(this, all, [this](const Result<QList<muster::Definition>> &result) {
        if (!result)
            return;
        m_definitions.clear();
        for (const auto &definition : *result) {
            if (!definition.endedOn)
                m_definitions << definition;
        }
        Q_EMIT changed({});
    });
}

void Dossiers::readAgain()
{
    readDefinitions();
    for (const auto &id : std::as_const(m_asked))
        read(id);
}

}
