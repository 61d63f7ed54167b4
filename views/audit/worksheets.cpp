#include "views/audit/worksheets.h"

#include "evidence/audit_figures.h"
#include "register/audit_service.h"
#include "reports/render_html.h"
#include "reports/render_markdown.h"
#include "reports/save_file.h"
#include "reports/worksheet.h"

namespace muster::views {

using namespace Qt::StringLiterals;

QFuture<Result<void>> saveWorksheets(const registry::OpenRegister::Pointer &openRegister, const AuditId &audit,
                                     const QString &path)
{
    return openRegister->run([audit, path](registry::Store &store) -> Result<void> {
        const auto open = registry::AuditService(store).get(audit);
        if (!open)
            return tl::unexpected(open.error());
        const auto document =
            reports::worksheetDocument(store, *open, {}, [](const registry::OpenDelegation &item, Check check) {
                return evidence::raisedSentences(item, check);
            });
        if (!document)
            return tl::unexpected(document.error());
        return reports::saveFile(path, [&](QIODevice &device) {
            return path.endsWith(".html"_L1, Qt::CaseInsensitive) ? reports::renderHtml(*document, device)
                                                                  : reports::renderMarkdown(*document, device);
        });
    });
}

}
