#pragma once

#include "app/system/system.h"
#include "views/shell/main_window.h"

#include <QSettings>

namespace muster::app {

/// The desktop application: hands a window the system it runs on, and dresses it light or dark as the system or the
/// person wants it.
class Desktop final : public QObject
{
    Q_OBJECT

public:
    /// @param fixed  an instant the clock stands still at, or an invalid one
    explicit Desktop(const QDateTime &fixed);
    ~Desktop() override;

    views::MainWindow &window() { return *m_window; }

private:
    void choose(views::Scheme scheme);
    void dress();

    SystemClock m_clock;
    SystemRandomness m_random;
    QSettings m_settings;
    QPalette m_system;
    std::unique_ptr<views::MainWindow> m_window;
};

}
