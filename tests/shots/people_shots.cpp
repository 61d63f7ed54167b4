#include "register/inventory_services.h"
#include "shooter.h"
#include "views/people/people_page.h"

#include <QLineEdit>
#include <QPushButton>

namespace muster::shots {

using namespace Qt::StringLiterals;
using namespace views;

namespace {

PersonId idOf(test::SampleSession &sample, const QString &name)
{
    return sample.ask([name](registry::Store &store) { return test::must(registry::PersonService(store).find(name)); });
}

}

void peopleShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    PeoplePage page(sample.session());
    page.activate();
    page.choose(idOf(sample, u"Dana Keller"_s));
    sample.settle();
    shooter.page(page, u"people"_s);
    page.findChild<QPushButton *>(u"leave"_s)->click();
    shooter.page(page, u"people-leaving"_s);
    page.choose(idOf(sample, u"Tom Reyes"_s));
    sample.settle();
    shooter.page(page, u"people-left"_s);
    page.findChild<QLineEdit *>(u"search"_s)->setText(u"Nobody of this name"_s);
    sample.settle();
    shooter.page(page, u"people-none"_s);
}

}
