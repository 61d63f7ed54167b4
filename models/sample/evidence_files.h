#pragma once

#include "sample/script.h"

/// What the sample team's tools know of its delegations: reviews, usage and prices, as the files they would export.
namespace muster::sample {

/// Reviews from March to June: of the Friday stakeholder update fewer seconds each week until the second audit, of support
/// replies about as many throughout, some of them too few to have been read.
QByteArray reviewsFile();

/// Usage by week and model; it calls the Friday stakeholder update by the name of its job, and knows a bot nobody registered.
QByteArray usageFile();

/// What the models cost.
QByteArray pricesFile();

/// Names the models there are, reads the three files in, and says which delegation the job's name means.
void readEvidenceIn(Script &script);

}
