#pragma once

#include <string>

/// On what was measured.
namespace muster::bench {

/// The processor's name as the system has it, and how many cores it gives.
std::string processor();
int cores();

/// The commit that was built; MUSTER_COMMIT in the environment wins.
std::string commit();

/// Today, as YYYY-MM-DD.
std::string today();

/// How busy the machine is: the load average of the last minute.
double load();

}
