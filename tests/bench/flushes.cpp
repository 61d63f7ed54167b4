#include "flushes.h"

#include <atomic>
#include <chrono>

#include <sys/syscall.h>
#include <unistd.h>

namespace {

std::atomic<long> count;
std::atomic<long> nanoseconds;

int counted(long call, int file)
{
    using Watch = std::chrono::steady_clock;
    const auto started = Watch::now();
    const auto result = syscall(call, file);
    nanoseconds += std::chrono::duration_cast<std::chrono::nanoseconds>(Watch::now() - started).count();
    ++count;
    return int(result);
}

}

extern "C" int fsync(int file)
{
    return counted(SYS_fsync, file);
}

extern "C" int fdatasync(int file)
{
    return counted(SYS_fdatasync, file);
}

namespace muster::bench {

Flushes flushesSoFar()
{
    return {count, double(nanoseconds) / 1e6};
}

}
