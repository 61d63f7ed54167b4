#include "views/parts/facts.h"

#include "views/parts/long_text.h"

#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

QString breakable(const QString &text, int longest)
{
    QString broken;
    broken.reserve(text.size());
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() || c == u'\u200B' ? 0 : run + 1;
        if (run > longest && !c.isLowSurrogate() && !c.isMark()) {
            broken += u'\u200B';
            run = 1;
        }
        broken += c;
    }
    return broken;
}

QString isolated(const QString &text)
{
    return QChar(0x2068) + text + QChar(0x2069);
}

FactList::FactList(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::medium);
    m_grid->setVerticalSpacing(space::small);
    m_grid->setColumnMinimumWidth(0, scaled(84));
    m_grid->setColumnStretch(1, 1);
}

void FactList::add(const QString &label, const QString &value)
{
    if (!value.isEmpty())
        add(label, textValue(value));
}

void FactList::add(const QString &label, QWidget *value)
{
    const int row = m_grid->rowCount();
    auto *name = new PlainLabel(label, Type::Body, Ink::Muted);
    name->setWordWrap(false);
    const bool isText = qobject_cast<PlainLabel *>(value) || qobject_cast<LongText *>(value);
    m_grid->addWidget(name, row, 0, isText ? Qt::AlignTop : Qt::AlignVCenter);
    m_grid->addWidget(value, row, 1, isText ? Qt::Alignment() : Qt::AlignLeft);
}

ScrollColumn::ScrollColumn(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    clear();
}

void ScrollColumn::clear()
{
    auto *ground = new QWidget;
    ground->setProperty("look", u"ground"_s);
    m_column = new QVBoxLayout(ground);
    m_column->setContentsMargins(0, 0, space::small, 0);
    m_column->setSpacing(space::small);
    m_column->setAlignment(Qt::AlignTop);
    if (auto *old = takeWidget())
        old->deleteLater();
    setWidget(ground);
}

void ScrollColumn::add(QWidget *widget)
{
    m_column->addWidget(widget);
}

void ScrollColumn::addText(const QString &text, Type type, Ink ink)
{
    if (!text.isEmpty())
        add(textValue(text, type, ink));
}

void ScrollColumn::addSpace(int pixels)
{
    m_column->addSpacing(pixels);
}

}
