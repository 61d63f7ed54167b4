#pragma once

#include "views/parts/session.h"

#include <QJsonObject>

namespace muster::views {

/// What was typed in an audit and not added yet, remembered on this machine: into its decisions, about those of last
/// time, of a sample or a drill. It outlives a look at another finding, another phase, and the window.
class DecisionDrafts
{
public:
    DecisionDrafts(const Session &session, const AuditId &audit);

    /// The draft of a key; empty where there is none.
    QJsonObject find(const QString &key) const;
    void keep(const QString &key, const QJsonObject &draft);
    void forget(const QString &key);
    void forgetAll();
    /// The texts that were typed, for somebody to copy.
    QStringList texts() const;

private:
    QSettings *m_settings;
    QString m_group;
};

}
