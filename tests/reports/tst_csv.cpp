#include "domain/csv_cell.h"
#include "reports/documents.h"
#include "reports/render_csv.h"
#include "reports/rendering.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_csv {

using namespace muster;
using namespace muster::reports;
using namespace muster::reports::samples;

namespace {

/// A strict reader of RFC 4180: what it can't place is an empty list.
std::vector<QStringList> parsedCsv(const QString &text)
{
    std::vector<QStringList> rows;
    QStringList row;
    QString field;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c != u'"')
                field += c;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                field += text[i++];
            else
                quoted = false;
        } else if (c == u'"') {
            if (!field.isEmpty())
                return {};
            quoted = true;
        } else if (c == u',') {
            row << std::exchange(field, {});
        } else if (c == u'\r' || c == u'\n') {
            if (text.sliced(i, std::min<qsizetype>(2, text.size() - i)) != u"\r\n"_s)
                return {};
            ++i;
            row << std::exchange(field, {});
            rows.push_back(std::exchange(row, {}));
        } else {
            field += c;
        }
    }
    return quoted || !row.isEmpty() || !field.isEmpty() ? std::vector<QStringList>() : rows;
}

Document oneColumn(const QStringList &texts, Kind kind = Kind::Text)
{
    Table table;
    table.columns = {{u"text"_s, u"Text"_s, kind}};
    for (const QString &text : texts)
        table.rows.push_back({text});
    Document document;
    document.sections = {{u"All"_s, 2, {Paragraph{u"not part of a CSV"_s}, table}}};
    return document;
}

bool wouldReckon(const QString &field)
{
    return !field.isEmpty() && u"=+-@\t\r\n"_s.contains(field.front());
}

}

class TstCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesKeysAndRows()
    {
        const QByteArray csv = rendered(renderCsv, richDocument());
        const auto rows = parsedCsv(QString::fromUtf8(csv));
        QCOMPARE(rows.size(), size_t(5));
        QCOMPARE(rows[0].join(u' '), u"delegation category check verdict lastOutput seconds note"_s);
        QCOMPARE(rows[1].last(), u"The board was 41 days old.\nNobody had looked since April."_s);
        QCOMPARE(rows[4],
                 (QStringList{u"Refusing a refund"_s, u"avoid"_s, u"category creep"_s, u"not-checked"_s, {}, {}, {}}));
        QVERIFY(!csv.startsWith("\xEF\xBB\xBF"));
        QVERIFY(csv.endsWith("\r\n"));
    }

    void hostileTextIsHarmlessAndComesBack()
    {
        const QStringList texts = hostileTexts()
                                  << u"\rcr"_s << u"\nlf"_s << u"=1"_s << u"'=1"_s << u"'"_s << QString();
        const auto rows = parsedCsv(QString::fromUtf8(rendered(renderCsv, oneColumn(texts))));
        QCOMPARE(rows.size(), size_t(texts.size() + 1));
        for (qsizetype i = 0; i < texts.size(); ++i) {
            QVERIFY2(!wouldReckon(rows[size_t(i) + 1][0]), qPrintable(texts[i]));
            QCOMPARE(csvText(rows[size_t(i) + 1][0]), texts[i]);
        }
    }

    void everyTextComesBack()
    {
        QVERIFY(rc::check("csvText reverses csvCell", [] {
            const QString first = *nastyText();
            const QString second = *nastyText();
            const auto rows = parsedCsv(csvCell(first) + u',' + csvCell(second) + u"\r\n"_s);
            RC_ASSERT(rows.size() == 1u && rows[0].size() == 2);
            RC_ASSERT(csvText(rows[0][0]) == first && csvText(rows[0][1]) == second);
            RC_ASSERT(!wouldReckon(rows[0][0]) && !wouldReckon(rows[0][1]));
        }));
    }

    void onlyNumbersKeepTheirSign()
    {
        QCOMPARE(csvCell(u"-5", false), u"-5"_s);
        QCOMPARE(csvCell(u"+12.50", false), u"+12.50"_s);
        QCOMPARE(csvCell(u"-5"), u"'-5"_s);
        for (const QString &no :
             {u"-1+1"_s, u"+"_s, u"-"_s, u"-.5"_s, u"-1."_s, u"-1.2.3"_s, u"=1"_s, u"-1\n"_s, u"@1"_s, u"-1e5"_s})
            QVERIFY2(csvCell(no, false).contains(u'\''), qPrintable(no));
        QVERIFY(rendered(renderCsv, oneColumn({u"-3"_s, u"-3+3"_s}, Kind::Number)).endsWith("\r\n-3\r\n'-3+3\r\n"));
    }

    void foreignApostrophesStay()
    {
        QCOMPARE(csvText(u"'tis"), u"'tis"_s);
        QCOMPARE(csvText(u"'=1"), u"=1"_s);
        QCOMPARE(csvText(u"'"), u"'"_s);
    }

    void saysWhenThereIsNoTable()
    {
        Document document;
        document.title = u"Worksheet"_s;
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        const auto result = renderCsv(document, buffer);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
        QVERIFY(result.error().message.contains(u"Worksheet"_s));
    }
};

MUSTER_GUILESS_TEST(TstCsv)

}

#include "tst_csv.moc"
