#include "register/inventory_services.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/panel/delegation_editor.h"
#include "views/parts/pieces.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

namespace tst_delegation_editor {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::DelegationService;
using registry::Store;

/// Adding and editing a delegation by keys and clicks, on the sample register.
class DelegationEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sample = std::make_unique<SampleSession>();
        m_editor = std::make_unique<DelegationEditor>(m_sample->session());
    }
    void cleanup()
    {
        m_editor.reset();
        m_sample.reset();
    }

    void addsInAMinuteByKeyboard()
    {
        open();
        QSignalSpy saved(m_editor.get(), &DelegationEditor::saved);
        QVERIFY(input<QLineEdit>(u"title"_s)->hasFocus());
        QTest::keyClicks(input<QLineEdit>(u"title"_s), u"Warranty letters"_s);
        QTest::keyClicks(input<QComboBox>(u"owner"_s)->lineEdit(), u"Dana Keller"_s);
        choose(u"category"_s, u"assist"_s);
        choose(u"tier"_s, u"mid"_s);
        QTest::keyClick(m_editor.get(), Qt::Key_Return, Qt::ControlModifier);
        m_sample->settle();
        QCOMPARE(saved.size(), 1);
        QVERIFY(!m_editor->isVisible());
        const auto made = get(u"Warranty letters"_s);
        QCOMPARE(made.category, Category::Assist);
        QCOMPARE(made.status, Status::Active);
        QVERIFY(made.owner.has_value());
    }

    void everyFieldOfTheDescriptionHasAnInput()
    {
        open();
        for (const auto &field : entityOf<Delegation>().fields) {
            if (field.name != "lastAudit" && field.type != FieldType::Map)
                QVERIFY2(input<QWidget>(field.title()), field.name.data());
        }
    }

    void aNewOwnerIsAddedWithIt()
    {
        open();
        type(u"title"_s, u"Warranty letters"_s);
        type(u"owner"_s, u"Dana Kovac"_s);
        QVERIFY(message(u"owner"_s).contains(u"Dana Kovac"_s));
        m_editor->save();
        m_sample->settle();
        const auto owner = get(u"Warranty letters"_s).owner.value();
        QCOMPARE(QString(must(m_sample->ask([owner](Store &store) {
                             return registry::PersonService(store).get(owner);
                         })).name),
                 u"Dana Kovac"_s);
        QVERIFY(m_sample->history().undo());
        m_sample->settle();
        QVERIFY(!exists<registry::PersonService>(u"Dana Kovac"_s));
        QVERIFY(!exists<DelegationService>(u"Warranty letters"_s));
        QVERIFY(m_sample->history().redo());
        m_sample->settle();
        QVERIFY(exists<DelegationService>(u"Warranty letters"_s));
    }

    void saysErrorsBesideTheirFieldsAndKeepsTheTexts()
    {
        open();
        type(u"cadence"_s, u"every blue moon"_s);
        m_editor->save();
        QVERIFY(message(u"title"_s).contains(u"title"_s));
        QVERIFY(!message(u"cadence"_s).isEmpty());
        QCOMPARE(input<QComboBox>(u"cadence"_s)->currentText(), u"every blue moon"_s);
        QVERIFY(m_editor->isVisible());
    }

    void saysWhatTheRegisterRefusesBesideItsField()
    {
        open();
        type(u"title"_s, u"Warranty letters"_s);
        type(u"spendCurrency"_s, u"Euro"_s);
        m_editor->save();
        m_sample->settle();
        QVERIFY(message(u"spendCurrency"_s).startsWith(u"Currency takes"_s));
        QVERIFY(m_editor->isVisible());
    }

    void promotionLacksWhatIsNotThereAndSucceedsTogetherWithIt()
    {
        edit(u"Release notes"_s);
        choose(u"category"_s, u"automate"_s);
        QVERIFY(m_editor->findChild<InlineMessage *>(u"duties"_s)->text().contains(u"a stop rule"_s));
        m_editor->save();
        m_sample->settle();
        QVERIFY(message(u"category"_s).contains(u"a stop rule"_s));
        QCOMPARE(get(u"Release notes"_s).category, Category::Assist);
        m_editor->findChild<QPlainTextEdit *>(u"triggerInput"_s)->setPlainText(u"A customer finds a wrong line"_s);
        m_editor->save();
        m_sample->settle();
        QCOMPARE(get(u"Release notes"_s).category, Category::Automate);
        QVERIFY(m_sample->history().undo());
        m_sample->settle();
        QCOMPARE(get(u"Release notes"_s).category, Category::Assist);
    }

    void addsASourceWithTheDelegation()
    {
        open();
        type(u"title"_s, u"Warranty letters"_s);
        QTest::mouseClick(m_editor->findChild<QPushButton *>(u"add-source"_s), Qt::LeftButton);
        const auto titles = m_editor->findChildren<QLineEdit *>(u"titleInput"_s);
        QCOMPARE(titles.size(), 2);
        titles.last()->setText(u"Warranty terms"_s);
        m_editor->save();
        m_sample->settle();
        const auto id = get(u"Warranty letters"_s).id;
        const auto sources = m_sample->ask([](Store &store) { return must(registry::SourceService(store).all()); });
        QCOMPARE(sources.last().delegation, id);
        QCOMPARE(QString(sources.last().title), u"Warranty terms"_s);
    }

    void escapeKeepsADraftThatIsRestoredAndCanBeDiscarded()
    {
        open();
        type(u"title"_s, u"Warranty letters"_s);
        QTest::keyClick(m_editor.get(), Qt::Key_Escape);
        QVERIFY(!m_editor->isVisible());
        m_editor = std::make_unique<DelegationEditor>(m_sample->session());
        open();
        QCOMPARE(input<QLineEdit>(u"title"_s)->text(), u"Warranty letters"_s);
        auto *note = m_editor->findChild<InlineMessage *>(u"message"_s);
        QVERIFY(note->text().startsWith(u"Restored"_s));
        QTest::mouseClick(note->findChild<QPushButton *>(), Qt::LeftButton);
        m_sample->settle();
        QVERIFY(input<QLineEdit>(u"title"_s)->text().isEmpty());
        m_editor->reject();
        QVERIFY(m_sample->settings().allKeys().filter(u"panel/draft"_s).isEmpty());
    }

    void aDraftShowsWhatOthersChangedSince()
    {
        edit(u"Ticket triage"_s);
        const auto id = get(u"Ticket triage"_s).id;
        type(u"team"_s, u"Support"_s);
        m_editor->reject();
        m_sample->ask([id](Store &store) {
            return must(DelegationService(store).set(id, {{u"team"_s, u"Payments"_s}, {u"seats"_s, u"7"_s}}));
        });
        edit(u"Ticket triage"_s);
        QCOMPARE(input<QLineEdit>(u"team"_s)->text(), u"Support"_s);
        QCOMPARE(input<QLineEdit>(u"seats"_s)->text(), u"7"_s);
        QVERIFY2(message(u"team"_s).contains(u"Payments"_s), qPrintable(message(u"team"_s)));
        QVERIFY(m_editor->findChild<InlineMessage *>(u"message"_s)->text().contains(u"both values"_s));
        QVERIFY(input<QLineEdit>(u"team"_s)->hasFocus());
        m_editor->save();
        m_sample->settle();
        QCOMPARE(QString(get(u"Ticket triage"_s).team.value()), u"Support"_s);
    }

    void aDraftKnowsWhatWasRemoved()
    {
        edit(u"Ticket triage"_s);
        removal()->click();
        m_editor->reject();
        m_editor = std::make_unique<DelegationEditor>(m_sample->session());
        edit(u"Ticket triage"_s);
        QVERIFY(removal()->text().startsWith(u"Removed"_s));
        m_editor->save();
        m_sample->settle();
        const auto sources = m_sample->ask([](Store &store) { return must(registry::SourceService(store).all()); });
        const auto ended =
            std::ranges::find_if(sources, [](const Source &source) { return source.title == u"List of queues"_s; });
        QCOMPARE(ended->endedOn.value(), sample::sampleToday());
    }

    void whatWasTypedOfSomethingGoneIsStillTold()
    {
        edit(u"Ticket triage"_s);
        m_editor->findChild<QPlainTextEdit *>(u"referenceInput"_s)->setPlainText(u"shelf 12"_s);
        m_editor->reject();
        m_sample->ask([](Store &store) {
            registry::SourceService sources(store);
            return must(sources.set(must(sources.find(u"List of queues"_s)), {{u"endedOn"_s, u"2026-06-12"_s}}));
        });
        edit(u"Ticket triage"_s);
        const QString said = m_editor->findChild<InlineMessage *>(u"message"_s)->text();
        QVERIFY2(said.contains(u"shelf 12"_s), qPrintable(said));
    }

    void opensAtAFieldOfTheStopRuleOrAtTheSources()
    {
        const auto id = get(u"Release notes"_s).id;
        m_editor->edit(id, u"trigger"_s);
        shown();
        QVERIFY(m_editor->findChild<QPlainTextEdit *>(u"triggerInput"_s)->hasFocus());
        m_editor->edit(id, u"sources"_s);
        shown();
        QVERIFY(m_editor->findChild<QPushButton *>(u"add-source"_s)->hasFocus());
        m_editor->edit(id, {});
        shown();
        QVERIFY(input<QLineEdit>(u"title"_s)->hasFocus());
    }

    void showsBothValuesOfAConflictAndKeepsTheText()
    {
        edit(u"Ticket triage"_s);
        const auto id = get(u"Ticket triage"_s).id;
        type(u"team"_s, u"Support"_s);
        m_sample->ask([id](Store &store) {
            return must(DelegationService(store).set(id, {{u"team"_s, u"Payments"_s}, {u"seats"_s, u"7"_s}}));
        });
        m_editor->save();
        m_sample->settle();
        QVERIFY(message(u"team"_s).contains(u"Payments"_s) && message(u"team"_s).contains(u"Support"_s));
        QCOMPARE(input<QLineEdit>(u"team"_s)->text(), u"Support"_s);
        QCOMPARE(input<QLineEdit>(u"seats"_s)->text(), u"7"_s);
        m_editor->save();
        m_sample->settle();
        QCOMPARE(QString(get(u"Ticket triage"_s).team.value()), u"Support"_s);
        QVERIFY(!m_editor->isVisible());
    }

    void avoidDropsTierAndModelAndAsksForTheReason()
    {
        open();
        type(u"title"_s, u"Condolences"_s);
        choose(u"tier"_s, u"mid"_s);
        choose(u"category"_s, u"avoid"_s);
        QVERIFY(!input<QComboBox>(u"tier"_s)->isEnabled());
        QVERIFY(m_editor->findChild<InlineMessage *>(u"duties"_s)->text().contains(u"Say why"_s));
        m_editor->save();
        m_sample->settle();
        QCOMPARE(get(u"Condolences"_s).category, Category::Avoid);
        QVERIFY(!get(u"Condolences"_s).tier);
    }

    void removesASourceFromUse()
    {
        edit(u"Ticket triage"_s);
        const auto buttons = m_editor->findChildren<QPushButton *>();
        const auto remove =
            std::ranges::find_if(buttons, [](const QPushButton *one) { return one->text() == u"Remove"; });
        QVERIFY(remove != buttons.end());
        (*remove)->click();
        m_editor->save();
        m_sample->settle();
        const auto sources = m_sample->ask([](Store &store) { return must(registry::SourceService(store).all()); });
        const auto ended =
            std::ranges::find_if(sources, [](const Source &source) { return source.title == u"List of queues"_s; });
        QCOMPARE(ended->endedOn.value(), sample::sampleToday());
    }

private:
    void open()
    {
        m_editor->add();
        shown();
    }
    void edit(const QString &title)
    {
        m_editor->edit(get(title).id);
        shown();
    }
    void shown()
    {
        m_sample->settle();
        QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    }

    /// The button that takes the first source out of use, or keeps it.
    QPushButton *removal()
    {
        const auto buttons = m_editor->findChildren<QPushButton *>();
        const auto found =
            std::ranges::find_if(buttons, [](const QPushButton *one) { return one->text().startsWith(u"Remove"); });
        return found == buttons.end() ? nullptr : *found;
    }

    template <typename Input>
    Input *input(const QString &field)
    {
        return m_editor->findChild<Input *>(field + u"Input"_s);
    }
    void type(const QString &field, const QString &text)
    {
        if (auto *combo = input<QComboBox>(field))
            combo->setEditText(text);
        else
            input<QLineEdit>(field)->setText(text);
    }
    void choose(const QString &field, const QString &word)
    {
        input<QComboBox>(field)->setCurrentIndex(input<QComboBox>(field)->findData(word));
    }
    QString message(const QString &field)
    {
        const auto *line = m_editor->findChild<InlineMessage *>(field + u"Message"_s);
        return line ? line->text() : QString();
    }
    Delegation get(const QString &title)
    {
        return m_sample->ask([title](Store &store) {
            DelegationService service(store);
            return must(service.get(must(service.find(title))));
        });
    }
    template <typename Service>
    bool exists(const QString &name)
    {
        return m_sample->ask([name](Store &store) { return Service(store).find(name).has_value(); });
    }

    std::unique_ptr<SampleSession> m_sample;
    std::unique_ptr<DelegationEditor> m_editor;
};

MUSTER_TEST(DelegationEditorTest)

}

#include "tst_delegation_editor.moc"
