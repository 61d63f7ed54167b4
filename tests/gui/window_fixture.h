#pragma once

#include "app/gui/pages.h"
#include "sample/sample_register.h"
#include "support/register_fixture.h"
#include "views/parts/pieces.h"
#include "views/shell/main_window.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

/// The application's window as a person has it, in a folder of its own: settings, registers and marks lie there. The
/// clock stands on the sample's day. It can be closed and opened again, as after a restart.
class WindowFixture
{
public:
    WindowFixture() { open(); }

    views::MainWindow &window() { return *m_window; }
    views::Workspace &workspace() { return *m_window->workspace(); }
    sample::SampleClock &clock() { return m_clock; }
    QSettings &settings() { return m_settings; }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    registry::StoreOptions storeOptions()
    {
        registry::StoreOptions options;
        options.clock = &m_clock;
        options.random = &m_random;
        options.stateFolder = path(QStringLiteral("state"));
        options.flush = false;
        return options;
    }

    /// Ends the program, as far as the window can tell, and starts it again.
    void restart()
    {
        m_window.reset();
        open();
    }

    /// Does something that opens a register, and waits until it is shown.
    template <typename Act>
    bool opens(Act act)
    {
        QSignalSpy opened(m_window.get(), &views::MainWindow::opened);
        QSignalSpy failed(m_window.get(), &views::MainWindow::openingFailed);
        act();
        const bool done = QTest::qWaitFor([&] { return opened.count() + failed.count() > 0; }, 20000);
        if (opened.count() == 1)
            settle();
        return done && opened.count() == 1;
    }
    bool openSample()
    {
        return opens([this] { m_window->openSample(); });
    }

    template <typename Work>
    auto ask(Work work)
    {
        return workspace().session().reg->run(std::move(work)).result();
    }

    /// Waits until what was begun is done and shown.
    void settle(int rounds = 8)
    {
        for (int round = 0; round < rounds; ++round) {
            if (m_window->workspace())
                ask([](registry::Store &) { return 0; });
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get();
        QTest::keyClick(target, Qt::Key(key), modifiers);
        settle(4);
    }
    void type(const QString &text)
    {
        for (const QChar letter : text)
            QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(letter), {});
        settle(2);
    }
    QString focused() const
    {
        return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QStringLiteral("-");
    }
    bool tabTo(const QString &name)
    {
        for (int i = 0; i < 60 && focused() != name; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        return focused() == name;
    }

private:
    void open()
    {
        views::WindowOptions options;
        options.clock = &m_clock;
        options.random = &m_random;
        options.stateFolder = path(QStringLiteral("state"));
        options.userName = QStringLiteral("Dana K.");
        options.timeZone = QStringLiteral("Europe/Berlin");
        options.folder = m_folder.path();
        options.sampleFile = path(QStringLiteral("sample/checkout-team.muster"));
        options.settings = &m_settings;
        options.sample = [](const QString &file, const registry::StoreOptions &with) {
            static sample::SampleRandomness random;
            auto quick = with;
            quick.random = &random;
            quick.flush = false;
            return sample::makeSampleRegister(file, quick);
        };
        options.pages = app::addPages;
        options.importWizard = app::makeImportWizard;
        options.schemeChosen = [](views::Scheme) {};
        m_window = std::make_unique<views::MainWindow>(options);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        if (!QTest::qWaitForWindowActive(m_window.get()))
            qFatal("the window is not active");
    }

    QTemporaryDir m_folder;
    sample::SampleClock m_clock;
    sample::SampleRandomness m_random{1};
    QSettings m_settings{m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    std::unique_ptr<views::MainWindow> m_window;
};

/// A visible child of this name; the test ends where there is none.
template <typename W>
W *part(QWidget &of, const QString &name)
{
    for (auto *one : of.findChildren<W *>(name)) {
        if (one->isVisible())
            return one;
    }
    qFatal("no visible %s", qUtf8Printable(name));
    return nullptr;
}

}
