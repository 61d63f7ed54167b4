#include "views/panel/section.h"

#include "views/parts/pieces.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace muster::views {

class Section::Heading final : public QAbstractButton
{
public:
    explicit Heading(const QString &title)
    {
        setText(title);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    void setNote(const QString &note)
    {
        m_note = note;
        setAccessibleDescription(note);
        update();
    }

    QSize sizeHint() const override
    {
        const int height = QFontMetrics(fontOf(Type::Lead)).height() + 2 * space::small;
        return {scaled(120), height};
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool forward = layoutDirection() == Qt::LeftToRight;
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter: click(); return;
        case Qt::Key_Right: setChecked(forward); return;
        case Qt::Key_Left: setChecked(!forward); return;
        default: QAbstractButton::keyPressEvent(event);
        }
    }

    void paintEvent(QPaintEvent *) override
    {
        const auto &colours = coloursOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (hasFocus()) {
            painter.setPen(QPen(colours.accent, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius::tag, radius::tag);
        }
        const QRect inside = rect().adjusted(space::tiny, 0, -space::tiny, 0);
        const int side = scaled(10);
        paintChevron(painter, QRectF(inside.left(), inside.center().y() - side / 2.0 + 0.5, side, side), colours);
        painter.setPen(colours.muted);
        painter.setFont(fontOf(Type::Small));
        const int noteWidth = painter.fontMetrics().horizontalAdvance(m_note);
        painter.drawText(inside, Qt::AlignVCenter | Qt::AlignRight, m_note);
        painter.setPen(colours.ink);
        painter.setFont(fontOf(Type::Lead));
        const QRect words = inside.adjusted(side + space::small, 0, -noteWidth - space::small, 0);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    }

private:
    void paintChevron(QPainter &painter, const QRectF &box, const Colours &colours) const
    {
        painter.save();
        painter.setPen(QPen(underMouse() ? colours.ink : colours.muted, scaled(16) / 10.0, Qt::SolidLine, Qt::RoundCap,
                            Qt::RoundJoin));
        painter.translate(box.center());
        painter.rotate(isChecked() ? 90 : 0);
        const qreal reach = box.width() / 2;
        painter.drawPolyline(QPolygonF{{-reach / 2, -reach * 0.8}, {reach / 2, 0}, {-reach / 2, reach * 0.8}});
        painter.restore();
    }

    QString m_note;
};

Section::Section(const QString &title, QWidget *parent)
    : QWidget(parent), m_heading(new Heading(title)), m_content(new QWidget), m_column(columnOf())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(m_content);
    m_content->setLayout(m_column);
    m_column->setContentsMargins(space::tiny, 0, 0, space::small);
    m_content->hide();
    connect(m_heading, &QAbstractButton::toggled, this, [this](bool open) {
        m_content->setVisible(open);
        Q_EMIT toggled(open);
    });
}

void Section::setNote(const QString &note)
{
    m_heading->setNote(note);
}

bool Section::isOpen() const
{
    return m_heading->isChecked();
}

void Section::setOpen(bool open)
{
    m_heading->setChecked(open);
}

QAbstractButton *Section::heading() const
{
    return m_heading;
}

}
