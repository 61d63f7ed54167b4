#pragma once

/// Lets a process die at a certain call by which it would change a file: this program's own write, pwrite, ftruncate,
/// fsync, fdatasync, unlink and rename stand before the C library's, for SQLite and Qt as well.
namespace muster::test {

/// The process kills itself, as kill -9 does, in place of the call that is `calls` ahead; 1 is the very next.
void dieAtCall(int calls);

}
