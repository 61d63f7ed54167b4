#include "register/inventory_services.h"
#include "register/search.h"
#include "support/raw_sqlite.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_search {

using namespace muster;
using namespace muster::registry;
using namespace muster::test;
using namespace Qt::StringLiterals;

/// What is typed into the search finds what a person sees, whatever else the text holds.
class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCantBeSeenIsSkipped_data();
    void whatCantBeSeenIsSkipped();
    void everyTextIsSearched_data();
    void everyTextIsSearched();
    void everybodyNamedIsSearched_data();
    void everybodyNamedIsSearched();
    void textsKeptInAnOlderWayAreMadeAnew();
};

void TestSearch::whatCantBeSeenIsSkipped_data()
{
    QTest::addColumn<QString>("title");
    QTest::newRow("zero-width space") << u"Week\u200Bly report"_s;
    QTest::newRow("soft hyphen") << u"Weekly re\u00ADport"_s;
    QTest::newRow("control of direction") << u"\u202EWeekly\u202C report"_s;
    QTest::newRow("zero-width joiner") << u"Weekly rep\u200Dort"_s;
    QTest::newRow("byte order mark") << u"\uFEFFWeekly report"_s;
}

void TestSearch::whatCantBeSeenIsSkipped()
{
    QFETCH(QString, title);
    QCOMPARE(foldForSearch(title), u"weekly report"_s);
    RegisterFixture fixture;
    Delegation delegation; // as kept: some of these are taken in no new title
    delegation.title = title;
    const auto id = must(DelegationService(fixture.store()).add(delegation));
    QCOMPARE(must(Search(fixture.store()).find(u"weekly report"_s)), QSet<QString>{id.text()});
    QCOMPARE(must(Search(fixture.store()).find(title)), QSet<QString>{id.text()});
}

void TestSearch::everyTextIsSearched_data()
{
    QTest::addColumn<QString>("field");
    for (const auto field : {"title", "purpose", "outcome", "outcomeMeasure", "outcomeTarget", "outcomeLatest",
                             "promptReference", "promptVersion", "notes"})
        QTest::newRow(field) << QString::fromLatin1(field);
}

void TestSearch::everyTextIsSearched()
{
    QFETCH(QString, field);
    RegisterFixture fixture;
    DelegationService service(fixture.store());
    const auto id = must(service.add({{u"title"_s, u"Minutes"_s}}));
    must(service.add({{u"title"_s, u"Another"_s}}));
    must(service.set(id, {{field, u"Needle-42"_s}}));
    QCOMPARE(must(Search(fixture.store()).find(u"needle-42"_s)), QSet<QString>{id.text()});
}

void TestSearch::everybodyNamedIsSearched_data()
{
    QTest::addColumn<QString>("field");
    for (const auto field : {"owner", "deputy", "maintainer", "reviewer", "escalation"})
        QTest::newRow(field) << QString::fromLatin1(field);
}

void TestSearch::everybodyNamedIsSearched()
{
    QFETCH(QString, field);
    RegisterFixture fixture;
    DelegationService service(fixture.store());
    PersonService people(fixture.store());
    const auto ben = must(people.add({{u"name"_s, u"Ben Other"_s}}));
    const auto id = must(service.add({{u"title"_s, u"Minutes"_s}, {field, ben.text()}}));
    must(service.add({{u"title"_s, u"Another"_s}}));
    QCOMPARE(must(Search(fixture.store()).find(u"ben oth"_s)), QSet<QString>{id.text()});
    must(people.set(ben, {{u"name"_s, u"Ben Renamed"_s}}));
    QCOMPARE(must(Search(fixture.store()).find(u"renamed"_s)), QSet<QString>{id.text()});
    QVERIFY(must(Search(fixture.store()).find(u"other"_s)).size() == 1); // "Another" alone
}

/// A register written by a Muster that folded texts in another way is searched as one of today.
void TestSearch::textsKeptInAnOlderWayAreMadeAnew()
{
    RegisterFixture fixture;
    const auto id = must(DelegationService(fixture.store()).add({{u"title"_s, u"Week\u200Bly report"_s}}));
    must(Search(fixture.store()).catchUp());
    const qint64 size = must(fixture.store().head()).size();
    fixture.close();
    {
        RawSqlite raw(fixture.path());
        QCOMPARE(raw.exec("UPDATE search_text SET folded = 'week\xE2\x80\x8Bly report'"), SQLITE_OK);
        QCOMPARE(raw.exec("INSERT INTO search_index (search_index) VALUES ('rebuild')"), SQLITE_OK);
        QCOMPARE(raw.exec("UPDATE search_state SET caught_up = " + QByteArray::number(size)), SQLITE_OK);
    }
    must(fixture.reopen());
    QCOMPARE(must(Search(fixture.store()).find(u"weekly"_s)), QSet<QString>{id.text()});
}

MUSTER_GUILESS_TEST(TestSearch)

}

#include "tst_search.moc"
