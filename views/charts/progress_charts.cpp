#include "views/charts/progress_charts.h"

#include "items/when_done.h"
#include "views/charts/chart_card.h"
#include "views/charts/chart_drawing.h"

#include <QEvent>
#include <QGridLayout>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::ProgressFigures;

ProgressCharts::ProgressCharts(const Session &session, QWidget *parent) : QWidget(parent), m_session(session)
{
    setAccessibleName(tr("Progress"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    const auto refreshOrWait = [this] {
        m_stale = true;
        if (isVisible())
            refresh();
    };
    connect(session.reg.get(), &registry::OpenRegister::changed, this,
            [refreshOrWait](const registry::Changed &changed) {
                if (changed.to > changed.from)
                    refreshOrWait();
            });
    connect(session.reg.get(), &registry::OpenRegister::changedElsewhere, this, refreshOrWait);
}

void ProgressCharts::showEvent(QShowEvent *event)
{
    if (!m_grid) {
        build();
        refresh();
    } else if (m_stale) {
        refresh();
    }
    QWidget::showEvent(event);
}

void ProgressCharts::build()
{
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(space::medium);
    m_message = new PlainLabel({}, Type::Body, Ink::Muted);
    m_message->setObjectName(u"message"_s);
    m_message->hide();
    m_cards = {new ChartCard(tr("Audits on cadence")), new ChartCard(tr("Verdicts")), new ChartCard(tr("Decisions"))};
    const char16_t *const names[] = {u"onCadence", u"verdicts", u"decisions"};
    for (int i = 0; i < m_cards.size(); ++i) {
        m_cards.at(i)->setObjectName(QString::fromUtf16(names[i]));
        m_cards.at(i)->hide();
    }
    arrange();
}

void ProgressCharts::refresh()
{
    m_stale = false;
    const auto reading = m_session.reg->run([](registry::Store &store) { return items::readProgress(store); });
    items::whenDone(this, reading, [this](const Result<ProgressFigures> &figures) {
        if (!figures) {
            m_message->setText(figures.error().message);
            m_message->show();
            return;
        }
        if (m_figures == *figures)
            return;
        m_figures = *figures;
        draw();
        Q_EMIT refreshed();
    });
}

void ProgressCharts::draw()
{
    if (!m_figures)
        return;
    const bool empty = m_figures->isEmpty();
    m_message->setVisible(empty);
    if (empty)
        m_message->setText(
            tr("After the first audit this shows how many audits were held on time, what they found, and "
               "what became of the decisions."));
    for (auto *card : m_cards)
        card->setVisible(!empty);
    if (empty)
        return;
    const auto &colours = coloursOf(this);
    m_cards.at(0)->showChart(onCadenceText(*m_figures), onCadenceChart(*m_figures, colours));
    m_cards.at(1)->showChart(verdictsText(*m_figures), verdictsChart(*m_figures, colours));
    m_cards.at(2)->showChart(decisionsText(*m_figures), decisionsChart(*m_figures, colours));
}

void ProgressCharts::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange)
        draw();
}

void ProgressCharts::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_grid)
        arrange();
}

/// Beside each other where there is room, otherwise below each other.
void ProgressCharts::arrange()
{
    const int columns = width() >= scaled(660) ? 3 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    m_grid->addWidget(m_message, 0, 0, 1, columns);
    for (int i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards.at(i), 1 + i / columns, i % columns);
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

}
