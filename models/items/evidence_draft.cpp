#include "items/evidence_draft.h"

#include "evidence/row_plan.h"

namespace muster::items {

using namespace Qt::StringLiterals;

void EvidenceDraft::begin(const evidence::EvidenceGlimpse &glimpse, const QString &delegation)
{
    clear();
    m_glimpse = glimpse;
    for (const auto &column : glimpse.mapping.columns) {
        if (const auto at = exchange::resolve(column.column, glimpse.headers))
            m_columns.insert(column.field, *at);
    }
    m_defaults = glimpse.mapping.defaults;
    const QString field = u"delegation"_s;
    if (fields().contains(field) && columnOf(field) < 0 && !delegation.isEmpty())
        m_defaults.insert(field, delegation);
}

QStringList EvidenceDraft::fields() const
{
    return m_glimpse.format ? evidence::fieldsOf(m_glimpse.format->kind) : QStringList();
}

bool EvidenceDraft::isNeeded(const QString &field) const
{
    return m_glimpse.format && evidence::neededFields(m_glimpse.format->kind).contains(field);
}

void EvidenceDraft::setDefault(const QString &field, const QString &text)
{
    if (text.trimmed().isEmpty())
        m_defaults.remove(field);
    else
        m_defaults.insert(field, text.trimmed());
}

QString EvidenceDraft::missingField() const
{
    const auto all = fields();
    const auto found = std::ranges::find_if(all, [this](const QString &field) {
        return isNeeded(field) && columnOf(field) < 0 && defaultOf(field).isEmpty();
    });
    return found == all.end() ? QString() : *found;
}

QString EvidenceDraft::example(const QString &field) const
{
    const int column = columnOf(field);
    for (const auto &row : m_glimpse.firstRows) {
        if (column >= 0 && !row.value(column).trimmed().isEmpty())
            return row.value(column).trimmed();
    }
    return {};
}

exchange::ColumnMapping EvidenceDraft::mapping() const
{
    exchange::ColumnMapping mapping = m_glimpse.mapping;
    mapping.columns.clear();
    mapping.defaults = m_defaults;
    for (const auto &field : fields()) {
        if (const int column = columnOf(field); column >= 0) {
            mapping.columns.append({field, exchange::columnAt(m_glimpse.headers, column)});
            continue;
        }
        // A format's own column is read unless every word of it stands for nothing.
        auto &values = mapping.values[field];
        for (auto value = values.begin(); value != values.end(); ++value)
            value.value().clear();
        values.insert(u"*"_s, {});
    }
    return mapping;
}

void EvidencePreviewModel::setRows(const QStringList &headers, const QList<QStringList> &rows)
{
    beginResetModel();
    m_headers = headers;
    m_rows = rows;
    endResetModel();
}

int EvidencePreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int EvidencePreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headers.size());
}

QVariant EvidencePreviewModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return m_rows[index.row()].value(index.column()).simplified();
}

QVariant EvidencePreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= m_headers.size())
        return {};
    const QString header = m_headers[section].simplified();
    return header.isEmpty() ? u"#%1"_s.arg(section + 1) : header;
}

QString fieldTitle(const QString &field)
{
    const QMap<QString, QString> titles{{u"delegation"_s, QObject::tr("Delegation")},
                                        {u"output"_s, QObject::tr("Output")},
                                        {u"producedAt"_s, QObject::tr("Produced at")},
                                        {u"reviewedAt"_s, QObject::tr("Reviewed at")},
                                        {u"seconds"_s, QObject::tr("Seconds spent")},
                                        {u"reviewer"_s, QObject::tr("Reviewer")},
                                        {u"outcome"_s, QObject::tr("Outcome")},
                                        {u"words"_s, QObject::tr("Words")},
                                        {u"model"_s, QObject::tr("Model")},
                                        {u"at"_s, QObject::tr("At")},
                                        {u"calls"_s, QObject::tr("Calls")},
                                        {u"tokensIn"_s, QObject::tr("Tokens in")},
                                        {u"tokensOut"_s, QObject::tr("Tokens out")},
                                        {u"cost"_s, QObject::tr("Cost")},
                                        {u"currency"_s, QObject::tr("Currency")},
                                        {u"vendor"_s, QObject::tr("Vendor")},
                                        {u"name"_s, QObject::tr("Name")},
                                        {u"input"_s, QObject::tr("Input price")},
                                        {u"cachedInput"_s, QObject::tr("Cached input price")},
                                        {u"from"_s, QObject::tr("From")},
                                        {u"to"_s, QObject::tr("To")},
                                        {u"endsOn"_s, QObject::tr("Ends on")},
                                        {u"reference"_s, QObject::tr("Reference")}};
    return titles.value(field, field);
}

}
