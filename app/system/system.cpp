#include "app/system/system.h"

#include <QDir>

#include <malloc.h>
#include <pwd.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

namespace muster::app {

using namespace Qt::StringLiterals;

void SystemRandomness::fill(std::span<std::uint8_t> bytes)
{
    for (auto &byte : bytes) {
        if (m_next == m_block.size()) {
            // One call for many: asking the processor for four bytes at a time cost an eighth of an import.
            for (size_t got = 0; got < m_block.size();) {
                const ssize_t more = getrandom(m_block.data() + got, m_block.size() - got, 0);
                got += more > 0 ? size_t(more) : 0;
            }
            m_next = 0;
        }
        byte = m_block[m_next++];
    }
}

void useLargePages()
{
#ifdef __GLIBC__
    constexpr size_t heap = 64 << 20, page = 2 << 20, first = 1 << 20;
    mallopt(M_TOP_PAD, heap);
    mallopt(M_TRIM_THRESHOLD, heap);
    mallopt(M_MMAP_THRESHOLD, heap);
    auto *start = static_cast<char *>(malloc(first)); // the heap grows by `heap` beyond it
    char *from = start + (page - reinterpret_cast<size_t>(start) % page) % page;
    const auto *end = static_cast<const char *>(sbrk(0));
    if (start && from < end)
        madvise(from, size_t(end - from), MADV_HUGEPAGE); // only a wish
    free(start);
#endif
}

Result<QDateTime> fixedInstant()
{
    const QString now = qEnvironmentVariable("MUSTER_NOW");
    if (now.isEmpty())
        return QDateTime();
    const auto fixed = QDateTime::fromString(now, Qt::ISODateWithMs).toUTC();
    if (!fixed.isValid())
        return failure(ErrorCode::Usage,
                       u"MUSTER_NOW takes an instant such as 2026-06-01T09:00:00Z, not \"%1\"."_s.arg(now.left(40)));
    return fixed;
}

QString stateFolder()
{
    const QString base = qEnvironmentVariable("XDG_STATE_HOME");
    return (QDir::isAbsolutePath(base) ? base : QDir::homePath() + u"/.local/state"_s) + u"/muster"_s;
}

QString userName()
{
    const auto *account = getpwuid(getuid());
    if (!account)
        return qEnvironmentVariable("USER");
    const QString full = QString::fromLocal8Bit(account->pw_gecos).section(u',', 0, 0).trimmed();
    return full.isEmpty() ? QString::fromLocal8Bit(account->pw_name) : full;
}

}
