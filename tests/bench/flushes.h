#pragma once

/// Counts how often this process asks the disk to flush, and how long it waits for that. The program's own fsync and
/// fdatasync stand before the C library's, so SQLite's and Qt's calls are counted too.
namespace muster::bench {

struct Flushes
{
    long count = 0;
    double milliseconds = 0;
};

/// All flushes since the process began.
Flushes flushesSoFar();

}
