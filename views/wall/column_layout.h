#pragma once

#include "items/delegation_table_model.h"

class QHeaderView;
class QSettings;

namespace muster::views::wall {

/// Which columns of the wall's table stand where, how wide and whether at all, as somebody left them. Columns are
/// remembered by what they are, so that one that comes or goes disturbs no other.
class ColumnLayout
{
public:
    ColumnLayout(const items::DelegationTableModel &table, QSettings &settings) : m_table(table), m_settings(settings)
    {
    }

    /// Puts the header's sections as they were left, or as they are at first.
    void restore(QHeaderView &header) const;
    void remember(const QHeaderView &header);

private:
    QString keyOf(int column) const;

    const items::DelegationTableModel &m_table;
    QSettings &m_settings;
};

}
