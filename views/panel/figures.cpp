#include "views/panel/figures.h"

#include <QGridLayout>

namespace muster::views {

Figures::Figures(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::medium);
    m_grid->setVerticalSpacing(space::small);
    m_grid->setColumnMinimumWidth(0, scaled(76));
    m_grid->setColumnStretch(1, 1);
}

QBoxLayout *Figures::add(const QString &name)
{
    const int row = 2 * m_count;
    if (m_count++ > 0)
        m_grid->addWidget(rule(), row - 1, 0, 1, 2);
    auto *label = new PlainLabel(name, Type::Small, Ink::Muted);
    label->setMaximumWidth(scaled(84));
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    auto *value = columnOf(space::tiny);
    m_grid->addLayout(value, row, 1);
    return value;
}

void Figures::add(const QString &name, const QString &text)
{
    add(name)->addWidget(valueLabel(text));
}

PlainLabel *valueLabel(const QString &text, Ink ink)
{
    auto *label = new PlainLabel(breakable(text), Type::Small, ink);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}
