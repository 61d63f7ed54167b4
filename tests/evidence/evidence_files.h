#pragma once

#include "evidence/evidence_import.h"
#include "register/inventory_services.h"
#include "support/register_fixture.h"

/// What tests of reading evidence in have in common: a register with a delegation, and files beside it.
namespace muster::test {

/// A register with "Weekly update" and "Reply drafts".
class EvidenceFixture : public RegisterFixture
{
public:
    explicit EvidenceFixture(quint32 seed = 1) : RegisterFixture(seed)
    {
        update = add("Weekly update", "wu-1");
        replies = add("Reply drafts", "rd-2");
    }

    DelegationId add(const char *title, const char *externalId = "")
    {
        Delegation delegation;
        delegation.title = QString::fromUtf8(title);
        delegation.owner = owner();
        delegation.category = Category::Assist;
        if (*externalId)
            delegation.externalId = Title(QString::fromUtf8(externalId));
        return must(registry::DelegationService(store()).add(delegation));
    }

    /// Writes a file in the register's folder and returns its path.
    QString file(const QByteArray &text, const QString &name = QStringLiteral("reviews.csv"))
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write the file");
        return file.fileName();
    }

    Result<evidence::EvidenceReport> readIn(const QByteArray &text, const evidence::EvidenceOptions &options = {})
    {
        return evidence::importEvidence(store(), file(text), options);
    }

    /// Every problem as `row column: reason`.
    static QStringList problems(const evidence::EvidenceReport &report)
    {
        QStringList told;
        for (const auto &problem : report.problems)
            told << QStringLiteral("%1 %2: %3").arg(problem.row).arg(problem.column, problem.reason);
        return told;
    }

    DelegationId update, replies;
};

inline constexpr auto reviewHeader = "delegation,output,producedAt,reviewedAt,seconds,reviewer,outcome,words,model\n";

}
