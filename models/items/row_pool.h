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
        std::vector<int> places(m_places.size(), -1);
        for (auto &item : items) {
            const auto key = size_t(keyOf(idOf(item)));
            places.resize(std::max(places.size(), key + 1), -1);
            places[key] = int(rows.size());
            const int old = key < m_places.size() ? m_places[key] : -1;
            rows.push_back(old >= 0 && same(m_rows[size_t(old)]->item, item)
                               ? m_rows[size_t(old)]
                               : std::make_shared<const RowOf<Item>>(int(key), std::move(item)));
        }
        m_places = std::move(places);
        m_rows = std::move(rows);
        return m_rows;
    }

    /// Puts items where those with the same identifier are, and new ones behind all others. Returns the places of those
    /// that differ.
    template <typename IdOf, typename Same>
    std::vector<int> put(QList<Item> items, IdOf idOf, Same same)
    {
        std::vector<int> changed;
        for (auto &item : items) {
            const auto key = size_t(keyOf(idOf(item)));
            m_places.resize(std::max(m_places.size(), key + 1), -1);
            int &place = m_places[key];
            if (place >= 0 && same(m_rows[size_t(place)]->item, item))
                continue;
            if (place < 0) {
                place = int(m_rows.size());
                m_rows.emplace_back();
            }
            m_rows[size_t(place)] = std::make_shared<const RowOf<Item>>(int(key), std::move(item));
            changed.push_back(place);
        }
        return changed;
    }

    const std::vector<Pointer> &rows() const { return m_rows; }

    /// Where a thing's row is, or -1.
    int placeOf(const QString &id) const
    {
        const auto key = m_keys.constFind(id);
        return key != m_keys.constEnd() && size_t(*key) < m_places.size() ? m_places[size_t(*key)] : -1;
    }

private:
    int keyOf(const QString &id)
    {
        const auto found = m_keys.constFind(id);
        return found != m_keys.constEnd() ? *found : *m_keys.insert(id, int(m_keys.size()));
    }

    QHash<QString, int> m_keys;
    std::vector<int> m_places; ///< by key; -1 where it has no row now
    std::vector<Pointer> m_rows;
};

}
