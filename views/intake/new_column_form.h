#pragma once

#include "items/import_draft.h"
#include "views/intake/intake_parts.h"

class QComboBox;
class QLineEdit;

namespace muster::views {

/// What kind of column of the register's own is made of a column of the file: its title and its type, and beside them
/// why it can't be made.
class NewColumnForm final : public QWidget
{
    Q_OBJECT

public:
    /// `draft` outlives it.
    explicit NewColumnForm(items::ImportDraft &draft, QWidget *parent = nullptr);

    /// Shows what is made of this column of the file; takes no room where nothing is.
    void showColumn(int column);
    /// Why the column shown can't be made; empty: it can, or none is shown.
    QString objection() const;

private:
    void follow();
    QString toldOf(const OwnColumn &made) const;

    items::ImportDraft &m_draft;
    int m_column = -1;
    QLineEdit *m_title;
    QComboBox *m_type;
    Tag *m_guess;
    PlainLabel *m_told;
    InlineMessage *m_objection;
};

/// What a column's type is called beside it: "number".
QString typeText(ColumnType type);

}
