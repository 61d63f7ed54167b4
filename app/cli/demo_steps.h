#pragma once

#include "audit_support.h"
#include "exchange/delegation_import.h"
#include "reports/document.h"
#include "sample/sample_environment.h"

namespace muster::cli {

/// The main job on the sample register, a step after the other, each told to people as it is done.
class Demo
{
public:
    /// @param folder is there and empty
    Demo(Context &context, QString folder);

    /// Does every step. Errors: those of the services; what was written until then stays, see removeFiles().
    Result<void> runAll();
    /// Takes away what was written.
    void removeFiles();

    const QString &folder() const { return m_folder; }
    QString registerFile() const;
    /// The instant at which the demo ends.
    QString now() const;
    /// What was written, by name in the folder, and what it is.
    const QList<std::pair<QString, QString>> &files() const { return m_files; }
    /// What each step came to, for scripts.
    const nlohmann::ordered_json &account() const { return m_account; }

private:
    Result<void> makeRegister();
    Result<void> importSpreadsheet();
    Result<void> showDue();
    Result<void> openAudit();
    Result<void> writeWorksheets();
    Result<void> holdAudit();
    Result<void> closeAudit();
    Result<void> exportLog();
    Result<void> verify();

    void heading(const QString &text);
    void say(const QString &text);
    void tellImport(const exchange::ImportReport &report);
    void tellPairs(const registry::OpenAudit &audit, const QHash<QString, QString> &names);
    void tellDecisions(const registry::OpenAudit &audit, const QHash<QString, QString> &names);
    Result<void> save(const QString &name, const QString &what, const std::function<Result<void>(QIODevice &)> &write);
    using Renderer = Result<void> (*)(const reports::Document &, QIODevice &);
    Result<void> saveDocument(const QString &name, const QString &what, const Result<reports::Document> &document,
                              Renderer render);

    Context &m_context;
    Output &m_out;
    QString m_folder;
    sample::SampleClock m_clock;
    sample::SampleRandomness m_random;
    std::unique_ptr<registry::Store> m_store;
    AuditId m_audit;
    int m_step = 0;
    QList<std::pair<QString, QString>> m_files;
    nlohmann::ordered_json m_account;
};

}
