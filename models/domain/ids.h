#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>

namespace muster {

/// The identifier of one kind of thing: a random UUID (version 4, lower case) as text.
/// An id of one entity can't be passed as another's.
template <typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString text) : m_text(std::move(text)) {}

    const QString &text() const { return m_text; }
    bool isNull() const { return m_text.isEmpty(); }

    friend bool operator==(const Id &, const Id &) = default;
    friend auto operator<=>(const Id &a, const Id &b) { return a.m_text.compare(b.m_text) <=> 0; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(QStringView(id.m_text), seed); }

private:
    QString m_text;
};

using RegisterId = Id<struct RegisterTag>;
using PersonId = Id<struct PersonTag>;
using DelegationId = Id<struct DelegationTag>;
using DefinitionId = Id<struct DefinitionTag>;
using SourceId = Id<struct SourceTag>;
using StopRuleId = Id<struct StopRuleTag>;
using DrillId = Id<struct DrillTag>;
using CredentialId = Id<struct CredentialTag>;
using SeriesId = Id<struct SeriesTag>;
using AuditId = Id<struct AuditTag>;
using FindingId = Id<struct FindingTag>;
using DecisionId = Id<struct DecisionTag>;
using ColumnId = Id<struct ColumnTag>;
using ImportId = Id<struct ImportTag>;
using EvidenceId = Id<struct EvidenceTag>;
using AliasId = Id<struct AliasTag>;
using ModelId = Id<struct ModelTag>;

}
