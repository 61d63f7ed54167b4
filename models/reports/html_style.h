#pragma once

#include <QByteArray>

namespace muster::reports {

/// The one style sheet of an HTML report: light, dark and print, without `<` and `&`, so that it stands in a style
/// element of HTML and XHTML alike.
/// @param landscape prints on A4 landscape instead of portrait
QByteArray htmlStyle(bool landscape);

/// The class that gives a column the width of the hint, "" for none.
/// @param characters Column::width
const char *widthClass(int characters);

}
