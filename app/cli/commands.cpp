#include "command.h"

namespace muster::cli {

#define MUSTER_COMMAND(describe) Command describe();
#include "command_list.inc"
#undef MUSTER_COMMAND

const std::vector<Command> &allCommands()
{
    static const std::vector<Command> commands{
#define MUSTER_COMMAND(describe) describe(),
#include "command_list.inc"
#undef MUSTER_COMMAND
    };
    return commands;
}

}
