#include "evidence/evidence_import.h"

#include "evidence/known_rows.h"
#include "evidence/row_makers.h"
#include "exchange/import_account.h"
#include "register/evidence_writer.h"
#include "register/inventory_services.h"

#include <QFileInfo>

namespace muster::evidence {

using namespace Qt::StringLiterals;
using namespace muster::registry;
using exchange::CsvRow;
using exchange::RowOutcome;

namespace {

constexpr qint64 rowsBetweenProgress = 2000;
constexpr qsizetype longestCellShown = 300;

/// Reads the rows of one file into a register, within one transaction.
class EvidenceImporter
{
public:
    EvidenceImporter(RowMaker maker, EvidenceWriter &writer, const EvidenceOptions &options, EvidenceReport &report)
        : m_maker(std::move(maker)), m_writer(writer), m_options(options), m_report(report)
    {
    }

    Result<void> readKnown(Store &store) { return m_known.read(store, m_report.format->kind); }

    template <typename Row>
    Result<void> takeAll(exchange::RowSource &source)
    {
        CsvRow cells;
        Row row;
        for (;;) {
            const auto more = source.next(cells);
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                return {};
            row = Row{};
            if (const auto taken = take(cells, row); !taken)
                return taken;
            if (m_report.rows % rowsBetweenProgress == 0 && m_options.progress
                && !m_options.progress(source.bytesRead(), source.bytesTotal()))
                return failure(ErrorCode::Cancelled,
                               u"The import was stopped at row %1; nothing was changed."_s.arg(m_report.rows));
        }
    }

    const RowMaker &maker() const { return m_maker; }

private:
    template <typename Row>
    Result<void> take(const CsvRow &cells, Row &row)
    {
        ++m_report.rows;
        if (cells.undecodable >= 0)
            return refuse(cells.number, u"#%1"_s.arg(cells.undecodable + 1),
                          u"A byte stands for no character; save the file as UTF-8, or name its encoding."_s);
        if (const auto wrong = m_maker.make(cells, row))
            return refuse(cells.number, wrong->field < 0 ? QString() : m_maker.plan().columnName(wrong->field),
                          wrong->reason);
        switch (m_known.judge(row)) {
        case KnownRows::Answer::New: break;
        case KnownRows::Answer::Same:
            ++m_report.unchanged;
            preview(cells.number, RowOutcome::Unchanged);
            return {};
        case KnownRows::Answer::Different:
            return refuse(cells.number, {},
                          u"It was read in before with other values; undo that import first, or leave the row out."_s);
        case KnownRows::Answer::Twice:
            return refuse(cells.number, {}, u"It stands in this file already; leave one of the two out."_s);
        }
        if constexpr (requires { row.subject; }) {
            if (row.subject.delegation.empty())
                ++m_report.aside;
        }
        ++m_report.accepted;
        preview(cells.number, RowOutcome::Accepted);
        return m_writer.add(row);
    }

    Result<void> refuse(qint64 row, const QString &column, const QString &reason)
    {
        ++m_report.refused;
        if (m_report.problems.size() < EvidenceReport::listedProblems)
            m_report.problems.append({row, column, reason});
        preview(row, RowOutcome::Refused);
        return {};
    }

    void preview(qint64 row, RowOutcome outcome)
    {
        if (m_report.preview.size() < m_options.previewRows)
            m_report.preview.append({row, outcome, {}});
    }

    RowMaker m_maker;
    EvidenceWriter &m_writer;
    const EvidenceOptions &m_options;
    EvidenceReport &m_report;
    KnownRows m_known;
};

Result<void> takeRows(EvidenceImporter &importer, exchange::RowSource &source, EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::Reviews: return importer.takeAll<ReviewRow>(source);
    case EvidenceKind::Usage: return importer.takeAll<UsageRow>(source);
    case EvidenceKind::Prices: return importer.takeAll<PriceRow>(source);
    case EvidenceKind::Outputs: return importer.takeAll<OutputRow>(source);
    }
    return {};
}

Result<const Format *> formatOf(const QString &path, const Format *asked)
{
    return asked ? Result<const Format *>(asked) : recognise(path);
}

/// A file's digest; of a folder, that of the names, sizes and times of its files, which its rows have too.
Result<QString> digestOf(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return exchange::fileDigest(path);
    const Format *folder = formatNamed(u"folder"_s);
    auto rows = folder ? openRows(path, *folder) : Result<std::unique_ptr<exchange::RowSource>>();
    if (!rows)
        return tl::unexpected(rows.error());
    ledger::Sha256 sha;
    CsvRow cells;
    for (;;) {
        const auto more = (*rows)->next(cells);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return QString::fromStdString(ledger::toHex(sha.finish()));
        for (const auto cell : cells.fields) {
            sha.add(cell);
            sha.add(std::string_view("\0", 1));
        }
    }
}

Result<void> mustBeNew(Store &store, const QString &digest)
{
    const auto same =
        allWhere<EvidenceImport>(store, u"WHERE sha256 = ? AND undone_on IS NULL ORDER BY n DESC LIMIT 1"_s, {digest});
    if (!same)
        return tl::unexpected(same.error());
    if (same->isEmpty())
        return {};
    return failure(
        ErrorCode::Refused,
        u"This very file was read in already (import %1, %2 rows); undo that import first, or choose another file."_s
            .arg(same->first().id.text())
            .arg(same->first().rows));
}

Result<void> keepEvidenceAccount(Store &store, Writer &writer, const QString &path, const QString &digest,
                                 const QString &zone, const EvidenceWriter::Written &written, EvidenceReport &report)
{
    EvidenceImport account;
    account.id = EvidenceId(newUuid(store.random()));
    const auto name = cleanText(QFileInfo(path).fileName().left(500), u"The file's name"_s, true, 500);
    account.file = name ? *name : u"evidence"_s;
    account.sha256 = digest;
    account.kind = report.format->kind;
    account.format = report.format->name;
    account.rows = report.rows;
    account.accepted = report.accepted;
    account.updated = report.updated;
    account.unchanged = report.unchanged;
    account.refused = report.refused;
    account.aside = report.aside;
    account.rowsSha256 = written.sha256;
    account.firstOn = written.firstOn;
    account.lastOn = written.lastOn;
    account.timeZone = zone;
    report.id = account.id;
    const auto n =
        writer.append(additionOf(entityOf<EvidenceImport>(), toRow(account), kindNamed("evidence.imported")));
    return n ? Result<void>() : tl::unexpected(n.error());
}

}

Result<EvidenceGlimpse> glimpse(const QString &path, const Format *format, const exchange::ColumnMapping &mapping,
                                qsizetype rows)
{
    const auto found = formatOf(path, format);
    if (!found)
        return tl::unexpected(found.error());
    const auto csv = exchange::csvOptions(mapping);
    if (!csv)
        return tl::unexpected(csv.error());
    const auto source = openRows(path, **found, *csv);
    if (!source)
        return tl::unexpected(source.error());
    EvidenceGlimpse seen{*found, (*source)->headers(), {}, completed(**found, mapping, (*source)->headers())};
    CsvRow cells;
    while (seen.firstRows.size() < rows) {
        const auto more = (*source)->next(cells);
        if (!more && seen.firstRows.isEmpty())
            return tl::unexpected(more.error());
        if (!more || !*more)
            break;
        QStringList texts;
        for (const auto cell : cells.fields)
            texts << exchange::fieldText(cell).left(longestCellShown);
        seen.firstRows << texts;
    }
    return seen;
}

Result<EvidenceReport> importEvidence(Store &store, const QString &path, const EvidenceOptions &options)
{
    const auto format = formatOf(path, options.format);
    if (!format)
        return tl::unexpected(format.error());
    const auto csv = exchange::csvOptions(options.mapping);
    if (!csv)
        return tl::unexpected(csv.error());
    const auto source = openRows(path, **format, *csv);
    if (!source)
        return tl::unexpected(source.error());
    auto plan = RowPlan::make(**format, options.mapping, (*source)->headers());
    if (!plan)
        return tl::unexpected(plan.error());
    EvidenceReport report;
    report.format = *format;
    bool takenBack = false;
    const auto done = store.write([&](Writer &writer) -> Result<void> {
        const auto digest = digestOf(path);
        const auto info = store.info();
        if (!digest || !info)
            return tl::unexpected(!digest ? digest.error() : info.error());
        if (const auto isNew = mustBeNew(store, *digest); !isNew)
            return isNew;
        auto subjects = SubjectFinder::make(store);
        if (!subjects)
            return tl::unexpected(subjects.error());
        const QTimeZone zone(info->timeZone.toUtf8());
        EvidenceWriter rows(writer, zone);
        EvidenceImporter importer(RowMaker(std::move(*plan), std::move(*subjects), zone), rows, options, report);
        if (const auto taken =
                importer.readKnown(store).and_then([&] { return takeRows(importer, **source, (*format)->kind); });
            !taken)
            return taken;
        report.unknown = importer.maker().subjects().unknown();
        const auto written = rows.finish();
        if (!written)
            return tl::unexpected(written.error());
        report.firstOn = written->firstOn;
        report.lastOn = written->lastOn;
        takenBack = options.dryRun || report.accepted == 0;
        if (takenBack)
            return failure(ErrorCode::Cancelled, {});
        return keepEvidenceAccount(store, writer, path, *digest, info->timeZone, *written, report);
    });
    if (!done && !takenBack)
        return tl::unexpected(done.error());
    report.kept = !takenBack;
    return report;
}

Result<void> undoEvidence(Store &store, const EvidenceId &id)
{
    return store.write([&](Writer &writer) -> Result<void> {
        const auto row = rowById(store, entityOf<EvidenceImport>(), id.text());
        if (!row)
            return tl::unexpected(row.error());
        if (const auto account = fromRow<EvidenceImport>(*row); account.undoneOn)
            return failure(ErrorCode::Refused,
                           u"This import was undone on %1 already."_s.arg(account.undoneOn->toString(Qt::ISODate)));
        if (const auto removed = removeEvidence(writer, row->n); !removed)
            return removed;
        Patch patch;
        patch.set(entityOf<EvidenceImport>().indexOf(u"undoneOn"_s), Value(store.today().toString(Qt::ISODate)));
        const auto n = writer.append(changeOf(entityOf<EvidenceImport>(), *row, patch, kindNamed("evidence.undone")));
        return n ? Result<void>() : tl::unexpected(n.error());
    });
}

Result<QList<EvidenceImport>> evidenceImports(Store &store)
{
    return allWhere<EvidenceImport>(store, u"ORDER BY n DESC"_s);
}

Result<QList<UnknownName>> unknownNames(Store &store)
{
    const auto names = asideNames(store);
    const auto finder = SubjectFinder::make(store);
    if (!names || !finder)
        return tl::unexpected(!names ? names.error() : finder.error());
    QList<UnknownName> unknown;
    for (const auto &name : *names)
        unknown.append({name.name, name.rows, finder->nearest(name.name), false});
    return unknown;
}

Result<AliasId> assignName(Store &store, const QString &name, const DelegationId &delegation)
{
    const auto clean = cleanText(name.trimmed(), u"The name"_s, true, 500);
    if (!clean)
        return tl::unexpected(clean.error());
    return AliasService(store).add(Alias{{}, -1, delegation, Title(*clean)});
}

}
