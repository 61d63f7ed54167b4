#include "exchange/new_columns.h"
#include "items/import_columns_model.h"
#include "items/import_values_model.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace tst_import_new_columns {

using namespace muster;
using namespace muster::items;
using namespace Qt::StringLiterals;
using exchange::TableScan;
using test::must;

namespace {

enum Column { Name, Tool, Hours, Stage, Remark };

TableScan table()
{
    TableScan scan;
    scan.columns = {{u"Name"_s, {u"One"_s}, {{u"One"_s, 10}, {u"Two"_s, 10}}, 0},
                    {u"Tool"_s, {u"Atlas"_s}, {{u"Atlas"_s, 120}, {u"atlas one"_s, 50}, {u"Beacon"_s, 30}}, 0},
                    {u"Hours"_s, {u"1"_s}, {{u"1"_s, 10}, {u"2.5"_s, 10}}, 0},
                    {u"Phase status"_s, {u"x"_s}, {{u"x"_s, 20}}, 0},
                    {u"Remark"_s, {u"so"_s}, {{u"so"_s, 1}}, 0}};
    scan.rows = 200;
    return scan;
}

OwnColumn own(const QString &title, ColumnType type)
{
    OwnColumn column;
    column.id = ColumnId(u"8b4e28ba-2fa1-41d2-883f-0016d3cca427"_s);
    column.title = title;
    column.type = type;
    return column;
}

}

/// Columns that an import makes, as somebody decides on them.
class TestImportNewColumns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_draft = std::make_unique<ImportDraft>();
        m_draft->setTable(table(), true);
    }
    void aNewColumnIsOffered();
    void theModelsKeepTheirWord();
    void theTypeIsGuessedAndChanged();
    void choicesFollowWhatIsSaid();
    void titlesThatAreTakenAreTold();
    void twoOfOneTitle();
    void anotherDecisionForgetsIt();
    void theKeyIsNoNewColumn();
    void aMappingComesBack();
    void aMappingFindsTheColumnAgain();
    void aRegisterThatChangesKeepsWhatWasDecided();

private:
    void setOwn(const QList<OwnColumn> &columns)
    {
        auto words = m_draft->words();
        words.columns = columns;
        m_draft->setWords(words);
    }
    int lastField() const { return m_draft->fields().last(); }

    std::unique_ptr<ImportDraft> m_draft;
};

void TestImportNewColumns::aNewColumnIsOffered()
{
    ImportColumnsModel columns(*m_draft);
    const auto goes = columns.index(Tool, ImportColumnsModel::Goes);
    QCOMPARE(goes.data().toString(), u"keep as note"_s);
    QVERIFY(columns.setData(goes, int(ImportColumnsModel::AsNewColumn)));
    QCOMPARE(goes.data().toString(), u"new column"_s);
    QCOMPARE(goes.data(Qt::EditRole).toInt(), int(ImportColumnsModel::AsNewColumn));
    QCOMPARE(goes.data(ImportColumnsModel::NewTypeRole).toString(), u"choice"_s);
    QVERIFY(goes.data(ImportColumnsModel::TypeGuessedRole).toBool());
    QCOMPARE(goes.data(Qt::AccessibleTextRole).toString(), u"new column, type choice, guessed"_s);
    QCOMPARE(columns.index(Hours, ImportColumnsModel::Goes).data(ImportColumnsModel::NewTypeRole).toString(),
             QString());
    m_draft->setNewTitle(Tool, u"Werkzeug"_s);
    QCOMPARE(goes.data().toString(), u"new: Werkzeug"_s);
    QVERIFY(m_draft->missing().isEmpty());
    const auto mapping = m_draft->mapping();
    QCOMPARE(mapping.newColumns, (QList<exchange::NewColumn>{{u"Werkzeug"_s, ColumnType::Choice}}));
    QVERIFY(mapping.columns.contains(exchange::MappedColumn{u"Werkzeug"_s, {u"Tool"_s, 0}}));
}

void TestImportNewColumns::theModelsKeepTheirWord()
{
    using Mode = QAbstractItemModelTester::FailureReportingMode;
    ImportColumnsModel columns(*m_draft);
    ImportFieldsModel fields(*m_draft);
    ImportValuesModel values(*m_draft);
    const QAbstractItemModelTester testers[] = {
        {&columns, Mode::Fatal}, {&fields, Mode::Fatal}, {&values, Mode::Fatal}};
    const int before = fields.rowCount();
    m_draft->chooseNew(Tool);
    QCOMPARE(fields.rowCount(), before + 1);
    const auto last = fields.index(before, ImportFieldsModel::Name);
    QCOMPARE(last.data().toString(), u"Tool (new)"_s);
    QVERIFY(!(fields.flags(last) & Qt::ItemIsDragEnabled));
    QCOMPARE(last.siblingAtColumn(ImportFieldsModel::From).data().toString(), u"Tool"_s);
    QCOMPARE(values.rowCount(), 3);
    QVERIFY(values.index(0, 0).data(ImportValuesModel::OtherWordsRole).toBool());
    QVERIFY(!columns.setData(columns.index(Remark, ImportColumnsModel::Goes), lastField()));
    m_draft->setTable({}, true);
    QCOMPARE(fields.rowCount(), before);
    QCOMPARE(values.rowCount(), 0);
}

void TestImportNewColumns::theTypeIsGuessedAndChanged()
{
    m_draft->chooseNew(Hours);
    QCOMPARE(m_draft->newColumn(Hours)->type, ColumnType::Number);
    QVERIFY(m_draft->isTypeGuessed(Hours));
    QVERIFY(!m_draft->setDefault(lastField(), u"many"_s));
    QVERIFY(m_draft->setDefault(lastField(), u"3"_s));
    m_draft->setNewType(Hours, ColumnType::Number);
    QVERIFY(!m_draft->isTypeGuessed(Hours));
    QCOMPARE(m_draft->defaultOf(lastField()), u"3"_s);
    m_draft->setNewType(Hours, ColumnType::Text);
    QCOMPARE(m_draft->newColumn(Hours)->type, ColumnType::Text);
    QCOMPARE(m_draft->defaultOf(lastField()), QString());
    QCOMPARE(m_draft->mapping().newColumns.first().type, ColumnType::Text);
}

void TestImportNewColumns::choicesFollowWhatIsSaid()
{
    m_draft->chooseNew(Tool);
    const int field = lastField();
    QCOMPARE(m_draft->targets(field), (QStringList{u"Atlas"_s, u"atlas one"_s, u"Beacon"_s}));
    QCOMPARE(m_draft->becomes(field, u"Beacon"_s), (Becoming{Fate::Taken, u"Beacon"_s}));
    QVERIFY(m_draft->setAnswer(field, u"atlas one"_s, u"Atlas"_s));
    QVERIFY(m_draft->setAnswer(field, u"Beacon"_s, u"in-house"_s));
    QCOMPARE(m_draft->targets(field), (QStringList{u"Atlas"_s, u"in-house"_s}));
    QCOMPARE(m_draft->becomes(field, u"Beacon"_s), (Becoming{Fate::Mapped, u"in-house"_s}));
    QVERIFY(m_draft->setDefault(field, u"nobody knows"_s));
    QCOMPARE(m_draft->targets(field).last(), u"nobody knows"_s);
    m_draft->setNewTitle(Tool, u"Vendor"_s);
    const auto mapping = m_draft->mapping();
    QCOMPARE(mapping.values.value(u"Vendor"_s).value(u"Beacon"_s), u"in-house"_s);
    QCOMPARE(mapping.defaults.value(u"Vendor"_s), u"nobody knows"_s);
    QCOMPARE(mapping.values.size(), 1);
}

void TestImportNewColumns::titlesThatAreTakenAreTold()
{
    setOwn({own(u"Vendor"_s, ColumnType::Text)});
    ImportColumnsModel columns(*m_draft);
    m_draft->chooseNew(Stage);
    QVERIFY(m_draft->objection(Stage).isEmpty());
    m_draft->setNewTitle(Stage, u"Next due"_s);
    QVERIFY(m_draft->objection(Stage).contains(u"\"Next due\" is a field"_s));
    QCOMPARE(m_draft->missing(), m_draft->objection(Stage));
    const auto goes = columns.index(Stage, ImportColumnsModel::Goes);
    QCOMPARE(goes.data(ImportColumnsModel::ObjectionRole).toString(), m_draft->objection(Stage));
    QVERIFY(goes.data(Qt::AccessibleTextRole).toString().contains(u"is a field"_s));
    for (const auto &[title, says] : std::initializer_list<std::pair<QString, QString>>{
             {u" vendor "_s, u"There is a column \"Vendor\" already"_s}, {u" "_s, u"title is missing"_s}}) {
        m_draft->setNewTitle(Stage, title);
        QVERIFY2(m_draft->objection(Stage).contains(says), qPrintable(m_draft->objection(Stage)));
    }
    m_draft->setNewTitle(Stage, u"Phase"_s);
    QVERIFY(m_draft->missing().isEmpty());
    auto many = table();
    many.columns[Tool].values.clear();
    for (int i = 0; i <= exchange::mostChoices; ++i)
        many.columns[Tool].values.append({u"tool %1"_s.arg(i), 1});
    m_draft->setTable(many, true);
    m_draft->chooseNew(Tool);
    QCOMPARE(m_draft->newColumn(Tool)->type, ColumnType::Text);
    m_draft->setNewType(Tool, ColumnType::Choice);
    QVERIFY(m_draft->objection(Tool).contains(u"more than 100 different values"_s));
    m_draft->setNewType(Tool, ColumnType::Text);
    QVERIFY(m_draft->objection(Tool).isEmpty());
}

void TestImportNewColumns::twoOfOneTitle()
{
    m_draft->chooseNew(Tool);
    m_draft->chooseNew(Hours);
    QVERIFY(m_draft->setAnswer(ImportFields::madeOf(Tool), u"Beacon"_s, u"Atlas"_s));
    m_draft->setNewTitle(Hours, u"tool"_s);
    QVERIFY(m_draft->objection(Tool).isEmpty());
    QVERIFY(m_draft->objection(Hours).contains(u"Another new column is called “Tool”"_s));
    m_draft->setNewTitle(Hours, u"tool hours"_s);
    QVERIFY(m_draft->missing().isEmpty());
    QCOMPARE(m_draft->mapping().values.value(u"Tool"_s).value(u"Beacon"_s), u"Atlas"_s);
}

void TestImportNewColumns::anotherDecisionForgetsIt()
{
    const auto plain = m_draft->mapping();
    m_draft->chooseNew(Tool);
    QVERIFY(m_draft->setAnswer(lastField(), u"Beacon"_s, u"Atlas"_s));
    m_draft->setNewTitle(Tool, u"Vendor"_s);
    m_draft->choose(Tool, ColumnUse::Note);
    QVERIFY(!m_draft->newColumn(Tool));
    QCOMPARE(m_draft->mapping(), plain);
    m_draft->chooseNew(Tool);
    QCOMPARE(QString(m_draft->newColumn(Tool)->title), u"Tool"_s);
    m_draft->choose(Tool, ColumnUse::Field, entityOf<Delegation>().indexOf(u"model"_s));
    QVERIFY(!m_draft->newColumn(Tool));
    m_draft->choose(Hours, ColumnUse::Field, ImportFields::madeOf(Tool));
    QCOMPARE(m_draft->choiceOf(Hours).use, ColumnUse::Note);
}

void TestImportNewColumns::theKeyIsNoNewColumn()
{
    m_draft->chooseNew(Remark);
    m_draft->setKey(Remark);
    QVERIFY(m_draft->missing().contains(u"tells rows apart"_s));
    m_draft->setKey(Name);
    QVERIFY(m_draft->missing().isEmpty());
}

void TestImportNewColumns::aMappingComesBack()
{
    m_draft->chooseNew(Tool);
    QVERIFY(m_draft->setAnswer(lastField(), u"Beacon"_s, u"in-house"_s));
    m_draft->setNewTitle(Tool, u"Vendor"_s);
    m_draft->chooseNew(Hours);
    m_draft->setNewType(Hours, ColumnType::Text);
    const auto mapping = m_draft->mapping();
    ImportDraft again;
    again.setTable(table(), true);
    again.chooseNew(Remark);
    const auto read = must(exchange::ColumnMapping::fromJson(mapping.toJson(), u"it"_s));
    QVERIFY(again.take(read).isEmpty());
    QCOMPARE(again.mapping(), mapping);
    QVERIFY(!again.newColumn(Remark) && !again.isTypeGuessed(Hours));
    QCOMPARE(again.targets(ImportFields::madeOf(Tool)), (QStringList{u"Atlas"_s, u"atlas one"_s, u"in-house"_s}));
}

void TestImportNewColumns::aMappingFindsTheColumnAgain()
{
    m_draft->chooseNew(Tool);
    m_draft->setNewTitle(Tool, u"Vendor"_s);
    m_draft->setNewType(Tool, ColumnType::Text);
    const auto mapping = m_draft->mapping();
    setOwn({own(u"Vendor"_s, ColumnType::Text)});
    QVERIFY(m_draft->take(mapping).isEmpty());
    QVERIFY(!m_draft->newColumn(Tool));
    QCOMPARE(m_draft->fieldLabel(m_draft->choiceOf(Tool).field), u"Vendor"_s);
    QCOMPARE(m_draft->mapping(), mapping); // for a register that has none yet
    setOwn({own(u"Vendor"_s, ColumnType::Number)});
    const auto problems = m_draft->take(mapping);
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.first().contains(u"of the type number"_s), qPrintable(problems.first()));
    QCOMPARE(m_draft->fieldLabel(m_draft->choiceOf(Tool).field), u"Vendor"_s);
    QVERIFY(m_draft->mapping().newColumns.isEmpty());
}

void TestImportNewColumns::aRegisterThatChangesKeepsWhatWasDecided()
{
    auto vendor = own(u"Vendor"_s, ColumnType::Text), remark = own(u"Remark"_s, ColumnType::Text);
    remark.id = ColumnId(u"1b4e28ba-2fa1-41d2-883f-0016d3cca427"_s);
    setOwn({vendor});
    m_draft->choose(Name, ColumnUse::LeaveOut);
    m_draft->choose(Tool, ColumnUse::Field, lastField());
    m_draft->chooseNew(Hours);
    const QSignalSpy fields(m_draft.get(), &ImportDraft::fieldsChanged);
    setOwn({remark, vendor});
    QVERIFY(fields.count() > 0);
    QCOMPARE(m_draft->choiceOf(Name).use, ColumnUse::LeaveOut);
    QCOMPARE(m_draft->fieldLabel(m_draft->choiceOf(Tool).field), u"Vendor"_s);
    QVERIFY(m_draft->newColumn(Hours));
    QCOMPARE(m_draft->fieldLabel(m_draft->choiceOf(Remark).field), u"Remark"_s);
    QVERIFY(m_draft->choiceOf(Remark).guessed);
    setOwn({});
    QCOMPARE(m_draft->choiceOf(Tool).use, ColumnUse::Note);
    QVERIFY(m_draft->newColumn(Hours));
}

MUSTER_GUILESS_TEST(TestImportNewColumns)

}

#include "tst_import_new_columns.moc"
