#include "register/inventory_services.h"
#include "register/own_columns.h"
#include "support/sample_session.h"
#include "support/test_program.h"
#include "views/panel/delegation_editor.h"
#include "views/parts/pieces.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace tst_editor_keys {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::DelegationService;
using registry::Store;

namespace {

/// The editor on the sample register, worked with by keys.
struct Desk
{
    void add()
    {
        editor.add();
        come();
    }
    void edit(const QString &title)
    {
        editor.edit(sample.ask([title](Store &store) { return must(DelegationService(store).find(title)); }));
        come();
    }

    QString focused() const { return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : u"-"_s; }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
        sample.settle();
    }
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    bool tabTo(const QString &name)
    {
        for (int i = 0; i < 120 && focused() != name; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        return focused() == name;
    }
    template <typename W>
    W *the(const QString &name)
    {
        auto *found = editor.findChild<W *>(name);
        if (!found)
            qFatal("no %s", qUtf8Printable(name));
        return found;
    }
    QString said(const QString &field)
    {
        const auto *message = editor.findChild<InlineMessage *>(field + u"Message"_s);
        return message && message->isVisible() ? message->text() : QString();
    }
    QString duties() { return the<InlineMessage>(u"duties"_s)->text(); }
    /// Whether a field lies in the part that is scrolled to.
    bool isInView(const QString &name)
    {
        const auto *field = the<QWidget>(name);
        const auto *scroll = editor.findChild<QScrollArea *>();
        const QRect place(field->mapTo(scroll->viewport(), QPoint(0, 0)), field->size());
        return scroll->viewport()->rect().intersects(place);
    }
    std::optional<Delegation> get(const QString &title)
    {
        return sample.ask([title](Store &store) -> std::optional<Delegation> {
            const auto id = DelegationService(store).find(title);
            return id ? std::optional(must(DelegationService(store).get(*id))) : std::nullopt;
        });
    }

    SampleSession sample;
    DelegationEditor editor{sample.session()};

private:
    void come()
    {
        sample.settle();
        QApplication::setActiveWindow(&editor);
        if (!QTest::qWaitForWindowActive(&editor))
            qFatal("the editor is not active");
    }
};

}

/// The editor by keys: quick for the first five fields, complete for the rest, with each error beside its field.
class TestEditorKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiveFieldsAndSaved();
    void theFirstErrorHasTheFocus();
    void anErrorGoesWhileItIsMended();
    void anErrorFarDownIsScrolledTo();
    void dutiesFollowWhatIsTyped();
    void everythingThatHangsOnItIsOneCommand();
    void headingsLeadToTheirPart();
    void discardIsOfferedOnceSomethingIsTyped();
    void aColumnOfTheRegisterIsFilledIn();
    void theWheelChangesNothingByTheWay();
    void absentFiguresAreAbsent();
    void nothingChangedWritesNothing();
};

void TestEditorKeys::fiveFieldsAndSaved()
{
    Desk desk;
    QSignalSpy saved(&desk.editor, &DelegationEditor::saved);
    QStringList said;
    connect(&desk.sample.navigator(), &Navigator::said, this, [&said](const QString &text) { said << text; });
    desk.add();
    QCOMPARE(desk.focused(), u"titleInput"_s);
    desk.type(u"Warranty letters"_s);
    QStringList order;
    for (const auto &[field, text] : {std::pair(u"owner"_s, u"Mei Lin"_s), std::pair(u"category"_s, u"Assi"_s),
                                      std::pair(u"tier"_s, u"mi"_s), std::pair(u"cadence"_s, u"monthly"_s)}) {
        desk.key(Qt::Key_Tab);
        order << desk.focused();
        desk.type(text);
    }
    QCOMPARE(order, (QStringList{u"ownerInput"_s, u"categoryInput"_s, u"tierInput"_s, u"cadenceInput"_s}));
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(saved.size(), 1);
    QVERIFY(!desk.editor.isVisible());
    QCOMPARE(said.last(), u"Added “Warranty letters”."_s);
    const auto made = desk.get(u"Warranty letters"_s);
    QVERIFY(made);
    QCOMPARE(made->category, Category::Assist);
    QCOMPARE(made->tier.value_or(TierName()), u"mid"_s);
    QCOMPARE(made->cadence, std::optional(Cadence{}));
}

void TestEditorKeys::theFirstErrorHasTheFocus()
{
    Desk desk;
    desk.edit(u"Ticket triage"_s);
    for (const auto &[field, text] : {std::pair(u"seats"_s, u"many"_s), std::pair(u"nextDue"_s, u"30 February"_s),
                                      std::pair(u"volumePerMonth"_s, u"-4"_s)})
        desk.the<QLineEdit>(field + u"Input"_s)->setText(text);
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(desk.editor.isVisible());
    QVERIFY(!desk.said(u"seats"_s).isEmpty());
    QVERIFY2(desk.said(u"nextDue"_s).startsWith(u"Next audit"_s), qPrintable(desk.said(u"nextDue"_s)));
    QCOMPARE(desk.focused(), u"nextDueInput"_s); // the topmost of them
    QVERIFY(desk.the<QLineEdit>(u"nextDueInput"_s)->property("wrong").toBool());
    QCOMPARE(desk.the<QLineEdit>(u"seatsInput"_s)->text(), u"many"_s);
    QVERIFY(!desk.get(u"Ticket triage"_s)->seats);
}

void TestEditorKeys::anErrorGoesWhileItIsMended()
{
    Desk desk;
    desk.add();
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY2(desk.said(u"title"_s).contains(u"title"_s), qPrintable(desk.said(u"title"_s)));
    QCOMPARE(desk.focused(), u"titleInput"_s);
    desk.type(u"W"_s);
    QCOMPARE(desk.said(u"title"_s), QString());
    QVERIFY(!desk.the<QLineEdit>(u"titleInput"_s)->property("wrong").toBool());
}

void TestEditorKeys::anErrorFarDownIsScrolledTo()
{
    Desk desk;
    desk.edit(u"Ticket triage"_s);
    QVERIFY(!desk.isInView(u"spendCurrencyInput"_s));
    desk.the<QLineEdit>(u"spendCurrencyInput"_s)->setText(u"euros"_s);
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY2(!desk.said(u"spendCurrency"_s).isEmpty(), "the register's refusal stands beside its field");
    QCOMPARE(desk.focused(), u"spendCurrencyInput"_s);
    QVERIFY(desk.isInView(u"spendCurrencyInput"_s));
}

void TestEditorKeys::dutiesFollowWhatIsTyped()
{
    Desk desk;
    desk.add();
    desk.type(u"Payment reminders"_s);
    QVERIFY(!desk.the<InlineMessage>(u"duties"_s)->isVisible());
    QVERIFY(desk.tabTo(u"categoryInput"_s));
    desk.type(u"Auto"_s);
    QVERIFY2(desk.duties().contains(u"still lacks an owner, an AI Definition of Done, a stop rule, a cadence"_s)
                 || desk.duties().startsWith(u"Automate still lacks"_s),
             qPrintable(desk.duties()));
    for (const auto &duty : {u"owner"_s, u"Definition of Done"_s, u"stop rule"_s, u"cadence"_s})
        QVERIFY2(desk.duties().contains(duty), qPrintable(desk.duties()));
    desk.the<QComboBox>(u"ownerInput"_s)->setEditText(u"Mei Lin"_s);
    QVERIFY(!desk.duties().contains(u"an owner"_s));
    desk.the<QComboBox>(u"cadenceInput"_s)->setEditText(u"monthly"_s);
    desk.the<QComboBox>(u"definitionInput"_s)->setEditText(u"Routine changes"_s);
    desk.the<QPlainTextEdit>(u"triggerInput"_s)->setPlainText(u"A wrong amount"_s);
    QVERIFY2(desk.duties().startsWith(u"Automate has all it owes"_s), qPrintable(desk.duties()));
    desk.the<QPlainTextEdit>(u"triggerInput"_s)->setPlainText(u"  "_s);
    QVERIFY(desk.duties().contains(u"stop rule"_s) && !desk.duties().contains(u"all it owes"_s));
}

void TestEditorKeys::everythingThatHangsOnItIsOneCommand()
{
    Desk desk;
    desk.add();
    desk.type(u"Payment reminders"_s);
    desk.the<QPlainTextEdit>(u"triggerInput"_s)->setPlainText(u"A wrong amount"_s);
    desk.the<QPushButton>(u"add-source"_s)->setFocus();
    desk.key(Qt::Key_Space);
    QCOMPARE(desk.focused(), u"titleInput"_s); // the new source's
    desk.type(u"Ledger"_s);
    desk.the<QPushButton>(u"add-credential"_s)->setFocus();
    desk.key(Qt::Key_Space);
    desk.type(u"Ledger reader"_s);
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    const auto made = desk.get(u"Payment reminders"_s);
    QVERIFY(made);
    const auto hanging = [&desk, id = made->id] {
        return desk.sample.ask([id](Store &store) {
            const auto of = [&id](const auto &all) {
                return std::ranges::count_if(all, [&id](const auto &one) { return one.delegation == id; });
            };
            return QList<qsizetype>{of(must(registry::StopRuleService(store).all())),
                                    of(must(registry::SourceService(store).all())),
                                    of(must(registry::CredentialService(store).all()))};
        });
    };
    QCOMPARE(hanging(), (QList<qsizetype>{1, 1, 1}));
    QCOMPARE(desk.sample.history().count(), 1);
    QVERIFY(desk.sample.history().undo());
    desk.sample.settle();
    QVERIFY(!desk.get(u"Payment reminders"_s));
    QCOMPARE(hanging(), (QList<qsizetype>{0, 0, 0}));
}

void TestEditorKeys::headingsLeadToTheirPart()
{
    Desk desk;
    desk.add();
    auto *headings = desk.editor.findChild<QListWidget *>();
    QVERIFY(!desk.isInView(u"seatsInput"_s));
    const auto found = headings->findItems(u"Cost and use"_s, Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    QTest::mouseClick(headings->viewport(), Qt::LeftButton, {}, headings->visualItemRect(found.first()).center());
    QVERIFY(desk.isInView(u"seatsInput"_s));
    headings->setFocus();
    desk.key(Qt::Key_Home);
    QVERIFY(desk.isInView(u"titleInput"_s));
    QVERIFY(!desk.isInView(u"seatsInput"_s));
}

void TestEditorKeys::discardIsOfferedOnceSomethingIsTyped()
{
    Desk desk;
    desk.edit(u"Ticket triage"_s);
    auto *discard = desk.the<QPushButton>(u"discard"_s);
    QVERIFY(!discard->isVisible());
    desk.type(u"Triage of tickets"_s);
    QVERIFY(discard->isVisible());
    QTest::mouseClick(discard, Qt::LeftButton);
    desk.sample.settle();
    QCOMPARE(desk.the<QLineEdit>(u"titleInput"_s)->text(), u"Ticket triage"_s);
    QVERIFY(!desk.the<QPushButton>(u"discard"_s)->isVisible());
}

void TestEditorKeys::aColumnOfTheRegisterIsFilledIn()
{
    Desk desk;
    must(desk.sample.ask([](Store &store) {
        registry::ColumnService columns(store);
        return columns.add({{u"title"_s, u"R&D hours"_s}, {u"type"_s, u"number"_s}}).and_then([&](const auto &) {
            return columns.add(
                {{u"title"_s, u"Vendor"_s}, {u"type"_s, u"choice"_s}, {u"choices"_s, u"OpenAI\nMistral"_s}});
        });
    }));
    desk.edit(u"Ticket triage"_s);
    const auto named = [&desk](const QString &name) -> QWidget * {
        for (auto *one : desk.editor.findChildren<QWidget *>()) {
            if (one->accessibleName() == name)
                return one;
        }
        return nullptr;
    };
    auto *hours = qobject_cast<QLineEdit *>(named(u"R&D hours"_s));
    auto *vendor = qobject_cast<QComboBox *>(named(u"Vendor"_s));
    QVERIFY(hours && vendor);
    hours->setText(u"many"_s);
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(desk.editor.isVisible() && hours->hasFocus());
    hours->setText(u"7.5"_s);
    vendor->setFocus();
    desk.type(u"mi"_s);
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!desk.editor.isVisible());
    desk.edit(u"Ticket triage"_s);
    QCOMPARE(qobject_cast<QLineEdit *>(named(u"R&D hours"_s))->text(), u"7.5"_s);
    QCOMPARE(qobject_cast<QComboBox *>(named(u"Vendor"_s))->currentText(), u"Mistral"_s);
}

void TestEditorKeys::theWheelChangesNothingByTheWay()
{
    Desk desk;
    desk.edit(u"Ticket triage"_s);
    auto *tier = desk.the<QComboBox>(u"tierInput"_s);
    const QString before = tier->currentText();
    const auto turn = [tier] {
        QWheelEvent wheel(QPointF(5, 5), tier->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(tier, &wheel);
    };
    turn();
    QCOMPARE(tier->currentText(), before);
    tier->setFocus();
    turn();
    QVERIFY(tier->currentText() != before);
}

void TestEditorKeys::absentFiguresAreAbsent()
{
    Desk desk;
    desk.edit(u"Test case ideas"_s);
    auto *spend = desk.the<QLineEdit>(u"spendPerMonthInput"_s);
    QCOMPARE(spend->text(), u"140"_s);
    spend->clear();
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!desk.editor.isVisible());
    QVERIFY(!desk.get(u"Test case ideas"_s)->spendPerMonth); // not 0
    QCOMPARE(desk.get(u"Test case ideas"_s)->seats.value_or(0), 9);
}

void TestEditorKeys::nothingChangedWritesNothing()
{
    Desk desk;
    const auto entries = [&desk] { return desk.sample.ask([](Store &store) { return must(store.head()).size(); }); };
    const auto before = entries();
    desk.edit(u"Ticket triage"_s);
    desk.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!desk.editor.isVisible());
    QCOMPARE(entries(), before);
    QVERIFY(!desk.sample.history().canUndo());
}

MUSTER_TEST(TestEditorKeys)

}

#include "tst_editor_keys.moc"
