#include "views/evidence/evidence_intake.h"

#include "items/when_done.h"
#include "views/parts/background.h"

#include <QFileInfo>

namespace muster::views {

using namespace Qt::StringLiterals;
using evidence::EvidenceGlimpse;
using evidence::EvidenceReport;

namespace {

constexpr qsizetype rowsShown = 20;

template <typename T>
using Kept = std::shared_ptr<std::optional<Result<T>>>;

template <typename T>
Kept<T> keep()
{
    return std::make_shared<std::optional<Result<T>>>();
}

Error stopped()
{
    return {ErrorCode::Cancelled, EvidenceIntake::tr("It was stopped; nothing was changed.")};
}

}

EvidenceIntake::EvidenceIntake(const Session &session, QObject *parent) : QObject(parent), m_session(session) {}

EvidenceIntake::~EvidenceIntake()
{
    cancel();
}

bool EvidenceIntake::isWorking() const
{
    return m_phase == Phase::Importing || m_phase == Phase::Undoing;
}

void EvidenceIntake::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT phaseChanged();
}

void EvidenceIntake::openFile(const QString &path, const QString &delegation)
{
    m_path = path;
    m_delegation = delegation;
    look(nullptr);
}

void EvidenceIntake::readAs(const evidence::Format *format)
{
    look(format);
}

void EvidenceIntake::look(const evidence::Format *format)
{
    m_draft.clear();
    m_report.reset();
    const auto seen = keep<EvidenceGlimpse>();
    const auto looking = runOnPool([seen, path = m_path, format](const registry::Progress &) {
        *seen = evidence::glimpse(path, format, {}, rowsShown);
    });
    setPhase(Phase::Reading);
    onceFinished(this, looking, [this, seen, turn = ++m_turn] {
        if (turn != m_turn || !*seen)
            return;
        if (const auto &glimpse = **seen; glimpse)
            m_draft.begin(*glimpse, m_delegation);
        setPhase((*seen)->has_value() ? Phase::Deciding : Phase::Nothing);
        if (!(*seen)->has_value())
            Q_EMIT failed((*seen)->error());
    });
}

void EvidenceIntake::tryOut()
{
    if (m_phase == Phase::Deciding || m_phase == Phase::Tried)
        run(true);
}

void EvidenceIntake::startImport()
{
    if (m_phase == Phase::Tried)
        run(false);
}

void EvidenceIntake::reconsider()
{
    if (isWorking() || m_phase == Phase::Imported)
        return;
    cancel();
    m_report.reset();
    ++m_turn;
    setPhase(Phase::Deciding);
}

void EvidenceIntake::run(bool dryRun)
{
    evidence::EvidenceOptions options;
    options.mapping = m_draft.mapping();
    options.format = m_draft.format();
    options.dryRun = dryRun;
    const auto kept = keep<EvidenceReport>();
    const QFuture<void> working(m_session.reg->runLong(
        [kept, options, path = m_path](registry::Store &store, const registry::Progress &progress) {
            auto told = options;
            told.progress = progress;
            *kept = evidence::importEvidence(store, path, told);
            return true;
        }));
    m_work = working;
    setPhase(dryRun ? Phase::Trying : Phase::Importing);
    const QString name = QFileInfo(m_path).fileName();
    Q_EMIT began(dryRun ? tr("Trying %1").arg(name) : tr("Importing %1").arg(name), working);
    onceFinished(this, working, [this, kept, dryRun, turn = ++m_turn] {
        if (turn != m_turn)
            return;
        if (*kept && (*kept)->has_value()) {
            m_report = std::make_shared<const EvidenceReport>(***kept);
            setPhase(dryRun ? Phase::Tried : Phase::Imported);
            return;
        }
        setPhase(dryRun ? Phase::Deciding : Phase::Tried);
        Q_EMIT failed(*kept ? (*kept)->error() : stopped());
    });
}

void EvidenceIntake::undo()
{
    if (m_phase != Phase::Imported || !m_report || !m_report->id)
        return;
    setPhase(Phase::Undoing);
    const auto undoing =
        m_session.reg->run([id = *m_report->id](registry::Store &store) { return evidence::undoEvidence(store, id); });
    items::whenDone(this, undoing, [this](const Result<void> &undone) {
        setPhase(undone ? Phase::Undone : Phase::Imported);
        if (!undone)
            Q_EMIT failed(undone.error());
    });
}

void EvidenceIntake::cancel()
{
    m_work.cancel();
}

}
