#pragma once

#include "views/audit/check_matrix.h"
#include "views/audit/phase_work.h"

namespace muster::views {

class CheckPanel;

/// The four checks in pairs: how far each pair is, and beside it the check at hand. Before and while people check,
/// their worksheets are printed from here, and what they bring back is entered by keys alone.
class PhaseChecks final : public PhaseWork
{
    Q_OBJECT

public:
    explicit PhaseChecks(const RoomContext &room, QWidget *parent = nullptr);

    void activate() override;
    void refresh() override;
    void goTo(const Place &place) override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void addShortcuts();
    void showCurrent();
    void step(int by);
    void say(Verdict verdict, const QKeyEvent &event);
    void saveWorksheets();

    PageHeading *m_heading;
    CheckMatrix *m_matrix;
    CheckPanel *m_panel;
    InlineMessage *m_message;
};

}
