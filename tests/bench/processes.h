#pragma once

#include <string>
#include <vector>

namespace muster::bench {

/// What a process took.
struct Taken
{
    double milliseconds = 0; ///< wall time, start and end of the process included
    double megabytes = 0;    ///< the most memory it had resident
    int status = -1;         ///< its exit status, or -1 where it didn't end by itself
};

/// Runs a program (found in PATH) with its output thrown away or written to `output`, and waits for it.
/// The memory counted is at least what this process itself has resident.
Taken runProcess(const std::vector<std::string> &command, const std::string &output = "/dev/null");

/// The same, and gives up where the status is none of `fine`.
Taken mustRun(const std::vector<std::string> &command, const std::vector<int> &fine = {0});

}
