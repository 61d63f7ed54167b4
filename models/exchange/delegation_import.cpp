#include "exchange/delegation_import.h"

#include "exchange/import_rows.h"
#include "register/inventory_services.h"

#include <QFile>
#include <QFileInfo>
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
        for (auto &[field, value] : row.values)
            keep(field, std::move(value));
        if (row.refusal) {
            m_problem = *row.refusal;
            return failure(ErrorCode::InvalidInput, row.refusal->reason);
        }
        for (const auto &[feed, text] : row.references) {
            if (const auto fed = feedReference(feed, text); !fed)
                return tl::unexpected(fed.error());
        }
        return m_plan.hasKey() ? addOrUpdate(row) : add();
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
        auto id = resolve(m_store, *entityNamed(field.refers), text);
        if (!id && id.error().code == ErrorCode::NotFound && field.refers == "person" && m_options.mapping.createPeople)
            id = addPerson(text);
        if (!id)
            return refuse(feed.column, u"%1: %2"_s.arg(field.title(), unresolved(field, text, id.error())));
        m_references[feed.field].insert(text, *id);
        keep(feed.field, Value(*id));
        return {};
    }

    Result<QString> addPerson(const QString &name)
    {
        const auto clean = parseField(entityOf<Person>().fields[size_t(entityOf<Person>().indexOf(u"name"_s))], name);
        if (!clean)
            return tl::unexpected(clean.error());
        Person person;
        person.name = textOf(*clean);
        const auto id = m_people.addIn(m_writer, m_context, person);
        if (id)
            ++m_peopleAdded;
        return id.map([](const PersonId &made) { return made.text(); });
    }

    Result<RowOutcome> add(const QString &identifier = {})
    {
        auto thing = fromRow<Delegation>(Row{identifier, -1, m_values});
        const auto id = m_service.addIn(m_writer, m_context, std::move(thing));
        if (!id)
            return tl::unexpected(id.error());
        return RowOutcome::Accepted;
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

    Result<RowOutcome> addOrUpdate(const ParsedRow &row)
    {
        const QString key = m_plan.keyIsIdentifier ? row.identifier : displayText(m_values[size_t(m_plan.keyField)]);
        if (key.isEmpty())
            return refuse(m_plan.keyColumn, u"the key is empty; give each row one."_s);
        if (m_seen.contains(key))
            return refuse(m_plan.keyColumn,
                          u"the key \"%1\" stands in row %2 already."_s.arg(key.left(80)).arg(m_seen.value(key)));
        m_seen.insert(key, row.number);
        const auto known = m_plan.keyIsIdentifier ? identified(key) : Result<QString>(m_known.value(key));
        if (!known)
            return tl::unexpected(known.error());
        if (known->isEmpty())
            return add(m_plan.keyIsIdentifier ? key : QString());
        // An empty cell says nothing: it doesn't clear what is known.
        Patch patch;
        for (const int field : m_fed)
            patch.set(field, m_values[size_t(field)]);
        const auto n = m_service.setIn(m_writer, m_context, DelegationId(*known), patch, {u"import"_s});
        if (!n)
            return tl::unexpected(n.error());
        return *n < 0 ? RowOutcome::Unchanged : RowOutcome::Updated;
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
    QHash<QString, QString> m_known;
    QHash<QString, qint64> m_seen;
    QHash<int, QHash<QString, QString>> m_references;
    Refusal m_problem;
    qint64 m_peopleAdded = 0;
};

Result<QString> fileDigest(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, u"%1 can't be read; ask its owner for permission."_s.arg(path));
    ledger::Sha256 digest;
    QByteArray block(1 << 20, Qt::Uninitialized);
    while (!file.atEnd()) {
        const qint64 got = file.read(block.data(), block.size());
        if (got < 0)
            return failure(ErrorCode::Io, u"%1 can't be read to its end; check the disk."_s.arg(path));
        digest.add({block.constData(), size_t(got)});
    }
    return QString::fromStdString(ledger::toHex(digest.finish()));
}

Result<void> keepAccount(Store &store, Writer &writer, const QString &path, qint64 firstEntry, ImportReport &report)
{
    if (writer.size() == firstEntry)
        return {};
    const auto digest = fileDigest(path);
    if (!digest)
        return tl::unexpected(digest.error());
    Import account;
    account.id = ImportId(newUuid(store.random()));
    account.file = QFileInfo(path).fileName().left(500);
    account.sha256 = *digest;
    account.rows = report.rows;
    account.accepted = report.accepted;
    account.updated = report.updated;
    account.unchanged = report.unchanged;
    account.refused = report.refused;
    account.firstEntry = firstEntry;
    account.lastEntry = writer.size() - 1;
    report.id = account.id;
    const auto n = writer.append(additionOf(entityOf<Import>(), toRow(account), kindNamed("import.completed")));
    return n ? Result<void>() : tl::unexpected(n.error());
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
    const auto plan = makePlan(options.mapping, (*reader)->headers());
    if (!plan)
        return tl::unexpected(plan.error());
    ImportReport report;
    report.encoding = (*reader)->encoding();
    report.delimiter = QChar::fromLatin1((*reader)->delimiter());
    bool takenBack = false;
    const auto done = store.write([&](Writer &writer) -> Result<void> {
        const qint64 firstEntry = writer.size();
        Importer importer(store, writer, options, *plan);
        if (const auto known = importer.readKeys(); !known)
            return known;
        if (const auto taken = takeAll(**reader, importer, *plan, options, report); !taken)
            return taken;
        report.peopleAdded = importer.peopleAdded();
        takenBack = options.dryRun || (options.strict && report.refused > 0);
        if (takenBack)
            return failure(ErrorCode::Cancelled, {});
        return keepAccount(store, writer, path, firstEntry, report);
    });
    if (!done && !takenBack)
        return tl::unexpected(done.error());
    report.kept = !takenBack;
    return report;
}

namespace {

/// Takes one entry of an import back, if what it touched is still as the import left it.
Result<void> takeBack(Store &store, Writer &writer, const Entry &entry)
{
    const auto &entity = *entry.change.kind->entity;
    const auto row = rowById(store, entity, entry.change.id);
    if (!row)
        return tl::unexpected(row.error());
    if (row->n != entry.head.n)
        return failure(
            ErrorCode::Refused,
            u"%1 was changed since the import (entry %2); take that back first."_s.arg(entry.change.id).arg(row->n));
    Change back = entry.change;
    const bool added = entry.change.kind->operation == Operation::Add;
    back.kind = kindOf(entity, added ? Operation::Withdraw : Operation::Set);
    back.why = u"import undone"_s;
    if (added)
        back.fields.clear();
    for (auto &item : back.fields)
        std::swap(item.before, item.after);
    const auto n = writer.append(back);
    return n ? Result<void>() : tl::unexpected(n.error());
}

}

Result<void> undoImport(Store &store, const ImportId &id)
{
    const auto account = byId<Import>(store, id);
    if (!account)
        return tl::unexpected(account.error());
    if (account->undoneOn)
        return failure(ErrorCode::Refused,
                       u"This import was undone on %1 already."_s.arg(account->undoneOn->toString(Qt::ISODate)));
    const auto entries = entriesBackwards(store, account->firstEntry.value_or(0), account->lastEntry.value_or(-1));
    if (!entries)
        return tl::unexpected(entries.error());
    return store.write([&](Writer &writer) -> Result<void> {
        for (const auto &entry : *entries) {
            if (const auto done = takeBack(store, writer, entry); !done)
                return done;
        }
        const Row before = toRow(*account);
        Patch patch;
        patch.set(entityOf<Import>().indexOf(u"undoneOn"_s), Value(store.today().toString(Qt::ISODate)));
        const auto n = writer.append(changeOf(entityOf<Import>(), before, patch, kindNamed("import.undone")));
        return n ? Result<void>() : tl::unexpected(n.error());
    });
}

}
