#include "gui/window_fixture.h"
#include "sample/sample_audit.h"
#include "support/test_program.h"
#include "views/audit/audit_page.h"
#include "views/audit/audit_result.h"
#include "views/audit/room.h"
#include "views/panel/delegation_editor.h"
#include "views/wall/wall_page.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTabBar>
#include <QTableView>

namespace tst_reachable {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

/// What a screen reader calls a widget: its own name, its text, or the label that stands for it.
QString spokenName(const QWidget &widget)
{
    if (!widget.accessibleName().isEmpty())
        return widget.accessibleName();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text();
    for (const auto *label : widget.window()->findChildren<QLabel *>()) {
        if (label->buddy() == &widget)
            return label->text();
    }
    return {};
}

bool saysSomething(const QString &name)
{
    return std::ranges::any_of(name, [](QChar letter) { return letter.isLetterOrNumber(); });
}

QString described(const QWidget &widget)
{
    QStringList path;
    for (const auto *one = &widget; one && path.size() < 4; one = one->parentWidget())
        path << QString::fromLatin1(one->metaObject()->className()) + u'#' + one->objectName();
    return path.join(u" in "_s) + u" “"_s + spokenName(widget) + u"”"_s;
}

/// Parts that Qt makes for itself within another widget, which speaks for them.
bool isInner(const QWidget &widget)
{
    const auto *parent = widget.parentWidget();
    return widget.objectName().startsWith(u"qt_"_s) || qobject_cast<const QComboBox *>(parent)
           || qobject_cast<const QAbstractSpinBox *>(parent) || qobject_cast<const QLineEdit *>(parent)
           || qobject_cast<const QTabBar *>(parent) || (parent && qobject_cast<const QTableView *>(parent));
}

/// Everything in a window that is worked with: what takes the focus by Tab, and every button.
QList<QWidget *> workedWith(QWidget &window)
{
    QList<QWidget *> found;
    for (auto *one : window.findChildren<QWidget *>()) {
        const bool takesTab = (one->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && !one->focusProxy();
        if (one->window() == &window && one->isVisible() && !isInner(*one)
            && (takesTab || qobject_cast<QAbstractButton *>(one)))
            found << one;
    }
    return found;
}

QStringList nameless(QWidget &window)
{
    QStringList found;
    for (const auto *one : workedWith(window)) {
        if (!saysSomething(spokenName(*one)))
            found << described(*one);
    }
    return found;
}

/// What Tab does not come by on its way round the window, and where it is caught.
QStringList unreached(QWidget &window)
{
    QSet<QWidget *> reached;
    QStringList found;
    for (int i = 0; i < 400; ++i) {
        auto *now = QApplication::focusWidget();
        if (!now || now->window() != &window)
            return {u"the focus has left the window"_s};
        if (reached.contains(now))
            break;
        reached << now;
        for (int inside = 0; inside < 4 && QApplication::focusWidget() == now; ++inside)
            QTest::keyClick(now, Qt::Key_Tab); // within a date it goes from year to month to day
        if (QApplication::focusWidget() == now)
            return {u"Tab is caught in "_s + described(*now)};
    }
    for (auto *one : workedWith(window)) {
        const bool takesTab = (one->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
        if (takesTab && one->isEnabled() && !reached.contains(one))
            found << described(*one);
    }
    return found;
}

}

/// That nobody needs a mouse or eyes: on every page, whatever is worked with is reached by Tab and says what it is.
class TestReachable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStartPage();
    void theWall();
    void theEditor();
    void theAuditsAndTheirSetup();
    void theRoom_data();
    void theRoom();
    void whatCameOfAnAudit();
    void theDecisions();
    void theRecord();
    void theEvidence();
    void thePeople();

private:
    /// A page by its key, with the focus where work begins.
    static void go(WindowFixture &fixture, int key)
    {
        fixture.key(key, Qt::ControlModifier);
        fixture.settle();
    }
    static void press(WindowFixture &fixture, const QString &name)
    {
        QTest::mouseClick(part<QAbstractButton>(fixture.window(), name), Qt::LeftButton);
        fixture.settle();
    }
};

#define COMPARE_REACHABLE(window)                                                                                      \
    do {                                                                                                               \
        QCOMPARE(nameless(window).join(u'\n'), QString());                                                             \
        QCOMPARE(unreached(window).join(u'\n'), QString());                                                            \
    } while (false)

void TestReachable::theStartPage()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.restart();
    COMPARE_REACHABLE(fixture.window());
    for (const int key : {Qt::Key_1, Qt::Key_3}) {
        fixture.key(Qt::Key_Escape);
        fixture.key(key);
        COMPARE_REACHABLE(fixture.window());
    }
}

void TestReachable::theWall()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    COMPARE_REACHABLE(fixture.window());
    auto *wall = fixture.workspace().page<WallPage>(PageName::Wall);
    wall->choose(fixture.ask(
        [](Store &store) { return must(registry::DelegationService(store).find(u"Friday stakeholder update"_s)); }));
    fixture.settle();
    if (!wall->panel() || !wall->panel()->isVisible())
        fixture.key(Qt::Key_F9);
    fixture.settle();
    QVERIFY(wall->panel()->isVisible());
    COMPARE_REACHABLE(fixture.window());
    fixture.key(Qt::Key_2, Qt::AltModifier);
    fixture.key(Qt::Key_F8);
    fixture.settle();
    COMPARE_REACHABLE(fixture.window());
}

void TestReachable::theEditor()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    fixture.key(Qt::Key_N, Qt::ControlModifier);
    fixture.settle();
    auto *editor = fixture.window().findChild<DelegationEditor *>();
    QTRY_VERIFY(editor && editor->isVisible());
    QApplication::setActiveWindow(editor);
    QTRY_VERIFY(QApplication::focusWidget() && QApplication::focusWidget()->window() == editor);
    for (const auto &name : {u"add-source"_s, u"add-credential"_s})
        QTest::mouseClick(part<QPushButton>(*editor, name), Qt::LeftButton);
    COMPARE_REACHABLE(*editor);
    editor->reject();
}

void TestReachable::theAuditsAndTheirSetup()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    go(fixture, Qt::Key_2);
    COMPARE_REACHABLE(fixture.window());
    press(fixture, u"addSeries"_s);
    COMPARE_REACHABLE(fixture.window());
    fixture.workspace().page<AuditPage>(PageName::Audit)->setUp({});
    fixture.settle();
    COMPARE_REACHABLE(fixture.window());
}

void TestReachable::theRoom_data()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("data walk") << 0;
    QTest::newRow("checks") << 1;
    QTest::newRow("re-classify") << 2;
    QTest::newRow("decisions") << 3;
    QTest::newRow("close") << 4;
}

void TestReachable::theRoom()
{
    QFETCH(int, phase);
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const auto id = must(fixture.ask([&](Store &store) { return sample::openSampleAudit(store, fixture.clock()); }));
    must(fixture.ask([&](Store &store) { return sample::fillSampleAudit(store, fixture.clock(), id); }));
    go(fixture, Qt::Key_2);
    fixture.workspace().page<AuditPage>(PageName::Audit)->open(id);
    QTRY_VERIFY(fixture.workspace().findChild<AuditRoom *>());
    fixture.settle();
    fixture.key(Qt::Key_1 + phase, Qt::AltModifier);
    fixture.settle();
    QCOMPARE(fixture.workspace().findChild<AuditRoom *>()->phase(), std::optional(Phase(phase)));
    COMPARE_REACHABLE(fixture.window());
}

void TestReachable::whatCameOfAnAudit()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    go(fixture, Qt::Key_2);
    fixture.workspace().page<AuditPage>(PageName::Audit)->open(must(fixture.ask([](Store &store) {
        return registry::AuditService(store).findClosed(u"2"_s);
    })));
    QTRY_VERIFY(fixture.workspace().findChild<AuditResult *>());
    fixture.settle();
    COMPARE_REACHABLE(fixture.window());
    press(fixture, u"amend"_s);
    COMPARE_REACHABLE(fixture.window());
}

void TestReachable::theDecisions()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    go(fixture, Qt::Key_3);
    COMPARE_REACHABLE(fixture.window());
    fixture.workspace().currentPage()->activate();
    fixture.key(Qt::Key_M);
    QCOMPARE(fixture.focused(), u"due"_s);
    COMPARE_REACHABLE(fixture.window());
}

void TestReachable::theRecord()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    go(fixture, Qt::Key_4);
    COMPARE_REACHABLE(fixture.window());
    fixture.key(Qt::Key_N, Qt::AltModifier);
    fixture.settle();
    COMPARE_REACHABLE(fixture.window());
    press(fixture, u"export"_s);
    COMPARE_REACHABLE(fixture.window());
}

void TestReachable::theEvidence()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    go(fixture, Qt::Key_5);
    COMPARE_REACHABLE(fixture.window());
}

void TestReachable::thePeople()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    go(fixture, Qt::Key_6);
    COMPARE_REACHABLE(fixture.window());
    press(fixture, u"leave"_s);
    COMPARE_REACHABLE(fixture.window());
}

MUSTER_TEST(TestReachable)

}

#include "tst_reachable.moc"
