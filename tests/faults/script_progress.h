#pragma once

#include "audit_script.h"
#include "register/verify.h"

#include <QTest>

namespace muster::test {

/// How far the script has come in a register, and what the register has to hold there.
class Progress
{
public:
    Progress()
    {
        m_clock.set(AuditScript::firstDay);
        AuditScript::prepare(*must(Store::create(path(), options(1), RegisterFixture::info(), u"Ada Owner"_s)));
        m_held = readHeld();
    }

    QString path() const { return m_folder.filePath(u"register.muster"_s); }
    QString stateFolder() const { return m_folder.filePath(u"home/muster"_s); }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    qint64 position() const { return m_position; }
    const Held &held() const { return m_held; }
    const Step &next() const { return AuditScript::stepAt(m_position); }
    Held heldAfterNext() const { return AuditScript::after(m_held, m_position, m_closeEntries); }

    /// Opens the register, on the day of the step at hand.
    Result<std::unique_ptr<Store>> open(quint32 seed)
    {
        m_clock.set(AuditScript::dayOf(m_position));
        return Store::open(path(), options(seed));
    }

    /// Sets the clock as the script wants it, for a step done within one open register.
    void setDay(qint64 position) { m_clock.set(AuditScript::dayOf(position)); }

    /// Goes through two audits undisturbed with `step`, to know how many entries a closing writes.
    template <typename RunStep>
    void goThroughTwice(RunStep &&step)
    {
        while (AuditScript::cycleOf(m_position) < 2) {
            const Held before = m_held;
            QVERIFY(step());
            ++m_position;
            m_held = readHeld();
            if (before.closed != m_held.closed)
                m_closeEntries = m_held.entries - before.entries;
        }
        QVERIFY(m_closeEntries > 2);
    }

    /// A step was acknowledged.
    void acknowledge()
    {
        m_held = heldAfterNext();
        ++m_position;
    }

    /// Opens the register after a kill: it has to verify, and to hold what was acknowledged or that and the whole next
    /// step. Returns whether the next step is there, or nothing where neither fits.
    std::optional<bool> judge()
    {
        auto store = open(1);
        if (!store) {
            qWarning("the register doesn't open: %s", qUtf8Printable(store.error().message));
            return {};
        }
        const auto verified = must(registry::verifyRegister(**store));
        const Held found = AuditScript::read(**store);
        if (!verified.ok || verified.entries != found.entries) {
            qWarning("the record doesn't verify: %s", qUtf8Printable(verified.problems.join(u' ')));
            return {};
        }
        const bool nothing = found == m_held, all = found == heldAfterNext();
        if (nothing || all)
            return all;
        qWarning("at step %lld\nfound:    %s\nexpected: %s\nor:       %s", m_position, qUtf8Printable(found.toString()),
                 qUtf8Printable(m_held.toString()), qUtf8Printable(heldAfterNext().toString()));
        return {};
    }

    /// Whether a journal lies beside the register that has to be rolled back.
    bool journalIsHot() const
    {
        QFile journal(path() + u"-journal"_s);
        return journal.open(QIODevice::ReadOnly) && journal.read(1) == QByteArray("\xd9", 1);
    }
    bool journalIsThere() const { return QFile::exists(path() + u"-journal"_s); }

private:
    StoreOptions options(quint32 seed)
    {
        m_random = std::make_unique<SeededRandomness>(seed);
        StoreOptions options;
        options.clock = &m_clock;
        options.random = m_random.get();
        options.stateFolder = stateFolder();
        return options;
    }

    Held readHeld() { return AuditScript::read(*must(open(1))); }

    QTemporaryDir m_folder;
    FakeClock m_clock{QDateTime(AuditScript::firstDay, QTime(9, 30), Qt::UTC)};
    std::unique_ptr<SeededRandomness> m_random;
    qint64 m_position = 0;
    qint64 m_closeEntries = 0;
    Held m_held;
};

}
