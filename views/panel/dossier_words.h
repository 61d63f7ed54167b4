#pragma once

#include "items/delegation_dossier.h"
#include "views/parts/tag.h"

#include <QCoreApplication>

/// How a dossier's facts are told: as tags and short phrases.
namespace muster::views {

class DossierWords
{
    Q_DECLARE_TR_FUNCTIONS(DossierWords)

public:
    /// "fresh until 5 Jul 2026", "41 days old", "never verified"; nothing where it has no limit.
    static std::optional<TagLook> freshness(const Source &source, const QDate &today);
    /// "never drilled", "drilled 24 Feb 2026 · 6 min", "drill failed".
    static TagLook drill(const std::optional<Drill> &drill);
    /// "expires 26 Jun 2026", "expired 3 Jun 2026"; nothing where no end is known.
    static std::optional<TagLook> expiry(const Credential &credential, const QDate &today);
    /// What ends the trust: "then a credential expires".
    static QString trustEnd(TrustEnd end);
    static QString checkName(Check check);

    /// What one entry moved: a day, "Category: Assist → Automate" and the like, and who wrote it and why.
    struct Move
    {
        QDate day;
        QStringList what;
        QString by, why;
    };
    /// The history entry by entry, newest first.
    static QList<Move> moves(const items::DelegationDossier &dossier);

    /// The findings of one audit.
    struct Inspection
    {
        QDate day;
        qint64 audit = 0;
        QList<registry::LogRow> findings; ///< each once
    };
    static QList<Inspection> inspections(const items::DelegationDossier &dossier);
};

}
