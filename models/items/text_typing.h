#pragma once

#include "register/audit_service.h"

namespace muster::items {

/// A stretch of typing in a text that another window may change meanwhile: from the first letter until what was typed is
/// saved and shown as it then stands. Lives in the jobs of the register's worker, one after the other.
class TextTyping
{
public:
    using Write = std::function<Result<QString>(registry::AuditService &, const registry::TypedText &)>;

    /// @param upon  the text as the register has it, which the field shows
    explicit TextTyping(const QString &upon) : m_stands(upon), m_field(upon) {}

    /// Saves what the field holds. What another window wrote since the last time stays, and only what was typed since
    /// goes below it. Errors: those of `write`.
    Result<void> save(registry::AuditService &service, const QString &field, const Write &write);

    /// The text as the register has it.
    const QString &stands() const { return m_stands; }
    /// Whether that is not what the field holds.
    bool differs() const { return m_stands != m_field; }

private:
    QString m_stands;
    QString m_field;   ///< as it was saved last
    QString m_above;   ///< what stands above what was typed here, and the field doesn't show
    QString m_skipped; ///< the field's beginning that is part of that
};

}
