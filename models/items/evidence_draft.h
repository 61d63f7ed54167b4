#pragma once

#include "evidence/evidence_import.h"

#include <QAbstractTableModel>

namespace muster::items {

/// How a file of evidence is to be read in, as far as it is decided: which column each field comes from, and what stands
/// where it has none.
class EvidenceDraft
{
public:
    /// Begins with what a file was recognised as. `delegation`: the default for a kind of rows that name no delegation.
    void begin(const evidence::EvidenceGlimpse &glimpse, const QString &delegation = {});
    void clear() { *this = EvidenceDraft(); }

    const evidence::Format *format() const { return m_glimpse.format; }
    const QStringList &headers() const { return m_glimpse.headers; }
    const QList<QStringList> &firstRows() const { return m_glimpse.firstRows; }
    /// The fields of the file's kind.
    QStringList fields() const;
    bool isNeeded(const QString &field) const;

    /// The column a field comes from, or -1.
    int columnOf(const QString &field) const { return m_columns.value(field, -1); }
    void setColumn(const QString &field, int column) { m_columns.insert(field, column); }
    QString defaultOf(const QString &field) const { return m_defaults.value(field); }
    void setDefault(const QString &field, const QString &text);

    /// The first field that has to come from somewhere and doesn't; empty: it can be tried.
    QString missingField() const;
    /// The first text that stands in a field's column; empty where it has none.
    QString example(const QString &field) const;

    exchange::ColumnMapping mapping() const;

private:
    evidence::EvidenceGlimpse m_glimpse;
    QMap<QString, int> m_columns;
    QMap<QString, QString> m_defaults;
};

/// The first rows of a file of evidence, as they stand in it.
class EvidencePreviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QStringList &headers, const QList<QStringList> &rows);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QStringList m_headers;
    QList<QStringList> m_rows;
};

/// A field of evidence as a screen writes it: "Reviewed at".
QString fieldTitle(const QString &field);

}
