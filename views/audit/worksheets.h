#pragma once

#include "domain/error.h"
#include "register/open_register.h"

#include <QFuture>

namespace muster::views {

/// Writes an audit's worksheets for the pairs to a file: HTML that prints where it ends in .html, Markdown otherwise.
/// Errors: those of reports::worksheetDocument() and reports::saveFile().
QFuture<Result<void>> saveWorksheets(const registry::OpenRegister::Pointer &openRegister, const AuditId &audit,
                                     const QString &path);

}
