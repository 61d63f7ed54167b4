#include "register/migrations.h"
#include "support/one_of_each.h"
#include "support/raw_sqlite.h"
#include "support/test_program.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QtTest>

#include <unistd.h>

namespace tst_store_refusals {

using namespace muster;
using namespace muster::test;
using namespace muster::registry;
using namespace Qt::StringLiterals;

namespace {

using Digests = QMap<QString, QByteArray>;

/// Every file under a folder and what it holds.
Digests digestsOf(const QString &folder)
{
    Digests digests;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = files.next();
        digests.insert(name, QCryptographicHash::hash(contentOf(name), QCryptographicHash::Sha256));
    }
    return digests;
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size())
        qFatal("%s can't be written", qUtf8Printable(path));
}

}

/// What is no register, or one that can't be opened, is refused with its own sentence and left as it was.
class TestStoreRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherFiles_data();
    void otherFiles();
    void cutShort_data();
    void cutShort();
    void randomBytes_data();
    void randomBytes();
    void newer();
    void missing();
    void folder();
    void locked();
    void lockedWhileWriting();
    void readOnlyMode();
    void readOnlyFile();
    void eachHasItsOwnSentence();

private:
    /// Opens `path` and gives the error; checks that no file in the fixture's folder came, went or changed.
    static Error refusalOf(RegisterFixture &fixture, const QString &path);
};

Error TestStoreRefusals::refusalOf(RegisterFixture &fixture, const QString &path)
{
    const auto before = digestsOf(fixture.folder());
    const auto opened = Store::open(path, fixture.options());
    if (digestsOf(fixture.folder()) != before)
        qFatal("%s or a file beside it was touched", qUtf8Printable(path));
    if (opened)
        qFatal("%s was opened", qUtf8Printable(path));
    if (!opened.error().message.contains(path) || !opened.error().message.endsWith(u'.'))
        qFatal("not a sentence that names the file: %s", qUtf8Printable(opened.error().message));
    return opened.error();
}

void TestStoreRefusals::otherFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("title,owner\nWeekly report,Ada\n").repeated(20);
    QTest::newRow("one byte") << QByteArray("S");
    QTest::newRow("zeros") << QByteArray(8192, '\0');
    QTest::newRow("the magic alone") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("archive") << QByteArray("PK\x03\x04", 4) + QByteArray(500, 'x');
}

void TestStoreRefusals::otherFiles()
{
    QFETCH(QByteArray, content);
    RegisterFixture fixture;
    writeFile(fixture.path(u"other.muster"_s), content);
    QCOMPARE(refusalOf(fixture, fixture.path(u"other.muster"_s)).code, ErrorCode::NotARegister);
}

void TestStoreRefusals::cutShort_data()
{
    QTest::addColumn<qint64>("percent");
    QTest::newRow("in its first page") << qint64(1);
    QTest::newRow("a quarter left") << qint64(25);
    QTest::newRow("half left") << qint64(50);
    QTest::newRow("last byte gone") << qint64(-1);
}

void TestStoreRefusals::cutShort()
{
    QFETCH(qint64, percent);
    RegisterFixture fixture;
    writeOneOfEach(fixture.store());
    fixture.close();
    const auto whole = contentOf(fixture.path());
    writeFile(fixture.path(u"cut.muster"_s),
              percent < 0 ? whole.chopped(1) : whole.first(whole.size() * percent / 100));
    QCOMPARE(refusalOf(fixture, fixture.path(u"cut.muster"_s)).code, ErrorCode::Damaged);
}

void TestStoreRefusals::randomBytes_data()
{
    QTest::addColumn<int>("from");
    QTest::newRow("behind the header") << 100;
    QTest::newRow("behind the first page") << 4096;
}

void TestStoreRefusals::randomBytes()
{
    QFETCH(int, from);
    RegisterFixture fixture;
    fixture.close();
    QByteArray content = contentOf(fixture.path());
    std::vector<std::uint8_t> noise(size_t(content.size() - from));
    fixture.random().fill(noise);
    content.replace(from, qsizetype(noise.size()), reinterpret_cast<const char *>(noise.data()),
                    qsizetype(noise.size()));
    writeFile(fixture.path(), content);
    QCOMPARE(refusalOf(fixture, fixture.path()).code, ErrorCode::Damaged);
}

void TestStoreRefusals::newer()
{
    RegisterFixture fixture;
    fixture.close();
    RawSqlite(fixture.path()).exec("PRAGMA user_version = " + QByteArray::number(currentSchema() + 1));
    const auto error = refusalOf(fixture, fixture.path());
    QCOMPARE(error.code, ErrorCode::Newer);
    QVERIFY(error.message.contains(QString::number(currentSchema() + 1)));
}

void TestStoreRefusals::missing()
{
    RegisterFixture fixture;
    QCOMPARE(refusalOf(fixture, fixture.path(u"nowhere.muster"_s)).code, ErrorCode::Io);
}

void TestStoreRefusals::folder()
{
    RegisterFixture fixture;
    QCOMPARE(refusalOf(fixture, fixture.folder()).code, ErrorCode::Io);
}

void TestStoreRefusals::locked()
{
    RegisterFixture fixture;
    fixture.close();
    RawSqlite other(fixture.path());
    QCOMPARE(other.exec("BEGIN EXCLUSIVE"), SQLITE_OK);
    QCOMPARE(refusalOf(fixture, fixture.path()).code, ErrorCode::Locked);
    QCOMPARE(other.exec("ROLLBACK"), SQLITE_OK);
    QVERIFY(fixture.reopen());
}

void TestStoreRefusals::lockedWhileWriting()
{
    RegisterFixture fixture;
    const auto rename = [&] {
        return fixture.store().write([&](Writer &writer) {
            Person one{PersonId(newUuid(fixture.random())), -1, u"Somebody"_s, {}, {}};
            return writer.append(additionOf(entityOf<Person>(), toRow(one)));
        });
    };
    RawSqlite other(fixture.path());
    QCOMPARE(other.exec("BEGIN IMMEDIATE"), SQLITE_OK);
    const auto refused = rename();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    QCOMPARE(other.exec("COMMIT"), SQLITE_OK);
    // Somebody who reads does not keep a write from beginning, but from being committed.
    QCOMPARE(other.exec("BEGIN; SELECT * FROM entry"), SQLITE_OK);
    const auto blocked = rename();
    QVERIFY(!blocked);
    QCOMPARE(blocked.error().code, ErrorCode::Locked);
    QCOMPARE(other.exec("COMMIT"), SQLITE_OK);
    QCOMPARE(must(rename()), 2);
}

void TestStoreRefusals::readOnlyMode()
{
    RegisterFixture fixture;
    fixture.close();
    const auto before = digestsOf(fixture.folder());
    auto options = fixture.options();
    options.mode = OpenMode::ReadOnly;
    auto store = must(Store::open(fixture.path(), options));
    QCOMPARE(must(store->info()).name, u"Test register"_s);
    QVERIFY(store->refusal());
    const auto written = store->write([](Writer &) -> Result<void> { return {}; });
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::ReadOnly);
    store.reset();
    QCOMPARE(digestsOf(fixture.folder()), before);
}

void TestStoreRefusals::readOnlyFile()
{
    if (geteuid() == 0)
        QSKIP("permissions don't bind the superuser; readOnlyMode() tests the rest");
    RegisterFixture fixture;
    fixture.close();
    QVERIFY(QFile::setPermissions(fixture.path(), QFileDevice::ReadOwner));
    QVERIFY(fixture.reopen());
    const auto written = fixture.store().write([](Writer &) -> Result<void> { return {}; });
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::ReadOnly);
    QVERIFY(written.error().message.contains(fixture.path()));
}

void TestStoreRefusals::eachHasItsOwnSentence()
{
    RegisterFixture fixture;
    fixture.close();
    const QString path = fixture.path();
    const auto whole = contentOf(path);
    QStringList sentences;
    const auto take = [&] { sentences << refusalOf(fixture, path).message; };
    writeFile(path, "text");
    take();
    writeFile(path, whole.chopped(1));
    take();
    QFile::remove(path);
    take();
    QVERIFY(QDir().mkdir(path));
    take();
    QVERIFY(QDir().rmdir(path));
    writeFile(path, whole);
    {
        RawSqlite other(path);
        other.exec("BEGIN EXCLUSIVE");
        take();
        other.exec("ROLLBACK; PRAGMA user_version = 999");
    }
    take();
    QCOMPARE(QSet<QString>(sentences.begin(), sentences.end()).size(), sentences.size());
}

MUSTER_GUILESS_TEST(TestStoreRefusals)

}

#include "tst_store_refusals.moc"
