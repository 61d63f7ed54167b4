#include "exchange/delegation_import.h"

#include "exchange/import_account.h"
#include "exchange/import_rows.h"
#include "exchange/new_columns.h"
#include "register/inventory_services.h"
#include "register/own_columns.h"

#include <QRegularExpression>
#include <QUuid>

#include <future>

namespace muster::exchange {

using namespace Qt::StringLiterals;
using namespace muster::registry;

namespace {

const Entity &delegationEntity()
{
    return entityOf<Delegation>();
}

/// Reads the rows of one file into the register, within one transaction.
class Importer
{
public:
    Importer(Store &store, Writer &writer, const ImportOptions &options, const ImportPlan &plan)
        : m_store(store),
          m_writer(writer),
          m_options(options),
          m_plan(plan),
          m_context(store),
          m_service(store),
          m_people(store)
    {
        m_context.setImporting();
        m_titleField = delegationEntity().indexOf(u"title"_s);
        m_blank = toRow(Delegation{}).values;
    }

    /// What is there already, by key.
    Result<void> readKeys()
    {
        if (m_plan.keyField < 0)
            return {};
        auto known = identifiersBy(m_store, delegationEntity(), m_plan.keyField);
        if (!known)
            return tl::unexpected(known.error());
        m_known = std::move(*known);
        return {};
    }

    Result<void> take(ParsedRow row, ImportReport &report)
    {
        ++report.rows;
        m_problem = {};
        const auto outcome = takeRow(row);
        if (!outcome && !isRowsOwn(outcome.error()))
            return tl::unexpected(outcome.error());
        if (!outcome)
            forgetNewcomers();
        const auto became = outcome.value_or(RowOutcome::Refused);
        if (became == RowOutcome::Refused) {
            if (m_problem.reason.isEmpty())
                m_problem = {columnNamedIn(outcome.error().message), outcome.error().message};
            report.problems.append({row.number, m_problem.column, m_problem.reason});
        }
        qint64 &count = became == RowOutcome::Accepted    ? report.accepted
                        : became == RowOutcome::Updated   ? report.updated
                        : became == RowOutcome::Unchanged ? report.unchanged
                                                          : report.refused;
        ++count;
        if (report.preview.size() < m_options.previewRows)
            report.preview.append({row.number, became, textOf(m_values[size_t(m_titleField)])});
        return {};
    }

    qint64 peopleAdded() const { return m_peopleAdded; }

private:
    /// What concerns one row and not the import as a whole.
    static bool isRowsOwn(const Error &error)
    {
        return error.code == ErrorCode::InvalidInput || error.code == ErrorCode::Refused
               || error.code == ErrorCode::NotFound || error.code == ErrorCode::Ambiguous;
    }

    tl::unexpected<Error> refuse(int column, const QString &reason)
    {
        m_problem = {m_plan.columnName(column), reason};
        return failure(ErrorCode::InvalidInput, reason);
    }

    QString columnNamedIn(const QString &message) const
    {
        for (const auto &feed : m_plan.feeds) {
            const QString name = delegationEntity().fields[size_t(feed.field)].title();
            if (feed.column >= 0 && message.startsWith(name)
                && !message.mid(name.size(), 1).contains(QRegularExpression(u"[A-Za-z]"_s)))
                return m_plan.columnName(feed.column);
        }
        return {};
    }

    Result<RowOutcome> takeRow(ParsedRow &row)
    {
        m_values.assign(m_blank.begin(), m_blank.end());
        m_fed.clear();
        m_newcomers.clear();
        for (auto &[field, value] : row.cells.values)
            keep(field, std::move(value));
        if (row.refusal) {
            m_problem = *row.refusal;
            return failure(ErrorCode::InvalidInput, row.refusal->reason);
        }
        if (const auto fed = feedReferences(row.cells); !fed)
            return tl::unexpected(fed.error());
        const auto known = m_plan.hasKey() ? keyed(row) : Result<QString>(QString());
        if (!known)
            return tl::unexpected(known.error());
        return known->isEmpty() ? add(row) : update(DelegationId(*known));
    }

    Result<void> feedReferences(const ParsedRow::Cells &cells)
    {
        for (const auto &[feed, text] : cells.references) {
            if (const auto fed = feedReference(feed, text); !fed)
                return fed;
        }
        return {};
    }

    void keep(int field, Value value)
    {
        m_values[size_t(field)] = std::move(value);
        m_fed.push_back(field);
    }

    /// Why a name leads nowhere. Rows are read on a screen as well, where no command is of use.
    static QString unresolved(const Field &field, const QString &text, const Error &error)
    {
        if (error.code != ErrorCode::NotFound)
            return error.message;
        const QString noun = QString::fromLatin1(field.refers.data(), qsizetype(field.refers.size()));
        return noun == u"person"
                   ? u"There is no person \"%1\"; let new names become people, or say who is meant."_s.arg(
                       text.left(80))
                   : u"There is no %1 \"%2\"; add it first, or say which is meant."_s.arg(noun, text.left(80));
    }

    Result<void> feedReference(const Feed &feed, const QString &text)
    {
        const auto &field = delegationEntity().fields[size_t(feed.field)];
        const QString known = m_references.value(feed.field).value(text);
        if (!known.isEmpty()) {
            keep(feed.field, Value(known));
            return {};
        }
        const auto id = resolve(m_store, *entityNamed(field.refers), text);
        if (!id && id.error().code == ErrorCode::NotFound && field.refers == "person" && m_options.mapping.createPeople)
            return feedNewcomer(feed, text);
        if (!id)
            return refuse(feed.column, u"%1: %2"_s.arg(field.title(), unresolved(field, text, id.error())));
        m_references[feed.field].insert(text, *id);
        keep(feed.field, Value(*id));
        return {};
    }

    /// Somebody not known yet becomes a person when the row is taken; until then only the rules know of them.
    Result<void> feedNewcomer(const Feed &feed, const QString &name)
    {
        const auto met = std::ranges::find_if(
            m_newcomers, [&](const Person &one) { return one.name.compare(name, Qt::CaseInsensitive) == 0; });
        if (met != m_newcomers.end()) {
            keep(feed.field, Value(met->id.text()));
            return {};
        }
        static const auto &field = entityOf<Person>().fields[size_t(entityOf<Person>().indexOf(u"name"_s))];
        const auto clean = parseField(field, name);
        if (!clean)
            return refuse(feed.column, clean.error().message);
        const Person person{PersonId(newUuid(m_store.random())), -1, textOf(*clean), {}, {}};
        if (const auto people = m_context.people(); !people)
            return tl::unexpected(people.error());
        m_context.remember(person);
        m_newcomers.append(person);
        keep(feed.field, Value(person.id.text()));
        return {};
    }

    Result<void> addNewcomers()
    {
        for (const auto &person : m_newcomers) {
            if (const auto id = m_people.addIn(m_writer, m_context, person); !id)
                return tl::unexpected(id.error());
            ++m_peopleAdded;
        }
        return {};
    }

    void forgetNewcomers()
    {
        for (const auto &person : m_newcomers)
            m_context.forget(person.id);
    }

    /// Values that an added delegation starts with where its cells say nothing.
    Result<void> takeDefaults(ParsedRow::Cells &defaults)
    {
        for (auto &[field, value] : defaults.values) {
            if (std::ranges::find(m_fed, field) == m_fed.end())
                keep(field, std::move(value));
            else // of the register's own columns, those the row leaves empty
                m_values[size_t(field)] =
                    applied(delegationEntity().fields[size_t(field)], value, m_values[size_t(field)]);
        }
        return feedReferences(defaults);
    }

    Result<RowOutcome> add(ParsedRow &row)
    {
        if (const auto taken = takeDefaults(row.defaults); !taken)
            return tl::unexpected(taken.error());
        const auto thing = fromRow<Delegation>(Row{row.identifier, -1, m_values});
        if (!m_newcomers.isEmpty()) {
            const auto added = m_service.wouldAdd(m_context, thing).and_then([this] { return addNewcomers(); });
            if (!added)
                return tl::unexpected(added.error());
        }
        const auto id = m_service.addIn(m_writer, m_context, thing);
        return id ? Result<RowOutcome>(RowOutcome::Accepted) : tl::unexpected(id.error());
    }

    /// An empty cell says nothing: it doesn't clear what is known.
    Result<RowOutcome> update(const DelegationId &known)
    {
        Patch patch;
        for (const int field : m_fed)
            patch.set(field, m_values[size_t(field)]);
        if (!m_newcomers.isEmpty()) {
            const auto added = m_service.wouldSet(m_context, known, patch).and_then([this] { return addNewcomers(); });
            if (!added)
                return tl::unexpected(added.error());
        }
        const auto n = m_service.setIn(m_writer, m_context, known, patch, {u"import"_s});
        if (!n)
            return tl::unexpected(n.error());
        return *n < 0 ? RowOutcome::Unchanged : RowOutcome::Updated;
    }

    /// The identifier where a delegation has it, empty where it is free to be one's. Error: what is no identifier.
    Result<QString> identified(const QString &key)
    {
        if (QUuid::fromString(key).toString(QUuid::WithoutBraces) != key)
            return refuse(
                m_plan.keyColumn,
                u"\"%1\" is no identifier; import rows that were added by hand from a file of their own, without id."_s
                    .arg(key.left(80)));
        const auto row = rowById(m_store, delegationEntity(), key);
        if (!row && row.error().code != ErrorCode::NotFound)
            return tl::unexpected(row.error());
        return row ? key : QString();
    }

    /// The delegation that a key names, empty where none has it. Error: a key that is empty, stood in a row before, or
    /// that several have.
    Result<QString> keyed(const ParsedRow &row)
    {
        const QString key = m_plan.keyIsIdentifier ? row.identifier : displayText(m_values[size_t(m_plan.keyField)]);
        if (key.isEmpty())
            return refuse(m_plan.keyColumn, u"the key is empty; give each row one."_s);
        if (m_seen.contains(key))
            return refuse(m_plan.keyColumn,
                          u"the key \"%1\" stands in row %2 already."_s.arg(key.left(80)).arg(m_seen.value(key)));
        m_seen.insert(key, row.number);
        if (m_plan.keyIsIdentifier)
            return identified(key);
        const auto count = m_known.count(key);
        if (count > 1)
            return refuse(m_plan.keyColumn,
                          u"the key \"%1\" fits %2 delegations; give each one of its own, or take another key."_s
                              .arg(key.left(80))
                              .arg(count));
        return m_known.value(key);
    }

    Store &m_store;
    Writer &m_writer;
    const ImportOptions &m_options;
    const ImportPlan &m_plan;
    RuleContext m_context;
    DelegationService m_service;
    PersonService m_people;
    int m_titleField = -1;
    std::vector<Value> m_blank, m_values;
    std::vector<int> m_fed;
    QMultiHash<QString, QString> m_known;
    QList<Person> m_newcomers; ///< the row's people who are not known yet
    QHash<QString, qint64> m_seen;
    QHash<int, QHash<QString, QString>> m_references;
    Refusal m_problem;
    qint64 m_peopleAdded = 0;
};

Result<void> addColumns(Store &store, Writer &writer, const QList<OwnColumn> &columns, ImportReport &report)
{
    RuleContext context(store);
    ColumnService service(store);
    for (const auto &column : columns) {
        if (const auto id = service.addIn(writer, context, column); !id)
            return tl::unexpected(id.error());
        report.columnsAdded << column.title;
    }
    return {};
}

constexpr size_t rowsAtOnce = 1000;

/// Takes all rows. While some are written on this thread, another parses the next.
Result<void> takeAll(CsvReader &reader, Importer &importer, const ImportPlan &plan, const ImportOptions &options,
                     ImportReport &report)
{
    RowParser parser(reader, plan, options.mapping);
    const auto parseAhead = [&parser] {
        return std::async(std::launch::async, [&parser] { return parser.next(rowsAtOnce); });
    };
    for (auto ahead = parseAhead();;) {
        auto parsed = ahead.get();
        if (!parsed)
            return tl::unexpected(parsed.error());
        if (parsed->rows.empty())
            return {};
        ahead = parseAhead();
        for (auto &row : parsed->rows) {
            if (const auto taken = importer.take(std::move(row), report); !taken)
                return taken;
        }
        if (options.progress && !options.progress(parsed->bytesRead, reader.bytesTotal()))
            return failure(ErrorCode::Cancelled,
                           u"The import was stopped at row %1; nothing was changed."_s.arg(report.rows));
    }
}

}

Result<CsvOptions> csvOptions(const ColumnMapping &mapping)
{
    CsvOptions options;
    options.hasHeader = mapping.hasHeader;
    if (mapping.encoding) {
        const auto encoding = encodingFromName(*mapping.encoding);
        if (!encoding)
            return tl::unexpected(encoding.error());
        options.encoding = *encoding;
    }
    if (mapping.delimiter)
        options.delimiter = mapping.delimiter->toLatin1();
    return options;
}

Result<QStringList> readHeaders(const QString &path, const ColumnMapping &mapping)
{
    const auto csv = csvOptions(mapping);
    if (!csv)
        return tl::unexpected(csv.error());
    return CsvReader::open(path, *csv).map([](const auto &reader) { return reader->headers(); });
}

Result<ImportReport> importDelegations(Store &store, const QString &path, const ImportOptions &options)
{
    const auto csv = csvOptions(options.mapping);
    if (!csv)
        return tl::unexpected(csv.error());
    auto reader = CsvReader::open(path, *csv);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto columns = registry::ownColumns(store);
    if (!columns)
        return tl::unexpected(columns.error());
    const auto made = columnsToMake(store, options.mapping, path, *columns, options.progress);
    if (!made)
        return tl::unexpected(made.error());
    const auto plan = makePlan(options.mapping, (*reader)->headers(), *columns + *made);
    if (!plan)
        return tl::unexpected(plan.error());
    ImportReport report;
    report.encoding = (*reader)->encoding();
    report.delimiter = QChar::fromLatin1((*reader)->delimiter());
    bool takenBack = false, isEmpty = false;
    const auto done = store.write([&](Writer &writer) -> Result<void> {
        const qint64 firstEntry = writer.size();
        if (const auto added = addColumns(store, writer, *made, report); !added)
            return added;
        const qint64 firstRow = writer.size();
        Importer importer(store, writer, options, *plan);
        if (const auto known = importer.readKeys(); !known)
            return known;
        if (const auto taken = takeAll(**reader, importer, *plan, options, report); !taken)
            return taken;
        report.peopleAdded = importer.peopleAdded();
        const auto digest = fileDigest(path);
        if (!digest)
            return tl::unexpected(digest.error());
        if (!plan->hasKey() && report.accepted > 0) {
            auto earlier = earlierImport(store, *digest);
            if (!earlier)
                return tl::unexpected(earlier.error());
            report.earlier = *earlier;
        }
        takenBack = options.dryRun || (options.strict && report.refused > 0);
        isEmpty = writer.size() == firstRow;
        if (takenBack || isEmpty)
            return failure(ErrorCode::Cancelled, {});
        return keepAccount(store, writer, path, *digest, firstEntry, report);
    });
    if (!done && !takenBack && !isEmpty)
        return tl::unexpected(done.error());
    report.kept = !takenBack;
    if (isEmpty)
        report.columnsAdded.clear(); // without rows that use them there are none
    return report;
}

}
