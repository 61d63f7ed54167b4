#include "domain/closing_rules.h"

#include "domain/scope_proposal.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster {

namespace {

constexpr std::array allChecks = {Check::Output, Check::Model, Check::Stop, Check::Creep};

bool isBlank(const QString &text)
{
    return text.trimmed().isEmpty();
}

bool asksForDecision(Verdict verdict)
{
    return verdict == Verdict::Drift || verdict == Verdict::Fail;
}

/// "a", "a and b", "a, b and c".
QString listed(const QStringList &parts)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return parts.first(parts.size() - 1).join(u", "_s) + u" and "_s + parts.last();
}

QString day(QDate date)
{
    return date.toString(Qt::ISODate);
}

/// What a rule finds wrong with a decision.
struct Flaw
{
    ClosingCode code;
    QString clause; ///< continues "decision 2 (retire) "
};

/// A decision and all that a rule may look at.
struct Subject
{
    const DraftAudit &audit;
    const DraftDelegation &delegation;
    size_t index;

    const DraftDecision &decision() const { return delegation.decisions[index]; }
};

std::optional<Flaw> answersNoFinding(const Subject &subject)
{
    const auto &findings = subject.delegation.findings;
    const auto &checks = subject.decision().checks;
    if (std::ranges::any_of(checks, [&](Check check) { return asksForDecision(verdictOf(findings, check)); }))
        return std::nullopt;
    return Flaw{ClosingCode::NoFindingAnswered,
                u"answers no finding with drift or fail; name the check that led to it, or take it back"_s};
}

std::optional<Flaw> lacksOwner(const Subject &subject)
{
    const auto &decision = subject.decision();
    if (!decision.owner)
        return Flaw{ClosingCode::OwnerMissing, u"has no owner; name an active person who sees to it"_s};
    if (decision.ownerActive)
        return std::nullopt;
    const QString name = isBlank(decision.ownerName) ? decision.owner->text() : decision.ownerName;
    return Flaw{ClosingCode::OwnerLeft, u"is owned by %1, who left; name an active person"_s.arg(name)};
}

std::optional<Flaw> lacksDate(const Subject &subject)
{
    const auto &decision = subject.decision();
    const bool accepts = decision.kind == DecisionKind::Accept;
    if (!decision.due || !decision.due->isValid())
        return Flaw{ClosingCode::DueMissing, accepts ? u"has no end; give the day until which it is accepted"_s
                                                     : u"has no due date; give one"_s};
    if (*decision.due >= subject.audit.date || (decision.done && !accepts))
        return std::nullopt;
    return Flaw{ClosingCode::DueInPast, u"is due %1, before the audit of %2; give a later date"_s.arg(
                                            day(*decision.due), day(subject.audit.date))};
}

QDate acceptEndOf(const DraftAudit &audit, const DraftDelegation &delegation)
{
    const bool moves = movesNextDue(delegation.category, delegation.findings);
    return latestAcceptEnd(audit.date, delegation.cadence, audit.seriesNext, moves ? std::nullopt : delegation.nextDue);
}

std::optional<Flaw> acceptsTooLong(const Subject &subject)
{
    const auto &decision = subject.decision();
    if (decision.kind != DecisionKind::Accept || !decision.due)
        return std::nullopt;
    const QDate latest = acceptEndOf(subject.audit, subject.delegation);
    if (*decision.due <= latest)
        return std::nullopt;
    return Flaw{ClosingCode::AcceptTooLate, u"ends %1, after the next audit of %2; end it then at the latest"_s.arg(
                                                day(*decision.due), day(latest))};
}

std::optional<Flaw> lacksReason(const Subject &subject)
{
    if (!isBlank(subject.decision().why))
        return std::nullopt;
    return Flaw{ClosingCode::WhyMissing, u"has no reason; say why it was decided"_s};
}

std::optional<Flaw> lacksDeciders(const Subject &subject)
{
    if (!subject.decision().decidedBy.empty())
        return std::nullopt;
    return Flaw{ClosingCode::DecidedByMissing, u"was decided by nobody; name who decided"_s};
}

std::optional<Flaw> valueUnknown(const Subject &subject)
{
    const auto &decision = subject.decision();
    if (decision.kind == DecisionKind::Category) {
        const auto category = fromWord<Category>(decision.to);
        if (!category || category == Category::Unclassified)
            return Flaw{ClosingCode::ToUnknown,
                        u"names “%1”, which is no category; choose assist, automate or avoid"_s.arg(decision.to)};
    }
    if (decision.kind == DecisionKind::Tier && !subject.audit.tiers.contains(decision.to))
        return Flaw{ClosingCode::ToUnknown, u"names “%1”, which is no tier of this register; choose one of %2"_s.arg(
                                                decision.to, listed(subject.audit.tiers))};
    if (decision.kind == DecisionKind::Owner && !decision.toActive)
        return Flaw{ClosingCode::ToUnknown,
                    u"names “%1”, who is no active person; choose one who is"_s.arg(decision.to)};
    return std::nullopt;
}

std::optional<Flaw> valueMisplaced(const Subject &subject)
{
    const auto &decision = subject.decision();
    const ToNeed need = toNeed(decision.kind);
    if (isBlank(decision.to)) {
        if (need != ToNeed::Required)
            return std::nullopt;
        return Flaw{ClosingCode::ToMissing, u"doesn't say to what; name the new %1"_s.arg(word(decision.kind))};
    }
    if (need == ToNeed::None)
        return Flaw{ClosingCode::ToNotTaken, u"takes no new value, but names “%1”; leave that out"_s.arg(decision.to)};
    return valueUnknown(subject);
}

/// The category a decision leads to; nothing where it is about something else.
std::optional<Category> categoryOf(const DraftDecision &decision)
{
    if (decision.kind == DecisionKind::Promote)
        return Category::Automate;
    if (decision.kind == DecisionKind::Category)
        return fromWord<Category>(decision.to);
    return std::nullopt;
}

Category intendedCategory(const DraftDelegation &delegation)
{
    Category category = delegation.category;
    for (const auto &decision : delegation.decisions)
        category = categoryOf(decision).value_or(category);
    return category;
}

std::optional<Flaw> tiersAnAvoid(const Subject &subject)
{
    if (subject.decision().kind != DecisionKind::Tier || intendedCategory(subject.delegation) != Category::Avoid)
        return std::nullopt;
    return Flaw{ClosingCode::AvoidTakesNoTier,
                u"sets a tier, but an Avoid has no tier and no model; take it back, or decide another category"_s};
}

/// Whether doing the decision sets an owner or a definition. A stop rule is never set by a decision: it is written.
bool gives(const DraftDecision &decision, DecisionKind kind)
{
    return decision.done && decision.kind == kind && !isBlank(decision.to) && decision.toActive && decision.toNamed;
}

bool givesInRoom(const DraftDelegation &delegation, DecisionKind kind)
{
    return std::ranges::any_of(delegation.decisions, [kind](const DraftDecision &one) { return gives(one, kind); });
}

AutomateDuties dutiesAfter(const DraftDelegation &delegation)
{
    return {.hasOwner = delegation.hasOwner || givesInRoom(delegation, DecisionKind::Owner),
            .hasDefinition = delegation.hasDefinition || givesInRoom(delegation, DecisionKind::Definition),
            .hasStopRule = delegation.hasStopRule,
            .hasCadence = delegation.cadence.has_value()};
}

/// A failure mode goes into the definition there is by then: decisions are applied in their order.
std::optional<Flaw> addsToNoDefinition(const Subject &subject)
{
    const auto &decision = subject.decision();
    if (decision.kind != DecisionKind::Definition || !decision.done || isBlank(decision.to) || decision.toNamed)
        return std::nullopt;
    const auto &all = subject.delegation.decisions;
    const bool given = std::any_of(all.begin(), all.begin() + std::ptrdiff_t(subject.index),
                                   [](const auto &one) { return gives(one, DecisionKind::Definition); });
    if (subject.delegation.hasDefinition || given)
        return std::nullopt;
    return Flaw{ClosingCode::DefinitionMissing,
                u"can't be done yet, for there is no AI Definition of Done to add “%1” to; give one first, or leave it "
                "open"_s.arg(decision.to)};
}

std::optional<Flaw> promotesWithGap(const Subject &subject)
{
    const auto &decision = subject.decision();
    if (!decision.done || categoryOf(decision) != Category::Automate)
        return std::nullopt;
    const QStringList missing = missingDuties(dutiesAfter(subject.delegation));
    if (missing.isEmpty())
        return std::nullopt;
    return Flaw{ClosingCode::PromotionGap,
                u"can't be done yet, for Automate lacks %1; give that first, or leave it open"_s.arg(listed(missing))};
}

/// What a decision sets, and to what, where two of them could contradict each other.
std::optional<std::pair<QString, QString>> outcomeOf(const DraftDecision &decision)
{
    if (const auto category = categoryOf(decision))
        return std::pair(u"category"_s, word(*category));
    switch (decision.kind) {
    case DecisionKind::Tier:
    case DecisionKind::Owner:
    case DecisionKind::Definition:
        if (isBlank(decision.to) || !decision.toNamed)
            return std::nullopt;
        return std::pair(word(decision.kind), decision.to);
    case DecisionKind::Retire: return std::pair(u"status"_s, word(Status::Retired));
    case DecisionKind::Pause: return std::pair(u"status"_s, word(Status::Paused));
    default: return std::nullopt;
    }
}

std::optional<Flaw> contradictsAnEarlier(const Subject &subject)
{
    const auto mine = outcomeOf(subject.decision());
    if (!mine || !subject.decision().done)
        return std::nullopt;
    for (size_t i = 0; i < subject.index; ++i) {
        const auto &earlier = subject.delegation.decisions[i];
        const auto theirs = earlier.done ? outcomeOf(earlier) : std::nullopt;
        if (theirs && theirs->first == mine->first && theirs->second != mine->second)
            return Flaw{ClosingCode::Contradiction,
                        u"sets the %1 to “%2”, but decision %3 sets it to “%4”; leave one of them"_s.arg(
                            mine->first, mine->second, QString::number(i + 1), theirs->second)};
    }
    return std::nullopt;
}

constexpr std::array decisionRules = {answersNoFinding, lacksOwner,         lacksDate,           acceptsTooLong,
                                      lacksReason,      lacksDeciders,      valueMisplaced,      tiersAnAvoid,
                                      promotesWithGap,  addsToNoDefinition, contradictsAnEarlier};

ClosingProblem onCheck(const DraftDelegation &delegation, Check check, ClosingCode code, const QString &clause)
{
    return {delegation.id, check, std::nullopt, code,
            u"“%1”: the check “%2” %3."_s.arg(delegation.title, word(check), clause)};
}

bool isAnswered(const DraftDelegation &delegation, Check check)
{
    return std::ranges::any_of(delegation.decisions, [check](const DraftDecision &decision) {
        return std::ranges::find(decision.checks, check) != decision.checks.end();
    });
}

void addFindingProblems(const DraftDelegation &delegation, std::vector<ClosingProblem> &problems)
{
    for (const Check check : checksFor(delegation.category)) {
        const auto *finding = findingOf(delegation.findings, check);
        if (!finding || !asksForDecision(finding->verdict))
            continue;
        const QString verdict = word(finding->verdict);
        if (isBlank(finding->note))
            problems.push_back(onCheck(delegation, check, ClosingCode::NoteMissing,
                                       u"is marked %1 without a note; say what was seen"_s.arg(verdict)));
        if (!isAnswered(delegation, check))
            problems.push_back(onCheck(delegation, check, ClosingCode::DecisionMissing,
                                       u"is marked %1 without a decision; decide what follows"_s.arg(verdict)));
    }
}

void addLeftOpen(const DraftDelegation &delegation, std::vector<ClosingProblem> &warnings)
{
    QStringList open;
    for (const Check check : checksFor(delegation.category)) {
        if (verdictOf(delegation.findings, check) == Verdict::NotChecked)
            open += word(check);
    }
    if (open.isEmpty())
        return;
    warnings.push_back({delegation.id, std::nullopt, std::nullopt, ClosingCode::LeftOpen,
                        u"“%1”: %2 not checked; it leads the next scope, and its due date stays."_s.arg(
                            delegation.title, listed(open))});
}

void addFindingWarnings(const DraftDelegation &delegation, std::vector<ClosingProblem> &warnings)
{
    const auto applicable = checksFor(delegation.category);
    for (const Check check : allChecks) {
        const auto *finding = findingOf(delegation.findings, check);
        if (!finding || finding->verdict == Verdict::NotChecked)
            continue;
        if (std::ranges::find(applicable, check) == applicable.end())
            warnings.push_back(onCheck(delegation, check, ClosingCode::CheckDoesNotApply,
                                       u"doesn't apply to an Avoid; its verdict is recorded all the same"_s));
        else if (check == Check::Output && finding->verdict == Verdict::Pass && finding->samples < 1)
            warnings.push_back(onCheck(delegation, check, ClosingCode::PassWithoutSample,
                                       u"is marked pass without a sample; look at one output, or mark it drift"_s));
    }
}

}

QStringList missingDuties(const AutomateDuties &duties)
{
    QStringList missing;
    if (!duties.hasOwner)
        missing += u"an owner"_s;
    if (!duties.hasDefinition)
        missing += u"an AI Definition of Done"_s;
    if (!duties.hasStopRule)
        missing += u"a stop rule"_s;
    if (!duties.hasCadence)
        missing += u"a cadence"_s;
    return missing;
}

std::optional<Error> promotionGap(const AutomateDuties &duties)
{
    const QStringList missing = missingDuties(duties);
    if (missing.isEmpty())
        return std::nullopt;
    return Error{ErrorCode::Refused, u"Can't promote to Automate without %1; give that first."_s.arg(listed(missing))};
}

std::vector<ClosingProblem> closingProblems(const DraftAudit &audit)
{
    std::vector<ClosingProblem> problems;
    for (const auto &delegation : audit.delegations) {
        addFindingProblems(delegation, problems);
        for (size_t i = 0; i < delegation.decisions.size(); ++i) {
            auto found = decisionProblems(audit, delegation, i);
            std::ranges::move(found, std::back_inserter(problems));
        }
    }
    return problems;
}

std::vector<ClosingProblem> closingWarnings(const DraftAudit &audit)
{
    std::vector<ClosingProblem> warnings;
    for (const auto &delegation : audit.delegations) {
        addFindingWarnings(delegation, warnings);
        addLeftOpen(delegation, warnings);
    }
    return warnings;
}

std::vector<ClosingProblem> decisionProblems(const DraftAudit &audit, const DraftDelegation &delegation, size_t index)
{
    std::vector<ClosingProblem> problems;
    if (index >= delegation.decisions.size())
        return problems;
    const Subject subject{audit, delegation, index};
    for (const auto rule : decisionRules) {
        const auto flaw = rule(subject);
        if (!flaw)
            continue;
        const auto sentence = u"“%1”: decision %2 (%3) %4."_s.arg(delegation.title, QString::number(index + 1),
                                                                  word(subject.decision().kind), flaw->clause);
        problems.push_back({delegation.id, std::nullopt, index, flaw->code, sentence});
    }
    return problems;
}

}
