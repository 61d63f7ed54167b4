#pragma once

#include "domain/error.h"

#include <QString>

#include <array>
#include <optional>
#include <string_view>

/// The closed lists of the field's words. Each has one spelling, the same in tables, JSON, screens and on the command line.
namespace muster {

enum class Category { Unclassified, Assist, Automate, Avoid };
enum class Risk { Low, Medium, High };
enum class Status { Proposed, Active, Paused, Retired };
enum class Pattern {
    EmployeeEnablement,
    ExpertEmpowerment,
    WorkplaceServices,
    CoreProcess,
    ExternalEngagement,
    AiFirst
};
enum class ModelKind { Pinned, Alias };
enum class ColumnType { Text, Number, Date, Choice };
enum class AuditKind { Full, Spot };
enum class Check { Output, Model, Stop, Creep };
enum class Verdict { NotChecked, Pass, Drift, Fail };
enum class SourceState { Current, Stale, Missing, Archived, NoAccess, Contradicts };
enum class DecisionKind { Category, Tier, Definition, StopRule, Review, Promote, Retire, Source, Owner, Pause, Accept };
enum class DecisionState { Open, Done, Dropped };
enum class EvidenceKind { Reviews, Usage, Prices, Outputs };
enum class ReviewOutcome { Accepted, Edited, Rejected };
enum class Phase { DataWalk, Checks, Reclassify, Decisions, Close };

/// The spellings of an enumeration, in the order of its values.
template <typename E>
struct Words;

#define MUSTER_WORDS(E, ...)                                                                                           \
    template <>                                                                                                        \
    struct Words<E>                                                                                                    \
    {                                                                                                                  \
        static constexpr std::array all = std::to_array<std::string_view>({__VA_ARGS__});                              \
    };

MUSTER_WORDS(Category, "unclassified", "assist", "automate", "avoid")
MUSTER_WORDS(Risk, "low", "medium", "high")
MUSTER_WORDS(Status, "proposed", "active", "paused", "retired")
MUSTER_WORDS(Pattern, "employee-enablement", "expert-empowerment", "workplace-services", "core-process",
             "external-engagement", "ai-first")
MUSTER_WORDS(ModelKind, "pinned", "alias")
MUSTER_WORDS(ColumnType, "text", "number", "date", "choice")
MUSTER_WORDS(AuditKind, "full", "spot")
MUSTER_WORDS(Check, "output", "model", "stop", "creep")
MUSTER_WORDS(Verdict, "not-checked", "pass", "drift", "fail")
MUSTER_WORDS(SourceState, "current", "stale", "missing", "archived", "no-access", "contradicts")
MUSTER_WORDS(DecisionKind, "category", "tier", "definition", "stop-rule", "review", "promote", "retire", "source",
             "owner", "pause", "accept")
MUSTER_WORDS(DecisionState, "open", "done", "dropped")
MUSTER_WORDS(EvidenceKind, "reviews", "usage", "prices", "outputs")
MUSTER_WORDS(ReviewOutcome, "accepted", "edited", "rejected")
MUSTER_WORDS(Phase, "data-walk", "checks", "re-classify", "decisions", "close")
#undef MUSTER_WORDS

/// The word for a value, as tables, JSON and the command line spell it.
template <typename E>
constexpr std::string_view wordView(E value)
{
    return Words<E>::all[static_cast<size_t>(value)];
}

template <typename E>
QString word(E value)
{
    const auto view = wordView(value);
    return QString::fromLatin1(view.data(), qsizetype(view.size()));
}

/// The value a word names, or nothing. Upper and lower case are the same.
template <typename E>
std::optional<E> fromWord(QStringView text)
{
    for (size_t i = 0; i < Words<E>::all.size(); ++i) {
        const auto view = Words<E>::all[i];
        if (text.compare(QLatin1StringView(view.data(), qsizetype(view.size())), Qt::CaseInsensitive) == 0)
            return static_cast<E>(i);
    }
    return std::nullopt;
}

}
