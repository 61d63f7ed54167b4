// muster-window-probe MODE [FILE]: opens the window as a person does, without a display, and does one thing.
//   bare          a window with nothing in it, to its first picture
//   first FILE    a register, to the wall's first screenful
//   keys FILE     letters typed into the wall's filter: milliseconds from each to the rows that fit on the screen
//   pages FILE    to each page and back: milliseconds to its picture, the first visits left out
//   busy FILE CSV importing a table, verifying and exporting with the window open: the longest pause of a
//                   thread that does nothing, of its event loop, and of its own work in one, for each of the three

#include "app/gui/pages.h"
#include "app/system/system.h"
#include "exchange/column_guess.h"
#include "exchange/delegation_import.h"
#include "items/delegation_table_model.h"
#include "reports/record_export.h"
#include "views/shell/main_window.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QThread>
#include <QTimer>

#include <cstdio>
#include <cstring>

#include <time.h>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

/// Runs the event loop until something holds, at most a minute.
template <typename Condition>
void waitFor(Condition holds)
{
    QElapsedTimer waited;
    waited.start();
    while (!holds() && waited.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    if (!holds()) {
        std::fputs("muster-window-probe: waited a minute in vain\n", stderr);
        std::exit(1);
    }
}

class Probe
{
public:
    Probe() : m_settings(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat)
    {
        views::applyStyle(*qApp, views::Scheme::Light, QApplication::palette());
        views::WindowOptions options;
        options.clock = &m_clock;
        options.random = &m_random;
        options.stateFolder = m_folder.filePath(u"state"_s);
        options.folder = m_folder.path();
        options.settings = &m_settings;
        options.pages = app::addPages;
        options.importWizard = app::makeImportWizard;
        window = std::make_unique<views::MainWindow>(options);
        window->show();
    }

    void open(const QString &file)
    {
        window->open(file);
        waitFor([&] { return window->workspace() && model() && model()->rowCount() > 0 && !model()->isAsking(); });
        paint();
    }

    items::DelegationTableModel *model() const { return window->findChild<items::DelegationTableModel *>(); }

    /// What was asked to be repainted is, now.
    void paint()
    {
        QCoreApplication::processEvents();
        window->repaint();
    }

    std::unique_ptr<views::MainWindow> window;

private:
    QTemporaryDir m_folder;
    app::SystemClock m_clock;
    app::SystemRandomness m_random;
    QSettings m_settings;
};

void press(QWidget *target, int key, Qt::KeyboardModifiers modifiers, const QString &text = {})
{
    QKeyEvent down(QEvent::KeyPress, key, modifiers, text);
    QKeyEvent up(QEvent::KeyRelease, key, modifiers, text);
    QCoreApplication::sendEvent(target, &down);
    QCoreApplication::sendEvent(target, &up);
}

void typeIntoFilter(const QString &file)
{
    Probe probe;
    probe.open(file);
    auto *filter = probe.window->findChild<QLineEdit *>(u"wallFilter"_s);
    filter->setFocus();
    bool answered = false;
    QObject::connect(probe.model(), &items::DelegationTableModel::refreshed, filter, [&] { answered = true; });
    for (const auto &word : {u"summary"_s, u"billing"_s, u"legal report"_s, u"workflow 99"_s}) {
        for (const QChar letter : word + QString(word.size(), u'\b')) {
            QElapsedTimer taken;
            taken.start();
            answered = false;
            letter == u'\b' ? press(filter, Qt::Key_Backspace, Qt::NoModifier)
                            : press(filter, Qt::Key_unknown, Qt::NoModifier, letter);
            waitFor([&] { return answered; });
            probe.paint();
            std::printf("%.3f\n", double(taken.nsecsElapsed()) / 1e6);
            // A person's next letter comes later; what was put off until typing pauses is done meanwhile.
            QElapsedTimer pause;
            pause.start();
            while (pause.elapsed() < 150)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        }
    }
}

void switchPages(const QString &file)
{
    Probe probe;
    probe.open(file);
    auto *workspace = probe.window->workspace();
    for (int round = 0; round < 6; ++round) {
        for (int page = 4; page >= 0; --page) {
            QElapsedTimer taken;
            taken.start();
            workspace->go(views::PageName(page));
            probe.paint();
            if (round > 0)
                std::printf("%.3f\n", double(taken.nsecsElapsed()) / 1e6);
            QElapsedTimer pause;
            pause.start();
            while (pause.elapsed() < 300)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        }
    }
}

/// Processor time of the calling thread, in milliseconds.
double ownTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// Beats each millisecond in its thread and keeps the longest pauses: by the clock, and of the thread's own work.
class Heartbeat : public QObject
{
public:
    Heartbeat() { connect(&m_beat, &QTimer::timeout, this, &Heartbeat::note); }

    void start()
    {
        m_since.start();
        m_own = ownTime();
        m_beat.start(1);
    }

    void stop() { m_beat.stop(); }

    double longest = 0, longestOwn = 0;

private:
    void note()
    {
        longest = std::max(longest, double(m_since.nsecsElapsed()) / 1e6);
        longestOwn = std::max(longestOwn, ownTime() - m_own);
        m_since.start();
        m_own = ownTime();
    }

    QTimer m_beat{this};
    QElapsedTimer m_since;
    double m_own = 0;
};

/// Runs long work with a heartbeat beside it, and one in a thread that does nothing else: what the machine makes any thread
/// wait. Prints the longest pause of that one, of the window, and what the window itself did in one.
template <typename Work>
void watch(Probe &probe, Work work)
{
    QThread idle;
    Heartbeat floor, ours;
    floor.moveToThread(&idle);
    QObject::connect(&idle, &QThread::started, &floor, &Heartbeat::start);
    QObject::connect(&idle, &QThread::finished, &floor, &Heartbeat::stop, Qt::DirectConnection);
    idle.start();
    ours.start();
    const auto future = probe.window->workspace()->session().reg->runLong(work);
    waitFor([&] { return future.isFinished(); });
    waitFor([&] { return !probe.model()->isAsking(); });
    probe.paint();
    QCoreApplication::processEvents();
    idle.quit();
    idle.wait();
    std::printf("%.3f %.3f %.3f\n", floor.longest, ours.longest, ours.longestOwn);
}

void keepBusy(const QString &file, const QString &table)
{
    Probe probe;
    probe.open(file);
    watch(probe, [table](registry::Store &store, const registry::Progress &progress) {
        exchange::ImportOptions options;
        options.progress = progress;
        options.mapping = exchange::exactMapping({u"title"_s, u"owner"_s, u"team"_s, u"category"_s});
        options.mapping.createPeople = true;
        return importDelegations(store, table, options).has_value();
    });
    watch(probe, [](registry::Store &store, const registry::Progress &progress) {
        return registry::verifyRegister(store, progress).has_value();
    });
    watch(probe, [](registry::Store &store, const registry::Progress &progress) {
        QTemporaryFile lines;
        return lines.open()
               && reports::writeRecord(store, {}, reports::RecordFormat::JsonLines, lines, progress).has_value();
    });
}

}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const QString mode = arguments.value(1), file = arguments.value(2);
    if (mode == u"bare") {
        QWidget window;
        window.resize(1280, 800);
        window.show();
        window.repaint();
        QCoreApplication::processEvents();
    } else if (mode == u"first") {
        Probe().open(file);
    } else if (mode == u"keys") {
        typeIntoFilter(file);
    } else if (mode == u"pages") {
        switchPages(file);
    } else if (mode == u"busy") {
        keepBusy(file, arguments.value(3));
    } else {
        std::fputs("usage: muster-window-probe bare|first|keys|pages|busy [FILE] [CSV]\n", stderr);
        return 2;
    }
    std::fflush(stdout);
    return 0;
}
