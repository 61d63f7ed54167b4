#include "items/import_values_model.h"

#include <QLocale>

namespace muster::items {

using namespace Qt::StringLiterals;

namespace {

bool needsALook(const Becoming &becoming)
{
    return becoming.fate == Fate::Refused || becoming.fate == Fate::Unclassified;
}

}

ImportValuesModel::ImportValuesModel(ImportDraft &draft, QObject *parent) : QAbstractTableModel(parent), m_draft(draft)
{
    connect(&draft, &ImportDraft::columnsChanged, this, &ImportValuesModel::gather);
    connect(&draft, &ImportDraft::valuesChanged, this, &ImportValuesModel::judge);
    gather();
}

void ImportValuesModel::setOnlyAttention(bool only)
{
    m_onlyAttention = only;
    gather();
}

void ImportValuesModel::gather()
{
    QList<Line> lines;
    m_unlisted = 0;
    m_total = 0;
    for (const int field : m_draft.fields()) {
        const int column = m_draft.columnOf(field);
        if (column < 0 || !m_draft.hasClosedValues(field))
            continue;
        const auto &scanned = m_draft.table().columns[column];
        m_unlisted += scanned.unlisted;
        m_total += int(scanned.values.size());
        for (const auto &value : scanned.values) {
            if (!m_onlyAttention || needsALook(m_draft.becomes(field, value.text)))
                lines.append({field, value.text, value.count});
        }
    }
    if (lines != m_lines) {
        beginResetModel();
        m_lines = lines;
        m_becomings = QList<Becoming>(lines.size());
        endResetModel();
    }
    judge();
}

void ImportValuesModel::judge()
{
    m_attention = 0;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_becomings[i] = m_draft.becomes(m_lines[i].field, m_lines[i].text);
        m_attention += needsALook(m_becomings[i]);
    }
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_lines.size()) - 1, ColumnCount - 1));
    Q_EMIT attentionChanged();
}

int ImportValuesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int ImportValuesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ImportValuesModel::becomesText(const Becoming &becoming) const
{
    switch (becoming.fate) {
    case Fate::Taken:
    case Fate::Mapped: return becoming.text;
    case Fate::Empty: return becoming.text.isEmpty() ? tr("empty") : becoming.text;
    case Fate::NewPerson: return becoming.text;
    case Fate::Unclassified: return becoming.text;
    case Fate::Refused: return tr("row refused");
    }
    return {};
}

QString ImportValuesModel::display(const Line &line, int column) const
{
    switch (column) {
    case FieldName: return m_draft.fieldLabel(line.field);
    case InFile: return line.text.isEmpty() ? tr("(nothing)") : line.text.simplified();
    default: return QLocale().toString(line.count);
    }
}

QVariant ImportValuesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &line = m_lines[index.row()];
    const auto &becoming = m_becomings[index.row()];
    switch (role) {
    case Qt::DisplayRole: return index.column() == Becomes ? becomesText(becoming) : display(line, index.column());
    case Qt::EditRole:
        return becoming.fate == Fate::Refused || becoming.fate == Fate::Unclassified ? QString() : becoming.text;
    case FateRole: return int(becoming.fate);
    case AttentionRole: return needsALook(becoming);
    case TargetsRole: return m_draft.targets(line.field);
    case FieldRole: return line.field;
    case OtherWordsRole: return m_draft.takesOtherWords(line.field);
    case AnsweredRole: return becoming.fate == Fate::Mapped || becoming.fate == Fate::Empty;
    case Qt::TextAlignmentRole: return index.column() == Rows ? int(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default: return {};
    }
}

QVariant ImportValuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal && section == Rows)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case FieldName: return tr("Field");
    case InFile: return tr("In the file");
    case Rows: return tr("Rows");
    case Becomes: return tr("Becomes");
    default: return {};
    }
}

Qt::ItemFlags ImportValuesModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Becomes ? flags | Qt::ItemIsEditable : flags;
}

bool ImportValuesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != Becomes || role != Qt::EditRole)
        return false;
    const Line line = m_lines[index.row()];
    const auto done =
        m_draft.setAnswer(line.field, line.text, value.isValid() ? std::optional(value.toString()) : std::nullopt);
    if (!done)
        Q_EMIT refused(done.error());
    return done.has_value();
}

}
