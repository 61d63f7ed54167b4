#pragma once

#include "register/audit_service.h"
#include "reports/document.h"

namespace muster::reports {

/// What pairs take with them: for each pair, its delegations with all that the checks ask for. Known failure modes come
/// first, then the AI Definition of Done for three samples, the sources, and the checks with room for verdict and note.
/// @param pair only this one, as an index into OpenAudit::pairs; nothing for all
/// @return InvalidInput where there is no such pair, or what the database says
Result<Document> worksheetDocument(registry::Store &store, const registry::OpenAudit &audit,
                                   std::optional<qsizetype> pair = std::nullopt);

}
