#include "audit_by_keys.h"
#include "record_by_keys.h"
#include "support/test_program.h"
#include "views/audit/phase_close.h"
#include "views/panel/delegation_editor.h"
#include "views/parts/style.h"
#include "views/wall/cards_view.h"
#include "wall_by_keys.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QToolTip>

namespace tst_window_bad_text {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

const QString title =
    u"<b>R&D</b> <script>alert(1)</script> \U0001F9FE\U0001F469\u200D\U0001F4BB \u05E9\u05DC\u05D5\u05DD"_s;
const QString person = u"<i>Bo</i> & Co \U0001F642"_s;

/// What stands behind the control that turns it: it is never turned back.
const QString turnedPart = u"turned the other way, to the end"_s;
const QString pasted = u"<b>bold</b> <script>alert(1)</script> <img src=x> & \U0001F642 \u202E"_s + turnedPart;

/// 100,000 characters and a few, one paragraph below the other.
QString hugeNote()
{
    QString note = pasted;
    while (note.size() < 100'000)
        note += u'\n' + pasted;
    return note;
}

bool hasMarkup(const QString &text)
{
    return text.contains(u"<b>"_s) || text.contains(u"<i>"_s) || text.contains(u"<script>"_s);
}

/// Whether a text takes markup for what it means: Qt guesses by its first tag.
bool isInterpreted(const QString &text)
{
    return hasMarkup(text) && Qt::mightBeRichText(text);
}

/// What an item view says of an item while the mouse is over it.
QString toolTipOf(QAbstractItemView &view, const QModelIndex &index)
{
    const QPoint at = view.visualRect(index).center();
    QToolTip::hideText();
    QHelpEvent event(QEvent::ToolTip, at, view.viewport()->mapToGlobal(at));
    QApplication::sendEvent(view.viewport(), &event);
    return QToolTip::text();
}

void lookAtItems(QAbstractItemView &view, QStringList &wrong)
{
    constexpr int mostRows = 12;
    for (int row = 0; view.model() && row < std::min(mostRows, view.model()->rowCount()); ++row) {
        for (int column = 0; column < view.model()->columnCount(); ++column) {
            const QString tip = toolTipOf(view, view.model()->index(row, column));
            if (isInterpreted(tip))
                wrong << u"%1 has a tooltip of markup: %2"_s.arg(view.objectName(), tip.left(80));
        }
    }
    QToolTip::hideText();
}

/// Whether a control of direction turns words of ours that stand behind it.
bool turnsOthers(const QString &paragraph)
{
    const qsizetype at = paragraph.lastIndexOf(u'\u202E');
    if (at < 0)
        return false;
    QString behind = paragraph.mid(at + 1).remove(u'\u200B');
    const qsizetype closed = behind.indexOf(u'\u2069');
    const bool isolated = closed >= 0 && paragraph.left(at).contains(u'\u2068');
    behind.truncate(isolated ? closed : behind.size());
    if (behind.endsWith(u'…'))
        behind.chop(1);
    return !turnedPart.startsWith(behind);
}

/// What the window shows as something else than the text it is.
QStringList interpreted(QWidget &window)
{
    QStringList wrong;
    for (auto *one : window.findChildren<QWidget *>()) {
        if (!one->isVisible())
            continue;
        if (isInterpreted(one->toolTip()))
            wrong << u"%1 has a tooltip of markup: %2"_s.arg(one->objectName(), one->toolTip().left(80));
        if (const auto *label = qobject_cast<const QLabel *>(one)) {
            if (hasMarkup(label->text()) && label->textFormat() != Qt::PlainText)
                wrong << u"a label of markup: "_s + label->text().left(80);
            const auto paragraphs = label->text().split(u'\n');
            if (std::ranges::any_of(paragraphs, turnsOthers))
                wrong << u"a label turned by its text: "_s + label->text().left(120);
        }
        if (const auto *rich = qobject_cast<const QTextEdit *>(one); rich && !rich->toPlainText().contains(u'<'))
            wrong << u"a text of markup: "_s + rich->toPlainText().left(80);
        if (auto *view = qobject_cast<QAbstractItemView *>(one))
            lookAtItems(*view, wrong);
    }
    return wrong;
}

/// Whether some label of the window shows this, its breaks in long words aside.
bool isShown(QWidget &window, const QString &text)
{
    return std::ranges::any_of(window.findChildren<QLabel *>(), [&](const QLabel *one) {
        return one->isVisible() && QString(one->text()).remove(u'\u200B').contains(text);
    });
}

/// Whether a list or table shows an item that says this.
bool isListed(QAbstractItemView *view, const QString &text, int column = 0)
{
    const auto *model = view->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, column).data().toString().contains(text))
            return true;
    }
    return false;
}

/// The sample with a delegation and a person that are called like that, and a huge note.
void fillBadly(WindowFixture &fixture)
{
    if (!fixture.openSample())
        qFatal("the sample was not opened");
    must(fixture.ask([](Store &store) { return registry::PersonService(store).add({{u"name"_s, person}}); }));
    must(fixture.ask([](Store &store) {
        registry::DelegationService service(store);
        return service.find(u"Ticket triage"_s).and_then([&](const DelegationId &id) {
            return service.set(id, {{u"title"_s, title},
                                    {u"owner"_s, person},
                                    {u"purpose"_s, pasted},
                                    {u"taskSplit"_s, pasted},
                                    {u"notes"_s, hugeNote()}});
        });
    }));
    fixture.settle();
}

QStringList looked(WindowFixture &fixture)
{
    fixture.settle();
    return interpreted(fixture.window());
}

}

#define QVERIFY_TEXT_IS_TEXT(fixture)                                                                                  \
    do {                                                                                                               \
        const QStringList wrong = looked(fixture);                                                                     \
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));                                                      \
    } while (false)

/// Whatever somebody pastes is text: markup, controls of direction, emoji, a note of 100,000 characters.
class TestWindowBadText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Scheme::Light, {}); }
    void itIsKeptAsItWasPasted();
    void aControlOfDirectionIsNoPartOfATitle();
    void onTheWall();
    void inTheEditor();
    void amongPeopleAndInTheSearch();
    void inAnAuditAndInWhatComesOfIt();

private:
    static void checkIt(WindowFixture &fixture);
    static void decideOnIt(WindowFixture &fixture);
    static void closeIt(WindowFixture &fixture);
    static void readTheRecord(WindowFixture &fixture);
    static void exportIt(WindowFixture &fixture);
};

void TestWindowBadText::itIsKeptAsItWasPasted()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    goToCell(fixture, u"Release notes"_s, DelegationColumn::Title);
    fixture.key(Qt::Key_F2);
    fixture.key(Qt::Key_A, Qt::ControlModifier);
    fixture.paste(title);
    fixture.key(Qt::Key_Return);
    fixture.settle();
    QVERIFY2(saidOnWall(fixture).isEmpty(), qPrintable(saidOnWall(fixture)));
    const auto made = kept(fixture, title);
    QCOMPARE(QString(made.title), title);
    QVERIFY_TEXT_IS_TEXT(fixture); // what was done is said, and can be undone by its name

    fixture.key(Qt::Key_Return);
    const auto editor = [&] { return fixture.workspace().findChild<DelegationEditor *>(); };
    QTRY_VERIFY(editor() && editor()->isVisible());
    fixture.toFront(editor());
    QVERIFY(fixture.tabTo(u"notesInput"_s));
    fixture.paste(hugeNote());
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!editor());
    fixture.toFront();
    QCOMPARE(kept(fixture, title).notes.value_or(QString()), hugeNote());
    QVERIFY(verifies(fixture));
}

void TestWindowBadText::aControlOfDirectionIsNoPartOfATitle()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    goToCell(fixture, u"Release notes"_s, DelegationColumn::Title);
    fixture.key(Qt::Key_F2);
    fixture.key(Qt::Key_A, Qt::ControlModifier);
    fixture.paste(u"invoice\u202Efdp.exe"_s);
    fixture.key(Qt::Key_Return);
    QTRY_VERIFY(!saidOnWall(fixture).isEmpty());
    QVERIFY2(saidOnWall(fixture).contains(u"202E"_s, Qt::CaseInsensitive), qPrintable(saidOnWall(fixture)));
    QCOMPARE(QString(kept(fixture, u"Release notes"_s).title), u"Release notes"_s);
    QVERIFY(fixture.press(offered(part<InlineMessage>(fixture.window(), u"wallMessage"_s), u"Try again"_s)));
    auto *line = qobject_cast<QLineEdit *>(cellEditor(fixture));
    QVERIFY(line);
    QCOMPARE(line->text(), u"invoice\u202Efdp.exe"_s);
    fixture.key(Qt::Key_Home);
    for (int i = 0; i < 7; ++i)
        fixture.key(Qt::Key_Right);
    fixture.key(Qt::Key_Delete);
    fixture.key(Qt::Key_Return);
    fixture.settle();
    QCOMPARE(QString(kept(fixture, u"invoicefdp.exe"_s).title), u"invoicefdp.exe"_s);
}

void TestWindowBadText::onTheWall()
{
    WindowFixture fixture;
    fillBadly(fixture);
    QVERIFY_TEXT_IS_TEXT(fixture);
    const auto lists = fixture.window().findChildren<wall::CardList *>();
    QVERIFY(std::ranges::any_of(lists, [](wall::CardList *one) { return isListed(one, title); }));
    goToCell(fixture, title, DelegationColumn::Owner);
    auto &table = wallTable(fixture);
    QCOMPARE(table.currentIndex().data().toString(), person);
    QVERIFY_TEXT_IS_TEXT(fixture);

    // The panel beside it says it, too, and of the note its beginning.
    QTRY_VERIFY(isShown(fixture.window(), title));
    QVERIFY(isShown(fixture.window(), pasted));
    fixture.key(Qt::Key_1, Qt::AltModifier);
    QVERIFY_TEXT_IS_TEXT(fixture);
    for (auto *one : fixture.window().findChildren<QPushButton *>(u"showWhole"_s)) {
        if (one->isVisible())
            one->click();
    }
    QVERIFY_TEXT_IS_TEXT(fixture);

    // Set for several, and refused: the dialog and the message name it.
    goToCell(fixture, title, DelegationColumn::Owner);
    fixture.key(Qt::Key_F2);
    fixture.key(Qt::Key_A, Qt::ControlModifier);
    fixture.type(u"<b>Nobody</b>"_s);
    fixture.key(Qt::Key_Return);
    QTRY_VERIFY(saidOnWall(fixture).contains(title) && saidOnWall(fixture).contains(u"<b>Nobody</b>"_s));
    QVERIFY_TEXT_IS_TEXT(fixture);
}

void TestWindowBadText::inTheEditor()
{
    WindowFixture fixture;
    fillBadly(fixture);
    goToCell(fixture, title, DelegationColumn::Title);
    fixture.key(Qt::Key_Return);
    const auto editor = [&] { return fixture.workspace().findChild<DelegationEditor *>(); };
    QTRY_VERIFY(editor() && editor()->isVisible());
    fixture.toFront(editor());
    fixture.settle();
    const QStringList wrong = interpreted(*editor());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QCOMPARE(editor()->findChild<QLineEdit *>(u"titleInput"_s)->text(), title);
    QCOMPARE(editor()->findChild<QPlainTextEdit *>(u"notesInput"_s)->toPlainText(), hugeNote());
}

void TestWindowBadText::amongPeopleAndInTheSearch()
{
    WindowFixture fixture;
    fillBadly(fixture);
    fixture.key(Qt::Key_6, Qt::ControlModifier);
    fixture.settle();
    auto *people = part<QAbstractItemView>(fixture.window(), u"people"_s);
    QVERIFY(isListed(people, person));
    for (int row = 0; row < people->model()->rowCount() && people->currentIndex().siblingAtColumn(0).data() != person;
         ++row)
        fixture.key(Qt::Key_Down);
    QTRY_VERIFY(isShown(fixture.window(), person));
    QVERIFY_TEXT_IS_TEXT(fixture);

    fixture.key(Qt::Key_K, Qt::ControlModifier);
    fixture.type(u"<script>"_s);
    fixture.settle();
    auto *found = part<QWidget>(fixture.window(), u"palette"_s)->findChild<QListView *>();
    QTRY_VERIFY(isListed(found, title));
    QVERIFY_TEXT_IS_TEXT(fixture);
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.workspace().current(), PageName::Wall);
}

/// In each phase everything was pasted; nothing holds the window, and nothing is cut.
void TestWindowBadText::checkIt(WindowFixture &fixture)
{
    fixture.key(Qt::Key_F);
    fixture.key(Qt::Key_Return);
    QElapsedTimer since;
    since.start();
    fixture.paste(hugeNote());
    fixture.settle();
    QVERIFY2(since.elapsed() < 5000, qPrintable(QString::number(since.elapsed())));
    QCOMPARE(part<QPlainTextEdit>(fixture.window(), u"note"_s)->toPlainText(), hugeNote());
    QVERIFY_TEXT_IS_TEXT(fixture);
    for (int i = 1; i < 4; ++i) {
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
        fixture.key(Qt::Key_P);
        QVERIFY_TEXT_IS_TEXT(fixture);
    }
    for (const auto field : {Qt::Key_K, Qt::Key_O}) {
        fixture.key(field, Qt::AltModifier);
        fixture.paste(pasted);
    }
    QTRY_COMPARE(stored(fixture).notes, pasted);
    QCOMPARE(stored(fixture).delegations.first().findings.value(Check::Output).note, hugeNote());
}

void TestWindowBadText::decideOnIt(WindowFixture &fixture)
{
    goToPhase(fixture, 2);
    QTRY_COMPARE(fixture.focused(), u"decisions"_s);
    QVERIFY_TEXT_IS_TEXT(fixture);
    fixture.key(Qt::Key_Return);
    QVERIFY(fixture.tabTo(u"owner"_s));
    fixture.type(u"Mei"_s);
    QVERIFY(fixture.tabTo(u"why"_s));
    fixture.paste(pasted);
    QTest::qWait(1200); // the draft is kept
    goToPhase(fixture, 3);
    QTRY_VERIFY(isShown(fixture.window(), u"Typed and not added"_s));
    QVERIFY_TEXT_IS_TEXT(fixture);
    goToPhase(fixture, 2);
    fixture.key(Qt::Key_Return);
    QVERIFY(fixture.tabTo(u"why"_s));
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(stored(fixture).delegations.first().decisions.size(), 1);
    QCOMPARE(stored(fixture).delegations.first().decisions.first().why, pasted);
    QVERIFY_TEXT_IS_TEXT(fixture);
}

void TestWindowBadText::closeIt(WindowFixture &fixture)
{
    goToPhase(fixture, 3);
    QTRY_COMPARE(fixture.focused(), u"closeRecord"_s);
    QVERIFY_TEXT_IS_TEXT(fixture);
    QTest::qWait(PhaseClose::lookFirst + 150);
    fixture.key(Qt::Key_Return);
    QTRY_VERIFY(!roomOf(fixture) || !roomOf(fixture)->isVisible());
    QVERIFY_TEXT_IS_TEXT(fixture);
}

void TestWindowBadText::readTheRecord(WindowFixture &fixture)
{
    fixture.key(Qt::Key_3, Qt::ControlModifier);
    fixture.settle();
    auto *decisions = part<QListView>(fixture.window(), u"decisions"_s);
    for (int row = 0; row < decisions->model()->rowCount() && !isShown(fixture.window(), title); ++row)
        fixture.key(Qt::Key_Down);
    QVERIFY(isShown(fixture.window(), title) && isShown(fixture.window(), pasted));
    QVERIFY_TEXT_IS_TEXT(fixture);
    fixture.key(Qt::Key_D);
    QVERIFY_TEXT_IS_TEXT(fixture);
    fixture.key(Qt::Key_Escape);

    fixture.key(Qt::Key_4, Qt::ControlModifier);
    fixture.settle();
    auto *log = part<QAbstractItemView>(fixture.window(), u"log"_s);
    QTRY_VERIFY(isListed(log, title, 1));
    QTRY_VERIFY(isShown(fixture.window(), title));
    QVERIFY_TEXT_IS_TEXT(fixture);
    fixture.key(Qt::Key_N, Qt::AltModifier);
    QTRY_VERIFY(part<QAbstractItemView>(fixture.window(), u"entries"_s)->model()->rowCount() > 0);
    QVERIFY_TEXT_IS_TEXT(fixture);
}

/// The exported log: nothing of it is an element, and nothing turns what stands behind it.
void TestWindowBadText::exportIt(WindowFixture &fixture)
{
    const QString path = fixture.path(u"log.html"_s);
    nameExport(fixture, path);
    fixture.key(Qt::Key_H, Qt::AltModifier);
    QTRY_VERIFY(part<QPlainTextEdit>(fixture.window(), u"preview"_s)->toPlainText().startsWith(u"<!"_s));
    QVERIFY_TEXT_IS_TEXT(fixture);
    QVERIFY(fixture.press(part<QPushButton>(fixture.window(), u"save"_s)));
    QTRY_VERIFY(QFileInfo::exists(path));
    const QString html = QString::fromUtf8(contentOf(path));
    QVERIFY(!html.contains(u"<script"_s) && !html.contains(u"<img"_s) && !html.contains(u"<b>"_s));
    const auto repeats = hugeNote().count(u"<b>"_s);
    QVERIFY(html.count(u"&lt;b&gt;bold&lt;/b&gt; &lt;script&gt;"_s) >= repeats);
    QVERIFY(html.contains(title.toHtmlEscaped()));
    const qsizetype turning = html.count(u'\u202E');
    QVERIFY(turning >= repeats);
    QCOMPARE(html.count(u"<bdi class=\"ctl\" data-c=\"U+202E\">\u202E</bdi>"_s), turning);
    QVERIFY(html.contains(u"\U0001F642"_s));
}

void TestWindowBadText::inAnAuditAndInWhatComesOfIt()
{
    WindowFixture fixture;
    fillBadly(fixture);
    openSpotCheck(fixture, u"<script>"_s);
    QCOMPARE(stored(fixture).delegations.first().title, title);
    startClock(fixture);
    QVERIFY_TEXT_IS_TEXT(fixture);
    for (const auto step : {checkIt, decideOnIt, closeIt, readTheRecord, exportIt}) {
        step(fixture);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(verifies(fixture));
}

MUSTER_TEST(TestWindowBadText)

}

#include "tst_window_bad_text.moc"
