#pragma once

#include <QString>

namespace muster {

/// What somebody typed or pasted, made fit for the record: every kind of line break (CR LF, CR, VT, FF, NEL, U+2028,
/// U+2029) becomes a line feed; other control characters and halves of characters are left out. So nobody is kept from
/// typing by a character they can't see; files and the command line go through cleanText(), which names and refuses it.
QString typedText(const QString &text);

/// One text below the other, an empty line between them; where one is empty, the other.
QString oneBelowOther(const QString &above, const QString &below);

}
