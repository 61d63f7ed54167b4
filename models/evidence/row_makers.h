#pragma once

#include "evidence/cell.h"
#include "evidence/row_plan.h"
#include "evidence/subject_finder.h"
#include "register/evidence_rows.h"

#include <QTimeZone>

namespace muster::evidence {

/// Why a row can't be taken, and which field is at fault; -1: the row as a whole.
struct RowFault
{
    int field = -1;
    QString reason;
};

/// What the cells of a file say, as rows of evidence. Texts of a row live until the next is made.
class RowMaker
{
public:
    RowMaker(RowPlan plan, SubjectFinder subjects, const QTimeZone &zone);

    /// Each fills its row, or says why it can't.
    std::optional<RowFault> make(const exchange::CsvRow &cells, registry::ReviewRow &row);
    std::optional<RowFault> make(const exchange::CsvRow &cells, registry::UsageRow &row);
    std::optional<RowFault> make(const exchange::CsvRow &cells, registry::PriceRow &row);
    std::optional<RowFault> make(const exchange::CsvRow &cells, registry::OutputRow &row);

    const RowPlan &plan() const { return m_plan; }
    const SubjectFinder &subjects() const { return m_subjects; }

private:
    std::optional<RowFault> text(int field, const exchange::CsvRow &cells, std::string_view &into,
                                 size_t longest = 500);
    std::optional<RowFault> number(int field, const exchange::CsvRow &cells, std::optional<qint64> &into);
    std::optional<RowFault> money(int field, const exchange::CsvRow &cells, std::optional<qint64> &into);
    std::optional<RowFault> when(int field, const exchange::CsvRow &cells, std::optional<Moment> &into);
    std::optional<RowFault> date(int field, const exchange::CsvRow &cells, std::string_view &into);
    std::optional<RowFault> subject(int field, const exchange::CsvRow &cells, registry::EvidenceSubject &into);
    std::optional<RowFault> duration(const exchange::CsvRow &cells, registry::ReviewRow &row);
    RowFault fault(int field, const QString &reason, std::string_view cell) const;

    RowPlan m_plan;
    SubjectFinder m_subjects;
    registry::DayFinder m_days;
    std::array<std::string, 9> m_texts; ///< a field each, where they are not as in the file
};

}
