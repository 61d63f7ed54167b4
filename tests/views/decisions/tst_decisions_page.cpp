#include "register/decision_service.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/decisions/decision_list_model.h"
#include "views/decisions/decision_panel.h"
#include "views/decisions/decisions_page.h"
#include "views/parts/pieces.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

namespace tst_decisions_page {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::DecisionService;

namespace {

/// The page on the sample register, with decisions of its own and none of the sample's open.
class Window
{
public:
    Window()
    {
        sample.ask([](Store &store) { return dropAll(store); });
        dana = find<registry::PersonService>(u"Dana Keller"_s);
        mei = find<registry::PersonService>(u"Mei Lin"_s);
    }

    void open()
    {
        page = std::make_unique<DecisionsPage>(sample.session());
        page->resize(1096, 748);
        page->QWidget::show();
        page->activate();
        sample.settle();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        list()->setFocus();
    }

    DecisionId decide(qint64 number, const QString &delegation, DecisionKind kind, const QString &after,
                      const PersonId &owner, QDate due)
    {
        Decision decision;
        decision.number = number;
        decision.delegation = find<registry::DelegationService>(delegation);
        decision.kind = kind;
        if (!after.isEmpty())
            decision.after = after;
        decision.why = u"Because of *this*"_s;
        decision.owner = owner;
        decision.due = due;
        decision.decidedOn = QDate(2026, 5, 12);
        return must(sample.ask([decision](Store &store) { return DecisionService(store).add(decision); }));
    }

    template <typename Service>
    typename Service::IdType find(const QString &text)
    {
        return must(sample.ask([text](Store &store) { return Service(store).find(text); }));
    }

    Decision get(const DecisionId &id)
    {
        return must(sample.ask([id](Store &store) { return DecisionService(store).get(id); }));
    }

    QListView *list() const { return page->findChild<QListView *>(u"decisions"_s); }
    const DecisionListModel &lines() const { return *static_cast<const DecisionListModel *>(list()->model()); }
    DecisionStepForm *form() const { return page->findChild<DecisionStepForm *>(); }
    template <typename T>
    T *part(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    /// What stands beside the form.
    QString said() const { return part<InlineMessage>(u"formMessage"_s)->text(); }

    void choose(const DecisionId &id)
    {
        list()->setCurrentIndex(lines().index(lines().rowOf(id)));
        sample.settle();
    }

    void press(Qt::Key key)
    {
        QTest::keyClick(list(), key);
        sample.settle();
    }

    /// Types into the form's text and confirms with the keyboard.
    void confirm(const QString &text)
    {
        auto *field = part<QPlainTextEdit>(u"text"_s);
        field->setFocus();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        sample.settle();
    }

    QStringList shownLines() const
    {
        QStringList texts;
        for (int row = 0; row < lines().rowCount(); ++row)
            texts << lines().index(row).data().toString();
        return texts;
    }

    SampleSession sample;
    PersonId dana, mei;
    std::unique_ptr<DecisionsPage> page;

private:
    static Result<void> dropAll(Store &store)
    {
        DecisionService decisions(store);
        const auto open = decisions.list({});
        for (const auto &item : *open) {
            if (const auto dropped = decisions.drop(item.decision.id, u"for the test"_s); !dropped)
                return dropped;
        }
        return {};
    }
};

const QString update = u"Friday stakeholder update"_s;

}

/// What a facilitator relies on of the decisions: who owes what first, each step with its reason, nothing typed lost.
class TestDecisionsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsOverdueComesFirst();
    void aDecisionIsDoneByKeys();
    void aMoveIsRefusedUntilItHasItsReason();
    void whatWasTypedIsKept();
    void aDropNeedsAReason();
    void aPromotionWithGapsIsExplained();
    void theStoryTellsHowItMoved();
    void filtersNarrow();
    void markdownIsATaskList();
    void nothingOpenIsGood();
    void aDoneDecisionIsFound();
    void whoseIsRemembered();
    void mineFollowsWhoActs();
    void aReasonHalfTypedOutlivesTheProgram();
    void aNameWithPercentIsShownAsItIs();
};

void TestDecisionsPage::whoIsOverdueComesFirst()
{
    Window window;
    window.decide(101, update, DecisionKind::Review, {}, window.dana, QDate(2026, 7, 1));
    window.decide(102, update, DecisionKind::Tier, u"light"_s, window.mei, QDate(2026, 6, 1));
    window.decide(103, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 20));
    window.page = std::make_unique<DecisionsPage>(window.sample.session());
    const QSignalSpy badge(window.page.get(), &Page::badgeChanged);
    window.sample.settle();
    QCOMPARE(badge.last().value(0).toString(), u"1 overdue"_s);
    QVERIFY(badge.last().value(1).toBool());
    window.open();
    const QAbstractItemModelTester tester(window.list()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto lines = window.shownLines();
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0], u"Mei Lin: 2 open, 1 overdue"_s);
    QVERIFY2(lines[1].endsWith(u"overdue since 1 Jun 2026"_s), qPrintable(lines[1]));
    QVERIFY(lines[2].endsWith(u"due 20 Jun 2026"_s));
    QCOMPARE(lines[3], u"Dana Keller: 1 open"_s);
    QVERIFY(!window.lines().flags(window.lines().index(0)).testFlag(Qt::ItemIsSelectable));
}

void TestDecisionsPage::aDecisionIsDoneByKeys()
{
    Window window;
    const auto id = window.decide(101, update, DecisionKind::Tier, u"light"_s, window.mei, QDate(2026, 6, 1));
    const auto next = window.decide(102, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 30));
    window.open();
    window.choose(id);
    const auto *effect = window.part<InlineMessage>(u"effect"_s);
    QCOMPARE(effect->text(), u"Done sets the tier of “Friday stakeholder update” from mid to light."_s);
    window.press(Qt::Key_D);
    QVERIFY(window.form()->isVisible());
    window.confirm(u"Compared four updates"_s);
    QVERIFY(!window.form()->isVisible());
    const auto decision = window.get(id);
    QCOMPARE(decision.state, DecisionState::Done);
    QCOMPARE(decision.endNote.value_or(QString()), u"Compared four updates"_s);
    const auto delegation = must(window.sample.ask(
        [id = decision.delegation](Store &store) { return registry::DelegationService(store).get(id); }));
    QCOMPARE(delegation.tier.value_or(TierName()), u"light"_s);
    QCOMPARE(window.part<InlineMessage>(u"pageMessage"_s)->text(), u"Decision 101 is done."_s);
    QVERIFY(window.list()->hasFocus());
    QCOMPARE(window.lines().line(window.list()->currentIndex().row()).decision.decision.id, next);
}

void TestDecisionsPage::aMoveIsRefusedUntilItHasItsReason()
{
    Window window;
    const auto id = window.decide(101, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 1));
    window.open();
    window.choose(id);
    window.press(Qt::Key_M);
    auto *due = window.part<QDateEdit>(u"due"_s);
    QVERIFY(due->hasFocus());
    QCOMPARE(due->date(), QDate(2026, 6, 26));
    window.confirm({});
    QVERIFY2(window.said().contains(u"say why"_s), qPrintable(window.said()));
    due->setDate(QDate(2026, 6, 2));
    window.confirm(u"Holidays"_s);
    QVERIFY2(window.said().contains(u"in the past"_s), qPrintable(window.said()));
    QCOMPARE(window.part<QPlainTextEdit>(u"text"_s)->toPlainText(), u"Holidays"_s);
    QCOMPARE(window.get(id).moved, 0);
    due->setDate(QDate(2026, 7, 3));
    window.confirm({});
    QVERIFY(!window.form()->isVisible());
    QCOMPARE(window.get(id).due.value_or(QDate()), QDate(2026, 7, 3));
    QCOMPARE(window.get(id).moved, 1);
}

void TestDecisionsPage::whatWasTypedIsKept()
{
    Window window;
    const auto id = window.decide(101, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 1));
    const auto other = window.decide(102, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 2));
    window.open();
    window.choose(id);
    window.press(Qt::Key_X);
    auto *text = window.part<QPlainTextEdit>(u"text"_s);
    QTest::keyClicks(text, u"Half a rea"_s);
    window.choose(other);
    QVERIFY(!window.form()->isVisible());
    window.press(Qt::Key_X);
    QVERIFY(text->toPlainText().isEmpty());
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!window.form()->isVisible() && window.list()->hasFocus());
    window.choose(id);
    window.press(Qt::Key_X);
    QCOMPARE(text->toPlainText(), u"Half a rea"_s);
}

void TestDecisionsPage::aDropNeedsAReason()
{
    Window window;
    const auto id = window.decide(101, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 1));
    window.open();
    window.choose(id);
    QTest::mouseClick(window.part<QPushButton>(u"stepX"_s), Qt::LeftButton);
    window.confirm(u"   "_s);
    QVERIFY(window.said().contains(u"say why"_s));
    window.confirm(u"Overtaken"_s);
    QCOMPARE(window.get(id).state, DecisionState::Dropped);
    QCOMPARE(window.get(id).endNote.value_or(QString()).trimmed(), u"Overtaken"_s);
}

void TestDecisionsPage::aPromotionWithGapsIsExplained()
{
    Window window;
    const auto id = window.decide(101, u"Release notes"_s, DecisionKind::Promote, {}, window.mei, QDate(2026, 6, 20));
    window.open();
    window.choose(id);
    const auto *effect = window.part<InlineMessage>(u"effect"_s);
    QVERIFY2(effect->text().contains(u"can't become Automate yet: it lacks"_s), qPrintable(effect->text()));
    window.press(Qt::Key_D);
    window.confirm(u"Tried"_s);
    QVERIFY2(window.said().contains(u"can't become Automate"_s), qPrintable(window.said()));
    QCOMPARE(window.get(id).state, DecisionState::Open);
    QCOMPARE(window.part<QPlainTextEdit>(u"text"_s)->toPlainText(), u"Tried"_s);
}

void TestDecisionsPage::theStoryTellsHowItMoved()
{
    Window window;
    const auto id = window.decide(101, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 1));
    must(window.sample.ask([id](Store &store) {
        return DecisionService(store).move(id, QDate(2026, 6, 15), u"First"_s).and_then([&] {
            return DecisionService(store).move(id, QDate(2026, 6, 18), u"Second"_s);
        });
    }));
    const auto story = must(window.sample.ask([id](Store &store) { return items::readStory(store, id); }));
    QCOMPARE(story.moves.size(), 2);
    QCOMPARE(story.moves[0].why, u"Second"_s);
    QCOMPARE(story.moves[0].from, QDate(2026, 6, 15));
    QCOMPARE(story.moves[1].to, QDate(2026, 6, 15));
    QCOMPARE(story.moves[1].on, QDate(2026, 6, 12));
    QCOMPARE(story.effect, items::DecisionStory::Effect::None);
}

void TestDecisionsPage::filtersNarrow()
{
    Window window;
    window.decide(101, update, DecisionKind::Review, {}, window.dana, QDate(2026, 7, 1));
    window.decide(102, u"Release notes"_s, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 1));
    window.open();
    QTest::keyClicks(window.part<QLineEdit>(u"words"_s), u"RELEASE"_s);
    QCOMPARE(window.lines().shown(), 1);
    window.part<QLineEdit>(u"words"_s)->clear();
    QTest::mouseClick(window.part<QCheckBox>(u"overdueOnly"_s), Qt::LeftButton, {}, QPoint(8, 8));
    window.sample.settle();
    QCOMPARE(window.lines().shown(), 1);
    window.part<QCheckBox>(u"overdueOnly"_s)->setChecked(false);
    auto *owner = window.part<QComboBox>(u"owner"_s);
    owner->setFocus();
    owner->setCurrentIndex(owner->findText(u"Dana Keller"_s));
    Q_EMIT owner->activated(owner->currentIndex());
    window.sample.settle();
    QCOMPARE(window.shownLines().value(0), u"Dana Keller: 1 open"_s);
    window.part<QCheckBox>(u"withEnded"_s)->setChecked(true);
    window.sample.settle();
    QVERIFY(window.lines().shown() > 1);
    QCOMPARE(window.shownLines().value(0), u"Dana Keller: 1 open"_s);
    QVERIFY(window.sample.settings().value(u"decisions/withEnded"_s).toBool());
}

void TestDecisionsPage::markdownIsATaskList()
{
    Window window;
    window.decide(101, update, DecisionKind::Tier, u"light"_s, window.mei, QDate(2026, 6, 1));
    window.open();
    QTest::keyClick(window.list(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(
        QGuiApplication::clipboard()->text(),
        u"### Mei Lin\n\n- [ ] **Friday stakeholder update** – Tier: light, **overdue since 2026-06-01** (no. 101): "
        "Because of \\*this\\*\n"_s);
}

void TestDecisionsPage::nothingOpenIsGood()
{
    Window window;
    window.open();
    const auto *empty = window.part<EmptyState>(u"empty"_s);
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->findChildren<QLabel *>().constFirst()->text(), u"Nothing is open"_s);
}

void TestDecisionsPage::aDoneDecisionIsFound()
{
    Window window;
    window.decide(102, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 1));
    const auto id = window.decide(101, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 1));
    must(window.sample.ask([id](Store &store) { return DecisionService(store).markDone(id, u"yes"_s); }));
    window.open();
    QCOMPARE(window.lines().rowOf(id), -1);
    window.page->show(id);
    window.sample.settle();
    QCOMPARE(window.list()->currentIndex().row(), window.lines().rowOf(id));
    QVERIFY(window.lines().rowOf(id) > 0);
    window.press(Qt::Key_D);
    QVERIFY(!window.form()->isVisible());
    const QSignalSpy wanted(&window.sample.navigator(), &Navigator::delegationWanted);
    QTest::mouseClick(window.part<QPushButton>(u"showDelegation"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
}

void TestDecisionsPage::whoseIsRemembered()
{
    Window window;
    window.decide(101, update, DecisionKind::Review, {}, window.dana, QDate(2026, 7, 1));
    window.decide(102, update, DecisionKind::Review, {}, window.mei, QDate(2026, 7, 1));
    window.open();
    auto *owner = window.part<QComboBox>(u"owner"_s);
    owner->setCurrentIndex(owner->findText(u"Dana Keller"_s));
    Q_EMIT owner->activated(owner->currentIndex());
    window.sample.settle();
    QCOMPARE(window.lines().shown(), 1);
    window.open(); // the page anew, shown in the turn in which it is made
    QCOMPARE(window.part<QComboBox>(u"owner"_s)->currentText(), u"Dana Keller"_s);
    QCOMPARE(window.lines().shown(), 1);
    QCOMPARE(window.sample.settings().value(u"decisions/owner"_s).toString(), window.dana.text());
}

void TestDecisionsPage::mineFollowsWhoActs()
{
    Window window;
    window.decide(101, update, DecisionKind::Review, {}, window.dana, QDate(2026, 7, 1));
    window.decide(102, update, DecisionKind::Review, {}, window.mei, QDate(2026, 7, 1));
    const auto act = [&window](const PersonId &who) {
        window.sample.ask([who](Store &store) {
            store.setActor(who);
            return 0;
        });
    };
    act(window.dana);
    window.open();
    auto *owner = window.part<QComboBox>(u"owner"_s);
    owner->setCurrentIndex(owner->findText(u"Mine"_s));
    Q_EMIT owner->activated(owner->currentIndex());
    window.sample.settle();
    QVERIFY(window.shownLines().value(0).startsWith(u"Dana Keller"_s));
    act(window.mei);
    Q_EMIT window.sample.navigator().actorChanged();
    window.sample.settle();
    QCOMPARE(owner->currentText(), u"Mine"_s);
    QVERIFY2(window.shownLines().value(0).startsWith(u"Mei Lin"_s), qPrintable(window.shownLines().value(0)));
}

void TestDecisionsPage::aReasonHalfTypedOutlivesTheProgram()
{
    Window window;
    const auto id = window.decide(101, update, DecisionKind::Review, {}, window.mei, QDate(2026, 6, 1));
    window.open();
    window.choose(id);
    window.press(Qt::Key_M);
    QTest::keyClicks(window.part<QPlainTextEdit>(u"text"_s), u"Half a rea"_s);
    window.part<QDateEdit>(u"due"_s)->setDate(QDate(2026, 7, 3));
    window.open();
    window.choose(id);
    window.press(Qt::Key_M);
    QCOMPARE(window.part<QPlainTextEdit>(u"text"_s)->toPlainText(), u"Half a rea"_s);
    QCOMPARE(window.part<QDateEdit>(u"due"_s)->date(), QDate(2026, 7, 3));
    window.confirm(u"son"_s);
    QCOMPARE(window.get(id).due.value_or(QDate()), QDate(2026, 7, 3));
    QVERIFY(window.sample.settings().allKeys().filter(u"decisions/draft"_s).isEmpty());
}

void TestDecisionsPage::aNameWithPercentIsShownAsItIs()
{
    Window window;
    const auto odd = PersonId(must(window.sample.ask([](Store &store) {
                                  return registry::PersonService(store).add({{u"name"_s, u"100%2 Ann"_s}});
                              })).text());
    window.decide(101, update, DecisionKind::Review, {}, odd, QDate(2026, 6, 1));
    window.open();
    QCOMPARE(window.shownLines().value(0), u"100%2 Ann: 1 open, 1 overdue"_s);
}

MUSTER_TEST(TestDecisionsPage)

}

#include "tst_decisions_page.moc"
