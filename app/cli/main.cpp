#include "command.h"
#include "system_environment.h"

#include <QCoreApplication>

#include <clocale>
#include <cstring>
#include <iostream>

#include <langinfo.h>

namespace {

/// Qt complains on stderr about a locale that isn't UTF-8, and takes C.UTF-8; so give it that one before.
void takeUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");
}

}

int main(int argc, char *argv[])
{
    using namespace muster::cli;
    takeUtf8();
    std::ios::sync_with_stdio(false);
    const QCoreApplication app(argc, argv);
    QStringList args;
    for (int i = 1; i < argc; ++i)
        args << QString::fromUtf8(argv[i]);
    const auto system = SystemEnvironment::read();
    if (!system) {
        Output(std::cout, std::cerr, false).error(system.error().message);
        return int(Exit::Usage);
    }
    return run(args, std::cout, std::cerr, (*system)->environment());
}
