#include "views/parts/pieces.h"
#include "views/wall/cards_view.h"
#include "views/wall/table_view.h"
#include "views/wall/wall_page.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

/// What stands beside and below the wall: the panel about what is chosen, and the figures.
namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

/// The narrowest page that has room for a panel beside the wall: a window of 1100 without its rail.
constexpr int narrowestWithPanel = 916;
constexpr int narrowestPanel = 280;
constexpr int usualPanel = 316;

}

bool WallPage::hasRoomForPanel() const
{
    return width() >= scaled(narrowestWithPanel);
}

void WallPage::togglePanel()
{
    if (m_chosen.isNull()) {
        m_panelWanted = true;
        m_panelInstead = !hasRoomForPanel();
        chooseFirst();
        m_panelInstead = m_panelInstead && !m_chosen.isNull();
        return;
    }
    if (hasRoomForPanel()) {
        m_panelWanted = !m_panel || !m_panel->isVisibleTo(this);
        session().settings->setValue(u"wall/panel"_s, m_panelWanted);
        return tellPanel(showPanel());
    }
    m_panelInstead = !m_panelInstead;
    tellPanel(showPanel());
    if (!m_panelInstead)
        focusView();
}

/// The panel was made after the choice: it hears of it now.
void WallPage::tellPanel(bool made)
{
    if (made && !m_chosen.isNull())
        Q_EMIT delegationChosen(m_chosen);
}

/// Shows or hides the panel, beside the wall or in its place. True where it was made for that.
bool WallPage::showPanel()
{
    const bool room = hasRoomForPanel();
    m_panelInstead = m_panelInstead && !room;
    const bool shown = (room ? m_panelWanted : m_panelInstead) && !m_chosen.isNull() && m_makePanel;
    m_panelButton->setChecked(shown);
    const bool made = shown && !m_panel;
    if (made)
        makePanelSide();
    const bool instead = shown && !room;
    const bool begins = instead && m_wallSide->isVisibleTo(this);
    if (m_panelSide) {
        m_back->setVisible(instead);
        m_panelSide->setVisible(shown);
    }
    m_wallSide->setVisible(!instead);
    if (begins)
        m_back->setFocus(Qt::OtherFocusReason);
    return made;
}

void WallPage::makePanelSide()
{
    m_panelSide = new QWidget;
    auto *column = new QVBoxLayout(m_panelSide);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    m_back = button(tr("Back to the wall"), Look::Ordinary, this, [](WallPage *page) {
        page->showWall();
        page->focusView();
    });
    m_back->setObjectName(u"backToWall"_s);
    m_back->setToolTip(tr("Esc or F9"));
    column->addWidget(m_back, 0, Qt::AlignLeft);
    m_panel = m_makePanel(session(), m_panelSide);
    m_panel->setMinimumWidth(scaled(narrowestPanel));
    column->addWidget(m_panel, 1);
    m_splitter->addWidget(m_panelSide);
    m_splitter->setStretchFactor(1, 0);
    if (!m_splitter->restoreState(session().settings->value(u"wall/splitter"_s).toByteArray()))
        m_splitter->setSizes({width() - scaled(usualPanel), scaled(usualPanel)});
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { session().settings->setValue(u"wall/splitter"_s, m_splitter->saveState()); });
}

void WallPage::showWall()
{
    if (!std::exchange(m_panelInstead, false))
        return;
    showPanel();
}

/// The charts are made when they are first asked for, so that a wall without them never loads Qt Charts' data.
void WallPage::showFigures()
{
    const bool wanted = m_figuresButton->isChecked();
    session().settings->setValue(u"wall/figures"_s, wanted);
    if (wanted && !m_figures) {
        m_figures = m_makeFigures(session(), this);
        m_stack->parentWidget()->layout()->addWidget(m_figures);
    }
    if (m_figures)
        m_figures->setVisible(wanted);
}

void WallPage::toggleFigures()
{
    m_figuresButton->click();
}

void WallPage::chooseFirst()
{
    m_view == View::Cards ? m_cards->chooseFirst() : m_rows->focusRows();
    showPanel();
}

void WallPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    if (m_table)
        tellPanel(showPanel());
}

}
