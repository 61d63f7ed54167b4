#pragma once

#include "reports/document.h"

#include <QStringView>

/// What the renderers share: what is shown for a character that can't be seen, and for a word of the field.
namespace muster::reports {

/// A value as it stands in front of a reader.
struct Shown
{
    QString mark; ///< the shape of a verdict, such as "✓"; empty otherwise
    QString text;
    QString tone; ///< "pass", "drift", "fail", "open", "assist", "automate", "avoid", "unclassified" or empty
};

/// The shape, word and tone for a value of a kind; a word that is no verdict or category comes back as it is.
Shown shown(Kind kind, const QString &value);

/// Whether the character is one that turns the direction of what follows it, or breaks a line unseen: U+202A … U+202E,
/// U+2066 … U+2069, U+200E, U+200F, U+061C, U+2028, U+2029, U+FEFF.
bool isHiddenControl(QChar c);

/// "U+202E" for the character.
QString codePointName(QChar c);

/// The text with CR LF as LF and every other control character but LF and TAB as something to see: U+0000 as ␀, U+0085
/// as “\u0085”; a surrogate without its partner and U+FFFE and U+FFFF become U+FFFD. Hidden controls stay.
QString visibleText(QStringView text);

/// The rows of a table one after the other, wherever they come from.
class RowReader
{
public:
    explicit RowReader(const Table &table) : m_table(table) {}

    /// Puts the next row into `row`, filled up to the number of columns.
    /// @return false at the end; InvalidInput for a row longer than the columns; whatever the source says
    Result<bool> next(QStringList &row);

private:
    const Table &m_table;
    size_t m_count = 0;
};

}
