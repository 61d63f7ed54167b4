#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace muster::views {

/// Asks for a file without stopping the window; `chosen` gets its path. Saving asks before it replaces one.
void askForFile(QWidget *parent, const QString &title, const QString &filter, bool saving, const QString &suggestion,
                std::function<void(const QString &)> chosen);

}
