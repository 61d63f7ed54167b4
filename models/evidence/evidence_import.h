#pragma once

#include "domain/evidence_entities.h"
#include "evidence/formats.h"
#include "exchange/delegation_import.h"
#include "register/evidence_reader.h"

/// Reading files of evidence into a register, and taking them back.
namespace muster::evidence {

/// How a file is read in.
struct EvidenceOptions
{
    exchange::ColumnMapping mapping;  ///< put over the format's own; `key`, notes and new columns say nothing here
    const Format *format = nullptr;   ///< nullptr: found out
    bool dryRun = false;              ///< say what would happen and change nothing
    qsizetype previewRows = 0;        ///< how many rows' outcomes to list
    registry::Progress progress = {}; ///< told in bytes of the file
};

/// A name in a file that is no delegation's: its rows are kept aside until somebody says which is meant.
struct UnknownName
{
    QString name;
    qint64 rows = 0;
    QString nearest;          ///< the delegation whose title is most like it; empty where none is near
    bool isAmbiguous = false; ///< several delegations are called so

    bool operator==(const UnknownName &) const = default;
};

/// The account of a file. Rows kept aside are among the accepted; of the problems it has the first, at most `listedProblems`.
struct EvidenceReport : exchange::RowAccount
{
    const Format *format = nullptr;
    qint64 aside = 0;
    QList<exchange::PreviewedRow> preview;
    QList<UnknownName> unknown; ///< the one with most rows first
    std::optional<QDate> firstOn, lastOn;
    bool kept = false;
    std::optional<EvidenceId> id; ///< nothing after a dry run and where no row was new

    static constexpr qsizetype listedProblems = 10'000;
};

/// What there is to see of a file before deciding what its columns mean.
struct EvidenceGlimpse
{
    const Format *format = nullptr;
    QStringList headers;
    QList<QStringList> firstRows;    ///< cells cut at 300 characters
    exchange::ColumnMapping mapping; ///< what would be read as what
};

/// Reads the beginning of a file as `format`, or as what it is recognised as. Errors: those of recognise() and openRows().
Result<EvidenceGlimpse> glimpse(const QString &path, const Format *format, const exchange::ColumnMapping &mapping = {},
                                qsizetype rows = 20);

/// Reads a file into the register's evidence, all in one transaction: a cancelled or failing import leaves nothing behind. The
/// import is one entry, with the digests of the file and of the rows kept. A row that was read in before counts as unchanged and is
/// not kept twice; one of the same output that says otherwise is refused.
/// Errors: those of recognise(), openRows() and the mapping; Refused where the very same file was read in and not undone.
Result<EvidenceReport> importEvidence(registry::Store &store, const QString &path, const EvidenceOptions &options);

/// Takes an import back whole: its rows are gone, and its entry says that it was undone. Errors: NotFound; Refused where it was
/// undone already.
Result<void> undoEvidence(registry::Store &store, const EvidenceId &id);

/// Every import, the newest first. Errors: what the database says.
Result<QList<EvidenceImport>> evidenceImports(registry::Store &store);

/// The names that lead to no delegation yet, with the nearest title. Errors: what the database says.
Result<QList<UnknownName>> unknownNames(registry::Store &store);

/// Says which delegation a name in files means, for the rows kept aside and for files to come. Errors: InvalidInput, Refused
/// where the name is given to another delegation already.
Result<AliasId> assignName(registry::Store &store, const QString &name, const DelegationId &delegation);

}
