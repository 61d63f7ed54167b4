#include "items/import_columns_model.h"
#include "items/import_preview_model.h"
#include "items/import_report_models.h"
#include "items/import_values_model.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace tst_import_models {

using namespace muster;
using namespace muster::items;
using namespace Qt::StringLiterals;
using exchange::TableScan;
using test::must;

namespace {

int field(const QString &name)
{
    return entityOf<Delegation>().indexOf(name);
}

/// Three columns named as spreadsheets name them, and one nobody knows.
TableScan table()
{
    TableScan scan;
    scan.columns = {{u"Name"_s, {u"One"_s}, {{u"One"_s, 1}, {u"Two"_s, 1}}, 0},
                    {u"Owner"_s, {u"Dana"_s}, {{u"Dana"_s, 1}, {u"Nobody Yet"_s, 1}}, 0},
                    {u"Risk"_s, {u"high"_s}, {{u"high"_s, 1}, {u"huge"_s, 1}}, 0},
                    {u"ID"_s, {u"a"_s}, {{u"a"_s, 1}, {u"b"_s, 1}}, 0},
                    {u"Kind"_s, {u"x"_s}, {{u"assist"_s, 1}, {u"x"_s, 1}}, 0}};
    scan.rows = 2;
    scan.firstRows = {{u"One"_s, u"Dana"_s, u"high"_s, u"a"_s, u"assist"_s},
                      {u"Two"_s, u"Nobody Yet"_s, u"huge"_s, u"b"_s}};
    return scan;
}

}

/// What a person decides about a table, and the models that show it.
class TestImportModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_draft = std::make_unique<ImportDraft>();
        m_draft->setWords({{u"light"_s, u"mid"_s}, {}, {u"Dana Kowalski"_s, u"Mei Lin"_s}, {u"Tom Reyes"_s}, {}});
    }
    void modelsKeepTheirWord();
    void guessesAreMarkedUntilConfirmed();
    void aFieldHasOneColumn();
    void theCategoryStaysUnclassified();
    void namesAreFoundAsTheRegisterFindsThem();
    void aMappingComesBack();
    void whatAMappingCannotPlaceIsNamed();
    void problemsAreFiltered();
    void aRegistersOwnColumnIsAField();

private:
    std::unique_ptr<ImportDraft> m_draft;
};

void TestImportModels::modelsKeepTheirWord()
{
    using Mode = QAbstractItemModelTester::FailureReportingMode;
    ImportPreviewModel preview(*m_draft);
    ImportColumnsModel columns(*m_draft);
    ImportFieldsModel fields(*m_draft);
    ImportValuesModel values(*m_draft);
    ImportProblemsModel problems;
    ImportRowsModel rows;
    const QAbstractItemModelTester testers[] = {{&preview, Mode::Fatal},  {&columns, Mode::Fatal},
                                                {&fields, Mode::Fatal},   {&values, Mode::Fatal},
                                                {&problems, Mode::Fatal}, {&rows, Mode::Fatal}};
    m_draft->setTable(table(), true);
    QCOMPARE(preview.rowCount(), 2);
    QCOMPARE(columns.rowCount(), 5);
    QCOMPARE(values.rowCount(), 4);
    m_draft->choose(4, ColumnUse::Field, field(u"category"_s));
    QCOMPARE(values.rowCount(), 6);
    values.setOnlyAttention(true);
    QCOMPARE(values.rowCount(), 3);
    exchange::ImportReport report;
    report.problems = {{1, u"Risk"_s, u"risk takes one of low, medium, high"_s}};
    report.preview = {{1, exchange::RowOutcome::Refused, u"One"_s}, {2, exchange::RowOutcome::Accepted, u"Two"_s}};
    const auto shared = std::make_shared<const exchange::ImportReport>(report);
    problems.setReport(shared);
    rows.setReport(shared);
    QCOMPARE(rows.rowCount(), 2);
    rows.setFilter(exchange::RowOutcome::Refused);
    QCOMPARE(rows.rowCount(), 1);
    problems.setReport(nullptr);
    rows.setReport(nullptr);
    m_draft->setTable({}, true);
    QCOMPARE(columns.rowCount(), 0);
}

void TestImportModels::guessesAreMarkedUntilConfirmed()
{
    m_draft->setTable(table(), true);
    ImportColumnsModel columns(*m_draft);
    QCOMPARE(columns.index(0, ImportColumnsModel::Goes).data().toString(), u"Title"_s);
    QVERIFY(columns.index(0, 0).data(ImportColumnsModel::GuessedRole).toBool());
    QVERIFY(m_draft->isKeyGuessed());
    QCOMPARE(m_draft->key(), 3);
    QVERIFY(columns.setData(columns.index(0, ImportColumnsModel::Goes), field(u"title"_s)));
    QVERIFY(!columns.index(0, 0).data(ImportColumnsModel::GuessedRole).toBool());
    QCOMPARE(columns.index(4, ImportColumnsModel::Goes).data().toString(), u"keep as note"_s);
    QVERIFY(!columns.setData(columns.index(0, ImportColumnsModel::Goes), 9999));
    QVERIFY(!columns.setData(columns.index(0, ImportColumnsModel::Header), 1));
}

void TestImportModels::aFieldHasOneColumn()
{
    m_draft->setTable(table(), true);
    m_draft->choose(4, ColumnUse::Field, field(u"title"_s));
    QCOMPARE(m_draft->columnOf(field(u"title"_s)), 4);
    QCOMPARE(m_draft->choiceOf(0).use, ColumnUse::Note);
    QVERIFY(m_draft->missing().isEmpty());
    m_draft->choose(4, ColumnUse::LeaveOut);
    QVERIFY(m_draft->missing().contains(u"Title"_s));
}

void TestImportModels::theCategoryStaysUnclassified()
{
    m_draft->setTable(table(), true);
    const int category = field(u"category"_s);
    m_draft->choose(4, ColumnUse::Field, category);
    QCOMPARE(m_draft->becomes(category, u"Assist"_s), (Becoming{Fate::Taken, u"assist"_s}));
    QCOMPARE(m_draft->becomes(category, u"x"_s), (Becoming{Fate::Unclassified, u"unclassified"_s}));
    const auto mapping = m_draft->mapping();
    QCOMPARE(mapping.mappedValue(u"category"_s, u"x"_s), std::optional(u"unclassified"_s));
    QCOMPARE(mapping.mappedValue(u"category"_s, u"ASSIST"_s), std::optional(u"assist"_s));
    QVERIFY(!m_draft->setAnswer(category, u"x"_s, u"perhaps"_s));
    QVERIFY(m_draft->setAnswer(category, u"x"_s, u"avoid"_s));
    QCOMPARE(m_draft->becomes(category, u"x"_s).fate, Fate::Mapped);
}

void TestImportModels::namesAreFoundAsTheRegisterFindsThem()
{
    m_draft->setTable(table(), true);
    const int owner = field(u"owner"_s);
    QCOMPARE(m_draft->becomes(owner, u"mei lin"_s), (Becoming{Fate::Taken, u"Mei Lin"_s}));
    QCOMPARE(m_draft->becomes(owner, u"Dana"_s), (Becoming{Fate::Taken, u"Dana Kowalski"_s}));
    QCOMPARE(m_draft->becomes(owner, u"n"_s).fate, Fate::Refused);
    QCOMPARE(m_draft->newPeople(), QStringList{u"Nobody Yet"_s});
    m_draft->setCreatesPeople(true);
    QCOMPARE(m_draft->becomes(owner, u"Nobody Yet"_s).fate, Fate::NewPerson);
    QCOMPARE(m_draft->becomes(owner, u"tom reyes"_s).fate, Fate::Refused);
    QCOMPARE(m_draft->becomes(owner, QString()).fate, Fate::Empty);
    QVERIFY(m_draft->setAnswer(owner, u"Nobody Yet"_s, u"Mei Lin"_s));
    QVERIFY(m_draft->newPeople().isEmpty());
}

void TestImportModels::aMappingComesBack()
{
    m_draft->setTable(table(), true);
    m_draft->choose(4, ColumnUse::LeaveOut);
    QVERIFY(m_draft->setAnswer(field(u"risk"_s), u"huge"_s, u"high"_s));
    QVERIFY(m_draft->setDefault(field(u"status"_s), u"proposed"_s));
    QVERIFY(!m_draft->setDefault(field(u"nextDue"_s), u"soon"_s));
    const auto mapping = m_draft->mapping();
    ImportDraft again;
    again.setTable(table(), true);
    QVERIFY(again.take(must(exchange::ColumnMapping::fromJson(mapping.toJson(), u"it"_s))).isEmpty());
    QCOMPARE(again.mapping(), mapping);
}

void TestImportModels::whatAMappingCannotPlaceIsNamed()
{
    m_draft->setTable(table(), true);
    exchange::ColumnMapping mapping;
    mapping.columns = {{u"title"_s, {u"Name"_s, 0}}, {u"team"_s, {u"Department"_s, 0}}, {u"weather"_s, {u"Kind"_s, 0}}};
    const auto problems = m_draft->take(mapping);
    QCOMPARE(problems.size(), 2);
    QVERIFY(problems[0].contains(u"Department"_s) && problems[1].contains(u"weather"_s));
    QCOMPARE(m_draft->columnOf(field(u"title"_s)), 0);
}

void TestImportModels::problemsAreFiltered()
{
    exchange::ImportReport report;
    report.problems = {{1, u"Risk"_s, u"no such word"_s}, {12, u"Owner"_s, u"nobody"_s}};
    ImportProblemsModel problems;
    problems.setReport(std::make_shared<const exchange::ImportReport>(report));
    problems.setFilter(u"NOBODY"_s);
    QCOMPARE(problems.rowCount(), 1);
    QCOMPARE(problems.shownProblems().first().row, 12);
    problems.setFilter(u"12"_s);
    QCOMPARE(problems.rowCount(), 1);
    problems.setFilter({});
    QCOMPARE(problems.rowCount(), 2);
}

void TestImportModels::aRegistersOwnColumnIsAField()
{
    OwnColumn kind;
    kind.id = ColumnId(u"8b4e28ba-2fa1-41d2-883f-0016d3cca427"_s);
    kind.title = u"Kind"_s;
    kind.type = ColumnType::Choice;
    kind.choices = uR"(["Assist","Other"])"_s;
    ImportFieldsModel fields(*m_draft);
    const int before = fields.rowCount();
    m_draft->setTable(table(), true);
    auto words = m_draft->words();
    words.columns = {kind};
    m_draft->setWords(words);
    QCOMPARE(fields.rowCount(), before + 1);
    const int own = m_draft->fields().last();
    QCOMPARE(m_draft->fieldLabel(own), u"Kind"_s);
    QCOMPARE(m_draft->columnOf(own), 4);
    QVERIFY(m_draft->choiceOf(4).guessed);
    QCOMPARE(m_draft->targets(own), (QStringList{u"Assist"_s, u"Other"_s}));
    QCOMPARE(m_draft->becomes(own, u"assist"_s), (Becoming{Fate::Taken, u"Assist"_s}));
    QCOMPARE(m_draft->becomes(own, u"x"_s).fate, Fate::Refused);
    QVERIFY(m_draft->setAnswer(own, u"x"_s, u"other"_s));
    QCOMPARE(m_draft->becomes(own, u"x"_s), (Becoming{Fate::Mapped, u"Other"_s}));
    const auto mapping = m_draft->mapping();
    QVERIFY(std::ranges::any_of(mapping.columns, [](const auto &mapped) { return mapped.field == u"Kind"; }));
    QCOMPARE(mapping.values.value(u"Kind"_s).value(u"x"_s), u"Other"_s);
}

MUSTER_GUILESS_TEST(TestImportModels)

}

#include "tst_import_models.moc"
