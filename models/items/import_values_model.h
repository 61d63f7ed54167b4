#pragma once

#include "items/import_draft.h"

#include <QAbstractTableModel>

namespace muster::items {

/// Every value of the columns whose fields take only certain words or names, and what it becomes.
class ImportValuesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { FieldName, InFile, Rows, Becomes, ColumnCount };
    enum Role {
        FateRole = Qt::UserRole, ///< Fate, as int
        AttentionRole,           ///< whether somebody has to look: the row would be refused, or stays unclassified
        TargetsRole,             ///< what may be chosen
        FieldRole,               ///< which of ImportDraft::fields()
        OtherWordsRole,          ///< whether others than those may be typed
        AnsweredRole,            ///< EditRole holds an answer, which may be empty
    };

    /// `draft` outlives the model.
    explicit ImportValuesModel(ImportDraft &draft, QObject *parent = nullptr);

    /// Shows only the values somebody has to look at; those already shown stay until this is called again.
    void setOnlyAttention(bool only);
    /// How many values need a look.
    int attention() const { return m_attention; }
    /// Cells whose values are beyond what a scan lists, of the columns shown.
    qint64 unlisted() const { return m_unlisted; }
    /// How many values there are, shown or not.
    int total() const { return m_total; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// EditRole of Becomes: a text; an empty one leaves the field empty; an invalid value takes the answer back.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// An answer was given that the field can't hold.
    void refused(const muster::Error &error);
    void attentionChanged();

private:
    struct Line
    {
        int field;
        QString text;
        qint64 count;

        bool operator==(const Line &) const = default;
    };
    void gather();
    void judge();
    QString display(const Line &line, int column) const;
    QString becomesText(const Becoming &becoming) const;

    ImportDraft &m_draft;
    QList<Line> m_lines;
    QList<Becoming> m_becomings;
    bool m_onlyAttention = false;
    int m_attention = 0;
    int m_total = 0;
    qint64 m_unlisted = 0;
};

}
