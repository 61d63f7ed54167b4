#include "items/import_preview_model.h"

namespace muster::items {

ImportPreviewModel::ImportPreviewModel(const ImportDraft &draft, QObject *parent)
    : QAbstractTableModel(parent), m_draft(draft)
{
    const auto take = [this] {
        beginResetModel();
        m_rows = m_draft.table().firstRows;
        m_columns = int(m_draft.table().columns.size());
        endResetModel();
    };
    connect(&draft, &ImportDraft::tableChanged, this, take);
    take();
}

int ImportPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ImportPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant ImportPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    return m_rows[index.row()].value(index.column()).simplified();
}

QVariant ImportPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || section < 0)
        return {};
    return orientation == Qt::Horizontal ? QVariant(m_draft.columnLabel(section)) : QVariant(section + 1);
}

}
