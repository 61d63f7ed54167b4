#pragma once

#include "views/audit/phase_work.h"

#include <QTimer>

class QVBoxLayout;

namespace muster::views {

class LineList;

/// What closing would write, what keeps from it and where that is, and the closing itself.
class PhaseClose final : public PhaseWork
{
    Q_OBJECT

public:
    explicit PhaseClose(const RoomContext &room, QWidget *parent = nullptr);

    void activate() override;
    void refresh() override;
    /// Writes the record, where nothing keeps from it.
    void closeRecord();

private:
    void build();
    void ask();
    void show(const Result<registry::ClosingPreview> &preview);
    void showPreview(const registry::ClosingPreview &preview);
    Place placeOf(const ClosingProblem &problem) const;
    QList<struct ListLine> linesOf(const std::vector<ClosingProblem> &problems, bool grave) const;
    void focusWork();

    QTimer m_soon;
    bool m_asked = false;
    bool m_again = false;
    bool m_closing = false;
    bool m_focusWork = false;
    PageHeading *m_heading;
    PlainLabel *m_lead;
    LineList *m_problems;
    QWidget *m_problemsCard;
    class QListWidget *m_entries;
    QWidget *m_entriesCard;
    PlainLabel *m_slot;
    InlineMessage *m_message;
    QPushButton *m_close;
};

}
