#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QWidget>

namespace muster::views {

class Workspace;

/// Before a register is let go: has its pages send off what is typed, waits a moment for it to be saved, and asks where
/// something would be lost.
class Leaving final : public QObject
{
    Q_OBJECT

public:
    /// How long saving is waited for before the person is asked.
    static constexpr int longestWaitMs = 3000;

    /// `window` is what the question lies over.
    Leaving(Workspace &workspace, QWidget *window);

    /// `decided` tells the outcome, at once where nothing has to be waited for.
    void begin();

Q_SIGNALS:
    /// The register may be let go, or the person stays.
    void decided(bool goes);

private:
    void flush();
    void look();
    void ask(const QStringList &reasons);

    QPointer<Workspace> m_workspace;
    QWidget *m_window;
    QPointer<QWidget> m_focus;
    QElapsedTimer m_waited;
};

}
