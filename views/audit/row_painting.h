#pragma once

#include "views/parts/tokens.h"

#include <QStyleOptionViewItem>

class QPainter;

/// What the rows of this room's lists are painted with.
namespace muster::views {

/// The ground of a row: soft where it is chosen (if `showsChosen`) or under the pointer, ringed where it has the focus.
void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option, const Colours &colours,
                    bool showsChosen = true);

/// Writes one line, cut with an ellipsis.
void writeLine(QPainter &painter, const QRect &rect, const QString &text, Type type, const QColor &ink,
               Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

int textWidth(const QString &text, Type type);
int lineHeight(Type type);

}
