#include "register/decision_service.h"
#include "shooter.h"
#include "views/decisions/decision_step_form.h"
#include "views/decisions/decisions_page.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

namespace muster::shots {

using namespace Qt::StringLiterals;
using namespace views;
using registry::DecisionService;
using registry::Store;

namespace {

/// A few weeks later, so that some of what was decided is overdue, and one was moved.
void letTimePass(test::SampleSession &sample)
{
    sample.clock().set(QDate(2026, 6, 19), QTime(8, 0));
    test::must(sample.ask([](Store &store) {
        DecisionService decisions(store);
        return decisions.list({}).and_then([&](const QList<DecisionService::Item> &open) {
            return decisions.move(open.first().decision.id, QDate(2026, 6, 24),
                                  u"The queue owner is on leave until the 22nd."_s);
        });
    }));
    sample.settle();
}

void choose(DecisionsPage &page, int row)
{
    auto *list = page.findChild<QListView *>(u"decisions"_s);
    list->setCurrentIndex(list->model()->index(row, 0));
}

}

void decisionsShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    letTimePass(sample);
    DecisionsPage page(sample.session());
    page.QWidget::show();
    page.activate();
    sample.settle();
    shooter.page(page, u"decisions"_s);

    QTest::keyClick(page.findChild<QListView *>(u"decisions"_s), Qt::Key_M);
    QTest::keyClick(page.findChild<QPlainTextEdit *>(u"text"_s), Qt::Key_Return, Qt::ControlModifier);
    sample.settle();
    shooter.page(page, u"decisions-move-refused"_s);

    QTest::keyClick(page.findChild<QPlainTextEdit *>(u"text"_s), Qt::Key_Escape);
    page.findChild<QCheckBox *>(u"withEnded"_s)->setChecked(true);
    sample.settle();
    choose(page, 1);
    sample.settle();
    shooter.page(page, u"decisions-with-done"_s);

    page.findChild<QLineEdit *>(u"words"_s)->setText(u"nothing says this"_s);
    shooter.page(page, u"decisions-none-fits"_s);
}

}
