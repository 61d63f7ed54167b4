#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/evidence/catalogue_view.h"
#include "views/parts/pieces.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace tst_catalogue_view {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

/// The catalogue of models and the routing policy by keys and clicks.
class CatalogueViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sample = std::make_unique<SampleSession>();
        m_view = std::make_unique<CatalogueView>(m_sample->session());
        // The page does this.
        connect(m_sample->reg().get(), &registry::OpenRegister::changed, m_view.get(), &CatalogueView::refresh);
        m_view->resize(1000, 600);
        m_view->show();
        m_view->refresh();
        settle();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        m_sample.reset();
    }

    void aModelIsAddedEditedAndUndone()
    {
        const QAbstractItemModelTester tester(table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int before = table()->model()->rowCount();
        add(u"swift-9"_s);
        QTRY_COMPARE(table()->model()->rowCount(), before + 1);
        QTRY_COMPARE(table()->currentIndex().siblingAtColumn(0).data().toString(), u"swift-9"_s);
        edit(CatalogueModel::Provider, u"Example AI"_s);
        QTRY_COMPARE(table()->currentIndex().siblingAtColumn(CatalogueModel::Provider).data().toString(),
                     u"Example AI"_s);
        QVERIFY(m_sample->history().undo());
        settle();
        QTRY_VERIFY(table()->currentIndex().siblingAtColumn(CatalogueModel::Provider).data().toString().isEmpty());
    }

    void whatIsRefusedStaysInTheCellWithTheReason()
    {
        add(u"swift-9"_s);
        QTRY_COMPARE(table()->currentIndex().siblingAtColumn(0).data().toString(), u"swift-9"_s);
        edit(CatalogueModel::EndsOn, u"some day"_s);
        QTRY_VERIFY(!m_view->findChild<InlineMessage *>(u"catalogue-message"_s)->text().isEmpty());
        auto *editor = table()->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QCOMPARE(editor->text(), u"some day"_s);
    }

    void theSameNameIsRefused()
    {
        add(u"swift-9"_s);
        QTRY_COMPARE(table()->currentIndex().siblingAtColumn(0).data().toString(), u"swift-9"_s);
        add(u"SWIFT-9"_s);
        QTRY_VERIFY(m_view->findChild<InlineMessage *>(u"catalogue-message"_s)->text().contains(u"already"_s));
        QCOMPARE(m_view->findChild<QLineEdit *>(u"newModel"_s)->text(), u"SWIFT-9"_s);
    }

    void thePolicyOfARiskIsSet()
    {
        auto *highest = m_view->findChild<QComboBox *>(u"highest-low"_s);
        const int wanted = highest->findData(u"frontier"_s);
        QVERIFY(wanted > 0);
        highest->setCurrentIndex(wanted);
        Q_EMIT highest->activated(wanted);
        settle();
        const auto policy = m_sample->ask([](Store &store) { return registry::policyFrom(must(store.info())); });
        QVERIFY(policy.perRisk[size_t(Risk::Low)]);
        QCOMPARE(policy.perRisk[size_t(Risk::Low)]->highest, u"frontier"_s);
    }

private:
    void settle() { m_sample->settle(); }
    QTableView *table() { return m_view->findChild<QTableView *>(u"models"_s); }

    void add(const QString &name)
    {
        auto *field = m_view->findChild<QLineEdit *>(u"newModel"_s);
        field->setText(name);
        QTest::keyClick(field, Qt::Key_Return);
        settle();
    }

    void edit(int column, const QString &text)
    {
        table()->setCurrentIndex(table()->currentIndex().siblingAtColumn(column));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F2);
        auto *editor = table()->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        settle();
    }

    std::unique_ptr<SampleSession> m_sample;
    std::unique_ptr<CatalogueView> m_view;
};

MUSTER_TEST(CatalogueViewTest)

}

#include "tst_catalogue_view.moc"
