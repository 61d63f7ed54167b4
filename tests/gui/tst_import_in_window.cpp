#include "register/inventory_services.h"
#include "views/intake/import_wizard.h"
#include "views/wall/wall_page.h"
#include "window_fixture.h"

#include <QLabel>
#include <QPushButton>

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

/// A spreadsheet on its way to the wall, in the window a person has.
class TestImportInWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileBecomesRowsOfTheWall();
    void escapeBringsTheWallBack();
};

void TestImportInWindow::aFileBecomesRowsOfTheWall()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    QFile file(fixture.path(u"more.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Use case,Department,ID\nMeeting minutes of the board,Checkout,M-1\nAlt texts,Payments,M-2\n");
    file.close();
    auto *navigator = fixture.workspace().session().navigator;
    Q_EMIT navigator->importWanted(file.fileName());
    auto *wizard = qobject_cast<ImportWizard *>(fixture.workspace().over());
    QVERIFY(wizard);
    QTRY_VERIFY(wizard->findChild<QWidget *>(u"step-2"_s)->isEnabled());
    for (int step = ImportWizard::Columns; step <= ImportWizard::Import; ++step) {
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(int(wizard->step()), step);
    }
    QTRY_VERIFY(wizard->findChild<QPushButton *>(u"next"_s)->isEnabled());
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(wizard->findChild<QLabel *>(u"import-title"_s)->text(), u"Imported"_s);
    QTRY_COMPARE(fixture.focused(), u"show-on-wall"_s);
    fixture.key(Qt::Key_Space);
    QVERIFY(!fixture.workspace().over());
    QVERIFY(qobject_cast<WallPage *>(fixture.workspace().currentPage()));
    const auto all = must(fixture.ask([](registry::Store &store) { return registry::DelegationService(store).all(); }));
    QVERIFY(
        std::ranges::any_of(all, [](const Delegation &row) { return row.title == u"Meeting minutes of the board"_s; }));
}

void TestImportInWindow::escapeBringsTheWallBack()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    Q_EMIT fixture.workspace().session().navigator->pasteWanted(u"Use case\tTeam\nMinutes\tCheckout\n"_s);
    auto *wizard = qobject_cast<ImportWizard *>(fixture.workspace().over());
    QVERIFY(wizard);
    QTRY_VERIFY(wizard->findChild<QWidget *>(u"step-2"_s)->isEnabled());
    fixture.key(Qt::Key_Escape);
    QVERIFY(!fixture.workspace().over());
}

QTEST_MAIN(TestImportInWindow)
#include "tst_import_in_window.moc"
