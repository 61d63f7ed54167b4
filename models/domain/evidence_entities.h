#pragma once

#include "domain/entity_traits.h"

/// What a register keeps of evidence besides its rows: the files, the names they use, and the models there are.
namespace muster {

/// A file of evidence that was read in, and what came of its rows. The rows themselves are no entries: this one holds to
/// them by `rowsSha256`.
struct EvidenceImport
{
    static constexpr std::string_view noun = "evidence";
    EvidenceId id;
    qint64 n = -1;
    Title file;
    QString sha256; ///< of the file's bytes, in hex
    EvidenceKind kind = EvidenceKind::Reviews;
    Title format;
    qint64 rows = 0, accepted = 0, updated = 0, unchanged = 0, refused = 0;
    qint64 aside = 0;                     ///< of the accepted, those that name no delegation yet
    QString rowsSha256;                   ///< of the rows that were kept, see docs/record-format.md
    std::optional<QDate> firstOn, lastOn; ///< the days the rows are of …
    QString timeZone;                     ///< … and in which zone
    std::optional<QDate> undoneOn;

    bool operator==(const EvidenceImport &) const = default;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("file", Side::Private, s.file);
        visit("sha256", Side::Public, s.sha256);
        visit("kind", Side::Public, s.kind);
        visit("format", Side::Public, s.format);
        visit("rows", Side::Public, s.rows);
        visit("accepted", Side::Public, s.accepted);
        visit("updated", Side::Public, s.updated);
        visit("unchanged", Side::Public, s.unchanged);
        visit("refused", Side::Public, s.refused);
        visit("aside", Side::Public, s.aside);
        visit("rowsSha256", Side::Public, s.rowsSha256);
        visit("firstOn", Side::Public, s.firstOn);
        visit("lastOn", Side::Public, s.lastOn);
        visit("timeZone", Side::Public, s.timeZone);
        visit("undoneOn", Side::Public, s.undoneOn);
    }
};

/// What files call a delegation by.
struct Alias
{
    static constexpr std::string_view noun = "alias";
    AliasId id;
    qint64 n = -1;
    DelegationId delegation;
    Title name;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("delegation", Side::Public, s.delegation);
        visit("name", Side::Private, s.name);
    }
};

/// A model of the register's catalogue: which tier it is of, and until when it is there.
struct Model
{
    static constexpr std::string_view noun = "model";
    ModelId id;
    qint64 n = -1;
    Title title; ///< as usage and prices name it
    std::optional<Title> provider;
    std::optional<TierName> tier;
    std::optional<ModelKind> kind;
    std::optional<Title> pinnedAs;     ///< of an alias, the pinned version there is
    std::optional<bool> standsForTier; ///< the model by which its tier's price is reckoned
    std::optional<QDate> deprecatedOn, endsOn;
    std::optional<QDate> endedOn; ///< no longer in the catalogue

    bool operator==(const Model &) const = default;

    template <typename Self, typename Visit>
    static void describe(Self &s, Visit &&visit)
    {
        visit("title", Side::Private, s.title);
        visit("provider", Side::Private, s.provider);
        visit("tier", Side::Public, s.tier);
        visit("kind", Side::Public, s.kind);
        visit("pinnedAs", Side::Private, s.pinnedAs);
        visit("standsForTier", Side::Public, s.standsForTier);
        visit("deprecatedOn", Side::Public, s.deprecatedOn);
        visit("endsOn", Side::Public, s.endsOn);
        visit("endedOn", Side::Public, s.endedOn);
    }
};

}
