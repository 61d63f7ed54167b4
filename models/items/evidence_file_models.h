#pragma once

#include "evidence/evidence_import.h"

#include <QAbstractTableModel>

namespace muster::items {

/// A file of evidence with the day it was read in; nothing where it was undone since.
struct EvidenceFile
{
    EvidenceImport import;
    std::optional<QDate> readOn;
};

/// What there is of files, and of names in them that lead nowhere.
struct EvidenceFiles
{
    QList<EvidenceFile> files; ///< the newest first
    QList<evidence::UnknownName> unknown;
};

/// Reads it; for a job of the register's worker. Errors: what the database says.
Result<EvidenceFiles> readEvidenceFiles(registry::Store &store);

/// The files that were read in.
class EvidenceFilesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { File, Kind, Format, Rows, Aside, Days, State, ColumnCount };
    static constexpr int UndoneRole = Qt::UserRole;
    using QAbstractTableModel::QAbstractTableModel;

    void setFiles(const QList<EvidenceFile> &files);
    const EvidenceImport &import(int row) const { return m_files[row].import; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<EvidenceFile> m_files;
};

/// The names that lead to no delegation.
class UnknownNamesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Rows, Nearest, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setNames(const QList<evidence::UnknownName> &names);
    const evidence::UnknownName &name(int row) const { return m_names[row]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<evidence::UnknownName> m_names;
};

/// A kind of evidence as a screen writes it: "Reviews".
QString kindTitle(EvidenceKind kind);
/// A format by its name in an import: "GitHub pull requests"; the name itself where it is none any more.
QString formatTitle(const QString &name, EvidenceKind kind);

}
