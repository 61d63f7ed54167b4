#include "register/audit_service.h"
#include "register/delegation_list.h"
#include "support/test_program.h"
#include "window_fixture.h"

#include <QAction>
#include <QLineEdit>
#include <QListWidget>

namespace tst_window {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

QAction *command(MainWindow &window, const QString &text)
{
    for (auto *one : window.actions()) {
        if (QString(one->text()).remove(u'&').startsWith(text))
            return one;
    }
    qFatal("no command %s", qUtf8Printable(text));
    return nullptr;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}

/// The window around the pages: going to and fro, finding, undoing, and files that can't be opened.
class TestWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesAreAKeyAway();
    void itReopensWhereOneLeft();
    void searchFindsWhatThereIs();
    void searchRunsCommands();
    void anAmpersandIsAnAmpersand();
    void anEditIsUndoneWithItsName();
    void whatCantBeOpenedIsSaidAndLeftAsItWas_data();
    void whatCantBeOpenedIsSaidAndLeftAsItWas();
    void whoActsIsRemembered();
    void closingLetsGoOfTheFile();
    void everythingFitsASmallWindow();
};

void TestWindow::pagesAreAKeyAway()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const std::pair<int, PageName> pages[] = {{Qt::Key_2, PageName::Audit},  {Qt::Key_3, PageName::Decisions},
                                              {Qt::Key_4, PageName::Record}, {Qt::Key_5, PageName::Evidence},
                                              {Qt::Key_6, PageName::People}, {Qt::Key_1, PageName::Wall}};
    for (const auto &[key, name] : pages) {
        fixture.key(key, Qt::ControlModifier);
        QCOMPARE(fixture.workspace().current(), name);
        QCOMPARE(fixture.workspace().rail()->current(), int(name));
    }
}

void TestWindow::itReopensWhereOneLeft()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_3, Qt::ControlModifier);
    fixture.restart();
    QVERIFY(fixture.openSample());
    QCOMPARE(fixture.workspace().current(), PageName::Decisions);
}

void TestWindow::searchFindsWhatThereIs()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_4, Qt::ControlModifier);
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(fixture.focused(), u"search"_s);
    fixture.type(u"priya"_s);
    fixture.settle();
    auto *palette = part<QWidget>(fixture.window(), u"palette"_s);
    auto *list = palette->findChild<QListWidget *>();
    QStringList kinds;
    for (int i = 0; i < list->count(); ++i)
        kinds << list->item(i)->data(Qt::UserRole + 1).toString();
    QVERIFY(kinds.contains(u"Person"_s));
    for (int i = 0; i < kinds.size() && kinds.value(list->currentRow()) != u"Person"_s; ++i)
        fixture.key(Qt::Key_Down);
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::People);
    QVERIFY(!palette->isVisible());
}

void TestWindow::searchRunsCommands()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(u"go to the rec"_s);
    fixture.settle();
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::Record);
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(u"zzzz"_s);
    fixture.key(Qt::Key_Return);
    fixture.key(Qt::Key_Escape);
    QCOMPARE(fixture.workspace().current(), PageName::Record);
}

/// What a person wrote is no mnemonic, and is shown as it was written.
void TestWindow::anAmpersandIsAnAmpersand()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const auto before = must(fixture.ask([](Store &store) { return listDelegations(store, {}); })).first();
    fixture.workspace().session().history->edit(
        {&entityOf<Delegation>(), {{before.id.text(), before.n}}, {{u"title"_s, u"R&D notes"_s}}, u"R&D notes"_s, {}});
    fixture.settle();
    auto *undo = command(fixture.window(), u"Undo"_s);
    QVERIFY2(undo->text().contains(u"R&&D notes"_s), qPrintable(undo->text()));
    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(u"undo"_s);
    fixture.settle();
    auto *list = part<QWidget>(fixture.window(), u"palette"_s)->findChild<QListWidget *>();
    QStringList titles;
    for (int i = 0; i < list->count(); ++i)
        titles << list->item(i)->text();
    QVERIFY2(titles.join(u'|').contains(u"R&D notes"_s), qPrintable(titles.join(u'|')));
    fixture.key(Qt::Key_Escape);

    auto *rail = fixture.workspace().rail();
    rail->setPerson(u"R&D"_s);
    auto *person = rail->findChild<RailButton *>(u"person"_s);
    QCOMPARE(person->text(), u"R&D"_s);
    QVERIFY(person->shortcut().isEmpty());
    rail->setRegisterName(u"R&D <b>"_s);
    const auto labels = rail->findChildren<PlainLabel *>();
    QVERIFY(std::ranges::any_of(labels,
                                [](const PlainLabel *one) { return one->toolTip() == u"<p>R&amp;D &lt;b&gt;</p>"_s; }));
}

void TestWindow::anEditIsUndoneWithItsName()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const auto before = must(fixture.ask([](Store &store) { return listDelegations(store, {}); })).first();
    auto *history = fixture.workspace().session().history;
    history->edit(
        {&entityOf<Delegation>(), {{before.id.text(), before.n}}, {{u"team"_s, u"Payments"_s}}, before.title, {}});
    fixture.settle();
    auto *undo = command(fixture.window(), u"Undo"_s);
    QVERIFY(undo->isEnabled());
    QVERIFY(undo->text().contains(before.title));
    fixture.key(Qt::Key_Z, Qt::ControlModifier);
    fixture.settle();
    const auto after =
        must(fixture.ask([&](Store &store) { return registry::DelegationService(store).get(before.id); }));
    QCOMPARE(QString(after.team.value_or(Title())), before.team);
    QVERIFY(command(fixture.window(), u"Redo"_s)->isEnabled());
}

void TestWindow::whatCantBeOpenedIsSaidAndLeftAsItWas_data()
{
    QTest::addColumn<QString>("kind");
    for (const auto kind : {"text", "empty", "gone", "damaged"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestWindow::whatCantBeOpenedIsSaidAndLeftAsItWas()
{
    QFETCH(QString, kind);
    WindowFixture fixture;
    const QString path = fixture.path(u"some.muster"_s);
    if (kind != u"gone") {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(kind == u"text" ? "title,owner\nFriday,Dana\n" : kind == u"empty" ? "" : "SQLite format 3");
        if (kind == u"damaged")
            file.write(QByteArray(4096, '\x2a'));
    }
    const QByteArray before = contents(path);
    QVERIFY(!fixture.opens([&] { fixture.window().open(path); }));
    const auto messages = fixture.window().startPage()->findChildren<InlineMessage *>();
    const bool said = std::ranges::any_of(messages, [](const InlineMessage *one) { return one->isVisible(); });
    QVERIFY(said);
    QCOMPARE(contents(path), before);
    QCOMPARE(QFileInfo::exists(path), kind != u"gone");

    // A register that is open stays open.
    QVERIFY(fixture.openSample());
    QVERIFY(!fixture.opens([&] { fixture.window().open(path); }));
    QVERIFY(fixture.window().workspace());
    QVERIFY(!fixture.workspace().notice()->text().isEmpty());
}

void TestWindow::whoActsIsRemembered()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const auto people = must(fixture.ask([](Store &store) { return registry::PersonService(store).all(); }));
    const auto other = std::ranges::find_if(people, [&](const Person &one) {
        return one.isActive({2026, 6, 12}) && one.id != fixture.ask([](Store &store) { return store.actor(); });
    });
    const QString key = u"register-%1/person"_s.arg(fixture.workspace().session().reg->id());
    fixture.settings().setValue(key, other->id.text());
    fixture.restart();
    QVERIFY(fixture.openSample());
    QCOMPARE(fixture.ask([](Store &store) { return store.actor(); }), other->id);
}

void TestWindow::closingLetsGoOfTheFile()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    for (int key = Qt::Key_1; key <= Qt::Key_6; ++key)
        fixture.key(key, Qt::ControlModifier);
    std::weak_ptr<registry::OpenRegister> reg = fixture.workspace().session().reg;
    command(fixture.window(), u"Close the register"_s)->trigger();
    fixture.settle();
    QVERIFY(!fixture.window().workspace());
    QVERIFY(reg.expired());
}

void TestWindow::everythingFitsASmallWindow()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    for (int key = Qt::Key_1; key <= Qt::Key_6; ++key) {
        fixture.key(key, Qt::ControlModifier);
        fixture.window().resize(1024, 700);
        fixture.settle();
        QCOMPARE(fixture.window().size(), QSize(1024, 700));
        const QWidget *page = fixture.workspace().currentPage();
        QVERIFY2(page->minimumSizeHint().width() <= page->width(), qPrintable(page->objectName()));
        QVERIFY2(page->minimumSizeHint().height() <= page->height(), qPrintable(page->objectName()));
    }
}

MUSTER_TEST(TestWindow)

}

#include "tst_window.moc"
