#pragma once

#include "items/delegation_dossier.h"
#include "register/open_register.h"

#include <QObject>
#include <QSet>

namespace muster::views {

/// What is known of an audit's delegations, read once and again when the record has moved.
class Dossiers final : public QObject
{
    Q_OBJECT

public:
    explicit Dossiers(registry::OpenRegister::Pointer openRegister, QObject *parent = nullptr);

    /// The dossier, or nullptr while it is being read; `changed` follows.
    const items::DelegationDossier *find(const DelegationId &id);
    /// Definitions of Done in use, by title.
    const QList<Definition> &definitions() const { return m_definitions; }

Q_SIGNALS:
    /// A dossier was read; with a null id the Definitions of Done were.
    void changed(const muster::DelegationId &id);

private:
    void read(const DelegationId &id);
    void readDefinitions();
    void readAgain();

    registry::OpenRegister::Pointer m_register;
    QHash<DelegationId, items::DelegationDossier> m_known;
    QSet<DelegationId> m_asked;
    QList<Definition> m_definitions;
};

}
