#pragma once

#include "items/edit_history.h"
#include "register/inventory_services.h"

#include <QAbstractTableModel>

namespace muster::views {

/// The register's models and what it allows by risk, as read in one go.
struct CatalogueContents
{
    QList<Model> models; ///< those still in the catalogue, by title
    RegisterInfo info;
    RoutingPolicy policy;
};

/// The catalogue of models, edited in its cells by way of the history.
class CatalogueModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, Provider, Tier, Kind, PinnedAs, StandsForTier, DeprecatedOn, EndsOn, ColumnCount };

    explicit CatalogueModel(items::EditHistory *history, QObject *parent = nullptr);

    void setModels(const QList<Model> &models);
    const Model &model(int row) const { return m_models[row]; }
    QModelIndex indexOf(const QString &title) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// The register has not taken an edit; `text` is what was typed.
    void editRefused(const QModelIndex &index, const muster::Error &error, const QString &text);

private:
    QString text(const Model &model, int column) const;

    items::EditHistory *m_history;
    QList<Model> m_models;
};

/// Reads it; for a job of the register's worker. Errors: what the database says.
Result<CatalogueContents> readCatalogue(registry::Store &store);

/// Sets what a risk allows; empty ends take the limit away. Errors: those of RegisterService.
Result<void> setRange(registry::Store &store, Risk risk, const TierRange &range);

}
