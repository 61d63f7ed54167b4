#pragma once

#include "evidence/signal.h"
#include "register/open_register.h"

#include <QHash>
#include <QObject>

namespace muster::items {

/// What evidence hints at about an open audit's delegations, as of today: read by the worker when it is first asked for, and
/// again when the record has moved. What is shown is kept with the audit, so that closing records it.
class AuditSignals final : public QObject
{
    Q_OBJECT

public:
    struct Shown
    {
        QList<evidence::Signal> list;
        QString problem; ///< why they could not be read, or not be kept; otherwise empty

        /// Those of one check, in their order.
        QList<evidence::Signal> of(Check check) const;
        bool operator==(const Shown &) const = default;
    };

    AuditSignals(registry::OpenRegister::Pointer openRegister, const AuditId &audit, QObject *parent = nullptr);

    /// The signals, or nullptr while they are being read; `changed` follows.
    const Shown *find(const DelegationId &delegation);
    /// What a check's raised signals are called; none while they are being read.
    QStringList raisedTitles(const DelegationId &delegation, Check check);

Q_SIGNALS:
    /// A delegation's signals were read, and are others than before.
    void changed(const muster::DelegationId &delegation);

private:
    struct Known
    {
        std::optional<Shown> shown;
        bool isKept = true;
    };

    void read(const DelegationId &delegation);
    void readAgain(bool onlyNotKept);

    registry::OpenRegister::Pointer m_register;
    AuditId m_audit;
    QHash<DelegationId, Known> m_known;
};

}
