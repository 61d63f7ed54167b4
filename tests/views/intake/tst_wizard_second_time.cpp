#include "exchange/delegation_import.h"
#include "support/test_program.h"
#include "views/parts/pieces.h"
#include "wizard_driver.h"

#include <QCheckBox>
#include <QComboBox>

namespace tst_wizard_second_time {

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using views::ImportWizard;

/// A file that was imported before is not imported again by a slip.
class TestWizardSecondTime final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sample = std::make_unique<SampleSession>();
        m_driver = std::make_unique<WizardDriver>(*m_sample);
        m_sample->ask([](registry::Store &store) {
            store.setActor(must(registry::PersonService(store).find(u"Mei Lin"_s)));
            return 0;
        });
        QVERIFY(open(bytes));
        QVERIFY(m_driver->waitForTrial() && !again()->isVisible());
        QVERIFY(m_driver->import());
        m_driver->press("another-file");
    }
    void cleanup()
    {
        m_driver.reset();
        m_sample.reset();
    }

    void itIsSaidByWhomAndAsked();
    void aKeyNeedsNoQuestion();
    void anotherFileNeedsNone();
    void itIsAskedAnewWhenItWasImportedMeanwhile();

private:
    const QByteArray bytes = "Title,Number\nTwice,A-1\nAnd this,A-2\n";

    bool open(const QByteArray &content)
    {
        m_driver->wizard().openFile(m_driver->written(u"twice.csv"_s, content));
        return m_driver->waitForTable() && m_driver->comeToFront() && withoutKey();
    }
    /// "Number" is what spreadsheets call a key.
    bool withoutKey()
    {
        auto *key = m_driver->find<QComboBox>("key");
        m_driver->wizard().goTo(ImportWizard::Columns);
        while (key->currentIndex() > 0)
            QTest::keyClick(key, Qt::Key_Up);
        return key->currentIndex() == 0;
    }
    QCheckBox *again() { return m_driver->find<QCheckBox>("import-again"); }
    bool mayImport()
    {
        m_driver->wizard().goTo(ImportWizard::Import);
        m_sample->settle();
        return m_driver->isEnabled("next");
    }
    qsizetype count(const QString &title)
    {
        const auto all = m_driver->delegations();
        return std::ranges::count_if(all, [&](const Delegation &one) { return one.title == title; });
    }

    std::unique_ptr<SampleSession> m_sample;
    std::unique_ptr<WizardDriver> m_driver;
};

void TestWizardSecondTime::itIsSaidByWhomAndAsked()
{
    auto &d = *m_driver;
    QVERIFY(open(bytes));
    QVERIFY(d.waitForTrial());
    const QDate today = m_sample->ask([](registry::Store &store) { return store.today(); });
    const QString said = u"This file was imported on %1 by Mei Lin already."_s.arg(views::shown(today));
    QTRY_VERIFY2(d.text("trial-message").contains(said), qPrintable(d.text("trial-message")));
    QVERIFY(!mayImport());
    QVERIFY2(d.text("import-sentence").startsWith(said), qPrintable(d.text("import-sentence")));
    QVERIFY(d.comeToFront());
    d.wizard().goTo(ImportWizard::Trial);
    QCOMPARE(QApplication::focusWidget(), again());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(again()->isChecked() && again()->isVisible());
    QVERIFY(mayImport());
    d.wizard().goTo(ImportWizard::Trial);
    QTest::keyClick(again(), Qt::Key_Space);
    QVERIFY(!mayImport());
    d.wizard().goTo(ImportWizard::Trial);
    QTest::keyClick(again(), Qt::Key_Space);
    QVERIFY(d.import());
    QCOMPARE(count(u"Twice"_s), 2);
}

void TestWizardSecondTime::aKeyNeedsNoQuestion()
{
    auto &d = *m_driver;
    QVERIFY(open(bytes));
    QVERIFY(d.waitForTrial());
    QTRY_VERIFY(again()->isVisible());
    d.wizard().goTo(ImportWizard::Columns);
    QTest::keyClick(d.find("key"), Qt::Key_Down);
    QVERIFY(d.waitForTrial());
    QTRY_VERIFY(d.text("sum").contains(u"0 new"_s));
    QVERIFY(!again()->isVisible() && d.text("trial-message").isEmpty());
}

void TestWizardSecondTime::anotherFileNeedsNone()
{
    auto &d = *m_driver;
    QVERIFY(open(bytes));
    QVERIFY(d.waitForTrial());
    QTest::keyClick(again(), Qt::Key_Space);
    QVERIFY(open("Title,Number\nNot yet seen,A-3\n"));
    QVERIFY(d.waitForTrial());
    QVERIFY(!again()->isVisible());
    QVERIFY(mayImport());
    QVERIFY(open(bytes));
    QVERIFY(d.waitForTrial());
    QVERIFY(again()->isVisible() && !again()->isChecked());
}

void TestWizardSecondTime::itIsAskedAnewWhenItWasImportedMeanwhile()
{
    auto &d = *m_driver;
    QVERIFY(open(bytes));
    QVERIFY(d.waitForTrial());
    QTest::keyClick(again(), Qt::Key_Space);
    QVERIFY(mayImport());
    const QString path = m_sample->folder() + u"/twice.csv"_s;
    m_sample->ask([path](registry::Store &store) {
        exchange::ImportOptions options;
        must(options.mapping.addColumn(u"title=Title"_s));
        must(exchange::importDelegations(store, path, options));
        return 0;
    });
    d.wizard().goTo(ImportWizard::Trial);
    QTRY_VERIFY(again()->isVisible() && !again()->isChecked());
    QVERIFY(!mayImport());
}

MUSTER_TEST(TestWizardSecondTime)

}

#include "tst_wizard_second_time.moc"
