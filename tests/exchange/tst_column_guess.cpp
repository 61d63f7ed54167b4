#include "domain/entities.h"
#include "exchange/column_guess.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_column_guess {

using namespace muster;
using namespace muster::exchange;
using namespace Qt::StringLiterals;

/// Which columns map themselves: exactly named ones for scripts, commonly named ones as a proposal to a person.
class TestColumnGuess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exactNamesAlone();
    void anExportComesBackAsItIs();
    void commonNames_data();
    void commonNames();
    void whatPeopleDecideIsNotGuessed();
    void noFieldAndNoColumnTwice();
    void headersThatNeedANumber();
};

namespace {

QString brief(const ColumnMapping &mapping)
{
    QStringList parts;
    for (const auto &mapped : mapping.columns)
        parts << mapped.field + u'=' + mapped.column.toString();
    parts.sort();
    return parts.join(u", "_s);
}

/// The headers of an export: every field, then the identifier.
QStringList exportedHeaders()
{
    QStringList headers;
    for (const auto &field : entityOf<Delegation>().fields)
        headers << field.title();
    return headers << u"id"_s;
}

}

void TestColumnGuess::exactNamesAlone()
{
    const auto mapping = exactMapping(
        {u"title"_s, u"Owner"_s, u"category"_s, u" team"_s, u"nextDue"_s, u"Use case"_s, u"risk"_s, u"risk"_s});
    QCOMPARE(brief(mapping), u"category=category, nextDue=nextDue, title=title"_s);
    QVERIFY(!mapping.key);
    QVERIFY(!exactMapping({u"id"_s, u"title"_s}).key);
    QVERIFY(exactMapping({}).columns.isEmpty());
}

void TestColumnGuess::anExportComesBackAsItIs()
{
    for (const auto &mapping : {exactMapping(exportedHeaders()), guessMapping(exportedHeaders())}) {
        QCOMPARE(mapping.columns.size(), qsizetype(entityOf<Delegation>().fields.size()));
        QCOMPARE(mapping.key, std::optional(ColumnRef{u"id"_s, 0}));
        for (const auto &mapped : mapping.columns)
            QCOMPARE(mapped.field, mapped.column.header);
    }
}

void TestColumnGuess::commonNames_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("field");
    const QList<std::pair<QString, QString>> common{
        {u"Use Case Name"_s, u"title"_s},
        {u"USE_CASE"_s, u"title"_s},
        {u"Name"_s, u"title"_s},
        {u"Description"_s, u"purpose"_s},
        {u"Purpose and Benefits"_s, u"purpose"_s},
        {u"Owner"_s, u"owner"_s},
        {u"Responsible"_s, u"owner"_s},
        {u"Responsible person:"_s, u"owner"_s},
        {u"Department"_s, u"team"_s},
        {u"Team"_s, u"team"_s},
        {u"Business-Unit"_s, u"team"_s},
        {u"Risk level"_s, u"risk"_s},
        {u"RISK"_s, u"risk"_s},
        {u"AI model"_s, u"model"_s},
        {u"LLM"_s, u"model"_s},
        {u"Status"_s, u"status"_s},
        {u"Stage of Development"_s, u"status"_s},
        {u"No."_s, u"externalId"_s},
        {u"Use_Case_ID"_s, u"externalId"_s},
        {u"id"_s, u"externalId"_s},
        {u"Next review"_s, u"nextDue"_s},
        {u"Last reviewed"_s, u"lastAudit"_s},
        {u"Review frequency"_s, u"cadence"_s},
        {u"Comments"_s, u"notes"_s},
        {u"active users"_s, u"activeUsers"_s},
        {u"KPI"_s, u"outcomeMeasure"_s},
    };
    for (const auto &[header, field] : common)
        QTest::newRow(qPrintable(header)) << header << field;
}

void TestColumnGuess::commonNames()
{
    QFETCH(QString, header);
    QFETCH(QString, field);
    QCOMPARE(brief(guessMapping({u"Weather"_s, header, QString()})), field + u'=' + header);
    QVERIFY(entityOf<Delegation>().indexOf(field) >= 0);
}

void TestColumnGuess::whatPeopleDecideIsNotGuessed()
{
    for (const auto &header : {u"category"_s, u"Category"_s, u"AI category"_s, u"Type"_s, u"Spend per month"_s,
                               u"spendPerMonth"_s, u"Cost"_s})
        QVERIFY2(guessMapping({header}).columns.isEmpty(), qPrintable(header));
}

void TestColumnGuess::noFieldAndNoColumnTwice()
{
    const auto mapping = guessMapping({u"Owner"_s, u"Responsible"_s, u"Use case"_s, u"Name"_s, u"Title"_s, u"ID"_s});
    QCOMPARE(brief(mapping), u"externalId=ID, owner=Owner, title=Title"_s);
    QVERIFY(!mapping.key);
}

void TestColumnGuess::headersThatNeedANumber()
{
    QCOMPARE(brief(guessMapping({u"Name"_s, u"Team"_s, u"Team"_s})), u"team=#2, title=Name"_s);
    QVERIFY(guessMapping({u"#3"_s, QString(), u"—"_s}).columns.isEmpty());
}

MUSTER_GUILESS_TEST(TestColumnGuess)

}

#include "tst_column_guess.moc"
