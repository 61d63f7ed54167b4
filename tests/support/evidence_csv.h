#pragma once

#include "evidence/evidence_import.h"
#include "support/register_fixture.h"

#include <QStringList>

/// Files of evidence as tests need them: half a year of reviews that get quicker, and what the models cost.
namespace muster::test {

/// Writes lines into a file in a folder and gives its path.
inline QString writeLines(const QString &folder, const QString &name, const QStringList &lines)
{
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write((lines.join(u'\n') + u'\n').toUtf8()) < 0)
        qFatal("%s could not be written", qUtf8Printable(name));
    return file.fileName();
}

/// Reviews of a delegation: ten a week up to and with the week of `last`, each taking less time than those of the week
/// before, ever fewer of them edited.
inline QStringList reviewLines(const QString &delegation, QDate last, int weeks = 26)
{
    QStringList lines{QStringLiteral("delegation,output,reviewedAt,seconds,outcome,model")};
    const QDate monday = last.addDays(1 - last.dayOfWeek());
    for (int week = 0; week < weeks; ++week) {
        for (int i = 0; i < 10; ++i) {
            const QDate day = monday.addDays(7 * (week - weeks + 1) + i % 5);
            const char *outcome = i < 2 && week % 4 == 0 ? "rejected" : i < 6 - week / 5 ? "edited" : "accepted";
            lines << QStringLiteral("%1,out-%2-%3,%4T09:1%5:00Z,%6,%7,%8")
                         .arg(delegation)
                         .arg(week)
                         .arg(i)
                         .arg(std::min(day, last).toString(Qt::ISODate))
                         .arg(i)
                         .arg(std::max(10, 150 - 4 * week - (week * week * 7 + i * 3) % 31))
                         .arg(QLatin1StringView(outcome),
                              week < weeks / 2 ? QStringLiteral("swift-1") : QStringLiteral("swift-2"));
        }
    }
    return lines;
}

/// Usage of a delegation: a row a week of each of these models.
inline QStringList usageLines(const QString &delegation, QDate last, const QStringList &models,
                              const QString &currency = QStringLiteral("EUR"), int weeks = 26)
{
    QStringList lines{QStringLiteral("delegation,at,model,calls,tokensIn,tokensOut,cost,currency")};
    const QDate monday = last.addDays(1 - last.dayOfWeek());
    for (int week = 0; week < weeks; ++week) {
        for (int i = 0; i < models.size(); ++i)
            lines << QStringLiteral("%1,%2T08:00:00Z,%3,%4,90000,7000,%5,%6")
                         .arg(delegation, monday.addDays(7 * (week - weeks + 1)).toString(Qt::ISODate), models[i])
                         .arg(40 + week)
                         .arg(2.5 + 0.15 * week + 1.25 * i + (week % 3) * 0.4)
                         .arg(currency);
    }
    return lines;
}

/// Reads lines into a register as evidence.
inline evidence::EvidenceReport takeEvidence(registry::Store &store, const QString &folder, const QString &name,
                                             const QStringList &lines)
{
    return must(evidence::importEvidence(store, writeLines(folder, name, lines), {}));
}

}
