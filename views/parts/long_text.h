#pragma once

#include "views/parts/pieces.h"

class QPlainTextEdit;

namespace muster::views {

/// Up to this many characters a text stands in full where it is one of several values.
inline constexpr qsizetype longestInFull = 1200;

/// The beginning of a text too long for a label, and a button that shows the whole of it in a field of its own, to be
/// read and copied. A label lays out all of its text at once: a note of 100,000 characters would hold the window.
class LongText final : public QWidget
{
    Q_OBJECT

public:
    LongText(const QString &text, Type type, Ink ink, QWidget *parent = nullptr);

    bool isOpen() const { return m_whole != nullptr; }

private:
    void open();

    QString m_text;
    PlainLabel *m_beginning;
    QPushButton *m_more;
    QPlainTextEdit *m_whole = nullptr;
};

/// A text to be read and selected: a label that wraps, or a LongText where it is too long for one.
QWidget *textValue(const QString &text, Type type = Type::Body, Ink ink = Ink::Normal);

}
