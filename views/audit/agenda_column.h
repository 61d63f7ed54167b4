#pragma once

#include "domain/agenda.h"
#include "views/parts/tokens.h"

#include <QAbstractButton>
#include <QVBoxLayout>

namespace muster::views {

/// How a phase stands: what is left of its timebox, what it took, how far over it is.
struct PhaseState
{
    int number = 0;
    Phase phase = Phase::Checks;
    QString title;
    bool current = false;
    bool shown = false; ///< its work is what the room shows
    bool spent = false; ///< time was spent in it, and another phase is on
    QString time;       ///< "12:40 left", "9:12", "2:15 over"
    bool over = false;
    double share = 0; ///< of the timebox that is used up, at most 1

    bool operator==(const PhaseState &) const = default;
};

/// The states of an agenda's phases at an instant.
QList<PhaseState> phaseStates(const Agenda &agenda, std::optional<Phase> shown, const QDateTime &now);

/// One phase in the agenda: a card that is pressed to go there.
class PhaseCard final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PhaseCard(QWidget *parent = nullptr);

    void setState(const PhaseState &state);
    /// Its title alone.
    void setPlain(bool plain);
    const PhaseState &state() const { return m_state; }
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRect titleRect(int width) const;
    QFont titleFont() const;

    PhaseState m_state;
    bool m_plain = false;
};

/// The five phases with their timeboxes, or three of a spot check. It shows; it never moves on by itself.
class AgendaColumn final : public QWidget
{
    Q_OBJECT

public:
    explicit AgendaColumn(QWidget *parent = nullptr);

    void show(const Agenda &agenda, std::optional<Phase> shown, const QDateTime &now);
    using QWidget::show;
    /// For a room that looks from afar: the titles, without times.
    void setPlain(bool plain);

Q_SIGNALS:
    void phaseWanted(muster::Phase phase);

private:
    QVBoxLayout *m_column;
    QList<PhaseCard *> m_cards;
    bool m_plain = false;
};

}
