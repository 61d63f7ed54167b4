#pragma once

#include <QStringList>

namespace muster::exchange {

/// The name most like `wanted`, upper and lower case aside, one that begins with it before others; empty where none is near:
/// where half of its characters or more than twenty would have to change.
QString nearestName(const QString &wanted, const QStringList &names);

}
