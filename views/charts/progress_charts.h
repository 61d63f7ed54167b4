#pragma once

#include "items/progress_figures.h"
#include "views/parts/session.h"

#include <QWidget>

class QGridLayout;

namespace muster::views {

class ChartCard;
class PlainLabel;

/// Three small charts for the wall: audits held on cadence, verdicts of the last audits, decisions open and done. Reads
/// and draws nothing before it is first shown; then it follows the register.
class ProgressCharts final : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressCharts(const Session &session, QWidget *parent = nullptr);

    /// Whether the figures were read.
    bool isLoaded() const { return m_figures.has_value(); }

Q_SIGNALS:
    /// Other figures are shown.
    void refreshed();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void refresh();
    void draw();
    void arrange();

    Session m_session;
    std::optional<items::ProgressFigures> m_figures;
    QList<ChartCard *> m_cards;
    QGridLayout *m_grid = nullptr;
    PlainLabel *m_message = nullptr;
    int m_columns = 0;
    bool m_stale = false; ///< something changed while nobody looked
};

}
