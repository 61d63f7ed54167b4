#pragma once

#include "views/shell/workspace.h"

namespace muster::app {

/// Puts the pages into a workspace and connects what one page asks of another.
void addPages(views::Workspace &workspace);

/// The import wizard, on a file or on text pasted from a spreadsheet (both empty: it asks for a file).
views::Over makeImportWizard(views::Workspace &workspace, const QString &path, const QString &pasted);

}
