#pragma once

#include "sample/script.h"

/// The audits that the sample's team has held so far.
namespace muster::sample {

/// 14 April: the first full audit; decisions 1 to 7.
void holdFirstAudit(Script &script);
/// 12 May: the second, which starts with what was decided in the first; decisions 8 to 13.
void holdSecondAudit(Script &script);
/// 13 May: a further word on it.
void amendSecondAudit(Script &script);
/// 3 June: a spot check by the delegation's owner alone, and so self-checked.
void holdSpotCheck(Script &script);

}
