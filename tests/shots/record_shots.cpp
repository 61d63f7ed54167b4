#include "shooter.h"
#include "support/raw_sqlite.h"
#include "views/record/record_page.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTabBar>
#include <QTableView>
#include <QTest>

namespace muster::shots {

using namespace Qt::StringLiterals;
using namespace views;

namespace {

void chooseRow(RecordPage &page, const QString &table, int row)
{
    page.findChild<QTableView *>(table)->selectRow(row);
}

}

void recordShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    RecordPage page(sample.session());
    page.show();
    page.activate();
    sample.settle();
    chooseRow(page, u"log"_s, 4);
    shooter.page(page, u"record-log"_s);

    page.findChild<QPushButton *>(u"verify"_s)->click();
    sample.settle();
    page.findChild<QPushButton *>(u"export"_s)->click();
    page.findChild<QLineEdit *>(u"path"_s)->setText(u"checkout-team-log-2026-06-12.csv"_s);
    sample.settle();
    shooter.page(page, u"record-export"_s);

    page.findChild<QTabBar *>(u"tabs"_s)->setCurrentIndex(1);
    QTest::keyClick(page.findChild<QTableView *>(u"entries"_s), Qt::Key_Escape);
    sample.settle();
    chooseRow(page, u"entries"_s, 3);
    shooter.page(page, u"record-entries"_s);

    test::RawSqlite(sample.path())
        .exec("UPDATE delegation SET title = 'Quietly renamed' WHERE title = 'Release notes'");
    page.findChild<QPushButton *>(u"verify"_s)->click();
    page.findChild<QTabBar *>(u"tabs"_s)->setCurrentIndex(0);
    sample.settle();
    shooter.page(page, u"record-does-not-hold"_s);
}

}
