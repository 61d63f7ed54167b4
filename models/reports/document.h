#pragma once

#include "domain/error.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <variant>
#include <vector>

/// What every export is made of, with no idea of its format. All strings are plain text: no renderer reads markup,
/// links or formulas in them, and a line feed is the only character that shapes them.
namespace muster::reports {

/// How a value is shown. Verdict and Category take the words of domain/terms.h ("pass", "not-checked", "assist" …), in
/// upper or lower case; renderers add shape and colour. Any other word in such a cell is shown as text.
enum class Kind {
    Text,
    Number, ///< aligned at the end; written by the caller, such as "1,204"
    Date,   ///< never broken across lines
    Verdict,
    Category,
    Code, ///< identifiers and digests, in a fixed-width face
};

/// A labelled value: register, period, number of entries, root.
struct Fact
{
    QString label;
    QString value;
    Kind kind = Kind::Text;
};

struct Paragraph
{
    QString text;
};

/// A quiet remark beside the matter: what was left out, what a figure rests on.
struct Note
{
    QString text;
};

struct KeyValues
{
    std::vector<Fact> facts;
};

struct Bullets
{
    QStringList items;
};

struct ChecklistItem
{
    QString label;
    QString hint; ///< may be empty
};

/// Boxes to tick, all of them empty.
struct Checklist
{
    std::vector<ChecklistItem> items;
};

/// Empty lines to write on when printed.
struct WritingLines
{
    int count = 3;
    QString label; ///< what to write there; may be empty
};

struct Column
{
    QString key;    ///< the field's name, the header of a CSV
    QString header; ///< the heading people read
    Kind kind = Kind::Text;
    int width = 0; ///< a hint in characters; 0 leaves it to the renderer
};

/// Puts the next row into `row` and returns true, or returns false at the end, or an error that ends the rendering.
/// A lambda that returns bool will do. `row` comes empty.
using RowSource = std::function<Result<bool>(QStringList &row)>;

/// Rows are either held in `rows` or, where `source` is set, drawn from it: once, so that each rendering needs a
/// source of its own. A row may be shorter than `columns`, the rest is empty; a longer one is an error.
struct Table
{
    QString caption; ///< may be empty
    std::vector<Column> columns;
    std::vector<QStringList> rows;
    RowSource source;
    QString emptyText; ///< stands in for a table without rows; may be empty
};

using Block = std::variant<Paragraph, Note, KeyValues, Bullets, Checklist, WritingLines, Table>;

struct Section
{
    QString heading; ///< may be empty
    int level = 2;   ///< 2 to 4; the title is 1
    std::vector<Block> blocks;
    bool newPage = false; ///< begins on a new page when printed, such as one worksheet for each pair
};

struct Document
{
    QString title;
    QString subtitle; ///< may be empty
    std::vector<Fact> facts;
    std::vector<Section> sections;
    QString language = QStringLiteral("en"); ///< BCP 47
};

}
