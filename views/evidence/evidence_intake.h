#pragma once

#include "items/evidence_draft.h"
#include "items/import_report_models.h"
#include "views/parts/session.h"

namespace muster::views {

/// What happens behind the import of evidence: looks at the file, tries the import, carries it out and takes it back, none
/// of it on the GUI thread.
class EvidenceIntake final : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Nothing, Reading, Deciding, Trying, Tried, Importing, Imported, Undoing, Undone };
    using Report = std::shared_ptr<const evidence::EvidenceReport>;

    explicit EvidenceIntake(const Session &session, QObject *parent = nullptr);
    ~EvidenceIntake() override;

    Phase phase() const { return m_phase; }
    const QString &path() const { return m_path; }
    items::EvidenceDraft &draft() { return m_draft; }
    /// What trying or importing came to; null before.
    const Report &report() const { return m_report; }
    bool isWorking() const;

    /// Looks at a file. `delegation` stands for rows that name none.
    void openFile(const QString &path, const QString &delegation);
    /// Looks at the same file as another format.
    void readAs(const evidence::Format *format);
    /// Says what the import would come to, and changes nothing.
    void tryOut();
    /// Goes back to the columns.
    void reconsider();
    void startImport();
    void undo();
    /// Stops what is under way; an import that is stopped leaves nothing.
    void cancel();

Q_SIGNALS:
    void phaseChanged();
    void failed(const muster::Error &error);
    /// Long work began.
    void began(const QString &what, const QFuture<void> &future);

private:
    void look(const evidence::Format *format);
    void run(bool dryRun);
    void setPhase(Phase phase);

    Session m_session;
    QString m_path, m_delegation;
    items::EvidenceDraft m_draft;
    Report m_report;
    Phase m_phase = Phase::Nothing;
    QFuture<void> m_work;
    int m_turn = 0; ///< an answer about another file or format is late
};

}
