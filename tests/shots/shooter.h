#pragma once

#include "support/sample_session.h"
#include "views/parts/style.h"

#include <QDir>
#include <QStringList>
#include <QWidget>

namespace muster::shots {

/// Takes the pictures: each state of a page, light and dark, at 1280×800 and 1920×1080.
class Shooter
{
public:
    /// @param folder  where the PNG files go; must be there
    explicit Shooter(const QString &folder) : m_folder(folder) {}

    /// A session on a fresh sample register; the one before is gone.
    test::SampleSession &fresh();
    test::SampleSession &sample() { return *m_sample; }

    /// A picture of a whole window, as `NAME-SCHEME-WIDTHxHEIGHT.png`.
    void window(QWidget &window, const QString &name);

    /// A picture of a page alone, at the size it has in a window with rail and bar.
    void page(QWidget &page, const QString &name);

private:
    void take(QWidget &widget, const QString &name, QSize less);

    QDir m_folder;
    std::unique_ptr<test::SampleSession> m_sample;
};

/// One room's pictures. Each lies in a file of its own, ROOM_shots.cpp.
void partsShots(Shooter &shooter);
void shellShots(Shooter &shooter);
void auditSetupShots(Shooter &shooter);
void auditRoomShots(Shooter &shooter);
void auditSpotShots(Shooter &shooter);
void panelShots(Shooter &shooter);
void peopleShots(Shooter &shooter);
void wallShots(Shooter &shooter);
void decisionsShots(Shooter &shooter);
void recordShots(Shooter &shooter);
void evidenceShots(Shooter &shooter);
void chartsShots(Shooter &shooter);
void intakeShots(Shooter &shooter);

}
