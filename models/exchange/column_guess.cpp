#include "exchange/column_guess.h"

#include "domain/entities.h"

namespace muster::exchange {

using namespace Qt::StringLiterals;

namespace {

/// The fields that may be guessed, the telling ones first, and what spreadsheets call them.
const QList<KnownField> &knownFields()
{
    static const QList<KnownField> fields{
        {u"title"_s,
         {u"Use case name"_s, u"Use case title"_s, u"AI use case"_s, u"Use case"_s, u"Workflow name"_s, u"Workflow"_s,
          u"Delegation"_s, u"Process name"_s, u"Process"_s, u"Task name"_s, u"Task"_s, u"System name"_s, u"AI system"_s,
          u"Project name"_s, u"Name"_s}},
        {u"purpose"_s,
         {u"Description"_s, u"Use case description"_s, u"Short description"_s, u"Summary"_s, u"Intended purpose"_s,
          u"Business purpose"_s, u"Purpose and benefits"_s, u"Objective"_s, u"Goal"_s, u"What it does"_s, u"Why"_s}},
        {u"owner"_s,
         {u"Owner name"_s, u"Owned by"_s, u"Responsible"_s, u"Responsible person"_s, u"Person responsible"_s,
          u"Accountable"_s, u"Workflow owner"_s, u"Use case owner"_s, u"Process owner"_s, u"Business owner"_s,
          u"Product owner"_s, u"Point of contact"_s, u"Contact person"_s, u"Contact"_s}},
        {u"team"_s,
         {u"Team name"_s, u"Department"_s, u"Business unit"_s, u"Unit"_s, u"Division"_s, u"Squad"_s, u"Group"_s,
          u"Bureau"_s, u"Agency"_s, u"Organisation"_s, u"Organization"_s}},
        {u"risk"_s,
         {u"Risk level"_s, u"Risk class"_s, u"Risk rating"_s, u"Risk category"_s, u"Risk tier"_s,
          u"Risk classification"_s, u"Criticality"_s}},
        {u"tier"_s, {u"Model tier"_s, u"Model size"_s, u"Model class"_s}},
        {u"model"_s,
         {u"AI model"_s, u"Model name"_s, u"AI model used"_s, u"Model used"_s, u"Language model"_s, u"LLM"_s,
          u"Foundation model"_s}},
        {u"status"_s,
         {u"Current status"_s, u"State"_s, u"Stage"_s, u"Lifecycle stage"_s, u"Lifecycle status"_s,
          u"Stage of development"_s, u"Development stage"_s}},
        {u"externalId"_s,
         {u"External ID"_s, u"Use case ID"_s, u"Inventory ID"_s, u"Inventory number"_s, u"ID"_s, u"Identifier"_s,
          u"No."_s, u"Number"_s, u"Reference number"_s, u"Ref"_s}},
        {u"nextDue"_s,
         {u"Next audit"_s, u"Next audit date"_s, u"Next review"_s, u"Next review date"_s, u"Next check"_s,
          u"Next look"_s, u"Review due"_s, u"Due date"_s, u"Due"_s}},
        {u"lastAudit"_s,
         {u"Last audit date"_s, u"Last audited"_s, u"Last review"_s, u"Last review date"_s, u"Last reviewed"_s,
          u"Last checked"_s, u"Date of last review"_s}},
        {u"cadence"_s,
         {u"Audit cadence"_s, u"Audit frequency"_s, u"Review cadence"_s, u"Review frequency"_s, u"Review cycle"_s,
          u"Frequency"_s}},
        {u"deputy"_s, {u"Deputy owner"_s, u"Backup owner"_s, u"Substitute"_s, u"Stand-in"_s}},
        {u"maintainer"_s, {u"Maintained by"_s, u"Technical owner"_s, u"Technical contact"_s, u"Built by"_s}},
        {u"reviewer"_s, {u"Reviewed by"_s, u"Human reviewer"_s, u"Checked by"_s, u"Approver"_s}},
        {u"escalation"_s, {u"Escalation contact"_s, u"Escalates to"_s}},
        {u"outcome"_s,
         {u"Business outcome"_s, u"Expected benefit"_s, u"Benefits"_s, u"Benefit"_s, u"Business value"_s}},
        {u"outcomeMeasure"_s, {u"KPI"_s, u"Success metric"_s, u"Success measure"_s, u"Metric"_s, u"Measure"_s}},
        {u"outcomeTarget"_s, {u"KPI target"_s, u"Target value"_s, u"Target"_s}},
        {u"outcomeLatest"_s, {u"Latest value"_s, u"Current value"_s}},
        {u"modelKind"_s, {}},
        {u"modelEndsOn"_s, {u"Model end date"_s, u"Model end of life"_s, u"Model retirement date"_s}},
        {u"promptReference"_s, {u"Prompt link"_s, u"Prompt location"_s, u"Prompt"_s, u"Instructions"_s}},
        {u"promptVersion"_s, {u"Version of the prompt"_s}},
        {u"pattern"_s, {u"Operating pattern"_s}},
        {u"allowed"_s, {u"Allowed actions"_s, u"Permitted actions"_s}},
        {u"forbidden"_s, {u"Forbidden actions"_s, u"Prohibited actions"_s, u"Not allowed"_s}},
        {u"untrustedInput"_s, {u"Reads untrusted input"_s}},
        {u"taskSplit"_s, {u"Split of tasks"_s}},
        {u"inputs"_s, {u"Input"_s, u"Input data"_s, u"Data used"_s}},
        {u"outputs"_s, {u"Output"_s, u"AI output"_s, u"System outputs"_s, u"Deliverable"_s}},
        {u"validation"_s, {u"Quality check"_s, u"Quality control"_s, u"How it is checked"_s}},
        {u"fallback"_s, {u"Failure response"_s, u"Manual fallback"_s, u"Fallback process"_s}},
        {u"records"_s, {u"Records kept"_s, u"Logging"_s}},
        {u"definition"_s, {u"Definition of Done"_s, u"AI Definition of Done"_s, u"DoD"_s}},
        {u"controls"_s, {u"Safeguards"_s, u"Guardrails"_s, u"Mitigations"_s}},
        {u"sharedComponents"_s, {}},
        {u"seats"_s, {u"Licences"_s, u"Licenses"_s, u"Number of seats"_s, u"Paid seats"_s}},
        {u"activeUsers"_s, {u"Number of users"_s, u"User count"_s, u"Users"_s}},
        {u"volumePerMonth"_s, {u"Monthly volume"_s, u"Runs per month"_s, u"Calls per month"_s}},
        {u"improvementPlan"_s, {u"Improvements planned"_s}},
        {u"notes"_s, {u"Note"_s, u"Comments"_s, u"Comment"_s, u"Remarks"_s, u"Remark"_s}},
        {u"confidential"_s, {u"Is confidential"_s}},
    };
    return fields;
}

}

ColumnMapping exactMapping(const QStringList &headers, const QList<OwnColumn> &own)
{
    ColumnMapping mapping;
    for (int i = 0; i < headers.size(); ++i) {
        const bool known = entityOf<Delegation>().indexOf(headers[i]) >= 0
                           || std::ranges::find(own, headers[i], &OwnColumn::title) != own.end();
        if (known && headers.count(headers[i]) == 1)
            mapping.columns.append({headers[i], columnAt(headers, i)});
    }
    if (headers.count(u"id"_s) == 1 && headers.count(u"externalId"_s) == 1)
        mapping.key = ColumnRef{u"id"_s, 0};
    return mapping;
}

ColumnMapping guessMapping(const QStringList &headers, const QList<OwnColumn> &own)
{
    if (auto exact = exactMapping(headers, own); exact.key)
        return exact;
    ColumnMapping mapping;
    // What a team has named itself goes before what others call a field.
    QList<KnownField> fields;
    for (const auto &column : own)
        fields.append({column.title, {}});
    for (const auto &guess : guessColumns(headers, fields + knownFields()))
        mapping.columns.append({guess.field, columnAt(headers, guess.column)});
    return mapping;
}

}
