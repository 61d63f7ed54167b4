#pragma once

#include "views/audit/check_matrix.h"
#include "views/audit/room_parts.h"

#include <QPushButton>

class QScrollArea;
class QVBoxLayout;

namespace muster::views {

class SampleBoard;
class CheckSignals;
class ReachWatch;
class DrillForm;

/// Pass, Drift or Fail: its word, its shape, and the key that says it while typing.
class VerdictButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit VerdictButton(Verdict verdict, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    /// Without the key, which its tooltip names.
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString keys() const;
    int wordWidth() const;
    int keysWidth() const;
    bool showsKeys() const;

    Verdict m_verdict;
};

/// One check on one workflow: what is asked, what the register knows, and the verdict with its note.
class CheckPanel final : public Card
{
    Q_OBJECT

public:
    explicit CheckPanel(const RoomContext &room, QWidget *parent = nullptr);

    /// Shows a cell; brings it up to date where it is shown already.
    void show(const MatrixCell &cell);
    using Card::show;
    void setEnds(bool first, bool last);
    const MatrixCell &cell() const { return m_cell; }
    /// Says a verdict; saying it again changes nothing.
    void setVerdict(Verdict verdict);
    void takeBack();
    void focusNote();
    /// Whether a verdict's button has the focus, so that Enter may lead on.
    bool onVerdict() const;

Q_SIGNALS:
    void stepWanted(int by);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void showSizes();
    QWidget *makeEvidence();
    QLayout *makeVerdicts();
    QLayout *makeSteps();
    void showHead(const registry::OpenDelegation &item);
    void showGuide(const registry::OpenDelegation &item);
    void showEvidence();
    void showVerdict(const registry::OpenDelegation &item);
    void showSaving();
    const registry::OpenDelegation *item() const;

    RoomContext m_room;
    MatrixCell m_cell;
    Tag *m_category;
    Tag *m_selfChecked;
    PlainLabel *m_pair;
    PlainLabel *m_position;
    PlainLabel *m_title;
    PlainLabel *m_question;
    PlainLabel *m_lookAt;
    QScrollArea *m_scroll = nullptr;
    CheckSignals *m_signals;
    FactsList *m_facts;
    SampleBoard *m_samples;
    ReachWatch *m_reach;
    DrillForm *m_drill;
    std::array<PlainLabel *, 3> m_meanings{};
    std::array<VerdictButton *, 3> m_verdicts{};
    NoteField *m_note;
    PlainLabel *m_lacks;
    PlainLabel *m_saved;
    QPushButton *m_takeBack;
    QPushButton *m_previous;
    QPushButton *m_next;
};

}
