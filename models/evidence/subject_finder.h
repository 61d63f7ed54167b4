#pragma once

#include "evidence/evidence_import.h"

#include <unordered_map>

namespace muster::evidence {

/// Which delegation a name in a file means: an identifier, a title, what another system calls it, or an alias; upper and lower
/// case aside. A name that fits none, or several titles, means nobody yet.
class SubjectFinder
{
public:
    /// Errors: what the database says.
    static Result<SubjectFinder> make(registry::Store &store);

    /// The delegation's identifier; empty where none is meant.
    const std::string &find(std::string_view name);

    /// The names met that mean nobody, and how often `find` met them.
    QList<UnknownName> unknown() const;

    /// The title most like a name.
    QString nearest(const QString &name) const;

private:
    struct Met
    {
        std::string delegation;
        qint64 times = 0;
        bool isAmbiguous = false;
    };

    void keep(const QString &name, const QString &delegation);

    QHash<QString, QString> m_known; ///< by folded name; empty where several fit
    QStringList m_titles;
    std::unordered_map<std::string, Met> m_met;
    std::string m_sought;
};

}
