#pragma once

#include <QDate>
#include <QString>

namespace muster {

/// A date as YYYY-MM-DD; empty where it is not valid. QDate::toString says the same by way of a format string, which
/// costs a list of dates more than reading them.
QString isoText(QDate date);

}
