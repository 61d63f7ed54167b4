#include "views/panel/editor_layout.h"

#include "domain/entities.h"
#include "views/parts/tag.h"

#include <QSet>

namespace muster::views {

using namespace Qt::StringLiterals;
using Part = EditorLayout::Part;
using Place = EditorLayout::Place;

Part EditorLayout::quick()
{
    return {u"quick"_s,
            tr("In a minute"),
            {},
            {{u"title"_s, tr("Title"), tr("What is delegated, as the team calls it")},
             {u"owner"_s, tr("Owner"), tr("A name; a new one is added")},
             {u"category"_s, tr("Category"), {}},
             {u"tier"_s, tr("Tier"), {}},
             {u"cadence"_s, tr("Cadence"), tr("How often it is audited")},
             {u"categoryReason"_s, tr("Why this category"), {}}}};
}

namespace {

/// Fields of the description that stand nowhere else, so that none is forgotten.
void addForgotten(QList<Part> &parts)
{
    QSet<QString> placed{u"lastAudit"_s, u"columnValues"_s}; // these stand under a heading of their own
    for (const auto &place : EditorLayout::quick().places)
        placed << place.field;
    for (const auto &part : parts) {
        for (const auto &place : part.places)
            placed << place.field;
    }
    for (const auto &field : entityOf<Delegation>().fields) {
        if (!placed.contains(field.title()))
            parts.last().places.append({field.title(), spoken(columnName(field.name)), {}});
    }
}

}

QList<Part> EditorLayout::parts()
{
    QList<Part> parts{
        {u"purpose"_s,
         tr("Purpose and outcome"),
         {},
         {{u"purpose"_s, tr("Purpose"), tr("What it does, in one sentence")},
          {u"outcome"_s, tr("Outcome it serves"), {}},
          {u"outcomeMeasure"_s, tr("Measured by"), {}},
          {u"outcomeTarget"_s, tr("Target"), {}},
          {u"outcomeLatest"_s, tr("Latest figure"), {}}}},
        {u"people"_s,
         tr("People"),
         {},
         {{u"team"_s, tr("Team"), {}},
          {u"deputy"_s, tr("Deputy"), {}},
          {u"reviewer"_s, tr("Reviewer"), tr("Who looks at what comes out")},
          {u"maintainer"_s, tr("Maintainer"), tr("Who keeps prompt and tools running")},
          {u"escalation"_s, tr("Escalation"), tr("Who is called when it goes wrong")}}},
        {u"standing"_s,
         tr("Category"),
         {},
         {{u"risk"_s, tr("Risk"), {}},
          {u"status"_s, tr("Status"), {}},
          {u"pattern"_s, tr("Pattern"), {}},
          {u"nextDue"_s, tr("Next audit"), {}},
          {u"confidential"_s, tr("Confidential"), {}}}},
        {u"model"_s,
         tr("Model"),
         {},
         {{u"model"_s, tr("Model"), tr("Name and version, as the provider spells it")},
          {u"modelKind"_s, tr("Pinned or alias"), {}},
          {u"modelEndsOn"_s, tr("Withdrawn on"), {}},
          {u"promptVersion"_s, tr("Prompt version"), {}},
          {u"promptReference"_s, tr("Prompt or instruction"), tr("Where it is kept")}}},
        {u"handoff"_s,
         tr("Handoff"),
         tr("Six parts; whoever takes over reads them first."),
         {{u"taskSplit"_s, tr("Task split"), tr("What the model does, what people do")},
          {u"inputs"_s, tr("Inputs"), {}},
          {u"outputs"_s, tr("Outputs"), {}},
          {u"validation"_s, tr("Validation"), tr("Who checks what, and against what")},
          {u"fallback"_s, tr("If it fails"), tr("What happens instead")},
          {u"records"_s, tr("Records"), tr("What is kept, where, for how long")}}},
        {u"limits"_s,
         tr("Limits"),
         {},
         {{u"allowed"_s, tr("Allowed"), {}},
          {u"forbidden"_s, tr("Forbidden"), {}},
          {u"untrustedInput"_s, tr("Reads untrusted input"), {}},
          {u"controls"_s, tr("Controls"), {}}}},
        {u"stop"_s, tr("Stop rule"), tr("What makes somebody pull the plug, who does, and how fast."), {}},
        {u"definition"_s,
         tr("Definition of Done"),
         {},
         {{u"definition"_s, tr("AI Definition of Done"), tr("Choose one of the register’s")}}},
        {u"sources"_s, tr("Sources"), tr("What it draws on, and for how many days that counts as fresh."), {}},
        {u"credentials"_s,
         tr("Credentials"),
         tr("What it may act as and where that is kept; never the secret itself."),
         {}},
        {u"cost"_s,
         tr("Cost and use"),
         tr("Figures nobody knows stay empty."),
         {{u"volumePerMonth"_s, tr("Volume a month"), {}},
          {u"spendPerMonth"_s, tr("Spend a month"), {}},
          {u"spendCurrency"_s, tr("Currency"), tr("EUR")},
          {u"seats"_s, tr("Seats"), {}},
          {u"activeUsers"_s, tr("Active users"), {}},
          {u"sharedComponents"_s, tr("Shared components"), {}}}},
        {u"notes"_s,
         tr("Notes"),
         {},
         {{u"improvementPlan"_s, tr("Improvement plan"), {}},
          {u"notes"_s, tr("Notes"), {}},
          {u"externalId"_s, tr("External ID"), {}}}},
    };
    addForgotten(parts);
    return parts;
}

QList<Place> EditorLayout::attached(const Entity &entity)
{
    if (&entity == &entityOf<StopRule>())
        return {{u"trigger"_s, tr("Trigger"), tr("What is seen when it must stop")},
                {u"how"_s, tr("How it is stopped"), {}},
                {u"puller"_s, tr("Who pulls the plug"), {}},
                {u"deputy"_s, tr("Their deputy"), {}},
                {u"minutes"_s, tr("Within minutes"), {}}};
    if (&entity == &entityOf<Source>())
        return {{u"title"_s, tr("Source"), {}},
                {u"freshnessDays"_s, tr("Fresh for days"), {}},
                {u"verifiedOn"_s, tr("Last verified on"), {}},
                {u"reference"_s, tr("Where it is"), {}}};
    return {{u"title"_s, tr("Credential"), {}},     {u"revoker"_s, tr("Who revokes it"), {}},
            {u"issuedOn"_s, tr("Issued on"), {}},   {u"expiresOn"_s, tr("Expires on"), {}},
            {u"rotatedOn"_s, tr("Rotated on"), {}}, {u"scope"_s, tr("Scope"), {}},
            {u"keptIn"_s, tr("Kept in"), {}}};
}

}
