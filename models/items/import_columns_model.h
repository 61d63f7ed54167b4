#pragma once

#include "items/import_draft.h"

#include <QAbstractTableModel>

namespace muster::items {

/// The columns of a table to be imported: what they are called, what stands in them, and where they go. A field dragged
/// from ImportFieldsModel may be dropped on a row.
class ImportColumnsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Header, Samples, Goes, ColumnCount };
    enum Role {
        UseRole = Qt::UserRole, ///< ColumnUse, as int
        GuessedRole,            ///< whether nobody has confirmed it yet
        KeyRole,                ///< whether it tells rows apart
        NewTypeRole,            ///< word of ColumnType: what it becomes a new column of; empty where it becomes none
        TypeGuessedRole,        ///< whether nobody has confirmed that type yet
        ObjectionRole,          ///< why the new column can't be made, as a sentence; empty: it can
    };
    /// What EditRole of Goes holds besides a field's number.
    enum Special { AsNote = -1, LeftOut = -2, AsNewColumn = -3 };

    /// `draft` outlives the model.
    explicit ImportColumnsModel(ImportDraft &draft, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

private:
    QVariant text(int column, int part) const;
    QString goes(int column) const;
    QString toldGoes(int column) const;

    ImportDraft &m_draft;
    int m_rows = 0;
};

/// The fields columns may go to: from which column each comes, and its default. Rows can be dragged, but for columns that
/// the import makes.
class ImportFieldsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, From, Default, ColumnCount };
    static constexpr int FieldRole = Qt::UserRole; ///< the field's number

    /// `draft` outlives the model.
    explicit ImportFieldsModel(ImportDraft &draft, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

Q_SIGNALS:
    /// A default was typed that the field can't hold.
    void refused(const muster::Error &error);

private:
    ImportDraft &m_draft;
};

}
