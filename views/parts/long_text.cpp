#include "views/parts/long_text.h"

#include "views/parts/facts.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype beginning = 600;

PlainLabel *selectable(const QString &text, Type type, Ink ink)
{
    auto *label = new PlainLabel(breakable(text), type, ink);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(text);
    return label;
}

}

LongText::LongText(const QString &text, Type type, Ink ink, QWidget *parent)
    : QWidget(parent),
      m_text(text),
      m_beginning(selectable(text.left(beginning) + u'…', type, ink)),
      m_more(
          button(tr("Show all %1 characters").arg(QLocale().toString(text.size())), Look::Link, this, &LongText::open))
{
    m_more->setObjectName(u"showWhole"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tiny);
    column->addWidget(m_beginning);
    column->addWidget(m_more, 0, Qt::AlignLeft);
}

void LongText::open()
{
    if (m_whole)
        return;
    m_whole = new QPlainTextEdit;
    m_whole->setObjectName(u"whole"_s);
    m_whole->setAccessibleName(tr("The whole text"));
    m_whole->setReadOnly(true);
    m_whole->setTabChangesFocus(true);
    m_whole->setFixedHeight(scaled(280));
    m_whole->setPlainText(m_text);
    layout()->addWidget(m_whole);
    m_beginning->hide();
    m_more->hide();
    m_whole->setFocus(Qt::OtherFocusReason);
}

QWidget *textValue(const QString &text, Type type, Ink ink)
{
    if (text.size() > longestInFull)
        return new LongText(text, type, ink);
    return selectable(text, type, ink);
}

}
