#pragma once

#include "command.h"

namespace muster::cli {

/// A command line taken apart.
struct Parsed
{
    const Command *command = nullptr; ///< none where only help or version is wanted
    QString noun;                     ///< for help, where no whole command was named
    Arguments arguments;
    bool wantsHelp = false;
    bool wantsVersion = false;
};

/// Takes a command line apart. Error: Usage with a sentence that names the command's help.
Result<Parsed> parse(const QStringList &args);

}
