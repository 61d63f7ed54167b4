#include "support/test_program.h"
#include "wizard_driver.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>

namespace tst_import_wizard {

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using views::ImportWizard;

namespace {

/// A spreadsheet as it comes: windows-1252, semicolons, headers of the team's own.
QByteArray oddFile(const QByteArray &firstTitle = "R\xe9sum\xe9 screening")
{
    return "Nr.;Wof\xfcr;Wer;Einstufung;Risiko;Bemerkung\n"
           "X-1;"
           + firstTitle
           + ";Priya Nair;hilft;gr\xfcn;seit Mai\n"
             "X-2;Ticket routing notes;Ren\xe9 Dupont;l\xe4uft allein;rot;\n"
             "X-3;;Priya Nair;hilft;gr\xfcn;ohne Titel\n"
             "X-4;Contract summaries;Priya Nair;wissen wir nicht;gr\xfcn;\n";
}

}

/// From a file to rows on the wall, by keys and clicks.
class TestImportWizard final : public QObject
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

    void anOddFileBecomesRows();
    void theCategoryIsNeverGuessed();
    void aSecondImportUpdates();
    void refusedRowsAreSaved();
    void allOrNothingTakesNone();
    void anImportIsUndone();
    void aStoppedImportLeavesNothing();
    void aMappingIsKept();
    void aMappingIsSavedAndLoaded();
    void aPastedBlockNeedsNoHeader();
    void aPastedBlockMayHaveAHeader();
    void aClipboardWithoutTextIsSaid();
    void noTwoMnemonicsAreTheSame();
    void columnsAreLeftOutOrKeptAsNotes();
    void aFieldIsDroppedOnAColumn();
    void defaultsFillWhatIsEmpty();
    void escapeLeaves();
    void theFederalInventory_data();
    void theFederalInventory();

private:
    /// The odd file with its columns and values decided.
    void decideOddFile();
    std::unique_ptr<SampleSession> m_sample;
    std::unique_ptr<WizardDriver> m_driver;
};

void TestImportWizard::decideOddFile()
{
    auto &d = *m_driver;
    QVERIFY(d.waitForTable());
    d.wizard().goTo(ImportWizard::Columns);
    QVERIFY(d.text("columns-wrong").contains(u"Title"_s));
    d.decide("columns", d.rowOf("columns", 0, u"Wofür"_s), 2, u"Title"_s);
    d.decide("columns", d.rowOf("columns", 0, u"Wer"_s), 2, u"Owner"_s);
    d.decide("columns", d.rowOf("columns", 0, u"Einstufung"_s), 2, u"Category"_s);
    d.decide("columns", d.rowOf("columns", 0, u"Risiko"_s), 2, u"Risk"_s);
    d.decide("columns", d.rowOf("columns", 0, u"Nr."_s), 2, u"External"_s);
    QVERIFY(d.text("columns-wrong").isEmpty());
    d.choose("key", u"Nr."_s);
    QTest::mouseClick(d.find("step-3"), Qt::LeftButton);
    d.decide("values", d.rowOf("values", 1, u"hilft"_s), 3, u"assist"_s);
    d.decide("values", d.rowOf("values", 1, u"läuft allein"_s), 3, u"automate"_s);
    d.decide("values", d.rowOf("values", 1, u"grün"_s), 3, u"low"_s);
    d.decide("values", d.rowOf("values", 1, u"rot"_s), 3, u"high"_s);
}

void TestImportWizard::anOddFileBecomesRows()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"odd.csv"_s, oddFile()));
    decideOddFile();
    QCOMPARE(d.find<QComboBox>("encoding")->currentText(), u"windows-1252"_s);
    QVERIFY(d.text("new-people").contains(u"René Dupont"_s));
    QTest::mouseClick(d.find<QCheckBox>("create-people"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(d.text("new-people").startsWith(u"Will be added"_s));
    QVERIFY(d.waitForTrial());
    QTRY_COMPARE(d.text("sum"), u"4 rows = 3 new + 0 updated + 0 unchanged + 1 refused. Nothing has been changed yet. "
                                "1 person would be added."_s);
    QCOMPARE(d.shown("problems", 0, 0), u"3"_s);
    const QSignalSpy imported(&d.wizard(), &ImportWizard::imported);
    QVERIFY(d.import());
    QCOMPARE(imported.count(), 1);
    const auto row = d.titled(u"Résumé screening"_s);
    QVERIFY(row);
    QCOMPARE(row->category, Category::Assist);
    QCOMPARE(row->risk, std::optional(Risk::Low));
    QVERIFY(row->notes->contains(u"seit Mai"_s));
    QCOMPARE(d.titled(u"Ticket routing notes"_s)->category, Category::Automate);
}

void TestImportWizard::theCategoryIsNeverGuessed()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"odd.csv"_s, oddFile()));
    decideOddFile();
    const int row = d.rowOf("values", 1, u"wissen wir nicht"_s);
    QCOMPARE(d.shown("values", row, 3), u"unclassified"_s);
    QVERIFY(d.table("values")->model()->index(row, 3).data(Qt::UserRole + 1).toBool());
    QVERIFY(d.waitForTrial() && d.import());
    QCOMPARE(d.titled(u"Contract summaries"_s)->category, Category::Unclassified);
}

void TestImportWizard::aSecondImportUpdates()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"odd.csv"_s, oddFile()));
    decideOddFile();
    QVERIFY(d.waitForTrial() && d.import());
    const auto count = d.delegations().size();
    d.press("keep-mapping");
    d.press("another-file");
    d.wizard().openFile(d.written(u"odd.csv"_s, oddFile("Screening of applications")));
    QVERIFY(d.waitForTable());
    QVERIFY(d.waitForTrial());
    QTRY_VERIFY(d.text("sum").startsWith(u"4 rows = 0 new + 1 updated + 1 unchanged + 2 refused"_s));
    QVERIFY(d.import());
    QCOMPARE(d.delegations().size(), count);
    QVERIFY(d.titled(u"Screening of applications"_s) && !d.titled(u"Résumé screening"_s));
}

void TestImportWizard::refusedRowsAreSaved()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"odd.csv"_s, oddFile()));
    decideOddFile();
    QVERIFY(d.waitForTrial());
    QTRY_COMPARE(d.table("problems")->model()->rowCount(), 2);
    QTest::keyClicks(d.find("problem-filter"), u"dupont"_s);
    QCOMPARE(d.table("problems")->model()->rowCount(), 1);
    d.find<QLineEdit>("problem-filter")->clear();
    d.press("save-problems");
    const QString path = m_sample->folder() + u"/problems.csv"_s;
    auto *dialog = d.wizard().findChild<QFileDialog *>(u"file-dialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>()->setText(path);
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(path));
    QTRY_VERIFY(d.text("trial-message").contains(u"problems.csv"_s));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray saved = file.readAll();
    QCOMPARE(saved.count('\n'), 3);
    QVERIFY(saved.contains("Row,Column,Reason") && saved.contains("2,Wer,"));
}

void TestImportWizard::allOrNothingTakesNone()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"odd.csv"_s, oddFile()));
    decideOddFile();
    QVERIFY(d.waitForTrial());
    QTest::mouseClick(d.find("strict"), Qt::LeftButton, {}, QPoint(8, 8));
    d.wizard().goTo(ImportWizard::Import);
    QVERIFY(!d.isEnabled("next"));
    QVERIFY(d.text("import-sentence").contains(u"all or nothing"_s));
}

void TestImportWizard::anImportIsUndone()
{
    auto &d = *m_driver;
    const auto before = d.delegations();
    d.wizard().openFile(d.written(u"odd.csv"_s, oddFile()));
    decideOddFile();
    QVERIFY(d.waitForTrial() && d.import());
    QVERIFY(d.delegations().size() > before.size());
    d.press("undo-import");
    QTRY_COMPARE(d.text("import-title"), u"Undone"_s);
    QCOMPARE(d.delegations().size(), before.size());
}

void TestImportWizard::aStoppedImportLeavesNothing()
{
    auto &d = *m_driver;
    QByteArray many = "Title,ID\n";
    for (int i = 0; i < 20'000; ++i)
        many += "Workflow " + QByteArray::number(i) + ",K" + QByteArray::number(i) + '\n';
    d.wizard().openFile(d.written(u"many.csv"_s, many));
    QVERIFY(d.waitForTable());
    QVERIFY(d.waitForTrial());
    const auto before = d.entries();
    d.wizard().goTo(ImportWizard::Import);
    QTRY_VERIFY(d.isEnabled("next"));
    QTest::keyClick(&d.wizard(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(d.find("progress")->isVisible());
    QTest::keyClick(&d.wizard(), Qt::Key_Escape);
    QTRY_VERIFY(d.text("import-message").contains(u"stopped"_s));
    QCOMPARE(d.entries(), before);
    QVERIFY(d.find("back")->isVisible());
}

void TestImportWizard::aMappingIsKept()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"odd.csv"_s, oddFile()));
    decideOddFile();
    QVERIFY(d.waitForTrial() && d.import());
    d.press("keep-mapping");
    QVERIFY(!d.isEnabled("keep-mapping"));
    WizardDriver later(*m_sample);
    later.wizard().openFile(later.written(u"later.csv"_s, oddFile("Another")));
    QVERIFY(later.waitForTable());
    later.wizard().goTo(ImportWizard::Columns);
    QVERIFY(later.text("mapping-message").contains(u"kept"_s));
    QCOMPARE(later.shown("columns", later.rowOf("columns", 0, u"Einstufung"_s), 2), u"Category"_s);
    later.wizard().goTo(ImportWizard::Values);
    QCOMPARE(later.shown("values", later.rowOf("values", 1, u"hilft"_s), 3), u"assist"_s);
    QCOMPARE(later.shown("values", later.rowOf("values", 1, u"wissen wir nicht"_s), 3), u"unclassified"_s);
    QVERIFY(later.table("values")
                ->model()
                ->index(later.rowOf("values", 1, u"wissen wir nicht"_s), 3)
                .data(Qt::UserRole + 1)
                .toBool());
}

void TestImportWizard::aMappingIsSavedAndLoaded()
{
    auto &d = *m_driver;
    const QString path = d.written(u"odd.csv"_s, oddFile());
    d.wizard().openFile(path);
    decideOddFile();
    d.press("save-mapping");
    const QString file = m_sample->folder() + u"/odd.mapping.json"_s;
    auto *saving = d.wizard().findChild<QFileDialog *>(u"file-dialog"_s);
    saving->findChild<QLineEdit *>()->setText(file);
    QTest::keyClick(saving->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(file));
    d.wizard().openFile(path);
    QVERIFY(d.waitForTable());
    d.wizard().goTo(ImportWizard::Columns);
    QVERIFY(d.rowOf("columns", 2, u"Category"_s) < 0);
    QTRY_VERIFY(!d.wizard().findChild<QFileDialog *>(u"file-dialog"_s));
    d.press("load-mapping");
    auto *loading = d.wizard().findChild<QFileDialog *>(u"file-dialog"_s);
    loading->findChild<QLineEdit *>()->setText(file);
    QTest::keyClick(loading->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_VERIFY(d.rowOf("columns", 2, u"Category"_s) >= 0);
}

void TestImportWizard::aPastedBlockNeedsNoHeader()
{
    auto &d = *m_driver;
    d.wizard().openText(u"Meeting minutes\tPriya Nair\n\"Two\nlines\"\tJonas Weber\n"_s);
    QVERIFY(d.waitForTable());
    QVERIFY(!d.find<QCheckBox>("has-header")->isChecked());
    QCOMPARE(d.table("preview")->model()->rowCount(), 2);
    d.wizard().goTo(ImportWizard::Columns);
    QCOMPARE(d.shown("columns", 0, 2), u"Title"_s);
    d.decide("columns", 1, 2, u"Owner"_s);
    QVERIFY(d.waitForTrial() && d.import());
    QVERIFY(d.titled(u"Meeting minutes"_s) && d.titled(u"Meeting minutes"_s)->owner);
    QVERIFY(d.titled(u"Two lines"_s));
}

void TestImportWizard::aPastedBlockMayHaveAHeader()
{
    auto &d = *m_driver;
    QGuiApplication::clipboard()->setText(u"Use case\tTeam\nMinutes of meetings\tCheckout\n"_s);
    QTest::keyClick(&d.wizard(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(d.waitForTable());
    QVERIFY(d.find<QCheckBox>("has-header")->isChecked());
    QVERIFY(d.waitForTrial() && d.import());
    QCOMPARE(QString(*d.titled(u"Minutes of meetings"_s)->team), u"Checkout"_s);
}

void TestImportWizard::aClipboardWithoutTextIsSaid()
{
    auto &d = *m_driver;
    QGuiApplication::clipboard()->clear();
    QTest::mouseClick(d.find("paste-block"), Qt::LeftButton);
    QTRY_VERIFY2(d.text("file-message").contains(u"holds no text"_s), qPrintable(d.text("file-message")));
    QVERIFY(!d.text("file-message").contains(u".tsv"_s));
    d.wizard().openText(u"Title\tTeam\nFirst block\tCheckout\n"_s);
    QVERIFY(d.waitForTable());
    QVERIFY(!d.find("file-message")->isVisible());
    d.wizard().openText({});
    QTRY_VERIFY(d.text("file-message").contains(u"holds no text"_s));
    QCOMPARE(d.shown("preview", 0, 0), u"First block"_s); // what was read before stays
}

void TestImportWizard::noTwoMnemonicsAreTheSame()
{
    auto &d = *m_driver;
    d.wizard().openText(u"Title\tTeam\nFirst block\tCheckout\n"_s);
    QVERIFY(d.waitForTable());
    for (const auto step : {ImportWizard::File, ImportWizard::Columns, ImportWizard::Values, ImportWizard::Trial}) {
        d.wizard().goTo(step);
        QSet<QString> keys;
        for (const auto *one : d.wizard().findChildren<QAbstractButton *>()) {
            const QString key = QKeySequence::mnemonic(one->text()).toString();
            if (!one->isVisible() || key.isEmpty())
                continue;
            QVERIFY2(!keys.contains(key), qPrintable(key + u' ' + one->text()));
            keys << key;
        }
    }
}

void TestImportWizard::columnsAreLeftOutOrKeptAsNotes()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"notes.csv"_s, "Title,Colour,Secret\nNotes test,blue,hidden\n"));
    QVERIFY(d.waitForTable());
    d.wizard().goTo(ImportWizard::Columns);
    QCOMPARE(d.shown("columns", 1, 2), u"keep as note"_s);
    d.decide("columns", 2, 2, u"leave"_s);
    QCOMPARE(d.shown("columns", 2, 2), u"leave out"_s);
    QVERIFY(d.waitForTrial() && d.import());
    QCOMPARE(d.titled(u"Notes test"_s)->notes, std::optional(u"Colour: blue"_s));
}

void TestImportWizard::aFieldIsDroppedOnAColumn()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"drag.csv"_s, "What,Else\nDropped,x\n"));
    QVERIFY(d.waitForTable());
    d.wizard().goTo(ImportWizard::Columns);
    auto *fields = d.table("fields")->model();
    auto *columns = d.table("columns")->model();
    const std::unique_ptr<QMimeData> title(fields->mimeData({fields->index(0, 0)}));
    QVERIFY(columns->dropMimeData(title.get(), Qt::CopyAction, -1, -1, columns->index(0, 2)));
    QCOMPARE(d.shown("columns", 0, 2), u"Title"_s);
    QVERIFY(columns->dropMimeData(title.get(), Qt::CopyAction, -1, -1, columns->index(1, 2)));
    QCOMPARE(d.shown("columns", 1, 2), u"Title"_s);
    QCOMPARE(d.shown("columns", 0, 2), u"keep as note"_s);
    QMimeData other;
    other.setText(u"x"_s);
    QVERIFY(!columns->dropMimeData(&other, Qt::CopyAction, -1, -1, columns->index(0, 2)));
}

void TestImportWizard::defaultsFillWhatIsEmpty()
{
    auto &d = *m_driver;
    d.wizard().openFile(d.written(u"default.csv"_s, "Title\nDefaulted\n"));
    QVERIFY(d.waitForTable());
    d.wizard().goTo(ImportWizard::Columns);
    d.decide("fields", d.rowOf("fields", 0, u"Status"_s), 2, u"proposed"_s);
    QCOMPARE(d.shown("fields", d.rowOf("fields", 0, u"Status"_s), 2), u"proposed"_s);
    d.decide("fields", d.rowOf("fields", 0, u"Next due"_s), 2, u"soon"_s);
    QVERIFY(d.text("columns-wrong").contains(u"nextDue"_s));
    QVERIFY(d.waitForTrial() && d.import());
    QCOMPARE(d.titled(u"Defaulted"_s)->status, Status::Proposed);
}

void TestImportWizard::escapeLeaves()
{
    auto &d = *m_driver;
    const QSignalSpy finished(&d.wizard(), &ImportWizard::finished);
    QTest::keyClick(&d.wizard(), Qt::Key_Escape);
    QCOMPARE(finished.count(), 1);
}

void TestImportWizard::theFederalInventory_data()
{
    QTest::addColumn<QString>("year");
    QTest::addColumn<QString>("sum");
    QTest::newRow("2023") << u"2023"_s << u"710 rows = "_s;
    QTest::newRow("2024") << u"2024"_s << u"2,133 rows = "_s;
}

void TestImportWizard::theFederalInventory()
{
    QFETCH(QString, year);
    QFETCH(QString, sum);
    const QString shared = qEnvironmentVariable("MUSTER_SHARED", QStringLiteral(MUSTER_SOURCE_DIR "/../shared"));
    const QString path = shared + u"/data/federal-ai-use-cases-%1.csv"_s.arg(year);
    if (!QFile::exists(path))
        QSKIP("the reference data is not here");
    auto &d = *m_driver;
    d.wizard().openFile(path);
    QVERIFY(d.waitForTable());
    d.wizard().goTo(ImportWizard::Columns);
    d.press("load-mapping");
    auto *dialog = d.wizard().findChild<QFileDialog *>(u"file-dialog"_s);
    dialog->findChild<QLineEdit *>()->setText(
        QStringLiteral(MUSTER_SOURCE_DIR "/resources/samples/federal-%1.mapping.json").arg(year));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_VERIFY(d.text("mapping-message").contains(u"federal"_s));
    QVERIFY(d.waitForTrial());
    QTRY_VERIFY2(d.text("sum").startsWith(sum) && d.text("sum").contains(u" 0 refused"_s), qPrintable(d.text("sum")));
    QVERIFY(d.import());
}

MUSTER_TEST(TestImportWizard)

}

#include "tst_import_wizard.moc"
