#pragma once

#include "cli/cli_process.h"

#include <QFloat16> // QCOMPARE of a JSON value needs it whole

namespace muster::test {

using namespace Qt::StringLiterals;

/// A team's register made by the command line: Ada, Bo and Cem; Weekly update and Triage with all that Automate owes,
/// Release notes and Refunds without. It is 2026-06-15.
class AuditedTeam
{
public:
    CliProcess cli;

    /// The first failure, empty where all went well.
    QString setUp()
    {
        return cli.once(u"set up"_s, [this] { return cli.makeRegister() ? addAll() : u"no register"_s; });
    }

    /// What setUp() does to a register just made.
    QString addAll()
    {
        const QList<QStringList> lines{
            {u"person"_s, u"add"_s, u"Bo"_s},
            {u"person"_s, u"add"_s, u"Cem"_s},
            {u"definition"_s, u"add"_s, u"Done"_s, u"--criterion"_s, u"Every claim has a source"_s, u"--criterion"_s,
             u"a=b holds"_s},
            {u"delegation"_s, u"add"_s, u"Weekly update"_s, u"owner=Bo"_s, u"category=automate"_s, u"tier=mid"_s,
             u"risk=low"_s, u"cadence=monthly"_s, u"definition=Done"_s},
            {u"delegation"_s, u"add"_s, u"Release notes"_s, u"owner=Ada"_s, u"category=assist"_s, u"tier=light"_s},
            {u"delegation"_s, u"add"_s, u"Refunds"_s, u"owner=Cem"_s, u"category=avoid"_s, u"categoryReason=Trust"_s},
            {u"delegation"_s, u"add"_s, u"Triage"_s, u"owner=Cem"_s, u"category=assist"_s, u"tier=light"_s,
             u"cadence=days:60"_s, u"definition=Done"_s},
            {u"source"_s, u"add"_s, u"Weekly update"_s, u"The board"_s, u"freshnessDays=14"_s,
             u"verifiedOn=2026-05-01"_s},
            {u"stop-rule"_s, u"add"_s, u"Weekly update"_s, u"trigger=A wrong claim"_s, u"puller=Bo"_s, u"deputy=Cem"_s,
             u"minutes=15"_s},
            {u"stop-rule"_s, u"add"_s, u"Triage"_s, u"trigger=A wrong label"_s, u"puller=Cem"_s},
        };
        return runAll(lines);
    }

    /// Runs lines that all have to go well; the first that doesn't is told.
    QString runAll(const QList<QStringList> &lines)
    {
        for (const auto &line : lines) {
            const auto ran = cli.run(line);
            if (ran.status != 0)
                return line.join(u' ') + u": "_s + ran.err;
        }
        return {};
    }

    QString open(const QStringList &delegations)
    {
        QStringList line{u"audit"_s,         u"open"_s, u"--kind"_s,        u"full"_s, u"--facilitator"_s, u"Ada"_s,
                         u"--participant"_s, u"Ada"_s,  u"--participant"_s, u"Bo"_s,   u"--participant"_s, u"Cem"_s,
                         u"--delegation"_s};
        return runAll({line + delegations});
    }

    QString find(const QString &delegation, const QString &check, const QString &verdict, const QString &note = {})
    {
        QStringList line{u"audit"_s, u"find"_s, number, delegation, check, verdict};
        return runAll({note.isEmpty() ? line : line + QStringList{u"--note"_s, note}});
    }

    QString decide(const QString &delegation, const QString &checks, const QString &kind, const QString &due,
                   const QStringList &more = {})
    {
        return runAll({QStringList{u"audit"_s, u"decide"_s, number, delegation, checks, kind, u"--owner"_s, u"Bo"_s,
                                   u"--due"_s, due, u"--why"_s, u"because of "_s + kind}
                       + more});
    }

    /// Audit 1 of all four delegations, with every verdict and every kind of decision, ready to be closed.
    QString fillAudit()
    {
        for (const auto &problem :
             {open({u"Weekly update"_s, u"Release notes"_s, u"Refunds"_s, u"Triage"_s}),
              runAll({{u"audit"_s, u"phase"_s, u"1"_s, u"start"_s},
                      {u"audit"_s, u"sample"_s, u"1"_s, u"Weekly update"_s, u"--reference"_s, u"mail of 12 June"_s,
                       u"--date"_s, u"2026-06-12"_s, u"--source"_s, u"The board=stale"_s, u"--criterion"_s,
                       u"c1=unmet"_s, u"--criterion"_s, u"a=b holds=met"_s},
                      {u"audit"_s, u"sample"_s, u"1"_s, u"Release notes"_s, u"--reference"_s, u"4.2"_s, u"--date"_s,
                       u"2026-06-10"_s},
                      {u"audit"_s, u"sample"_s, u"1"_s, u"Triage"_s, u"--reference"_s, u"#17"_s, u"--date"_s,
                       u"2026-06-11"_s},
                      {u"audit"_s, u"drill"_s, u"1"_s, u"Weekly update"_s, u"--by"_s, u"Cem"_s, u"--minutes"_s, u"4"_s,
                       u"--worked"_s, u"yes"_s},
                      {u"audit"_s, u"reach"_s, u"1"_s, u"Weekly update"_s, u"--person"_s, u"Bo"_s, u"--seconds"_s,
                       u"40"_s},
                      {u"audit"_s, u"note"_s, u"1"_s, u"Short on time"_s},
                      {u"audit"_s, u"park"_s, u"1"_s, u"Who pays for frontier?"_s}}),
              find(u"Weekly update"_s, u"output"_s, u"fail"_s, u"=1+1 claims <b>"_s),
              find(u"Weekly update"_s, u"model"_s, u"drift"_s, u"slips"_s),
              find(u"Weekly update"_s, u"stop"_s, u"fail"_s, u"no answer"_s),
              find(u"Weekly update"_s, u"creep"_s, u"drift"_s, u"skipped"_s),
              find(u"Release notes"_s, u"output"_s, u"pass"_s),
              find(u"Release notes"_s, u"model"_s, u"drift"_s, u"strong"_s),
              find(u"Release notes"_s, u"stop"_s, u"drift"_s, u"Ada is away"_s),
              find(u"Release notes"_s, u"creep"_s, u"fail"_s, u"4 seconds"_s),
              find(u"Triage"_s, u"output"_s, u"pass"_s),
              find(u"Triage"_s, u"model"_s, u"pass"_s),
              find(u"Triage"_s, u"stop"_s, u"pass"_s),
              find(u"Triage"_s, u"creep"_s, u"fail"_s, u"runs alone"_s),
              find(u"Refunds"_s, u"creep"_s, u"drift"_s, u"drafts appeared"_s),
              decide(u"Weekly update"_s, u"output"_s, u"source"_s, u"2026-06-20"_s,
                     {u"--to"_s, u"The board"_s, u"--done"_s}),
              decide(u"Weekly update"_s, u"output"_s, u"definition"_s, u"2026-06-21"_s,
                     {u"--to"_s, u"Archived pages are not cited"_s}),
              decide(u"Weekly update"_s, u"model,stop"_s, u"tier"_s, u"2026-06-22"_s,
                     {u"--to"_s, u"light"_s, u"--done"_s}),
              decide(u"Weekly update"_s, u"stop"_s, u"stop-rule"_s, u"2026-06-23"_s, {u"--to"_s, u"a second deputy"_s}),
              decide(u"Weekly update"_s, u"creep"_s, u"pause"_s, u"2026-06-24"_s),
              decide(u"Release notes"_s, u"model"_s, u"accept"_s, u"2026-07-10"_s, {u"--by"_s, u"Ada"_s}),
              decide(u"Release notes"_s, u"stop"_s, u"owner"_s, u"2026-06-25"_s, {u"--to"_s, u"Cem"_s, u"--done"_s}),
              decide(u"Release notes"_s, u"creep"_s, u"review"_s, u"2026-06-26"_s),
              decide(u"Release notes"_s, u"creep"_s, u"category"_s, u"2026-06-27"_s, {u"--to"_s, u"automate"_s}),
              decide(u"Triage"_s, u"creep"_s, u"promote"_s, u"2026-06-28"_s, {u"--done"_s}),
              decide(u"Refunds"_s, u"creep"_s, u"retire"_s, u"2026-06-29"_s, {u"--done"_s})}) {
            if (!problem.isEmpty())
                return problem;
        }
        return {};
    }

    /// setUp(), fillAudit() and closing.
    QString closedAudit()
    {
        return cli.once(u"closed"_s, [this] {
            if (const QString problem = setUp(); !problem.isEmpty())
                return problem;
            if (const QString problem = fillAudit(); !problem.isEmpty())
                return problem;
            return runAll({{u"audit"_s, u"close"_s, u"1"_s}});
        });
    }

    json parsed(const QStringList &line) const { return cli.run(line + QStringList{u"--json"_s}).parsed(); }

    QString number = u"1"_s; ///< of the audit that find() and decide() fill
};

/// Shows the first failure of a step of AuditedTeam.
#define MUSTER_STEP(problem)                                                                                           \
    do {                                                                                                               \
        const QString muster_said = (problem);                                                                         \
        QVERIFY2(muster_said.isEmpty(), qPrintable(muster_said));                                                      \
    } while (false)

}
