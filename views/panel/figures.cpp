#include "views/panel/figures.h"

#include "views/parts/long_text.h"

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

QBoxLayout *Figures::add(const QString &name, Qt::Alignment nameAt)
{
    const int row = 2 * m_count;
    if (m_count++ > 0)
        m_grid->addWidget(rule(), row - 1, 0, 1, 2);
    auto *label = new PlainLabel(name, Type::Small, Ink::Muted);
    label->setMaximumWidth(scaled(84));
    m_grid->addWidget(label, row, 0, nameAt);
    auto *value = columnOf(space::tiny);
    m_grid->addLayout(value, row, 1);
    return value;
}

void Figures::add(const QString &name, const QString &text)
{
    add(name)->addWidget(valueLabel(text));
}

QWidget *valueLabel(const QString &text, Ink ink)
{
    return textValue(text, Type::Small, ink);
}

}
