#include "views/evidence/catalogue_model.h"

#include "items/when_done.h"

#include <QPersistentModelIndex>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::EditRequest;
using items::EditResult;

namespace {

/// The field a column edits.
QString modelField(int column)
{
    const std::array fields{u"title"_s,    u"provider"_s,      u"tier"_s,         u"kind"_s,
                            u"pinnedAs"_s, u"standsForTier"_s, u"deprecatedOn"_s, u"endsOn"_s};
    static_assert(fields.size() == CatalogueModel::ColumnCount);
    return fields[size_t(column)];
}

QString isoDay(const std::optional<QDate> &day)
{
    return day ? day->toString(Qt::ISODate) : QString();
}

}

Result<CatalogueContents> readCatalogue(registry::Store &store)
{
    const auto models = registry::ModelService(store).all();
    const auto info = store.info();
    if (!models || !info)
        return tl::unexpected(!models ? models.error() : info.error());
    CatalogueContents contents{{}, *info, registry::policyFrom(*info)};
    std::ranges::copy_if(*models, std::back_inserter(contents.models),
                         [](const Model &model) { return !model.endedOn; });
    std::ranges::stable_sort(contents.models, [](const Model &a, const Model &b) {
        return a.title.compare(b.title, Qt::CaseInsensitive) < 0;
    });
    return contents;
}

Result<void> setRange(registry::Store &store, Risk risk, const TierRange &range)
{
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    auto policy = registry::policyFrom(*info);
    auto &kept = policy.perRisk[size_t(risk)];
    kept = range.lowest.isEmpty() && range.highest.isEmpty() ? std::nullopt : std::optional(range);
    Patch patch;
    patch.set(entityOf<RegisterInfo>().indexOf(u"policy"_s), Value(QString(registry::policyJson(policy))));
    const auto set = registry::RegisterService(store).set(info->id, patch);
    return set ? Result<void>() : tl::unexpected(set.error());
}

CatalogueModel::CatalogueModel(items::EditHistory *history, QObject *parent)
    : QAbstractTableModel(parent), m_history(history)
{
}

void CatalogueModel::setModels(const QList<Model> &models)
{
    if (m_models == models)
        return;
    if (m_models.size() == models.size() && std::ranges::equal(m_models, models, {}, &Model::id, &Model::id)) {
        m_models = models;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_models = models;
    endResetModel();
}

QModelIndex CatalogueModel::indexOf(const QString &title) const
{
    const auto found = std::ranges::find_if(
        m_models, [&](const Model &model) { return model.title.compare(title, Qt::CaseInsensitive) == 0; });
    return found == m_models.end() ? QModelIndex() : index(int(found - m_models.begin()), 0);
}

int CatalogueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_models.size());
}

int CatalogueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

/// As it is typed.
QString CatalogueModel::text(const Model &model, int column) const
{
    switch (column) {
    case Title: return model.title;
    case Provider: return model.provider.value_or(muster::Title());
    case Tier: return model.tier.value_or(TierName());
    case Kind: return model.kind ? word(*model.kind) : QString();
    case PinnedAs: return model.pinnedAs.value_or(muster::Title());
    case StandsForTier: return model.standsForTier.value_or(false) ? u"yes"_s : QString();
    case DeprecatedOn: return isoDay(model.deprecatedOn);
    case EndsOn: return isoDay(model.endsOn);
    default: return {};
    }
}

QVariant CatalogueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return role == Qt::DisplayRole || role == Qt::EditRole ? text(m_models[index.row()], index.column()) : QVariant();
}

QVariant CatalogueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const std::array names{tr("Model"),     tr("Provider"),        tr("Tier"),       tr("Kind"),
                           tr("Pinned as"), tr("Stands for tier"), tr("Deprecated"), tr("Ends")};
    static_assert(names.size() == ColumnCount);
    return names[size_t(section)];
}

Qt::ItemFlags CatalogueModel::flags(const QModelIndex &index) const
{
    const auto usual = QAbstractTableModel::flags(index);
    return index.isValid() && m_history ? usual | Qt::ItemIsEditable : usual;
}

bool CatalogueModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString typed = value.toString();
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable) || typed == index.data(Qt::EditRole))
        return false;
    const auto &edited = m_models[index.row()];
    const EditRequest request{
        &entityOf<Model>(), {{edited.id.text(), edited.n}}, {{modelField(index.column()), typed}}, edited.title, {}};
    items::whenDone(this, m_history->edit(request),
                    [this, cell = QPersistentModelIndex(index), typed](const EditResult &result) {
                        if (!result)
                            Q_EMIT editRefused(cell, result.error().error, typed);
                    });
    return true;
}

}
