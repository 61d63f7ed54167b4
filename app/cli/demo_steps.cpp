#include "demo_steps.h"

#include "audit_support.h"
#include "audit_view.h"
#include "evidence/audit_figures.h"
#include "register/delegation_list.h"
#include "register/inventory_services.h"
#include "register/log.h"
#include "register/verify.h"
#include "reports/audit_log.h"
#include "reports/entries_jsonl.h"
#include "reports/render_csv.h"
#include "reports/render_html.h"
#include "reports/render_markdown.h"
#include "reports/save_file.h"
#include "reports/worksheet.h"
#include "sample/sample_audit.h"
#include "sample/sample_files.h"
#include "sample/sample_register.h"

#include <QFile>

namespace muster::cli {

using namespace Qt::StringLiterals;
using exchange::ImportReport;
using nlohmann::ordered_json;
using registry::AuditService;
using registry::OpenAudit;

namespace {

constexpr int widestTitle = 32;
constexpr int widestReason = 48;

QString registerName()
{
    return u"checkout-team.muster"_s;
}

std::function<Result<void>(QIODevice &)> writerOf(const QByteArray &content)
{
    return [content](QIODevice &device) -> Result<void> {
        if (device.write(content) != content.size())
            return failure(ErrorCode::Io, u"The disk took only a part of a file; make room on it."_s);
        return {};
    };
}

QStringList namesOf(const QList<PersonId> &people, const QHash<QString, QString> &names)
{
    QStringList texts;
    for (const auto &person : people)
        texts << names.value(person.text());
    return texts;
}

template <typename T>
Result<void> outcomeOf(const Result<T> &result)
{
    return result ? Result<void>() : tl::unexpected(result.error());
}

}

Demo::Demo(Context &context, QString folder) : m_context(context), m_out(context.out()), m_folder(std::move(folder)) {}

QString Demo::registerFile() const
{
    return m_folder + u'/' + registerName();
}

QString Demo::now() const
{
    return m_clock.now().toString(Qt::ISODate);
}

Result<void> Demo::runAll()
{
    if (!m_out.wantsJson())
        m_out.line(u"The main job, once through: the Checkout team on Friday, 12 June 2026."_s);
    using Step = Result<void> (Demo::*)();
    for (const Step step :
         {&Demo::makeRegister, &Demo::importSpreadsheet, &Demo::showDue, &Demo::openAudit, &Demo::writeWorksheets,
          &Demo::holdAudit, &Demo::closeAudit, &Demo::exportLog, &Demo::verify}) {
        if (auto done = (this->*step)(); !done)
            return done;
    }
    if (!m_out.wantsJson())
        m_out.line();
    return {};
}

void Demo::removeFiles()
{
    m_store.reset();
    for (const auto &[name, what] : m_files)
        QFile::remove(m_folder + u'/' + name);
}

void Demo::heading(const QString &text)
{
    ++m_step;
    if (m_out.wantsJson())
        return;
    m_out.line();
    m_out.line(u"%1  %2"_s.arg(m_step).arg(text));
}

void Demo::say(const QString &text)
{
    if (!m_out.wantsJson())
        m_out.line(u"   "_s + text);
}

Result<void> Demo::save(const QString &name, const QString &what, const std::function<Result<void>(QIODevice &)> &write)
{
    if (auto saved = reports::saveFile(m_folder + u'/' + name, write); !saved)
        return saved;
    m_files.append({name, what});
    return {};
}

Result<void> Demo::saveDocument(const QString &name, const QString &what, const Result<reports::Document> &document,
                                Renderer render)
{
    if (!document)
        return tl::unexpected(document.error());
    return save(name, what, [&](QIODevice &device) { return render(*document, device); });
}

Result<void> Demo::makeRegister()
{
    heading(u"A sample register is made"_s);
    registry::StoreOptions options;
    options.clock = &m_clock;
    options.random = &m_random;
    options.stateFolder = m_context.environment().stateFolder;
    auto made = sample::makeSampleRegister(registerFile(), options);
    if (!made)
        return tl::unexpected(made.error());
    m_store = std::move(*made);
    m_files.append({registerName(), u"the register: inventory, audits and record in one file"_s});
    const auto delegations = registry::listDelegations(*m_store, {});
    const auto people = registry::PersonService(*m_store).all();
    const auto audits = AuditService(*m_store).list();
    if (!delegations || !people || !audits)
        return tl::unexpected(!delegations ? delegations.error() : !people ? people.error() : audits.error());
    say(u"%1 delegations, %2 people, %3 audits held since January."_s.arg(delegations->size())
            .arg(people->size())
            .arg(audits->size()));
    m_account["register"] = {{"file", utf8(registerFile())},
                             {"delegations", delegations->size()},
                             {"people", people->size()},
                             {"audits", audits->size()}};
    return {};
}

void Demo::tellImport(const ImportReport &report)
{
    say(u"%1, %2 rows: %3 accepted, %4 updated, %5 unchanged, %6 refused; %7 person added."_s
            .arg(sample::spreadsheetName())
            .arg(report.rows)
            .arg(report.accepted)
            .arg(report.updated)
            .arg(report.unchanged)
            .arg(report.refused)
            .arg(report.peopleAdded));
    auto problems = ordered_json::array();
    for (const auto &problem : report.problems) {
        say(u"Row %1, %2: %3"_s.arg(problem.row).arg(problem.column, problem.reason));
        problems.push_back({{"row", problem.row}, {"column", utf8(problem.column)}, {"reason", utf8(problem.reason)}});
    }
    m_account["import"] = {{"rows", report.rows},       {"accepted", report.accepted},
                           {"updated", report.updated}, {"unchanged", report.unchanged},
                           {"refused", report.refused}, {"problems", std::move(problems)}};
}

Result<void> Demo::importSpreadsheet()
{
    heading(u"The team's spreadsheet is imported"_s);
    const QString name = sample::spreadsheetName();
    if (auto saved = save(name, u"the spreadsheet that was imported"_s, writerOf(sample::spreadsheet())); !saved)
        return saved;
    if (auto saved = save(sample::spreadsheetMappingName(), u"how its columns and values become fields"_s,
                          writerOf(sample::spreadsheetMapping()));
        !saved)
        return saved;
    auto mapping = exchange::ColumnMapping::load(m_folder + u'/' + sample::spreadsheetMappingName());
    if (!mapping)
        return tl::unexpected(mapping.error());
    exchange::ImportOptions options;
    options.mapping = std::move(*mapping);
    m_clock.advance(10);
    const auto report = exchange::importDelegations(*m_store, m_folder + u'/' + name, options);
    if (!report)
        return tl::unexpected(report.error());
    tellImport(*report);
    return {};
}

Result<void> Demo::showDue()
{
    heading(u"What is due"_s);
    registry::DelegationQuery query;
    query.due = true;
    const auto due = registry::listDelegations(*m_store, query);
    const auto proposal = AuditService(*m_store).proposeScope(AgendaForm::Full60, 3);
    if (!due || !proposal)
        return tl::unexpected(!due ? due.error() : proposal.error());
    QList<QStringList> rows;
    auto list = ordered_json::array();
    for (const auto &entry : proposal->entries) {
        const auto item = std::ranges::find(*due, entry.id, &registry::DelegationSummary::id);
        if (item == due->end())
            continue;
        rows << QStringList{u"  "_s, shortened(item->title, widestTitle), word(item->category), item->ownerName,
                            shortened(entry.reasonText, widestReason)};
        list.push_back({{"id", utf8(item->id.text())}, {"title", utf8(item->title)}, {"why", utf8(entry.reasonText)}});
    }
    if (!m_out.wantsJson())
        m_out.table({u"  "_s, u"delegation"_s, u"category"_s, u"owner"_s, u"why"_s}, rows);
    m_account["due"] = std::move(list);
    return {};
}

void Demo::tellPairs(const OpenAudit &audit, const QHash<QString, QString> &names)
{
    auto list = ordered_json::array();
    for (qsizetype i = 0; i < audit.pairs.size(); ++i) {
        QStringList titles;
        for (const auto &item : audit.delegations) {
            if (item.pair == i)
                titles << item.title;
        }
        const QStringList people = namesOf(audit.pairs[i], names);
        say(u"Pair %1, %2: %3"_s.arg(i + 1).arg(people.join(u" and "_s), titles.join(u", "_s)));
        list.push_back({{"people", utf8(people.join(u", "_s))}, {"delegations", utf8(titles.join(u", "_s))}});
    }
    m_account["audit"] = {{"id", utf8(audit.id.text())}, {"number", audit.number}, {"pairs", std::move(list)}};
}

Result<void> Demo::openAudit()
{
    heading(u"A Delegation Audit is opened over five of them"_s);
    const auto opened = sample::openSampleAudit(*m_store, m_clock);
    if (!opened)
        return tl::unexpected(opened.error());
    m_audit = *opened;
    if (const auto kept = evidence::keepSignals(*m_store, m_audit); !kept)
        return tl::unexpected(kept.error());
    const auto audit = AuditService(*m_store).get(m_audit);
    const auto names = peopleNames(*m_store);
    if (!audit || !names)
        return tl::unexpected(!audit ? audit.error() : names.error());
    say(u"Audit %1, %2 minutes, led by %3."_s.arg(audit->number)
            .arg(word(audit->form), names->value(audit->facilitator.text())));
    tellPairs(*audit, *names);
    return {};
}

Result<void> Demo::writeWorksheets()
{
    const auto audit = AuditService(*m_store).get(m_audit);
    if (!audit)
        return tl::unexpected(audit.error());
    if (auto saved =
            saveDocument(u"worksheets.md"_s, u"what the pairs take with them, as Markdown"_s,
                         reports::worksheetDocument(*m_store, *audit, {}, worksheetHints), &reports::renderMarkdown);
        !saved)
        return saved;
    for (qsizetype i = 0; i < audit->pairs.size(); ++i) {
        if (auto saved =
                saveDocument(u"worksheet-pair-%1.html"_s.arg(i + 1), u"the worksheet of pair %1, to print"_s.arg(i + 1),
                             reports::worksheetDocument(*m_store, *audit, i, worksheetHints), &reports::renderHtml);
            !saved)
            return saved;
    }
    say(u"Worksheets: worksheets.md, and a page to print for each pair."_s);
    return {};
}

void Demo::tellDecisions(const OpenAudit &audit, const QHash<QString, QString> &names)
{
    QList<QStringList> rows;
    auto list = ordered_json::array();
    for (const auto &item : audit.delegations) {
        for (const auto &decision : item.decisions) {
            const QString due = decision.done ? u"done in the room"_s : decision.due.toString(Qt::ISODate);
            rows << QStringList{u"  "_s,
                                QString::number(decision.number),
                                shortened(item.title, widestTitle),
                                word(decision.kind),
                                names.value(decision.owner.text()),
                                due,
                                shortened(decision.why, widestReason)};
            list.push_back({{"number", decision.number},
                            {"delegation", utf8(item.title)},
                            {"kind", utf8(word(decision.kind))},
                            {"owner", utf8(names.value(decision.owner.text()))},
                            {"done", decision.done}});
        }
    }
    m_account["decisions"] = std::move(list);
    if (!m_out.wantsJson())
        m_out.table({u"  "_s, u"no."_s, u"decision on"_s, u"kind"_s, u"owner"_s, u"due"_s, u"why"_s}, rows, {1});
}

Result<void> Demo::holdAudit()
{
    heading(u"It is held: decisions of last time, checks in pairs, decisions"_s);
    const auto last = AuditService(*m_store).followUpsDue(m_audit);
    if (!last)
        return tl::unexpected(last.error());
    if (auto filled = sample::fillSampleAudit(*m_store, m_clock, m_audit); !filled)
        return filled;
    const auto audit = AuditService(*m_store).get(m_audit);
    const auto names = peopleNames(*m_store);
    if (!audit || !names)
        return tl::unexpected(!audit ? audit.error() : names.error());
    const auto done =
        std::ranges::count(audit->followUps, registry::FollowUp::Answer::Done, &registry::FollowUp::answer);
    say(u"Of last time, %1 were open: %2 are done, %3 dropped with a reason."_s.arg(last->size())
            .arg(done)
            .arg(audit->followUps.size() - done));
    m_account["followUps"] = audit->followUps.size();
    if (!m_out.wantsJson()) {
        m_out.line();
        printMatrix(m_out, *audit, {u"  "_s});
        m_out.line();
    }
    tellDecisions(*audit, *names);
    return {};
}

Result<void> Demo::closeAudit()
{
    heading(u"It is closed, all in one transaction"_s);
    const auto closed = AuditService(*m_store).close(m_audit);
    if (!closed)
        return tl::unexpected(closed.error());
    QMap<QString, int> kinds;
    for (const auto &line : closed->entries)
        ++kinds[line.section(u' ', 0, 0).remove(u':')];
    say(u"%1 entries: %2 findings, decisions made and done, next due dates."_s.arg(closed->entries.size())
            .arg(kinds.value(u"finding"_s)));
    for (const auto &warning : closed->warnings)
        say(u"Worth saying: "_s + warning.sentence);
    if (closed->nextSlot)
        say(u"The series goes on on %1."_s.arg(closed->nextSlot->toString(Qt::ISODate)));
    auto entries = ordered_json::array();
    for (const auto &line : closed->entries)
        entries.push_back(utf8(line));
    m_account["closed"] = {{"entries", std::move(entries)}, {"nextSlot", jsonOf(closed->nextSlot)}};
    return {};
}

Result<void> Demo::exportLog()
{
    heading(u"The dated log is exported"_s);
    qint64 rows = 0;
    if (auto counted = registry::readLog(*m_store, {}, [&rows](const registry::LogRow &) { return ++rows > 0; });
        !counted)
        return counted;
    const auto document = [this](reports::LogLayout layout) { return reports::auditLogDocument(*m_store, {}, layout); };
    using reports::LogLayout;
    if (auto saved = saveDocument(u"audit-log.csv"_s, u"the dated log, a row for each finding and decision"_s,
                                  document(LogLayout::OneTable), &reports::renderCsv);
        !saved)
        return saved;
    if (auto saved = saveDocument(u"audit-log.md"_s, u"the same by audit, as Markdown"_s, document(LogLayout::ByAudit),
                                  &reports::renderMarkdown);
        !saved)
        return saved;
    if (auto saved = saveDocument(u"audit-log.html"_s, u"the same, to read and print"_s, document(LogLayout::ByAudit),
                                  &reports::renderHtml);
        !saved)
        return saved;
    const auto entries = [this](QIODevice &device) {
        return outcomeOf(reports::writeEntriesJsonl(*m_store, {}, device));
    };
    if (auto saved = save(u"entries.jsonl"_s, u"the record's public lines, which the root is computed from"_s, entries);
        !saved)
        return saved;
    say(u"%1 rows as CSV, Markdown and HTML, and the record's entries as JSON Lines."_s.arg(rows));
    m_account["logRows"] = rows;
    return {};
}

Result<void> Demo::verify()
{
    heading(u"The record is verified"_s);
    const auto found = registry::verifyRegister(*m_store, m_context.progress(u"Verifying"_s));
    if (!found)
        return tl::unexpected(found.error());
    m_out.progress({});
    if (!found->ok)
        return failure(ErrorCode::Damaged, u"The sample's record does not verify: %1"_s.arg(found->problems.value(0)));
    const auto root = QString::fromStdString(ledger::toBase64(found->root));
    say(u"Every line, every table: ok. %1 entries, root %2"_s.arg(found->entries).arg(root));
    m_account["verified"] = {{"ok", true}, {"entries", found->entries}, {"root", utf8(root)}};
    return {};
}

}
