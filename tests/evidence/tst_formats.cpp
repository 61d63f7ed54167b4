#include "evidence/formats.h"
#include "evidence/read_rows.h"
#include "support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_formats {

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::evidence;
using muster::test::cellsUnder;
using muster::test::mapped;
using muster::test::readRows;
using muster::test::RowsRead;

namespace {

QString fixture(const QString &name)
{
    return QStringLiteral(MUSTER_SOURCE_DIR "/tests/evidence/fixtures/") + name;
}

/// One row a line, cells between bars, so that a fixture's rows can be read beside it.
QList<QStringList> table(const QString &text)
{
    QList<QStringList> rows;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
        rows += line.split(u'|');
    return rows;
}

}

class TestFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixtures_data();
    void fixtures();
    void mappedFields_data();
    void mappedFields();
    void values();
    void tableOfFormats();
    void truncated_data();
    void truncated();
    void emptyLists();
    void wrongShapes_data();
    void wrongShapes();
    void severalRowsALine();
    void unknownFormat();
    void sharedPriceLists();

private:
    QString write(const QByteArray &bytes);

    QTemporaryDir m_dir;
};

QString TestFormats::write(const QByteArray &bytes)
{
    QFile file(m_dir.filePath(u"in.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

void TestFormats::fixtures_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("rows");
    const QString github = u"pullRequest|repository|number|title|headRefName|baseRefName|author|labels|state|createdAt|"
                           "closedAt|mergedAt|url|additions|deletions|changedFiles|reviewer|reviewState|submittedAt"_s;
    QTest::newRow("github")
        << u"github.json"_s << u"github"_s << github
        << u"https://github.com/octo/shop/pull/41|octo/shop|41|Release notes for 4.2|ai/release-notes|main|muster-bot|"
           "release-notes, ai|MERGED|2026-10-01T08:00:00Z|2026-10-02T09:30:00Z|2026-10-02T09:30:00Z|"
           "https://github.com/octo/shop/pull/41|120|14|3|tomas|CHANGES_REQUESTED|2026-10-01T10:15:00Z\n"
           "https://github.com/octo/shop/pull/41|octo/shop|41|Release notes for 4.2|ai/release-notes|main|muster-bot|"
           "release-notes, ai|MERGED|2026-10-01T08:00:00Z|2026-10-02T09:30:00Z|2026-10-02T09:30:00Z|"
           "https://github.com/octo/shop/pull/41|120|14|3|mara|APPROVED|2026-10-02T09:29:40Z\n"
           "https://github.com/octo/shop/pull/42|octo/shop|42|Changelog \"nightly\"|ai/changelog||muster-bot||CLOSED|"
           "2026-10-04T08:00:00Z|2026-10-05T12:00:00Z||https://github.com/octo/shop/pull/42|||||CLOSED|2026-10-05T12:00:00Z"_s;
    QTest::newRow("github, one")
        << u"github-view.json"_s << u"github"_s << github
        << u"#44||44||||muster-bot||OPEN|2026-10-07T08:00:00Z|||||||mara|DISMISSED|2026-10-07T09:00:00Z"_s;
    QTest::newRow("gitlab")
        << u"gitlab.json"_s << u"gitlab"_s
        << u"web_url|project|project_id|iid|title|source_branch|target_branch|author|labels|state|created_at|merged_at|"
           "closed_at|reviewers|user_notes_count|reviewer|decision|decided_at"_s
        << u"https://gitlab.example.com/desk/answers/-/merge_requests/11|desk/answers!11|3|11|Draft answers for "
           u"billing|"
           "ai/billing|main|helper|ai, support|merged|2026-09-01T07:00:00.000Z|2026-09-01T09:10:00.000Z||mara, "
           "tomas|2|mara|"
           "merged|2026-09-01T09:10:00.000Z\n"
           "https://gitlab.example.com/desk/answers/-/merge_requests/12||3|12|Refund "
           "wording|ai/refund|main|helper||closed|"
           "2026-09-02T07:00:00.000Z||2026-09-03T07:30:00.000Z||0|tomas|closed|2026-09-03T07:30:00.000Z\n"
           "https://gitlab.example.com/desk/answers/-/merge_requests/14||3|14|With approvals|ai/two|main|||merged|"
           "2026-09-05T07:00:00.000Z|2026-09-05T08:00:00.000Z||||mara|approved|2026-09-05T07:40:00.000Z\n"
           "https://gitlab.example.com/desk/answers/-/merge_requests/14||3|14|With approvals|ai/two|main|||merged|"
           "2026-09-05T07:00:00.000Z|2026-09-05T08:00:00.000Z||||tomas|approved|2026-09-05T08:00:00.000Z"_s;
    QTest::newRow("openai-usage")
        << u"openai-usage.json"_s << u"openai-usage"_s
        << u"start_time|end_time|model|num_model_requests|input_tokens|input_cached_tokens|output_tokens|project_id|"
           u"user_id|"
           "api_key_id|batch|service_tier"_s
        << u"1730419200|1730505600|gpt-4o-mini-2024-07-18|5|1000|800|500|proj_abc||key_1|false|\n"
           "1730419200|1730505600||1|7||0|||||default\n"
           "1730592000|1730678400||2|9||3|||||"_s;
    QTest::newRow("openai-costs") << u"openai-costs.json"_s << u"openai-costs"_s
                                  << u"start_time|end_time|amount|currency|line_item|project_id|api_key_id"_s
                                  << u"1730419200|1730505600|0.06|USD|||\n"
                                     "1730419200|1730505600|1.10|USD|gpt-4o-mini-2024-07-18, input|proj_abc|key_1\n"
                                     "1730419200|1730505600|0.000045|EUR|embeddings|proj_abc|"_s;
    QTest::newRow("anthropic-usage") << u"anthropic-usage.json"_s << u"anthropic-usage"_s
                                     << u"starting_at|ending_at|model|input_tokens|uncached_input_tokens|cache_read_"
                                        u"input_tokens|output_tokens|api_key_id|"
                                        "workspace_id|service_tier|context_window|web_search_requests"_s
                                     << u"2025-08-01T00:00:00Z|2025-08-02T00:00:00Z|claude-sonnet-4-20250514|3200|1500|"
                                        u"200|500|apikey_01|wrkspc_01|standard|"
                                        "0-200k|10\n"
                                        "2025-08-01T00:00:00Z|2025-08-02T00:00:00Z||12|12||3|||||"_s;
    QTest::newRow("anthropic-cost")
        << u"anthropic-cost.json"_s << u"anthropic-cost"_s
        << u"starting_at|ending_at|model|cost|currency|description|cost_type|token_type|workspace_id|service_tier|"
           "context_window"_s
        << u"2025-08-01T00:00:00Z|2025-08-02T00:00:00Z|claude-sonnet-4-20250514|1.2378912|USD|"
           "Claude Sonnet 4 Usage - Input Tokens|tokens|uncached_input_tokens|wrkspc_01|standard|0-200k\n"
           "2025-08-01T00:00:00Z|2025-08-02T00:00:00Z||0.07|USD||||||"_s;
    QTest::newRow("litellm") << u"litellm.json"_s << u"litellm"_s
                             << u"key_alias|startTime|endTime|model|model_group|calls|prompt_tokens|completion_tokens|"
                                u"total_tokens|spend|currency|"
                                "request_id|call_type|status|user|end_user|team_id|team_alias|api_key|request_tags"_s
                             << u"support-bot|2026-09-05T10:00:00.000Z|2026-09-05T10:00:03.000Z|gpt-5-mini|small|1|10|"
                                u"20|30|0.000012|USD|chatcmpl-1|"
                                "acompletion|success|prod||support|Support|88dc28d0f030|env:prod, job:answers\n"
                                "|2026-09-05T10:05:00.250000Z|2026-09-05T10:05:00.300000Z|gpt-5-mini||1|0|0|0|0.0|USD|"
                                "chatcmpl-2|acompletion|failure|"
                                "||||88dc28d0f030|env:test"_s;
    QTest::newRow("langfuse")
        << u"langfuse.jsonl"_s << u"langfuse"_s
        << u"traceName|name|startTime|endTime|model|calls|inputTokens|outputTokens|totalCost|currency|id|traceId|type|"
           "environment|userId|tags"_s
        << u"invoice-match|match|2026-06-06T03:00:02.000Z|2026-06-06T03:00:04.000Z|gpt-5-mini|1|14|7|0.030|USD|obs-1|"
           u"trace-1|"
           "GENERATION|production|mara|eu, invoices\n"
           "summary|sum|2026-06-07T13:46:19.963000Z||claude-haiku|1|3|2|0.000012|USD|obs-3|trace-2|GENERATION|default||"
           "\n"
           "|old|2026-06-08T03:00:00Z||gpt-4|1|100|50|0.001|USD|obs-4|trace-3|GENERATION|||"_s;
    QTest::newRow("otlp")
        << u"otlp.jsonl"_s << u"otlp"_s
        << u"service.name|startTime|endTime|model|gen_ai.request.model|calls|gen_ai.usage.input_tokens|"
           "gen_ai.usage.output_tokens|gen_ai.operation.name|gen_ai.provider.name|gen_ai.agent.name|gen_ai."
           "conversation.id|"
           "name|traceId|spanId"_s
        << u"answers|2018-12-13T14:51:00.123Z|2018-12-13T14:51:01.000Z|gpt-4o-2024-08-06|gpt-4o|1|12|8|chat|openai||c1|"
           "chat gpt-4o|5B8EFFF798038103D269B633813FC60C|EEE19B7EC3C1B174\n"
           "|2018-12-13T14:51:10.000Z||claude-3|claude-3|1|5|6||anthropic|||llm|00|01"_s;
    QTest::newRow("llm-prices") << u"llm-prices.json"_s << u"llm-prices"_s
                                << u"vendor|id|name|input|output|input_cached|from_date|to_date|to"_s
                                << u"acme|small-1|Small 1|0.25|1.20|0.025||2026-03-01|2026-02-28\n"
                                   "acme|small-1|Small 1|1|2||2026-03-01||\n"
                                   "acme|big-1|Big 1|15|75||||"_s;
    QTest::newRow("litellm-prices") << u"litellm-prices.json"_s << u"litellm-prices"_s
                                    << u"litellm_provider|model|mode|input|output|cachedInput|deprecation_date|source"_s
                                    << u"bedrock_converse|amazon.nova-2-pro|chat|2.1875|17.5|0.546875||\n"
                                       "openai|gpt-old|chat|3|10||2026-10-23|https://openai.com/api/pricing"_s;
}

void TestFormats::fixtures()
{
    QFETCH(QString, file);
    QFETCH(QString, format);
    QFETCH(QString, headers);
    QFETCH(QString, rows);
    const auto recognised = recognise(fixture(file));
    QVERIFY2(recognised, recognised ? "" : qPrintable(recognised.error().message));
    QCOMPARE((*recognised)->name, format);
    QCOMPARE(formatNamed(format), *recognised);
    const RowsRead read = readRows(fixture(file), **recognised);
    QCOMPARE(read.error, QString());
    QCOMPARE(read.headers, headers.split(u'|'));
    QCOMPARE(read.headers, (*recognised)->headers);
    const auto expected = table(rows);
    for (qsizetype i = 0; i < std::min(expected.size(), read.rows.size()); ++i)
        QCOMPARE(read.rows[i], expected[i]);
    QCOMPARE(read.rows.size(), expected.size());
}

void TestFormats::mappedFields_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("fields");
    QTest::newRow("github")
        << u"github.json"_s
        << u"-|https://github.com/octo/shop/pull/41|2026-10-01T08:00:00Z|2026-10-01T10:15:00Z|-|tomas|"
           "CHANGES_REQUESTED|-|-"_s;
    QTest::newRow("gitlab")
        << u"gitlab.json"_s
        << u"-|https://gitlab.example.com/desk/answers/-/merge_requests/11|2026-09-01T07:00:00.000Z|"
           "2026-09-01T09:10:00.000Z|-|mara|merged|-|-"_s;
    QTest::newRow("openai-usage") << u"openai-usage.json"_s << u"-|1730419200|gpt-4o-mini-2024-07-18|5|1000|500|-|-"_s;
    QTest::newRow("openai-costs") << u"openai-costs.json"_s << u"-|1730419200|-|-|-|-|0.06|USD"_s;
    QTest::newRow("anthropic-usage") << u"anthropic-usage.json"_s
                                     << u"-|2025-08-01T00:00:00Z|claude-sonnet-4-20250514|-|3200|500|-|-"_s;
    QTest::newRow("anthropic-cost") << u"anthropic-cost.json"_s
                                    << u"-|2025-08-01T00:00:00Z|claude-sonnet-4-20250514|-|-|-|1.2378912|USD"_s;
    QTest::newRow("litellm") << u"litellm.json"_s
                             << u"support-bot|2026-09-05T10:00:00.000Z|gpt-5-mini|1|10|20|0.000012|USD"_s;
    QTest::newRow("langfuse") << u"langfuse.jsonl"_s
                              << u"invoice-match|2026-06-06T03:00:02.000Z|gpt-5-mini|1|14|7|0.030|USD"_s;
    QTest::newRow("otlp") << u"otlp.jsonl"_s << u"answers|2018-12-13T14:51:00.123Z|gpt-4o-2024-08-06|1|12|8|-|-"_s;
    QTest::newRow("llm-prices") << u"llm-prices.json"_s << u"acme|small-1|Small 1|0.25|1.20|0.025||2026-02-28|-"_s;
    QTest::newRow("litellm-prices") << u"litellm-prices.json"_s
                                    << u"bedrock_converse|amazon.nova-2-pro|-|2.1875|17.5|0.546875|-|-|"_s;
}

void TestFormats::mappedFields()
{
    QFETCH(QString, file);
    QFETCH(QString, fields);
    const auto format = recognise(fixture(file));
    QVERIFY(format);
    QCOMPARE(mapped(readRows(fixture(file), **format), 0, **format), fields.split(u'|'));
}

void TestFormats::values()
{
    for (const Format &format : formats()) {
        for (const auto &words : format.values) {
            for (const QString &outcome : words)
                QVERIFY(outcome.isEmpty() || fromWord<ReviewOutcome>(outcome));
        }
    }
    QCOMPARE(formatNamed(u"github"_s)->values[u"outcome"_s][u"CHANGES_REQUESTED"_s], u"edited"_s);
    QCOMPARE(formatNamed(u"gitlab"_s)->values[u"outcome"_s][u"closed"_s], u"rejected"_s);
}

void TestFormats::tableOfFormats()
{
    QStringList names;
    for (const Format &format : formats()) {
        names += format.name + u' ' + word(format.kind);
        QVERIFY(!format.title.isEmpty() && !format.source.isEmpty());
        for (const auto &column : format.columns) {
            QVERIFY(fieldsOf(format.kind).contains(column.field));
            QVERIFY(format.headers.contains(column.column.header));
        }
        QCOMPARE(QSet<QString>(format.headers.begin(), format.headers.end()).size(), format.headers.size());
    }
    QCOMPARE(names, QStringList({u"csv reviews"_s, u"csv usage"_s, u"csv prices"_s, u"csv outputs"_s,
                                 u"github reviews"_s, u"gitlab reviews"_s, u"openai-usage usage"_s,
                                 u"openai-costs usage"_s, u"anthropic-usage usage"_s, u"anthropic-cost usage"_s,
                                 u"litellm usage"_s, u"langfuse usage"_s, u"otlp usage"_s, u"llm-prices prices"_s,
                                 u"litellm-prices prices"_s, u"folder outputs"_s}));
    QVERIFY(!formatNamed(u"csv"_s));
    QCOMPARE(formatNamed(u"csv"_s, EvidenceKind::Prices)->kind, EvidenceKind::Prices);
    QVERIFY(!formatNamed(u"github"_s, EvidenceKind::Prices));
    QVERIFY(!formatNamed(u"xml"_s));
}

void TestFormats::truncated_data()
{
    QTest::addColumn<QString>("file");
    for (const auto *name : {"github.json", "gitlab.json", "openai-usage.json", "openai-costs.json",
                             "anthropic-usage.json", "anthropic-cost.json", "litellm.json", "langfuse.jsonl",
                             "otlp.jsonl", "llm-prices.json", "litellm-prices.json"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestFormats::truncated()
{
    QFETCH(QString, file);
    const auto format = recognise(fixture(file));
    QVERIFY(format);
    const RowsRead whole = readRows(fixture(file), **format);
    QFile original(fixture(file));
    QVERIFY(original.open(QIODevice::ReadOnly));
    const QByteArray bytes = original.readAll();
    for (qsizetype length = 50; length < bytes.size() - 1; length += 50) {
        const QString path = write(bytes.first(length));
        const RowsRead cut = readRows(path, **format);
        const char last = bytes.first(length).trimmed().back();
        const bool betweenValues = file.endsWith(u".jsonl"_s) && last == '}' && bytes[length] == '\n';
        QVERIFY2(betweenValues || cut.error.contains(u"breaks off at byte %1"_s.arg(length)), qPrintable(cut.error));
        QCOMPARE(cut.rows, whole.rows.first(cut.rows.size()));
        (void)recognise(path);
    }
}

void TestFormats::emptyLists()
{
    for (const auto *name : {"github", "gitlab", "litellm", "langfuse", "llm-prices"}) {
        const RowsRead read = readRows(write("[]"), *formatNamed(QString::fromLatin1(name)));
        QCOMPARE(read.error, QString());
        QVERIFY(read.rows.isEmpty());
    }
    for (const auto *name : {"openai-usage", "openai-costs", "anthropic-usage", "anthropic-cost"})
        QCOMPARE(readRows(write("{\"data\":[]}"), *formatNamed(QString::fromLatin1(name))).error, QString());
    QCOMPARE(readRows(write("{}"), *formatNamed(u"litellm-prices"_s)).error, QString());
    QCOMPARE(readRows(write("{\"resourceSpans\":[{}]}"), *formatNamed(u"otlp"_s)).error, QString());
}

void TestFormats::wrongShapes_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("clause");
    QTest::newRow("github") << u"github"_s << QByteArray("[{\"number\":1,\"reviews\":[]},\n{\"number\":2}]")
                            << u"in.json, line 2: record 2 has no \"reviews\""_s;
    QTest::newRow("github, number") << u"github"_s << QByteArray("[7]") << u"record 1 is no object"_s;
    QTest::newRow("github, text") << u"github"_s << QByteArray("[{\"reviews\":\"x\"}]")
                                  << u"a \"reviews\" that is no list"_s;
    QTest::newRow("gitlab") << u"gitlab"_s << QByteArray("[{\"state\":\"merged\"}]") << u"record 1 has no \"iid\""_s;
    QTest::newRow("openai-usage") << u"openai-usage"_s << QByteArray("{\"data\":[{\"start_time\":1}]}")
                                  << u"record 1 has no \"results\""_s;
    QTest::newRow("costs as usage") << u"openai-usage"_s
                                    << QByteArray(
                                           "{\"data\":[{\"start_time\":1,\"results\":[{\"amount\":{\"value\":1}}]}]}")
                                    << u"record 1 has a result without \"num_model_requests\""_s;
    QTest::newRow("usage as costs") << u"openai-costs"_s
                                    << QByteArray("{\"data\":[{\"start_time\":1,\"results\":[{\"input_tokens\":1}]}]}")
                                    << u"record 1 has a result without \"amount\""_s;
    QTest::newRow("openai, an error") << u"openai-usage"_s << QByteArray("{\"error\":{\"message\":\"no\"}}")
                                      << u"has no \"data\""_s;
    QTest::newRow("anthropic-usage") << u"anthropic-usage"_s << QByteArray("{\"data\":[{\"results\":[]}]}")
                                     << u"record 1 has no \"starting_at\""_s;
    QTest::newRow("anthropic-cost") << u"anthropic-cost"_s
                                    << QByteArray("{\"data\":[{\"starting_at\":\"\",\"results\":[{}]}]}")
                                    << u"record 1 has a result without \"amount\""_s;
    QTest::newRow("litellm") << u"litellm"_s << QByteArray("[{\"request_id\":\"a\"}]")
                             << u"record 1 has no \"startTime\""_s;
    QTest::newRow("langfuse") << u"langfuse"_s << QByteArray("[{\"id\":\"a\"}]") << u"record 1 has no \"startTime\""_s;
    QTest::newRow("otlp") << u"otlp"_s << QByteArray("{\"resourceMetrics\":[]}") << u"has no \"resourceSpans\""_s;
    QTest::newRow("otlp, span") << u"otlp"_s
                                << QByteArray("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"x\"}]}]}]}")
                                << u"record 1 has no \"startTimeUnixNano\""_s;
    QTest::newRow("llm-prices") << u"llm-prices"_s << QByteArray("{\"vendor\":\"x\"}")
                                << u"record 1 has no \"models\""_s;
    QTest::newRow("llm-prices, model") << u"llm-prices"_s
                                       << QByteArray("{\"vendor\":\"x\",\"models\":[{\"id\":\"m\"}]}")
                                       << u"record 1 has a model without"_s;
    QTest::newRow("litellm-prices") << u"litellm-prices"_s << QByteArray("{\"a\":{\"mode\":\"chat\"},\"b\":3}")
                                    << u"record 2 is no object"_s;
    QTest::newRow("nested deep") << u"github"_s << "[{\"reviews\":" + QByteArray("[").repeated(10'000)
                                 << u"nested more than 200 deep"_s;
}

void TestFormats::wrongShapes()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, text);
    QFETCH(QString, clause);
    const RowsRead read = readRows(write(text), *formatNamed(format));
    QVERIFY2(read.error.contains(clause), qPrintable(read.error));
    QVERIFY2(read.error.contains(u"in.json"_s) && read.error.endsWith(u'.'), qPrintable(read.error));
    QVERIFY(read.rows.isEmpty());
}

void TestFormats::severalRowsALine()
{
    const RowsRead read = readRows(fixture(u"llm-prices.json"_s), *formatNamed(u"llm-prices"_s));
    QCOMPARE(read.lines, QList<qint64>({1, 1, 1}));
    const RowsRead otlp = readRows(fixture(u"otlp.jsonl"_s), *formatNamed(u"otlp"_s));
    QCOMPARE(otlp.lines, QList<qint64>({1, 2}));
    const RowsRead pages = readRows(write("[{\"data\":[{\"start_time\":1,\"results\":[{\"num_model_requests\":3}]}]}]"),
                                    *formatNamed(u"openai-usage"_s));
    QCOMPARE(cellsUnder(pages, {u"start_time"_s, u"num_model_requests"_s}), QList<QStringList>({{u"1"_s, u"3"_s}}));
}

void TestFormats::unknownFormat()
{
    Format other;
    other.name = u"other"_s;
    QCOMPARE(openRows(write("[]"), other).error().code, ErrorCode::NotFound);
    QCOMPARE(openRows(m_dir.filePath(u"none.json"_s), *formatNamed(u"github"_s)).error().code, ErrorCode::NotFound);
}

void TestFormats::sharedPriceLists()
{
    const QString shared = qEnvironmentVariable("MUSTER_SHARED", QStringLiteral(MUSTER_SOURCE_DIR "/../shared"));
    const QDir lists(shared + u"/data/llm-prices"_s);
    if (!lists.exists())
        QSKIP("skipped: there is no ../shared/data/llm-prices");
    qsizetype rows = 0;
    for (const QString &name : lists.entryList({u"*.json"_s}, QDir::Files)) {
        const auto format = recognise(lists.filePath(name));
        QVERIFY(format);
        QCOMPARE((*format)->name, u"llm-prices"_s);
        const RowsRead read = readRows(lists.filePath(name), **format);
        QCOMPARE(read.error, QString());
        rows += read.rows.size();
        for (const QStringList &cells : cellsUnder(read, {u"vendor"_s, u"id"_s, u"input"_s, u"output"_s}))
            QVERIFY(!cells.contains(QString()));
    }
    QVERIFY(rows > 100);
}

MUSTER_GUILESS_TEST(TestFormats)

}

#include "tst_formats.moc"
