#pragma once

#include "items/import_draft.h"
#include "items/import_report_models.h"
#include "views/parts/session.h"

#include <QTemporaryDir>
#include <QTimer>

namespace muster::views {

/// How a file is to be read; what is left open is found out.
struct ReadAs
{
    std::optional<exchange::Encoding> encoding;
    std::optional<QChar> delimiter;
    bool hasHeader = true;
};

/// What happens behind the import wizard: reads the file, tries the import, carries it out and takes it back, none of
/// it on the GUI thread. Reading runs on a thread of the pool, what concerns the register on its worker.
class ImportFlow final : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Nothing, Reading, Deciding, Importing, Imported, Undoing, Undone };

    explicit ImportFlow(const Session &session, QObject *parent = nullptr);
    ~ImportFlow() override;

    items::ImportDraft &draft() { return m_draft; }
    Phase phase() const { return m_phase; }
    const QString &path() const { return m_path; }
    /// What the file is called on a screen.
    QString name() const;
    bool isPasted() const { return m_pasted; }
    const ReadAs &readAs() const { return m_readAs; }

    void openFile(const QString &path);
    /// Takes a block from a spreadsheet: cells separated by tabs, with or without a header. Where there is no text, it
    /// says so and leaves what was read before.
    void openText(const QString &pasted);
    /// Reads the same file again in another way.
    void reread(const ReadAs &readAs);

    bool isStrict() const { return m_strict; }
    void setStrict(bool strict);

    /// That this very file was imported before and its rows would be there twice now, as a sentence; empty: not so.
    QString earlierImport() const;
    /// Whether that is wanted. It is asked anew for another file, and where somebody imports this one meanwhile.
    bool importsAgain() const;
    void setImportsAgain(bool again);

    /// Tries the import unless that was done or is under way.
    void tryOut();
    /// What trying came to, or null while that isn't known.
    const items::SharedReport &trial() const { return m_trial; }
    bool isTrying() const { return m_trying.isRunning() && !m_trying.isCanceled(); }
    /// Whether so few rows that every change is tried at once.
    bool triesAtOnce() const;
    /// While somebody looks at what it would come to, every change is tried, however many rows there are.
    void setTriesAlways(bool always);
    /// A sentence that keeps it from being imported now; empty: nothing.
    QString hindrance() const;

    void startImport();
    const items::SharedReport &outcome() const { return m_outcome; }
    void undo();
    /// Stops what is under way; an import that is stopped leaves nothing.
    void cancel();

    /// Remembers the mapping for tables with the same columns.
    void keepMapping();
    bool isKept() const { return m_kept; }
    Result<void> saveMapping(const QString &path) const { return m_draft.mapping().save(path, m_path); }
    /// Takes over a mapping; tells by `mappingTaken`.
    void loadMapping(const QString &path);
    /// Goes back to what the headers suggest.
    void useGuesses();

Q_SIGNALS:
    void phaseChanged();
    /// The file can't be read, or not to its end.
    void readFailed(const muster::Error &error);
    /// There was no text to be pasted; what was read before stays.
    void pasteFailed(const muster::Error &error);
    /// A mapping was taken over: `name` is its file, empty for the one kept for these columns. `problems` is what didn't fit.
    void mappingTaken(const QString &name, const QStringList &problems);
    void mappingFailed(const muster::Error &error);
    /// trial(), isTrying() or hindrance() may have changed.
    void trialChanged();
    void trialFailed(const muster::Error &error);
    void importFailed(const muster::Error &error);
    void undoFailed(const muster::Error &error);
    /// Long work began.
    void began(const QString &what, const QFuture<void> &future);

private:
    void forget();
    void read(const QString &pasted = {});
    void takeTable(const Result<exchange::TableScan> &scanned);
    void decideOn(const exchange::TableScan &table);
    void takeKept();
    void setPhase(Phase phase);
    void stale();
    void askWords(std::function<void()> then = {});
    void followRegister();
    QString keptKey() const;
    exchange::ImportOptions options(bool dryRun) const;
    void finishImport(const std::shared_ptr<std::optional<Result<exchange::ImportReport>>> &box);

    Session m_session;
    items::ImportDraft m_draft;
    QTemporaryDir m_folder;
    QString m_path;
    bool m_pasted = false;
    ReadAs m_readAs;
    int m_turn = 0; ///< of reading: an answer that comes after the next has begun is late
    bool m_strict = false;
    std::optional<ImportId> m_again; ///< the import after which this one is wanted all the same
    bool m_kept = false;
    Phase m_phase = Phase::Nothing;
    QFuture<void> m_reading, m_trying, m_working;
    QTimer m_trySoon;
    bool m_wantsTrial = false;
    items::SharedReport m_trial, m_outcome;
};

}
