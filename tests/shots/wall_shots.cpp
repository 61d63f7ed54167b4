#include "register/inventory_services.h"
#include "shooter.h"
#include "views/parts/pieces.h"
#include "views/wall/wall_page.h"

#include <QComboBox>
#include <QLineEdit>

namespace muster::shots {

using namespace Qt::StringLiterals;
using namespace views;

namespace {

/// Stands in the side panel's place.
QWidget *placeholder(const Session &, QWidget *parent)
{
    return new Card(parent);
}

void empty(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    WallPage page(sample.session(), placeholder);
    page.activate();
    sample.settle();
    page.findChild<QLineEdit *>(u"wallFilter"_s)->setText(u"no such words"_s);
    shooter.page(page, u"wall-none-fit"_s);
}

void asTable(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    WallPage page(sample.session(), placeholder);
    page.activate();
    page.setView(WallPage::View::Table);
    sample.settle();
    shooter.page(page, u"wall-table"_s);
    auto *group = page.findChild<QComboBox *>(u"groupBy"_s);
    group->setCurrentIndex(2);
    Q_EMIT group->activated(2);
    shooter.page(page, u"wall-grouped"_s);
}

}

void wallShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    {
        WallPage page(sample.session(), placeholder);
        page.activate();
        sample.settle();
        shooter.page(page, u"wall"_s);
        const auto friday = sample.ask([](registry::Store &store) {
            return test::must(registry::DelegationService(store).find(u"Friday stakeholder update"_s));
        });
        page.choose(friday);
        shooter.page(page, u"wall-chosen"_s);
    }
    asTable(shooter);
    empty(shooter);
}

}
