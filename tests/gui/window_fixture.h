#pragma once

#include "app/gui/pages.h"
#include "sample/sample_register.h"
#include "support/register_fixture.h"
#include "views/parts/pieces.h"
#include "views/shell/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

/// The application's window as a person has it, in a folder of its own: settings, registers and marks lie there. The
/// clock stands on the sample's day. It can be closed and opened again, as after a restart.
class WindowFixture
{
public:
    /// @param folder  where settings, registers and marks lie, as another program left them; empty: a new one
    /// @param seed    of what is drawn at random: two windows that write to one register draw differently
    explicit WindowFixture(const QString &folder = {}, quint32 seed = 1)
        : m_base(folder.isEmpty() ? m_folder.path() : folder), m_random(seed)
    {
        open();
    }

    views::MainWindow &window() { return *m_window; }
    views::Workspace &workspace() { return *m_window->workspace(); }
    sample::SampleClock &clock() { return m_clock; }
    QSettings &settings() { return m_settings; }
    QString path(const QString &name) const { return QDir(m_base).filePath(name); }
    QString sampleFile() const { return path(QStringLiteral("sample/checkout-team.muster")); }

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

    /// Makes this, or a dialog of it, the window that has the keyboard: what a window manager does at a click, and
    /// when a dialog has gone.
    void toFront(QWidget *dialog = nullptr)
    {
        QWidget *front = dialog ? dialog : m_window.get();
        QApplication::setActiveWindow(front);
        if (!QTest::qWaitForWindowActive(front))
            qFatal("the window is not active");
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
    /// Puts a text on the clipboard and pastes it where the focus is.
    void paste(const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        key(Qt::Key_V, Qt::ControlModifier);
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
    /// Presses a button by keys: Tab until it has the focus, then Space.
    bool press(const QWidget *button)
    {
        for (int i = 0; i < 150 && QApplication::focusWidget() != button; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (QApplication::focusWidget() != button)
            return false;
        key(Qt::Key_Space);
        return true;
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
        options.folder = m_base;
        options.sampleFile = sampleFile();
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
        toFront();
    }

    QTemporaryDir m_folder;
    QString m_base;
    sample::SampleClock m_clock;
    sample::SampleRandomness m_random;
    QSettings m_settings{path(QStringLiteral("settings.ini")), QSettings::IniFormat};
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

/// The button that a message offers; the test ends where there is none.
inline QPushButton *offered(const views::InlineMessage *message, const QString &text)
{
    for (auto *one : message->findChildren<QPushButton *>()) {
        if (one->isVisible() && one->text() == text)
            return one;
    }
    qFatal("no button %s in: %s", qUtf8Printable(text), qUtf8Printable(message->text()));
    return nullptr;
}

}
