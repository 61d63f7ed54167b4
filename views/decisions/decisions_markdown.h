#pragma once

#include "views/decisions/decision_list_model.h"

namespace muster::views {

/// What the list shows as GitHub flavoured Markdown: a heading for each owner, and a list of tasks below it.
QString decisionsMarkdown(const DecisionListModel &list);

}
