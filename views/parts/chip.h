#pragma once

#include "views/parts/tag.h"

#include <QAbstractButton>

namespace muster::views {

/// A small button that narrows what is shown: a word with its shape, and how many it would leave. One that opens a list
/// has a small arrow at its end.
class Chip final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const TagLook &look, QWidget *parent = nullptr);

    void setLook(const TagLook &look);
    const TagLook &look() const { return m_look; }
    /// Shown after the word; negative: none.
    void setCount(int count);
    void setArrow(bool arrow);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString words() const;
    QColor markColour() const;
    void paintFrame(QPainter &painter) const;

    TagLook m_look;
    int m_count = -1;
    bool m_arrow = false;
};

}
