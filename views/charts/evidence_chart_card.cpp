#include "views/charts/evidence_chart_card.h"

#include "views/charts/chart_picture.h"
#include "views/charts/evidence_drawing.h"
#include "views/charts/evidence_words.h"
#include "views/parts/ask_for_file.h"
#include "views/parts/background.h"
#include "views/parts/row_table.h"

#include <QBoxLayout>
#include <QChartView>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>

namespace muster::views {

using namespace Qt::StringLiterals;
using items::EvidenceChart;

namespace {

constexpr int chartHeight = 188;
/// Dates are laid out anew where the width differs by more.
constexpr int widthStep = 60;

/// A file's name out of a title: letters, digits and single hyphens.
QString fileNameOf(const QString &title)
{
    QString name;
    for (const QChar sign : title.toLower()) {
        if (sign.isLetterOrNumber())
            name += sign;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.left(80);
}

}

EvidenceChartCard::EvidenceChartCard(EvidenceChart chart, QWidget *parent)
    : Card(parent),
      m_chart(chart),
      m_model(new items::EvidenceTableModel(chart, this)),
      m_figure(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_nothing(new PlainLabel({}, Type::Body, Ink::Muted)),
      m_tabs(new QTabBar),
      m_stack(new QStackedWidget),
      m_view(new QChartView),
      m_table(new RowTable(m_model, u"figures"_s, tr("Figures of %1").arg(titleOf(chart)))),
      m_message(new InlineMessage)
{
    setAccessibleName(titleOf(chart));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setContextMenuPolicy(Qt::NoContextMenu);
    m_view->setInteractive(false);
    m_view->setAccessibleName(titleOf(chart));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_table);
    m_stack->setFixedHeight(scaled(chartHeight));
    m_message->setObjectName(u"chart-message"_s);
    column()->setSpacing(space::tiny);
    column()->addLayout(head());
    column()->addWidget(m_figure);
    column()->addWidget(m_message);
    column()->addWidget(m_stack);
    column()->addWidget(m_nothing);
    setFigures({});
}

QLayout *EvidenceChartCard::head()
{
    auto *row = rowOf(space::tiny);
    auto *title = new PlainLabel(titleOf(m_chart), Type::Lead);
    title->setElided(true);
    row->addWidget(title, 1);
    m_tabs->setObjectName(u"view"_s);
    m_tabs->setAccessibleName(tr("%1 as").arg(titleOf(m_chart)));
    m_tabs->addTab(tr("Chart"));
    m_tabs->addTab(tr("Table"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    m_copy = button(tr("Copy"), Look::Quiet, this, &EvidenceChartCard::copy);
    m_copy->setObjectName(u"copy"_s);
    m_copy->setAccessibleName(tr("Copy %1 as a picture").arg(titleOf(m_chart)));
    m_save = button(tr("Save…"), Look::Quiet, this, [](EvidenceChartCard *card) {
        card->saveMenu()->popup(card->m_save->mapToGlobal(QPoint(0, card->m_save->height())));
    });
    m_save->setObjectName(u"save"_s);
    m_save->setAccessibleName(tr("Save %1 as a picture").arg(titleOf(m_chart)));
    row->addWidget(m_tabs);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    return row;
}

void EvidenceChartCard::setFigures(const items::SharedFigures &figures)
{
    m_figures = figures;
    m_model->setFigures(figures);
    m_message->clear();
    draw();
}

void EvidenceChartCard::setView(View view)
{
    m_tabs->setCurrentIndex(view);
}

void EvidenceChartCard::draw()
{
    const auto text = m_figures ? textOf(m_chart, *m_figures) : ChartText();
    m_drawnWidth = width();
    auto chart = m_figures ? drawn(m_chart, *m_figures, coloursOf(this), m_drawnWidth) : nullptr;
    m_figure->setText(text.figure);
    m_figure->setVisible(!text.figure.isEmpty());
    m_nothing->setText(text.nothing);
    m_nothing->setVisible(!chart);
    m_stack->setVisible(chart != nullptr);
    for (QWidget *action : std::initializer_list<QWidget *>{m_tabs, m_copy, m_save})
        action->setVisible(chart != nullptr);
    setAccessibleDescription(text.description);
    m_view->setAccessibleDescription(text.description);
    const std::unique_ptr<QChart> old(m_view->chart());
    if (!chart)
        chart = std::make_unique<QChart>();
    m_view->setBackgroundBrush(chart->backgroundBrush());
    m_view->setChart(chart.release());
}

void EvidenceChartCard::copy()
{
    if (!m_figures)
        return;
    QGuiApplication::clipboard()->setImage(pictureOf(m_chart, *m_figures));
    m_message->show(InlineMessage::Kind::Done, tr("Copied as a picture."));
}

QMenu *EvidenceChartCard::saveMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Save as &PNG…")), &QAction::triggered, this, [this] { askWhere(u"png"_s); });
    connect(menu->addAction(tr("Save as &SVG…")), &QAction::triggered, this, [this] { askWhere(u"svg"_s); });
    return menu;
}

void EvidenceChartCard::askWhere(const QString &ending)
{
    const QString suggestion = fileNameOf(m_figures->title + u' ' + titleOf(m_chart)) + u'.' + ending;
    const QString filter = ending == u"svg"_s ? tr("SVG pictures (*.svg)") : tr("PNG pictures (*.png)");
    askForFile(this, tr("Save %1").arg(titleOf(m_chart)), filter, true, suggestion,
               [this, ending](const QString &path) {
                   save(QFileInfo(path).suffix().isEmpty() ? path + u'.' + ending : path);
               });
}

void EvidenceChartCard::save(const QString &path)
{
    if (!m_figures)
        return;
    const bool isSvg = path.endsWith(u".svg"_s, Qt::CaseInsensitive);
    const QByteArray picture = isSvg ? svgOf(m_chart, *m_figures) : pngOf(m_chart, *m_figures);
    const auto result = std::make_shared<Result<void>>();
    const auto writing =
        runOnPool([result, path, picture](const registry::Progress &) { *result = savePicture(path, picture); });
    onceFinished(this, writing, [this, result, path] {
        if (*result)
            m_message->show(InlineMessage::Kind::Done, tr("Saved in %1.").arg(QFileInfo(path).fileName()));
        else
            m_message->showError(result->error());
    });
}

void EvidenceChartCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange) {
        m_stack->setFixedHeight(scaled(chartHeight));
        draw();
    }
}

void EvidenceChartCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    if (std::abs(width() - m_drawnWidth) > widthStep)
        draw();
}

void EvidenceChartCard::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_copy->isVisible())
        return;
    auto *menu = saveMenu();
    auto *copyAction = new QAction(tr("&Copy"), menu);
    connect(copyAction, &QAction::triggered, this, &EvidenceChartCard::copy);
    menu->insertAction(menu->actions().constFirst(), copyAction);
    menu->popup(event->globalPos());
}

}
