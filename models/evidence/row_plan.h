#pragma once

#include "evidence/formats.h"

#include <unordered_map>

namespace muster::evidence {

/// The fields that a row can't be without, each from a column or by default.
QStringList neededFields(EvidenceKind kind);

/// Where the value of each field of a kind comes from: a column and what its words mean, or a default.
class RowPlan
{
public:
    /// `mapping` is put over the format's own. Errors: Usage for a field the kind does not have or one that has to be there and is
    /// not; those of exchange::resolve().
    static Result<RowPlan> make(const Format &format, const exchange::ColumnMapping &mapping,
                                const QStringList &headers);

    /// The text of a field in a row: trimmed, mapped, the default where empty. Lives until the next call for this field.
    std::string_view cell(int field, const exchange::CsvRow &row);

    /// What a field's column is called in a message; the field's name where it has none.
    QString columnName(int field) const;

    /// A plan as a mapping, to be shown and kept.
    const exchange::ColumnMapping &mapping() const { return m_mapping; }

private:
    struct Feed
    {
        int column = -1;
        bool mapsValues = false;
        std::string byDefault;
        std::unordered_map<std::string, std::string> known; ///< what a cell came to, by its text
    };

    const std::string &mapped(int field, std::string_view cell);

    QStringList m_fields, m_headers;
    exchange::ColumnMapping m_mapping;
    std::vector<Feed> m_feeds;
    std::string m_sought;
};

/// A mapping with the format's own columns and word meanings where it says nothing of a field.
exchange::ColumnMapping completed(const Format &format, const exchange::ColumnMapping &mapping,
                                  const QStringList &headers);

}
