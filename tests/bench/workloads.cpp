#include "workloads.h"

#include "register/inventory_services.h"
#include "support/register_fixture.h"

#include <QFile>
#include <QSqlError>

#include <array>
#include <random>

namespace muster::bench {

using namespace Qt::StringLiterals;
using namespace muster::registry;

namespace {

constexpr quint32 seed = 20260601;
constexpr int ownerCount = 500;

constexpr std::array words{
    "weekly",   "summary",   "of",     "the",     "board",   "drafts",     "a",        "reply", "to",   "customers",
    "from",     "tickets",   "and",    "their",   "history", "classifies", "invoices", "by",    "cost", "centre",
    "checks",   "contracts", "for",    "missing", "clauses", "translates", "release",  "notes", "into", "plain",
    "language", "before",    "review", "with",    "figures", "last",       "Sprint",
};

class Prose
{
public:
    std::string sentence(int length)
    {
        std::string text;
        for (int i = 0; i < length; ++i)
            text += (i == 0 ? "" : " ") + std::string(words[m_engine() % words.size()]);
        return text;
    }
    quint32 below(quint32 limit) { return quint32(m_engine()) % limit; }

private:
    std::mt19937 m_engine{seed};
};

std::string ownerName(quint32 number)
{
    static constexpr std::array first{"Ada",  "Ben",  "Chiara", "Dmitri", "Edda",
                                      "Femi", "Grit", "Hana",   "Ines",   "Joost"};
    static constexpr std::array last{"Adler", "Berg",   "Costa", "Dahl",  "Ekman",
                                     "Fuchs", "Gruber", "Holm",  "Ilves", "Jansen"};
    return std::string(first[number % 10]) + " " + last[number / 10 % 10] + " " + std::to_string(number / 100 + 1);
}

std::string tableRow(Prose &prose, qint64 number)
{
    static constexpr std::array categories{"assist", "automate", "avoid", "unclassified"};
    static constexpr std::array tiers{"light", "mid", "frontier"};
    static constexpr std::array risks{"low", "medium", "high"};
    static constexpr std::array cadences{"monthly", "sprint:2", "days:90"};
    const auto category = prose.below(4);
    std::string row = "UC-" + std::to_string(number + 1) + "," + prose.sentence(4) + " " + std::to_string(number + 1)
                      + ",\"" + prose.sentence(9) + ", " + prose.sentence(5) + "\",Team "
                      + std::to_string(prose.below(40) + 1) + "," + ownerName(prose.below(ownerCount)) + ","
                      + categories[category] + ",";
    row += category == 2 ? "" : tiers[prose.below(3)];
    row += std::string(",") + risks[prose.below(3)] + "," + cadences[prose.below(3)] + ",";
    if (number % 10 == 0)
        row += "\"" + prose.sentence(8) + "\n" + prose.sentence(6) + " \"\"" + prose.sentence(2) + "\"\"\"";
    else
        row += prose.sentence(10);
    return row + "\n";
}

void writeAll(const QString &path, const std::string &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) != qint64(text.size())
        || !file.flush())
        giveUp("can't write " + path.toStdString());
}

class SystemClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};

StoreOptions storeOptions(const QString &stateFolder)
{
    static const SystemClock clock;
    static test::SeededRandomness random(seed);
    StoreOptions options;
    options.clock = &clock;
    options.random = &random;
    options.stateFolder = stateFolder;
    return options;
}

QString text(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

/// Adds and changes rows straight through the writer, as a long life of a register would.
class Growth
{
public:
    explicit Growth(Store &store) : m_store(store) {}

    void step(Writer &writer)
    {
        const auto dice = m_prose.below(100);
        if (m_people.isEmpty() || dice == 0)
            addPerson(writer);
        else if (m_delegations.empty() || dice < 3)
            addDelegation(writer);
        else
            change(writer, m_delegations[m_prose.below(quint32(m_delegations.size()))], dice);
    }

private:
    void addPerson(Writer &writer)
    {
        Person person;
        person.id = PersonId(newUuid(m_store.random()));
        person.name = text(ownerName(m_prose.below(ownerCount)));
        must(writer.append(additionOf(entityOf<Person>(), toRow(person))));
        m_people << person.id;
    }

    void addDelegation(Writer &writer)
    {
        Delegation delegation;
        delegation.id = DelegationId(newUuid(m_store.random()));
        delegation.title = text(m_prose.sentence(5));
        delegation.purpose = text(m_prose.sentence(12));
        delegation.owner = m_people[m_prose.below(quint32(m_people.size()))];
        delegation.category = Category::Assist;
        delegation.risk = Risk::Low;
        delegation.volumePerMonth = m_prose.below(1000);
        m_delegations.push_back(toRow(delegation));
        must(writer.append(additionOf(entityOf<Delegation>(), m_delegations.back())));
    }

    void change(Writer &writer, Row &row, quint32 dice)
    {
        const auto &entity = entityOf<Delegation>();
        Patch patch;
        if (dice < 10)
            patch.set(entity.indexOf(u"tier"), Value(m_prose.below(2) == 0 ? u"light"_s : u"mid"_s));
        else if (dice < 30)
            patch.set(entity.indexOf(u"notes"), Value(text(m_prose.sentence(12))));
        patch.set(entity.indexOf(u"volumePerMonth"), Value(qint64(++m_volume)));
        must(writer.append(changeOf(entity, row, patch, nullptr, u"seen in the audit"_s)));
        for (const auto &item : patch.items)
            row.values[size_t(item.field)] = item.value;
    }

    Store &m_store;
    Prose m_prose;
    QList<PersonId> m_people;
    std::vector<Row> m_delegations;
    qint64 m_volume = 1000;
};

Delegation inventoryDelegation(Prose &prose, qint64 number, const QList<PersonId> &people)
{
    Delegation delegation;
    delegation.title = text(prose.sentence(4)) + u" %1"_s.arg(number + 1);
    delegation.purpose = text(prose.sentence(12));
    delegation.team = u"Team %1"_s.arg(prose.below(40) + 1);
    delegation.owner = people[prose.below(quint32(people.size()))];
    delegation.category = Category::Assist;
    delegation.tier = TierName(u"mid"_s);
    delegation.risk = Risk(prose.below(3));
    delegation.cadence = parseCadence(u"monthly"_s).value();
    delegation.notes = text(prose.sentence(10));
    return delegation;
}

Result<void> fillIn(Store &store, Writer &writer, qint64 count)
{
    Prose prose;
    RuleContext context(store);
    PersonService personService(store);
    QList<PersonId> people;
    for (quint32 i = 0; i < 100; ++i)
        people << must(personService.addIn(writer, context, Person{{}, -1, text(ownerName(i)), {}, {}}));
    DelegationService delegations(store);
    for (qint64 i = 0; i < count; ++i) {
        const auto id = must(delegations.addIn(writer, context, inventoryDelegation(prose, i, people)));
        if (i % 2 == 0)
            continue;
        StopRule rule{};
        rule.delegation = id;
        rule.trigger = text(prose.sentence(5));
        rule.puller = people[i % people.size()];
        rule.how = text(prose.sentence(6));
        must(StopRuleService(store).addIn(writer, context, rule));
        Source source{};
        source.delegation = id;
        source.title = text(prose.sentence(3));
        source.freshnessDays = 30;
        must(SourceService(store).addIn(writer, context, source));
    }
    return {};
}

}

void writeTable(const QString &path, qint64 rows)
{
    Prose prose;
    std::string table = "id,title,purpose,team,owner,category,tier,risk,cadence,notes\n";
    for (qint64 i = 0; i < rows; ++i)
        table += tableRow(prose, i);
    writeAll(path, table);
}

void writeMapping(const QString &path)
{
    writeAll(path, R"({"format": "muster-mapping", "version": 1,
"columns": {"externalId": "id", "title": "title", "purpose": "purpose", "team": "team", "owner": "owner",
"category": "category", "tier": "tier", "risk": "risk", "cadence": "cadence", "notes": "notes"},
"key": "id", "createPeople": true}
)");
}

std::unique_ptr<Store> newRegister(const QString &path, const QString &stateFolder)
{
    return must(Store::create(path, storeOptions(stateFolder), test::RegisterFixture::info(), u"Ada Owner"_s));
}

std::unique_ptr<Store> openRegister(const QString &path, const QString &stateFolder)
{
    return must(Store::open(path, storeOptions(stateFolder)));
}

void fillInventory(Store &store, qint64 count)
{
    must(store.write([&](Writer &writer) { return fillIn(store, writer, count); }));
}

void growRecord(Store &store, qint64 entries)
{
    constexpr qint64 stepsAtOnce = 100'000;
    Growth growth(store);
    bool complete = false;
    while (!complete) {
        must(store.write([&](Writer &writer) -> Result<void> {
            for (qint64 i = 0; i < stepsAtOnce && writer.size() < entries; ++i)
                growth.step(writer);
            complete = writer.size() >= entries;
            return {};
        }));
    }
}

qint64 writeLines(Store &store, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        giveUp("can't write " + path.toStdString());
    auto query = must(store.database().select(u"SELECT public_line, private_line FROM entry ORDER BY n"_s));
    while (query.next()) {
        file.write(query.value(0).toByteArray());
        file.write(query.value(1).toByteArray());
    }
    if (query.lastError().isValid() || !file.flush())
        giveUp("can't write " + path.toStdString());
    return file.size();
}

}
