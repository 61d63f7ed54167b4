#include "reports/documents.h"
#include "reports/html_style.h"
#include "reports/render_html.h"
#include "reports/rendering.h"
#include "support/test_program.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

namespace tst_html {

using namespace muster;
using namespace muster::reports;
using namespace muster::reports::samples;

namespace {

struct Parsed
{
    QString error;
    QStringList elements;
    QHash<QString, QStringList> texts; ///< of every element of that name, with all inside it
    QStringList attributes;            ///< "element@name=value"
};

/// Reads the page as XML and gathers what is in it.
Parsed parsed(const QByteArray &html)
{
    Parsed result;
    QXmlStreamReader reader(html);
    std::vector<std::pair<QString, QString>> open;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            open.emplace_back(reader.name().toString(), QString());
            result.elements << open.back().first;
            for (const auto &attribute : reader.attributes())
                result.attributes << u"%1@%2=%3"_s.arg(open.back().first, attribute.name(), attribute.value());
            break;
        case QXmlStreamReader::Characters:
            for (auto &element : open)
                element.second += reader.text();
            break;
        case QXmlStreamReader::EndElement:
            result.texts[open.back().first] << open.back().second;
            open.pop_back();
            break;
        default: break;
        }
    }
    if (reader.hasError())
        result.error = reader.errorString();
    return result;
}

double luminance(const QString &colour)
{
    const auto channel = [&](int at) {
        const double value = colour.mid(at, 2).toInt(nullptr, 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(const QString &one, const QString &other)
{
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

}

class TstHtml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesTheGoldenFile()
    {
        const QByteArray html = rendered(renderHtml, richDocument());
        QCOMPARE(QString::fromUtf8(html), QString::fromUtf8(golden("rich.html", html)));
    }

    void isSelfContained()
    {
        const QByteArray html = rendered(renderHtml, richDocument());
        const Parsed page = parsed(html);
        QCOMPARE(page.error, QString());
        for (const QString &element :
             {u"script"_s, u"link"_s, u"img"_s, u"iframe"_s, u"form"_s, u"a"_s, u"object"_s, u"svg"_s})
            QVERIFY2(!page.elements.contains(element), qPrintable(element));
        QVERIFY(page.attributes.filter(QRegularExpression(u"@(on.*|style|src|href)="_s)).isEmpty());
        for (const char *fetched : {"http:", "https:", "url(", "@import"})
            QVERIFY2(!html.contains(fetched), fetched);
        QCOMPARE(page.elements.count(u"style"_s), 1);
    }

    void policyAllowsTheStyleAlone()
    {
        for (const Document &document : {richDocument(), streamedDocument(2)}) {
            const Parsed page = parsed(rendered(renderHtml, document));
            const QByteArray style = page.texts[u"style"_s].first().toUtf8();
            const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
            const QStringList policy = page.attributes.filter(u"meta@content=default-src 'none'; style-src 'sha256-"_s
                                                              + QString::fromLatin1(hash) + u"';"_s);
            QCOMPARE(policy.size(), 1);
        }
    }

    void hostileTextIsOnlyText_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : hostileTexts())
            QTest::newRow(qPrintable(text.simplified())) << text;
    }

    void hostileTextIsOnlyText()
    {
        QFETCH(QString, text);
        const QStringList elements = parsed(rendered(renderHtml, hostileDocument(u"plain"_s))).elements;
        Parsed page = parsed(rendered(renderHtml, hostileDocument(text)));
        QCOMPARE(page.error, QString());
        page.elements.removeAll(u"bdi"_s);
        QStringList expected = elements;
        expected.removeAll(u"bdi"_s);
        QCOMPARE(page.elements, expected);
        for (const QString &element : {u"td"_s, u"th"_s, u"h1"_s, u"h2"_s, u"caption"_s, u"dt"_s, u"dd"_s, u"p"_s}) {
            QVERIFY(!page.texts[element].isEmpty());
            for (const QString &found : page.texts[element])
                QCOMPARE(found, text);
        }
        QCOMPARE(page.texts[u"span"_s], (QStringList{text, text + text}));
        QVERIFY(page.attributes.filter(QRegularExpression(u"@(on.*|style|src|href)="_s)).isEmpty());
    }

    void everyTextIsWellFormed()
    {
        QVERIFY(rc::check("any text leaves the page well-formed", [] {
            const Parsed page = parsed(rendered(renderHtml, hostileDocument(*nastyText())));
            RC_ASSERT(page.error.isEmpty());
            RC_ASSERT(page.elements.count(u"td"_s) == 8 && page.elements.count(u"table"_s) == 1);
        }));
    }

    void controlsAreShown()
    {
        const QString text = u"a\u0000b\u001B\u007F\u0085\r\nc\rd\uFFFE"_s + QChar(0xd800);
        const Parsed page = parsed(rendered(renderHtml, hostileDocument(text)));
        QCOMPARE(page.error, QString());
        QCOMPARE(page.texts[u"td"_s].first(), u"a␀b␛␡\\u0085\nc␍d\uFFFD\uFFFD"_s);
    }

    void directionControlsActOnNothing()
    {
        const QByteArray html = rendered(renderHtml, hostileDocument(u"invoice\u202Efdp.exe"_s));
        QVERIFY(html.contains("<bdi>invoice<bdi class=\"ctl\" data-c=\"U+202E\">\u202E</bdi>fdp.exe</bdi>"));
        QVERIFY(html.contains("<title>invoiceU+202Efdp.exe</title>"));
    }

    void isAccessible()
    {
        Document document = richDocument();
        document.language = u"de"_s;
        const Parsed page = parsed(rendered(renderHtml, document));
        QVERIFY(page.attributes.contains(u"html@lang=de"_s));
        QCOMPARE(page.texts[u"title"_s], QStringList(document.title));
        QCOMPARE(page.attributes.filter(u"th@scope=col"_s).size(), 7);
        QCOMPARE(page.elements.count(u"h1"_s), 1);
        const QStringList pills = page.texts[u"span"_s];
        for (const QString &pill : {u"✓ pass"_s, u"▲ drift"_s, u"✕ fail"_s, u"○ not checked"_s, u"Assist"_s})
            QVERIFY2(pills.contains(pill), qPrintable(pill));
        QCOMPARE(page.attributes.filter(u"input@type=checkbox"_s).size(), 3);
        QCOMPARE(page.attributes.count(u"div@class=line"_s), 3);
    }

    void coloursCanBeRead()
    {
        static const QRegularExpression scheme(u":root \\{([^}]*--back: #[^}]*--fail-soft[^}]*)\\}"_s);
        static const QRegularExpression token(u"--([a-z-]+): (#[0-9a-f]{6})"_s);
        int schemes = 0;
        const QString style = QString::fromUtf8(htmlStyle(false));
        for (const auto &match : scheme.globalMatch(style)) {
            QHash<QString, QString> colours;
            for (const auto &found : token.globalMatch(match.captured(1)))
                colours[found.captured(1)] = found.captured(2);
            for (const QString &tone : {u"pass"_s, u"drift"_s, u"fail"_s, u"assist"_s, u"automate"_s, u"avoid"_s})
                QVERIFY2(contrast(colours[tone], colours[tone + u"-soft"_s]) >= 4.5, qPrintable(tone));
            for (const QString &ground : {u"back"_s, u"surface"_s}) {
                QVERIFY(contrast(colours[u"ink"_s], colours[ground]) >= 7);
                QVERIFY(contrast(colours[u"muted"_s], colours[ground]) >= 4.5);
                QVERIFY(contrast(colours[u"rule"_s], colours[ground]) >= 3);
            }
            ++schemes;
        }
        QCOMPARE(schemes, 2);
    }

    void wideTablesPrintInLandscape()
    {
        QVERIFY(!rendered(renderHtml, streamedDocument(1)).contains("A4 landscape"));
        Document document;
        Table table;
        table.columns.resize(8);
        document.sections = {{u"Log"_s, 2, {table}}};
        const QByteArray html = rendered(renderHtml, document);
        QVERIFY(html.contains("A4 landscape"));
        QVERIFY(html.contains("class=\"frame wide\" tabindex=\"0\" role=\"region\" aria-label=\"Log\""));
    }

    void emptyTablesSaySo()
    {
        const Document document = streamedDocument(0);
        QVERIFY(rendered(renderHtml, document).contains("<tbody>\n</tbody>"));
        QVERIFY(rendered(renderHtml, richDocument()).contains("<p class=\"none\"><bdi>No decision is open.</bdi></p>"));
    }
};

MUSTER_GUILESS_TEST(TstHtml)

}

#include "tst_html.moc"
