#include "items/delegation_dossier.h"
#include "sample/sample_register.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_delegation_dossier {

using namespace muster;
using namespace muster::items;
using namespace muster::test;
using namespace Qt::StringLiterals;
using registry::DelegationService;

/// What the side panel and the checks are told about a delegation, on the sample register.
class DelegationDossierTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        registry::StoreOptions options;
        options.clock = &m_clock;
        options.random = &m_random;
        options.flush = false;
        m_store = must(sample::makeSampleRegister(m_folder.filePath(u"sample.muster"_s), options));
    }

    void namesPeopleAndSaysWhoLeft()
    {
        const auto dossier = of(u"Dependency bumps"_s);
        QCOMPARE(dossier.name(dossier.delegation.owner), u"Tom Reyes (left)"_s);
        QCOMPARE(dossier.name({}), QString());
        QVERIFY(std::ranges::find(dossier.flags, Flag::OwnerLeft) != dossier.flags.end());
    }

    void hasTheDefinitionWithItsCriteria()
    {
        const auto dossier = of(u"Ticket triage"_s);
        QCOMPARE(QString(dossier.definition.value().title), u"Routine changes"_s);
        QVERIFY(dossier.criteria.size() >= 3);
        QCOMPARE(dossier.criteria.first().text, u"Can be undone in one step by whoever notices."_s);
        QVERIFY(!dossier.criteria.first().key.isEmpty());
    }

    void putsTheNewestFailureModeFirst()
    {
        const QString modes = u"[{\"key\":\"f1\",\"since\":\"2026-03-01\",\"text\":\"old\"},"
                              "{\"key\":\"f2\",\"since\":\"2026-05-01\",\"text\":\"new\"},"
                              "{\"key\":\"f3\",\"since\":\"2026-05-01\",\"text\":\"newest\"}]"_s;
        auto dossier = of(u"Ticket triage"_s);
        must(registry::DefinitionService(*m_store).set(*dossier.delegation.definition, {{u"failureModes"_s, modes}}));
        dossier = of(u"Ticket triage"_s);
        QStringList texts;
        for (const auto &mode : dossier.failureModes)
            texts << mode.text;
        QCOMPARE(texts, QStringList({u"newest"_s, u"new"_s, u"old"_s}));
    }

    void hasStopRuleAndSources()
    {
        const auto dossier = of(u"Ticket triage"_s);
        QCOMPARE(dossier.name(dossier.stopRule.value().puller), u"Priya Nair"_s);
        QCOMPARE(dossier.sources.size(), 1);
        QVERIFY(dossier.missingForAutomate.isEmpty());
    }

    void saysWhatAutomateLacks() { QVERIFY(of(u"Dependency bumps"_s).missingForAutomate.contains(u"a stop rule"_s)); }

    void givesThePolicyOfTheRisk()
    {
        const auto dossier = of(u"Test case ideas"_s);
        QCOMPARE(dossier.policy.value().highest, u"mid"_s);
        QCOMPARE(dossier.tiers.first(), u"light"_s);
    }

    void logAndHistoryBeginWithTheNewest()
    {
        bool any = false;
        for (const auto &delegation : must(DelegationService(*m_store).all())) {
            const auto dossier = must(readDossier(*m_store, delegation.id));
            QVERIFY(std::ranges::is_sorted(dossier.log, std::ranges::greater(), &registry::LogRow::date));
            QVERIFY(
                std::ranges::is_sorted(dossier.history, std::ranges::greater(), &DelegationService::HistoryItem::n));
            for (const auto &row : dossier.log)
                QVERIFY(row.delegationId == delegation.id);
            any = any || dossier.history.size() > 1;
        }
        QVERIFY(any);
    }

    /// The dossier reads the log from a date on; nothing of the delegation's may be lost by that.
    void logIsComplete()
    {
        for (const auto &delegation : must(DelegationService(*m_store).all())) {
            registry::LogFilter filter;
            filter.delegation = delegation.id;
            qsizetype count = 0;
            must(registry::readLog(*m_store, filter, [&count](const registry::LogRow &) {
                ++count;
                return true;
            }));
            QCOMPARE(must(readDossier(*m_store, delegation.id)).log.size(), std::min<qsizetype>(count, 60));
        }
    }

    void openDecisionsAreReadable()
    {
        bool any = false;
        for (const auto &delegation : must(DelegationService(*m_store).all())) {
            const auto dossier = must(readDossier(*m_store, delegation.id));
            for (const auto &item : dossier.openDecisions) {
                any = true;
                QCOMPARE(item.decision.delegation, delegation.id);
                QVERIFY(!dossier.readable(item.decision.after.value_or(Title())).contains(u"-4"_s));
                QVERIFY(!dossier.name(item.decision.owner).isEmpty());
            }
        }
        QVERIFY(any);
    }

    void refusesWhatIsNotThere()
    {
        const auto missing = readDossier(*m_store, DelegationId(u"00000000-0000-4000-8000-000000000000"_s));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
    }

private:
    DelegationDossier of(const QString &title)
    {
        return must(readDossier(*m_store, must(DelegationService(*m_store).find(title))));
    }

    QTemporaryDir m_folder;
    sample::SampleClock m_clock;
    sample::SampleRandomness m_random;
    std::unique_ptr<Store> m_store;
};

MUSTER_GUILESS_TEST(DelegationDossierTest)

}

#include "tst_delegation_dossier.moc"
