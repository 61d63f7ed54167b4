#include "register/own_columns.h"
#include "support/test_program.h"
#include "wizard_driver.h"

#include <QComboBox>
#include <QLineEdit>

namespace tst_wizard_new_columns {

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using views::ImportWizard;

namespace {

/// Twenty rows with a tool of two, hours, and the status of a thing.
QByteArray file(const QByteArray &tool = "Beacon")
{
    QByteArray text = "Title,Tool,Hours,Status\n";
    for (int i = 0; i < 20; ++i)
        text += "Imported " + QByteArray::number(i) + (i < 15 ? QByteArray(",Atlas,") : ',' + tool + ',')
                + QByteArray::number(i) + ",active\n";
    return text;
}

}

/// Columns of a file become columns of the register's own, by keys alone.
class TestWizardNewColumns final : public QObject
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

    void columnsAreMadeAndTakenBack();
    void aTitleThatIsTakenIsToldBesideIt();
    void theMappingKeptUsesThemAgain();
    void theFormFollowsTheRow();

private:
    void open(const QByteArray &bytes)
    {
        m_driver->wizard().openFile(m_driver->written(u"tools.csv"_s, bytes));
        QVERIFY(m_driver->waitForTable());
        m_driver->wizard().goTo(ImportWizard::Columns);
        QVERIFY(m_driver->comeToFront());
    }

    void makeColumn(const QString &header)
    {
        m_driver->decide("columns", m_driver->rowOf("columns", 0, header), 2, u"new"_s);
        QVERIFY(m_driver->find("new-column-title")->isVisible());
    }

    /// Presses a key wherever the focus is.
    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

    void retitle(const QString &title)
    {
        auto *edit = m_driver->find<QLineEdit>("new-column-title");
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, title);
    }

    QList<OwnColumn> columns()
    {
        return must(m_sample->ask([](registry::Store &store) { return registry::ownColumns(store); }));
    }

    std::unique_ptr<SampleSession> m_sample;
    std::unique_ptr<WizardDriver> m_driver;
};

void TestWizardNewColumns::columnsAreMadeAndTakenBack()
{
    auto &d = *m_driver;
    open(file());
    makeColumn(u"Tool"_s);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"columns"_s);
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"new-column-title"_s);
    retitle(u"Vendor"_s);
    QCOMPARE(d.shown("columns", 1, 2), u"new: Vendor"_s);
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"new-column-type"_s);
    QCOMPARE(d.find<QComboBox>("new-column-type")->currentText(), u"choice"_s);
    QVERIFY2(d.text("new-column-told").contains(u"Atlas, Beacon"_s), qPrintable(d.text("new-column-told")));
    makeColumn(u"Hours"_s);
    auto *type = d.find<QComboBox>("new-column-type");
    QCOMPARE(type->currentText(), u"number"_s);
    QTest::keyClick(type, Qt::Key_Up);
    QCOMPARE(type->currentText(), u"text"_s);
    d.wizard().goTo(ImportWizard::Values);
    d.decide("values", d.rowOf("values", 1, u"Beacon"_s), 3, u"in-house"_s);
    QCOMPARE(d.shown("values", d.rowOf("values", 1, u"Beacon"_s), 3), u"in-house"_s);
    QVERIFY(d.waitForTrial());
    QTRY_VERIFY2(d.text("sum").contains(u"20 new"_s)
                     && d.text("sum").endsWith(u"2 columns would be made: Vendor, Hours."_s),
                 qPrintable(d.text("sum")));
    QVERIFY(columns().isEmpty());
    const auto before = d.delegations().size();
    QVERIFY(d.import());
    const auto made = columns();
    QCOMPARE(made.size(), 2);
    QCOMPARE(QString(made[0].title), u"Vendor"_s);
    QCOMPARE(registry::fromJsonList(made[0].choices), (QStringList{u"Atlas"_s, u"in-house"_s}));
    QCOMPARE(made[1].type, ColumnType::Text);
    const auto texts = registry::columnTexts(Value(QString(d.titled(u"Imported 19"_s)->columnValues)));
    QCOMPARE(texts.value(made[0].id.text()), u"in-house"_s);
    QCOMPARE(texts.value(made[1].id.text()), u"19"_s);
    d.press("undo-import");
    QTRY_COMPARE(d.text("import-title"), u"Undone"_s);
    QVERIFY(columns().isEmpty());
    QCOMPARE(d.delegations().size(), before);
}

void TestWizardNewColumns::aTitleThatIsTakenIsToldBesideIt()
{
    auto &d = *m_driver;
    open(file());
    makeColumn(u"Status"_s);
    QVERIFY2(d.text("new-column-objection").contains(u"\"Status\" is a field"_s),
             qPrintable(d.text("new-column-objection")));
    QVERIFY(d.text("columns-wrong").isEmpty());
    d.table("columns")->setCurrentIndex(d.table("columns")->model()->index(0, 2));
    QVERIFY(!d.find("new-column-title")->isVisible());
    QVERIFY(d.text("columns-wrong").contains(u"\"Status\" is a field"_s));
    d.wizard().goTo(ImportWizard::Import);
    QVERIFY(!d.isEnabled("next"));
    d.wizard().goTo(ImportWizard::Columns);
    d.table("columns")->setCurrentIndex(d.table("columns")->model()->index(3, 2));
    retitle(u"Phase"_s);
    QVERIFY(d.text("new-column-objection").isEmpty());
    QVERIFY(d.waitForTrial() && d.import());
    QCOMPARE(QString(columns().first().title), u"Phase"_s);
}

void TestWizardNewColumns::theMappingKeptUsesThemAgain()
{
    auto &d = *m_driver;
    open(file());
    makeColumn(u"Tool"_s);
    retitle(u"Vendor"_s);
    QVERIFY(d.waitForTrial() && d.import());
    const auto made = columns();
    d.press("keep-mapping");
    d.press("another-file");
    open(file("Atlas") + "One more,Beacon,3,active\n");
    QVERIFY(d.text("mapping-message").contains(u"kept"_s));
    QCOMPARE(d.shown("columns", 1, 2), u"Vendor"_s);
    QVERIFY(!d.find("new-column-title")->isVisible());
    QVERIFY(d.waitForTrial());
    QTRY_VERIFY2(d.text("sum").contains(u"21 new"_s) && !d.text("sum").contains(u"would be made"_s),
                 qPrintable(d.text("sum")));
    QVERIFY(d.import());
    QCOMPARE(columns(), made);
    const auto texts = registry::columnTexts(Value(QString(d.titled(u"One more"_s)->columnValues)));
    QCOMPARE(texts.value(made.first().id.text()), u"Beacon"_s);
}

void TestWizardNewColumns::theFormFollowsTheRow()
{
    auto &d = *m_driver;
    open(file());
    QVERIFY(!d.find("new-column-title")->isVisible());
    makeColumn(u"Tool"_s);
    makeColumn(u"Hours"_s);
    QCOMPARE(d.find<QLineEdit>("new-column-title")->text(), u"Hours"_s);
    auto *table = d.table("columns");
    table->setFocus();
    press(Qt::Key_Up);
    QCOMPARE(d.find<QLineEdit>("new-column-title")->text(), u"Tool"_s);
    d.decide("columns", 1, 2, u"keep"_s);
    QVERIFY(!d.find("new-column-title")->isVisible());
    QCOMPARE(d.shown("columns", 1, 2), u"keep as note"_s);
    QVERIFY(d.rowOf("fields", 0, u"Hours (new)"_s) > 0 && d.rowOf("fields", 0, u"Tool (new)"_s) < 0);
    d.wizard().openFile({});
    QVERIFY(!d.find("new-column-title")->isVisible());
}

MUSTER_TEST(TestWizardNewColumns)

}

#include "tst_wizard_new_columns.moc"
