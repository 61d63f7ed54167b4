#include "desktop.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"muster"_s);
    QApplication::setApplicationDisplayName(u"Muster"_s);
    QApplication::setApplicationVersion(QStringLiteral(MUSTER_VERSION));
    QApplication::setDesktopFileName(u"muster"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Inventory, Delegation Audits and a record that others can verify, of work delegated to AI."_s);
    parser.addPositionalArgument(u"register"_s, u"The register to open; without one the start page is shown."_s,
                                 u"[FILE]"_s);
    const QCommandLineOption sample(u"sample"_s, u"Open the sample register."_s);
    parser.addOption(sample);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    const auto fixed = muster::app::fixedInstant();
    if (!fixed) {
        std::fprintf(stderr, "muster: %s\n", qPrintable(fixed.error().message));
        return 2;
    }
    muster::app::Desktop desktop(*fixed);
    auto &window = desktop.window();
    window.show();
    const QStringList files = parser.positionalArguments();
    if (!files.isEmpty())
        window.open(files.constFirst());
    else if (parser.isSet(sample))
        window.openSample();
    return QApplication::exec();
}
