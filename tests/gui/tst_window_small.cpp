#include "audit_by_keys.h"
#include "sample/sample_audit.h"
#include "support/test_program.h"
#include "views/audit/phase_close.h"
#include "views/intake/import_wizard.h"
#include "views/panel/delegation_editor.h"
#include "views/parts/style.h"
#include "wall_by_keys.h"

#include <QStyleOptionButton>

namespace tst_window_small {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

constexpr QSize smallest(1024, 700);

/// Whether the words of a button have room in it. Buttons that paint themselves ask for what they need.
bool hasRoom(const QAbstractButton *button)
{
    if (button->metaObject() != &QPushButton::staticMetaObject)
        return button->width() >= button->minimumSizeHint().width();
    QStyleOptionButton option;
    option.initFrom(button);
    option.text = button->text();
    const QRect inside = button->style()->subElementRect(QStyle::SE_PushButtonContents, &option, button);
    return button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width() <= inside.width();
}

/// The first widget around it that a button reaches out of to the left or right, or nullptr.
const QWidget *reachesOutOf(const QAbstractButton *button)
{
    for (const QWidget *around = button->parentWidget(); around; around = around->parentWidget()) {
        const int left = button->mapTo(around, QPoint()).x();
        if (left < 0 || left + button->width() > around->width())
            return around;
        if (around->isWindow())
            break;
    }
    return nullptr;
}

/// What is cut of the buttons a window shows.
QStringList cut(const QWidget &window)
{
    QStringList cut;
    for (const auto *one : window.findChildren<QAbstractButton *>()) {
        if (!one->isVisible())
            continue;
        const QString name = one->text().isEmpty() ? one->objectName() : one->text();
        if (!hasRoom(one))
            cut << u"“%1” is %2 wide and needs %3"_s.arg(name).arg(one->width()).arg(one->sizeHint().width());
        if (const auto *around = reachesOutOf(one))
            cut << u"“%1” reaches out of %2 (%3)"_s.arg(name, QString::fromLatin1(around->metaObject()->className()),
                                                        around->objectName());
    }
    return cut;
}

/// A page or a moment of the window, and how one gets there by keys.
struct Moment
{
    const char *name;
    void (*go)(WindowFixture &fixture);
};

void open(WindowFixture &fixture)
{
    if (!fixture.openSample())
        qFatal("the sample was not opened");
}

/// Opens the sample and goes to a page.
template <int key>
void goTo(WindowFixture &fixture)
{
    open(fixture);
    fixture.key(Qt::Key_0 + key, Qt::ControlModifier);
}

/// The sample's audit, with everything said in it, in one of its phases.
template <Phase phase>
void enterRoom(WindowFixture &fixture)
{
    open(fixture);
    const auto id = must(fixture.ask([&](Store &store) -> Result<AuditId> {
        return sample::openSampleAudit(store, fixture.clock()).and_then([&](const AuditId &audit) {
            return sample::fillSampleAudit(store, fixture.clock(), audit).map([&] { return audit; });
        });
    }));
    must(fixture.ask([&](Store &store) {
        return registry::AuditService(store).moveAgenda(
            id, [](Agenda &agenda, const QDateTime &now) { return agenda.enter(phase, now); });
    }));
    goTo<2>(fixture);
    Q_EMIT fixture.workspace().session().navigator->auditWanted(id);
    await([&] { return roomOf(fixture) && roomOf(fixture)->isOpen(); }, "the room is open");
}

/// The check of this place among all cells.
template <int cell>
void check(WindowFixture &fixture)
{
    enterRoom<Phase::Checks>(fixture);
    auto *matrix = part<CheckMatrix>(fixture.window(), u"matrix"_s);
    matrix->setCurrent(matrix->matrix().cells().at(cell));
}

/// A title and where an output lies as people paste them: without a place to break a line.
template <Phase phase>
void enterWithLongWords(WindowFixture &fixture)
{
    const QString address = u"https://wiki.checkout.example/page?id="_s + u"Zm9vYmFyYmF6"_s.repeated(14);
    enterRoom<phase>(fixture);
    must(fixture.ask([&](Store &store) {
        const auto audit = registry::AuditService(store).get(roomOf(fixture)->id());
        const auto &first = audit->delegations.first();
        registry::AuditService(store).addSample(audit->id, first.id, {{}, address, store.today(), {}, {}});
        registry::AuditService(store).setFinding(audit->id, first.id, Check::Output, {Verdict::Fail, address});
        return registry::DelegationService(store).set(first.id, {{u"title"_s, address}, {u"purpose"_s, address}});
    }));
}

/// The import at one of its steps.
template <ImportWizard::Step last>
void importUpTo(WindowFixture &fixture)
{
    open(fixture);
    Q_EMIT fixture.workspace().session().navigator->pasteWanted(
        u"Use case\tCategory\tOwner\nMinutes\tAI helps\tMei Lin\nLetters\tnone\tNobody Known\n"_s);
    auto *wizard = qobject_cast<ImportWizard *>(fixture.workspace().over());
    await([&] { return wizard->findChild<QWidget *>(u"step-2"_s)->isEnabled(); }, "the table is read");
    for (int step = ImportWizard::Columns; step <= last; ++step)
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(400); // it is tried by then
}

/// A step of a decision, by its key in the list.
template <int key>
void stepDecision(WindowFixture &fixture)
{
    goTo<3>(fixture);
    fixture.settle();
    fixture.key(key);
}

/// A form of the start page, by the key that leads to it.
template <int key>
void ask(WindowFixture &fixture)
{
    fixture.key(Qt::Key_0 + key);
}

void refuseAnOwner(WindowFixture &fixture)
{
    open(fixture);
    typeInCell(fixture, u"Release notes"_s, DelegationColumn::Owner, u"Nobody Known"_s);
    fixture.key(Qt::Key_Return);
    await([&] { return !saidOnWall(fixture).isEmpty(); }, "it is refused");
}

void closeTheRecord(WindowFixture &fixture)
{
    enterRoom<Phase::Close>(fixture);
    fixture.toFront();
    goToPhase(fixture, 5);
    await([&] { return fixture.focused() == u"closeRecord"_s; }, "it can be closed");
    QTest::qWait(PhaseClose::lookFirst + 150);
    fixture.key(Qt::Key_Return);
    await([&] { return !roomOf(fixture) || !roomOf(fixture)->isVisible(); }, "it is closed");
}

constexpr Moment moments[] = {
    {"start", [](WindowFixture &) {}},
    {"start: a quarter of an hour", ask<1>},
    {"start: a new register", ask<4>},
    {"start: an import", ask<3>},
    {"wall: cards", goTo<1>},
    {"wall: table",
     [](WindowFixture &fixture) {
         goTo<1>(fixture);
         fixture.key(Qt::Key_2, Qt::AltModifier);
     }},
    {"wall: details",
     [](WindowFixture &fixture) {
         open(fixture);
         goToCell(fixture, u"Release notes"_s, DelegationColumn::Title);
         fixture.key(Qt::Key_F9);
     }},
    {"wall: figures",
     [](WindowFixture &fixture) {
         goTo<1>(fixture);
         fixture.key(Qt::Key_F8);
     }},
    {"wall: a refusal", refuseAnOwner},
    {"audits", goTo<2>},
    {"audits: a new one",
     [](WindowFixture &fixture) {
         open(fixture);
         runCommand(fixture, u"start an audit"_s);
     }},
    {"audits: a spot check",
     [](WindowFixture &fixture) {
         open(fixture);
         runCommand(fixture, u"start a spot check"_s);
     }},
    {"room: data walk", enterRoom<Phase::DataWalk>},
    {"room: output", check<0>},
    {"room: model", check<1>},
    {"room: reversibility", check<2>},
    {"room: creep", check<3>},
    {"room: a drill",
     [](WindowFixture &fixture) {
         check<2>(fixture);
         fixture.key(Qt::Key_R, Qt::AltModifier);
     }},
    {"room: for the shared screen",
     [](WindowFixture &fixture) {
         check<0>(fixture);
         fixture.workspace().setRoomMode(true);
     }},
    {"room: long words, data walk", enterWithLongWords<Phase::DataWalk>},
    {"room: long words, checks", enterWithLongWords<Phase::Checks>},
    {"room: long words, re-classify", enterWithLongWords<Phase::Reclassify>},
    {"room: long words, decisions", enterWithLongWords<Phase::Decisions>},
    {"room: long words, close", enterWithLongWords<Phase::Close>},
    {"wall: long words",
     [](WindowFixture &fixture) {
         enterWithLongWords<Phase::Checks>(fixture);
         goToCell(fixture, u"Release notes"_s, DelegationColumn::Title);
         fixture.key(Qt::Key_Home, Qt::ControlModifier);
         fixture.key(Qt::Key_F9);
     }},
    {"room: re-classify", enterRoom<Phase::Reclassify>},
    {"room: decisions", enterRoom<Phase::Decisions>},
    {"room: close", enterRoom<Phase::Close>},
    {"room: the result", closeTheRecord},
    {"decisions", goTo<3>},
    {"decisions: done", stepDecision<Qt::Key_D>},
    {"decisions: moved", stepDecision<Qt::Key_M>},
    {"decisions: dropped", stepDecision<Qt::Key_X>},
    {"record: log", goTo<4>},
    {"record: entries",
     [](WindowFixture &fixture) {
         goTo<4>(fixture);
         fixture.key(Qt::Key_N, Qt::AltModifier);
     }},
    {"record: export",
     [](WindowFixture &fixture) {
         goTo<4>(fixture);
         fixture.key(Qt::Key_E, Qt::AltModifier);
     }},
    {"evidence", goTo<5>},
    {"people", goTo<6>},
    {"import: file", importUpTo<ImportWizard::File>},
    {"import: columns", importUpTo<ImportWizard::Columns>},
    {"import: values", importUpTo<ImportWizard::Values>},
    {"import: dry run", importUpTo<ImportWizard::Trial>},
    {"import: import", importUpTo<ImportWizard::Import>},
};

}

/// A window of 1024 by 700, the smallest that is promised: what is to be pressed can be read and reached.
class TestWindowSmall final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noButtonIsCut_data();
    void noButtonIsCut();
    void noButtonOfTheEditorIsCut();
};

/// Type of 13 pixels, as a system has it that says nothing else, in the widest letters a Debian shows where Inter is missing.
void TestWindowSmall::initTestCase()
{
    applyStyle(*qApp, Scheme::Light, {});
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    qApp->setStyleSheet(qApp->styleSheet());
}

void TestWindowSmall::noButtonIsCut_data()
{
    QTest::addColumn<int>("number");
    for (size_t i = 0; i < std::size(moments); ++i)
        QTest::newRow(moments[i].name) << int(i);
}

void TestWindowSmall::noButtonIsCut()
{
    QFETCH(int, number);
    WindowFixture fixture;
    fixture.window().resize(smallest);
    moments[number].go(fixture);
    fixture.settle();
    QTest::qWait(150); // a button pressed by its mnemonic does it a moment later
    fixture.settle();
    QCOMPARE(fixture.window().size(), smallest);
    const QStringList wrong = cut(fixture.window());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestWindowSmall::noButtonOfTheEditorIsCut()
{
    WindowFixture fixture;
    fixture.window().resize(smallest);
    open(fixture);
    fixture.key(Qt::Key_N, Qt::ControlModifier);
    const auto editor = [&] { return fixture.workspace().findChild<DelegationEditor *>(); };
    QTRY_VERIFY(editor() && editor()->isVisible());
    fixture.toFront(editor());
    QVERIFY(editor()->width() <= smallest.width() && editor()->height() <= smallest.height());
    fixture.type(u"Minutes of the board"_s);
    const QStringList wrong = cut(*editor());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

MUSTER_TEST(TestWindowSmall)

}

#include "tst_window_small.moc"
