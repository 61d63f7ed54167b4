#pragma once

#include "views/audit/decision_drafts.h"
#include "views/audit/phase_work.h"

#include <QElapsedTimer>
#include <QTimer>

class QVBoxLayout;

class QDateEdit;
class QListWidget;

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
    /// Writes the record, where nothing keeps from it and the preview shown is of the audit as it stands. A press within
    /// `lookFirst` of the preview's coming is one that meant something else.
    void closeRecord();
    static constexpr int lookFirst = 500; ///< milliseconds

private:
    void build();
    void ask();
    void show(const Result<registry::ClosingPreview> &preview);
    void showPreview(const registry::ClosingPreview &preview);
    void tellOfPreview(InlineMessage::Kind kind, const QString &text);
    void showDrafts();
    void showSlot(const std::optional<QDate> &day);
    Place placeOf(const ClosingProblem &problem) const;
    QList<struct ListLine> linesOf(const std::vector<ClosingProblem> &problems, bool grave) const;
    void focusWork();

    DecisionDrafts m_drafts;
    QTimer m_soon;
    QElapsedTimer m_since;         ///< the preview shown came
    bool m_tellsOfPreview = false; ///< what the message says is over with the next preview
    bool m_asked = false;
    bool m_again = false;
    bool m_closing = false;
    bool m_focusWork = false;
    PageHeading *m_heading;
    PlainLabel *m_lead;
    LineList *m_problems;
    QWidget *m_problemsCard;
    QListWidget *m_entries;
    QWidget *m_entriesCard;
    PlainLabel *m_slot;
    QDateEdit *m_slotDay;
    InlineMessage *m_typed;
    InlineMessage *m_message;
    QPushButton *m_close;
};

}
