#pragma once

#include "sample/script.h"

/// What the sample's team has delegated, as it grew from January to June.
namespace muster::sample {

/// 12 January: who there is, besides the register's owner.
void addPeople(Script &script);
/// 13 January: three AI Definitions of Done.
void addDefinitions(Script &script);
/// 14 to 20 January: what already ran when the register was begun, and what stays with people.
void addFirstInventory(Script &script);
/// February and March: what came to it, the Friday stakeholder update at last.
void addSpringInventory(Script &script);
/// Late in May: one whose category nobody has decided, and one that was never audited.
void addLateInventory(Script &script);

}
