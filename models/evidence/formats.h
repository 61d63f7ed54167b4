#pragma once

#include "domain/terms.h"
#include "exchange/column_mapping.h"
#include "exchange/row_source.h"

/// The files evidence comes in. Each format is a table to the rest of Muster: it has named columns, rows, and a mapping
/// of those columns to the fields of its kind which a person may change.
namespace muster::evidence {

struct Format
{
    QString name;  ///< on the command line, e.g. `github`
    QString title; ///< on a screen, e.g. "GitHub pull requests"
    EvidenceKind kind = EvidenceKind::Reviews;
    QString source;                                 ///< where its shape is documented
    QStringList headers;                            ///< the columns it gives; empty for CSV, which has its own
    QList<exchange::MappedColumn> columns;          ///< which field each column is, unless a mapping says otherwise
    QMap<QString, QMap<QString, QString>> values{}; ///< what its words mean, as in a mapping
};

/// The fields of a kind, in the order that a page shows them.
QStringList fieldsOf(EvidenceKind kind);

/// Every format, CSV of each kind first. Several have the name `csv`, one a kind.
const QList<Format> &formats();

/// The format of this name, and of this kind where one is given; nullptr where there is none, or where the name fits several.
const Format *formatNamed(const QString &name, std::optional<EvidenceKind> kind = {});

/// The format of a file by its beginning, at most 256 KB of it. A CSV file's kind is told by its headers: by the fields'
/// names. A folder is outputs. Errors: NotFound, Io, InvalidInput where it is none of these, saying what was seen; Ambiguous where a
/// CSV file's headers fit several kinds or none, so that its kind has to be said.
Result<const Format *> recognise(const QString &path);

/// Opens a file of that format as rows. Errors: NotFound, Io, InvalidInput with what is wrong with its beginning.
Result<std::unique_ptr<exchange::RowSource>> openRows(const QString &path, const Format &format,
                                                      const exchange::CsvOptions &csv = {});

}
