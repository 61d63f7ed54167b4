#pragma once

#include "register/open_register.h"
#include "sample/sample_register.h"
#include "support/register_fixture.h"

namespace muster::test {

/// The sample register opened with a worker of its own, on its day, in a folder of its own.
class SampleWindow
{
public:
    SampleWindow()
    {
        registry::StoreOptions options;
        options.clock = &m_clock;
        options.random = &m_random;
        options.flush = false;
        m_register =
            must(registry::OpenRegister::openWith([path = m_folder.filePath(QStringLiteral("sample.muster")), options] {
                     return sample::makeSampleRegister(path, options);
                 }).takeResult());
    }

    const registry::OpenRegister::Pointer &reg() const { return m_register; }
    QString folder() const { return m_folder.path(); }

    /// Runs work on the register's worker and waits for it.
    template <typename Work>
    auto ask(Work work)
    {
        return m_register->run(std::move(work)).result();
    }

private:
    QTemporaryDir m_folder;
    sample::SampleClock m_clock;
    sample::SampleRandomness m_random;
    registry::OpenRegister::Pointer m_register;
};

}
