#include "reports/documents.h"
#include "reports/render_csv.h"
#include "reports/render_html.h"
#include "reports/render_markdown.h"
#include "reports/render_text.h"
#include "reports/rendering.h"
#include "reports/save_file.h"
#include "support/test_program.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>
#include <unistd.h>

namespace tst_document {

using namespace muster;
using namespace muster::reports;
using namespace muster::reports::samples;

namespace {

/// A sink that counts what it is given.
class Counter : public QIODevice
{
public:
    qint64 bytes = 0;

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        bytes += size;
        return size;
    }
};

qint64 residentKiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE) / 1024;
}

void addRenderers()
{
    QTest::addColumn<Renderer>("render");
    QTest::newRow("csv") << &renderCsv;
    QTest::newRow("html") << &renderHtml;
    QTest::newRow("markdown") << &renderMarkdown;
}

/// No file of this process may grow past the limit while it lives: writes fail as on a full disk.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}

}

Q_DECLARE_METATYPE(tst_document::Renderer)

namespace tst_document {

class TstDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsGetShapeAndTone()
    {
        QCOMPARE(shown(Kind::Verdict, u"PASS"_s).mark, u"✓"_s);
        QCOMPARE(shown(Kind::Verdict, u"not-checked"_s).text, u"not checked"_s);
        QCOMPARE(shown(Kind::Verdict, u"maybe"_s).tone, QString());
        QCOMPARE(shown(Kind::Category, u"automate"_s).text, u"Automate"_s);
        QCOMPARE(shown(Kind::Text, u"pass"_s).mark, QString());
    }

    void streamsWithFlatMemory_data() { addRenderers(); }

    void streamsWithFlatMemory()
    {
        QFETCH(Renderer, render);
        Counter warm;
        warm.open(QIODevice::WriteOnly);
        QVERIFY(render(streamedDocument(1000), warm));
        const qint64 before = residentKiB();
        qint64 highest = before;
        Document document = streamedDocument(200'000);
        auto &table = std::get<Table>(document.sections[0].blocks[0]);
        table.source = [inner = table.source, &highest, n = 0](QStringList &row) mutable {
            if (++n % 20'000 == 0)
                highest = std::max(highest, residentKiB());
            return inner(row);
        };
        Counter counter;
        counter.open(QIODevice::WriteOnly);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(render(document, counter));
        qInfo("200,000 rows: %lld ms, %lld MB, grew by %lld KiB", timer.elapsed(), counter.bytes / 1'000'000,
              highest - before);
        QVERIFY(counter.bytes > 200'000 * 40);
        QVERIFY2(highest - before < 20 * 1024, qPrintable(QString::number(highest - before)));
    }

    void aRowThatDoesNotFitIsRefused_data() { addRenderers(); }

    void aRowThatDoesNotFitIsRefused()
    {
        QFETCH(Renderer, render);
        Document document = streamedDocument(0);
        auto &table = std::get<Table>(document.sections[0].blocks[0]);
        table.source = nullptr;
        table.rows = {{u"1"_s}, {u"1"_s, u"2"_s, u"3"_s, u"4"_s}};
        QVERIFY(rendered(render, document).startsWith("FAILED: Row 2 of the report has 4 values for 3 columns"));
    }

    void anErrorOfTheSourceEndsTheRendering_data() { addRenderers(); }

    void anErrorOfTheSourceEndsTheRendering()
    {
        QFETCH(Renderer, render);
        Document document = streamedDocument(0);
        std::get<Table>(document.sections[0].blocks[0]).source = [n = 0](QStringList &row) mutable -> Result<bool> {
            row << u"1"_s;
            if (++n == 3)
                return failure(ErrorCode::Cancelled, u"Stopped."_s);
            return true;
        };
        QCOMPARE(rendered(render, document), QByteArray("FAILED: Stopped."));
    }

    void aFullDeviceIsReported_data() { addRenderers(); }

    void aFullDeviceIsReported()
    {
        QFETCH(Renderer, render);
        for (const int rows : {1, 20'000}) {
            QFile full(u"/dev/full"_s);
            if (!full.open(QIODevice::WriteOnly))
                QSKIP("no /dev/full here");
            const auto result = render(streamedDocument(rows), full);
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::DiskFull);
            QVERIFY(result.error().message.contains(u"/dev/full"_s));
        }
    }

    void savesWholly()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"log.csv"_s);
        for (const int rows : {2, 5000}) {
            QVERIFY(saveFile(path, [&](QIODevice &device) { return renderCsv(streamedDocument(rows), device); }));
            QCOMPARE(contentOf(path).count('\n'), rows + 1);
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList(u"log.csv"_s));
    }

    void keepsTheOldFileWhenWritingFails()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"log.html"_s);
        QVERIFY(saveFile(path, [](QIODevice &device) { return renderHtml(richDocument(), device); }));
        const QByteArray before = contentOf(path);
        const auto broken = saveFile(path, [](QIODevice &device) -> Result<void> {
            device.write("half");
            return failure(ErrorCode::Cancelled, u"Stopped."_s);
        });
        QVERIFY(!broken);
        QCOMPARE(broken.error().message, u"Stopped."_s);
        QCOMPARE(contentOf(path), before);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList(u"log.html"_s));
    }

    void keepsTheOldFileWhenTheDiskIsFull_data()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("fails while writing") << 5000;
        QTest::newRow("fails at the last flush") << 400;
    }

    void keepsTheOldFileWhenTheDiskIsFull()
    {
        QFETCH(int, rows);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"log.md"_s);
        QVERIFY(saveFile(path, [](QIODevice &device) { return renderMarkdown(streamedDocument(1), device); }));
        const QByteArray before = contentOf(path);
        Result<void> result;
        {
            const FileSizeLimit limit(8192);
            const auto write = [rows](QIODevice &device) { return renderMarkdown(streamedDocument(rows), device); };
            result = saveFile(path, write);
        }
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(u"log.md"_s), qPrintable(result.error().message));
        QCOMPARE(contentOf(path), before);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList(u"log.md"_s));
    }

    void saysWhatStandsInTheWay()
    {
        QTemporaryDir folder;
        const auto write = [](QIODevice &device) { return renderCsv(streamedDocument(1), device); };
        const auto missing = saveFile(folder.filePath(u"no/such/log.csv"_s), write);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QVERIFY(missing.error().message.contains(u"no/such” does not exist"_s));
        QVERIFY(saveFile(folder.path(), write).error().message.contains(u"is a folder"_s));
        QVERIFY(saveFile(u"/dev/full"_s, write).error().message.contains(u"not an ordinary file"_s));
        QCOMPARE(saveFile({}, write).error().code, ErrorCode::InvalidInput);
        QVERIFY(saveFile(folder.filePath(u"a.csv"_s), write));
        QVERIFY(saveFile(folder.filePath(u"a.csv/b.csv"_s), write).error().message.contains(u"not a folder"_s));
    }

    void overwritesNoDatabase()
    {
        QTemporaryDir folder;
        const QString database = folder.filePath(u"kept"_s), link = folder.filePath(u"link.csv"_s);
        const QByteArray content = QByteArray("SQLite format 3\0", 16) + QByteArray(100, 'x');
        QFile file(database);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        QVERIFY(QFile::link(database, link));
        const QString journalLink = folder.filePath(u"log.csv"_s);
        QVERIFY(QFile::link(database + u"-journal"_s, journalLink));
        const auto write = [](QIODevice &device) { return renderCsv(streamedDocument(1), device); };
        for (const auto &path : {database, link, folder.filePath(u"./kept"_s), database + u"-journal"_s, journalLink}) {
            const auto result = saveFile(path, write);
            QVERIFY2(!result && result.error().code == ErrorCode::Refused, qPrintable(path));
            QCOMPARE(contentOf(database), content);
        }
        QVERIFY(!QFile::exists(database + u"-journal"_s));
        QVERIFY(saveFile(folder.filePath(u"other-journal"_s), write));
    }

    void saysWhereItMayNotWrite()
    {
        QTemporaryDir folder;
        QVERIFY(QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner));
        const auto result = saveFile(folder.filePath(u"a.csv"_s), [](QIODevice &) { return Result<void>(); });
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (geteuid() == 0)
            QSKIP("nothing is forbidden to root");
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Io);
        QVERIFY(result.error().message.contains(u"choose a place you may write to"_s));
    }
};

MUSTER_GUILESS_TEST(TstDocument)

}

#include "tst_document.moc"
