#pragma once

#include "window_fixture.h"

/// The record page of a window, gone through by keys.
namespace muster::test {

/// Goes to the export and names the file; the button that writes it has the focus then.
inline void nameExport(WindowFixture &fixture, const QString &path)
{
    fixture.key(Qt::Key_4, Qt::ControlModifier);
    fixture.settle();
    if (!fixture.tabTo(QStringLiteral("export")))
        qFatal("no export");
    fixture.key(Qt::Key_Space);
    fixture.settle();
    if (!fixture.tabTo(QStringLiteral("path")))
        qFatal("no path to be named");
    fixture.key(Qt::Key_A, Qt::ControlModifier);
    fixture.type(path);
    if (!fixture.tabTo(QStringLiteral("save")))
        qFatal("nothing can be saved");
}

}
