#pragma once

#include "views/parts/ask_for_file.h"
#include "views/parts/counted.h"
#include "views/parts/pieces.h"
#include "views/parts/row_table.h"

#include <QAbstractButton>

namespace muster::views {

/// A step in the list at the left: its number, name, what there is to say about it, and whether it is settled.
class StepButton final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class State { Ahead, Settled, Attention };

    StepButton(int number, const QString &title, QWidget *parent = nullptr);

    void tell(State state, const QString &detail);
    State state() const { return m_state; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_number;
    State m_state = State::Ahead;
    QString m_detail;
};

}
