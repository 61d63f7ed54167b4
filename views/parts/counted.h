#pragma once

#include <QLocale>
#include <QString>

namespace muster::views {

/// A number with the word that goes with it: "1 delegation", "3 delegations". Both words come translated.
inline QString counted(qint64 number, const QString &one, const QString &many)
{
    return QStringLiteral("%1 %2").arg(QLocale().toString(number), number == 1 ? one : many);
}

}
