#include "views/wall/column_layout.h"

#include "views/parts/tokens.h"

#include <QHeaderView>
#include <QSettings>

namespace muster::views::wall {

using namespace Qt::StringLiterals;
using items::DelegationColumn;

namespace {

/// Widths before anybody chose others, by column; the register's own are as wide as an identifier.
constexpr std::array<int, items::delegationColumns> widths{232, 80, 104, 102, 72, 70, 85, 106, 106, 205, 140, 110};
constexpr int ownWidth = 110;

bool isHiddenAtFirst(int column)
{
    return column == int(DelegationColumn::Status) || column == int(DelegationColumn::ExternalId)
           || column == int(DelegationColumn::NextDue);
}

}

/// A column's name among those of the header; the register's own by their identifiers.
QString ColumnLayout::keyOf(int column) const
{
    const int own = column - items::delegationColumns;
    return own < 0 ? QString::number(column) : m_table.ownColumns()[own].id.text();
}

void ColumnLayout::restore(QHeaderView &header) const
{
    const auto places = m_settings.value(u"wall/columnOrder"_s).toStringList();
    const auto known = m_settings.value(u"wall/columnWidths"_s).toMap();
    const auto hidden = m_settings.value(u"wall/columnsHidden"_s).toStringList();
    const bool isFirst = places.isEmpty();
    for (int column = 0; column < m_table.columnCount(); ++column) {
        const QString key = keyOf(column);
        const int usual = scaled(column < items::delegationColumns ? widths[size_t(column)] : ownWidth);
        header.resizeSection(column, std::max(header.minimumSectionSize(), known.value(key, usual).toInt()));
        header.setSectionHidden(column, column > 0 && (isFirst ? isHiddenAtFirst(column) : hidden.contains(key)));
    }
    int place = 0;
    for (const auto &key : places) {
        for (int column = 0; column < m_table.columnCount(); ++column) {
            if (keyOf(column) == key)
                header.moveSection(header.visualIndex(column), place++);
        }
    }
    const QString sorted = m_settings.value(u"wall/sortedBy"_s, keyOf(int(DelegationColumn::TrustedUntil))).toString();
    const auto order = m_settings.value(u"wall/sortedDown"_s).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder;
    for (int column = 0; column < m_table.columnCount(); ++column) {
        if (keyOf(column) == sorted)
            header.setSortIndicator(column, order);
    }
}

void ColumnLayout::remember(const QHeaderView &header)
{
    QStringList places, hidden;
    // What is known of columns that have ended, or belong to another register, stays.
    auto known = m_settings.value(u"wall/columnWidths"_s).toMap();
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        const QString key = keyOf(column);
        places << key;
        if (header.isSectionHidden(column))
            hidden << key;
        else
            known.insert(key, header.sectionSize(column));
    }
    m_settings.setValue(u"wall/columnOrder"_s, places);
    m_settings.setValue(u"wall/columnsHidden"_s, hidden);
    m_settings.setValue(u"wall/columnWidths"_s, known);
    const int sorted = header.sortIndicatorSection();
    if (sorted >= 0 && sorted < header.count()) {
        m_settings.setValue(u"wall/sortedBy"_s, keyOf(sorted));
        m_settings.setValue(u"wall/sortedDown"_s, header.sortIndicatorOrder() == Qt::DescendingOrder);
    }
}

}
