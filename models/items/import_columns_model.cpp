#include "items/import_columns_model.h"

#include <QMimeData>

namespace muster::items {

using namespace Qt::StringLiterals;

namespace {

QString fieldMime()
{
    return u"application/x-muster-field"_s;
}

/// The field that is being dragged, or -1.
int draggedField(const QMimeData *data, const ImportDraft &draft)
{
    bool ok = false;
    const int field = data && data->hasFormat(fieldMime()) ? data->data(fieldMime()).toInt(&ok) : -1;
    return ok && draft.fields().contains(field) && !ImportFields::isMade(field) ? field : -1;
}

}

ImportColumnsModel::ImportColumnsModel(ImportDraft &draft, QObject *parent)
    : QAbstractTableModel(parent), m_draft(draft), m_rows(int(draft.table().columns.size()))
{
    connect(&draft, &ImportDraft::tableChanged, this, [this] {
        beginResetModel();
        m_rows = int(m_draft.table().columns.size());
        endResetModel();
    });
    connect(&draft, &ImportDraft::columnsChanged, this, [this] {
        if (m_rows > 0)
            Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
    });
}

int ImportColumnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ImportColumnsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ImportColumnsModel::text(int column, int part) const
{
    switch (part) {
    case Header: return m_draft.columnLabel(column);
    case Samples: return m_draft.table().columns[column].samples.join(u" · "_s);
    default: return goes(column);
    }
}

QString ImportColumnsModel::goes(int column) const
{
    const auto choice = m_draft.choiceOf(column);
    if (const auto *made = m_draft.newColumn(column)) {
        const QString title = made->title.simplified();
        return title == m_draft.columnLabel(column) ? tr("new column") : tr("new: %1").arg(title);
    }
    if (choice.use == ColumnUse::Field)
        return m_draft.fieldLabel(choice.field);
    if (column == m_draft.key())
        return tr("tells rows apart");
    return choice.use == ColumnUse::Note ? tr("keep as note") : tr("leave out");
}

/// Where a column goes, for who doesn't see the tag beside it.
QString ImportColumnsModel::toldGoes(int column) const
{
    if (const QString why = m_draft.objection(column); !why.isEmpty())
        return tr("%1. %2").arg(goes(column), why);
    if (const auto *made = m_draft.newColumn(column))
        return m_draft.isTypeGuessed(column) ? tr("%1, type %2, guessed").arg(goes(column), word(made->type))
                                             : tr("%1, type %2").arg(goes(column), word(made->type));
    return m_draft.choiceOf(column).guessed ? tr("%1, guessed").arg(goes(column)) : goes(column);
}

QVariant ImportColumnsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto choice = m_draft.choiceOf(index.row());
    const auto *made = m_draft.newColumn(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(index.row(), index.column());
    case Qt::EditRole:
        if (index.column() != Goes)
            return text(index.row(), index.column());
        if (made)
            return int(AsNewColumn);
        return choice.use == ColumnUse::Field ? choice.field : int(choice.use == ColumnUse::Note ? AsNote : LeftOut);
    case UseRole: return int(choice.use);
    case GuessedRole: return choice.guessed;
    case KeyRole: return index.row() == m_draft.key();
    case NewTypeRole: return made ? word(made->type) : QString();
    case TypeGuessedRole: return m_draft.isTypeGuessed(index.row());
    case ObjectionRole: return m_draft.objection(index.row());
    case Qt::AccessibleTextRole:
        return index.column() == Goes ? toldGoes(index.row()) : text(index.row(), index.column());
    default: return {};
    }
}

QVariant ImportColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case Header: return tr("Column in the file");
    case Samples: return tr("What stands in it");
    case Goes: return tr("Goes to");
    default: return {};
    }
}

Qt::ItemFlags ImportColumnsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    auto flags = QAbstractTableModel::flags(index) | Qt::ItemIsDropEnabled;
    return index.column() == Goes ? flags | Qt::ItemIsEditable : flags;
}

bool ImportColumnsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    bool ok = false;
    const int wanted = value.toInt(&ok);
    if (!index.isValid() || index.column() != Goes || role != Qt::EditRole || !ok || wanted < AsNewColumn)
        return false;
    if (wanted >= 0 && (!m_draft.fields().contains(wanted) || ImportFields::isMade(wanted)))
        return false;
    if (wanted >= 0)
        m_draft.choose(index.row(), ColumnUse::Field, wanted);
    else if (wanted == AsNewColumn)
        m_draft.chooseNew(index.row());
    else
        m_draft.choose(index.row(), wanted == AsNote ? ColumnUse::Note : ColumnUse::LeaveOut);
    return true;
}

QStringList ImportColumnsModel::mimeTypes() const
{
    return {fieldMime()};
}

bool ImportColumnsModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                                         const QModelIndex &parent) const
{
    return parent.isValid() && draggedField(data, m_draft) >= 0;
}

bool ImportColumnsModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                      const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    m_draft.choose(parent.row(), ColumnUse::Field, draggedField(data, m_draft));
    return true;
}

ImportFieldsModel::ImportFieldsModel(ImportDraft &draft, QObject *parent) : QAbstractTableModel(parent), m_draft(draft)
{
    connect(&draft, &ImportDraft::columnsChanged, this,
            [this] { Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1)); });
    connect(&draft, &ImportDraft::fieldsChanged, this, [this] {
        beginResetModel();
        endResetModel();
    });
}

int ImportFieldsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_draft.fields().size());
}

int ImportFieldsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ImportFieldsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int field = m_draft.fields()[index.row()];
    if (role == FieldRole)
        return field;
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (index.column()) {
    case Name:
        return ImportFields::isMade(field) ? tr("%1 (new)").arg(m_draft.fieldLabel(field)) : m_draft.fieldLabel(field);
    case From: {
        const int column = m_draft.columnOf(field);
        return column < 0 ? QString() : m_draft.columnLabel(column);
    }
    default: return m_draft.defaultOf(field);
    }
}

QVariant ImportFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case Name: return tr("Field");
    case From: return tr("From");
    case Default: return tr("Where empty");
    default: return {};
    }
}

Qt::ItemFlags ImportFieldsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    auto flags = QAbstractTableModel::flags(index);
    if (!ImportFields::isMade(m_draft.fields()[index.row()]))
        flags |= Qt::ItemIsDragEnabled;
    return index.column() == Default ? flags | Qt::ItemIsEditable : flags;
}

bool ImportFieldsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != Default || role != Qt::EditRole)
        return false;
    const auto done = m_draft.setDefault(m_draft.fields()[index.row()], value.toString());
    if (!done)
        Q_EMIT refused(done.error());
    return done.has_value();
}

QStringList ImportFieldsModel::mimeTypes() const
{
    return {fieldMime()};
}

QMimeData *ImportFieldsModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(fieldMime(), QByteArray::number(indexes.first().data(FieldRole).toInt()));
    return data;
}

}
