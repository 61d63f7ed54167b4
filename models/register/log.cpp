#include "register/log.h"

#include "domain/closing_rules.h"
#include "register/due_dates.h"
#include "register/entity_table.h"
#include "register/search.h"

#include <algorithm>

namespace muster::registry {

using namespace Qt::StringLiterals;

namespace {

using Names = QHash<QString, QString>;

/// What stands behind the identifiers in findings and decisions.
struct Lookup
{
    Names names;
    Names titles;
    DueDates dueDates;

    QString name(const QString &id) const { return names.value(id, id); }
    QString name(const std::optional<PersonId> &id) const { return id ? name(id->text()) : QString(); }
    QString title(const DelegationId &id) const { return titles.value(id.text()); }
};

/// One audit, one amendment, or one decision made outside any audit.
struct Sheet
{
    enum Part { AuditPart, AmendmentPart, DecisionPart };
    QDate date;
    qint64 number;
    Part part;
    QString id;
};

QDate dateOf(const QVariant &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

Result<Lookup> readLookup(Store &store)
{
    Lookup lookup;
    auto named = store.database().select(
        u"SELECT id, \"name\" FROM person UNION ALL SELECT id, title FROM definition "
        "UNION ALL SELECT id, title FROM source UNION ALL SELECT id, \"trigger\" FROM stop_rule"_s);
    if (!named)
        return tl::unexpected(named.error());
    while (named->next()) {
        const QString id = named->value(0).toString(), name = named->value(1).toString();
        lookup.names.insert(id, name.isEmpty() ? id : name);
    }
    auto titles = store.database().select(u"SELECT id, title FROM delegation"_s);
    if (!titles)
        return tl::unexpected(titles.error());
    while (titles->next())
        lookup.titles.insert(titles->value(0).toString(), titles->value(1).toString());
    auto dueDates = DueDates::read(store);
    if (!dueDates)
        return tl::unexpected(dueDates.error());
    lookup.dueDates = std::move(*dueDates);
    return lookup;
}

Result<QList<Sheet>> readSheets(Store &store, const LogFilter &filter)
{
    auto query = store.database().select(
        u"SELECT held_on AS day, \"number\" AS num, 0 AS part, id, n FROM audit "
        "UNION ALL SELECT m.amended_on, a.\"number\", 1, m.id, m.n FROM amendment m JOIN audit a ON a.id = m.audit "
        "UNION ALL SELECT decided_on, 0, 2, id, n FROM decision WHERE audit IS NULL "
        "ORDER BY day, num, part, n"_s);
    if (!query)
        return tl::unexpected(query.error());
    QList<Sheet> sheets;
    while (query->next()) {
        const QDate day = dateOf(query->value(0));
        if ((filter.from && day < *filter.from) || (filter.to && day > *filter.to))
            continue;
        sheets.append(
            {day, query->value(1).toLongLong(), Sheet::Part(query->value(2).toInt()), query->value(3).toString()});
    }
    return sheets;
}

/// The people a row concerns, for the filter.
struct Concerned
{
    QStringList people;

    void add(const std::optional<PersonId> &person)
    {
        if (person)
            people << person->text();
    }
};

struct Drafted
{
    LogRow row;
    Concerned concerned;
};

LogRow rowFor(const Sheet &sheet)
{
    LogRow row;
    row.date = sheet.date;
    row.audit = sheet.number;
    return row;
}

/// Whether each of the words stands somewhere in the row.
bool saysAll(const LogRow &row, const QStringList &words)
{
    if (words.isEmpty())
        return true;
    QStringList said{row.delegation, row.owner, row.tier, row.note, row.before, row.after, row.why, row.decisionOwner};
    said << row.decidedBy;
    if (row.check)
        said << word(*row.check);
    if (row.verdict)
        said << word(*row.verdict);
    if (row.decision)
        said << word(*row.decision);
    const QString folded = foldForSearch(said.join(u'\n'));
    return std::ranges::all_of(words, [&](const QString &one) { return folded.contains(one); });
}

bool fits(const LogFilter &filter, const QStringList &words, const Drafted &drafted)
{
    const auto &row = drafted.row;
    return (!filter.delegation || row.delegationId == *filter.delegation)
           && (!filter.verdict || row.verdict == filter.verdict)
           && (!filter.person || drafted.concerned.people.contains(filter.person->text())) && saysAll(row, words);
}

void putFinding(Drafted &to, const Finding &finding, const Lookup &lookup)
{
    auto &row = to.row;
    row.delegationId = finding.delegation;
    row.delegation = lookup.title(finding.delegation);
    row.owner = lookup.name(finding.owner);
    row.tier = finding.tier.value_or(TierName());
    row.lastOutput = finding.lastOutput;
    row.check = finding.check;
    row.verdict = finding.verdict;
    row.note = finding.note.value_or(QString());
    row.selfChecked = finding.selfChecked;
    to.concerned.add(finding.owner);
    to.concerned.people << fromJsonList(finding.checkers);
}

void putDecision(Drafted &to, const Decision &decision, const Lookup &lookup)
{
    auto &row = to.row;
    row.delegationId = decision.delegation;
    row.delegation = lookup.title(decision.delegation);
    row.decision = decision.kind;
    row.decisionNumber = decision.number;
    row.before = lookup.name(decision.before.value_or(Title()));
    QStringList after;
    for (const auto &part : {lookup.name(decision.after.value_or(Title())), decision.detail.value_or(QString())}) {
        if (!part.isEmpty())
            after << part;
    }
    row.after = after.join(u": "_s);
    row.why = decision.why;
    const QStringList deciders = fromJsonList(decision.decidedBy);
    for (const auto &person : deciders)
        row.decidedBy << lookup.name(person);
    row.decisionOwner = lookup.name(decision.owner);
    row.followUp = decision.due;
    to.concerned.people << deciders;
    to.concerned.add(decision.owner);
}

/// The delegations whose next due date an audit set: those with a verdict on every check.
QSet<DelegationId> movedBy(const QList<Finding> &findings)
{
    QHash<DelegationId, std::vector<Verdict>> verdicts;
    for (const auto &finding : findings)
        verdicts[finding.delegation].push_back(finding.verdict);
    QSet<DelegationId> moved;
    for (const auto &[delegation, given] : verdicts.asKeyValueRange()) {
        if (movesNextDue(given))
            moved << delegation;
    }
    return moved;
}

/// The rows of one audit: findings with their decisions, and decisions that name no finding of it.
QList<Drafted> draftAudit(const Sheet &sheet, const QList<Finding> &findings, const QList<Decision> &decisions,
                          const Lookup &lookup)
{
    QHash<QString, QList<const Decision *>> byFinding;
    QSet<QString> known;
    for (const auto &finding : findings)
        known << finding.id.text();
    QList<Drafted> rows;
    const LogRow empty = rowFor(sheet);
    for (const auto &decision : decisions) {
        bool placed = false;
        for (const auto &id : fromJsonList(decision.findings)) {
            if (known.contains(id)) {
                byFinding[id] << &decision;
                placed = true;
            }
        }
        if (!placed) {
            rows.append({empty, {}});
            putDecision(rows.last(), decision, lookup);
        }
    }
    const auto moved = movedBy(findings);
    for (const auto &finding : findings) {
        Drafted plain{empty, {}};
        putFinding(plain, finding, lookup);
        if (finding.verdict == Verdict::Pass && moved.contains(finding.delegation))
            plain.row.followUp = lookup.dueDates.setAfter(finding);
        const auto led = byFinding.value(finding.id.text());
        for (const auto *decision : led) {
            rows.append(plain);
            putDecision(rows.last(), *decision, lookup);
        }
        if (led.isEmpty())
            rows.append(plain);
    }
    std::ranges::stable_sort(rows, [](const Drafted &a, const Drafted &b) {
        return std::tie(a.row.delegation, a.row.delegationId, a.row.check, a.row.decisionNumber)
               < std::tie(b.row.delegation, b.row.delegationId, b.row.check, b.row.decisionNumber);
    });
    return rows;
}

/// Who wrote an entry, as its public line says.
Result<QString> authorOf(Store &store, qint64 n)
{
    const auto query = store.database().run(u"SELECT public_line FROM entry WHERE n = ?"_s, {n});
    if (!query)
        return tl::unexpected(query.error());
    const std::string line = (*query)->next() ? (*query)->value(0).toByteArray().toStdString() : std::string();
    (*query)->finish();
    const auto entry = readLines(line, {});
    return entry ? Result<QString>(entry->head.by) : tl::unexpected(entry.error());
}

Result<QList<Drafted>> amendmentRows(Store &store, const Sheet &sheet, const Lookup &lookup)
{
    const auto amendment = byId<Amendment>(store, Id<AmendmentTag>(sheet.id));
    if (!amendment)
        return tl::unexpected(amendment.error());
    const auto author = authorOf(store, amendment->n);
    if (!author)
        return tl::unexpected(author.error());
    Drafted drafted{rowFor(sheet), {}};
    if (amendment->finding) {
        const auto finding = byId<Finding>(store, *amendment->finding);
        if (!finding)
            return tl::unexpected(finding.error());
        putFinding(drafted, *finding, lookup);
    } else if (amendment->delegation) {
        drafted.row.delegationId = *amendment->delegation;
        drafted.row.delegation = lookup.title(*amendment->delegation);
    }
    auto &row = drafted.row;
    row.amendment = true;
    row.verdict = amendment->verdict;
    row.note = u"amends audit %1: %2"_s.arg(sheet.number).arg(amendment->why);
    if (amendment->note)
        row.note += u"\n"_s + *amendment->note;
    if (!author->isEmpty()) {
        row.decidedBy << lookup.name(*author);
        drafted.concerned.people << *author;
    }
    return QList<Drafted>{drafted};
}

Result<QList<Drafted>> auditRows(Store &store, const Sheet &sheet, const Lookup &lookup)
{
    const auto findings = allWhere<Finding>(store, u"WHERE audit = ? ORDER BY n"_s, {sheet.id});
    if (!findings)
        return tl::unexpected(findings.error());
    const auto decisions = allWhere<Decision>(store, u"WHERE audit = ? ORDER BY n"_s, {sheet.id});
    return decisions ? Result<QList<Drafted>>(draftAudit(sheet, *findings, *decisions, lookup))
                     : tl::unexpected(decisions.error());
}

Result<QList<Drafted>> rowsOf(Store &store, const Sheet &sheet, const Lookup &lookup)
{
    if (sheet.part == Sheet::AuditPart)
        return auditRows(store, sheet, lookup);
    if (sheet.part == Sheet::AmendmentPart)
        return amendmentRows(store, sheet, lookup);
    const auto decision = byId<Decision>(store, DecisionId(sheet.id));
    if (!decision)
        return tl::unexpected(decision.error());
    return draftAudit(sheet, {}, {*decision}, lookup);
}

}

struct LogReader::State
{
    Store &store;
    LogFilter filter;
    QStringList words; ///< of the filter's text, folded
    Lookup lookup;
    QList<Sheet> sheets;
    qsizetype sheet = 0;
    QList<Drafted> rows;
    qsizetype row = 0;
};

LogReader::LogReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
LogReader::LogReader(LogReader &&) noexcept = default;
LogReader::~LogReader() = default;

qint64 LogReader::done() const
{
    return m_state->sheet;
}

qint64 LogReader::total() const
{
    return m_state->sheets.size();
}

Result<LogReader> LogReader::open(Store &store, const LogFilter &filter, LogOrder order)
{
    auto lookup = readLookup(store);
    if (!lookup)
        return tl::unexpected(lookup.error());
    auto sheets = readSheets(store, filter);
    if (!sheets)
        return tl::unexpected(sheets.error());
    if (order == LogOrder::NewestFirst)
        std::ranges::reverse(*sheets);
    const auto words = foldForSearch(filter.text).split(u' ', Qt::SkipEmptyParts);
    return LogReader(
        std::unique_ptr<State>(new State{store, filter, words, std::move(*lookup), std::move(*sheets), 0, {}, 0}));
}

Result<std::optional<LogRow>> LogReader::next()
{
    auto &s = *m_state;
    for (;;) {
        while (s.row < s.rows.size()) {
            const auto &drafted = s.rows.at(s.row++);
            if (fits(s.filter, s.words, drafted))
                return drafted.row;
        }
        if (s.sheet == s.sheets.size())
            return std::nullopt;
        auto rows = rowsOf(s.store, s.sheets.at(s.sheet++), s.lookup);
        if (!rows)
            return tl::unexpected(rows.error());
        s.rows = std::move(*rows);
        s.row = 0;
    }
}

Result<void> readLog(Store &store, const LogFilter &filter, const std::function<bool(const LogRow &)> &take)
{
    auto reader = LogReader::open(store, filter);
    if (!reader)
        return tl::unexpected(reader.error());
    for (;;) {
        const auto row = reader->next();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row || !take(**row))
            return {};
    }
}

Result<FindingId> findingOf(Store &store, const AuditId &audit, const DelegationId &delegation, Check check)
{
    const auto found = allWhere<Finding>(store, u"WHERE audit = ? AND delegation = ? AND \"check\" = ?"_s,
                                         {audit.text(), delegation.text(), word(check)});
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty())
        return failure(ErrorCode::NotFound,
                       u"That audit has no finding of the check \"%1\" on this delegation; look at it "
                       "with 'audit show'."_s.arg(word(check)));
    return found->first().id;
}

Result<void> readPublicLines(Store &store, const std::function<Result<void>(std::string_view)> &take)
{
    auto query = store.database().select(u"SELECT public_line FROM entry ORDER BY n"_s);
    if (!query)
        return tl::unexpected(query.error());
    while (query->next()) {
        const QByteArray line = query->value(0).toByteArray();
        if (const auto taken = take({line.constData(), size_t(line.size())}); !taken)
            return taken;
    }
    return {};
}

}
