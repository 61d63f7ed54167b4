#include "shooter.h"

#include <QApplication>

#include <cstdio>

using namespace muster::shots;

/// usage: muster-shots FOLDER [ROOM]…   pictures of the rooms named, or of all
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() < 2) {
        std::fputs("usage: muster-shots FOLDER [ROOM]...\n", stderr);
        return 2;
    }
    const std::pair<QString, void (*)(Shooter &)> rooms[] = {
        {QStringLiteral("parts"), partsShots},
        {QStringLiteral("shell"), shellShots},
        {QStringLiteral("audit-setup"), auditSetupShots},
        {QStringLiteral("audit-room"), auditRoomShots},
        {QStringLiteral("audit-spot"), auditSpotShots},
        {QStringLiteral("panel"), panelShots},
        {QStringLiteral("people"), peopleShots},
        {QStringLiteral("wall"), wallShots},
        {QStringLiteral("decisions"), decisionsShots},
        {QStringLiteral("record"), recordShots},
        {QStringLiteral("evidence"), evidenceShots},
        {QStringLiteral("charts"), chartsShots},
        {QStringLiteral("intake"), intakeShots},
    };
    muster::views::applyStyle(application, muster::views::Scheme::Light, {});
    QDir().mkpath(arguments[1]);
    for (const auto &[name, take] : rooms) {
        if (arguments.size() > 2 && !arguments.mid(2).contains(name))
            continue;
        Shooter shooter(arguments[1]);
        take(shooter);
    }
    return 0;
}
