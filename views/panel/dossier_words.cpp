#include "views/panel/dossier_words.h"

#include "views/parts/pieces.h"

#include <QDateTime>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::DelegationDossier;
using Tone = TagLook::Tone;

std::optional<TagLook> DossierWords::freshness(const Source &source, const QDate &today)
{
    if (!source.freshnessDays)
        return std::nullopt;
    if (!source.verifiedOn)
        return TagLook{tr("never verified"), Mark::Triangle, Tone::Drift};
    const auto until = freshUntil({source.verifiedOn, source.freshnessDays});
    if (until && *until >= today)
        return TagLook{tr("fresh until %1").arg(shown(*until)), Mark::Check, Tone::Pass};
    const auto days = source.verifiedOn->daysTo(today);
    return TagLook{days == 1 ? tr("1 day old") : tr("%1 days old").arg(days), Mark::Triangle, Tone::Drift};
}

TagLook DossierWords::drill(const std::optional<Drill> &drill)
{
    if (!drill)
        return {tr("never drilled"), Mark::Triangle, Tone::Drift};
    const QString day = shown(drill->heldOn);
    if (!drill->worked)
        return {tr("drill failed %1").arg(day), Mark::Cross, Tone::Fail};
    return {drill->minutes ? tr("drilled %1 · %2 min").arg(day).arg(*drill->minutes) : tr("drilled %1").arg(day),
            Mark::Check, Tone::Pass};
}

std::optional<TagLook> DossierWords::expiry(const Credential &credential, const QDate &today)
{
    if (!credential.expiresOn)
        return std::nullopt;
    const QString day = shown(*credential.expiresOn);
    if (*credential.expiresOn < today)
        return TagLook{tr("expired %1").arg(day), Mark::Cross, Tone::Fail};
    constexpr int soon = 30;
    const bool near = today.daysTo(*credential.expiresOn) <= soon;
    return TagLook{tr("expires %1").arg(day), near ? Mark::Triangle : Mark::None, near ? Tone::Drift : Tone::Neutral};
}

QString DossierWords::trustEnd(TrustEnd end)
{
    switch (end) {
    case TrustEnd::NextAudit: return tr("the next audit is due");
    case TrustEnd::SourceFreshness: return tr("a source is no longer fresh");
    case TrustEnd::CredentialExpiry: return tr("a credential expires");
    case TrustEnd::ModelEnd: return tr("the model is withdrawn");
    case TrustEnd::AcceptanceEnd: return tr("an acceptance ends");
    }
    return {};
}

QString DossierWords::checkName(Check check)
{
    switch (check) {
    case Check::Output: return tr("Output and sources");
    case Check::Model: return tr("Model fit");
    case Check::Stop: return tr("Reversibility");
    case Check::Creep: return tr("Category creep");
    }
    return {};
}

namespace {

QString fieldName(const QString &field)
{
    return field == u"promptVersion" ? DossierWords::tr("Prompt") : spoken(field);
}

QString valueName(const DelegationDossier &dossier, const QString &field, const QString &value)
{
    return field == u"category" || field == u"status" ? spoken(value) : dossier.readable(value);
}

QString sentenceOf(const DelegationDossier &dossier, const registry::DelegationService::HistoryItem &item)
{
    const QString name = fieldName(item.field), after = valueName(dossier, item.field, item.after);
    if (item.before.isEmpty())
        return u"%1: %2"_s.arg(name, after);
    const QString before = valueName(dossier, item.field, item.before);
    return u"%1: %2 → %3"_s.arg(name, before, after.isEmpty() ? DossierWords::tr("none") : after);
}

}

QList<DossierWords::Move> DossierWords::moves(const DelegationDossier &dossier)
{
    QList<Move> all;
    qint64 entry = -1;
    for (const auto &item : dossier.history) {
        if (item.n != entry) {
            const auto at = QDateTime::fromString(item.at, Qt::ISODateWithMs).toLocalTime();
            all.append({at.date(), {}, dossier.readable(item.by), item.why});
        }
        entry = item.n;
        all.last().what << sentenceOf(dossier, item);
    }
    return all;
}

QList<DossierWords::Inspection> DossierWords::inspections(const DelegationDossier &dossier)
{
    QList<Inspection> all;
    for (const auto &row : dossier.log) {
        if (!row.check)
            continue;
        if (all.isEmpty() || all.last().audit != row.audit || all.last().day != row.date)
            all.append({row.date, row.audit, {}});
        auto &findings = all.last().findings;
        const bool again =
            !findings.isEmpty() && findings.last().check == row.check && findings.last().amendment == row.amendment;
        if (!again)
            findings.append(row);
    }
    return all;
}

}
