#include "domain/csv_cell.h"
#include "reports/record_export.h"
#include "support/audited_register.h"
#include "support/test_program.h"

#include <QBuffer>
#include <QRegularExpression>
#include <QTest>

#include <nlohmann/json.hpp>

namespace tst_record_export {

using namespace muster;
using namespace muster::test;
using registry::LogFilter;
using reports::RecordFormat;
using reports::writeRecord;

namespace {

/// How a filter is named in a table of tests, and how many rows of the log it leaves.
struct Asked
{
    QDate from, to;
    bool updateOnly = false;

    LogFilter filter(const AuditedRegister &made) const
    {
        LogFilter filter;
        if (from.isValid())
            filter.from = from;
        if (to.isValid())
            filter.to = to;
        if (updateOnly)
            filter.delegation = made.update;
        return filter;
    }
};

QByteArray written(AuditedRegister &made, const LogFilter &filter, RecordFormat format)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    must(writeRecord(made.store(), filter, format, buffer));
    return buffer.data();
}

/// The rows that the log itself gives, as "date delegation check verdict decision".
QStringList expected(AuditedRegister &made, const LogFilter &filter)
{
    QStringList rows;
    must(registry::readLog(made.store(), filter, [&rows](const registry::LogRow &row) {
        rows << QStringList{row.date.toString(Qt::ISODate), row.delegation, row.check ? word(*row.check) : QString(),
                            row.verdict ? word(*row.verdict) : QString(),
                            row.decision ? word(*row.decision) : QString()}
                    .join(u'|');
        return true;
    }));
    return rows;
}

/// The cells of CSV rows, without the header; texts of this register hold no line breaks.
QStringList csvRows(const QByteArray &csv)
{
    static const QRegularExpression cell(u"(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))"_s);
    QStringList rows;
    for (const auto &line : QString::fromUtf8(csv).split(u"\r\n"_s, Qt::SkipEmptyParts).mid(1)) {
        QStringList cells;
        for (auto each = cell.globalMatch(line); each.hasNext();) {
            const auto match = each.next();
            cells << csvText(match.captured(match.hasCaptured(1) ? 1 : 2).replace(u"\"\""_s, u"\""_s));
        }
        rows << QStringList{cells.value(0), cells.value(2), cells.value(6), cells.value(7), cells.value(9)}.join(u'|');
    }
    return rows;
}

}

}

Q_DECLARE_METATYPE(tst_record_export::Asked)

namespace tst_record_export {

/// The record as a file: whatever the filter shows is in it, in each format, and nothing else.
class TestRecordExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFormatHonoursTheFilter_data();
    void eachFormatHonoursTheFilter();
    void entriesHonourTheDay_data();
    void entriesHonourTheDay();
    void verdictAndPersonNarrowTheLogAlone();
    void previewsAreTheBeginning_data();
    void previewsAreTheBeginning();
    void stopsWhenAsked_data();
    void stopsWhenAsked();
};

void TestRecordExport::eachFormatHonoursTheFilter_data()
{
    QTest::addColumn<Asked>("asked");
    QTest::addColumn<int>("count");
    const QDate first(2026, 6, 1), amended(2026, 6, 3), second(2026, 6, 20);
    QTest::newRow("everything") << Asked{} << 15;
    QTest::newRow("from the second audit") << Asked{second, {}} << 4;
    QTest::newRow("from the day after it") << Asked{second.addDays(1), {}} << 0;
    QTest::newRow("up to the first audit") << Asked{{}, first} << 10;
    QTest::newRow("up to the day before it") << Asked{{}, first.addDays(-1)} << 0;
    QTest::newRow("the amendment's day") << Asked{amended, amended} << 1;
    QTest::newRow("a delegation") << Asked{{}, {}, true} << 10;
    QTest::newRow("a delegation on a day") << Asked{first, first, true} << 5;
}

void TestRecordExport::eachFormatHonoursTheFilter()
{
    QFETCH(Asked, asked);
    QFETCH(int, count);
    AuditedRegister made;
    const auto filter = asked.filter(made);
    const auto rows = expected(made, filter);
    QCOMPARE(rows.size(), count);
    QCOMPARE(csvRows(written(made, filter, RecordFormat::Csv)), rows);

    for (const auto format : {RecordFormat::Markdown, RecordFormat::Html}) {
        const QString text = QString::fromUtf8(written(made, filter, format));
        const bool others = !asked.updateOnly && rows.join(u'\n').contains(u"Refunds"_s);
        QCOMPARE(text.contains(u"Refunds"_s), others);
        QCOMPARE(text.contains(u"Slips"_s), rows.join(u'\n').contains(u"model|drift"_s));
        QCOMPARE(text.contains(u"Still stale"_s), rows.join(u'\n').contains(u"2026-06-20|Weekly update|output"_s));
        QCOMPARE(text.contains(u"amendment of audit 1"_s), rows.join(u'\n').contains(u"2026-06-03"_s));
        QCOMPARE(text.contains(u"No finding or decision fits."_s), rows.isEmpty());
        QCOMPARE(text.contains(u"the whole record"_s), !filter.from && !filter.to);
    }
}

void TestRecordExport::entriesHonourTheDay_data()
{
    QTest::addColumn<Asked>("asked");
    QTest::newRow("everything") << Asked{};
    QTest::newRow("from the second audit") << Asked{QDate(2026, 6, 20), {}};
    QTest::newRow("the amendment's day") << Asked{QDate(2026, 6, 3), QDate(2026, 6, 3)};
    QTest::newRow("a delegation") << Asked{{}, {}, true};
    QTest::newRow("no day of it") << Asked{QDate(2031, 1, 1), {}};
}

void TestRecordExport::entriesHonourTheDay()
{
    QFETCH(Asked, asked);
    AuditedRegister made;
    const auto bytes = written(made, asked.filter(made), RecordFormat::JsonLines);
    QVERIFY(bytes.endsWith('\n'));
    const auto lines = bytes.chopped(1).split('\n');
    QCOMPARE(lines.size(), must(made.store().head()).size());
    int shown = 0;
    for (const auto &line : lines) {
        if (line.startsWith('#')) {
            QCOMPARE(line.size(), 65);
            continue;
        }
        ++shown;
        const auto entry = nlohmann::json::parse(line.toStdString());
        const QString day = QString::fromStdString(entry["at"]).left(10); // no entry of this register is near midnight
        QVERIFY(!asked.from.isValid() || day >= asked.from.toString(Qt::ISODate));
        QVERIFY(!asked.to.isValid() || day <= asked.to.toString(Qt::ISODate));
        const QString about = QString::fromStdString(entry.value("delegation", entry.value("id", std::string())));
        QVERIFY(!asked.updateOnly || about == made.update.text());
    }
    QCOMPARE(shown > 0, asked.from.year() != 2031);
    QCOMPARE(shown == lines.size(), !asked.from.isValid() && !asked.updateOnly);
}

void TestRecordExport::verdictAndPersonNarrowTheLogAlone()
{
    AuditedRegister made;
    LogFilter filter;
    filter.verdict = Verdict::Fail;
    filter.person = made.dee;
    QCOMPARE(csvRows(written(made, filter, RecordFormat::Csv)),
             QStringList{u"2026-06-01|Weekly update|output|fail|definition"_s});
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto refused = writeRecord(made.store(), filter, RecordFormat::JsonLines, buffer);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY(buffer.data().isEmpty());
    QVERIFY(!reports::formatRefusal(RecordFormat::Html, filter));
    filter = {};
    filter.text = u"  "_s;
    QVERIFY(!reports::formatRefusal(RecordFormat::JsonLines, filter));
}

void TestRecordExport::previewsAreTheBeginning_data()
{
    QTest::addColumn<int>("format");
    for (size_t i = 0; i < Words<RecordFormat>::all.size(); ++i)
        QTest::newRow(std::string(Words<RecordFormat>::all[i]).c_str()) << int(i);
}

void TestRecordExport::previewsAreTheBeginning()
{
    QFETCH(int, format);
    AuditedRegister made;
    const auto preview = must(reports::previewRecord(made.store(), {}, RecordFormat(format), 4));
    QCOMPARE(preview.count(u'\n') + 1, 4);
    if (RecordFormat(format) == RecordFormat::Csv || RecordFormat(format) == RecordFormat::JsonLines)
        QVERIFY(QString::fromUtf8(written(made, {}, RecordFormat(format))).startsWith(preview));
}

void TestRecordExport::stopsWhenAsked_data()
{
    previewsAreTheBeginning_data();
}

void TestRecordExport::stopsWhenAsked()
{
    QFETCH(int, format);
    AuditedRegister made;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    int told = 0;
    const auto stopped = writeRecord(made.store(), {}, RecordFormat(format), buffer,
                                     [&told](qint64 done, qint64 total) { return done <= total && ++told < 2; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    QCOMPARE(told, 2);
}

MUSTER_GUILESS_TEST(TestRecordExport)

}

#include "tst_record_export.moc"
