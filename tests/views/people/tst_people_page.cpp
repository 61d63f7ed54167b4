#include "items/person_table_model.h"
#include "register/decision_service.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/parts/pieces.h"
#include "views/people/people_page.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHelpEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolTip>

namespace tst_people_page {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using items::PersonTableModel;
using registry::Store;

/// The people page by keys and clicks, on the sample register.
class PeoplePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sample = std::make_unique<SampleSession>();
        m_page = std::make_unique<PeoplePage>(m_sample->session());
        m_page->resize(1100, 700);
        m_page->show();
        m_page->activate();
        m_sample->settle();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_sample.reset();
    }

    void listsPeopleAndThoseWhoLeftLast()
    {
        const auto *model = table()->model();
        QCOMPARE(model->rowCount(), 7);
        QCOMPARE(model->index(0, 0).data().toString(), u"Dana Keller"_s);
        QCOMPARE(model->index(6, 0).data().toString(), u"Tom Reyes"_s);
        QVERIFY(says(u"7 people · 1 left"_s));
    }

    void addsAPersonByKeyboard()
    {
        auto *name = find<QLineEdit>(u"newName"_s);
        name->setFocus();
        QTest::keyClicks(name, u"Ada Novak"_s);
        QTest::keyClick(name, Qt::Key_Return);
        m_sample->settle();
        QCOMPARE(table()->model()->rowCount(), 8);
        QCOMPARE(table()->currentIndex().siblingAtColumn(0).data().toString(), u"Ada Novak"_s);
        QVERIFY(name->text().isEmpty() && name->hasFocus());
        QVERIFY(m_sample->history().undo());
        m_sample->settle();
        QCOMPARE(table()->model()->rowCount(), 7);
    }

    void saysWhyNobodyWasAddedAndKeepsTheName()
    {
        auto *name = find<QLineEdit>(u"newName"_s);
        auto *email = find<QLineEdit>(u"newEmail"_s);
        QTest::keyClicks(name, u"Dana Keller"_s);
        QTest::keyClicks(email, u"dana.keller@checkout.example"_s);
        QTest::keyClick(email, Qt::Key_Return);
        m_sample->settle();
        QVERIFY(find<InlineMessage>(u"message"_s)->text().contains(u"already"_s));
        QCOMPARE(name->text(), u"Dana Keller"_s);
    }

    void editsInPlace()
    {
        choose(u"Mei Lin"_s);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F2);
        auto *editor = table()->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->setText(u"Mei Lin-Park"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        m_sample->settle();
        QVERIFY(find(u"Mei Lin-Park"_s).isValid());
        QCOMPARE(m_sample->history().count(), 1);
    }

    void keepsWhatWasTypedWhereItIsRefused()
    {
        choose(u"Mei Lin"_s);
        table()->model()->setData(table()->currentIndex(), u""_s);
        m_sample->settle();
        QVERIFY(find<InlineMessage>(u"message"_s)->text().contains(u"name"_s));
        QVERIFY(table()->viewport()->findChild<QLineEdit *>());
    }

    void searchFindsByNameAndAddressAndOffersToAdd()
    {
        auto *search = find<QLineEdit>(u"search"_s);
        search->setText(u"priya"_s);
        m_sample->settle();
        QCOMPARE(table()->model()->rowCount(), 1);
        search->setText(u"Zoe Zimmer"_s);
        m_sample->settle();
        QVERIFY(!table()->isVisible());
        QTest::mouseClick(find<QPushButton>(u"addFound"_s), Qt::LeftButton);
        m_sample->settle();
        QVERIFY(find(u"Zoe Zimmer"_s).isValid());
    }

    void searchNeedsNoAccents()
    {
        m_sample->ask([](Store &store) {
            return must(registry::PersonService(store).add({{u"name"_s, u"Jos\u00E9 Mu\u00F1oz"_s}}));
        });
        m_sample->settle();
        find<QLineEdit>(u"search"_s)->setText(u"jose munoz"_s);
        m_sample->settle();
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void tooltipsSayNamesAsTheyAre()
    {
        m_sample->ask([](Store &store) {
            return must(registry::PersonService(store).add({{u"name"_s, u"R&D <team>"_s}}));
        });
        m_sample->settle();
        QCOMPARE(find(u"R&D <team>"_s).data(Qt::ToolTipRole).toString(), u"R&D <team>"_s);
        const QRect cell = table()->visualRect(find(u"R&D <team>"_s));
        QHelpEvent event(QEvent::ToolTip, cell.center(), table()->viewport()->mapToGlobal(cell.center()));
        QCoreApplication::sendEvent(table()->viewport(), &event);
        QCOMPARE(QToolTip::text(), plainToolTip(u"R&D <team>"_s));
    }

    void undoIsOfferedOnlyWhileItIsTheNewest()
    {
        choose(u"Priya Nair"_s);
        QTest::mouseClick(find<QPushButton>(u"leave"_s), Qt::LeftButton);
        QTest::mouseClick(find<QPushButton>(u"markLeft"_s), Qt::LeftButton);
        m_sample->settle();
        auto *undo = find<InlineMessage>(u"cardMessage"_s)->findChild<QPushButton *>();
        QVERIFY(undo->isVisible());
        m_sample->history().add(entityOf<Person>(), {{u"name"_s, u"Ada Novak"_s}}, u"Ada Novak"_s);
        m_sample->settle();
        QVERIFY(!undo->isVisible());
        QVERIFY(m_sample->history().undo());
        m_sample->settle();
        QVERIFY(find(u"Priya Nair"_s).data(PersonTableModel::LeftRole).toBool());
    }

    void whatIsBeingChosenSurvivesOthersChanges()
    {
        choose(u"Priya Nair"_s);
        QTest::mouseClick(find<QPushButton>(u"leave"_s), Qt::LeftButton);
        auto *day = find<QDateEdit>(u"leftOn"_s);
        day->setDate(QDate(2026, 7, 31));
        QVERIFY(day->hasFocus());
        m_sample->ask([](Store &store) {
            return must(registry::DelegationService(store).add({{u"title"_s, u"Something else"_s}}));
        });
        m_sample->settle();
        QCOMPARE(find<QDateEdit>(u"leftOn"_s), day); // nothing it shows has changed
        const auto priya =
            m_sample->ask([](Store &store) { return must(registry::PersonService(store).find(u"Priya Nair"_s)); });
        m_sample->ask([priya](Store &store) {
            return must(registry::DelegationService(store).add(
                {{u"title"_s, u"One more of hers"_s}, {u"owner"_s, priya.text()}}));
        });
        m_sample->settle();
        QVERIFY(link(u"One more of hers"_s));
        QCOMPARE(find<QDateEdit>(u"leftOn"_s)->date(), QDate(2026, 7, 31));
        QVERIFY(find<QDateEdit>(u"leftOn"_s)->hasFocus());
    }

    void showsWhatIsInAPersonsNameAndLeadsThere()
    {
        choose(u"Priya Nair"_s);
        QVERIFY(says(u"Owns"_s));
        QSignalSpy wanted(&m_sample->navigator(), &Navigator::delegationWanted);
        link(u"Ticket triage"_s)->click();
        QCOMPARE(wanted.size(), 1);
    }

    void whoLeavesIsHandedOverInOneCommand()
    {
        choose(u"Priya Nair"_s);
        const auto before = lost(u"Priya Nair"_s);
        QVERIFY(before > 1);
        QTest::mouseClick(find<QPushButton>(u"leave"_s), Qt::LeftButton);
        QCOMPARE(find<QDateEdit>(u"leftOn"_s)->date(), sample::sampleToday());
        QTest::mouseClick(find<QPushButton>(u"markLeft"_s), Qt::LeftButton);
        m_sample->settle();
        QCOMPARE(find(u"Priya Nair"_s).row(), 5); // below those who are there
        QVERIFY(says(u"%1 things are without anyone now. Hand them over:"_s.arg(before)));
        auto *to = find<QComboBox>(u"handOverTo"_s);
        QVERIFY(to->findText(u"Priya Nair"_s) < 0 && to->findText(u"Tom Reyes"_s) < 0);
        to->setCurrentIndex(to->findText(u"Sam Ortiz"_s));
        const auto had = lost(u"Sam Ortiz"_s);
        QTest::mouseClick(find<QPushButton>(u"handOver"_s), Qt::LeftButton);
        m_sample->settle();
        QCOMPARE(lost(u"Priya Nair"_s), 0);
        QCOMPARE(lost(u"Sam Ortiz"_s), had + before);
        QCOMPARE(m_sample->history().count(), 2);
        QVERIFY(m_sample->history().undo());
        m_sample->settle();
        QCOMPARE(lost(u"Priya Nair"_s), before);
        QVERIFY(m_sample->history().undo());
        m_sample->settle();
        QVERIFY(!find(u"Priya Nair"_s).data(PersonTableModel::LeftRole).toBool());
    }

private:
    template <typename T>
    T *find(const QString &name)
    {
        return m_page->findChild<T *>(name);
    }
    QTableView *table() { return find<QTableView>(u"people"_s); }

    QModelIndex find(const QString &name)
    {
        return table()
            ->model()
            ->match(table()->model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly)
            .value(0);
    }
    void choose(const QString &name)
    {
        table()->setCurrentIndex(find(name));
        m_sample->settle();
    }

    qsizetype lost(const QString &name)
    {
        const auto items = m_sample->ask([name](Store &store) {
            return must(registry::holdingsOf(store, must(registry::PersonService(store).find(name))));
        });
        return std::ranges::count_if(items, &registry::HeldItem::isLost);
    }

    QPushButton *link(const QString &text)
    {
        const auto all = m_page->findChildren<QPushButton *>();
        const auto found = std::ranges::find_if(all, [&](const QPushButton *one) { return one->text() == text; });
        return found == all.end() ? nullptr : *found;
    }

    bool says(const QString &text)
    {
        const auto labels = m_page->findChildren<QLabel *>();
        return std::ranges::any_of(labels,
                                   [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }

    std::unique_ptr<SampleSession> m_sample;
    std::unique_ptr<PeoplePage> m_page;
};

MUSTER_TEST(PeoplePageTest)

}

#include "tst_people_page.moc"
