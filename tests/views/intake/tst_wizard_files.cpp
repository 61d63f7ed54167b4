#include "support/test_program.h"
#include "wizard_driver.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QLineEdit>

namespace tst_wizard_files {

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using views::ImportWizard;

/// What files there are, and how they are read.
class TestWizardFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sample = std::make_unique<SampleSession>();
        m_driver = std::make_unique<WizardDriver>(*m_sample);
    }
    void cleanup()
    {
        m_driver.reset();
        m_sample.reset();
    }

    void encodingAndDelimiterCanBeChanged();
    void badFiles_data();
    void badFiles();
    void withoutAHeaderTheWayOutIsOffered();
    void aFileCutShortIsShownAndNotImported();
    void theFileDialogIsReachedByKey();

private:
    std::unique_ptr<SampleSession> m_sample;
    std::unique_ptr<WizardDriver> m_driver;
};

void TestWizardFiles::encodingAndDelimiterCanBeChanged()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"bars.csv"_s, "Title|Team\nBars \xc3\xa9|Checkout\n"));
    QVERIFY(d.waitForTable());
    QCOMPARE(d.find<QComboBox>("delimiter")->currentText(), u"bar  |"_s);
    d.choose("encoding", u"windows-1252"_s);
    QVERIFY(d.waitForTable());
    QTRY_COMPARE(d.shown("preview", 0, 0), u"Bars Ã©"_s);
    d.choose("delimiter", u"comma  ,"_s);
    QTRY_COMPARE(d.table("preview")->model()->columnCount(), 1);
}

void TestWizardFiles::badFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray("") << u"empty"_s;
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\0\0\0\1\2\3\0\0\0\0\0\0\0",
                                          17)
                            << u"not text"_s;
    QTest::newRow("workbook") << QByteArray("PK\3\4\0\0\0\0\0\0\0\0\0\0", 14) << u"CSV"_s;
    QTest::newRow("10 MB field") << QByteArray("Title,Team\n") + QByteArray(10 << 20, 'x') + ",y\n" << u"line 2"_s;
    QTest::newRow("open quote") << QByteArray("Title,Team\n\"never closed,x\n") << u"quote"_s;
    QTest::newRow("no header") << QByteArray("1,2,3\n4,5,6\n") << u"header"_s;
    QTest::newRow("blank lines") << QByteArray("\n\n\n") << u"blank"_s;
}

void TestWizardFiles::badFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    auto &d = *m_driver;
    const auto before = d.entries();
    d.wizard().openFile(d.written(u"bad.csv"_s, bytes));
    QTRY_VERIFY2(d.text("file-message").contains(says, Qt::CaseInsensitive), qPrintable(d.text("file-message")));
    QVERIFY(d.find("choose-another")->isVisible());
    d.wizard().goTo(ImportWizard::Import);
    QVERIFY(!d.find("next")->isVisible() || !d.isEnabled("next"));
    QCOMPARE(d.entries(), before);
}

void TestWizardFiles::withoutAHeaderTheWayOutIsOffered()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"bare.csv"_s, "1,2\n3,4\n"));
    QTRY_VERIFY(d.find("file-message")->isVisible());
    for (auto *action : d.find("file-message")->findChildren<QPushButton *>())
        QTest::mouseClick(action, Qt::LeftButton);
    QVERIFY(d.waitForTable());
    QCOMPARE(d.table("preview")->model()->rowCount(), 2);
    QVERIFY(!d.find("file-message")->isVisible());
}

void TestWizardFiles::aFileCutShortIsShownAndNotImported()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"cut.csv"_s, "Title,Team\nFirst,x\n" + QByteArray(200'000, '\n') + "\"Second,x\n"));
    QVERIFY(d.waitForTable());
    QTRY_VERIFY(d.text("file-message").contains(u"quote"_s));
    QCOMPARE(d.shown("preview", 0, 0), u"First"_s);
    d.wizard().goTo(ImportWizard::Import);
    QVERIFY(!d.isEnabled("next"));
}

void TestWizardFiles::theFileDialogIsReachedByKey()
{
    auto &d = *m_driver;
    QVERIFY(d.find("choose-file")->hasFocus());
    QTest::keyClick(d.find("choose-file"), Qt::Key_Space);
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = d.wizard().findChild<QFileDialog *>(u"file-dialog"_s)));
    dialog->findChild<QLineEdit *>()->setText(d.written(u"keys.csv"_s, "Title\nBy keys\n"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(d.waitForTable());
    QTRY_VERIFY(!d.wizard().findChild<QFileDialog *>(u"file-dialog"_s));
    QVERIFY(d.comeToFront());
    for (const auto step : {ImportWizard::Columns, ImportWizard::Values, ImportWizard::Trial, ImportWizard::Import}) {
        QTest::keyClick(&d.wizard(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(d.wizard().step(), step);
    }
    QTRY_VERIFY(d.isEnabled("next"));
    QTest::keyClick(&d.wizard(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(d.text("import-title"), u"Imported"_s);
    QVERIFY(d.titled(u"By keys"_s));
}

MUSTER_TEST(TestWizardFiles)

}

#include "tst_wizard_files.moc"
