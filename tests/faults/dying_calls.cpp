#include "dying_calls.h"

#include <csignal>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

int callsLeft = 0;

template <typename... Arguments>
long pass(long call, Arguments... arguments)
{
    if (callsLeft > 0 && --callsLeft == 0)
        kill(getpid(), SIGKILL);
    return syscall(call, arguments...);
}

}

extern "C" {

ssize_t write(int file, const void *bytes, size_t count)
{
    return pass(SYS_write, file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset)
{
    return pass(SYS_pwrite64, file, bytes, count, offset);
}

int ftruncate64(int file, off64_t length) noexcept
{
    return int(pass(SYS_ftruncate, file, length));
}

int fsync(int file)
{
    return int(pass(SYS_fsync, file));
}

int fdatasync(int file)
{
    return int(pass(SYS_fdatasync, file));
}

int unlink(const char *path) noexcept
{
    return int(pass(SYS_unlinkat, AT_FDCWD, path, 0));
}

int rename(const char *from, const char *to) noexcept
{
    return int(pass(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
}

namespace muster::test {

void dieAtCall(int calls)
{
    callsLeft = calls;
}

}
