#pragma once

#include <QString>
#include <QStringView>

namespace muster {

/// One field of a CSV file, quoted after RFC 4180 where it has to be, and safe from spreadsheets that take text for a
/// formula: text that begins with = + - @ TAB CR LF or ' gets a ' in front, which csvText() takes away again.
/// @param isText false for what the caller believes to be a number: a plain decimal number then keeps its sign;
///               anything else is still treated as text.
QString csvCell(QStringView value, bool isText = true);

/// The text of a field as a CSV parser hands it over, without the ' that csvCell() put there. Reverses csvCell() for
/// every text; a ' before anything that needs none is kept.
QString csvText(QStringView field);

}
