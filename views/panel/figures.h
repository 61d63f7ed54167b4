#pragma once

#include "views/parts/facts.h"

class QGridLayout;

namespace muster::views {

/// Rows of a muted name and what there is, with thin lines between them.
class Figures final : public QWidget
{
    Q_OBJECT

public:
    explicit Figures(QWidget *parent = nullptr);

    /// Adds a row and returns the column of its value; the name stands at its top, or beside its middle.
    QBoxLayout *add(const QString &name, Qt::Alignment nameAt = Qt::AlignTop);
    /// Adds a row with a text.
    void add(const QString &name, const QString &text);
    int count() const { return m_count; }

private:
    QGridLayout *m_grid;
    int m_count = 0;
};

/// A value's text: small, wrapped, to be selected with the mouse; of a very long one its beginning at first.
QWidget *valueLabel(const QString &text, Ink ink = Ink::Normal);

}
