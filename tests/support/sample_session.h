#pragma once

#include "sample/sample_register.h"
#include "support/register_fixture.h"
#include "views/parts/session.h"

#include <QCoreApplication>
#include <QTemporaryDir>

namespace muster::test {

/// A window's session on a fresh sample register in a folder of its own, on the sample's day, with nothing remembered.
class SampleSession
{
public:
    SampleSession() : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
    {
        registry::StoreOptions options = this->options();
        m_register = must(registry::OpenRegister::openWith([path = path(), options] {
                              return sample::makeSampleRegister(path, options);
                          }).takeResult());
        start();
    }

    const views::Session &session() const { return m_session; }
    const registry::OpenRegister::Pointer &reg() const { return m_register; }
    items::EditHistory &history() { return *m_history; }
    views::Navigator &navigator() { return m_navigator; }
    sample::SampleClock &clock() { return m_clock; }
    QSettings &settings() { return m_settings; }
    QString path() const { return m_folder.filePath(QStringLiteral("checkout-team.muster")); }
    QString folder() const { return m_folder.path(); }

    registry::StoreOptions options()
    {
        registry::StoreOptions options;
        options.clock = &m_clock;
        options.random = &m_random;
        options.stateFolder = m_folder.filePath(QStringLiteral("state"));
        options.flush = false;
        return options;
    }

    /// Runs work on the register's worker and waits for what it returns.
    template <typename Work>
    auto ask(Work work)
    {
        return m_register->run(std::move(work)).result();
    }

    /// Waits until what was begun is done and shown: jobs, their notices, and the questions that follow.
    void settle(int rounds = 8)
    {
        for (int round = 0; round < rounds; ++round) {
            ask([](registry::Store &) { return 0; });
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

private:
    void start()
    {
        m_history = std::make_unique<items::EditHistory>(m_register);
        m_session = {m_register,  m_history.get(), &m_clock,
                     &m_settings, &m_navigator,    ask([](registry::Store &store) { return must(store.info()).name; })};
    }

    QTemporaryDir m_folder;
    sample::SampleClock m_clock;
    sample::SampleRandomness m_random;
    QSettings m_settings;
    views::Navigator m_navigator;
    registry::OpenRegister::Pointer m_register;
    std::unique_ptr<items::EditHistory> m_history;
    views::Session m_session;
};

}
