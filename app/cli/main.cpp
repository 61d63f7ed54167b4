#include "app/system/system.h"
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

/// What is no UTF-8 reads as something else; a byte order mark is passed over.
bool isUtf8(const char *argument, const QString &read)
{
    const QByteArray bytes(argument);
    return read.toUtf8() == (bytes.startsWith("\xEF\xBB\xBF") ? bytes.mid(3) : bytes);
}

}

int main(int argc, char *argv[])
{
    using namespace muster::cli;
    muster::app::useLargePages();
    takeUtf8();
    std::ios::sync_with_stdio(false);
    const QCoreApplication app(argc, argv);
    QStringList args;
    for (int i = 1; i < argc; ++i) {
        args << QString::fromUtf8(argv[i]);
        if (!isUtf8(argv[i], args.last())) {
            Output(std::cout, std::cerr, false)
                .error(QStringLiteral("Argument %1 (\"%2\") is not UTF-8; type it in a terminal that writes UTF-8.")
                           .arg(i)
                           .arg(args.last().left(60)));
            return int(Exit::Usage);
        }
    }
    const auto system = SystemEnvironment::read();
    if (!system) {
        Output(std::cout, std::cerr, false).error(system.error().message);
        return int(Exit::Usage);
    }
    return run(args, std::cout, std::cerr, (*system)->environment());
}
