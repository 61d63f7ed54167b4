#include "views/wall/wall_words.h"

#include <QCollator>

namespace muster::views::wall {

using namespace Qt::StringLiterals;
using registry::DelegationSummary;

namespace {

QCollator nameOrder()
{
    QCollator collator;
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    return collator;
}

}

Counts count(const items::DelegationTableModel &table, const QDate &today)
{
    Counts counts;
    QHash<QString, QString> teams, owners;
    counts.shown = table.rowCount();
    for (int row = 0; row < counts.shown; ++row) {
        const DelegationSummary &summary = table.summary(row);
        counts.due += isDue(summary, today);
        for (const auto flag : summary.flags)
            ++counts.flags[size_t(flag)];
        if (!summary.team.isEmpty() && !teams.contains(summary.team))
            teams.insert(summary.team, summary.team);
        if (summary.owner && !owners.contains(summary.owner->text()))
            owners.insert(summary.owner->text(), summary.ownerName);
    }
    const auto collator = nameOrder();
    counts.teams = teams.values();
    std::ranges::sort(counts.teams, [&](const auto &a, const auto &b) { return collator.compare(a, b) < 0; });
    const auto sameTeam = [](const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) == 0; };
    counts.teams.erase(std::unique(counts.teams.begin(), counts.teams.end(), sameTeam), counts.teams.end());
    for (auto owner = owners.cbegin(); owner != owners.cend(); ++owner)
        counts.owners.append({owner.value(), owner.key()});
    std::ranges::sort(counts.owners,
                      [&](const auto &a, const auto &b) { return collator.compare(a.first, b.first) < 0; });
    return counts;
}

bool isDue(const DelegationSummary &summary, const QDate &today)
{
    const bool inUse = summary.status == Status::Active || summary.status == Status::Paused;
    return inUse && (summary.nextDue ? *summary.nextDue <= today : !summary.lastAudit);
}

QString shortDate(const QDate &date, const QDate &today)
{
    return QLocale().toString(date, date.year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

QString spokenEnd(TrustEnd end)
{
    switch (end) {
    case TrustEnd::NextAudit: return QObject::tr("next audit");
    case TrustEnd::SourceFreshness: return QObject::tr("stale source");
    case TrustEnd::CredentialExpiry: return QObject::tr("credential ends");
    case TrustEnd::ModelEnd: return QObject::tr("model ends");
    case TrustEnd::AcceptanceEnd: return QObject::tr("acceptance ends");
    }
    return {};
}

QString spokenCount(qsizetype delegations)
{
    return delegations == 1 ? QObject::tr("1 delegation")
                            : QObject::tr("%1 delegations").arg(QLocale().toString(delegations));
}

}
