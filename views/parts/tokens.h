#pragma once

#include <QColor>
#include <QFont>

class QPalette;
class QWidget;

/// The visual language: a few colours, distances and sizes of type that every screen is made of.
namespace muster::views {

/// The colours of one scheme. Ink and muted are legible (at least 4.5:1) on background and surface; `faint` is for
/// decoration only. A `…Soft` is the ground of a tag in the colour before it.
struct Colours
{
    QColor background, surface, line;
    QColor ink, muted, faint;
    QColor accent, accentSoft, onAccent;
    QColor assist, assistSoft, automate, automateSoft, avoid, avoidSoft;
    QColor pass, passSoft, drift, driftSoft, fail, failSoft;
};

const Colours &lightColours();
const Colours &darkColours();

/// The colours that go with a palette: the dark ones where its window is dark.
const Colours &coloursOf(const QPalette &palette);
const Colours &coloursOf(const QWidget *widget);

/// Distances in device-independent pixels.
namespace space {
inline constexpr int tiny = 4, small = 8, medium = 12, large = 16, huge = 20;
}

/// Corners in device-independent pixels.
namespace radius {
inline constexpr int tag = 4, control = 6, card = 8;
}

/// The sizes of type, as shares of the application's font, which follows the system.
enum class Type {
    Tag,     ///< 11 of 13
    Small,   ///< 12 of 13
    Body,    ///< 13 of 13: the application's font as it is
    Strong,  ///< 13, semi-bold
    Lead,    ///< 14, semi-bold: the title of a card or section
    Title,   ///< 16, bold: the title of a panel
    Heading, ///< 20, bold: the title of a page
    Timer,   ///< 22, bold, figures of one width
    Room,    ///< 64, bold: the timer in room mode
};

QFont fontOf(Type type);

/// The system's letters of one width, in a size of the scale.
QFont fixedFontOf(Type type);

/// A length that grows with the application's font: `pixels` at 13 pixels of type.
int scaled(int pixels);

}
