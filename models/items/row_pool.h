#pragma once

#include "items/keyed_table_model.h"

#include <QHash>
#include <QString>

namespace muster::items {

/// A row that shows one thing.
template <typename Item>
struct RowOf : KeyedRow
{
    RowOf(int number, Item shown) : KeyedRow{number}, item(std::move(shown)) {}

    Item item;
};

/// The rows of a table on the worker's side: gives each thing its key, and hands out the same row again as long as what
/// it shows is the same. Lives in jobs of one register's worker.
template <typename Item>
class RowPool
{
public:
    using Pointer = std::shared_ptr<const RowOf<Item>>;

    /// Replaces the rows by these items. `idOf` gives an item's identifier, `same` compares two.
    template <typename IdOf, typename Same>
    const std::vector<Pointer> &take(QList<Item> items, IdOf idOf, Same same)
    {
        std::vector<Pointer> rows;
        rows.reserve(size_t(items.size()));
        std::vector<Pointer> byKey(m_byKey.size());
        for (auto &item : items) {
            const int key = keyOf(idOf(item));
            if (size_t(key) >= byKey.size())
                byKey.resize(size_t(key) + 1);
            const Pointer old = size_t(key) < m_byKey.size() ? m_byKey[size_t(key)] : Pointer();
            rows.push_back(old && same(old->item, item) ? old
                                                        : std::make_shared<const RowOf<Item>>(key, std::move(item)));
            byKey[size_t(key)] = rows.back();
        }
        m_byKey = std::move(byKey);
        m_rows = std::move(rows);
        return m_rows;
    }

    const std::vector<Pointer> &rows() const { return m_rows; }

private:
    int keyOf(const QString &id)
    {
        const auto found = m_keys.constFind(id);
        return found != m_keys.constEnd() ? *found : *m_keys.insert(id, int(m_keys.size()));
    }

    QHash<QString, int> m_keys;
    std::vector<Pointer> m_byKey;
    std::vector<Pointer> m_rows;
};

}
