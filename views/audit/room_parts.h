#pragma once

#include "items/audit_session.h"
#include "items/audit_signals.h"
#include "views/audit/dossiers.h"
#include "views/parts/pieces.h"
#include "views/parts/session.h"
#include "views/parts/tag.h"

#include <QPlainTextEdit>

class QComboBox;
class QGridLayout;

/// Small things that the phases of the audit room are put together from.
namespace muster::views {

/// What every part of a room works with.
struct RoomContext
{
    Session session;
    items::AuditSession *audit = nullptr;
    Dossiers *dossiers = nullptr;
    items::AuditSignals *figures = nullptr;

    const registry::OpenAudit &open() const { return audit->audit(); }
    /// Today, where a dossier says so; otherwise by the clock.
    QDate today() const;
    /// How many checks have no verdict yet, as a sentence; empty where each has one.
    QString openChecksText() const;
};

/// A place in the room: a phase, and within it a workflow and what concerns it.
struct Place
{
    Phase phase = Phase::Checks;
    DelegationId delegation;
    std::optional<Check> check;
    std::optional<DecisionId> decision;
};

/// A figure beside a check: what it is, and what it says, with a tag where it stands out.
struct ShownFact
{
    QString label;
    QString value;
    std::optional<TagLook> tag;

    bool operator==(const ShownFact &) const = default;
};

/// Figures one below the other, a thin line between.
class FactsList final : public QWidget
{
    Q_OBJECT

public:
    explicit FactsList(QWidget *parent = nullptr);

    void setFacts(const QList<ShownFact> &facts);

private:
    void addRow(const ShownFact &fact);

    QGridLayout *m_grid;
    QList<ShownFact> m_facts;
};

/// Figures of one width, so that a running clock doesn't tremble.
class Clockface final : public QWidget
{
    Q_OBJECT

public:
    explicit Clockface(Type type, QWidget *parent = nullptr);

    /// `over`: in the colour of what has drifted.
    void setTime(const QString &text, bool over);
    const QString &time() const { return m_text; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int advance(const QFontMetrics &metrics, QChar letter) const;

    Type m_type;
    QString m_text;
    bool m_over = false;
};

/// The name of a phase as an agenda has it; a spot check has no pairs.
QString phaseTitle(Phase phase, AgendaForm form = AgendaForm::Full60);

/// Whether a verdict asks for a note and a decision.
inline bool asksForDecision(Verdict verdict)
{
    return verdict == Verdict::Drift || verdict == Verdict::Fail;
}

/// Removes and deletes everything in a layout.
void clear(QLayout *layout);

/// A scroll area for a column of things, without a frame of its own.
QWidget *scrolled(QWidget *content);

/// Fills a choice of people: those who are there, by name. Keeps the one chosen.
void fillPeople(QComboBox *combo, const items::AuditSession &audit, const QString &nobody = {});
PersonId personIn(const QComboBox *combo);
void choosePerson(QComboBox *combo, const PersonId &person);

/// A text field for a note: plain text as it is typed, never cut, Tab leaves it.
class NoteField final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit NoteField(const QString &name, QWidget *parent = nullptr);

    /// Shows a text without telling `edited`, and without moving the cursor where it is there already.
    void show(const QString &text);
    using QWidget::show;

Q_SIGNALS:
    /// A person typed.
    void edited(const QString &text);

private:
    bool m_showing = false;
};

}
