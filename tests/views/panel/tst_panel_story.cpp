#include "register/decision_service.h"
#include "register/own_columns.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/panel/delegation_panel.h"
#include "views/panel/section.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

namespace tst_panel_story {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::DelegationService;
using registry::Store;

namespace {

/// The panel on the sample register, about one delegation.
struct Panel
{
    explicit Panel(const QString &title = u"Friday stakeholder update"_s)
    {
        panel.resize(316, 900);
        panel.show();
        QApplication::setActiveWindow(&panel);
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("the window is not active");
        show(title);
    }

    DelegationId idOf(const QString &title)
    {
        return sample.ask([title](Store &store) { return must(DelegationService(store).find(title)); });
    }
    void show(const QString &title)
    {
        panel.show(idOf(title));
        sample.settle();
    }
    void set(const QString &title, const QList<registry::FieldText> &texts, const QString &why = {})
    {
        registry::SetOptions options;
        options.why = why;
        const auto id = idOf(title);
        sample.ask([=](Store &store) { return must(DelegationService(store).set(id, texts, options)); });
        sample.settle();
    }

    Section &section(const QString &name)
    {
        auto *found = panel.findChild<Section *>(name);
        if (!found)
            qFatal("no section %s", qUtf8Printable(name));
        return *found;
    }
    /// Every text within, from top to bottom.
    static QStringList texts(const QWidget &part)
    {
        QStringList all;
        for (const auto *label : part.findChildren<QLabel *>())
            all << label->text();
        return all;
    }
    QStringList tags() const
    {
        QStringList all;
        for (const auto *tag : panel.findChildren<Tag *>())
            all << tag->look().text;
        return all;
    }
    bool says(const QString &text) const { return texts(panel).contains(text); }

    SampleSession sample;
    DelegationPanel panel{sample.session()};
};

/// What is wanted of a list of texts, or what there is instead.
#define VERIFY_HAS(texts, wanted) QVERIFY2((texts).contains(wanted), qPrintable((texts).join(u'|')))

}

/// What the panel tells of a delegation: what is agreed, what moved and why, what was found, and where that leads.
class TestPanelStory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHandoffHasSixParts();
    void whatNobodySaidIsCountedAndAsked();
    void whatMovedIsToldWithWhoAndWhy();
    void findingsAreToldAuditByAudit();
    void openDecisionsLeadToTheirPage();
    void whoLeftIsSaidToHaveLeft();
    void whatEndsIsSaidInTime();
    void limitsAreAClickAway();
    void columnsOfTheRegisterAreTold();
    void theFocusStaysWhereItWas();
    void anAvoidSaysWhy();
};

void TestPanelStory::theHandoffHasSixParts()
{
    Panel desk;
    auto &handoff = desk.section(u"handoff"_s);
    QCOMPARE(handoff.heading()->accessibleDescription(), u"6 of 6"_s);
    const auto texts = Panel::texts(handoff);
    for (const auto &part :
         {u"Task split"_s, u"Inputs"_s, u"Outputs"_s, u"Validation"_s, u"If it fails"_s, u"Records"_s})
        VERIFY_HAS(texts, part);
    VERIFY_HAS(texts, u"Dana writes five lines by hand; Mei does when Dana is away."_s);
    VERIFY_HAS(texts, u"One update in four is compared with the release log before it is sent."_s);
    QVERIFY(!handoff.findChild<QPushButton *>());
}

void TestPanelStory::whatNobodySaidIsCountedAndAsked()
{
    Panel desk(u"Test case ideas"_s);
    QCOMPARE(desk.section(u"handoff"_s).heading()->accessibleDescription(), u"2 of 6"_s);
    QSignalSpy wanted(&desk.panel, &DelegationPanel::editWanted);
    const auto links = desk.section(u"handoff"_s).findChildren<QPushButton *>();
    QCOMPARE(links.size(), 4);
    links.first()->setFocus();
    QTest::keyClick(links.first(), Qt::Key_Space);
    QCOMPARE(wanted.value(0).value(1).toString(), u"inputs"_s);
    desk.set(u"Test case ideas"_s, {{u"inputs"_s, u"The story as it is written."_s}});
    QCOMPARE(desk.section(u"handoff"_s).heading()->accessibleDescription(), u"3 of 6"_s);
    QVERIFY(desk.says(u"The story as it is written."_s));
}

void TestPanelStory::whatMovedIsToldWithWhoAndWhy()
{
    Panel desk;
    const auto before = Panel::texts(desk.section(u"moved"_s));
    VERIFY_HAS(before, u"Category: Assist → Automate"_s);
    VERIFY_HAS(before, u"Tier: frontier → mid"_s);
    desk.set(u"Friday stakeholder update"_s, {{u"owner"_s, u"Mei Lin"_s}, {u"tier"_s, u"light"_s}},
             u"Dana takes over <b>sales</b>"_s);
    const auto after = Panel::texts(desk.section(u"moved"_s));
    QCOMPARE(desk.section(u"moved"_s).heading()->accessibleDescription().toInt(),
             int(before.filter(u" 2026"_s).size()) + 1);
    const int told = int(after.indexOf(u"Owner: Dana Keller → Mei Lin\nTier: mid → light"_s));
    QVERIFY2(told >= 0 || after.contains(u"Tier: mid → light\nOwner: Dana Keller → Mei Lin"_s),
             qPrintable(after.join(u'|')));
    VERIFY_HAS(after, u"Lea Brandt · Dana takes over <b>sales</b>"_s);
    QCOMPARE(after.filter(u" 2026"_s).first(), u"12 Jun 2026"_s); // the newest first
}

void TestPanelStory::findingsAreToldAuditByAudit()
{
    Panel desk;
    const auto texts = Panel::texts(desk.section(u"findings"_s));
    QCOMPARE(desk.section(u"findings"_s).heading()->accessibleDescription(), u"2"_s);
    QVERIFY(texts.indexOf(u"12 May 2026"_s) >= 0);
    QVERIFY(texts.indexOf(u"12 May 2026"_s) < texts.indexOf(u"14 Apr 2026"_s));
    QCOMPARE(texts.count(u"Reversibility"_s), 2);
    VERIFY_HAS(texts, u"The rule was written yesterday and never exercised."_s);
    desk.show(u"Meeting transcripts"_s);
    QVERIFY(desk.says(u"Nobody has audited it yet. A 15-minute check is a start."_s));
}

void TestPanelStory::openDecisionsLeadToTheirPage()
{
    Panel desk;
    auto &decisions = desk.section(u"decisions"_s);
    QCOMPARE(decisions.heading()->accessibleDescription(), u"1"_s);
    const auto texts = Panel::texts(decisions);
    VERIFY_HAS(texts, u"A rule that nobody has tried is a hope."_s);
    VERIFY_HAS(texts, u"Dana Keller · due 5 Jun 2026, overdue"_s);
    QSignalSpy wanted(&desk.sample.navigator(), &Navigator::decisionWanted);
    auto *link = decisions.findChild<QPushButton *>();
    QVERIFY2(link->accessibleName().startsWith(u"Show decision 9: "_s), qPrintable(link->accessibleName()));
    QTest::mouseClick(link, Qt::LeftButton);
    const auto id = wanted.value(0).value(0).value<DecisionId>();
    QCOMPARE(must(desk.sample.ask([id](Store &store) { return registry::DecisionService(store).get(id); })).number, 9);
    must(desk.sample.ask([id](Store &store) { return registry::DecisionService(store).markDone(id, {}); }));
    desk.sample.settle();
    QVERIFY(!desk.panel.findChild<Section *>(u"decisions"_s)); // where none is open nothing is said of them
}

void TestPanelStory::whoLeftIsSaidToHaveLeft()
{
    Panel desk(u"Dependency bumps"_s);
    QVERIFY(desk.says(u"Tom Reyes (left)"_s));
    VERIFY_HAS(desk.tags(), u"owner left"_s);
    desk.show(u"Friday stakeholder update"_s);
    const auto others = Panel::texts(desk.panel).filter(u"maintainer Tom Reyes (left)"_s);
    QCOMPARE(others.size(), 1);
    QVERIFY2(others.first().contains(u"reviewer Dana Keller"_s) && others.first().contains(u"escalation Lea Brandt"_s),
             qPrintable(others.first()));
}

void TestPanelStory::whatEndsIsSaidInTime()
{
    Panel desk;
    VERIFY_HAS(desk.tags(), u"43 days old"_s); // verified on 30 April, to be fresh for 14 days
    VERIFY_HAS(desk.tags(), u"never drilled"_s);
    VERIFY_HAS(desk.tags(), u"expires 18 Sep 2026"_s);
    desk.show(u"Release notes"_s);
    QVERIFY(desk.says(u"ends 19 Jun 2026"_s));
    QVERIFY(desk.says(u"the model is withdrawn"_s));
    QVERIFY(desk.says(u"atlas-light-2025-04 · pinned"_s));
    desk.sample.clock().set(QDate(2026, 6, 30), QTime(8, 0));
    desk.show(u"Nightly data checks"_s);
    VERIFY_HAS(desk.tags(), u"expired 26 Jun 2026"_s);
}

void TestPanelStory::limitsAreAClickAway()
{
    Panel desk;
    auto &limits = desk.section(u"limits"_s);
    QVERIFY(!limits.isOpen());
    QTest::mouseClick(limits.heading(), Qt::LeftButton);
    QVERIFY(limits.isOpen());
    const auto texts = Panel::texts(limits);
    VERIFY_HAS(texts, u"Read the board and the release log; draft the mail."_s);
    VERIFY_HAS(texts, u"does not read any"_s);
    VERIFY_HAS(texts, u"Status questions to the team in a week · target under 10 · latest 9"_s);
    desk.show(u"Ticket triage"_s);
    QVERIFY(desk.section(u"limits"_s).isOpen()); // as one left it
}

void TestPanelStory::columnsOfTheRegisterAreTold()
{
    Panel desk(u"Release notes"_s);
    must(desk.sample.ask([](Store &store) {
        return registry::ColumnService(store).add({{u"title"_s, u"R&D unit"_s}, {u"type"_s, u"text"_s}});
    }));
    desk.set(u"Release notes"_s, {{u"R&D unit"_s, u"Core & more"_s}});
    const auto texts = Panel::texts(desk.panel);
    const auto at = texts.indexOf(u"R&D unit"_s);
    QVERIFY2(at >= 0, qPrintable(texts.join(u'|')));
    QVERIFY(texts.contains(u"Core & more"_s));
    desk.show(u"Ticket triage"_s);
    QVERIFY(!desk.says(u"R&D unit"_s)); // an empty value is no line
}

void TestPanelStory::theFocusStaysWhereItWas()
{
    Panel desk;
    desk.section(u"findings"_s).heading()->setFocus();
    desk.set(u"Friday stakeholder update"_s, {{u"team"_s, u"Payments"_s}});
    QVERIFY(desk.section(u"findings"_s).heading()->hasFocus());
    desk.set(u"Ticket triage"_s, {{u"team"_s, u"Payments"_s}});
    QVERIFY(desk.section(u"findings"_s).heading()->hasFocus());
}

void TestPanelStory::anAvoidSaysWhy()
{
    Panel desk(u"Security statements to prospects"_s);
    QVERIFY(desk.says(u"Why avoid"_s));
    QVERIFY(desk.says(u"A claim about security binds the company; whoever makes it has to know."_s));
    const auto moves = Panel::texts(desk.section(u"moved"_s));
    VERIFY_HAS(moves, u"Tier: mid → none\nModel: atlas-mid-latest → none\nCategory: Assist → Avoid"_s);
    VERIFY_HAS(moves, u"Lea Brandt · decision 11: A wrong sentence about security costs a contract."_s);
    desk.set(u"Security statements to prospects"_s, {{u"categoryReason"_s, {}}});
    QSignalSpy wanted(&desk.panel, &DelegationPanel::editWanted);
    auto *add = desk.panel.findChild<QPushButton *>(u"add-categoryReason"_s);
    QVERIFY(add);
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(wanted.value(0).value(1).toString(), u"categoryReason"_s);
}

MUSTER_TEST(TestPanelStory)

}

#include "tst_panel_story.moc"
