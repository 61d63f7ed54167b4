#include "audit_by_keys.h"
#include "record_by_keys.h"
#include "register/log.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"
#include "views/audit/phase_close.h"
#include "views/intake/import_wizard.h"
#include "views/panel/delegation_editor.h"
#include "wall_by_keys.h"

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>

#include <csignal>

#include <sys/resource.h>

namespace tst_window_disk_full {

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using registry::Store;

namespace {

/// A disk on which no file grows beyond so many bytes, until it is given room again.
class FullDisk
{
public:
    explicit FullDisk(qint64 bytes)
    {
        getrlimit(RLIMIT_FSIZE, &m_roomy);
        rlimit full = m_roomy;
        full.rlim_cur = rlim_t(bytes);
        setrlimit(RLIMIT_FSIZE, &full);
    }
    ~FullDisk() { giveRoom(); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

    void giveRoom() { setrlimit(RLIMIT_FSIZE, &m_roomy); }

private:
    rlimit m_roomy{};
};

/// How full the disk is: nothing can be written; a little of the journal can; everything but what makes the register
/// grow.
enum class Full { Wholly, ForTheJournal, ForTheRegister };

qint64 bytesOf(Full full, const WindowFixture &fixture)
{
    switch (full) {
    case Full::Wholly: return 0;
    case Full::ForTheJournal: return 6000;
    case Full::ForTheRegister: break;
    }
    return QFileInfo(fixture.sampleFile()).size();
}

void addFullDisks()
{
    QTest::addColumn<Full>("full");
    QTest::newRow("wholly") << Full::Wholly;
    QTest::newRow("for the journal") << Full::ForTheJournal;
    QTest::newRow("for the register") << Full::ForTheRegister;
}

/// What lies on the disk of a register: every row of every table, whether the file is sound, and the files beside it.
struct OnDisk
{
    explicit OnDisk(const WindowFixture &fixture)
        : files(QDir(QFileInfo(fixture.sampleFile()).path()).entryList(QDir::Files))
    {
        RawSqlite file(fixture.sampleFile());
        for (const auto &table : file.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
            rows << file.rows("SELECT * FROM \"" + table.first().toByteArray() + '"');
        soundness = file.value("PRAGMA integrity_check").toString();
    }

    bool operator==(const OnDisk &) const = default;

    QStringList files;
    QList<QList<QVariantList>> rows;
    QString soundness;
};

/// So long that the register has to grow for it.
QString longText(const QString &begins)
{
    return begins + u" It went to forty people."_s.repeated(4000);
}

/// What a message says; empty where it isn't shown.
QString saidBy(WindowFixture &fixture, const QString &name)
{
    const auto *message = fixture.window().findChild<InlineMessage *>(name);
    return message && message->isVisible() ? message->text() : QString();
}

qint64 entriesOf(WindowFixture &fixture)
{
    return fixture.ask([](Store &store) { return qint64(must(store.head()).size()); });
}

}

/// A disk that is full while somebody types: it is said, nothing is lost, nothing is half done, and with room again the
/// same is saved by the next key.
class TestWindowDiskFull final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGXFSZ, SIG_IGN); }
    void aCellIsKeptToTryAgain_data();
    void aCellIsKeptToTryAgain();
    void theEditorStaysOpen_data() { addFullDisks(); }
    void theEditorStaysOpen();
    void aNoteStaysInItsField_data() { addFullDisks(); }
    void aNoteStaysInItsField();
    void aNoteIsSavedByItselfWhenThereIsRoom();
    void aDecisionStaysInItsForm_data() { addFullDisks(); }
    void aDecisionStaysInItsForm();
    void anAuditStaysOpen_data() { addFullDisks(); }
    void anAuditStaysOpen();
    void anImportLeavesNothing();
    void anImportThatCantBeTriedSaysSo();
    void anExportLeavesWhatWasThere_data();
    void anExportLeavesWhatWasThere();
};

void TestWindowDiskFull::aCellIsKeptToTryAgain_data()
{
    QTest::addColumn<Full>("full");
    QTest::newRow("wholly") << Full::Wholly;
    QTest::newRow("for the journal") << Full::ForTheJournal;
}

void TestWindowDiskFull::aCellIsKeptToTryAgain()
{
    QFETCH(Full, full);
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const QString team = kept(fixture, u"Release notes"_s).team.value_or(Title());
    typeInCell(fixture, u"Release notes"_s, DelegationColumn::Team, u"Zest"_s);
    const OnDisk before(fixture);
    FullDisk disk(bytesOf(full, fixture));
    fixture.key(Qt::Key_Return);
    QTRY_VERIFY(!saidOnWall(fixture).isEmpty());
    QVERIFY2(saidOnWall(fixture).contains(u"is full"_s) && saidOnWall(fixture).contains(u"Zest"_s),
             qPrintable(saidOnWall(fixture)));
    QVERIFY(OnDisk(fixture) == before);
    QCOMPARE(QString(kept(fixture, u"Release notes"_s).team.value_or(Title())), team);

    disk.giveRoom();
    QVERIFY(fixture.press(offered(part<InlineMessage>(fixture.window(), u"wallMessage"_s), u"Try again"_s)));
    fixture.key(Qt::Key_Return);
    fixture.settle();
    QCOMPARE(QString(kept(fixture, u"Release notes"_s).team.value_or(Title())), u"Zest"_s);
    QVERIFY2(saidOnWall(fixture).isEmpty(), qPrintable(saidOnWall(fixture)));
    QVERIFY(verifies(fixture));
}

void TestWindowDiskFull::theEditorStaysOpen()
{
    QFETCH(Full, full);
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    goToCell(fixture, u"Release notes"_s, DelegationColumn::Title);
    fixture.key(Qt::Key_Return);
    const auto editor = [&] { return fixture.workspace().findChild<DelegationEditor *>(); };
    QTRY_VERIFY(editor() && editor()->isVisible());
    fixture.toFront(editor());
    QVERIFY(fixture.tabTo(u"notesInput"_s));
    const QString typed = longText(u"Seen on 5 June."_s);
    fixture.paste(typed);
    const OnDisk before(fixture);
    FullDisk disk(bytesOf(full, fixture));
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    auto *message = editor()->findChild<InlineMessage *>(u"message"_s);
    QTRY_VERIFY2(message->text().contains(u"is full"_s), qPrintable(message->text()));
    QCOMPARE(editor()->findChild<QPlainTextEdit *>(u"notesInput"_s)->toPlainText(), typed);
    QVERIFY(OnDisk(fixture) == before);

    disk.giveRoom();
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!editor());
    QCOMPARE(kept(fixture, u"Release notes"_s).notes.value_or(QString()), typed);
    QVERIFY(verifies(fixture));
}

void TestWindowDiskFull::aNoteStaysInItsField()
{
    QFETCH(Full, full);
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    openAudit(fixture);
    startClock(fixture);
    goToPhase(fixture, 2);
    fixture.key(Qt::Key_Return);
    QCOMPARE(fixture.focused(), u"note"_s);
    const QString typed = longText(u"One of three told what the board does not say."_s);
    const OnDisk before(fixture);
    FullDisk disk(bytesOf(full, fixture));
    fixture.paste(typed);
    QTRY_VERIFY2(saidBy(fixture, u"roomMessage"_s).contains(u"is full"_s),
                 qPrintable(saidBy(fixture, u"roomMessage"_s)));
    const auto field = [&] { return part<QPlainTextEdit>(fixture.window(), u"note"_s)->toPlainText(); };
    QCOMPARE(field(), typed);
    QVERIFY(OnDisk(fixture) == before);

    // The window is not left with it.
    fixture.key(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(fixture.window().findChild<QMessageBox *>(u"leaving"_s));
    auto *question = part<QMessageBox>(fixture.window(), u"leaving"_s);
    QVERIFY2(question->text().contains(u"is full"_s), qPrintable(question->text()));
    QTest::keyClick(question, Qt::Key_Escape);
    fixture.settle();
    fixture.toFront();
    QVERIFY(fixture.window().workspace());
    QCOMPARE(fixture.focused(), u"note"_s);
    QCOMPARE(field(), typed);

    disk.giveRoom();
    fixture.type(u"!"_s);
    const auto found = [&] { return stored(fixture).delegations.first().findings; };
    QTRY_COMPARE_WITH_TIMEOUT(found().value(Check::Output).note, typed + u'!',
                              2 * items::AuditSession::typingPause + 1000);
    QTRY_VERIFY2(saidBy(fixture, u"roomMessage"_s).isEmpty(), qPrintable(saidBy(fixture, u"roomMessage"_s)));
    QVERIFY(verifies(fixture));
}

void TestWindowDiskFull::aNoteIsSavedByItselfWhenThereIsRoom()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    openAudit(fixture);
    FullDisk disk(0);
    fixture.key(Qt::Key_O, Qt::AltModifier);
    fixture.type(u"Said in the room."_s);
    QTRY_VERIFY(!saidBy(fixture, u"roomMessage"_s).isEmpty());
    disk.giveRoom();
    QTRY_COMPARE_WITH_TIMEOUT(stored(fixture).notes, u"Said in the room."_s, items::AuditSession::retryPause + 1000);
    QTRY_VERIFY(saidBy(fixture, u"roomMessage"_s).isEmpty());
}

void TestWindowDiskFull::aDecisionStaysInItsForm()
{
    QFETCH(Full, full);
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    openAudit(fixture);
    startClock(fixture);
    goToPhase(fixture, 2);
    say(fixture, Qt::Key_D, u"Seen."_s);
    goToPhase(fixture, 4);
    QTRY_COMPARE(fixture.focused(), u"decisions"_s);
    fixture.key(Qt::Key_Return);
    QVERIFY(fixture.tabTo(u"owner"_s));
    fixture.type(u"Mei"_s);
    QVERIFY(fixture.tabTo(u"why"_s));
    const QString why = longText(u"Read each one first."_s);
    fixture.paste(why);
    QTest::qWait(items::AuditSession::longestUnsaved); // what was typed before is saved
    const OnDisk before(fixture);
    FullDisk disk(bytesOf(full, fixture));
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    fixture.settle();
    const auto shown = [&] {
        QStringList said;
        for (const auto *one : fixture.window().findChildren<InlineMessage *>()) {
            if (one->isVisible())
                said << one->text();
        }
        return said.join(u'\n');
    };
    QTRY_VERIFY2(shown().contains(u"is full"_s), qPrintable(shown()));
    QCOMPARE(part<QPlainTextEdit>(fixture.window(), u"why"_s)->toPlainText(), why);
    QVERIFY(OnDisk(fixture) == before);

    disk.giveRoom();
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(stored(fixture).delegations.first().decisions.size(), 1);
    QCOMPARE(stored(fixture).delegations.first().decisions.first().why, why);
}

void TestWindowDiskFull::anAuditStaysOpen()
{
    QFETCH(Full, full);
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    openAudit(fixture);
    startClock(fixture);
    goToPhase(fixture, 2);
    passAllButTheFirst(fixture, u"One of three told what the board does not say."_s);
    goToPhase(fixture, 4);
    QTRY_COMPARE(fixture.focused(), u"decisions"_s);
    decideOnCurrent(fixture, u"Mei"_s, u"It went to forty people."_s);
    fixture.key(Qt::Key_O, Qt::AltModifier);
    const QString notes = longText(u"Said in the room."_s);
    fixture.paste(notes);
    QTRY_COMPARE(stored(fixture).notes, notes);
    goToPhase(fixture, 5);
    QTRY_COMPARE(fixture.focused(), u"closeRecord"_s);
    QTest::qWait(PhaseClose::lookFirst + 150);
    const auto open = stored(fixture);
    const qint64 entries = entriesOf(fixture);
    const OnDisk before(fixture);
    FullDisk disk(bytesOf(full, fixture));
    fixture.key(Qt::Key_Return);
    QTRY_VERIFY2(saidBy(fixture, u"closingMessage"_s).contains(u"is full"_s),
                 qPrintable(saidBy(fixture, u"closingMessage"_s)));
    QVERIFY(OnDisk(fixture) == before);
    QVERIFY(fixture.window().findChild<PhaseClose *>()->isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(stored(fixture).revision, open.revision);
    QCOMPARE(entriesOf(fixture), entries);

    disk.giveRoom();
    if (fixture.focused() != u"closeRecord"_s)
        QVERIFY(fixture.press(offered(part<InlineMessage>(fixture.window(), u"closingMessage"_s), u"Look again"_s)));
    QTRY_COMPARE(fixture.focused(), u"closeRecord"_s);
    QTest::qWait(PhaseClose::lookFirst + 150);
    fixture.key(Qt::Key_Return);
    fixture.settle();
    const auto closed = must(fixture.ask([id = open.id](Store &store) { return registry::byId<Audit>(store, id); }));
    QCOMPARE(closed.notes.value_or(QString()), notes);
    QVERIFY(entriesOf(fixture) > entries);
    QVERIFY(verifies(fixture));
}

namespace {

constexpr int rows = 200;

/// A table on the desk of whoever imports it.
QString makeTable(const WindowFixture &fixture)
{
    QByteArray table = "Use case,Department,Notes\n";
    for (int i = 0; i < rows; ++i)
        table += "Workflow " + QByteArray::number(i) + ",Checkout," + QByteArray(2000, 'n') + '\n';
    QFile file(fixture.path(u"inventory.csv"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(table) != table.size())
        qFatal("the table was not written");
    return file.fileName();
}

/// The wizard on a table, at one of its steps.
ImportWizard *importUpTo(WindowFixture &fixture, const QString &table, ImportWizard::Step last)
{
    Q_EMIT fixture.workspace().session().navigator->importWanted(table);
    auto *wizard = qobject_cast<ImportWizard *>(fixture.workspace().over());
    await([&] { return wizard->findChild<QWidget *>(u"step-2"_s)->isEnabled(); }, "the table is read");
    for (int step = ImportWizard::Columns; step <= last; ++step)
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    return wizard;
}

qsizetype delegationsOf(WindowFixture &fixture)
{
    return must(fixture.ask([](Store &store) { return registry::DelegationService(store).all(); })).size();
}

}

void TestWindowDiskFull::anImportLeavesNothing()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const auto delegations = delegationsOf(fixture);
    const qint64 entries = entriesOf(fixture);
    auto *wizard = importUpTo(fixture, makeTable(fixture), ImportWizard::Import);
    const auto *next = wizard->findChild<QPushButton *>(u"next"_s);
    QTRY_VERIFY(next->isEnabled());
    fixture.settle();
    const OnDisk before(fixture);
    FullDisk disk(bytesOf(Full::ForTheRegister, fixture));
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(saidBy(fixture, u"import-message"_s).contains(u"is full"_s),
                 qPrintable(saidBy(fixture, u"import-message"_s)));
    fixture.settle();
    QVERIFY(OnDisk(fixture) == before);
    QCOMPARE(delegationsOf(fixture), delegations);
    QCOMPARE(entriesOf(fixture), entries);

    disk.giveRoom();
    QTRY_VERIFY(next->isVisible() && next->isEnabled());
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(wizard->findChild<QLabel *>(u"import-title"_s)->text(), u"Imported"_s, 30000);
    QCOMPARE(delegationsOf(fixture), delegations + rows);
    QVERIFY(verifies(fixture));
}

void TestWindowDiskFull::anImportThatCantBeTriedSaysSo()
{
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    const auto delegations = delegationsOf(fixture);
    const OnDisk before(fixture);
    const QString table = makeTable(fixture);
    FullDisk disk(0);
    auto *wizard = importUpTo(fixture, table, ImportWizard::Trial);
    QCOMPARE(wizard->step(), ImportWizard::Trial);
    QTRY_VERIFY2(saidBy(fixture, u"trial-message"_s).contains(u"is full"_s),
                 qPrintable(saidBy(fixture, u"trial-message"_s)));
    QVERIFY(OnDisk(fixture) == before);

    disk.giveRoom();
    fixture.key(Qt::Key_B, Qt::AltModifier);
    QTRY_COMPARE(wizard->step(), ImportWizard::Values);
    for (int step = ImportWizard::Trial; step <= ImportWizard::Import; ++step)
        fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(wizard->findChild<QPushButton *>(u"next"_s)->isEnabled());
    fixture.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(wizard->findChild<QLabel *>(u"import-title"_s)->text(), u"Imported"_s, 30000);
    QCOMPARE(delegationsOf(fixture), delegations + rows);
}

void TestWindowDiskFull::anExportLeavesWhatWasThere_data()
{
    QTest::addColumn<QByteArray>("there");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an older one") << QByteArray("the log of last month");
}

void TestWindowDiskFull::anExportLeavesWhatWasThere()
{
    QFETCH(QByteArray, there);
    WindowFixture fixture;
    QVERIFY(fixture.openSample());
    QVERIFY(QDir().mkpath(fixture.path(u"out"_s)));
    const QString path = fixture.path(u"out/log.csv"_s);
    if (!there.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(there) == there.size());
    }
    nameExport(fixture, path);
    FullDisk disk(300);
    fixture.key(Qt::Key_Space);
    if (!there.isEmpty()) {
        QTRY_VERIFY(saidBy(fixture, u"exportMessage"_s).contains(u"is there already"_s));
        fixture.key(Qt::Key_Space);
    }
    QTRY_VERIFY2(saidBy(fixture, u"exportMessage"_s).contains(u"log.csv"_s)
                     && saidBy(fixture, u"exportMessage"_s).startsWith(u"Writing"_s),
                 qPrintable(saidBy(fixture, u"exportMessage"_s)));
    QCOMPARE(contentOf(path), there);
    QCOMPARE(QDir(fixture.path(u"out"_s)).entryList(QDir::Files).size(), there.isEmpty() ? 0 : 1);
    QCOMPARE(part<QLineEdit>(fixture.window(), u"path"_s)->text(), path);

    disk.giveRoom();
    fixture.key(Qt::Key_Return); // the path has the focus: what is wrong may be the place
    QTRY_VERIFY2(saidBy(fixture, u"exportMessage"_s).startsWith(u"Wrote"_s),
                 qPrintable(saidBy(fixture, u"exportMessage"_s)));
    QVERIFY(contentOf(path).size() > 300);
    QCOMPARE(QDir(fixture.path(u"out"_s)).entryList(QDir::Files), QStringList{u"log.csv"_s});
}

MUSTER_TEST(TestWindowDiskFull)

}

#include "tst_window_disk_full.moc"
