#include "register/decision_service.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/decisions/decision_list_model.h"
#include "views/decisions/decisions_page.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

namespace tst_decision_filters {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::DecisionService;
using registry::Store;

namespace {

/// The decisions of the sample register: 13 and 6 are Tom's, 9 Dana's, 12 Jonas's; 13 and 9 are overdue.
struct Desk
{
    Desk() : page(sample.session())
    {
        page.resize(1096, 748);
        page.QWidget::show();
        page.activate();
        sample.settle();
        QApplication::setActiveWindow(&page);
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the window is not active");
    }

    template <typename W>
    W *the(const QString &name)
    {
        auto *found = page.findChild<W *>(name);
        if (!found)
            qFatal("no %s", qUtf8Printable(name));
        return found;
    }
    QListView &list() { return *the<QListView>(u"decisions"_s); }
    const DecisionListModel &lines() { return *static_cast<const DecisionListModel *>(list().model()); }
    qint64 current() { return lines().line(list().currentIndex().row()).decision.decision.number; }
    QList<qint64> numbers()
    {
        QList<qint64> all;
        for (const auto &line : lines().lines()) {
            if (!line.isHeading)
                all << line.decision.decision.number;
        }
        return all;
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
        sample.settle();
    }
    QStringList shown()
    {
        QStringList all;
        for (const auto *label : page.findChildren<QLabel *>())
            all << (label->isVisible() ? label->text() : QString());
        for (const auto *tag : page.findChildren<Tag *>())
            all << (tag->isVisible() ? tag->look().text : QString());
        all.removeAll(QString());
        return all;
    }
    Decision stored(qint64 number)
    {
        return must(sample.ask([number](Store &store) -> Result<Decision> {
            DecisionService service(store);
            return service.find(QString::number(number)).and_then([&](const auto &id) { return service.get(id); });
        }));
    }

    SampleSession sample;
    DecisionsPage page;
};

#define VERIFY_SHOWN(desk, wanted) QVERIFY2((desk).shown().contains(wanted), qPrintable((desk).shown().join(u'|')))

}

/// The decisions page by keys: found, narrowed, read and handed out.
class TestDecisionFilters final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arrowsStepOverNames();
    void wordsFindByNumberOwnerAndReason_data();
    void wordsFindByNumberOwnerAndReason();
    void nothingThatFitsSaysSo();
    void whatIsBehindADecisionIsShown();
    void endedOnesTellHowTheyEnded();
    void whatIsShownIsCopied();
    void aDecisionEndedElsewhereGoes();
    void escapeLeavesTheFormAndKeepsTheReason();
};

void TestDecisionFilters::arrowsStepOverNames()
{
    Desk desk;
    QVERIFY(desk.list().hasFocus());
    QCOMPARE(desk.numbers(), (QList<qint64>{13, 6, 9, 12}));
    QCOMPARE(desk.current(), 13);
    VERIFY_SHOWN(desk, u"4 open · 2 overdue"_s);
    QList<qint64> walked;
    for (int i = 0; i < 4; ++i) {
        desk.key(Qt::Key_Down);
        walked << desk.current();
    }
    QCOMPARE(walked, (QList<qint64>{6, 9, 12, 12}));
    desk.key(Qt::Key_Home);
    QCOMPARE(desk.current(), 13);
}

void TestDecisionFilters::wordsFindByNumberOwnerAndReason_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QList<qint64>>("numbers");
    QTest::newRow("number") << u"#12"_s << QList<qint64>{12};
    QTest::newRow("owner") << u"REYES"_s << QList<qint64>{13, 6};
    QTest::newRow("reason") << u"is a hope"_s << QList<qint64>{9};
    QTest::newRow("workflow and kind") << u"bumps owner"_s << QList<qint64>{13};
}

void TestDecisionFilters::wordsFindByNumberOwnerAndReason()
{
    QFETCH(QString, words);
    QFETCH(QList<qint64>, numbers);
    Desk desk;
    desk.key(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(desk.the<QLineEdit>(u"words"_s)->hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), words);
    desk.sample.settle();
    QCOMPARE(desk.numbers(), numbers);
    QCOMPARE(desk.current(), numbers.first());
}

void TestDecisionFilters::nothingThatFitsSaysSo()
{
    Desk desk;
    desk.key(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"no such words"_s);
    desk.sample.settle();
    VERIFY_SHOWN(desk, u"Nothing fits"_s);
    QVERIFY(!desk.list().isVisible());
    QVERIFY(!desk.the<QPushButton>(u"stepM"_s)->isVisible());
    desk.the<QLineEdit>(u"words"_s)->clear();
    desk.sample.settle();
    QVERIFY(desk.list().isVisible());
    QCOMPARE(desk.numbers().size(), 4);
}

void TestDecisionFilters::whatIsBehindADecisionIsShown()
{
    Desk desk;
    desk.key(Qt::Key_Down);
    QCOMPARE(desk.current(), 6);
    for (const auto &text : {u"Decision 6"_s, u"Dependency bumps"_s, u"How it moved"_s, u"Tom Reyes"_s,
                             u"Tom was on the migration; Jonas writes it with him."_s, u"fail"_s,
                             u"There is no rule; Tom would have to be asked, and was on a train."_s})
        VERIFY_SHOWN(desk, text);
    const QSignalSpy audit(&desk.sample.navigator(), &Navigator::auditWanted);
    for (auto *one : desk.page.findChildren<QPushButton *>()) {
        if (one->text() == u"Audit 1, 14 Apr 2026"_s) {
            QTest::mouseClick(one, Qt::LeftButton);
            break;
        }
    }
    QCOMPARE(audit.size(), 1);
}

void TestDecisionFilters::endedOnesTellHowTheyEnded()
{
    Desk desk;
    auto *ended = desk.the<QCheckBox>(u"withEnded"_s);
    ended->setFocus();
    desk.key(Qt::Key_Space);
    QCOMPARE(desk.numbers().size(), 13);
    const auto lines = desk.lines().lines();
    for (qsizetype row = 1; row < qsizetype(lines.size()); ++row) { // of each person's the open ones come first
        const auto &before = lines[size_t(row - 1)], &now = lines[size_t(row)];
        if (before.isHeading || now.isHeading)
            continue;
        QVERIFY(before.decision.decision.state == DecisionState::Open
                || now.decision.decision.state != DecisionState::Open);
    }
    const auto dropped = std::ranges::find_if(
        lines, [](const auto &line) { return !line.isHeading && line.decision.decision.number == 7; });
    desk.list().setCurrentIndex(desk.lines().index(int(dropped - lines.begin())));
    desk.sample.settle();
    VERIFY_SHOWN(desk, u"dropped"_s);
    VERIFY_SHOWN(desk, u"A comparison on twenty stories spoke against it."_s);
    QVERIFY(!desk.the<QPushButton>(u"stepD"_s)->isVisible()); // it can't be taken up again
}

void TestDecisionFilters::whatIsShownIsCopied()
{
    Desk desk;
    auto *overdue = desk.the<QCheckBox>(u"overdueOnly"_s);
    overdue->setFocus();
    desk.key(Qt::Key_Space);
    QCOMPARE(desk.numbers(), (QList<qint64>{13, 9}));
    desk.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.startsWith(u"### Tom Reyes\n\n- [ ] **Dependency bumps**"_s), qPrintable(text));
    QCOMPARE(text.count(u"- [ ] "_s), 2);
    QCOMPARE(text.count(u"**overdue since "_s), 2);
    QVERIFY(!text.contains(u"(no. 12)"_s));
    QCOMPARE(desk.the<InlineMessage>(u"pageMessage"_s)->text(), u"Copied what is shown as Markdown, 2 in all."_s);
    QVERIFY(desk.list().hasFocus());
}

void TestDecisionFilters::aDecisionEndedElsewhereGoes()
{
    Desk desk;
    const auto id = desk.stored(13).id;
    must(desk.sample.ask([id](Store &store) { return DecisionService(store).drop(id, u"overtaken"_s); }));
    desk.sample.settle();
    QCOMPARE(desk.numbers(), (QList<qint64>{9, 6, 12}));
    QVERIFY(desk.numbers().contains(desk.current())); // another one is chosen
    VERIFY_SHOWN(desk, u"3 open · 1 overdue"_s);
}

void TestDecisionFilters::escapeLeavesTheFormAndKeepsTheReason()
{
    Desk desk;
    desk.key(Qt::Key_M);
    QVERIFY(desk.the<QDateEdit>(u"due"_s)->hasFocus());
    desk.key(Qt::Key_Escape);
    QVERIFY(desk.list().hasFocus());
    desk.key(Qt::Key_X);
    auto *text = desk.the<QPlainTextEdit>(u"text"_s);
    QVERIFY(text->hasFocus());
    QTest::keyClicks(text, u"mdx"_s); // letters are letters here
    QCOMPARE(text->toPlainText(), u"mdx"_s);
    desk.key(Qt::Key_Escape);
    desk.key(Qt::Key_Down);
    desk.key(Qt::Key_Up);
    desk.key(Qt::Key_X);
    QCOMPARE(text->toPlainText(), u"mdx"_s);
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(desk.stored(13).state == DecisionState::Dropped);
    QCOMPARE(desk.stored(13).endNote.value_or(QString()), u"mdx"_s);
}

MUSTER_TEST(TestDecisionFilters)

}

#include "tst_decision_filters.moc"
