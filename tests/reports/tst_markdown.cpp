#include "reports/documents.h"
#include "reports/render_markdown.h"
#include "reports/rendering.h"
#include "support/test_program.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_markdown {

using namespace muster;
using namespace muster::reports;
using namespace muster::reports::samples;

namespace {

/// The cells of a row as GitHub splits them: at every | without a backslash in front that counts.
QStringList cells(const QString &line)
{
    QStringList result;
    QString cell;
    for (qsizetype i = 1; i < line.size(); ++i) {
        if (line[i] == u'\\' && i + 1 < line.size()) {
            cell += line.sliced(i++, 2);
        } else if (line[i] == u'|') {
            result << cell.sliced(1, std::max<qsizetype>(cell.size() - 2, 0));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    return result;
}

/// What a reader of the rendered Markdown sees.
QString seen(QString markdown)
{
    static const QRegularExpression escape(u"\\\\([!-/:-@\\[-`{-~])|<br>|&(lt|gt|amp|#32|#9);"_s);
    const QHash<QString, QString> names{
        {u"lt"_s, u"<"_s}, {u"gt"_s, u">"_s}, {u"amp"_s, u"&"_s}, {u"#32"_s, u" "_s}, {u"#9"_s, u"\t"_s}};
    QString result;
    qsizetype from = 0;
    for (const auto &match : escape.globalMatch(markdown)) {
        result += markdown.sliced(from, match.capturedStart() - from);
        result += match.hasCaptured(1) ? match.captured(1) : match.hasCaptured(2) ? names[match.captured(2)] : u"\n"_s;
        from = match.capturedEnd();
    }
    return result + markdown.sliced(from);
}

QStringList lines(const QByteArray &markdown)
{
    return QString::fromUtf8(markdown).split(u'\n');
}

bool hasHiddenControl(const QString &text)
{
    static const QRegularExpression hidden(u"[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}"
                                           u"\\x{200E}\\x{200F}\\x{2028}\\x{2029}\\x{FEFF}]"_s);
    return text.contains(hidden);
}

}

class TstMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesTheGoldenFile()
    {
        const QByteArray markdown = rendered(renderMarkdown, richDocument());
        QCOMPARE(QString::fromUtf8(markdown), QString::fromUtf8(golden("rich.md", markdown)));
    }

    void hostileTextStaysInItsCell_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : hostileTexts())
            QTest::newRow(qPrintable(text.simplified())) << text;
    }

    void hostileTextStaysInItsCell()
    {
        QFETCH(QString, text);
        const QStringList all = lines(rendered(renderMarkdown, hostileDocument(text)));
        const QStringList rows = all.filter(QRegularExpression(u"^\\|"_s));
        QCOMPARE(rows.size(), 4);
        QString shown = text;
        for (const char16_t hidden : {u'\u202E', u'\u2066', u'\u2069', u'\u200F', u'\u2028'})
            shown.replace(QChar(hidden), u"\\u%1"_s.arg(QString::number(hidden, 16).toUpper()));
        for (const QString &row : {rows[0], rows[2], rows[3]}) {
            const QStringList parts = cells(row);
            QCOMPARE(parts.size(), 4);
            QCOMPARE(seen(parts[0]), shown);
        }
        QCOMPARE(all.filter(QRegularExpression(u"^#"_s)).size(), 2);
        QCOMPARE(all.filter(QRegularExpression(u"^>"_s)).size(), 1);
        QCOMPARE(all.filter(QRegularExpression(u"^- "_s)).size(), 5);
        QCOMPARE(all.filter(QRegularExpression(u"^(    |\t|=|-{2}|\\+|\\d+[.)]|```|~~~|\\[)"_s)).size(), 0);
    }

    void everyTextStaysOnItsLine()
    {
        QVERIFY(rc::check("markdownText is one line without markup", [] {
            const QString markdown = markdownText(*nastyText());
            RC_ASSERT(!markdown.contains(u'\n') && !markdown.contains(u'\r') && !markdown.contains(QChar(0)));
            RC_ASSERT(!hasHiddenControl(markdown));
            RC_ASSERT(cells(u"| "_s + markdown + u" | end |"_s).size() == 2);
            RC_ASSERT(!markdown.contains(QRegularExpression(u"^([-+=\\s]|\\d+[.)])"_s)));
            QString bare = markdown;
            bare.remove(QRegularExpression(u"<br>|&(lt|gt|amp|#32|#9);|\\\\[!-/:-@\\[-`{-~]"_s));
            RC_ASSERT(!bare.contains(QRegularExpression(u"[`*_\\[\\]<>|~#!$\\\\&]"_s)));
        }));
    }

    void controlsAreShown()
    {
        QCOMPARE(markdownText(u"a\u0000b\u001B\u007F\u0085\r\nc\rd"_s), u"a␀b␛␡\\\\u0085<br>c␍d"_s);
        QCOMPARE(markdownText(QString(QChar(0xd800)) + u'x'), u"\uFFFDx"_s);
    }

    void verdictsHaveShapeAndWord()
    {
        const QString markdown = QString::fromUtf8(rendered(renderMarkdown, richDocument()));
        for (const QString &expected : {u"| ▲ drift |"_s, u"| ✓ pass |"_s, u"| ✕ fail |"_s, u"| ○ not checked |"_s})
            QVERIFY2(markdown.contains(expected), qPrintable(expected));
    }

    void codeThatHoldsMarkupIsNoCodeSpan()
    {
        Document document;
        document.facts = {{u"Root"_s, u"a`|b"_s, Kind::Code}};
        QVERIFY(rendered(renderMarkdown, document).contains("- **Root:** a\\`\\|b\n"));
    }

    void longBlankTextIsQuick() { QCOMPARE(markdownText(QString(1'000'000, u' ')).size(), 5'000'000); }
};

MUSTER_GUILESS_TEST(TstMarkdown)

}

#include "tst_markdown.moc"
