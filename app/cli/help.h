#pragma once

#include "command.h"

namespace muster::cli {

/// What `--help` prints: for a command its usage and parameters, for a noun its commands, otherwise everything.
QString helpText(const QString &noun, const Command *command);

/// `muster-cli delegation add TITLE [FIELD=VALUE]…`
QString usageLine(const Command &command);

}
