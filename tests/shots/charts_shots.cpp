#include "shooter.h"
#include "views/charts/progress_charts.h"

#include <QVBoxLayout>

namespace muster::shots {

using namespace Qt::StringLiterals;

void chartsShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    QWidget page;
    auto *layout = new QVBoxLayout(&page);
    auto *charts = new views::ProgressCharts(sample.session());
    layout->addWidget(charts);
    layout->addStretch();
    shooter.page(page, u"charts"_s);
}

}
