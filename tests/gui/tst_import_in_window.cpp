#include "register/inventory_services.h"
#include "support/test_program.h"
#include "views/intake/import_wizard.h"
#include "views/wall/wall_page.h"
#include "window_fixture.h"

#include <QLabel>
#include <QPushButton>

namespace tst_import_in_window {

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
    void sevenHundredRowsByKeys();
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

/// As large as a federal inventory, with what such files hold: accents, quotes, line breaks, rows that can't be taken.
void TestImportInWindow::sevenHundredRowsByKeys()
{
    constexpr int rows = 720, untitled = 4;
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    QByteArray table = "Use case;Department;ID;Notes\r\n";
    for (int i = 0; i < rows; ++i)
        table += (i % 180 == 7 ? QByteArray() : "Caf\xc3\xa9 workflow " + QByteArray::number(i)) + ";Team "
                 + QByteArray::number(i % 9) + ";F-" + QByteArray::number(i) + ";\"says \"\"so\"\";\n& more\"\r\n";
    QFile file(fixture.path(u"inventory.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(table), table.size());
    file.close();
    const auto before =
        fixture.ask([](registry::Store &store) { return must(registry::DelegationService(store).all()).size(); });
    Q_EMIT fixture.workspace().session().navigator->importWanted(file.fileName());
    auto *wizard = qobject_cast<ImportWizard *>(fixture.workspace().over());
    QVERIFY(wizard);
    QTRY_VERIFY(wizard->findChild<QWidget *>(u"step-2"_s)->isEnabled());
    for (int step = ImportWizard::Columns; step <= ImportWizard::Import; ++step)
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(wizard->step(), ImportWizard::Import);
    QTRY_VERIFY_WITH_TIMEOUT(wizard->findChild<QPushButton *>(u"next"_s)->isEnabled(), 30000);
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(wizard->findChild<QLabel *>(u"import-title"_s)->text(), u"Imported"_s, 60000);
    const QString said = wizard->findChild<QLabel *>(u"import-sentence"_s)->text();
    QVERIFY2(said.startsWith(u"720 rows: 716 new"_s) && said.contains(u"4 refused"_s), qPrintable(said));
    QTRY_COMPARE(fixture.focused(), u"show-on-wall"_s);
    fixture.key(Qt::Key_Space);
    QVERIFY(qobject_cast<WallPage *>(fixture.workspace().currentPage()));
    const auto all = must(fixture.ask([](registry::Store &store) { return registry::DelegationService(store).all(); }));
    QCOMPARE(all.size(), before + rows - untitled);
    const auto some = std::ranges::find_if(all, [](const Delegation &one) { return one.externalId == u"F-19"_s; });
    QVERIFY(some != all.end());
    QCOMPARE(QString(some->title), u"Caf\u00E9 workflow 19"_s);
    const QString notes = some->notes.value_or(QString());
    QVERIFY2(notes.contains(u"says \"so\";"_s) && notes.contains(u"& more"_s), qPrintable(notes));
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

MUSTER_TEST(TestImportInWindow)

}

#include "tst_import_in_window.moc"
