#pragma once

#include "register/audit_service.h"
#include "reports/document.h"

#include <functional>

namespace muster::reports {

/// What the figures hint at beside a check, a sentence each; they were read by who asks for the worksheet.
using HintSource = std::function<QStringList(const registry::OpenDelegation &item, Check check)>;

/// What pairs take with them: for each pair, its delegations with all that the checks ask for. Known failure modes come
/// first, then the AI Definition of Done for three samples, the sources, and the checks with what the figures hint at and
/// room for verdict and note. Samples that are laid out stand in their columns.
/// @param pair only this one, as an index into OpenAudit::pairs; nothing for all
/// @return InvalidInput where there is no such pair, or what the database says
Result<Document> worksheetDocument(registry::Store &store, const registry::OpenAudit &audit,
                                   std::optional<qsizetype> pair = std::nullopt, const HintSource &hints = {});

}
