#pragma once

#include "items/import_draft.h"

#include <QAbstractTableModel>

namespace muster::items {

/// The first rows of a table to be imported, as they stand in the file.
class ImportPreviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// `draft` outlives the model.
    explicit ImportPreviewModel(const ImportDraft &draft, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const ImportDraft &m_draft;
    QList<QStringList> m_rows;
    int m_columns = 0;
};

}
