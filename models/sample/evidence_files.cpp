#include "sample/evidence_files.h"

#include "evidence/evidence_import.h"
#include "register/inventory_services.h"

#include <QFile>
#include <QTemporaryDir>

namespace muster::sample {

using namespace Qt::StringLiterals;
using namespace registry;

namespace {

/// Numbers that look random and are the same each time (Park and Miller's minimal standard).
class Numbers
{
public:
    /// From `least` to `most`, both included.
    int next(int least, int most)
    {
        m_state = m_state * 48271 % 2147483647;
        return least + int(m_state % (most - least + 1));
    }

private:
    qint64 m_state = 20260612;
};

struct FridayReview
{
    const char *on;
    int seconds;
    const char *outcome;
    int words;
};

/// Every Friday until the second audit, then one in four.
constexpr FridayReview fridayReviews[] = {
    {"2026-03-20", 540, "edited", 236},  {"2026-03-27", 495, "edited", 248},   {"2026-04-03", 420, "accepted", 231},
    {"2026-04-10", 300, "edited", 244},  {"2026-04-17", 190, "accepted", 239}, {"2026-04-24", 85, "accepted", 250},
    {"2026-04-30", 31, "accepted", 247}, {"2026-05-08", 6, "accepted", 242},   {"2026-05-15", 75, "edited", 245},
    {"2026-06-05", 18, "accepted", 249},
};

constexpr const char *fridayModelBefore = "summit-2026-02";
constexpr const char *fridayModelSince = "summit-2026-05";

/// The alias moved on 13 May.
const char *fridayModelOn(QDate day)
{
    return day < QDate(2026, 5, 13) ? fridayModelBefore : fridayModelSince;
}

void addSupportReviews(QString &csv)
{
    Numbers numbers;
    int ticket = 43'900;
    for (QDate day(2026, 3, 2); day <= QDate(2026, 6, 10); day = day.addDays(1)) {
        if (day.dayOfWeek() > 5)
            continue;
        for (int i = 0; i < 5; ++i) {
            ticket += numbers.next(2, 9);
            const int words = numbers.next(70, 150);
            const bool isHasty = numbers.next(1, 100) <= 24;
            const int seconds = isHasty ? numbers.next(3, 9) : numbers.next(45, 190);
            const int fate = numbers.next(1, 100);
            const auto *outcome = isHasty || fate <= 62 ? "accepted" : fate <= 94 ? "edited" : "rejected";
            const QDateTime produced(day, QTime(7, 0).addSecs(numbers.next(0, 8 * 3600)), Qt::UTC);
            csv += u"Support reply drafts,ticket %1,%2,%3,%4,%5,%6,%7,atlas-mid-2026-01\n"_s.arg(
                QString::number(ticket), produced.toString(Qt::ISODate),
                produced.addSecs(numbers.next(300, 5400)).toString(Qt::ISODate), QString::number(seconds),
                numbers.next(0, 1) ? u"Sam Ortiz"_s : u"Priya Nair"_s, QString::fromLatin1(outcome),
                QString::number(words));
        }
    }
}

QString usageLine(const char *name, QDate on, const char *model, int calls, int tokensIn, int tokensOut, int cents)
{
    return u"%1,%2,%3,%4,%5,%6,%7.%8,USD\n"_s.arg(
        QString::fromLatin1(name), on.toString(Qt::ISODate), QString::fromLatin1(model), QString::number(calls),
        QString::number(tokensIn), QString::number(tokensOut), QString::number(cents / 100),
        u"%1"_s.arg(cents % 100, 2, 10, QLatin1Char('0')));
}

/// Reads a text in as if it were a file of that name.
void readIn(Script &script, const QString &name, const QByteArray &text)
{
    script.step([&]() -> Result<void> {
        const QTemporaryDir folder;
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return failure(
                ErrorCode::Io,
                u"%1 can't be written; is there room in the folder for temporary files?"_s.arg(file.fileName()));
        file.close();
        const auto report = evidence::importEvidence(script.store(), file.fileName(), {});
        return report ? Result<void>() : tl::unexpected(report.error());
    });
}

void addModels(Script &script)
{
    script.add<ModelService>({{"title", "atlas-light-2025-10"},
                              {"provider", "Atlas"},
                              {"tier", "light"},
                              {"kind", "pinned"},
                              {"standsForTier", "yes"}});
    script.add<ModelService>({{"title", "atlas-mid-2026-01"},
                              {"provider", "Atlas"},
                              {"tier", "mid"},
                              {"kind", "pinned"},
                              {"standsForTier", "yes"}});
    script.add<ModelService>({{"title", "atlas-mid-latest"},
                              {"provider", "Atlas"},
                              {"tier", "mid"},
                              {"kind", "alias"},
                              {"pinnedAs", "atlas-mid-2026-01"}});
    script.add<ModelService>({{"title", "atlas-light-2025-04"},
                              {"provider", "Atlas"},
                              {"tier", "light"},
                              {"kind", "pinned"},
                              {"deprecatedOn", "2026-03-01"},
                              {"endsOn", "2026-06-19"}});
    script.add<ModelService>({{"title", fridayModelSince},
                              {"provider", "Summit"},
                              {"tier", "frontier"},
                              {"kind", "pinned"},
                              {"standsForTier", "yes"}});
    script.add<ModelService>({{"title", "summit-latest"},
                              {"provider", "Summit"},
                              {"tier", "frontier"},
                              {"kind", "alias"},
                              {"pinnedAs", fridayModelSince}});
}

}

QByteArray reviewsFile()
{
    QString csv = u"delegation,output,producedAt,reviewedAt,seconds,reviewer,outcome,words,model\n"_s;
    for (const auto &review : fridayReviews) {
        const QDate day = dayOf(review.on);
        const QDateTime produced(day, QTime(12, 40), Qt::UTC);
        csv += u"Friday stakeholder update,mail of %1,%2,%3,%4,Dana Keller,%5,%6,%7\n"_s.arg(
            u"%1 %2"_s.arg(day.day()).arg(QLocale::c().monthName(day.month())), produced.toString(Qt::ISODate),
            produced.addSecs(900 + review.seconds).toString(Qt::ISODate), QString::number(review.seconds),
            QString::fromLatin1(review.outcome), QString::number(review.words),
            QString::fromLatin1(fridayModelOn(day)));
    }
    addSupportReviews(csv);
    return csv.toUtf8();
}

QByteArray usageFile()
{
    QString csv = u"delegation,at,model,calls,tokensIn,tokensOut,cost,currency\n"_s;
    Numbers numbers;
    for (QDate day(2026, 3, 20); day <= QDate(2026, 6, 5); day = day.addDays(7)) {
        const bool isDearer = day >= QDate(2026, 5, 13);
        const int tokens = numbers.next(210'000, 260'000);
        csv += usageLine("friday-update", day, fridayModelOn(day), numbers.next(3, 5), tokens,
                         numbers.next(2'400, 3'600), isDearer ? tokens * 6 / 10'000 : tokens * 5 / 10'000);
        const int drafts = numbers.next(190, 230);
        csv += usageLine("Support reply drafts", day, "atlas-mid-2026-01", drafts, drafts * 2'900, drafts * 210,
                         drafts * 32 / 100);
        csv += usageLine("Nightly data checks", day, "atlas-light-2025-10", 35, 35 * 5'200, 35 * 300, 3);
        if (day >= QDate(2026, 5, 1))
            csv += usageLine("onboarding-bot", day, "atlas-mid-2026-01", numbers.next(20, 60), 96'000, 14'000, 14);
    }
    return csv.toUtf8();
}

QByteArray pricesFile()
{
    return "vendor,model,name,input,output,from,to,endsOn\n"
           "Atlas,atlas-light-2025-04,Atlas Light,0.10,0.40,2025-04-01,,2026-06-19\n"
           "Atlas,atlas-light-2025-10,Atlas Light,0.12,0.50,2025-10-01,,\n"
           "Atlas,atlas-mid-2026-01,Atlas Mid,0.80,4.00,2026-01-15,,\n"
           "Summit,summit-2026-02,Summit,5.00,25.00,2026-02-01,,\n"
           "Summit,summit-2026-05,Summit,6.00,30.00,2026-05-04,,\n";
}

void readEvidenceIn(Script &script)
{
    script.on("2026-06-11", "10:20", "Mei Lin");
    addModels(script);
    readIn(script, u"prices.csv"_s, pricesFile());
    readIn(script, u"reviews.csv"_s, reviewsFile());
    readIn(script, u"usage.csv"_s, usageFile());
    script.step([&] {
        return evidence::assignName(script.store(), u"friday-update"_s,
                                    script.find<Delegation>("Friday stakeholder update"));
    });
}

}
