#pragma once

#include "views/parts/tokens.h"

#include <QPalette>

class QApplication;

namespace muster::views {

/// Light or dark as the system has it, or as a person chose.
enum class Scheme { System, Light, Dark };

/// The palette of a scheme's colours, for what Qt draws by itself.
QPalette paletteOf(const Colours &colours);

/// The rules of a scheme for buttons, fields, tables and the rest of Qt's own widgets. Buttons with the dynamic property
/// `look` set to "primary", "quiet" or "danger" differ from the ordinary ones; frames with `look` "card" are cards.
QString styleSheetOf(const Colours &colours);

/// Dresses the application: Fusion, fonts, palette and rules. `system` is the palette the platform gave at start; it
/// decides where the scheme is System.
void applyStyle(QApplication &application, Scheme scheme, const QPalette &system);

}
