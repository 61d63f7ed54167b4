#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace muster::registry {

/// Rows chosen by identifier, as a query says it; without identifiers all rows.
class RowChoice
{
public:
    RowChoice() = default;
    explicit RowChoice(const QStringList &ids) : m_values(ids.begin(), ids.end()) {}

    /// ` IN (?, …)` behind `column`, such as ` WHERE id`; nothing where all rows are meant.
    QString after(const QString &column) const
    {
        return m_values.isEmpty()
                   ? QString()
                   : column + QStringLiteral(" IN (?%1)").arg(QStringLiteral(", ?").repeated(m_values.size() - 1));
    }

    const QList<QVariant> &values() const { return m_values; }

private:
    QList<QVariant> m_values;
};

}
