#pragma once

#include "ledger/sha256.h"
#include "register/evidence_days.h"
#include "register/store.h"

#include <QTimeZone>

#include <unordered_map>

namespace muster::registry {

/// Writes the rows of one import within its transaction, digests them and adds them up by day. The entry of the import has
/// to be the next one appended.
class EvidenceWriter
{
public:
    /// Days are days in `zone`.
    EvidenceWriter(Writer &writer, QTimeZone zone);

    /// Errors: what the database says.
    Result<void> add(const ReviewRow &row);
    Result<void> add(const UsageRow &row);
    Result<void> add(const PriceRow &row);
    Result<void> add(const OutputRow &row);

    /// What the import's entry says of its rows.
    struct Written
    {
        QString sha256;
        std::optional<QDate> firstOn, lastOn;
    };

    /// Writes the days. Errors: what the database says.
    Result<Written> finish();

private:
    using Ids = std::unordered_map<std::string, qint64>;

    Result<BulkStatement *> statement(const QString &table, const QString &columns, BulkStatement *&kept);
    Result<qint64> textId(std::string_view text);
    Result<qint64> subjectId(const EvidenceSubject &subject);
    void digest(size_t flushAt);
    void meet(qint64 day);
    Result<void> writeReviewDays();
    Result<void> writeUsageDays();

    Writer &m_writer;
    qint64 m_import;
    EvidenceDays m_days;
    ledger::Sha256 m_sha;
    std::string m_lines;
    Ids m_texts, m_subjects;
    std::string m_key;
    BulkStatement *m_statement = nullptr;
    std::optional<qint64> m_firstDay, m_lastDay;
};

/// Takes away every row of an import and its days. `import` is the number of the entry that told of it.
Result<void> removeEvidence(Writer &writer, qint64 import);

}
