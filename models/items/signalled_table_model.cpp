#include "items/signalled_table_model.h"

#include "items/when_done.h"
#include "register/search.h"

namespace muster::items {

SignalledTableModel::SignalledTableModel(registry::OpenRegister::Pointer openRegister, const QLocale &locale,
                                         QObject *parent)
    : KeyedTableModel(parent), m_register(std::move(openRegister)), m_locale(locale)
{
}

void SignalledTableModel::refresh()
{
    if (std::exchange(m_reading, true)) {
        m_again = true;
        return;
    }
    const auto reading =
        m_register->readLong([locale = m_locale](registry::Store &store, const registry::Progress &progress) {
            return readSignalled(store, locale, progress);
        });
    whenDone(this, reading, [this](const Result<QList<SignalledDelegation>> &read) {
        m_reading = false;
        if (std::exchange(m_again, false))
            refresh();
        if (!read) {
            Q_EMIT failed(read.error());
            return;
        }
        m_loaded = true;
        m_all.clear();
        m_signalled = 0;
        for (const auto &row : m_pool.take(
                 *read, [](const SignalledDelegation &one) { return one.id.text(); }, std::equal_to<>())) {
            m_signalled += row->item.raised > 0 ? 1 : 0;
            m_all.push_back(row);
        }
        narrow();
        Q_EMIT refreshed();
    });
}

void SignalledTableModel::setSearch(const QString &words)
{
    m_search = words;
    narrow();
}

void SignalledTableModel::narrow()
{
    const QStringList words = registry::wordsOfSearch(m_search);
    RowPointers fitting;
    for (const auto &row : m_all) {
        const QString text = registry::foldForSearch(static_cast<const RowOf<SignalledDelegation> &>(*row).item.title);
        if (std::ranges::all_of(words, [&](const QString &word) { return text.contains(word); }))
            fitting.push_back(row);
    }
    swapRows(std::move(fitting));
}

const SignalledDelegation &SignalledTableModel::delegation(int row) const
{
    return static_cast<const RowOf<SignalledDelegation> &>(*rows()[size_t(row)]).item;
}

QModelIndex SignalledTableModel::indexOf(const DelegationId &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (delegation(row).id == id)
            return index(row, 0);
    }
    return {};
}

int SignalledTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant SignalledTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &shown = delegation(index.row());
    switch (role) {
    case Qt::DisplayRole: return index.column() == Title ? QVariant(shown.title) : QVariant(shown.raised);
    case Qt::ToolTipRole: return shown.title;
    case Qt::TextAlignmentRole:
        return index.column() == Raised ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Raised ? QVariant(tr("%n raised", nullptr, shown.raised)) : QVariant();
    case IdRole: return shown.id.text();
    default: return {};
    }
}

QVariant SignalledTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && section == Raised)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Title ? tr("Delegation") : tr("Raised");
}

}
