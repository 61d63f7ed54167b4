#include "domain/iso_date.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_iso_date {

using namespace muster;

class TestIsoDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatQtSays()
    {
        for (QDate day(1999, 12, 1); day < QDate(2001, 2, 1); day = day.addDays(1))
            QCOMPARE(isoText(day), day.toString(Qt::ISODate));
        for (const auto day : {QDate(), QDate(1, 1, 1), QDate(-4, 2, 3), QDate(9999, 12, 31), QDate(12345, 1, 1)})
            QCOMPARE(isoText(day), day.toString(Qt::ISODate));
    }
};

MUSTER_GUILESS_TEST(TestIsoDate)

}

#include "tst_iso_date.moc"
