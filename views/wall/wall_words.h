#pragma once

#include "items/delegation_table_model.h"
#include "views/parts/tag.h"

#include <QCoreApplication>

namespace muster::views::wall {

/// What the wall counts of the rows it shows, and finds among them to narrow by.
struct Counts
{
    int shown = 0;
    int due = 0;
    std::array<int, Words<Flag>::all.size()> flags{};
    QStringList teams;                         ///< each in one spelling, in the order of the language
    QList<std::pair<QString, QString>> owners; ///< name and identifier, in the order of the language

    int of(Flag flag) const { return flags[size_t(flag)]; }
};

/// Counts the rows of the table; costs O(rows).
Counts count(const items::DelegationTableModel &table, const QDate &today);

/// Whether an audit of it is due: the same as DelegationQuery::due.
bool isDue(const registry::DelegationSummary &summary, const QDate &today);

/// "12 May", with the year where it is another than today's.
QString shortDate(const QDate &date, const QDate &today);

/// What ends the trust, as a short phrase: "next audit", "stale source".
QString spokenEnd(TrustEnd end);

/// "12 delegations".
QString spokenCount(qsizetype delegations);

}
