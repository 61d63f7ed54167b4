#include "items/evidence_file_models.h"

#include "items/evidence_figures.h"
#include "register/entity_table.h"
#include "register/rule_context.h"

#include <QLocale>

namespace muster::items {

using namespace Qt::StringLiterals;
using evidence::UnknownName;

namespace {

QString dayText(const QDate &day)
{
    return QLocale().toString(day, u"d MMM yyyy"_s);
}

QString daysText(const EvidenceImport &import)
{
    if (!import.firstOn || !import.lastOn)
        return {};
    return *import.firstOn == *import.lastOn ? dayText(*import.firstOn)
                                             : dayText(*import.firstOn) + u" – "_s + dayText(*import.lastOn);
}

/// The day of an import's entry, which is the last that wrote it unless it was undone.
Result<std::optional<QDate>> readOn(registry::Store &store, const EvidenceImport &import)
{
    if (import.undoneOn)
        return std::optional<QDate>();
    const auto entries = registry::entriesBackwards(store, import.n, import.n);
    if (!entries)
        return tl::unexpected(entries.error());
    if (entries->empty())
        return std::optional<QDate>();
    return registry::dayOf(store, QDateTime::fromString(entries->front().head.at, Qt::ISODateWithMs))
        .map([](QDate day) { return std::optional(day); });
}

bool isCount(int column)
{
    return column == EvidenceFilesModel::Rows || column == EvidenceFilesModel::Aside;
}

}

QString kindTitle(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::Reviews: return QObject::tr("Reviews");
    case EvidenceKind::Usage: return QObject::tr("Usage");
    case EvidenceKind::Prices: return QObject::tr("Prices");
    case EvidenceKind::Outputs: return QObject::tr("Outputs");
    }
    return {};
}

QString formatTitle(const QString &name, EvidenceKind kind)
{
    const auto *format = evidence::formatNamed(name, kind);
    return format ? format->title : name;
}

Result<EvidenceFiles> readEvidenceFiles(registry::Store &store)
{
    const auto imports = evidence::evidenceImports(store);
    if (!imports)
        return tl::unexpected(imports.error());
    const auto unknown = evidence::unknownNames(store);
    if (!unknown)
        return tl::unexpected(unknown.error());
    EvidenceFiles read{{}, *unknown};
    for (const auto &import : *imports) {
        const auto on = readOn(store, import);
        if (!on)
            return tl::unexpected(on.error());
        read.files.append({import, *on});
    }
    return read;
}

void EvidenceFilesModel::setFiles(const QList<EvidenceFile> &files)
{
    beginResetModel();
    m_files = files;
    endResetModel();
}

int EvidenceFilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_files.size());
}

int EvidenceFilesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant EvidenceFilesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &[import, readOn] = m_files[index.row()];
    if (role == UndoneRole)
        return import.undoneOn.has_value();
    if (role == Qt::TextAlignmentRole && isCount(index.column()))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case File: return QString(import.file);
    case Kind: return kindTitle(import.kind);
    case Format: return formatTitle(import.format, import.kind);
    case Rows: return QLocale().toString(import.accepted);
    case Aside: return import.aside == 0 ? u"–"_s : QLocale().toString(import.aside);
    case Days: return daysText(import);
    case State:
        return import.undoneOn ? tr("undone on %1").arg(dayText(*import.undoneOn))
                               : tr("read in on %1").arg(dayText(readOn.value_or(QDate())));
    default: return {};
    }
}

QVariant EvidenceFilesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && isCount(section))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const std::array names{tr("File"), tr("Kind"), tr("Format"), tr("Rows kept"), tr("Aside"), tr("Days"), tr("State")};
    static_assert(names.size() == ColumnCount);
    return names[size_t(section)];
}

void UnknownNamesModel::setNames(const QList<UnknownName> &names)
{
    beginResetModel();
    m_names = names;
    endResetModel();
}

int UnknownNamesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_names.size());
}

int UnknownNamesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant UnknownNamesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Rows)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const auto &unknown = m_names[index.row()];
    switch (index.column()) {
    case Name: return unknown.name;
    case Rows: return QLocale().toString(unknown.rows);
    case Nearest: return unknown.isAmbiguous ? tr("several are called so") : unknown.nearest;
    default: return {};
    }
}

QVariant UnknownNamesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && section == Rows)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const std::array names{tr("Name in the files"), tr("Rows"), tr("Nearest title")};
    static_assert(names.size() == ColumnCount);
    return names[size_t(section)];
}

}
