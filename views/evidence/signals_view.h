#pragma once

#include "items/evidence_desk.h"
#include "views/parts/session.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace muster {
namespace items {
class SignalledTableModel;
}

namespace views {

class InlineMessage;
class PlainLabel;
class RowTable;
class SignalList;

/// The charts, which another room draws: a widget, and what shows other figures in it.
struct ChartsPart
{
    QWidget *widget = nullptr;
    std::function<void(const items::SharedFigures &)> show;
};
using ChartsFactory = std::function<ChartsPart()>;

/// The delegations at the left, the one with most raised signals first; of the one chosen its signals and charts.
class SignalsView final : public QWidget
{
    Q_OBJECT

public:
    SignalsView(const Session &session, const ChartsFactory &charts, QWidget *parent = nullptr);

    /// Reads everything again.
    void refresh();
    void choose(const DelegationId &id);
    void setFocusInside();
    /// The delegation chosen; null: none.
    DelegationId chosen() const { return m_chosen; }
    QString chosenTitle() const;
    items::SignalledTableModel *model() const { return m_model; }

Q_SIGNALS:
    /// The list was read; `text` is what there is.
    void counted(const QString &text);
    void importWanted();

private:
    QWidget *buildList();
    QWidget *buildSignals();
    QWidget *buildCharts(const ChartsFactory &charts);
    QWidget *buildEmpty();
    void listed();
    void follow();
    void read();
    void take(const Result<items::DelegationEvidence> &read);

    Session m_session;
    items::SignalledTableModel *m_model;
    QLineEdit *m_search = nullptr;
    RowTable *m_table = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_sum = nullptr;
    QPushButton *m_wall = nullptr;
    InlineMessage *m_message = nullptr;
    SignalList *m_list = nullptr;
    QStackedWidget *m_right = nullptr;
    std::function<void(const items::SharedFigures &)> m_show;
    DelegationId m_chosen, m_wanted;
    int m_turn = 0; ///< an answer that comes after another delegation was chosen is late
};

}
}
