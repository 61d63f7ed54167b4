#include "domain/entities.h"
#include "items/import_columns_model.h"
#include "sample/sample_files.h"
#include "shooter.h"
#include "views/intake/import_wizard.h"

#include <QAbstractItemView>
#include <QComboBox>
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

int field(const QString &name)
{
    return entityOf<Delegation>().indexOf(name);
}

void decide(ImportWizard &wizard, const char *table, int row, int column, const QVariant &value)
{
    auto *model = wizard.findChild<QAbstractItemView *>(QLatin1StringView(table))->model();
    model->setData(model->index(row, column), value);
}

int rowReading(ImportWizard &wizard, const QString &value)
{
    const auto *model = wizard.findChild<QAbstractItemView *>(u"values"_s)->model();
    int row = 0;
    while (row < model->rowCount() && model->index(row, 1).data().toString() != value)
        ++row;
    return row;
}

void choose(ImportWizard &wizard, int row)
{
    auto *table = wizard.findChild<QAbstractItemView *>(u"columns"_s);
    table->setCurrentIndex(table->model()->index(row, 2));
}

void wait(test::SampleSession &sample)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 700)
        sample.settle(1);
}

}

namespace {

/// Two columns that the import makes, one of them with a title it can't have. Leaves the columns as they were.
void newColumnShots(Shooter &shooter, ImportWizard &wizard)
{
    constexpr int tool = 10, remarks = 11;
    decide(wizard, "columns", remarks, 2, int(items::ImportColumnsModel::AsNewColumn));
    decide(wizard, "columns", tool, 2, int(items::ImportColumnsModel::AsNewColumn));
    choose(wizard, tool);
    auto *type = wizard.findChild<QComboBox *>(u"new-column-type"_s);
    type->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(type, Qt::Key_Down);
    shooter.page(wizard, u"intake-2-new-column"_s);
    auto *title = wizard.findChild<QLineEdit *>(u"new-column-title"_s);
    title->clear();
    QTest::keyClicks(title, u"Model"_s);
    shooter.page(wizard, u"intake-2-title-taken"_s);
    decide(wizard, "columns", tool, 2, int(items::ImportColumnsModel::AsNote));
    decide(wizard, "columns", remarks, 2, int(items::ImportColumnsModel::AsNote));
}

/// A file without a key that was imported before.
void secondTimeShot(Shooter &shooter, test::SampleSession &sample)
{
    ImportWizard wizard(sample.session());
    wizard.show();
    for (const bool again : {false, true}) {
        wizard.openFile(written(sample, u"twice.csv"_s, "Title,Team\nMinutes of the board,Checkout\nAlt texts,Shop\n"));
        wait(sample);
        wizard.goTo(again ? ImportWizard::Trial : ImportWizard::Import);
        wait(sample);
        if (!again)
            wizard.findChild<QPushButton *>(u"next"_s)->click();
        wait(sample);
    }
    shooter.page(wizard, u"intake-4-imported-before"_s);
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
    shooter.page(wizard, u"intake-2-guessed"_s);
    decide(wizard, "columns", 1, 2, field(u"title"_s));
    decide(wizard, "columns", 5, 2, field(u"category"_s));
    decide(wizard, "columns", 6, 2, field(u"tier"_s));
    decide(wizard, "columns", 8, 2, field(u"cadence"_s));
    shooter.page(wizard, u"intake-2-columns"_s);
    newColumnShots(shooter, wizard);
    wizard.goTo(ImportWizard::Values);
    for (const auto &[from, to] :
         std::initializer_list<std::pair<QString, QString>>{{u"AI helps"_s, u"assist"_s},
                                                            {u"runs alone"_s, u"automate"_s},
                                                            {u"never"_s, u"avoid"_s},
                                                            {u"small"_s, u"light"_s},
                                                            {u"medium"_s, u"mid"_s},
                                                            {u"green"_s, u"low"_s},
                                                            {u"amber"_s, u"medium"_s},
                                                            {u"every sprint"_s, u"sprint:3"_s}})
        decide(wizard, "values", rowReading(wizard, from), 3, to);
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
    secondTimeShot(shooter, sample);
}

}
