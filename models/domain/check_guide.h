#pragma once

#include "domain/terms.h"

#include <QString>

namespace muster {

/// What a pair needs to know for one check on one delegation.
struct CheckGuide
{
    QString title;             ///< "Output and source drift"
    QString question;          ///< what is asked, in one sentence
    QString lookAt;            ///< what to open, count or call
    QString pass, drift, fail; ///< what each verdict means here

    bool operator==(const CheckGuide &) const = default;
};

/// What a check is called.
QString checkTitle(Check check);

/// What a check asks of a delegation of a category. Creep differs for each of them; an unclassified one is asked what it is.
CheckGuide guideFor(Check check, Category category);

/// What a state of a source means to who looks at it.
QString sourceStateMeaning(SourceState state);

}
