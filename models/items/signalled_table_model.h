#pragma once

#include "items/evidence_desk.h"
#include "items/row_pool.h"
#include "register/open_register.h"

#include <QLocale>

namespace muster::items {

/// The delegations with their raised signals, the one with most first. Reading all signals takes a while in a large
/// register, so that it is done beside other work, and searching narrows what was read.
class SignalledTableModel final : public KeyedTableModel
{
    Q_OBJECT

public:
    enum Column { Title, Raised, ColumnCount };
    enum Role { IdRole = Qt::UserRole };

    explicit SignalledTableModel(registry::OpenRegister::Pointer openRegister, const QLocale &locale = {},
                                 QObject *parent = nullptr);

    /// Shows only delegations whose title holds every word, accents and case apart.
    void setSearch(const QString &words);
    /// Reads everything again; what changes while it reads is read once more.
    void refresh();

    bool isLoaded() const { return m_loaded; }
    const SignalledDelegation &delegation(int row) const;
    QModelIndex indexOf(const DelegationId &id) const;
    /// How many there are, and how many have a raised signal; the search left out.
    int total() const { return int(m_all.size()); }
    int signalled() const { return m_signalled; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// Other rows were read.
    void refreshed();
    void failed(const muster::Error &error);

private:
    void narrow();

    registry::OpenRegister::Pointer m_register;
    QLocale m_locale;
    QString m_search;
    RowPool<SignalledDelegation> m_pool;
    RowPointers m_all;
    int m_signalled = 0;
    bool m_loaded = false;
    bool m_reading = false, m_again = false;
};

}
