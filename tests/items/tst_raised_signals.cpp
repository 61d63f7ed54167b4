#include "evidence/signal.h"
#include "items/raised_signals.h"
#include "register/entity_table.h"
#include "sample/sample_register.h"
#include "support/register_fixture.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_raised_signals {

using namespace Qt::StringLiterals;
using namespace muster;

/// What the wall says of raised signals: the worst first, and nothing that a flag tells anyway.
class TestRaisedSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worstFirstWithoutWhatAFlagTells();
    void everySignalHasItsPlace();
};

void TestRaisedSignals::worstFirstWithoutWhatAFlagTells()
{
    const QTemporaryDir folder;
    test::FakeClock clock(QDateTime(QDate(2026, 6, 12), QTime(8, 0), Qt::UTC));
    test::SeededRandomness random;
    registry::StoreOptions options;
    options.clock = &clock;
    options.random = &random;
    const auto store = test::must(sample::makeSampleRegister(folder.filePath(u"sample.muster"_s), options));
    const auto friday = test::must(registry::resolve(*store, entityOf<Delegation>(), u"Friday stakeholder update"_s));
    const auto raised = test::must(items::readRaised(*store));
    const auto titles = raised.value(friday);
    QVERIFY2(titles.contains(u"Review time falls"_s), qPrintable(titles.join(u", ")));
    QVERIFY(!titles.contains(u"Sources past their limit"_s));
    const auto bySignal = [](const QString &title) {
        for (const auto &name : evidence::signalNames()) {
            evidence::Signal signal;
            signal.name = name;
            if (evidence::titleOf(signal) == title)
                return evidence::gravityOf(name);
        }
        return 0;
    };
    for (const auto &list : raised) {
        for (qsizetype i = 1; i < list.size(); ++i)
            QVERIFY(bySignal(list[i - 1]) >= bySignal(list[i]));
    }
}

void TestRaisedSignals::everySignalHasItsPlace()
{
    for (const auto &name : evidence::signalNames())
        QVERIFY(evidence::gravityOf(name) >= 1 && evidence::gravityOf(name) <= 3);
    QCOMPARE(evidence::gravityOf(u"credential-expired"), 3);
    QVERIFY(evidence::isToldByFlag(u"no-stop-rule"));
    QVERIFY(!evidence::isToldByFlag(u"review-time-falling"));
}

MUSTER_GUILESS_TEST(TestRaisedSignals)

}

#include "tst_raised_signals.moc"
