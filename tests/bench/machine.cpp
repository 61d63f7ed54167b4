#include "machine.h"

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <thread>

namespace muster::bench {

std::string processor()
{
    std::ifstream facts("/proc/cpuinfo");
    for (std::string line; std::getline(facts, line);) {
        const auto colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos)
            return line.substr(colon + 2);
    }
    return "unknown processor";
}

int cores()
{
    return int(std::thread::hardware_concurrency());
}

std::string commit()
{
    const char *given = std::getenv("MUSTER_COMMIT");
    const std::string name = given ? given : MUSTER_COMMIT;
    return name.empty() ? "unknown" : name;
}

std::string today()
{
    const std::time_t now = std::time(nullptr);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
    return text;
}

double load()
{
    double last = 0;
    return getloadavg(&last, 1) == 1 ? last : 0;
}

}
