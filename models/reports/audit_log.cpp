#include "reports/audit_log.h"

#include "register/entity_table.h"

namespace muster::reports {

using namespace Qt::StringLiterals;
using registry::LogFilter;
using registry::LogReader;
using registry::LogRow;
using registry::Store;

namespace {

QString dateText(const std::optional<QDate> &date)
{
    return date ? date->toString(Qt::ISODate) : QString();
}

template <typename E>
QString wordOf(const std::optional<E> &value)
{
    return value ? word(*value) : QString();
}

template <typename Id>
Result<QString> nameOf(Store &store, const Entity &entity, const Id &id, const char16_t *field)
{
    const auto row = registry::rowById(store, entity, id.text());
    if (!row)
        return tl::unexpected(row.error());
    return textOf(row->values[size_t(entity.indexOf(QStringView(field)))]);
}

/// What a decision changes, in one line: "tier: mid → light".
QString decisionText(const LogRow &row)
{
    if (!row.decision)
        return {};
    const QString kind = word(*row.decision);
    if (row.before.isEmpty() && row.after.isEmpty())
        return kind;
    return u"%1: %2 → %3"_s.arg(kind, row.before.isEmpty() ? u"none"_s : row.before,
                                row.after.isEmpty() ? u"none"_s : row.after);
}

const std::vector<Column> &columnsForPeople()
{
    static const std::vector<Column> columns = {
        {u"delegation"_s, u"Delegation"_s, Kind::Text, 20},
        {u"owner"_s, u"Owner"_s, Kind::Text, 10},
        {u"tier"_s, u"Tier"_s, Kind::Text, 7},
        {u"lastOutput"_s, u"Last output"_s, Kind::Date, 10},
        {u"check"_s, u"Check"_s, Kind::Text, 7},
        {u"verdict"_s, u"Verdict"_s, Kind::Verdict, 10},
        {u"note"_s, u"Note"_s, Kind::Text, 24},
        {u"decision"_s, u"Decision"_s, Kind::Text, 18},
        {u"why"_s, u"Why"_s, Kind::Text, 20},
        {u"decidedBy"_s, u"Decided by"_s, Kind::Text, 16},
        {u"decisionOwner"_s, u"Decision's owner"_s, Kind::Text, 10},
        {u"followUp"_s, u"Follow-up"_s, Kind::Date, 10},
    };
    return columns;
}

QStringList cellsForPeople(const LogRow &row)
{
    const QString note =
        row.selfChecked ? (row.note.isEmpty() ? u"Self-checked."_s : u"Self-checked. "_s + row.note) : row.note;
    return {row.delegation,
            row.owner,
            row.tier,
            dateText(row.lastOutput),
            wordOf(row.check),
            wordOf(row.verdict),
            note,
            decisionText(row),
            row.why,
            row.decidedBy.join(u", "_s),
            row.decisionOwner,
            dateText(row.followUp)};
}

QString headingOf(const LogRow &row)
{
    const QString day = row.date.toString(Qt::ISODate);
    if (row.amendment)
        return u"%1: amendment of audit %2"_s.arg(day).arg(row.audit);
    return row.audit > 0 ? u"%1: audit %2"_s.arg(day).arg(row.audit) : u"%1: decided outside an audit"_s.arg(day);
}

const QString nothingFits = QStringLiteral("No finding or decision fits.");

/// Gives the rows that fit as long as the reading goes on.
class Rows
{
public:
    static Result<Rows> open(Store &store, const LogFilter &filter, const LogReading &reading)
    {
        auto reader = LogReader::open(store, filter);
        return reader ? Result<Rows>(Rows(std::move(*reader), reading)) : tl::unexpected(reader.error());
    }

    Result<std::optional<LogRow>> next()
    {
        if (m_reading.most >= 0 && m_given++ >= m_reading.most)
            return std::nullopt;
        if (m_reading.progress && !m_reading.progress(m_reader.done(), m_reader.total()))
            return failure(ErrorCode::Cancelled, u"Writing the log was stopped; nothing was saved."_s);
        return m_reader.next();
    }

private:
    Rows(LogReader reader, const LogReading &reading) : m_reader(std::move(reader)), m_reading(reading) {}

    LogReader m_reader;
    LogReading m_reading;
    qint64 m_given = 0;
};

void putRow(std::vector<Section> &sections, const LogRow &row)
{
    const QString heading = headingOf(row);
    if (sections.empty() || sections.back().heading != heading) {
        Table table;
        table.columns = columnsForPeople();
        sections.push_back({heading, 2, {std::move(table)}});
    }
    std::get<Table>(sections.back().blocks.front()).rows.push_back(cellsForPeople(row));
}

Result<std::vector<Section>> sectionsByAudit(Rows rows)
{
    std::vector<Section> sections;
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        putRow(sections, **row);
    }
    if (sections.empty())
        sections.push_back({{}, 2, {Paragraph{nothingFits}}});
    return sections;
}

std::vector<Section> oneTable(Rows rows)
{
    Table table;
    table.columns = logColumns();
    table.emptyText = nothingFits;
    table.source = [kept = std::make_shared<Rows>(std::move(rows))](QStringList &row) -> Result<bool> {
        const auto next = kept->next();
        if (!next)
            return tl::unexpected(next.error());
        if (*next)
            row = logCells(**next);
        return next->has_value();
    };
    return {{u"Log"_s, 2, {std::move(table)}}};
}

}

const std::vector<Column> &logColumns()
{
    static const std::vector<Column> columns = {
        {u"date"_s, u"Date"_s, Kind::Date, 10},
        {u"audit"_s, u"Audit"_s, Kind::Number, 5},
        {u"delegation"_s, u"Delegation"_s, Kind::Text, 20},
        {u"owner"_s, u"Owner"_s, Kind::Text, 10},
        {u"tier"_s, u"Tier"_s, Kind::Text, 7},
        {u"lastOutput"_s, u"Last output"_s, Kind::Date, 10},
        {u"check"_s, u"Check"_s, Kind::Text, 7},
        {u"verdict"_s, u"Verdict"_s, Kind::Verdict, 10},
        {u"note"_s, u"Note"_s, Kind::Text, 24},
        {u"decision"_s, u"Decision"_s, Kind::Text, 10},
        {u"before"_s, u"Before"_s, Kind::Text, 10},
        {u"after"_s, u"After"_s, Kind::Text, 10},
        {u"why"_s, u"Why"_s, Kind::Text, 20},
        {u"decidedBy"_s, u"Decided by"_s, Kind::Text, 16},
        {u"decisionOwner"_s, u"Decision's owner"_s, Kind::Text, 10},
        {u"followUp"_s, u"Follow-up"_s, Kind::Date, 10},
        {u"selfChecked"_s, u"Self-checked"_s, Kind::Text, 6},
    };
    return columns;
}

QStringList logCells(const LogRow &row)
{
    return {row.date.toString(Qt::ISODate),
            row.audit > 0 ? QString::number(row.audit) : QString(),
            row.delegation,
            row.owner,
            row.tier,
            dateText(row.lastOutput),
            wordOf(row.check),
            wordOf(row.verdict),
            row.note,
            wordOf(row.decision),
            row.before,
            row.after,
            row.why,
            row.decidedBy.join(u", "_s),
            row.decisionOwner,
            dateText(row.followUp),
            row.check ? (row.selfChecked ? u"yes"_s : u"no"_s) : QString()};
}

Result<std::vector<Fact>> filterFacts(Store &store, const LogFilter &filter)
{
    std::vector<Fact> facts{{u"Period"_s, u"the whole record"_s}};
    if (filter.from && filter.to)
        facts[0].value = u"%1 to %2"_s.arg(dateText(filter.from), dateText(filter.to));
    else if (filter.from || filter.to)
        facts[0].value = filter.from ? u"from %1"_s.arg(dateText(filter.from)) : u"to %1"_s.arg(dateText(filter.to));
    if (filter.delegation) {
        const auto title = nameOf(store, entityOf<Delegation>(), *filter.delegation, u"title");
        if (!title)
            return tl::unexpected(title.error());
        facts.push_back({u"Delegation"_s, *title});
    }
    if (filter.verdict)
        facts.push_back({u"Verdict"_s, word(*filter.verdict), Kind::Verdict});
    if (filter.person) {
        const auto name = nameOf(store, entityOf<Person>(), *filter.person, u"name");
        if (!name)
            return tl::unexpected(name.error());
        facts.push_back({u"Person"_s, *name});
    }
    if (!filter.text.trimmed().isEmpty())
        facts.push_back({u"Words"_s, filter.text.trimmed()});
    return facts;
}

Result<std::vector<Fact>> recordFacts(Store &store)
{
    const auto head = store.head();
    if (!head)
        return tl::unexpected(head.error());
    return std::vector<Fact>{
        {u"Entries in the record"_s, QString::number(head->size()), Kind::Number},
        {u"Root"_s, QString::fromStdString(ledger::toBase64(head->root())), Kind::Code},
        {u"Written on"_s, store.today().toString(Qt::ISODate), Kind::Date},
    };
}

Result<Document> auditLogDocument(Store &store, const LogFilter &filter, LogLayout layout, const LogReading &reading)
{
    const auto info = store.info();
    if (!info)
        return tl::unexpected(info.error());
    const auto asked = filterFacts(store, filter);
    if (!asked)
        return tl::unexpected(asked.error());
    const auto record = recordFacts(store);
    if (!record)
        return tl::unexpected(record.error());
    auto rows = Rows::open(store, filter, reading);
    if (!rows)
        return tl::unexpected(rows.error());
    auto sections = layout == LogLayout::OneTable ? oneTable(std::move(*rows)) : sectionsByAudit(std::move(*rows));
    if (!sections)
        return tl::unexpected(sections.error());
    Document document{u"Delegation Audit log"_s, info->name, {{u"Register"_s, info->name}}, std::move(*sections)};
    document.facts.insert(document.facts.end(), asked->begin(), asked->end());
    document.facts.insert(document.facts.end(), record->begin(), record->end());
    return document;
}

}
