#pragma once

#include "views/parts/pieces.h"

#include <QGridLayout>
#include <QScrollArea>

namespace muster::views {

/// The most letters of a heading's word: bold and larger, it has to fit in half of the smallest window.
inline constexpr int headingWord = 16;

/// The text with a place to break after each `longest` letters of a word, so that no label asks for more width than
/// there is.
QString breakable(const QString &text, int longest = 24);

/// A text that stays in its own direction of writing within a sentence, and turns nothing behind it.
QString isolated(const QString &text);

/// Labelled values below each other: labels in muted text at the left, values that wrap beside them. Values can be
/// selected and copied.
class FactList final : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    /// Adds a line; nothing where there is no value. Of a very long value its beginning, and a way to see the whole.
    void add(const QString &label, const QString &value);
    void add(const QString &label, QWidget *value);

private:
    QGridLayout *m_grid;
};

/// A column that scrolls when it is higher than its place, and is emptied and filled anew.
class ScrollColumn final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ScrollColumn(QWidget *parent = nullptr);

    /// Takes out everything and scrolls to the top.
    void clear();
    void add(QWidget *widget);
    /// A paragraph of plain text; nothing where it is empty, of a very long one its beginning at first.
    void addText(const QString &text, Type type = Type::Body, Ink ink = Ink::Normal);
    void addSpace(int pixels = space::small);

private:
    QBoxLayout *m_column = nullptr;
};

}
