#include "domain/agenda.h"
#include "domain/closing_rules.h"
#include "domain/entities.h"
#include "domain/environment.h"
#include "domain/evidence_entities.h"
#include "domain/scope_proposal.h"
#include "domain/standing.h"
#include "support/test_program.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <random>

#include <rapidcheck.h>

namespace tst_entities {

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

QString nameOf(const Entity &entity, const Field &field)
{
    return QString::fromLatin1(entity.noun.data(), qsizetype(entity.noun.size())) + u'.' + field.title();
}

/// A value such as the record holds for a field.
Value anyValue(const Field &field)
{
    switch (field.type) {
    case FieldType::Integer: return *rc::gen::inRange<qint64>(0, 1'000'000);
    case FieldType::Boolean: return *rc::gen::arbitrary<bool>();
    case FieldType::Date: return QDate(2000, 1, 1).addDays(*rc::gen::inRange(0, 20'000)).toString(Qt::ISODate);
    case FieldType::Instant:
        return QDateTime(QDate(2026, 6, 1), QTime(9, 0), Qt::UTC)
            .addMSecs(*rc::gen::inRange<qint64>(0, 1'000'000'000))
            .toString(Qt::ISODateWithMs);
    case FieldType::Word: {
        const auto &spelling = field.words[*rc::gen::inRange<size_t>(0, field.wordCount)];
        return QString::fromLatin1(spelling.data(), qsizetype(spelling.size()));
    }
    case FieldType::Cadence: return *rc::gen::element(u"monthly"_s, u"sprint:2"_s, u"days:90"_s);
    default: return field.title() + u" %1"_s.arg(*rc::gen::inRange(0, 1000));
    }
}

template <typename T>
bool staysWhole()
{
    const auto &entity = entityOf<T>();
    return rc::check("a row made a thing and a row again is the same: " + std::string(entity.noun), [&] {
        Row full{u"id"_s, *rc::gen::inRange<qint64>(0, 1000), {}};
        for (const auto &field : entity.fields)
            full.values.push_back(anyValue(field));
        RC_ASSERT(toRow(fromRow<T>(full)) == full);
        // Where values are absent, what is made of the row is settled after the first time.
        Row holed = full;
        for (auto &value : holed.values) {
            if (*rc::gen::arbitrary<bool>())
                value = Value();
        }
        const Row once = toRow(fromRow<T>(holed));
        RC_ASSERT(toRow(fromRow<T>(once)) == once);
        for (size_t i = 0; i < holed.values.size(); ++i)
            RC_ASSERT(isAbsent(holed.values[i]) || once.values[i] == holed.values[i]);
    });
}

}

/// Each kind of thing a register holds: every field has a value, a side of the record, and a place in a row.
class TestEntities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyThingIsARowAndBack();
    void fieldsAreToldApart();
    void onlyAgreedTextsArePublic();
    void referencesLeadSomewhere();
    void wordsReadBack();
    void aPersonIsThereUntilTheDay();
    void identifiersAreRandomAndShaped();
};

void TestEntities::everyThingIsARowAndBack()
{
    QVERIFY(staysWhole<RegisterInfo>());
    QVERIFY(staysWhole<Person>());
    QVERIFY(staysWhole<Delegation>());
    QVERIFY(staysWhole<OwnColumn>());
    QVERIFY(staysWhole<Definition>());
    QVERIFY(staysWhole<Source>());
    QVERIFY(staysWhole<StopRule>());
    QVERIFY(staysWhole<Drill>());
    QVERIFY(staysWhole<Credential>());
    QVERIFY(staysWhole<Series>());
    QVERIFY(staysWhole<Audit>());
    QVERIFY(staysWhole<Finding>());
    QVERIFY(staysWhole<Amendment>());
    QVERIFY(staysWhole<Decision>());
    QVERIFY(staysWhole<Import>());
    QVERIFY(staysWhole<Restoration>());
    QVERIFY(staysWhole<EvidenceImport>());
    QVERIFY(staysWhole<Alias>());
    QVERIFY(staysWhole<Model>());
    QCOMPARE(allEntities().size(), size_t(19));
}

void TestEntities::fieldsAreToldApart()
{
    for (const auto *entity : allEntities()) {
        QSet<QString> columns{u"id"_s, u"n"_s};
        QVERIFY(std::ranges::is_sorted(entity->fields, {}, &Field::name));
        for (const auto &field : entity->fields) {
            QVERIFY2(!columns.contains(field.column), qPrintable(nameOf(*entity, field)));
            columns << field.column;
            QCOMPARE(&entity->fields[size_t(entity->indexOf(field.title()))], &field);
        }
        QCOMPARE(entityNamed(entity->noun), entity);
    }
    QVERIFY(!entityNamed("robot"));
}

/// Public lines are handed to outsiders: names and free text have no place there but a workflow's title, and what is a
/// code by its nature.
void TestEntities::onlyAgreedTextsArePublic()
{
    QStringList shown;
    for (const auto *entity : allEntities()) {
        for (const auto &field : entity->fields) {
            const bool isText = field.type == FieldType::Title || field.type == FieldType::Text;
            if (isText && field.side == Side::Public)
                shown << nameOf(*entity, field);
        }
    }
    shown.sort();
    QCOMPARE(shown,
             (QStringList{u"audit.form"_s, u"decision.after"_s, u"decision.before"_s, u"delegation.spendCurrency"_s,
                          u"delegation.title"_s, u"evidence.format"_s, u"evidence.rowsSha256"_s, u"evidence.sha256"_s,
                          u"evidence.timeZone"_s, u"import.sha256"_s, u"register.timeZone"_s, u"restoration.lostRoot"_s,
                          u"series.form"_s}));
}

void TestEntities::referencesLeadSomewhere()
{
    for (const auto *entity : allEntities()) {
        for (const auto &field : entity->fields) {
            const QByteArray name = nameOf(*entity, field).toUtf8();
            QCOMPARE(field.type == FieldType::Reference, !field.refers.empty());
            QVERIFY2(field.refers.empty() || entityNamed(field.refers), name.constData());
            QVERIFY2((field.type == FieldType::Word) == (field.wordCount > 1), name.constData());
        }
        const int delegation = entity->delegationField;
        QVERIFY(delegation < 0 || entity->fields[size_t(delegation)].refers == "delegation");
    }
}

namespace {

template <typename E>
void checkWords()
{
    QSet<QString> seen;
    for (size_t i = 0; i < Words<E>::all.size(); ++i) {
        const E value = static_cast<E>(i);
        const QString spelling = word(value);
        QVERIFY2(!spelling.isEmpty() && spelling == spelling.toLower() && !seen.contains(spelling),
                 qPrintable(spelling));
        seen << spelling;
        QVERIFY(fromWord<E>(spelling) == value);
        QVERIFY(fromWord<E>(spelling.toUpper()) == value);
        QVERIFY(!fromWord<E>(spelling + u'x'));
    }
    QVERIFY(!fromWord<E>(u""));
}

}

void TestEntities::wordsReadBack()
{
    checkWords<Category>();
    checkWords<Risk>();
    checkWords<Status>();
    checkWords<Pattern>();
    checkWords<ModelKind>();
    checkWords<ColumnType>();
    checkWords<AuditKind>();
    checkWords<Check>();
    checkWords<Verdict>();
    checkWords<SourceState>();
    checkWords<DecisionKind>();
    checkWords<DecisionState>();
    checkWords<Phase>();
    checkWords<AgendaForm>();
    checkWords<ClosingCode>();
    checkWords<Flag>();
    checkWords<TrustEnd>();
    checkWords<ScopeReason>();
}

void TestEntities::aPersonIsThereUntilTheDay()
{
    Person person;
    QVERIFY(person.isActive(QDate(2099, 12, 31)));
    person.leftOn = QDate(2026, 6, 15);
    QVERIFY(person.isActive(QDate(2026, 6, 14)));
    QVERIFY(!person.isActive(QDate(2026, 6, 15)));
    QVERIFY(!person.isActive(QDate(2026, 6, 16)));
}

namespace {

class Engine final : public Randomness
{
public:
    explicit Engine(quint32 seed) : m_engine(seed) {}

    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto &byte : bytes)
            byte = std::uint8_t(m_engine());
    }

private:
    std::mt19937 m_engine;
};

}

void TestEntities::identifiersAreRandomAndShaped()
{
    static const QRegularExpression shape(u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    Engine random(1);
    QSet<QString> seen;
    for (int i = 0; i < 1000; ++i) {
        const QString id = newUuid(random);
        QVERIFY2(shape.match(id).hasMatch(), qPrintable(id));
        seen << id;
    }
    QCOMPARE(seen.size(), 1000);
    const auto salt = QString::fromStdString(randomHex(random, 16));
    QVERIFY2(QRegularExpression(u"^[0-9a-f]{32}$"_s).match(salt).hasMatch(), qPrintable(salt));
    Engine same(7), again(7);
    QCOMPARE(newUuid(same), newUuid(again));
}

MUSTER_GUILESS_TEST(TestEntities)

}

#include "tst_entities.moc"
