#include "register/inventory_services.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/panel/delegation_panel.h"
#include "views/panel/section.h"
#include "views/parts/pieces.h"
#include "views/parts/tag.h"

#include <QAbstractButton>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

namespace tst_delegation_panel {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;

/// The side panel, driven as a person does, on the sample register.
class DelegationPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sample = std::make_unique<SampleSession>();
        m_panel = std::make_unique<DelegationPanel>(m_sample->session());
        m_panel->resize(316, 700);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }
    void cleanup()
    {
        m_panel.reset();
        m_sample.reset();
    }

    void asksToChooseADelegation() { QVERIFY(says(u"Choose a delegation"_s)); }

    void showsWhatIsKnown()
    {
        show(u"Nightly data checks"_s);
        QCOMPARE(m_panel->findChild<QLabel *>(u"title"_s)->text(), u"Nightly data checks"_s);
        QVERIFY(says(u"Mei Lin · deputy Jonas Weber · within 15 min"_s));
        QVERIFY(says(u"Routine changes, v1 · 3 criteria"_s));
        QVERIFY(hasTag(u"Automate"_s));
        QVERIFY(hasTag(u"drilled 24 Feb 2026 · 6 min"_s));
        QVERIFY(hasTag(u"expires 26 Jun 2026"_s));
    }

    void saysWhatIsMissingAndLeadsToIt()
    {
        show(u"Dependency bumps"_s);
        QVERIFY(says(u"not said yet"_s));
        QVERIFY(hasTag(u"owner left"_s));
        QSignalSpy wanted(m_panel.get(), &DelegationPanel::editWanted);
        for (auto *link : m_panel->findChildren<QPushButton *>()) {
            if (link->text() == u"Add") {
                QTest::mouseClick(link, Qt::LeftButton);
                break;
            }
        }
        QCOMPARE(wanted.size(), 1);
    }

    void eachGapLeadsToItsField()
    {
        const auto id = m_sample->ask([](registry::Store &store) {
            return must(registry::DelegationService(store).add({{u"title"_s, u"Bare"_s}}));
        });
        m_panel->show(id);
        m_sample->settle();
        QSignalSpy wanted(m_panel.get(), &DelegationPanel::editWanted);
        const QStringList fields{u"purpose"_s, u"owner"_s,  u"definition"_s, u"sources"_s,
                                 u"cadence"_s, u"inputs"_s, u"records"_s};
        for (const auto &field : fields) {
            auto *link = m_panel->findChild<QPushButton *>(u"add-"_s + field);
            QVERIFY2(link, qPrintable(field));
            link->click();
            QCOMPARE(wanted.last().at(0).value<DelegationId>(), id);
            QCOMPARE(wanted.last().at(1).toString(), field);
        }
    }

    void aVeryLongNoteDoesNotHoldTheWindow()
    {
        const QString note = u"A word and another. "_s.repeated(5000);
        const auto id = m_sample->ask([note](registry::Store &store) {
            return must(
                registry::DelegationService(store).add({{u"title"_s, u"Long"_s}, {u"notes"_s, note.trimmed()}}));
        });
        m_sample->settings().setValue(u"panel/open/limits"_s, true);
        m_panel->show(id);
        m_sample->settle();
        for (const auto *label : m_panel->findChildren<QLabel *>())
            QVERIFY(label->text().size() < 2000);
        auto *more = m_panel->findChild<QPushButton *>(u"showWhole"_s);
        QVERIFY(more && more->isVisible());
        more->click();
        QCOMPARE(m_panel->findChild<QPlainTextEdit *>(u"whole"_s)->toPlainText(), note.trimmed());
    }

    void anAvoidShowsItsReasonAndNoModel()
    {
        show(u"Refusing a refund"_s);
        QVERIFY(says(u"A refusal that nobody stood behind damages trust more than the refund costs."_s));
        QVERIFY(!says(u"Stop rule"_s));
        QVERIFY(!m_panel->findChild<Section *>(u"handoff"_s));
    }

    void sectionsOpenAndCloseByKeyboardAndStaySo()
    {
        show(u"Nightly data checks"_s);
        auto *section = m_panel->findChild<Section *>(u"handoff"_s);
        QVERIFY(section->isOpen());
        section->heading()->setFocus();
        QTest::keyClick(section->heading(), Qt::Key_Return);
        QVERIFY(!section->isOpen());
        QTest::keyClick(section->heading(), Qt::Key_Right);
        QVERIFY(section->isOpen());
        QTest::keyClick(section->heading(), Qt::Key_Space);
        QVERIFY(!section->isOpen());
        show(u"Ticket triage"_s);
        QVERIFY(!m_panel->findChild<Section *>(u"handoff"_s)->isOpen());
    }

    void followsChanges()
    {
        show(u"Ticket triage"_s);
        const auto id = m_panel->current();
        m_sample->ask([id](registry::Store &store) {
            return must(registry::DelegationService(store).set(id, {{u"title"_s, u"Ticket routing"_s}}));
        });
        m_sample->settle();
        QCOMPARE(m_panel->findChild<QLabel *>(u"title"_s)->text(), u"Ticket routing"_s);
    }

    void buttonsAskTheWindow()
    {
        show(u"Ticket triage"_s);
        QSignalSpy edit(m_panel.get(), &DelegationPanel::editWanted);
        QSignalSpy check(&m_sample->navigator(), &Navigator::spotCheckWanted);
        QSignalSpy log(&m_sample->navigator(), &Navigator::logWanted);
        for (const auto &name : {u"open"_s, u"check"_s, u"log"_s})
            QTest::mouseClick(m_panel->findChild<QPushButton *>(name), Qt::LeftButton);
        QCOMPARE(edit.size(), 1);
        QCOMPARE(check.size(), 1);
        QCOMPARE(log.size(), 1);
    }

    void aLongTitleDoesNotWidenIt()
    {
        const auto id = m_sample->ask([](registry::Store &store) {
            return must(registry::DelegationService(store).add({{u"title"_s, QString(500, u'x')}}));
        });
        m_panel->show(id);
        m_sample->settle();
        QVERIFY(m_panel->minimumSizeHint().width() <= 316);
        const auto *title = m_panel->findChild<QLabel *>(u"title"_s);
        QVERIFY(title->minimumSizeHint().width() < 316);
    }

    void saysThatItIsGone()
    {
        const auto id = m_sample->ask([](registry::Store &store) {
            return must(registry::DelegationService(store).add({{u"title"_s, u"A mistake"_s}}));
        });
        m_panel->show(id);
        m_sample->settle();
        m_sample->ask([id](registry::Store &store) {
            return must(registry::DelegationService(store).withdraw(id, u"a mistake"_s));
        });
        m_sample->settle();
        QVERIFY(says(u"It is no longer there"_s));
        m_panel->clear();
        QVERIFY(says(u"Choose a delegation"_s));
    }

private:
    void show(const QString &title)
    {
        m_panel->show(m_sample->ask(
            [title](registry::Store &store) { return must(registry::DelegationService(store).find(title)); }));
        m_sample->settle();
    }

    bool says(const QString &text)
    {
        const auto labels = m_panel->findChildren<QLabel *>();
        return std::ranges::any_of(labels,
                                   [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }

    bool hasTag(const QString &text)
    {
        const auto tags = m_panel->findChildren<Tag *>();
        return std::ranges::any_of(tags, [&](const Tag *tag) { return tag->isVisible() && tag->look().text == text; });
    }

    std::unique_ptr<SampleSession> m_sample;
    std::unique_ptr<DelegationPanel> m_panel;
};

MUSTER_TEST(DelegationPanelTest)

}

#include "tst_delegation_panel.moc"
