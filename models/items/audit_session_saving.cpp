#include "items/audit_session.h"
#include "items/when_done.h"

#include <QPromise>

#include <algorithm>

/// How what is typed in an audit gets into the register, and how the audit ends.
namespace muster::items {

using namespace Qt::StringLiterals;
using registry::AuditService;
using registry::ClosingPreview;
using registry::Store;

/// Whether the same may be taken later, without anybody changing it.
bool AuditSession::mayPass(const Error &error)
{
    return error.code == ErrorCode::DiskFull || error.code == ErrorCode::Io || error.code == ErrorCode::Locked
           || error.code == ErrorCode::ReadOnly;
}

/// Whether what was refused stays for somebody to mend it. What a rule forbids can't be mended by typing: a decision that
/// has ended, a check that doesn't apply any more. A move of the agenda that came too late is none.
bool AuditSession::staysRefused(const QString &place, const Error &error)
{
    return mayPass(error) || (place != agendaPlace && error.code != ErrorCode::Refused);
}

/// Keeps a change and waits for a pause in the typing, though no longer than the limit.
void AuditSession::queue(const QString &place, Change change)
{
    if (!m_loaded || m_over || (!change.delegation.isNull() && !m_audit.find(change.delegation)))
        return;
    change.serial = ++m_serial;
    change.merge(m_audit);
    m_changes.insert(place, std::move(change));
    m_pause.start();
    if (!m_longest.isActive())
        m_longest.start();
    Q_EMIT changed();
    tellSaving();
}

void AuditSession::queueText(const QString &place, Change change, const TextTyping::Write &write)
{
    const QString *stands = m_loaded && !m_over ? change.text(m_audit) : nullptr;
    if (!stands)
        return;
    const auto former = m_changes.constFind(place);
    if (former == m_changes.cend() || former->state == Change::State::Taken)
        change.typing = std::make_shared<TextTyping>(former == m_changes.cend() ? *stands : former->kept);
    else
        change.typing = former->typing;
    change.job = [typing = change.typing, text = change.typed, write](AuditService &service) {
        return typing->save(service, text, write);
    };
    change.merge = [text = change.text, typed = change.typed](registry::OpenAudit &audit) {
        if (auto *into = text(audit))
            *into = typed;
    };
    queue(place, std::move(change));
}

void AuditSession::flush()
{
    m_pause.stop();
    m_longest.stop();
    m_retry.stop();
    if (m_over)
        return;
    for (const auto &place : m_changes.keys()) {
        const auto state = m_changes[place].state;
        if (state == Change::State::Waiting || state == Change::State::Refused)
            sendPlace(place);
    }
}

bool AuditSession::isSending() const
{
    return !m_over && std::ranges::any_of(m_changes, [](const Change &change) {
        return change.state == Change::State::Waiting || change.state == Change::State::UnderWay;
    });
}

QString AuditSession::refusal() const
{
    for (const auto &change : m_changes) {
        if (change.state == Change::State::Refused)
            return change.told;
    }
    return {};
}

void AuditSession::sendPlace(const QString &place)
{
    auto &change = m_changes[place];
    change.state = Change::State::UnderWay;
    const auto sent = m_register->run(
        [job = change.job, about = change.delegation, refusals = m_refusals, place](Store &store) -> Result<void> {
            AuditService service(store);
            auto done = job(service);
            if (!done && staysRefused(place, done.error()))
                refusals->insert(place, {about, done.error()});
            else
                refusals->remove(place);
            return done;
        });
    whenDone(this, sent,
             [this, place, serial = change.serial](const Result<void> &done) { finish(place, serial, done); });
}

void AuditSession::finish(const QString &place, int serial, const Result<void> &done)
{
    const auto it = m_changes.find(place);
    if (m_over || it == m_changes.end() || it->serial != serial)
        return; // a newer one is on its way
    if (!done) {
        refuse(place, done.error());
    } else if (it->text) {
        finishText(*it);
    } else {
        m_changes.erase(it);
    }
    tellSaving();
}

/// A text that was taken stays as it was typed. Where another window's was put above it, both are shown.
void AuditSession::finishText(Change &change)
{
    change.state = Change::State::Taken;
    change.kept = change.typing->stands();
    QString *stands = change.text(m_audit);
    if (!change.typing->differs() || !stands)
        return;
    *stands = change.typed = change.kept;
    Q_EMIT changed();
}

/// Keeps what was refused, and tells it once; see staysRefused().
void AuditSession::refuse(const QString &place, const Error &error)
{
    auto &change = m_changes[place];
    change.state = Change::State::Refused;
    const bool isNew = std::exchange(change.told, error.message) != error.message;
    const bool stays = staysRefused(place, error);
    if (mayPass(error))
        m_retry.start();
    else
        read();
    if (!stays) {
        if (!change.typed.trimmed().isEmpty())
            m_lost << change.typed;
        m_changes.remove(place);
    }
    if (isNew) {
        m_troubled = stays;
        Q_EMIT failed(error);
    }
}

/// Sends what the register judges first, after everything typed, and takes the audit as it then stands.
QFuture<Result<void>> AuditSession::send(Job job)
{
    using Outcome = std::pair<Result<void>, Result<Reading>>;
    flush();
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto outcome = m_register->run([id = m_id, job = std::move(job)](Store &store) -> Outcome {
        AuditService service(store);
        auto done = job(service);
        return {std::move(done), readAudit(store, id, false)};
    });
    whenDone(this, outcome, [this, promise](const Outcome &both) {
        take(both.second);
        promise->addResult(both.first);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<QList<registry::DecisionService::Item>>> AuditSession::followUpsDue()
{
    return m_register->run([id = m_id](Store &store) { return AuditService(store).followUpsDue(id); });
}

/// Refuses where something typed was refused: closing would leave it out. What was about a delegation that is not in
/// the audit any more does not count.
Result<void> AuditSession::mustBeSaved(Store &store, const AuditId &id, const Refusals &refusals)
{
    const auto audit = AuditService(store).get(id);
    if (!audit)
        return tl::unexpected(audit.error());
    for (const auto &[about, error] : refusals) {
        if (about.isNull() || audit->find(about))
            return failure(
                error.code,
                tr("Something typed in this audit is not saved, and closing would lose it. %1").arg(error.message));
    }
    return {};
}

QFuture<Result<ClosingPreview>> AuditSession::previewClosing()
{
    flush();
    return m_register->run([id = m_id, refusals = m_refusals](Store &store) -> Result<ClosingPreview> {
        if (const auto saved = mustBeSaved(store, id, *refusals); !saved)
            return tl::unexpected(saved.error());
        return AuditService(store).previewClosing(id);
    });
}

QFuture<Result<ClosingPreview>> AuditSession::close()
{
    flush();
    const auto done = m_register->run([id = m_id, refusals = m_refusals](Store &store) -> Result<ClosingPreview> {
        if (const auto saved = mustBeSaved(store, id, *refusals); !saved)
            return tl::unexpected(saved.error());
        return AuditService(store).close(id);
    });
    whenDone(this, done, [this](const Result<ClosingPreview> &closing) {
        if (!closing)
            return;
        end();
        Q_EMIT closed(m_id);
    });
    return done;
}

QFuture<Result<void>> AuditSession::discard()
{
    const auto done = m_register->run([id = m_id](Store &store) { return AuditService(store).discard(id); });
    whenDone(this, done, [this](const Result<void> &outcome) {
        if (!outcome)
            read(); // it may be closed or gone already
        if (!outcome || m_over)
            return;
        end();
        Q_EMIT gone(
            {ErrorCode::Cancelled, tr("Audit %1 was given up; nothing of it is recorded.").arg(m_audit.number)});
    });
    return done;
}

void AuditSession::end()
{
    m_over = true;
    m_pause.stop();
    m_longest.stop();
    m_retry.stop();
}

bool AuditSession::hasUnsaved() const
{
    return std::ranges::any_of(m_changes, [](const Change &change) { return change.state != Change::State::Taken; });
}

QStringList AuditSession::unsavedTexts() const
{
    QStringList texts = m_lost;
    for (const auto &change : m_changes) {
        if (change.state != Change::State::Taken && !change.typed.trimmed().isEmpty())
            texts << change.typed;
    }
    return texts;
}

void AuditSession::tellSaving()
{
    const bool now = hasUnsaved();
    if (std::exchange(m_saving, now) != now)
        Q_EMIT savingChanged();
    if (!now && std::exchange(m_troubled, false))
        Q_EMIT savingRecovered();
}

}
