#pragma once

#include "items/room_person.h"
#include "items/text_typing.h"
#include "register/audit_service.h"
#include "register/open_register.h"

#include <QHash>
#include <QTimer>

namespace muster::items {

/// An open audit as the room works on it: a copy that is current on the window's thread, whose changes are sent to the
/// register's worker as they are made.
///
/// Setters change the copy at once and tell `changed`; the outcome comes later. Texts are sent when typing pauses for
/// `typingPause`, and at the latest every `longestUnsaved`, so that at most two seconds of typing can be lost whatever
/// dies. What the register refuses stays in the copy, is told by `failed`, and is sent again with the next change, by
/// flush(), and after `retryPause` where the disk or the file was to blame; what a rule forbids for good is given up
/// instead, and its text is among lostTexts(). What another window did to the audit comes in by itself. A text being
/// typed here is not overwritten; where another window changed the same text, both are kept, theirs above.
class AuditSession final : public QObject
{
    Q_OBJECT

public:
    static constexpr int typingPause = 400;     ///< milliseconds
    static constexpr int longestUnsaved = 1500; ///< milliseconds
    static constexpr int retryPause = 5000;     ///< milliseconds, after a refusal that may pass: disk full, file locked

    enum class Move { Start, Next, Previous, Pause, Resume };

    /// @param clock  tells the time for the agenda shown; outlives the session
    AuditSession(registry::OpenRegister::Pointer openRegister, const Clock *clock, const AuditId &id,
                 QObject *parent = nullptr);
    /// Sends what is not sent yet.
    ~AuditSession() override;

    const AuditId &id() const { return m_id; }
    /// Whether the audit was read; before that audit() is empty.
    bool isLoaded() const { return m_loaded; }
    const registry::OpenAudit &audit() const { return m_audit; }
    /// Everyone of the register, by name.
    const QList<RoomPerson> &people() const { return m_people; }
    QString nameOf(const PersonId &person) const;
    /// "Mei + Sam".
    QString pairName(int pair) const;
    /// Now, by the clock.
    QDateTime now() const { return m_clock->now(); }

    // The agenda.
    void move(Move move);
    void enter(Phase phase);

    // What the checks bring: the copy changes at once.
    void setVerdict(const DelegationId &delegation, Check check, Verdict verdict);
    void setNote(const DelegationId &delegation, Check check, const QString &note);
    void setReach(const DelegationId &delegation, const registry::Reach &reach);
    void setFollowUp(const registry::FollowUp &answer);
    /// Takes an answer about a decision of last time back.
    void withdrawFollowUp(const DecisionId &decision);
    void setNotes(const QString &notes);
    void setParkingLot(const QString &text);
    /// When the series goes on; nothing: as proposed.
    void setNextSlot(const std::optional<QDate> &day);

    // What the register judges first: the copy changes when it has taken it. Errors: those of AuditService.
    QFuture<Result<void>> addSample(const DelegationId &delegation, const registry::Sample &sample);
    /// Draws outputs at random and lays them out beside the samples there are; see evidence::layOutDrawn().
    QFuture<Result<void>> drawSamples(const DelegationId &delegation, qsizetype count);
    QFuture<Result<void>> removeSample(const DelegationId &delegation, const QString &sample);
    QFuture<Result<void>> addDecision(const DelegationId &delegation, const registry::OpenDecision &decision);
    QFuture<Result<void>> removeDecision(const DelegationId &delegation, const DecisionId &decision);
    QFuture<Result<void>> addDrill(const Drill &drill);
    QFuture<Result<void>> removeDrill(const DelegationId &delegation, const DrillId &drill);
    QFuture<Result<void>> addDelegation(const DelegationId &delegation);
    QFuture<Result<void>> removeDelegation(const DelegationId &delegation);
    QFuture<Result<void>> removeParticipant(const PersonId &person);

    /// Last time's open decisions on the audit's delegations.
    QFuture<Result<QList<registry::DecisionService::Item>>> followUpsDue();

    /// What closing would write now; everything typed is sent first.
    QFuture<Result<registry::ClosingPreview>> previewClosing();
    /// Closes; `closed` follows. Errors: those of AuditService::close().
    QFuture<Result<registry::ClosingPreview>> close();
    /// Gives the audit up; `gone` follows.
    QFuture<Result<void>> discard();

    /// Sends everything typed that was not sent yet.
    void flush();
    /// Whether something typed is not in the register yet, or was refused.
    bool hasUnsaved() const;
    /// Whether something typed is on its way to the register.
    bool isSending() const;
    /// Why something typed is not in the register, as it said last; empty where it has refused nothing.
    QString refusal() const;
    /// The texts typed here that the register does not have, lost ones included: for somebody to copy.
    QStringList unsavedTexts() const;
    /// The texts typed here that can't be saved any more, oldest first: their workflow was taken out, or a rule forbids them.
    const QStringList &lostTexts() const { return m_lost; }

    /// How many checks that apply have a verdict, and how many apply.
    std::pair<int, int> checksDone() const;

Q_SIGNALS:
    /// The audit was read for the first time.
    void loaded();
    /// Something of audit() differs.
    void changed();
    /// hasUnsaved() differs.
    void savingChanged();
    /// The register did not take something; it is kept here, or among lostTexts().
    void failed(const muster::Error &error);
    /// Everything is saved that `failed` told of last: its message is over. Not emitted where something was lost.
    void savingRecovered();
    /// The audit was closed, from here.
    void closed(const muster::AuditId &id);
    /// The audit is not open any more: closed or discarded elsewhere, or discarded here.
    void gone(const muster::Error &why);

private:
    using Job = std::function<Result<void>(registry::AuditService &)>;
    using Step = std::function<Result<void>(Agenda &)>;

    /// Something changed here that the register may not have yet, by the place it belongs to.
    struct Change
    {
        enum class State { Waiting, UnderWay, Refused, Taken };

        Job job;
        std::function<void(registry::OpenAudit &)> merge;     ///< puts it into an audit that was read without it
        std::function<QString *(registry::OpenAudit &)> text; ///< of a text: where it stands; nullptr where nowhere
        QString typed;                                        ///< of a text: as it was typed
        DelegationId delegation = {};                         ///< what it is about; null: the whole audit
        QString kept = {};                                    ///< of a text that was taken: as the register has it
        QString told = {};                                    ///< why it was refused, as it was told
        State state = State::Waiting;
        int serial = 0;
        std::shared_ptr<TextTyping> typing = {}; ///< of a text; looked at here only when no job of it is on its way
    };

    /// An audit as it was read, and people where they were asked for.
    struct Reading
    {
        registry::OpenAudit audit;
        std::optional<QList<RoomPerson>> people;
    };

    /// What was refused, by place, and what it was about; used in the worker's jobs alone.
    using Refusals = QHash<QString, std::pair<DelegationId, Error>>;

    /// The place of the agenda's moves.
    inline static const QString agendaPlace = QStringLiteral("agenda");

    static bool mayPass(const Error &error);
    static bool staysRefused(const QString &place, const Error &error);
    static Result<Reading> readAudit(registry::Store &store, const AuditId &id, bool withPeople);
    static Result<void> mustBeSaved(registry::Store &store, const AuditId &id, const Refusals &refusals);

    void read();
    void take(const Result<Reading> &reading);
    bool takePeople(const std::optional<QList<RoomPerson>> &people);
    void merge(registry::OpenAudit &audit);
    void queue(const QString &place, Change change);
    void queueText(const QString &place, Change change, const TextTyping::Write &write);
    void queueStep(Step step);
    void sendPlace(const QString &place);
    void finish(const QString &place, int serial, const Result<void> &done);
    void finishText(Change &change);
    void refuse(const QString &place, const Error &error);
    QFuture<Result<void>> send(Job job);
    void end();
    void tellSaving();

    registry::OpenRegister::Pointer m_register;
    const Clock *m_clock;
    AuditId m_id;
    registry::OpenAudit m_audit;
    QList<RoomPerson> m_people;
    QHash<PersonId, QString> m_names;
    QHash<QString, Change> m_changes;
    std::shared_ptr<Refusals> m_refusals = std::make_shared<Refusals>();
    QStringList m_lost;
    QFuture<Result<Reading>> m_question;
    QTimer m_pause, m_longest, m_retry;
    int m_serial = 0;
    bool m_loaded = false;
    bool m_over = false;
    bool m_saving = false;   ///< hasUnsaved() as it was last told
    bool m_troubled = false; ///< what `failed` told last is about something kept here
    bool m_peopleStale = true;
};

}
