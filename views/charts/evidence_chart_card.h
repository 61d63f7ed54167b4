#pragma once

#include "items/evidence_tables.h"
#include "views/parts/pieces.h"

class QChartView;
class QMenu;
class QStackedWidget;
class QTabBar;

namespace muster::views {

class RowTable;

/// One chart of evidence with its figures in words, the same figures as a table, and ways to take it elsewhere.
class EvidenceChartCard final : public Card
{
    Q_OBJECT

public:
    enum View { Chart, Table };

    explicit EvidenceChartCard(items::EvidenceChart chart, QWidget *parent = nullptr);

    /// Null: nothing was read yet.
    void setFigures(const items::SharedFigures &figures);
    void setView(View view);

    items::EvidenceTableModel *table() const { return m_model; }
    QChartView *chartView() const { return m_view; }

    /// Puts a picture of the chart in the clipboard.
    void copy();
    /// Writes a picture: an SVG where the name ends so, otherwise a PNG.
    void save(const QString &path);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QLayout *head();
    void draw();
    void askWhere(const QString &ending);
    QMenu *saveMenu();

    items::EvidenceChart m_chart;
    items::SharedFigures m_figures;
    items::EvidenceTableModel *m_model;
    PlainLabel *m_figure, *m_nothing;
    QTabBar *m_tabs;
    QPushButton *m_copy, *m_save;
    QStackedWidget *m_stack;
    QChartView *m_view;
    RowTable *m_table;
    InlineMessage *m_message;
    int m_drawnWidth = 0;
};

}
