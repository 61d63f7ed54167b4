#include "sample/sample_files.h"
#include "shooter.h"
#include "views/intake/import_wizard.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

namespace muster::shots {

using namespace Qt::StringLiterals;
using views::ImportWizard;

namespace {

QString written(test::SampleSession &sample, const QString &name, const QByteArray &bytes)
{
    QFile file(sample.folder() + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the file can't be written");
    return file.fileName();
}

void wait(test::SampleSession &sample)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 700)
        sample.settle(1);
}

}

void intakeShots(Shooter &shooter)
{
    auto &sample = shooter.fresh();
    ImportWizard wizard(sample.session());
    shooter.page(wizard, u"intake-1-empty"_s);
    wizard.openFile(written(sample, u"broken.csv"_s, "Use case,Team\nFirst,Checkout\n\"never closed,Checkout\n"));
    wait(sample);
    shooter.page(wizard, u"intake-1-broken"_s);
    wizard.openFile(written(sample, sample::spreadsheetName(), sample::spreadsheet()));
    wait(sample);
    shooter.page(wizard, u"intake-1-file"_s);
    wizard.goTo(ImportWizard::Columns);
    shooter.page(wizard, u"intake-2-columns"_s);
    wizard.goTo(ImportWizard::Values);
    shooter.page(wizard, u"intake-3-values"_s);
    wizard.goTo(ImportWizard::Trial);
    wait(sample);
    shooter.page(wizard, u"intake-4-problems"_s);
    wizard.findChild<QTabBar *>(u"trial-tabs"_s)->setCurrentIndex(1);
    shooter.page(wizard, u"intake-4-rows"_s);
    wizard.goTo(ImportWizard::Import);
    shooter.page(wizard, u"intake-5-ready"_s);
    wizard.findChild<QPushButton *>(u"next"_s)->click();
    wait(sample);
    shooter.page(wizard, u"intake-5-done"_s);
}

}
